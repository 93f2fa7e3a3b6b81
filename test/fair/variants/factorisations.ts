import type { Arithmetic } from '../_internal/arithmetic.ts';
import { columnsOf, jacobi, type Matrix, matrixOf, rotated, solved, valuesOf } from '../_internal/dense.ts';
import type { Core, Variant } from '../variant.ts';

/** The Cholesky factor, row by row, each quotient a product by the reciprocal of the pivot. */
export function byRows({ rows: n, values }: Matrix, f: Arithmetic, root: (x: number) => number): number[] {
  const l = new Array<number>(n * n).fill(0);
  const at = (i: number, j: number) => l[i * n + j] ?? 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = values[i * n + j] ?? 0;
      for (let p = 0; p < j; p++) rest = f.fma(-at(i, p), at(j, p), rest);
      l[i * n + j] = i === j ? root(rest) : f.mul(rest, f.div(1, at(j, j)));
    }
  }
  return l;
}

/** Column by column: every finished column is subtracted from what is left. */
function byColumns({ rows: n, values }: Matrix, f: Arithmetic): number[] {
  const rest = [...values];
  const l = new Array<number>(n * n).fill(0);
  for (let j = 0; j < n; j++) {
    const pivot = f.sqrt(rest[j * n + j] ?? 0);
    for (let i = j; i < n; i++) l[i * n + j] = i === j ? pivot : f.div(rest[i * n + j] ?? 0, pivot);
    for (let i = j + 1; i < n; i++) {
      for (let k = j + 1; k <= i; k++) {
        rest[i * n + k] = f.sub(rest[i * n + k] ?? 0, f.mul(l[i * n + j] ?? 0, l[k * n + j] ?? 0));
      }
    }
  }
  return l;
}

/** The root, or its neighbour above where that is off by no more than 0.6 units in the last place. */
function coarseRoot(x: number, f: Arithmetic): number {
  const root = f.sqrt(x);
  const ulp = 2 ** (Math.floor(Math.log2(root)) - (f.dtype === 'float32' ? 23 : 52));
  // x - root^2 is a number of the data type: the true root lies this far above.
  const above = f.fma(-root, root, x) / (2 * root);
  return above > 0.4 * ulp ? root + ulp : root;
}

const cholesky = (name: string, factor: (a: Matrix, f: Arithmetic) => number[], promises = {}): Variant => ({
  name,
  operation: 'decompositions.cholesky',
  promises,
  compute: ({ a }, _, f) => ({ l: factor(matrixOf(a), f) }),
});

/** Elimination with partial pivoting, row by row of L and U (Crout and Doolittle), multipliers by reciprocals. */
export function eliminated(a: Matrix, f: Arithmetic): { order: number[]; l: number[]; u: number[] } {
  const n = a.rows;
  const rest = [...a.values];
  const order = Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rest[i * n + k] ?? 0) > Math.abs(rest[best * n + k] ?? 0)) best = i;
    for (let j = 0; j < n; j++) [rest[k * n + j], rest[best * n + j]] = [rest[best * n + j] ?? 0, rest[k * n + j] ?? 0];
    [order[k], order[best]] = [order[best] ?? 0, order[k] ?? 0];
    const pivot = rest[k * n + k] ?? 0;
    if (pivot === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const multiplier = f.div(rest[i * n + k] ?? 0, pivot);
      rest[i * n + k] = multiplier;
      for (let j = k + 1; j < n; j++) rest[i * n + j] = f.fma(-multiplier, rest[k * n + j] ?? 0, rest[i * n + j] ?? 0);
    }
  }
  const part = (keep: (i: number, j: number) => boolean, diagonal?: number) =>
    rest.map((value, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return i === j && diagonal !== undefined ? diagonal : keep(i, j) ? value : 0;
    });
  return { order, l: part((i, j) => i > j, 1), u: part((i, j) => i <= j) };
}

/** Gauss and Jordan: the matrix is reduced to the identity, rows below and above at once. */
function gaussJordan(a: Matrix, f: Arithmetic): number[] {
  const n = a.rows;
  const left = [...a.values];
  const right: number[] = Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(left[i * n + k] ?? 0) > Math.abs(left[best * n + k] ?? 0)) best = i;
    for (const half of [left, right]) {
      for (let j = 0; j < n; j++)
        [half[k * n + j], half[best * n + j]] = [half[best * n + j] ?? 0, half[k * n + j] ?? 0];
    }
    const pivot = left[k * n + k] ?? 1;
    for (const half of [left, right]) for (let j = 0; j < n; j++) half[k * n + j] = f.div(half[k * n + j] ?? 0, pivot);
    for (let i = 0; i < n; i++) {
      const factor = left[i * n + k] ?? 0;
      if (i === k || factor === 0) continue;
      for (const half of [left, right]) {
        for (let j = 0; j < n; j++) half[i * n + j] = f.sub(half[i * n + j] ?? 0, f.mul(factor, half[k * n + j] ?? 0));
      }
    }
  }
  return right;
}

