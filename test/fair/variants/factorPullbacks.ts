import { type Arithmetic, fusedDot, inLanes, products } from '../_internal/arithmetic.ts';
import { jacobi, type Matrix, matrixOf, valuesOf } from '../_internal/dense.ts';
import type { Cores, Variant } from '../variant.ts';
import { byGivens, byGramSchmidt, byRows, eliminated, singular } from './factorisations.ts';

const made = (rows: number, columns: number, element: (i: number, j: number) => number): Matrix => ({
  rows,
  columns,
  values: Array.from({ length: rows * columns }, (_, at) => element(Math.floor(at / columns), at % columns)),
});
const of = (rows: number, columns: number, values: readonly number[]): Matrix => ({ rows, columns, values });
const at = (a: Matrix, i: number, j: number): number => a.values[i * a.columns + j] ?? 0;
const transposed = (a: Matrix): Matrix => made(a.columns, a.rows, (i, j) => at(a, j, i));
const leading = (a: Matrix, from: number, to: number): Matrix => made(a.rows, to - from, (i, j) => at(a, i, from + j));
const part = (a: Matrix, keep: (i: number, j: number) => boolean): Matrix =>
  made(a.rows, a.columns, (i, j) => (keep(i, j) ? at(a, i, j) : 0));

/** Matrices in the arithmetic of a data type, every element of a product a sum of its own. */
function dense(f: Arithmetic) {
  const row = (a: Matrix, i: number) => a.values.slice(i * a.columns, (i + 1) * a.columns);
  const times = (a: Matrix, b: Matrix): Matrix => {
    const columns = transposed(b);
    return made(a.rows, b.columns, (i, j) => inLanes(products(row(a, i), row(columns, j), f), f));
  };
  const plus = (a: Matrix, b: Matrix) => made(a.rows, a.columns, (i, j) => f.add(at(a, i, j), at(b, i, j)));
  const minus = (a: Matrix, b: Matrix) => made(a.rows, a.columns, (i, j) => f.sub(at(a, i, j), at(b, i, j)));
  /** B U^-T for an upper triangular U: from the last column on. */
  const overUpper = (b: Matrix, u: Matrix): Matrix => {
    const x = [...b.values];
    for (let i = 0; i < b.rows; i++) {
      for (let j = b.columns - 1; j >= 0; j--) {
        const known = x.slice(i * b.columns + j + 1, (i + 1) * b.columns).map((value) => -value);
        const rest = fusedDot(known, row(u, j).slice(j + 1), f, at(b, i, j));
        x[i * b.columns + j] = f.div(rest, at(u, j, j));
      }
    }
    return of(b.rows, b.columns, x);
  };
  return { times, plus, minus, overUpper };
}

/** The reverse of the factorisation, column by column (Smith 1995; Murray 2016, section 3), in the lower triangle. */
function smith(l: Matrix, cotangent: Matrix, f: Arithmetic): number[] {
  const n = l.rows;
  const g = [...cotangent.values];
  const add = (i: number, j: number, a: number, b: number) => {
    g[i * n + j] = f.fma(-a, b, g[i * n + j] ?? 0);
  };
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) {
      for (let i = j; i < n; i++) {
        add(i, k, g[i * n + j] ?? 0, at(l, j, k));
        add(j, k, g[i * n + j] ?? 0, at(l, i, k));
      }
    }
    for (let j = k + 1; j < n; j++) {
      g[j * n + k] = f.div(g[j * n + k] ?? 0, at(l, k, k));
      add(k, k, at(l, j, k), g[j * n + k] ?? 0);
    }
    g[k * n + k] = f.div(g[k * n + k] ?? 0, 2 * at(l, k, k));
  }
  return part(of(n, n, g), (i, j) => i >= j).values as number[];
}

/** (Qbar + Q copyltu(R Rbar^T - Qbar^T Q)) R^-T; of a wide A = [X Y] by the factors of X, and Y = Q V. */
function qrPullback(a: Matrix, q: Matrix, r: Matrix, qBar: Matrix, rBar: Matrix, f: Arithmetic): Matrix {
  const { times, plus, minus, overUpper } = dense(f);
  const [m, n] = [a.rows, a.columns];
  if (m < n) {
    const beside = leading(rBar, m, n);
    const turned = plus(qBar, times(leading(a, m, n), transposed(beside)));
    const square = qrPullback(leading(a, 0, m), q, leading(r, 0, m), turned, leading(rBar, 0, m), f);
    const outer = times(q, beside);
    return made(m, n, (i, j) => (j < m ? at(square, i, j) : at(outer, i, j - m)));
  }
  const inner = minus(times(r, transposed(rBar)), times(transposed(qBar), q));
  const mirrored = made(n, n, (i, j) => (i >= j ? at(inner, i, j) : at(inner, j, i)));
  return overUpper(plus(qBar, times(q, mirrored)), r);
}

