import { bitLength, type Dyadic, fromNumber } from './scalars/dyadic.ts';
import type { Tensor } from './tensor.ts';

/**
 * A matrix of dyadic rationals, exactly: element (i, j) is `entries[i * columns + j] * 2^exponent`.
 *
 * Residuals are evaluated in this arithmetic, so that what is measured is the error of the result and not of the check.
 */
export interface ExactMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly exponent: number;
  readonly entries: readonly bigint[];
}

/** A complex matrix by its parts. */
export interface ComplexMatrix {
  readonly re: ExactMatrix;
  readonly im: ExactMatrix;
}

/** What equations are written with: exact products and sums, and norms and ratios as doubles rounded to nearest. */
export interface Algebra {
  /** Unit roundoff of the data type under judgement. */
  readonly u: number;
  /** Errors of a root and of a division in ulps. */
  readonly ulps: Readonly<Record<'sqrt' | 'div', number>>;
  times(...factors: ExactMatrix[]): ExactMatrix;
  plus(a: ExactMatrix, b: ExactMatrix): ExactMatrix;
  minus(a: ExactMatrix, b: ExactMatrix): ExactMatrix;
  transpose(a: ExactMatrix): ExactMatrix;
  /** Entrywise absolute value. */
  absolute(a: ExactMatrix): ExactMatrix;
  identity(n: number): ExactMatrix;
  /**
   * The real matrix of twice the size that acts as a complex one does, [Re, -Im; Im, Re]: sums, products and identities are those of the
   * complex ones, its transpose is the conjugate transpose, and its 1-norm the largest sum of |Re| + |Im| of a column. Without an
   * imaginary part, of a real one.
   */
  represented(re: ExactMatrix, im?: ExactMatrix): ExactMatrix;
  /** The column vector as a diagonal matrix. */
  diagonal(a: ExactMatrix): ExactMatrix;
  /** The rows of a in the order that the integer column says. */
  rows(a: ExactMatrix, order: ExactMatrix): ExactMatrix;
  /** The part of a where `keep(i, j)`, zero elsewhere. */
  part(a: ExactMatrix, keep: (i: number, j: number) => boolean): ExactMatrix;
  /** The leading rows and columns. */
  block(a: ExactMatrix, rows: number, columns: number): ExactMatrix;
  /** A tensor of this shape, given as its unfolding along the first axis, unfolded along another: the others are the columns, in row-major order. */
  unfolded(a: ExactMatrix, shape: readonly number[], axis: number): ExactMatrix;
  /** The tensor with every vector along an axis multiplied by a matrix, unfolded along the first axis again. */
  along(a: ExactMatrix, shape: readonly number[], axis: number, factor: ExactMatrix): ExactMatrix;
  /** Element (i, j), rounded to a double. */
  at(a: ExactMatrix, i: number, j: number): number;
  /** Largest absolute column sum. */
  norm1(a: ExactMatrix): number;
  /** Largest absolute entry. */
  largest(a: ExactMatrix): number;
  isZero(a: ExactMatrix): boolean;
  /** error / allowed, where 0 / 0 is 0: an exact result needs no allowance. */
  ratio(error: number, allowed: number): number;
  /** LAPACK's normwise test ratio over its threshold: ||residual||_1 / (threshold n eps ||scale_1||_1 ||scale_2||_1 ..). */
  backward(threshold: number, residual: ExactMatrix, n: number, eps: number, ...scales: ExactMatrix[]): number;
  /**
   * Worst componentwise ratio |residual_ij| / (factor (u bound_ij + lost)): a rounding in the subnormal range loses up to a constant,
   * multiplied with an entry of one of `factors`.
   */
  componentwise(residual: ExactMatrix, factor: number, bound: ExactMatrix, ...factors: ExactMatrix[]): number;
  /** ||I - Q^T Q||_1 / (threshold m eps) for the columns of an m by k matrix. */
  orthonormal(threshold: number, q: ExactMatrix): number;
}