/** Q and R by Givens rotations, the diagonal of R made as the specification has it. */
const qr = (name: string, factor: (a: Matrix, f: Arithmetic) => { q: number[]; r: number[] }): Variant => ({
  name,
  operation: 'decompositions.qr',
  compute: ({ a }, _, f) => {
    const matrix = matrixOf(a);
    const { q, r } = factor(matrix, f);
    const [m, n] = [matrix.rows, matrix.columns];
    const k = Math.min(m, n);
    // The diagonal of R is nonnegative.
    const sign = (i: number) => ((r[i * n + i] ?? 0) < 0 ? -1 : 1);
    return {
      q: q.map((value, at) => value * sign(at % k)),
      r: r.map((value, at) => (Math.floor(at / n) > at % n ? 0 : value * sign(Math.floor(at / n)))),
    };
  },
});

export function byGivens(a: Matrix, f: Arithmetic): { q: number[]; r: number[] } {
  const [m, n, k] = [a.rows, a.columns, Math.min(a.rows, a.columns)];
  const r = [...a.values];
  const q: number[] = Array.from({ length: m * m }, (_, at) => (Math.floor(at / m) === at % m ? 1 : 0));
  for (let j = 0; j < k; j++) {
    for (let i = m - 1; i > j; i--) {
      const given = [r[j * n + j] ?? 0, r[i * n + j] ?? 0] as const;
      if (given[1] === 0) continue;
      // What is left of equal columns is soon subnormal: it is scaled first, as LAPACK's lartg does.
      const unit = 2 ** Math.floor(Math.log2(Math.max(...given.map(Math.abs))));
      const [x, y] = [given[0] / unit, given[1] / unit];
      const size = f.round(Math.hypot(x, y));
      const [c, s] = [f.div(x, size), f.div(y, size)];
      rotated(r, n, j, i, c, s, f);
      r[i * n + j] = 0;
      rotated(q, m, j, i, c, s, f);
    }
  }
  // The rotations stand in the rows of q.
  return {
    q: Array.from({ length: m * k }, (_, at) => q[(at % k) * m + Math.floor(at / k)] ?? 0),
    r: r.slice(0, k * n),
  };
}

/** Modified Gram-Schmidt, every column twice; a column that vanishes is replaced by a unit vector. */
export function byGramSchmidt(a: Matrix, f: Arithmetic): { q: number[]; r: number[] } {
  const [m, n, k] = [a.rows, a.columns, Math.min(a.rows, a.columns)];
  const q: number[][] = [];
  const r = new Array<number>(k * n).fill(0);
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => f.fma(value, y[i] ?? 0, sum), 0);
  const columns = columnsOf(a);
  columns.forEach((column, j) => {
    let rest = column;
    for (let pass = 0; pass < 2; pass++) {
      q.slice(0, Math.min(j, k)).forEach((basis, i) => {
        const part = dot(basis, rest);
        r[i * n + j] = f.add(r[i * n + j] ?? 0, part);
        rest = rest.map((value, row) => f.fma(-part, basis[row] ?? 0, value));
      });
    }
    if (j >= k) return;
    const scale = rest.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const size =
      scale === 0
        ? 0
        : f.mul(
            scale,
            f.sqrt(
              dot(
                rest.map((value) => f.div(value, scale)),
                rest.map((value) => f.div(value, scale)),
              ),
            ),
          );
    // The squares of large entries overflow.
    const whole = Math.hypot(...column);
    const isGone = !(size > whole * 4 * m * (f.dtype === 'float32' ? 2 ** -24 : 2 ** -53));
    r[j * n + j] = isGone ? 0 : size;
    q.push(isGone ? completing(q, m, f) : rest.map((value) => f.div(value, size)));
  });
  return { q: Array.from({ length: m * k }, (_, at) => q[at % k]?.[Math.floor(at / k)] ?? 0), r };
}

/** A unit vector orthogonal to these. */
function completing(basis: readonly (readonly number[])[], m: number, f: Arithmetic): number[] {
  let best: number[] = [];
  let largest = -1;
  for (let at = 0; at < m; at++) {
    let rest: number[] = Array.from({ length: m }, (_, i) => (i === at ? 1 : 0));
    for (let pass = 0; pass < 2; pass++) {
      for (const one of basis) {
        const part = rest.reduce((sum, value, i) => sum + value * (one[i] ?? 0), 0);
        rest = rest.map((value, i) => value - part * (one[i] ?? 0));
      }
    }
    const size = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0));
    if (size > largest) [largest, best] = [size, rest.map((value) => f.round(value / size))];
  }
  return best;
}

/** Least first, or largest. */
const order = (values: readonly number[], ascending: boolean): number[] =>
  values.map((_, i) => i).sort((i, j) => ((values[i] ?? 0) - (values[j] ?? 0)) * (ascending ? 1 : -1));

/** Signs that change from call to call, as those of a parallel solver may. */
let calls = 0;
const sign = (column: number): number => (((calls * 7 + column * 5) >> 1) % 2 === 0 ? 1 : -1);

