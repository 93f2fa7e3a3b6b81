import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { bitLength } from '../../spec/scalars/dyadic.ts';
import { gramOf } from './exactMatrices.ts';

const { at, isZero } = algebra(0);

const entry = (a: ExactMatrix, i: number, j: number): bigint => a.entries[i * a.columns + j] ?? 0n;

/**
 * The coefficients of det(x I - N), leading one first, N the integer entries of a: without divisions, by Samuelson and
 * Berkowitz. Bordering the leading block M by the row r, the column c and the corner d multiplies the coefficients by the
 * lower triangular Toeplitz matrix with first column 1, -d, -r c, -r M c, -r M^2 c, ..
 */
function characteristicPolynomial(a: ExactMatrix): bigint[] {
  let polynomial = [1n];
  for (let size = 0; size < a.rows; size++) {
    const toeplitz = [1n, -entry(a, size, size)];
    let column = Array.from({ length: size }, (_, i) => entry(a, i, size));
    for (let power = 0; power < size; power++) {
      toeplitz.push(-column.reduce((sum, value, j) => sum + entry(a, size, j) * value, 0n));
      column = column.map((_, i) => column.reduce((sum, value, j) => sum + entry(a, i, j) * value, 0n));
    }
    polynomial = toeplitz.map((_, i) =>
      polynomial.reduce((sum, value, j) => (j <= i ? sum + (toeplitz[i - j] ?? 0n) * value : sum), 0n),
    );
  }
  return polynomial;
}

/**
 * How many roots of a polynomial lie above x, where all its roots are real: the changes of sign in its Taylor coefficients at
 * x. Descartes' rule is exact then (Budan and Fourier), so that this counts like the inertia of A - x I.
 */
function rootsAbove(polynomial: readonly bigint[], x: bigint): number {
  const taylor = [...polynomial];
  for (let last = taylor.length - 1; last > 0; last--) {
    for (let i = 1; i <= last; i++) taylor[i] = (taylor[i] ?? 0n) + (taylor[i - 1] ?? 0n) * x;
  }
  const signs = taylor.filter((value) => value !== 0n).map((value) => value > 0n);
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
}

/** The multiples of 2^unit between which the roots are sought: the coefficients of p(x 2^(from - unit)). */
const inUnits = (polynomial: readonly bigint[], shift: number): bigint[] =>
  polynomial.map((value, i) => value << BigInt(shift * i));

/** The sign of a polynomial at x. */
function signAt(polynomial: readonly bigint[], x: bigint): number {
  const value = polynomial.reduce((sum, coefficient) => sum * x + coefficient, 0n);
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** A polynomial whose roots are all real, in the variable that `from` makes of what is bisected. */
interface RealRooted {
  readonly polynomial: readonly bigint[];
  readonly from: (x: bigint) => bigint;
}

/** Roots in descending order by bisection of [least, most], each to within `width`; all in the same unit. */
function bisected({ polynomial, from }: RealRooted, least: bigint, most: bigint, width: bigint): bigint[] {
  const known = new Map<bigint, number>();
  const counted = (x: bigint): number => {
    const found = known.get(x) ?? rootsAbove(polynomial, from(x));
    known.set(x, found);
    return found;
  };
  /** The count where it is `fewest` or one more: above an odd number of roots the polynomial is negative. */
  const countedBySign = (x: bigint, fewest: number): number => {
    const sign = signAt(polynomial, from(x));
    const found = fewest + (sign === (fewest % 2 === 0 ? -1 : 1) ? 1 : 0);
    known.set(x, found);
    return found;
  };
  return Array.from({ length: polynomial.length - 1 }, (_, i) => {
    let [low, high] = [least, most];
    let [aboveLow, aboveHigh] = [counted(low), counted(high)];
    while (high - low > width) {
      const middle = (low + high) >> 1n;
      const above =
        known.get(middle) ?? (aboveLow - aboveHigh === 1 ? countedBySign(middle, aboveHigh) : counted(middle));
      if (above > i) [low, aboveLow] = [middle, above];
      else [high, aboveHigh] = [middle, above];
    }
    // The low end of the lowest interval is a root itself where it is the bound.
    return low === least ? low : (low + high) >> 1n;
  });
}

/** Bits of a result that leave the rounding of the oracle far below u. */
const bitsFor = (u: number): number => Math.ceil(-Math.log2(u)) + 10;

const magnitude = (x: bigint): bigint => (x < 0n ? -x : x);

/**
 * The exponent of a power of two above every eigenvalue and singular value of a matrix other than 0: none exceeds the largest
 * sum of magnitudes of a row or column, which need not be a double.
 */
function boundOf({ rows, columns, exponent, entries }: ExactMatrix): number {
  const sums = new Array<bigint>(rows + columns).fill(0n);
  entries.forEach((entry, position) => {
    const [i, j] = [Math.floor(position / columns), rows + (position % columns)];
    sums[i] = (sums[i] ?? 0n) + magnitude(entry);
    sums[j] = (sums[j] ?? 0n) + magnitude(entry);
  });
  const largest = sums.reduce((most, sum) => (sum > most ? sum : most));
  return exponent + bitLength(largest) + 1;
}

const toDouble = (value: bigint, exponent: number): number =>
  at({ rows: 1, columns: 1, exponent, entries: [value] }, 0, 0);

/** Eigenvalues of a symmetric exact matrix in ascending order, certified to within u ||A|| / 500: exact counts, bisected. */
export function eigenvaluesOf(a: ExactMatrix, u: number): number[] {
  if (isZero(a)) return new Array(a.rows).fill(0);
  const bound = boundOf(a);
  const resolution = bound - bitsFor(u);
  // Half of the resolution at most, so that the middle of the last interval is a whole number.
  const unit = Math.min(resolution - 1, a.exponent);
  const polynomial = inUnits(characteristicPolynomial(a), a.exponent - unit);
  const most = 1n << BigInt(bound - unit);
  return bisected({ polynomial, from: (x) => x }, -most, most, 1n << BigInt(resolution - unit))
    .reverse()
    .map((value) => toDouble(value, unit));
}

/** Singular values of an exact matrix in descending order, certified to within u ||A|| / 500; those that are zero exactly so. */
export function singularValuesOf(a: ExactMatrix, u: number): number[] {
  if (isZero(a)) return new Array(Math.min(a.rows, a.columns)).fill(0);
  const bound = boundOf(a);
  const resolution = bound - bitsFor(u);
  const unit = Math.min(resolution - 1, a.exponent);
  const gram = gramOf(a);
  // s > x exactly when s^2 > x^2, so that nothing is lost by squaring.
  const polynomial = inUnits(characteristicPolynomial(gram), gram.exponent - 2 * unit);
  return bisected(
    { polynomial, from: (x) => x * x },
    0n,
    1n << BigInt(bound - unit),
    1n << BigInt(resolution - unit),
  ).map((value) => toDouble(value, unit));
}

/** The largest singular value, likewise; 0 for an empty matrix. */
export const spectralNormOf = (a: ExactMatrix, u: number): number => singularValuesOf(a, u)[0] ?? 0;