const qrVariant = (name: string, factor: typeof byGivens): Variant => {
  const factored = (inputs: Cores, f: Arithmetic) => {
    const a = matrixOf(inputs['a']);
    const k = Math.min(a.rows, a.columns);
    const { q, r } = factor(a, f);
    return { a, q: of(a.rows, k, q), r: part(of(k, a.columns, r), (i, j) => i <= j) };
  };
  return {
    name,
    operation: 'decompositions.qr',
    compute: (inputs, _, f) => {
      const { q, r } = factored(inputs, f);
      return { q: q.values, r: r.values };
    },
    pullback: (inputs, g, _, f) => {
      const { a, q, r } = factored(inputs, f);
      return { a: qrPullback(a, q, r, matrixOf(g['q']), matrixOf(g['r']), f).values };
    },
  };
};

/** Eigenvalues in ascending order, and their vectors, of the lower triangle. */
function eigen(a: Matrix, f: Arithmetic): { w: number[]; v: Matrix } {
  const { values, vectors } = jacobi(
    made(a.rows, a.rows, (i, j) => at(a, Math.max(i, j), Math.min(i, j))),
    f,
  );
  const order = values.map((_, i) => i).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const basis = of(a.rows, a.rows, vectors);
  return { w: order.map((i) => values[i] ?? 0), v: made(a.rows, a.rows, (i, j) => at(basis, i, order[j] ?? 0)) };
}

function eighPullback(
  { w, v }: { w: readonly number[]; v: Matrix },
  wBar: readonly number[],
  vBar: Matrix,
  f: Arithmetic,
) {
  const { times } = dense(f);
  const turning = times(transposed(v), vBar);
  const inner = made(w.length, w.length, (i, j) =>
    i === j ? (wBar[i] ?? 0) : f.mul(at(turning, i, j), f.div(1, f.sub(w[j] ?? 0, w[i] ?? 0))),
  );
  return times(times(v, inner), transposed(v));
}

/** The factors of the specification's shapes. */
function svdOf(a: Matrix, f: Arithmetic): { u: Matrix; s: number[]; v: Matrix } {
  const k = Math.min(a.rows, a.columns);
  const { u, s, v } = singular(a, f);
  return { u: of(a.rows, k, u), s, v: of(a.columns, k, v) };
}

/** By F = 1 / (s_j^2 - s_i^2), as it is printed, and the complements of both bases (Townsend 2016). */
function svdPullback(
  { u, s, v }: ReturnType<typeof svdOf>,
  uBar: Matrix,
  sBar: readonly number[],
  vBar: Matrix,
  f: Arithmetic,
) {
  const { times, plus, minus } = dense(f);
  const k = s.length;
  const gap = (i: number, j: number) => f.sub(f.mul(s[j] ?? 0, s[j] ?? 0), f.mul(s[i] ?? 0, s[i] ?? 0));
  const turned = (basis: Matrix, bar: Matrix) => {
    const product = times(transposed(basis), bar);
    return made(k, k, (i, j) => (i === j ? 0 : f.div(f.sub(at(product, i, j), at(product, j, i)), gap(i, j))));
  };
  const [left, right] = [turned(u, uBar), turned(v, vBar)];
  const inner = made(k, k, (i, j) =>
    i === j ? (sBar[i] ?? 0) : f.add(f.mul(at(left, i, j), s[j] ?? 0), f.mul(s[i] ?? 0, at(right, i, j))),
  );
  const beyond = (basis: Matrix, bar: Matrix) => {
    const rest = minus(bar, times(basis, times(transposed(basis), bar)));
    return made(rest.rows, k, (i, j) => f.div(at(rest, i, j), s[j] ?? 1));
  };
  const core = times(times(u, inner), transposed(v));
  return plus(plus(core, times(beyond(u, uBar), transposed(v))), times(u, transposed(beyond(v, vBar))));
}