/** The eigenvalues of [0 A; A^T 0] are the singular values and their opposites; its eigenvectors hold those of A. */
export function singular(a: Matrix, f: Arithmetic): { u: number[]; s: number[]; v: number[] } {
  const [m, n, k] = [a.rows, a.columns, Math.min(a.rows, a.columns)];
  const order2 = m + n;
  const whole = Array.from({ length: order2 * order2 }, (_, at) => {
    const [i, j] = [Math.floor(at / order2), at % order2];
    return i < m && j >= m ? (a.values[i * n + j - m] ?? 0) : i >= m && j < m ? (a.values[j * n + i - m] ?? 0) : 0;
  });
  const { values, vectors } = jacobi({ rows: order2, columns: order2, values: whole }, f);
  const leading = order(values, false).slice(0, k);
  const s = leading.map((i) => Math.max(values[i] ?? 0, 0));
  const limit = (s[0] ?? 0) * (f.dtype === 'float32' ? 2 ** -24 : 2 ** -53);
  const [left, right]: [number[][], number[][]] = [[], []];
  leading.forEach((i, at) => {
    const column = (from: number, count: number) =>
      Array.from({ length: count }, (_, row) => vectors[(from + row) * order2 + i] ?? 0);
    const unit = (vector: number[], basis: number[][]) => {
      const orthogonal = [...basis, ...basis].reduce((rest, one) => {
        const part = rest.reduce((sum, value, row) => sum + value * (one[row] ?? 0), 0);
        return rest.map((value, row) => value - part * (one[row] ?? 0));
      }, vector);
      const size = Math.sqrt(orthogonal.reduce((sum, value) => sum + value * value, 0));
      // Half of an eigenvector of the whole has the norm 1 / sqrt 2, unless what belongs to 0 is mixed with its opposite: then
      // any orthonormal completion does.
      return size > 1 / 4 ? orthogonal.map((value) => f.round(value / size)) : completing(basis, vector.length, f);
    };
    const isNoise = !((s[at] ?? 0) > limit);
    left.push(isNoise ? completing(left, m, f) : unit(column(0, m), left));
    right.push(isNoise ? completing(right, n, f) : unit(column(m, n), right));
  });
  return { u: rowMajor(left, m), s, v: rowMajor(right, n) };
}

const rowMajor = (columns: readonly (readonly number[])[], rows: number): number[] =>
  Array.from(
    { length: rows * columns.length },
    (_, at) => columns[at % columns.length]?.[Math.floor(at / columns.length)] ?? 0,
  );

export const variants: readonly Variant[] = [
  cholesky('row by row, fused, with reciprocals', (a, f) => byRows(a, f, f.sqrt)),
  cholesky('column by column', byColumns),
  cholesky('roots that are off by 0.6 ulp', (a, f) => byRows(a, f, (x) => coarseRoot(x, f)), { ulps: { sqrt: 0.6 } }),
  {
    name: 'fused elimination',
    operation: 'decompositions.lu',
    compute: ({ a }, _, f) => {
      const { order: permutation, l, u } = eliminated(matrixOf(a), f);
      return { permutation, l, u };
    },
  },
  {
    name: 'Gauss and Jordan',
    operation: 'decompositions.inv',
    compute: ({ a }, _, f) => ({ x: gaussJordan(matrixOf(a), f) }),
  },
  {
    name: 'solving for the identity by Givens rotations',
    operation: 'decompositions.inv',
    compute: ({ a }, _, f) => {
      const matrix = matrixOf(a);
      const n = matrix.rows;
      const identity: Core = {
        shape: [n, n],
        values: Array.from({ length: n * n }, (_entry, at) => (Math.floor(at / n) === at % n ? 1 : 0)),
      };
      return { x: solved(matrix, matrixOf(identity), byGivens(matrix, f), f) };
    },
  },
  {
    name: 'QR by Givens rotations',
    operation: 'decompositions.solve',
    compute: ({ a, b }, _, f) => {
      const matrix = matrixOf(a);
      return { x: solved(matrix, matrixOf(b), byGivens(matrix, f), f) };
    },
  },
  qr('Givens rotations', byGivens),
  qr('modified Gram-Schmidt, twice', byGramSchmidt),
  {
    name: "Jacobi's rotations, signs as they come",
    operation: 'decompositions.eigh',
    promises: { deterministic: false },
    compute: ({ a }, _, f) => {
      const matrix = matrixOf(a);
      const n = matrix.rows;
      calls++;
      const { values, vectors } = jacobi(matrix, f);
      const ascending = order(values, true);
      return {
        w: ascending.map((i) => values[i] ?? 0),
        v: rowMajor(
          ascending.map((i, at) => Array.from({ length: n }, (_row, row) => sign(at) * (vectors[row * n + i] ?? 0))),
          n,
        ),
      };
    },
  },
  {
    name: 'eigenvalues of [0 A; A^T 0]',
    operation: 'decompositions.svd',
    compute: ({ a }, _, f) => singular(matrixOf(a), f),
  },
  {
    name: 'the largest eigenvalue of [0 A; A^T 0]',
    operation: 'linalg.spectralNorm',
    compute: ({ a }, _, f) => ({ norm: [valuesOf(a).length === 0 ? 0 : (singular(matrixOf(a), f).s[0] ?? 0)] }),
  },
];
