import fc from 'fast-check';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';
import { dealt } from './dealt.ts';

/**
 * Systems at which unstable methods lose what stable ones keep: singular values from 1 down to 1 / condition, matrices known for it,
 * and well-conditioned ones whose first pivot is tiny. What is drawn is parameters, so that a case shrinks to a small one.
 */
const kinds = [
  'oneSmall',
  'geometric',
  'oneLarge',
  'nearlySingular',
  'tinyPivot',
  'graded',
  'hilbert',
  'kahan',
  'growth',
  'vandermonde',
] as const;
type Kind = (typeof kinds)[number];

interface Drawn {
  readonly kind: Kind;
  readonly n: number;
  /** Rows that a tall matrix has more than columns. */
  readonly extra: number;
  /** How much of the condition that is allowed is used, in sixteenths. */
  readonly share: number;
  readonly entries: readonly number[];
  readonly rowShifts: readonly number[];
  readonly columnShifts: readonly number[];
}

const drawn = (extra: number): fc.Arbitrary<Drawn> =>
  fc.record({
    // Nothing else tells an elimination without exchanges.
    kind: dealt([...kinds, 'tinyPivot']),
    n: fc.integer({ min: 2, max: 6 }),
    extra: fc.nat(extra),
    // Well-conditioned first, so that what fails everywhere shrinks to that.
    share: dealt([0, 4, 8, 10, 12, 13, 14, 15, 16]),
    entries: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 12, maxLength: 60, size: 'max' }),
    rowShifts: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 12, maxLength: 12 }),
    columnShifts: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 8, maxLength: 8 }),
  });

/** Bits of the largest condition number that is drawn: 0.1 / eps, eps = 2 u, for what a matrix of this size may add to it. */
const bitsOf = ({ u }: Context, n: number): number => Math.floor(Math.log2(0.1 / (2 * u)) - Math.log2(n));

type Element = (i: number, j: number) => number;

const filled = (m: number, n: number, element: Element): number[] =>
  Array.from({ length: m * n }, (_, at) => element(Math.floor(at / n), at % n));

/** (I - 2 v v^T / v^T v) A. */
function reflected(a: readonly number[], m: number, n: number, v: readonly number[]): number[] {
  const square = v.reduce((sum, value) => sum + value * value, 0);
  const products = Array.from({ length: n }, (_, j) =>
    v.reduce((sum, value, i) => sum + value * (a[i * n + j] ?? 0), 0),
  );
  return filled(m, n, (i, j) => (a[i * n + j] ?? 0) - (2 * (v[i] ?? 0) * (products[j] ?? 0)) / square);
}

const transposed = (a: readonly number[], m: number, n: number): number[] => filled(n, m, (i, j) => a[j * n + i] ?? 0);

/** U diag(values) V^T, U and V two reflections each. */
function withSingularValues(m: number, values: readonly number[], entry: (at: number) => number): number[] {
  const n = values.length;
  const vector = (length: number, from: number) => Array.from({ length }, (_, i) => entry(from + i) || 1);
  let a = filled(m, n, (i, j) => (i === j ? (values[i] ?? 0) : 0));
  for (const from of [0, 7]) a = reflected(a, m, n, vector(m, from));
  let back = transposed(a, m, n);
  for (const from of [3, 11]) back = reflected(back, n, m, vector(n, from));
  return transposed(back, n, m);
}