/** An exact rational m 2^e as the nearest double (double rounding in the subnormal range apart). */
function toDouble(mantissa: bigint, exponent: number): number {
  const negative = mantissa < 0n;
  const magnitude = negative ? -mantissa : mantissa;
  const excess = bitLength(magnitude) - 64;
  const kept = excess > 0 ? Number(magnitude >> BigInt(excess)) : Number(magnitude);
  let power = exponent + Math.max(excess, 0);
  let value = kept;
  // Math.pow(2, power) alone could overflow or vanish although the product does not.
  for (; power > 1000; power -= 1000) value *= 2 ** 1000;
  for (; power < -1000; power += 1000) value *= 2 ** -1000;
  value *= 2 ** power;
  return negative ? -value : value;
}

/** One batch member of a tensor as an exact matrix, of every `step`-th number; undefined when an element is NaN or infinite. */
export function exactMatrixOf(
  tensor: Tensor,
  rows: number,
  columns: number,
  offset = 0,
  step = 1,
): ExactMatrix | undefined {
  const parts: Dyadic[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rows * columns; at++) {
    const value = tensor.data[offset + step * at] ?? Number.NaN;
    if (!Number.isFinite(value)) return undefined;
    const part = fromNumber(value);
    parts.push(part);
    if (value !== 0 && part.exponent < least) least = part.exponent;
  }
  const exponent = Number.isFinite(least) ? least : 0;
  const entries = parts.map(({ mantissa, exponent: own }) =>
    mantissa === 0n || own === exponent ? mantissa : mantissa << BigInt(own - exponent),
  );
  return { rows, columns, exponent, entries };
}

function matrix(rows: number, columns: number, exponent: number, entry: (i: number, j: number) => bigint): ExactMatrix {
  const entries: bigint[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) entries.push(entry(i, j));
  }
  return { rows, columns, exponent, entries };
}

// Inside the shape by construction of `matrix`; 0n is never reached.
const entry = (a: ExactMatrix, i: number, j: number): bigint => a.entries[i * a.columns + j] ?? 0n;

function times(a: ExactMatrix, b: ExactMatrix): ExactMatrix {
  if (a.columns !== b.rows) throw new RangeError(`times: inner sizes must agree, got ${a.columns} and ${b.rows}`);
  return matrix(a.rows, b.columns, a.exponent + b.exponent, (i, j) => {
    let sum = 0n;
    for (let p = 0; p < a.columns; p++) sum += entry(a, i, p) * entry(b, p, j);
    return sum;
  });
}

