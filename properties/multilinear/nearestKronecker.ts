import { algebra } from '../../spec/exactMatrix.ts';
import { nearestKronecker } from '../../spec/multilinear/nearestKronecker.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, scaled } from '../verbs/tensors.ts';
import { kroneckerOf } from './_internal/kroneckerOf.ts';

const { minus } = algebra(0);

/** A kron B, exactly. */
function productOf(a: Tensor, b: Tensor) {
  const [left, right] = [exactMatrix(a), exactMatrix(b)];
  const entries: bigint[] = [];
  for (let i = 0; i < left.rows * right.rows; i++) {
    for (let j = 0; j < left.columns * right.columns; j++) {
      const one = left.entries[Math.floor(i / right.rows) * left.columns + Math.floor(j / right.columns)] ?? 0n;
      entries.push(one * (right.entries[(i % right.rows) * right.columns + (j % right.columns)] ?? 0n));
    }
  }
  return {
    rows: left.rows * right.rows,
    columns: left.columns * right.columns,
    exponent: left.exponent + right.exponent,
    entries,
  };
}

/** 35 max(mn, pq) eps ||C||_F. */
const errorOf = (c: Tensor, blocks: number, u: number): number =>
  thresholds.singular * Math.max(blocks, c.data.length / blocks) * 2 * u * frobeniusNormOf(exactMatrix(c));

/** The kernels one after another on the diagonal: a convolution of each channel by itself. */
const channelwise = (kernels: readonly Tensor[]): Tensor => {
  const [k = 1] = kernels[0]?.shape ?? [];
  return build(kernels[0] as Tensor, [k * kernels.length, k * kernels.length], (i, j) =>
    Math.floor(i / k) === Math.floor(j / k) ? at(kernels[Math.floor(i / k)] as Tensor, i % k, j % k) : 0,
  );
};

export const laws: readonly Law[] = [
  law(nearestKronecker, 'C4', {
    hint: 'the blocks are those of B kron A, or are read by columns in one factor and by rows in the other',
    cases: (context) => tensors(context, { a: 'm n', b: 'p q' }, { most: 3 }),
    check: async (on, { a, b }, { u }) => {
      const [c, [m = 1, n = 1]] = [kroneckerOf(a, b), a.shape];
      const received = await on(nearestKronecker, { c }, { m, n });
      return judgedExactly(received, () => [
        near(
          '||A kron B - C||_F',
          frobeniusNormOf(minus(productOf(received.a, received.b), exactMatrix(c))),
          0,
          errorOf(c, m * n, u),
        ),
      ]);
    },
  }),
  law(nearestKronecker, 'C5', {
    cases: (context) => tensors(context, { one: 'm n', a: 'm n', b: 'p q', other: 'p q' }, { most: 3 }),
    check: async (on, { one, a, b, other }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      // Two products: neither of both is the nearest, as a rule.
      const [first, second] = [kroneckerOf(a, b), kroneckerOf(one, other)];
      const c = build(first, first.shape, (i, j) => at(first, i, j) + at(second, i, j));
      const received = await on(nearestKronecker, { c }, { m, n });
      return judgedExactly(received, () => {
        const distance = (left: Tensor, right: Tensor) =>
          frobeniusNormOf(minus(productOf(left, right), exactMatrix(c)));
        const own = distance(received.a, received.b);
        return [
          atMost('distance against the first', own, distance(a, b), errorOf(c, m * n, u)),
          atMost('distance against the second', own, distance(one, other), errorOf(c, m * n, u)),
          atMost('distance against 0', own, distance(scaled(a, 0), b), errorOf(c, m * n, u)),
        ];
      });
    },
  }),
  law(nearestKronecker, 'C6', {
    cases: (context) => tensors(context, { kernel: 'k k', factors: 'n' }, { most: 3 }),
    check: async (on, { kernel, factors }, { u }) => {
      const n = factors.data.length;
      const c = channelwise(Array.from(factors.data, (factor) => scaled(kernel, factor)));
      const { a, b } = await on(nearestKronecker, { c }, { m: n, n });
      return judgedExactly({ a, b }, () => {
        const product = productOf(a, b);
        const distance = frobeniusNormOf(minus(product, exactMatrix(c)));
        return [near('||A kron T - diag(T_1, ..)||_F', distance, 0, errorOf(c, n * n, u))];
      });
    },
  }),
  erratum(nearestKronecker, 'E71', {
    given: ({ dtype }) => ({
      unit: tensorOf(dtype, [2, 2], [1, 0, 0, 1]),
      shift: tensorOf(dtype, [2, 2], [0, 1, 0, 0]),
    }),
    check: async (on, { unit, shift }, { u }) => {
      const c = channelwise([unit, shift]);
      const { a, b } = await on(nearestKronecker, { c }, { m: 2, n: 2 });
      return judgedExactly({ a, b }, () => {
        const distance = frobeniusNormOf(minus(productOf(a, b), exactMatrix(c)));
        return [
          refuted('diag(I, S) is a Kronecker product', distance, 0.5),
          near('||A kron B - diag(I, S)||_F', distance, 1, errorOf(c, 4, u)),
        ];
      });
    },
  }),
];
