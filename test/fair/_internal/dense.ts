import type { Core } from '../variant.ts';
import type { Arithmetic } from './arithmetic.ts';

/** A matrix, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}

export const valuesOf = (core: Core | undefined): readonly number[] => core?.values ?? [];

export const matrixOf = (core: Core | undefined): Matrix => ({
  rows: core?.shape[0] ?? 0,
  columns: core?.shape[1] ?? 0,
  values: valuesOf(core),
});

export const columnsOf = ({ rows, columns, values }: Matrix): number[][] =>
  Array.from({ length: columns }, (_, j) => Array.from({ length: rows }, (_row, i) => values[i * columns + j] ?? 0));

/** Rows i and k of a matrix turned into c row_i + s row_k and c row_k - s row_i, in place. */
export function rotated(
  values: number[],
  columns: number,
  i: number,
  k: number,
  c: number,
  s: number,
  f: Arithmetic,
): void {
  for (let j = 0; j < columns; j++) {
    const [x, y] = [values[i * columns + j] ?? 0, values[k * columns + j] ?? 0];
    values[i * columns + j] = f.fma(c, x, f.mul(s, y));
    values[k * columns + j] = f.fma(c, y, -f.mul(s, x));
  }
}

/** A X = B with A = Q R: substitution on Q^T B. */
export function solved(
  a: Matrix,
  b: Matrix,
  { q, r }: { readonly q: readonly number[]; readonly r: readonly number[] },
  f: Arithmetic,
): number[] {
  const [n, k] = [a.rows, b.columns];
  const x = new Array<number>(n * k).fill(0);
  for (let column = 0; column < k; column++) {
    for (let i = n - 1; i >= 0; i--) {
      let rest = 0;
      for (let row = 0; row < n; row++) rest = f.fma(q[row * n + i] ?? 0, b.values[row * k + column] ?? 0, rest);
      for (let j = i + 1; j < n; j++) rest = f.fma(-(r[i * n + j] ?? 0), x[j * k + column] ?? 0, rest);
      x[i * k + column] = f.div(rest, r[i * n + i] ?? 0);
    }
  }
  return x;
}

/** Eigenvalues and vectors of a symmetric matrix by cyclic rotations of its lower triangle (Golub and Van Loan, section 8.5). */
export function jacobi(a: Matrix, f: Arithmetic): { values: number[]; vectors: number[] } {
  const n = a.rows;
  // Scaled by a power of two, so that squares neither overflow nor vanish.
  const largest = a.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest === 0 || !Number.isFinite(largest) ? 1 : 2 ** Math.floor(Math.log2(largest));
  const s = a.values.map((_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return (a.values[Math.max(i, j) * n + Math.min(i, j)] ?? 0) / scale;
  });
  const vectors = Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
  const tiny = f.dtype === 'float32' ? 2 ** -26 : 2 ** -55;
  for (let sweep = 0; sweep < 40; sweep++) {
    let turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const [app, aqq, apq] = [s[p * n + p] ?? 0, s[q * n + q] ?? 0, s[p * n + q] ?? 0];
        if (Math.abs(apq) <= tiny * Math.sqrt(Math.abs(app) * Math.abs(aqq)) || Math.abs(apq) < tiny * tiny) continue;
        turned = true;
        const tau = (aqq - app) / (2 * apq);
        const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
        const c = 1 / Math.hypot(1, t);
        turn(s, vectors, n, p, q, f.round(c), f.round(t * c), f);
      }
    }
    if (!turned) break;
  }
  return { values: Array.from({ length: n }, (_, i) => f.round((s[i * n + i] ?? 0) * scale)), vectors };
}

/** Both sides of the matrix and the vectors turned in the plane of axes p and q. */
function turn(
  s: number[],
  vectors: number[],
  n: number,
  p: number,
  q: number,
  c: number,
  sine: number,
  f: Arithmetic,
): void {
  const pair = (values: number[], x: number, y: number) => {
    const [a, b] = [values[x] ?? 0, values[y] ?? 0];
    values[x] = f.sub(f.mul(c, a), f.mul(sine, b));
    values[y] = f.add(f.mul(sine, a), f.mul(c, b));
  };
  for (let k = 0; k < n; k++) pair(s, k * n + p, k * n + q);
  for (let k = 0; k < n; k++) pair(s, p * n + k, q * n + k);
  s[p * n + q] = 0;
  s[q * n + p] = 0;
  for (let k = 0; k < n; k++) pair(vectors, k * n + p, k * n + q);
}
