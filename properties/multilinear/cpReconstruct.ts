import { cpReconstruct } from '../../spec/multilinear/cpReconstruct.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { scaledBy } from '../verbs/compare.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, inner, inShape, map, minus, product, scaled, transposed } from '../verbs/tensors.ts';
import { khatriRaoOf } from './_internal/kroneckerOf.ts';

/** A diag(w). */
const weighted = (a: Tensor, weights: Tensor): Tensor => build(a, a.shape, (i, k) => at(a, i, k) * at(weights, k));

/** k (a + b / k)^3 - k a^3 for unit vectors a and b: two terms. */
const borderTerms = (like: Tensor, k: number) => {
  const factor = build(like, [2, 2], (row, term) => (row === 0 ? 1 : term === 0 ? 1 / k : 0));
  return { weights: build(like, [2], (term) => (term === 0 ? k : -k)), factors: [factor, factor, factor] };
};

const rotated = <T>(list: readonly T[]): T[] => [...list.slice(1), ...list.slice(0, 1)];

export const laws: readonly Law[] = [
  closedForm(cpReconstruct, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r', a: 'm r', b: 'n r' }),
    from: ({ weights, a, b }) => ({ weights, factors: [a, b] }),
    result: ({ weights, a, b }) => ({ x: product(weighted(a, weights), transposed(b)) }),
    what: 'A diag(w) B^T',
  }),
  metamorphic(cpReconstruct, 'C2', {
    bits: 24,
    hint: 'a factor belongs to another axis',
    cases: (context) => alone(cpReconstruct, context, { entries: 'integers', most: 4, scaled: false }),
    to: ({ factors }) => ({ factors: rotated(factors) }),
    result: ({ x }) => ({
      x: build(x, rotated(x.shape), (...index) => at(x, ...index.slice(-1), ...index.slice(0, -1))),
    }),
    what: 'the factors rotated',
  }),
  closedForm(cpReconstruct, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r', a: 'm r', b: 'n r', c: 'p r' }, { most: 4 }),
    from: ({ weights, a, b, c }) => ({ weights, factors: [a, b, c] }),
    result: ({ weights, a, b, c }) => ({
      x: inShape(
        product(weighted(a, weights), transposed(khatriRaoOf(b, c))),
        [a, b, c].map(({ shape }) => shape[0] ?? 1),
      ),
    }),
    what: 'A diag(w) (B khatri-rao C)^T',
  }),
  equal(cpReconstruct, 'C4', {
    repeats: true,
    cases: (context) => alone(cpReconstruct, context, { entries: 'reals', most: 4, scaled: false }),
    sides: (f, { weights, factors }) => {
      const plain = f({ weights, factors });
      const doubled = factors.map((factor, k) => f({ weights, factors: factors.with(k, scaled(factor, 2)) }));
      return Object.fromEntries(doubled.map((x, k) => [`twice factor ${k}`, [x, plain] as const]));
    },
    compare: (received, expected, what) => scaledBy(received, expected, 1, what),
  }),
  closedForm(cpReconstruct, 'C5', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r' }),
    from: ({ weights }) => ({ weights, factors: [] }),
    result: ({ weights }) => ({
      x: build(weights, [], () =>
        inner(
          weights,
          map(weights, () => 1),
        ),
      ),
    }),
    what: 'sum',
  }),
  closedForm(cpReconstruct, 'C6', {
    bits: 24,
    cases: (context) => dealt([1, 2, 4, 5]).map((power) => ({ k: 2 ** power, like: tensorOf(context.dtype, [], [0]) })),
    from: ({ k, like }) => borderTerms(like, k),
    // What is beside the limit: (1 / k) of the terms with two b, and (1 / k^2) of b o b o b.
    result: ({ k, like }) => ({
      x: build(like, [2, 2, 2], (h, i, j) => [0, 1, 1 / k, 1 / k ** 2][(h ?? 0) + (i ?? 0) + (j ?? 0)] ?? 0),
    }),
    what: 'a tensor of rank 2',
  }),
  erratum(cpReconstruct, 'E78', {
    given: ({ dtype }) => ({ like: tensorOf(dtype, [], [0]) }),
    check: async (on, { like }) => {
      const distances = await Promise.all(
        [4, 16, 64].map(async (k) => {
          const { x } = await on(cpReconstruct, borderTerms(like, k));
          const limit = build(like, [2, 2, 2], (h, i, j) => Number((h ?? 0) + (i ?? 0) + (j ?? 0) === 1));
          return Math.sqrt(inner(minus(x, limit), minus(x, limit)));
        }),
      );
      const [first = 0, second = 0, third = 0] = distances;
      return [
        refuted('the distance of rank 2 has a least value, that for k = 4', first - second, first / 2),
        refuted('the distance of rank 2 has a least value, that for k = 16', second - third, second / 2),
        refuted('the limit has rank 2', third, 1 / 64),
      ];
    },
  }),
];