/** (s_i^2 M_ij + s_i s_j M_ji) / (s_i^2 - s_j^2) between a kept s_i and a cut s_j, M = U^T G V; beside the bases G itself. */
function truncationPullback({ u, s, v }: ReturnType<typeof svdOf>, g: Matrix, rank: number, f: Arithmetic): Matrix {
  const { times, plus, minus } = dense(f);
  const m = times(times(transposed(u), g), v);
  const product = (i: number, j: number) => f.mul(s[i] ?? 0, s[j] ?? 0);
  const inner = made(s.length, s.length, (i, j) => {
    if (i < rank === j < rank) return i < rank ? at(m, i, j) : 0;
    const [kept, cut] = [Math.min(i, j), Math.max(i, j)];
    const sum = f.add(f.mul(product(kept, kept), at(m, i, j)), f.mul(product(kept, cut), at(m, j, i)));
    return f.div(sum, f.sub(product(kept, kept), product(cut, cut)));
  });
  const [left, right] = [leading(u, 0, rank), leading(v, 0, rank)];
  const besideRight = minus(times(transposed(left), g), times(times(times(transposed(left), g), v), transposed(v)));
  const besideLeft = minus(times(g, right), times(u, times(transposed(u), times(g, right))));
  return plus(
    times(times(u, inner), transposed(v)),
    plus(times(left, besideRight), times(besideLeft, transposed(right))),
  );
}

/** Pullbacks of factorisations by the printed formulas, every operation rounded to the data type. */
export const variants: readonly Variant[] = [
  {
    name: 'pullback column by column',
    operation: 'decompositions.cholesky',
    pullback: ({ a }, { l: g }, _, f) => {
      const matrix = matrixOf(a);
      return { a: smith(of(matrix.rows, matrix.rows, byRows(matrix, f, f.sqrt)), matrixOf(g), f) };
    },
  },
  qrVariant('pullback from Givens rotations, signs as they come', byGivens),
  qrVariant('pullback from modified Gram-Schmidt', byGramSchmidt),
  {
    name: "pullback from Jacobi's rotations",
    operation: 'decompositions.eigh',
    compute: ({ a }, _, f) => {
      const { w, v } = eigen(matrixOf(a), f);
      return { w, v: v.values };
    },
    pullback: ({ a }, { w, v }, _, f) => ({
      a: eighPullback(eigen(matrixOf(a), f), valuesOf(w), matrixOf(v), f).values,
    }),
  },
  {
    name: 'pullback from fused elimination',
    operation: 'decompositions.lu',
    compute: ({ a }, _, f) => {
      const { order: permutation, l, u } = eliminated(matrixOf(a), f);
      return { permutation, l, u };
    },
    pullback: ({ a }, { l: lBar, u: uBar }, _, f) => {
      const matrix = matrixOf(a);
      const n = matrix.rows;
      const factors = eliminated(matrix, f);
      const [l, u] = [of(n, n, factors.l), of(n, n, factors.u)];
      const { times, plus, overUpper } = dense(f);
      const middle = plus(
        part(times(transposed(l), matrixOf(lBar)), (i, j) => i > j),
        part(times(matrixOf(uBar), transposed(u)), (i, j) => i <= j),
      );
      // X = L^-T Y: X^T L = Y^T, L^T upper triangular.
      const gradient = transposed(overUpper(transposed(overUpper(middle, u)), transposed(l)));
      const back = factors.order.map((_row, i) => factors.order.indexOf(i));
      return { a: made(n, n, (i, j) => at(gradient, back[i] ?? 0, j)).values };
    },
  },
  {
    name: 'pullback by the squares of the singular values',
    operation: 'decompositions.svd',
    compute: ({ a }, _, f) => {
      const { u, s, v } = svdOf(matrixOf(a), f);
      return { u: u.values, s, v: v.values };
    },
    pullback: ({ a }, { u, s, v }, _, f) => ({
      a: svdPullback(svdOf(matrixOf(a), f), matrixOf(u), valuesOf(s), matrixOf(v), f).values,
    }),
  },
  {
    name: 'pullback by the squares of the singular values',
    operation: 'multilinear.lowRankTruncate',
    pullback: ({ a }, { x }, { rank }, f) => ({
      a: truncationPullback(svdOf(matrixOf(a), f), matrixOf(x), Number(rank), f).values,
    }),
  },
];
