import type fc from 'fast-check';
import {
  angularDistance,
  chebyshevDistance,
  cosineSimilarity,
  euclideanDistance,
  manhattanDistance,
  pairwiseDistances,
} from '../../spec/linalg/distances.ts';
import { unitRoundoff } from '../../spec/scalars/float.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atMost, between, each, holds, near } from '../verbs/measured.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { refuted } from '../verbs/refuted.ts';
import {
  at,
  build,
  filled,
  inner,
  map,
  negated,
  only,
  plus,
  scaled,
  shifted,
  transposed,
  vector,
} from '../verbs/tensors.ts';

type Distance = typeof euclideanDistance | typeof manhattanDistance | typeof chebyshevDistance;

/** A number beside which small integers are exact, and their squares are not; of either sign. */
const far = ({ dtype }: Context): fc.Arbitrary<number> => {
  const most = 1 / unitRoundoff(dtype) / 64;
  return dealt([most, -most, most / 2, 0]);
};

const within = (operation: Distance, x: Tensor, y: Tensor, context: Context): number =>
  boundedResult(operation, { x, y }, {}, context).most;

/** What makes a metric. */
const metricLaws = (operation: Distance): readonly Law[] => [
  law(operation, 'C1', {
    repeats: true,
    cases: (context) =>
      beside(tensors(context, { x: 'n', other: 'n' }, { entries: 'reals', most: 7 }), {
        isOpposite: dealt([false, true]),
      }).map(({ x, other, isOpposite }) => ({ x, y: isOpposite ? negated(x) : other })),
    check: async (on, { x, y }) => {
      const [own, there, back] = await Promise.all([
        on(operation, { x, y: x }),
        on(operation, { x, y }),
        on(operation, { x: y, y: x }),
      ]);
      const isSame = x.data.every((value, i) => value === y.data[i]);
      const distance = only(there.d);
      return [
        near('d(x, x)', only(own.d), 0, 0),
        identical(back.d, there.d, 'd(y, x)'),
        holds('d(x, y)', isSame ? distance === 0 : distance > 0, isSame ? '0' : 'above 0', String(distance)),
      ];
    },
  }),
  law(operation, 'C2', {
    cases: (context) => tensors(context, { x: 'n', y: 'n', z: 'n' }, { entries: 'reals', most: 7 }),
    check: async (on, { x, y, z }, context) => {
      const pairs = [
        [x, z],
        [x, y],
        [y, z],
      ] as const;
      const [whole, first, second] = await Promise.all(
        pairs.map(async ([one, other]) => only((await on(operation, { x: one, y: other })).d)),
      );
      const detour = (first ?? Number.NaN) + (second ?? Number.NaN);
      const allowed = pairs.reduce((sum, [one, other]) => sum + within(operation, one, other, context), 0);
      return [atMost('d(x, z)', whole ?? Number.NaN, detour, allowed + context.u * detour)];
    },
  }),
  equal(operation, 'C3', {
    repeats: true,
    hint: 'the square of the difference is expanded, or the vectors are rounded first',
    cases: (context) => beside(tensors(context, { x: 'n', y: 'n' }, { most: 7 }), { t: far(context) }),
    sides: (f, { x, y, t }) => ({ 'd(x + t, y + t)': [f({ x: shifted(x, t), y: shifted(y, t) }), f({ x, y })] }),
  }),
];

/** 5 Q x, Q the rotation of 3, 4 and 5 of each pair of entries; one that is left over is multiplied by 5. */
const turnedBy345 = (x: Tensor): Tensor =>
  build(x, x.shape, (i) => {
    const first = i - (i % 2);
    if (first + 1 === x.data.length) return 5 * at(x, i);
    const [a, b] = [at(x, first), at(x, first + 1)];
    return i === first ? 3 * a - 4 * b : 4 * a + 3 * b;
  });

/** A vector with the sizes of its first and last entries exchanged and one of them negated: perpendicular in the plane of both. */
const perpendicular = (x: Tensor): Tensor => build(x, x.shape, (i) => (i === 0 ? -at(x, 1) : i === 1 ? at(x, 0) : 0));

const cosineOf = (x: Tensor, y: Tensor, context: Context) =>
  boundedResult(cosineSimilarity, { x, y }, {}, context).most;

const angleOf = (x: Tensor, y: Tensor, context: Context) => boundedResult(angularDistance, { x, y }, {}, context).most;

