import fc from 'fast-check';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Case, Context } from '../law.ts';
import { type Ball, exactBall } from '../verbs/balls.ts';
import { dealt } from './dealt.ts';
import { streamKey } from './entries.ts';
import { listOf, mixed } from './stream.ts';

/** How values run from 1 down to 2^-bits: LAPACK's modes 1 to 5, and two clusters. */
const modes = ['geometric', 'oneSmall', 'clusters', 'oneLarge', 'arithmetic', 'uniformLogarithm'] as const;
type Mode = (typeof modes)[number];

/** What a matrix of given singular values or eigenvalues is made of; it is built when it is asked for, so that a case stays small. */
export interface SpectrumDraw extends Case {
  readonly n: number;
  /** Rows that it has more than columns. */
  readonly extra: number;
  readonly mode: Mode;
  /** How much of the range that is allowed is used, in sixteenths. */
  readonly share: number;
  readonly key: number;
}

/** Orders beyond what exact elimination and characteristic polynomials reach, and those about blocks and halves of algorithms. */
const orders = [8, 33, 12, 48, 24, 17, 40, 64, 28, 36];

export const spectrumDraws = ({ tall = false } = {}): fc.Arbitrary<SpectrumDraw> =>
  fc.record({
    n: dealt(orders),
    extra: tall ? dealt([3, 0, 16, 9]) : fc.constant(0),
    mode: dealt(modes),
    share: dealt([16, 0, 12, 15, 8, 14]),
    key: streamKey,
  });

/** The values, the largest first. */
export function valuesOf({ n, mode, share, key }: SpectrumDraw, mostBits: number): number[] {
  const bits = Math.floor((Math.max(0, mostBits) * share) / 16);
  const exponent = (i: number): number => {
    switch (mode) {
      case 'geometric':
        return (bits * i) / Math.max(1, n - 1);
      case 'oneSmall':
        return i === n - 1 ? bits : 0;
      case 'oneLarge':
        return i === 0 ? 0 : bits;
      case 'clusters':
        return 2 * i < n ? 0 : bits;
      case 'arithmetic':
        return -Math.log2(1 - (i / Math.max(1, n - 1)) * (1 - 2 ** -bits));
      case 'uniformLogarithm':
        return (bits * mixed(key, i)) / 2 ** 32;
    }
  };
  return listOf(n, (i) => 2 ** -exponent(i)).sort((one, other) => other - one);
}

const most = 12;

/** The first `columns` columns of a product of reflections, orthonormal up to rounding. */
function orthonormal(rows: number, columns: number, key: number): Ball {
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) q[j * columns + j] = 1;
  for (let k = 0; k < Math.min(rows, most); k++) {
    const v = Float64Array.from({ length: rows }, (_, i) => mixed(key + k, i) / 2 ** 31 - 1);
    const square = v.reduce((sum, value) => sum + value * value, 0);
    for (let j = 0; j < columns; j++) {
      let product = 0;
      for (let i = 0; i < rows; i++) product += (v[i] as number) * (q[i * columns + j] as number);
      const share = (2 * product) / square;
      for (let i = 0; i < rows; i++) q[i * columns + j] = (q[i * columns + j] as number) - share * (v[i] as number);
    }
  }
  return exactBall(rows, columns, q);
}

/** A, and the factors that it was rounded from: U diag(values) V^T, U and V orthonormal up to rounding. */
export interface Spectrum {
  readonly a: Tensor;
  readonly left: Ball;
  readonly values: readonly number[];
  readonly right: Ball;
}

function assembled(dtype: FloatDtype, left: Ball, values: readonly number[], right: Ball): Spectrum {
  const [m, n, k] = [left.rows, right.rows, values.length];
  const entry = (i: number, j: number): number => {
    let sum = 0;
    for (let r = 0; r < k; r++) {
      sum += (left.middle[i * k + r] as number) * (values[r] as number) * (right.middle[j * k + r] as number);
    }
    return sum;
  };
  const entries = listOf(m * n, (at) => entry(Math.floor(at / n), at % n));
  return { a: tensorOf(dtype, [m, n], entries), left, values, right };
}

/** A matrix of these singular values, up to rounding. */
export const withSingularValues = ({ dtype }: Context, draw: SpectrumDraw, values: readonly number[]): Spectrum =>
  assembled(
    dtype,
    orthonormal(draw.n + draw.extra, draw.n, draw.key),
    values,
    orthonormal(draw.n, draw.n, draw.key + most),
  );

/** A symmetric matrix of these eigenvalues, up to rounding: products commute, so that both triangles round alike. */
export function withEigenvalues({ dtype }: Context, draw: SpectrumDraw, values: readonly number[]): Spectrum {
  const basis = orthonormal(draw.n, draw.n, draw.key);
  const { a } = assembled(dtype, basis, values, basis);
  const data = Array.from(a.data, (value, at) => {
    const [i, j] = [Math.floor(at / draw.n), at % draw.n];
    return i <= j ? value : (a.data[j * draw.n + i] as number);
  });
  return { a: tensorOf(dtype, a.shape, data), left: basis, values, right: basis };
}

/** Integers of a key, other than 0. */
export const integersOf = (dtype: FloatDtype, shape: readonly number[], key: number): Tensor =>
  tensorOf(
    dtype,
    shape,
    listOf(
      shape.reduce((size, one) => size * one, 1),
      (at) => (mixed(key, at) % 9) - 4 || 5,
    ),
  );
