import { type Choices, listOf } from './stream.ts';

/** A stream of drawn entries. */
export type Entry = () => number;

/** A matrix by its elements. */
export type Elements = (i: number, j: number) => number;

/**
 * Classes of hard matrices, drawn as parameters so that they shrink: few reflectors, short spectra, small integers.
 *
 * `signs` has entries in {-1, 0, 1}; `rankDeficient` is an integer U V^T; `graded` and `clustered` have prescribed singular
 * values between random reflectors (LAPACK's modes), `close` ones nearly equal (gaps of 1e-4 to 1e-12); the rest are the textbook traps of factorisations: `lauchli` loses its
 * rank in A^T A, `growth` attains the growth 2^(n-1) of partial pivoting, `wilkinson` has eigenvalues in close pairs.
 */
export const matrixClasses = [
  'entries',
  'signs',
  'spectrum',
  'rankDeficient',
  'repeatedColumns',
  'zeroRow',
  'diagonal',
  'permutation',
  'jordan',
  'graded',
  'clustered',
  'close',
  'hilbert',
  'kahan',
  'lauchli',
  'wilkinson',
  'growth',
  'zero',
] as const;
export type MatrixClass = (typeof matrixClasses)[number];

/** An m by n matrix of a class; symmetric when asked (m = n then). */
export function structuredMatrix(
  kind: MatrixClass,
  m: number,
  n: number,
  entry: Entry,
  next: Choices,
  symmetric: boolean,
): number[] {
  const general = build(kind, m, n, entry, next, symmetric);
  if (!symmetric) return general;
  return fill(m, n, (i, j) => general[Math.min(i, j) * n + Math.max(i, j)] ?? 0);
}

function fill(m: number, n: number, element: Elements): number[] {
  const entries: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) entries.push(element(i, j));
  }
  return entries;
}

function build(kind: MatrixClass, m: number, n: number, entry: Entry, next: Choices, symmetric: boolean): number[] {
  const k = Math.min(m, n);
  switch (kind) {
    case 'entries':
      return fill(m, n, entry);
    case 'signs':
      return fill(m, n, () => (next() % 3) - 1);
    case 'zero':
      return fill(m, n, () => 0);
    case 'diagonal': {
      const values = listOf(k, entry);
      return fill(m, n, (i, j) => (i === j ? (values[i] ?? 0) : 0));
    }
    case 'jordan': {
      const value = entry();
      return fill(m, n, (i, j) => (i === j ? value : j === i + 1 ? 1 : 0));
    }
    case 'hilbert':
      return fill(m, n, (i, j) => 1 / (i + j + 1));
    case 'kahan':
      return fill(m, n, (i, j) => (j < i ? 0 : 0.8 ** i * (i === j ? 1 : -0.6)));
    case 'lauchli': {
      const small = 2 ** -(8 + (next() % 24));
      return fill(m, n, (i, j) => (i === 0 ? 1 : i === j + 1 ? small : 0));
    }
    case 'wilkinson':
      return fill(m, n, (i, j) => (i === j ? Math.abs(i - (k - 1) / 2) : Math.abs(i - j) === 1 ? 1 : 0));
    case 'growth':
      return fill(m, n, (i, j) => (i === j || j === n - 1 ? 1 : j < i ? -1 : 0));
    case 'permutation': {
      const shift = next() % Math.max(n, 1);
      return fill(m, n, (i, j) => (j === (i + shift) % n ? 1 : 0));
    }
    case 'zeroRow': {
      const empty = next() % Math.max(m, 1);
      return fill(m, n, (i) => (i === empty ? 0 : entry()));
    }
    case 'repeatedColumns': {
      const column = listOf(m, entry);
      return fill(m, n, (i, j) => (j % 2 === 0 ? (column[i] ?? 0) : entry()));
    }
    case 'rankDeficient': {
      const rank = k === 0 ? 0 : next() % k;
      const [u, v] = [fill(m, rank, () => Math.round(entry()) % 4), fill(n, rank, () => Math.round(entry()) % 4)];
      return fill(m, n, (i, j) =>
        sumOf(rank, (r) => (u[i * rank + r] ?? 0) * (symmetric ? (u[j * rank + r] ?? 0) : (v[j * rank + r] ?? 0))),
      );
    }
    case 'spectrum':
      return withSpectrum(
        m,
        n,
        // Eigenvalues of both signs; of singular values the sign is none.
        listOf(k, (i) => (symmetric && next() % 2 === 1 ? i - k : k - i)),
        entry,
        next,
        symmetric,
      );
    case 'graded': {
      // Geometric, with a condition from 2^4 to 2^45.
      const step = (4 + (next() % 42)) / Math.max(k - 1, 1);
      return withSpectrum(
        m,
        n,
        listOf(k, (i) => 2 ** -Math.round(step * i)),
        entry,
        next,
        symmetric,
      );
    }
    case 'clustered':
      return withSpectrum(
        m,
        n,
        listOf(k, (i) => (i < k - 1 ? 1 : 2 ** -(next() % 40))),
        entry,
        next,
        symmetric,
      );
    case 'close': {
      const gap = 2 ** -(13 + (next() % 28));
      return withSpectrum(
        m,
        n,
        listOf(k, (i) => 1 + (k - i) * gap),
        entry,
        next,
        symmetric,
      );
    }
  }
}

