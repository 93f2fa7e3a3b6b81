import fc from 'fast-check';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Case, Context } from '../law.ts';
import { dealt } from './dealt.ts';

/**
 * A = left diag(values) right^T with integer matrices left and right, left^T left = p I and right^T right = q I.
 *
 * So the singular values of A are sqrt(p q) values, and u_i v_i^T = left_i right_i^T / sqrt(p q): decomposition, projectors,
 * best approximations and derivatives are known in closed form, though A looks like any integer matrix.
 */
export interface KnownSpectrum extends Case {
  readonly a: Tensor;
  /** m by m. */
  readonly left: Tensor;
  /** Descending, or ascending in the symmetric case. */
  readonly values: readonly number[];
  /** n by n. */
  readonly right: Tensor;
}

const part = fc.integer({ min: -2, max: 2 });

/** A quaternion of small integers other than 0. */
const quaternion = fc.tuple(fc.constantFrom(1, 2), part, part, part);

/** An n by n integer matrix with orthogonal columns of one length: multiplication by a complex number or a quaternion, or a rotation. */
function orthogonalIntegers(n: number, [a = 1, b = 0, c = 0, d = 0]: readonly number[]): number[] {
  switch (n) {
    case 2:
      return [a, -b, b, a];
    case 3:
      // Euler and Rodrigues.
      return [
        [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
        [2 * (b * c + a * d), a * a - b * b + c * c - d * d, 2 * (c * d - a * b)],
        [2 * (b * d - a * c), 2 * (c * d + a * b), a * a - b * b - c * c + d * d],
      ].flat();
    case 4:
      return [
        [a, -b, -c, -d],
        [b, a, -d, c],
        [c, d, a, -b],
        [d, -c, b, a],
      ].flat();
    default:
      return [1];
  }
}

function assembled(
  { dtype }: Context,
  [m, left]: readonly [number, readonly number[]],
  values: readonly number[],
  [n, right]: readonly [number, readonly number[]],
): KnownSpectrum {
  const entry = (i: number, j: number) =>
    values.reduce((sum, value, r) => sum + (left[i * m + r] ?? 0) * value * (right[j * n + r] ?? 0), 0);
  return {
    a: tensorOf(
      dtype,
      [m, n],
      Array.from({ length: m * n }, (_, at) => entry(Math.floor(at / n), at % n)),
    ),
    left: tensorOf(dtype, [m, m], left),
    values,
    right: tensorOf(dtype, [n, n], right),
  };
}

const size = fc.integer({ min: 1, max: 4 });
const gaps = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 });

/** Scales of a spectrum: a threshold for its gaps that is absolute shows when they are small, one for its entries when these are large. */
const scales = () => dealt([1, 2 ** -20, 2 ** 20]);

/** The numbers `start + gap`, `start + gap + gap'`, ..: `count` of them, ascending and at least 1 apart. */
const ascending = (count: number, start: number, steps: readonly number[]): number[] => {
  let value = start;
  return steps.slice(0, count).map((step) => {
    value += step;
    return value;
  });
};

/**
 * Matrices of known, distinct singular values other than zero, at several scales, some of them close; `deficient` ones may lack
 * some, down to rank 1.
 */
export const knownSingularValues = (context: Context, deficient = false): fc.Arbitrary<KnownSpectrum> =>
  fc
    .record({
      m: size,
      n: size,
      left: quaternion,
      right: quaternion,
      gaps,
      missing: fc.nat(deficient ? 3 : 0),
      scale: scales(),
      // So far from 0, in units of their gaps, that entries are still exact.
      start: dealt([0, 0, context.dtype === 'float64' ? 2 ** 22 : 2 ** 6]),
    })
    .map(({ m, n, left, right, gaps, missing, scale, start }) => {
      const k = Math.min(m, n);
      const values = ascending(Math.max(1, k - missing), start, gaps)
        .reverse()
        .map((value) => scale * value);
      return assembled(context, [m, orthogonalIntegers(m, left)], values, [n, orthogonalIntegers(n, right)]);
    });

/** Symmetric matrices of known, distinct eigenvalues of both signs, at several scales; `left` and `right` are the same. */
export const knownEigenvalues = (context: Context): fc.Arbitrary<KnownSpectrum> =>
  fc
    .record({ n: size, basis: quaternion, gaps, start: fc.integer({ min: -6, max: 3 }), scale: scales() })
    .map(({ n, basis, gaps, start, scale }) => {
      const vectors = orthogonalIntegers(n, basis);
      const values = ascending(n, start, gaps).map((value) => scale * value);
      return assembled(context, [n, vectors], values, [n, vectors]);
    });