/** The entries, and the bits that their condition number has about. */
function build(
  { kind, n, extra, share, entries }: Drawn,
  context: Context,
): { m: number; n: number; a: number[]; bits: number } {
  const m = n + extra;
  const most = bitsOf(context, n);
  const bits = Math.floor((most * share) / 16);
  const entry = (at: number) => entries[at % entries.length] ?? 1;
  const spectrum = (exponent: (i: number) => number) =>
    withSingularValues(
      m,
      Array.from({ length: n }, (_, i) => 2 ** -exponent(i)),
      entry,
    );
  // Integers, and a diagonal that keeps them from being singular.
  const dominant: Element = (i, j) => entry(i * n + j) + (i === j ? 10 * n : 0);
  switch (kind) {
    case 'oneSmall':
      return { m, n, bits, a: spectrum((i) => (i === n - 1 ? bits : 0)) };
    case 'geometric':
      return { m, n, bits, a: spectrum((i) => (bits * i) / (n - 1)) };
    case 'oneLarge':
      return { m, n, bits, a: spectrum((i) => (i === 0 ? 0 : bits)) };
    case 'nearlySingular': {
      // The last row is the sum of the others but for some units in the last place.
      const sum = (j: number) => filled(n - 1, 1, (i) => dominant(i, j)).reduce((total, value) => total + value, 0);
      const ulps = 1 + share * 64;
      const last: Element = (_, j) => (j === 0 ? sum(j) * (1 + ulps * 2 * context.u) : sum(j));
      return { m, n, bits: most, a: filled(m, n, (i, j) => (i === n - 1 ? last(i, j) : dominant(i, j))) };
    }
    case 'tinyPivot':
      // The exchanged rows are dominant: well-conditioned, though the first pivot takes half the digits and more.
      return {
        m,
        n,
        bits: 8,
        a: filled(m, n, (i, j) =>
          i === 0 && j === 0 ? 2 ** -Math.floor((most * (16 + share)) / 32) : dominant((i + 1) % n, j),
        ),
      };
    case 'graded': {
      const step = Math.floor(bits / (2 * n));
      return { m, n, bits: 2 * n * step, a: filled(m, n, (i, j) => dominant(i, j) * 2 ** (-step * (i + j))) };
    }
    case 'hilbert': {
      // 5 bits for each row.
      const size = Math.max(2, Math.min(n + 3, Math.floor(most / 5)));
      return { m: size + extra, n: size, bits: 5 * size, a: filled(size + extra, size, (i, j) => 1 / (i + j + 1)) };
    }
    case 'kahan':
      return { m, n, bits: 2 * n, a: filled(m, n, (i, j) => (j < i ? 0 : 0.44 ** i * (i === j ? 1 : -0.9))) };
    case 'growth':
      return {
        m,
        n,
        bits: 2,
        a: filled(m, n, (i, j) => (j === n - 1 || i === j ? 1 + entry(i) / 64 : i > j ? -1 + entry(i + j) / 512 : 0)),
      };
    case 'vandermonde':
      return { m, n, bits: 3 * n, a: filled(m, n, (i, j) => ((i + 1) / m) ** j) };
  }
}

/**
 * Matrices of every kind, their rows and columns scaled by powers of two as far as a condition number of 0.1 / eps has room for it.
 * `tall` ones have up to three rows more than columns.
 */
export const illConditioned = (context: Context, { tall = false } = {}): fc.Arbitrary<{ a: Tensor }> =>
  drawn(tall ? 3 : 0).map((draw) => {
    const { m, n, a, bits } = build(draw, context);
    // Shifts of up to 4 either way, of rows and of columns: 16 steps in all.
    const step = Math.max(0, Math.floor((bitsOf(context, n) - bits) / 16));
    const shift = (i: number, j: number) => step * ((draw.rowShifts[i] ?? 0) + (draw.columnShifts[j] ?? 0));
    return {
      a: tensorOf(
        context.dtype,
        [m, n],
        filled(m, n, (i, j) => (a[i * n + j] ?? 0) * 2 ** shift(i, j)),
      ),
    };
  });

/** Triangles of such matrices, their diagonals as they are where they are not zero: ill-conditioned by themselves. */
export const illConditionedTriangles = (context: Context): fc.Arbitrary<{ t: Tensor }> =>
  fc.record({ base: illConditioned(context), unit: dealt([false, true]) }).map(({ base: { a }, unit }) => {
    const n = a.shape[0] ?? 1;
    const diagonal = (value: number) => (unit ? Math.sign(value) || 1 : value || 1);
    return {
      t: tensorOf(
        a.dtype,
        a.shape,
        a.data.map((value, at) => (at % (n + 1) === 0 ? diagonal(value) : value)),
      ),
    };
  });

/** A fourth of the largest exponent of D. */
const shifts = { float64: 5, float32: 2, float16: 1, bfloat16: 2 } as const;

/**
 * Positive definite matrices D H D: H has a diagonal of about ones and eigenvalues down to 2^-bits, D are powers of two up to 2^20
 * either way in float64, which no factorisation may mind.
 */
export const illConditionedDefinite = (context: Context): fc.Arbitrary<{ h: Tensor; a: Tensor }> =>
  fc
    .record({ draw: drawn(0), isHilbert: dealt([false, true]), scaled: dealt([false, true]) })
    .map(({ draw, isHilbert, scaled }) => {
      const { n, share, entries, rowShifts } = draw;
      // n (n + 1) u times the condition number stays below a half.
      const bits = Math.max(1, Math.floor((bitsOf(context, 4 * n * (n + 1)) * share) / 16));
      const sign = (i: number) => ((entries[i] ?? 0) < 0 ? -1 : 1);
      const size = isHilbert ? Math.max(1, Math.min(n, Math.floor(bits / 5))) : n;
      const h: Element = isHilbert
        ? (i, j) => 1 / (i + j + 1)
        : (i, j) => sign(i) * sign(j) * (i === j ? 1 : 1 - 2 ** -bits);
      const step = scaled ? shifts[context.dtype] : 0;
      const shift = (i: number, j: number) => step * ((rowShifts[i] ?? 0) + (rowShifts[j] ?? 0));
      const matrix = (element: Element) => tensorOf(context.dtype, [size, size], filled(size, size, element));
      return { h: matrix(h), a: matrix((i, j) => h(i, j) * 2 ** shift(i, j)) };
    });
