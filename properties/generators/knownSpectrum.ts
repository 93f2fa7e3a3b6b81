import fc from 'fast-check';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Case, Context } from '../law.ts';
import { dealt } from './dealt.ts';
import { streamKey } from './entries.ts';
import { listOf, mixed } from './stream.ts';

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
  // A loop: it runs through all elements for each of them.
  const entry = (i: number, j: number): number => {
    let sum = 0;
    for (let r = 0; r < values.length; r++) sum += (left[i * m + r] ?? 0) * (values[r] ?? 0) * (right[j * n + r] ?? 0);
    return sum;
  };
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

const small = fc.integer({ min: 1, max: 4 });

/** Sizes past the blocks of a kernel, square, tall and wide; none for a small case. */
const largeShapes = [
  undefined,
  [9, 9],
  undefined,
  [13, 4],
  undefined,
  [17, 17],
  [5, 14],
  undefined,
  [8, 8],
  undefined,
  [12, 3],
  [6, 15],
] as const;

const gaps = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 });

/** Scales of a spectrum: a threshold for its gaps that is absolute shows when they are small, one for its entries when these are large. */
const scales = ({ dtype }: Context) =>
  dealt(dtype === 'float64' ? [1, 2 ** -100, 2 ** 20, 2 ** 100] : [1, 2 ** -20, 2 ** 20]);

/** The numbers `start + gap`, `start + gap + gap'`, ..: `count` of them, ascending and at least 1 apart. */
function ascending(count: number, start: number, steps: readonly number[]): number[] {
  let value = start;
  return listOf(count, (at) => {
    value += steps[at % steps.length] ?? 1;
    return value;
  });
}

/** An n by n matrix with orthogonal columns of one length: of a quaternion where it is small, a reflection times q where it is not. */
const columns = (n: number, parts: readonly number[], key: number): readonly number[] =>
  n <= 4 ? orthogonalIntegers(n, parts) : reflection(n, key);

/** q I - 2 v v^T, v of signs and zeros and q = v^T v, its rows rotated lest it is symmetric. */
function reflection(n: number, key: number): number[] {
  const v = listOf(n, (i) => (i === 0 ? 1 : ([1, -1, 1, 0][mixed(key, i) % 4] ?? 1)));
  const q = v.filter((value) => value !== 0).length;
  const shift = 1 + (key % (n - 1));
  return listOf(n * n, (at) => {
    const [i, j] = [(Math.floor(at / n) + shift) % n, at % n];
    return (i === j ? q : 0) - 2 * (v[i] ?? 0) * (v[j] ?? 0);
  });
}

export interface SpectrumOptions {
  /** Some of the values may be missing, down to rank 1. */
  readonly deficient?: boolean;
  /** Half of the matrices have more rows or columns than four. */
  readonly large?: boolean;
}

/** Matrices of known, distinct singular values other than zero, at several scales, some of them close. */
export const knownSingularValues = (
  context: Context,
  { deficient = false, large = false }: SpectrumOptions = {},
): fc.Arbitrary<KnownSpectrum> =>
  fc
    .record({
      m: small,
      n: small,
      shape: large ? dealt(largeShapes) : fc.constant(undefined),
      key: streamKey,
      left: quaternion,
      right: quaternion,
      gaps,
      missing: fc.nat(deficient ? 3 : 0),
      scale: scales(context),
      // So far from 0, in units of their gaps, that entries are still exact.
      start: dealt([0, 0, context.dtype === 'float64' ? 2 ** 22 : 2 ** 6]),
    })
    .map(({ shape, key, left, right, gaps, missing, scale, start, ...drawn }) => {
      const [m, n] = shape ?? [drawn.m, drawn.n];
      const k = Math.min(m, n);
      // Of bits that single precision does not have, where there is room for them.
      const fine = start === 0 && context.dtype === 'float64' ? 1 + 2 ** -25 : 1;
      const values = ascending(Math.max(1, k - missing), start, gaps)
        .reverse()
        .map((value) => scale * fine * value);
      return assembled(context, [m, columns(m, left, key)], values, [n, columns(n, right, key + 1)]);
    });

/** Symmetric matrices of known, distinct eigenvalues of both signs, at several scales; `left` and `right` are the same. */
export const knownEigenvalues = (context: Context): fc.Arbitrary<KnownSpectrum> =>
  fc
    .record({
      n: small,
      order: dealt([undefined, 9, undefined, 17, undefined, 6, 13]),
      key: streamKey,
      basis: quaternion,
      gaps,
      start: fc.integer({ min: -6, max: 3 }),
      scale: scales(context),
    })
    .map(({ order, key, basis, gaps, start, scale, ...drawn }) => {
      const n = order ?? drawn.n;
      const vectors = columns(n, basis, key);
      const fine = context.dtype === 'float64' ? 1 + 2 ** -25 : 1;
      const values = ascending(n, start * Math.ceil(n / 4), gaps).map((value) => scale * fine * value);
      return assembled(context, [n, vectors], values, [n, vectors]);
    });