const sumOf = (count: number, term: (index: number) => number): number => {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += term(index);
  return sum;
};

/** U diag(values) V^T, U and V products of at most two reflectors; rounding makes the spectrum approximate, which no law minds. */
function withSpectrum(
  m: number,
  n: number,
  values: readonly number[],
  entry: Entry,
  next: Choices,
  symmetric: boolean,
): number[] {
  let matrix = fill(m, n, (i, j) => (i === j ? (values[i] ?? 0) : 0));
  for (let count = next() % 3; count > 0; count--) {
    const left = listOf(m, entry);
    matrix = reflect(matrix, m, n, left, 'rows');
    matrix = reflect(matrix, m, n, symmetric ? left : listOf(n, entry), 'columns');
  }
  return matrix;
}

/** (I - 2 v v^T / v^T v) applied from the left (rows) or the right (columns); v = 0 changes nothing. */
function reflect(a: readonly number[], m: number, n: number, v: readonly number[], side: 'rows' | 'columns'): number[] {
  const square = sumOf(v.length, (i) => (v[i] ?? 0) ** 2);
  if (square === 0) return [...a];
  const at = (i: number, j: number) => a[i * n + j] ?? 0;
  return side === 'rows'
    ? fill(m, n, (i, j) => at(i, j) - (2 * (v[i] ?? 0) * sumOf(m, (r) => (v[r] ?? 0) * at(r, j))) / square)
    : fill(m, n, (i, j) => at(i, j) - (2 * (v[j] ?? 0) * sumOf(n, (r) => (v[r] ?? 0) * at(i, r))) / square);
}

/** Beyond this size off-diagonal entries of triangles are made small, lest the condition of a product grow like 2^n. */
const mostTame = 6;

/** Entries of an n by n triangle beside its diagonal: small integers, or multiples of a power of two whose row sums stay below 1/2. */
function besideDiagonal(n: number, entry: Entry, most: number): Entry {
  const unit = n <= mostTame ? 1 : 2 ** -Math.ceil(Math.log2(2 * n * most));
  return () => (Math.round(entry()) % (most + 1)) * unit;
}

/**
 * A nonsingular matrix, exact: rows of L U in another order, L unit lower triangular, U with a nonzero diagonal. Integer up to size
 * 6, well conditioned at any size.
 */
export function nonsingularMatrix(n: number, entry: Entry, next: Choices): number[] {
  const small = besideDiagonal(n, entry, 2);
  const lower = fill(n, n, (i, j) => (i === j ? 1 : j < i ? small() : 0));
  const upper = fill(n, n, (i, j) =>
    i === j ? (next() % 2 === 1 ? -1 : 1) * (1 + (next() % 3)) : j > i ? small() : 0,
  );
  const shift = next() % Math.max(n, 1);
  return fill(n, n, (i, j) => sumOf(n, (p) => (lower[((i + shift) % n) * n + p] ?? 0) * (upper[p * n + j] ?? 0)));
}

/** A positive definite matrix L L^T with diagonal of L at least 1: exact, integer up to size 6, and never nearly singular by accident. */
export function positiveDefiniteMatrix(n: number, entry: Entry, next: Choices): number[] {
  const small = besideDiagonal(n, entry, 3);
  const lower = fill(n, n, (i, j) => (i === j ? 1 + (next() % 4) : j < i ? small() : 0));
  return fill(n, n, (i, j) => sumOf(n, (p) => (lower[i * n + p] ?? 0) * (lower[j * n + p] ?? 0)));
}
