import fc from 'fast-check';
import {
  functionalMargin,
  geometricMargin,
  logitMargin,
  minimumMargin,
  normalisedMargin,
} from '../../spec/metrics/margins.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { known, numberBy, vanishes } from '../verbs/balance.ts';
import { boundedResults } from '../verbs/judge.ts';
import { atLeast, each, holds, near } from '../verbs/measured.ts';
import { at, build, inner, map, negated, only, scaled, shifted, vector } from '../verbs/tensors.ts';

/** A classifier, samples and their labels: integers. */
const classified = (context: Context) =>
  tensors(context, { w: 'd', b: '', x: 'n d', y: 'n' }, { most: 4 }).map(({ w, b, x, y }) => ({
    w: map(w, (value) => value || 1),
    b,
    x,
    y: map(y, (value) => (value < 0 ? -1 : 1)),
  }));

/** How far each element may be off. */
function allowedOf(
  operation: typeof geometricMargin,
  given: Record<string, Tensor>,
  context: Context,
): readonly number[] {
  const [found] = Object.values(boundedResults(operation, given, {}, context));
  return (found?.values ?? []).map((one) => allowedError(one, context.profile));
}

export const laws: readonly Law[] = [
  law(functionalMargin, 'C1', {
    repeats: true,
    hint: 'the label is left out, or the sign of the bias is lost',
    cases: classified,
    check: async (on, { w, b, x, y }) => {
      const [plain, turned] = await Promise.all([
        on(functionalMargin, { w, b, x, y }),
        on(functionalMargin, { w: negated(w), b: negated(b), x, y: negated(y) }),
      ]);
      return [
        each('m', plain.m, (what, value, i) => {
          const output =
            inner(
              vector(
                x,
                Array.from(w.data, (_, k) => at(x, i, k)),
              ),
              w,
            ) + only(b);
          return holds(
            what,
            Math.sign(value) === Math.sign(output * (y.data[i] ?? 0)),
            `the sign of ${output} y`,
            String(value),
          );
        }),
        each('m of turned labels', turned.m, (what, value, i) => near(what, value, plain.m.data[i] ?? Number.NaN, 0)),
      ];
    },
  }),
  law(geometricMargin, 'C1', {
    hint: 'it is the functional margin, or a small constant is in the divisor',
    cases: classified,
    check: async (on, { w, b, x, y }, context) => {
      const [plain, large] = await Promise.all([
        on(geometricMargin, { w, b, x, y }),
        on(geometricMargin, { w: scaled(w, 3), b: scaled(b, 3), x, y }),
      ]);
      const allowed = allowedOf(geometricMargin, { w, b, x, y }, context);
      return [
        each('m of (3 w, 3 b)', large.m, (what, value, i) =>
          near(what, value, plain.m.data[i] ?? Number.NaN, 2 * (allowed[i] ?? 0)),
        ),
      ];
    },
  }),
  law(geometricMargin, 'C2', {
    cases: (context) =>
      // Of lengths that are integers: 3, 4 and 5, and multiples.
      beside(tensors(context, { x: 'n d', b: '' }, { sizes: { d: 2 }, most: 4 }), {
        w: dealt([
          [3, 4],
          [-6, 8],
          [0, -2],
          [12, 5],
        ] as const),
        sign: dealt([1, -1]),
      }),
    check: async (on, { x, b, w: [first, second], sign }, context) => {
      const w = vector(x, [first, second]);
      const y = build(x, [x.shape[0] ?? 0], () => sign);
      const length = Math.hypot(first, second);
      const { m } = await on(geometricMargin, { w, b, x, y });
      const allowed = allowedOf(geometricMargin, { w, b, x, y }, context);
      return [
        each('m', m, (what, value, i) => {
          // Of the foot of the perpendicular, <w, x - m y w / |w|> + b = 0.
          const output = at(x, i, 0) * first + at(x, i, 1) * second + only(b);
          return near(what, value * length, sign * output, (allowed[i] ?? 0) * length);
        }),
      ];
    },
  }),
  erratum(geometricMargin, 'E16', {
    given: ({ dtype }) => ({
      x: tensorOf(dtype, [2, 1], [1, -1]),
      y: tensorOf(dtype, [2], [1, -1]),
    }),
    check: async (on, { x, y }, { u }) => {
      const margins = await Promise.all(
        [1, 2 ** 4, 2 ** 8].map(async (size) => (await on(geometricMargin, { w: vector(x, [size]), x, y })).m),
      );
      return margins.map((m, k) =>
        each(`m at weights of size ${16 ** k}`, m, (what, value) => near(what, value, 1, 8 * u)),
      );
    },
  }),
  law(minimumMargin, 'C1', {
    needs: [geometricMargin],
    hint: 'the mean is taken, or the size of the margins',
    cases: classified,
    check: async (on, { w, b, x, y }, context) => {
      const [least, all] = await Promise.all([on(minimumMargin, { w, b, x, y }), on(geometricMargin, { w, b, x, y })]);
      const error = 2 * Math.max(0, ...allowedOf(geometricMargin, { w, b, x, y }, context));
      const most = Math.min(...all.m.data);
      return [near('the least', only(least.m), most, error)];
    },
  }),
  law(minimumMargin, 'C2', {
    cases: classified,
    check: async (on, { w, b, x, y }, context) => {
      const [n = 1, d = 1] = x.shape;
      const rows = (count: number) => ({
        x: build(x, [count, d], (i, k) => at(x, i % n, k)),
        y: build(y, [count], (i) => at(y, i % n)),
      });
      const [once, twice, first] = await Promise.all(
        [n, 2 * n, 1].map(async (count) => only((await on(minimumMargin, { w, b, ...rows(count) })).m)),
      );
      const error = 2 * Math.max(0, ...allowedOf(geometricMargin, { w, b, x, y }, context));
      return [
        near('the least of all given twice', twice ?? Number.NaN, once ?? Number.NaN, error),
        atLeast('that of the first alone', first ?? Number.NaN, once ?? Number.NaN, error),
      ];
    },
  }),
  refuses(minimumMargin, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: (context) => tensors(context, { w: 'd' }).map(({ w }) => ({ w: map(w, (value) => value || 1) })),
    calls: ({ w }) => ({
      'no samples are refused': { w, x: tensorOf(w.dtype, [0, w.data.length], []), y: tensorOf(w.dtype, [0], []) },
    }),
    honest: ({ m }) => !Number.isFinite(m?.data[0] ?? Number.NaN),
  }),
  equal(logitMargin, 'C1', {
    cases: (context) =>
      beside(tensors(context, { z: 'c' }, { least: 2, most: 6 }), { choice: fc.nat(5), by: dealt([3, -40, 64]) }),
    sides: (f, { z, choice, by }) => {
      const target = tensorOf('int32', [], [choice % z.data.length]);
      return { 'm of shifted logits': [f({ z: shifted(z, by), target }), f({ z, target })] };
    },
  }),
  law(logitMargin, 'C2', {
    hint: 'the class itself is among the others',
    cases: (context) => beside(tensors(context, { z: 'c' }, { least: 2, most: 6 }), { choice: fc.nat(5) }),
    check: async (on, { z, choice }) => {
      const own = choice % z.data.length;
      const others = Array.from(z.data).filter((_, j) => j !== own);
      const two = vector(z, [z.data[0] ?? 0, z.data[1] ?? 0]);
      const of = async (logits: Tensor, label: number) =>
        only((await on(logitMargin, { z: logits, target: tensorOf('int32', [], [label]) })).m);
      const [m, first, second] = await Promise.all([of(z, own), of(two, 0), of(two, 1)]);
      const due = Math.sign((z.data[own] ?? 0) - Math.max(...others));
      return [
        holds('the sign of m', Math.sign(m) === due, String(due), String(m)),
        near('m of the other of two', second, -first, 0),
      ];
    },
  }),
  refuses(logitMargin, 'R1', {
    orNaN: true,
    cases: (context) => beside(tensors(context, { z: 'c' }, { least: 2 }), { wrong: dealt([-1, 0, 5]) }),
    calls: ({ z, wrong }) => ({
      'a target that is no class is refused': {
        z,
        target: tensorOf('int32', [], [wrong < 0 ? -1 : z.data.length + wrong]),
      },
    }),
  }),
  refuses(logitMargin, 'R2', {
    share: 0.25,
    cases: (context) => tensors(context, { z: 'c' }, { sizes: { c: 1 } }),
    calls: ({ z }) => ({ 'a single class is refused': { z, target: tensorOf('int32', [], [0]) } }),
    honest: ({ m }) => !Number.isFinite(m?.data[0] ?? Number.NaN),
  }),
  equal(normalisedMargin, 'C1', {
    repeats: true,
    hint: 'the degree is left out, or one parameter is',
    cases: (context) =>
      beside(tensors(context, { margins: 'n', theta: 'p' }, { most: 4 }), {
        degree: dealt([2, 1, 3]),
        k: dealt([1, -2]),
      }),
    compare: (received, expected, what, _, { u }) =>
      near(what, only(received), only(expected), 64 * u * Math.abs(only(expected))),
    sides: (f, { margins, theta, degree, k }) => {
      const some = map(theta, (value) => value || 1);
      return {
        'm of larger parameters': [
          f({ margins: scaled(margins, 2 ** (k * degree)), theta: scaled(some, 2 ** k), degree }),
          f({ margins, theta: some, degree }),
        ],
      };
    },
  }),
  law(normalisedMargin, 'C2', {
    cases: (context) => beside(tensors(context, { margins: 'n' }, { most: 5 }), { degree: dealt([1, 2, 5]) }),
    check: async (on, { margins, degree }, context) => {
      const theta = vector(margins, [0.5, -0.5, 0.5, 0.5]);
      const m = await numberBy(on, context, normalisedMargin, { margins, theta }, { degree });
      return [vanishes('m - the least', [1, m], [-1, known(Math.min(...margins.data))])];
    },
  }),
  refuses(normalisedMargin, 'R2', {
    share: 0.25,
    asks: ['empty'],
    cases: (context) => tensors(context, { theta: 'p' }),
    calls: ({ theta }) => ({
      'no margins are refused': {
        margins: tensorOf(theta.dtype, [0], []),
        theta: map(theta, (value) => value || 1),
        degree: 1,
      },
    }),
    honest: ({ m }) => !Number.isFinite(m?.data[0] ?? Number.NaN),
  }),
];