function combine(a: ExactMatrix, b: ExactMatrix, sign: 1 | -1): ExactMatrix {
  if (a.rows !== b.rows || a.columns !== b.columns) {
    throw new RangeError(`sum: shapes must agree, got ${a.rows} by ${a.columns} and ${b.rows} by ${b.columns}`);
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const [left, right] = [BigInt(a.exponent - exponent), BigInt(b.exponent - exponent)];
  const entries = a.entries.map((value, at) => {
    const other = (b.entries[at] ?? 0n) << right;
    return sign < 0 ? (value << left) - other : (value << left) + other;
  });
  return { rows: a.rows, columns: a.columns, exponent, entries };
}

/**
 * Exchanges the first axis and another of a tensor of this shape, whose entries lie in row-major order, and puts the one that was
 * first at its own place among the others: an unfolding along the axis. With `back` from there.
 */
function turned(entries: readonly bigint[], shape: readonly number[], axis: number, back = false): bigint[] {
  const [size, inner] = [shape[axis] ?? 1, shape.slice(axis + 1).reduce((product, one) => product * one, 1)];
  const columns = entries.length / size;
  const result = new Array<bigint>(entries.length);
  for (let at = 0; at < entries.length; at++) {
    // Element (outer, i, inner) of the tensor is element (i, outer inner) of the unfolding.
    const [outer, i, rest] = [Math.floor(at / (size * inner)), Math.floor(at / inner) % size, at % inner];
    const other = i * columns + outer * inner + rest;
    result[back ? at : other] = entries[back ? other : at] ?? 0n;
  }
  return result;
}

const unfolded = (a: ExactMatrix, shape: readonly number[], axis: number): ExactMatrix => ({
  rows: shape[axis] ?? 1,
  columns: shape.reduce((product, size, other) => (other === axis ? product : product * size), 1),
  exponent: a.exponent,
  entries: turned(a.entries, shape, axis),
});

function along(a: ExactMatrix, shape: readonly number[], axis: number, factor: ExactMatrix): ExactMatrix {
  const product = times(factor, unfolded(a, shape, axis));
  const [rows = 1, ...others] = shape.with(axis, factor.rows);
  const columns = others.reduce((count, size) => count * size, 1);
  return { rows, columns, exponent: product.exponent, entries: turned(product.entries, [rows, ...others], axis, true) };
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const ratio = (error: number, allowed: number): number => (error === 0 && !Number.isNaN(allowed) ? 0 : error / allowed);

/**
 * The algebra at a unit roundoff; roots and divisions are correctly rounded where nothing else is said, and `underflow` is what a
 * rounding in the subnormal range may lose.
 */
export function algebra(u: number, ulps: Algebra['ulps'] = { sqrt: 0.5, div: 0.5 }, underflow = 0): Algebra {
  const identity = (n: number) => matrix(n, n, 0, (i, j) => (i === j ? 1n : 0n));
  const transpose = (a: ExactMatrix) => matrix(a.columns, a.rows, a.exponent, (i, j) => entry(a, j, i));
  const norm1 = (a: ExactMatrix) => {
    let largest = 0n;
    for (let j = 0; j < a.columns; j++) {
      let sum = 0n;
      for (let i = 0; i < a.rows; i++) sum += magnitude(entry(a, i, j));
      if (sum > largest) largest = sum;
    }
    return toDouble(largest, a.exponent);
  };
  const largest = (a: ExactMatrix): number =>
    toDouble(
      a.entries.reduce((most, value) => (magnitude(value) > most ? magnitude(value) : most), 0n),
      a.exponent,
    );
  const backward = (threshold: number, residual: ExactMatrix, n: number, eps: number, ...scales: ExactMatrix[]) =>
    // Divided one after the other: the product of the scales could overflow or vanish.
    scales.reduce(
      (value, scale) => ratio(value, norm1(scale)),
      ratio(norm1(residual), threshold * Math.max(n, 1) * eps),
    );
  return {
    u,
    ulps,
    times: (...factors) => factors.reduce(times),
    plus: (a, b) => combine(a, b, 1),
    minus: (a, b) => combine(a, b, -1),
    transpose,
    absolute: (a) => ({ ...a, entries: a.entries.map(magnitude) }),
    identity,
    represented(re, im = { ...re, entries: re.entries.map(() => 0n) }) {
      const [{ rows, columns }, exponent] = [re, Math.min(re.exponent, im.exponent)];
      return matrix(2 * rows, 2 * columns, exponent, (i, j) => {
        const of = i < rows === j < columns ? re : im;
        const part = entry(of, i % rows, j % columns) << BigInt(of.exponent - exponent);
        return i < rows && j >= columns ? -part : part;
      });
    },
    diagonal: (a) => matrix(a.rows, a.rows, a.exponent, (i, j) => (i === j ? entry(a, i, 0) : 0n)),
    rows: (a, order) =>
      matrix(a.rows, a.columns, a.exponent, (i, j) => entry(a, toDouble(entry(order, i, 0), order.exponent), j)),
    part: (a, keep) => matrix(a.rows, a.columns, a.exponent, (i, j) => (keep(i, j) ? entry(a, i, j) : 0n)),
    block: (a, rows, columns) => matrix(rows, columns, a.exponent, (i, j) => entry(a, i, j)),
    unfolded,
    along,
    at: (a, i, j) => toDouble(entry(a, i, j), a.exponent),
    norm1,
    largest,
    isZero: (a) => a.entries.every((value) => value === 0n),
    ratio,
    backward,
    componentwise(residual, factor, bound, ...factors) {
      const lost = underflow * factors.reduce((most, one) => Math.max(most, largest(one)), 1);
      return residual.entries.reduce((worst, value, at) => {
        const error = toDouble(magnitude(value), residual.exponent);
        const one = ratio(error, factor * (u * toDouble(magnitude(bound.entries[at] ?? 0n), bound.exponent) + lost));
        return one <= worst ? worst : one;
      }, 0);
    },
    orthonormal: (threshold, q) =>
      backward(threshold, combine(identity(q.columns), times(transpose(q), q), -1), q.rows, 2 * u),
  };
}
