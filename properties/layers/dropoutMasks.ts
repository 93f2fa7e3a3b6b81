import fc from 'fast-check';
import { applyDropoutMask, rawDropout } from '../../spec/layers/dropoutMasks.ts';
import { type Exact, exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { near, nearExactly } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { build, map, withoutZeros } from '../verbs/tensors.ts';

/** Numbers that are dyadic, and so are their complements. */
const probabilities = () => dealt([0.5, 0.25, 0.75]);

/** Every mask of n elements as a row. */
const masksOf = (n: number): Tensor =>
  tensorOf(
    'int32',
    [2 ** n, n],
    Array.from({ length: n * 2 ** n }, (_, at) => (Math.floor(at / n) >> (at % n)) & 1),
  );

/** The probability of each mask: exact, for p is dyadic. */
const chances = (n: number, p: number): number[] =>
  Array.from({ length: 2 ** n }, (_, row) => {
    const kept = Array.from({ length: n }, (_, bit) => (row >> bit) & 1).reduce((sum, bit) => sum + bit, 0);
    return (1 - p) ** kept * p ** (n - kept);
  });

const of = (value: number): Exact => exact.constant(value);

const mean = (weights: readonly number[], values: readonly Exact[]): Exact =>
  exact.sum(values.map((value, row) => exact.mul(of(weights[row] ?? 0), value)));

const squared = (value: Exact): Exact => exact.mul(value, value);

/** The result for every mask of x, by rows, and how far each element may be off. */
async function overMasks(
  on: Subject,
  { x, p, inverted }: { readonly x: Tensor; readonly p: number; readonly inverted: boolean },
  context: Context,
) {
  const n = x.data.length;
  const mask = masksOf(n);
  const inputs = { x: build(x, mask.shape, (_, j = 0) => x.data[j] ?? 0), mask };
  const { y } = await on(applyDropoutMask, inputs, { p, inverted });
  const { allowed } = boundedResult(applyDropoutMask, inputs, { p, inverted }, context);
  const column = (j: number) => chances(n, p).map((_, row) => y.data[row * n + j] ?? Number.NaN);
  return { y, n, allowed, column, weights: chances(n, p) };
}

/** Two tensors without zeros, long enough that no two masks of them are the same by chance, a probability and a key. */
const drawnMasks = (context: Context) =>
  beside(tensors(context, { x: 'm n', g: 'm n' }, { least: 3, most: 9 }), {
    keep: dealt([0.5, 0.25, 0.75, 0, 1]),
    key: fc.noBias(fc.nat(2 ** 31 - 1)),
  }).map(({ x, g, ...others }) => ({ ...others, x: withoutZeros(x), g: withoutZeros(g) }));

const kept = (tensor: Tensor): Tensor => map(tensor, (value) => Number(value !== 0));

/** The mean over all masks of two features of (1 - Y w)^2, X of ones and half of it kept. */
async function meanLoss(on: Subject, { dtype }: Context, w: readonly [number, number]): Promise<number> {
  const x = tensorOf(dtype, [4, 2], new Array(8).fill(1));
  const { y } = await on(applyDropoutMask, { x, mask: masksOf(2) }, { p: 0.5 });
  const losses = [0, 1, 2, 3].map(
    (row) => (1 - (y.data[2 * row] ?? 0) * w[0] - (y.data[2 * row + 1] ?? 0) * w[1]) ** 2 / 4,
  );
  return losses.reduce((sum, value) => sum + value, 0);
}

export const laws: readonly Law[] = [
  law(applyDropoutMask, 'C1', {
    share: 0.5,
    hint: 'what is kept is divided by p, or not at all',
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { most: 6 }), { p: probabilities(), inverted: dealt([true, false]) }),
    check: async (on, given, context) => {
      const { n, allowed, column, weights } = await overMasks(on, given, context);
      const keep = 1 - given.p;
      return Array.from({ length: n }, (_, j) => j).flatMap((j) => {
        const [values, x] = [column(j), of(given.x.data[j] ?? 0)];
        if (!values.every(Number.isFinite)) return [near('an element', Number.NaN, 0, 0)];
        const errors = values.map((_, row) => allowed[row * n + j] ?? 0);
        const own = values.map(of);
        const first = mean(weights, own);
        const second = exact.sub(mean(weights, own.map(squared)), squared(first));
        const spread = exact.mul(squared(x), of(given.inverted ? 1 : keep * (1 - keep)));
        const moved = errors.map((error, row) => (2 * Math.abs(values[row] ?? 0) + error) * error);
        const weighted = (errors: readonly number[]) =>
          errors.reduce((sum, error, row) => sum + error * (weights[row] ?? 0), 0);
        return [
          nearExactly('mean', first, given.inverted ? x : exact.mul(of(keep), x), weighted(errors)),
          nearExactly(
            'variance',
            second,
            given.inverted ? exact.div(exact.mul(spread, of(1 - keep)), of(keep)) : spread,
            weighted(moved) + 2 * weighted(errors) * weighted(values.map(Math.abs)),
          ),
        ];
      });
    },
  }),
  law(applyDropoutMask, 'C2', {
    share: 0.5,
    cases: (context) => beside(tensors(context, { a: 'n n' }, { most: 4 }), { p: probabilities() }),
    check: async (on, { a, p }) => {
      const n = a.shape[0] ?? 1;
      const masks = masksOf(n);
      const bit = (row: number, i: number) => masks.data[row * n + i] ?? 0;
      // D A D is A with row i and column j dropped: a mask of their products.
      const mask = build(masks, [2 ** n, n, n], (row = 0, i = 0, j = 0) => bit(row, i) * bit(row, j));
      const x = build(a, mask.shape, (_, i = 0, j = 0) => a.data[i * n + j] ?? 0);
      const { y } = await on(applyDropoutMask, { x, mask }, { p, inverted: false });
      if (!y.data.every(Number.isFinite)) return [near('an element', Number.NaN, 0, 0)];
      const [weights, k] = [chances(n, p), 1 - p];
      return Array.from(a.data, (value, at) => {
        const own = weights.map((_, row) => of(y.data[row * n * n + at] ?? Number.NaN));
        const factor = Math.floor(at / n) === at % n ? k : k * k;
        return nearExactly(`mean of (D A D)[${at}]`, mean(weights, own), of(factor * value), 0);
      });
    },
  }),
  law(applyDropoutMask, 'C3', {
    share: 0.5,
    cases: (context) =>
      beside(tensors(context, { x: 'm d', y: 'm', w: 'd' }, { sizes: { m: 2 }, most: 3 }), { p: probabilities() }),
    check: async (on, { x, y, w, p }, context) => {
      const { y: kept, n, allowed, weights } = await overMasks(on, { x, p, inverted: true }, context);
      if (!kept.data.every(Number.isFinite)) return [near('an element', Number.NaN, 0, 0)];
      const [d, factor] = [w.data.length, exact.div(of(p), of(1 - p))];
      const residual = (values: ArrayLike<number>, from: number, i: number): Exact =>
        exact.sub(
          of(y.data[i] ?? 0),
          exact.sum(Array.from(w.data, (one, j) => exact.mul(of(values[from + i * d + j] ?? 0), of(one)))),
        );
      const loss = (values: ArrayLike<number>, from: number) =>
        exact.sum(Array.from(y.data, (_, i) => squared(residual(values, from, i))));
      const ridge = exact.sum(
        Array.from(x.data, (value, at) => squared(exact.mul(of(value), of(w.data[at % d] ?? 0)))),
      );
      const expected = exact.add(loss(x.data, 0), exact.mul(factor, ridge));
      // Each residual r may be off by e: its square by (2 |r| + e) e.
      const moved = weights.map((weight, row) =>
        Array.from(y.data, (target, i) => {
          const terms = Array.from(w.data, (one, j) => [row * n + i * d + j, Math.abs(one)] as const);
          const size = terms.reduce((sum, [at, one]) => sum + Math.abs(kept.data[at] ?? 0) * one, Math.abs(target));
          const error = terms.reduce((sum, [at, one]) => sum + (allowed[at] ?? 0) * one, 0);
          return weight * (2 * size + error) * error;
        }).reduce((sum, one) => sum + one, 0),
      );
      const received = mean(
        weights,
        weights.map((_, row) => loss(kept.data, row * n)),
      );
      return [
        nearExactly(
          'mean loss',
          received,
          expected,
          moved.reduce((sum, one) => sum + one, 0),
        ),
      ];
    },
  }),
  law(applyDropoutMask, 'C4', {
    gradient: true,
    repeats: true,
    hint: 'the mask is taken from where x is 0, or the factor left out',
    cases: (context) =>
      beside(tensors(context, { x: 'm n', g: 'm n' }), {
        flags: fc.array(dealt([0, 1, 1, 0, 2]), { minLength: 3, maxLength: 7 }),
        p: dealt([0.5, 0.1, 0, 0.75]),
        inverted: dealt([true, false]),
      }).map(({ flags, ...given }) => ({
        ...given,
        mask: tensorOf(
          'int32',
          given.x.shape,
          Array.from(given.x.data, (_, at) => flags[at % flags.length] ?? 1),
        ),
      })),
    check: async (on, { x, g, mask, p, inverted }) => {
      const [{ y }, { x: pulled = g }] = await Promise.all([
        on(applyDropoutMask, { x: g, mask }, { p, inverted }),
        on.gradient(applyDropoutMask, { x, mask }, { y: g }, { p, inverted }),
      ]);
      return [identical(pulled, y, 'gradient')];
    },
  }),
  erratum(applyDropoutMask, 'E48', {
    given: () => ({}),
    check: async (on, _, context) => {
      const [apart, shared] = [await meanLoss(on, context, [1, 0]), await meanLoss(on, context, [0.5, 0.5])];
      return [
        refuted('weights that share nothing are preferred', apart - shared, 0.49),
        near('mean loss of (1, 0)', apart, 1, 16 * context.u),
        near('mean loss of (1/2, 1/2)', shared, 0.5, 16 * context.u),
      ];
    },
  }),
  erratum(applyDropoutMask, 'E60', {
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2, 2], [1, 1, 1, 1]) }),
    check: async (on, { x }) => {
      // By elements with I, and with the mask of D = I, which keeps both rows.
      const [elements, rows] = await Promise.all(
        [
          [1, 0, 0, 1],
          [1, 1, 1, 1],
        ].map((bits) => on(applyDropoutMask, { x, mask: tensorOf('int32', [2, 2], bits) }, { inverted: false })),
      );
      const off = Math.abs((elements?.y.data[1] ?? Number.NaN) - 1);
      return [refuted('I times X by elements drops nothing', off, 1), identical(rows?.y ?? x, x, 'D X')];
    },
  }),
  law(rawDropout, 'C5', {
    gradient: true,
    repeats: true,
    hint: 'the pullback draws a mask of its own, or takes it from where x is 0',
    cases: drawnMasks,
    check: async (on, { x, g, ...attributes }) => {
      const [{ y }, { x: pulled = g }] = await Promise.all([
        on(rawDropout, { x: g }, attributes),
        on.gradient(rawDropout, { x: map(x, (value, at) => (at % 3 === 0 ? 0 : value)) }, { y: g }, attributes),
      ]);
      return [identical(pulled, y, 'gradient')];
    },
  }),
  equal(rawDropout, 'C6', {
    repeats: true,
    cases: drawnMasks,
    sides: async (f, { x, g, keep, key }) => ({
      'mask of another input': [kept(await f({ x: g, keep, key })), kept(await f({ x, keep, key }))],
    }),
  }),
];