/** Of parallel vectors: two unit vectors, every entry off by less than n / 2 + 4 roundings, and those of pi. */
const parallelError = (x: Tensor, { u }: Context): number => 4 * (x.data.length + 4) * u;

const nonzero = (context: Context, least = 1) =>
  tensors(context, { x: 'n', y: 'n' }, { entries: 'reals', most: 7, least }).map(({ x, y }) => ({
    x: map(x, (value) => value || 1),
    y: map(y, (value) => value || -1),
  }));

export const laws: readonly Law[] = [
  ...metricLaws(euclideanDistance),
  ...metricLaws(manhattanDistance),
  ...metricLaws(chebyshevDistance),
  law(euclideanDistance, 'C4', {
    cases: (context) => tensors(context, { x: 'n', y: 'n' }, { most: 7 }),
    check: async (on, { x, y }, context) => {
      const d = only((await on(euclideanDistance, { x, y })).d);
      const square = inner(x, x) + inner(y, y) - 2 * inner(x, y);
      const error = within(euclideanDistance, x, y, context);
      return [near('d(x, y)^2', d * d, square, (2 * error + context.u * d) * d + error * error)];
    },
  }),
  law(euclideanDistance, 'C5', {
    hint: 'entries are weighted, or another norm is taken',
    cases: (context) => tensors(context, { x: 'n', y: 'n' }, { most: 7 }),
    check: async (on, { x, y }, context) => {
      const [u, v] = [turnedBy345(x), turnedBy345(y)];
      const [plain, turned] = await Promise.all([
        on(euclideanDistance, { x, y }),
        on(euclideanDistance, { x: u, y: v }),
      ]);
      const allowed = 5 * within(euclideanDistance, x, y, context) + within(euclideanDistance, u, v, context);
      return [near('d(5 Q x, 5 Q y)', only(turned.d), 5 * only(plain.d), allowed)];
    },
  }),
  law(pairwiseDistances, 'C1', {
    hint: 'the square of the difference is expanded',
    cases: (context) =>
      beside(tensors(context, { a: 'm k' }), {
        t: far(context),
        metric: dealt(['euclidean', 'manhattan', 'chebyshev']),
      }),
    check: async (on, { a, t, metric }) => {
      const x = shifted(a, t);
      const { d } = await on(pairwiseDistances, { x, y: x }, { metric });
      const n = x.shape[0] ?? 0;
      return [
        each(
          'diagonal',
          vector(
            x,
            Array.from({ length: n }, (_, i) => at(d, i, i)),
          ),
          (what, value) => near(what, value, 0, 0),
        ),
        identical(transposed(d), d, 'd^T'),
      ];
    },
  }),
  equal(pairwiseDistances, 'C2', {
    hint: 'the square of the difference is expanded',
    cases: (context) =>
      beside(tensors(context, { steps: 'm', others: 'n' }), {
        t: far(context),
        metric: dealt(['euclidean', 'manhattan', 'chebyshev']),
      }),
    sides: (f, { steps, others, t, metric }) => {
      const column = (a: Tensor) => build(a, [a.data.length, 1], (i) => t + at(a, i));
      const apart = build(steps, [steps.data.length, others.data.length], (i, j) =>
        Math.abs(at(steps, i) - at(others, j)),
      );
      return { 'rows of one entry': [f({ x: column(steps), y: column(others), metric }), apart] };
    },
  }),
  equal(pairwiseDistances, 'C3', {
    repeats: true,
    cases: (context) =>
      beside(tensors(context, { x: 'm k', y: 'n k' }, { entries: 'reals' }), {
        metric: dealt(['euclidean', 'manhattan', 'chebyshev']),
      }),
    sides: async (f, { x, y, metric }) => ({
      'd(y, x)': [f({ x: y, y: x, metric }), transposed(await f({ x, y, metric }))],
    }),
  }),
  law(pairwiseDistances, 'C4', {
    needs: [euclideanDistance, manhattanDistance, chebyshevDistance],
    cases: (context) => tensors(context, { x: 'm k', y: 'n k' }, { entries: 'reals', most: 3 }),
    check: async (on, { x, y }, context) => {
      const row = (a: Tensor, i: number) => build(a, [a.shape[1] ?? 0], (k) => at(a, i, k));
      const last = [(x.shape[0] ?? 1) - 1, 0] as const;
      const metrics = {
        euclidean: euclideanDistance,
        manhattan: manhattanDistance,
        chebyshev: chebyshevDistance,
      } as const;
      return Promise.all(
        Object.entries(metrics).map(async ([metric, distance]) => {
          const [one, other] = [row(x, last[0]), row(y, last[1])];
          const [{ d: all }, { d }] = await Promise.all([
            on(pairwiseDistances, { x, y }, { metric: metric as keyof typeof metrics }),
            on(distance, { x: one, y: other }),
          ]);
          return near(
            `the ${metric} distance of the last row`,
            at(all, ...last),
            only(d),
            2 * within(distance, one, other, context),
          );
        }),
      );
    },
  }),
  law(cosineSimilarity, 'C1', {
    hint: 'the length of one of the vectors is left out, or its sign',
    cases: (context) => beside(nonzero(context), { a: dealt([2, -1, 3, -0.5]), b: dealt([1, -2, 4]) }),
    check: async (on, { x, y, a, b }, context) => {
      const [plain, other] = await Promise.all([
        on(cosineSimilarity, { x, y }),
        on(cosineSimilarity, { x: scaled(x, a), y: scaled(y, b) }),
      ]);
      const due = Math.sign(a * b) * only(plain.c);
      // Three times an entry is rounded.
      const allowed = cosineOf(x, y, context) * 2 + (a === 3 ? 4 * context.u : 0);
      return [near(`cos(${a} x, ${b} y)`, only(other.c), due, allowed)];
    },
  }),
  law(cosineSimilarity, 'C2', {
    cases: (context) => nonzero(context),
    check: async (on, { x, y }, context) => {
      const [there, back, own] = await Promise.all([
        on(cosineSimilarity, { x, y }),
        on(cosineSimilarity, { x: y, y: x }),
        on(cosineSimilarity, { x, y: x }),
      ]);
      return [
        near('cos(y, x)', only(back.c), only(there.c), 2 * cosineOf(x, y, context)),
        near('cos(x, x)', only(own.c), 1, cosineOf(x, x, context)),
      ];
    },
  }),
  ofResult(cosineSimilarity, 'C3', {
    advice: true,
    cases: (context) =>
      beside(nonzero(context), { how: dealt(['other', 'same', 'opposite'] as const) }).map(({ x, y, how }) => ({
        x,
        y: how === 'other' ? y : how === 'same' ? x : negated(x),
      })),
    of: ({ c }) => [atMost('|cos|', Math.abs(only(c)), 1)],
  }),
  law(cosineSimilarity, 'C4', {
    share: 0.3,
    hint: 'a small constant in the divisor, or none where it is needed',
    cases: (context) => beside(nonzero(context), { isFirst: dealt([true, false]) }),
    check: async (on, { x, y, isFirst }) => {
      const none = filled(x, x.shape, 0);
      const result = await unlessRefused(on(cosineSimilarity, isFirst ? { x: none, y } : { x, y: none }));
      const value = result && only(result.c);
      return [holds('cos(0, y)', !value, '0, NaN or a refusal', String(value))];
    },
  }),
  ofResult(cosineSimilarity, 'C5', {
    cases: (context) =>
      tensors(context, { drawn: 'n' }, { least: 2, most: 5 }).map(({ drawn }) => {
        const x = map(drawn, (value) => value || 1);
        return { x, y: perpendicular(x) };
      }),
    of: ({ c }, _, bounds) => [near('cos', only(c), 0, bounds().most)],
  }),
  erratum(cosineSimilarity, 'E36', {
    given: ({ dtype }) => {
      const of = (...values: number[]) => tensorOf(dtype, [2], values);
      return { x: of(1, 0), z: of(1, 1), y: of(0, 1) };
    },
    check: async (on, { x, y, z }, { u }) => {
      const pairs = [
        [x, y],
        [x, z],
        [z, y],
      ] as const;
      const [direct = 0, first = 0, second = 0] = await Promise.all(
        pairs.map(async ([one, other]) => only((await on(cosineSimilarity, { x: one, y: other })).c)),
      );
      return [
        refuted('1 - cos satisfies the triangle inequality', 1 - direct - (1 - first + 1 - second), 0.4),
        near('the angles', Math.acos(first) + Math.acos(second), Math.acos(direct), 64 * u),
      ];
    },
  }),
  erratum(cosineSimilarity, 'E81', {
    given: ({ dtype }) => {
      const of = (...values: number[]) => tensorOf(dtype, [2], values);
      return { x: of(1, 0), y: of(1, 1), none: of(0, 0) };
    },
    check: async (on, { x, y, none }, { u }) => {
      const [plain, opposite, twice] = await Promise.all(
        [y, negated(y), scaled(y, 2)].map(async (other) => only((await on(cosineSimilarity, { x, y: other })).c)),
      );
      const [cos = 0, turned = 0, same = 0] = [plain, opposite, twice];
      const ofNone = await unlessRefused(on(cosineSimilarity, { x, y: none }));
      return [
        refuted('cos(x, -y) = cos(x, y)', Math.abs(cos - turned), 1),
        near('cos(x, -y)', turned, -cos, 16 * u),
        near('cos(x, 2 y)', same, cos, 16 * u),
        holds('cos(x, 0)', !(ofNone && only(ofNone.c)), '0, NaN or a refusal', String(ofNone && only(ofNone.c))),
      ];
    },
  }),
  law(angularDistance, 'C1', {
    cases: (context) => nonzero(context),
    check: async (on, { x, y }, context) => {
      const results = await Promise.all(
        [
          [x, x],
          [x, negated(x)],
          [x, y],
          [y, x],
        ].map(([one, other]) => on(angularDistance, { x: one as Tensor, y: other as Tensor })),
      );
      const [own, opposite, there, back] = results.map(({ d }) => d) as [Tensor, Tensor, Tensor, Tensor];
      return [
        near('d(x, x)', only(own), 0, parallelError(x, context)),
        near('d(x, -x)', only(opposite), Math.PI, parallelError(x, context)),
        identical(back, there, 'd(y, x)'),
        between('d(x, y)', only(there), [0, Math.PI], 4 * context.u),
      ];
    },
  }),
  law(angularDistance, 'C2', {
    hint: '1 - cos is no metric',
    cases: (context) =>
      beside(nonzero(context, 2), {
        third: tensors(context, { z: 'n' }, { sizes: { n: 7 } }),
        isFlat: dealt([false, true]),
      }).map(({ x, y, third, isFlat }) => ({
        x,
        // Between the two, where the sum is no zero.
        y: isFlat ? map(plus(x, y), (value) => value || 1) : y,
        z: isFlat ? y : build(x, x.shape, (i) => at(third.z, i) || 2),
      })),
    check: async (on, { x, y, z }, context) => {
      const pairs = [
        [x, z],
        [x, y],
        [y, z],
      ] as const;
      const [whole = Number.NaN, first = Number.NaN, second = Number.NaN] = await Promise.all(
        pairs.map(async ([one, other]) => only((await on(angularDistance, { x: one, y: other })).d)),
      );
      const allowed = pairs.reduce((sum, [one, other]) => sum + angleOf(one, other, context), 4 * context.u);
      return [atMost('d(x, z)', whole, first + second, allowed)];
    },
  }),
  law(angularDistance, 'C3', {
    needs: [cosineSimilarity],
    cases: (context) => nonzero(context),
    check: async (on, { x, y }, context) => {
      const [{ d }, { c }] = await Promise.all([on(angularDistance, { x, y }), on(cosineSimilarity, { x, y })]);
      return [
        near('cos d', Math.cos(only(d)), only(c), angleOf(x, y, context) + cosineOf(x, y, context) + 4 * context.u),
      ];
    },
  }),
  ofResult(angularDistance, 'C4', {
    hint: 'it is arccos of the cosine',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      dealt(dtype === 'float64' ? [2, 12, 25, 27, 40] : [2, 4, 5]).map((bits) => ({
        x: tensorOf(dtype, [2], [1, 2 ** -bits]),
        y: tensorOf(dtype, [2], [1, -(2 ** -bits)]),
      })),
    of: ({ d }, { x, y }, _, context) => [
      near('d', only(d), 2 * Math.atan(at(x, 1)), Math.min(angleOf(x, y, context), 16 * context.u)),
    ],
  }),
  law(angularDistance, 'C5', {
    cases: (context) => nonzero(context),
    check: async (on, { x, y }, context) => {
      const [there, back] = await Promise.all([
        on(angularDistance, { x, y }),
        on(angularDistance, { x, y: negated(y) }),
      ]);
      const allowed = angleOf(x, y, context) + angleOf(x, negated(y), context) + 4 * context.u;
      return [near('d(x, -y)', only(back.d), Math.PI - only(there.d), allowed)];
    },
  }),
];
