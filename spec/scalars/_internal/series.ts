/**
 * Power series in fixed point: the bigint X stands for X / 2^w, and one unit is 2^-w. Every function states how far its
 * result may be from the true one; `>>` and `/` round by less than one unit each.
 */

interface ExpTable {
  /** The argument is halved this often, the result squared as often. */
  readonly halvings: number;
  /** 1 / n! */
  readonly coefficients: readonly bigint[];
}

const expTables = new Map<number, ExpTable>();

/** Terms until x^(n+1) / (n+1)! < 2^-(w+1) for |x| <= 2^-(halvings+1). */
export function expTable(w: number): ExpTable {
  const known = expTables.get(w);
  if (known !== undefined) return known;
  const halvings = Math.max(4, Math.round(Math.sqrt(w) / 2));
  const coefficients = [1n << BigInt(w)];
  let factorial = 1n;
  for (let n = 1, bits = 0; bits <= w + 1; n++) {
    factorial *= BigInt(n);
    coefficients.push((1n << BigInt(w)) / factorial);
    bits = (halvings + 1) * (n + 1) + Math.floor(Math.log2(n + 1));
  }
  const table = { halvings, coefficients: coefficients.reverse() };
  expTables.set(w, table);
  return table;
}

/**
 * exp(X) for |X| <= 1/2, within 2^(halvings+4) - 6 units.
 *
 * Horner's rule on X / 2^halvings is off by at most 7 units relative: one from halving, less than 3 from the steps (each
 * adds 2 and shrinks what came before by 2^-5), 2 from the remainder and the division by exp(X) > 0.96. A squaring takes a
 * relative error e to 2 e + e^2 + 2 units. After all of them it is below 9 * 2^halvings, times exp(1/2) < 1.65 absolute.
 */
export function expSeries(x: bigint, w: number): bigint {
  const { halvings, coefficients } = expTable(w);
  const width = BigInt(w);
  const small = x >> BigInt(halvings);
  let result = 0n;
  for (const coefficient of coefficients) result = coefficient + ((result * small) >> width);
  for (let i = 0; i < halvings; i++) result = (result * result) >> width;
  return result;
}

/** 1 + y/3 + y^2/5 + .. for |y| < 2^-leadingZeros, leadingZeros >= 8, within 4 units: atanh(z) / z for y = z^2, atan(z) / z for y = -z^2. */
export function atanhSeries(y: bigint, leadingZeros: number, w: number): bigint {
  const width = BigInt(w);
  const one = 1n << width;
  let result = 0n;
  for (let n = Math.ceil(w / leadingZeros); n >= 0; n--) result = one / BigInt(2 * n + 1) + ((result * y) >> width);
  return result;
}

/**
 * sum of y^n / (1 * 3 * .. * (2n+1)) for y >= 0, which is sqrt(pi) / (2x) * exp(x^2) erf(x) for y = 2 x^2.
 * Within `units` units.
 *
 * The terms t_n rise from 1 to a peak and then fall. An error of a unit in t_j reaches t_n as t_n / t_j <= max(1, t_n), so
 * n steps of less than 2 units leave at most 2 n max(1, t_n), and N terms 4 N^2 sum; y itself, off by a unit, adds N sum.
 * The remainder, once a term is half of the one before, is at most the last term: sum + 2 N units.
 */
export function erfSeries(y: bigint, w: number): { readonly sum: bigint; readonly units: bigint } {
  const width = BigInt(w);
  let term = 1n << width;
  let total = term;
  let n = 0;
  for (; !(term <= total >> width && y < BigInt(2 * n + 3) << (width - 1n)); n++) {
    term = ((term * y) >> width) / BigInt(2 * n + 3);
    total += term;
  }
  return { sum: total, units: (BigInt(9 * (n + 1) * (n + 1)) * total) >> width };
}

/**
 * 1 - y / ((f+1)(f+2)) + y^2 / ((f+1)..(f+4)) - .. for 0 <= y < 1: cos x for first = 0, sin x / x for first = 1, with y = x^2. Within 6 units.
 *
 * By Horner's rule from the term that is below a unit: a step errs by less than 2 units and shrinks what came before to a half or less;
 * y itself may be off by a unit.
 */
export function alternatingSeries(y: bigint, first: 0 | 1, w: number): bigint {
  const width = BigInt(w);
  let last = first + 2;
  for (let bits = 0; bits <= w; last += 2) bits += Math.log2(last * (last + 1));
  let result = 1n << width;
  for (let n = last; n > first; n -= 2) result = (1n << width) - ((result * y) >> width) / BigInt(n * (n - 1));
  return result;
}

const GUARD = 32;

/** sum of sign^k / ((2k+1) n^(2k+1)): atanh(1/n) for sign 1, atan(1/n) for -1. Fewer than w terms of at most 2 units. */
function inverse(n: bigint, sign: 1n | -1n, w: number): bigint {
  let total = 0n;
  let power = (1n << BigInt(w)) / n;
  for (let k = 1n, s = 1n; power > 0n; k += 2n, s *= sign) {
    total += (s * power) / k;
    power /= n * n;
  }
  return total;
}

/** A function of the width, remembered: `compute` at 32 more bits absorbs its errors, so that the result is within 1 unit. */
function constant(compute: (w: number) => bigint): (w: number) => bigint {
  const known = new Map<number, bigint>();
  return (w) => {
    const value = known.get(w) ?? compute(w + GUARD) >> BigInt(GUARD);
    known.set(w, value);
    return value;
  };
}

/** log 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749), within a unit. */
export const log2 = constant(
  (w) => 18n * inverse(26n, 1n, w) - 2n * inverse(4801n, 1n, w) + 8n * inverse(8749n, 1n, w),
);

/** pi = 16 atan(1/5) - 4 atan(1/239) (Machin), within a unit. */
export const pi = constant((w) => 16n * inverse(5n, -1n, w) - 4n * inverse(239n, -1n, w));
