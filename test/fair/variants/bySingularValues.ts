import type { Arithmetic } from '../_internal/arithmetic.ts';
import { jacobi, type Matrix, matrixOf, valuesOf } from '../_internal/dense.ts';
import type { Core, Variant } from '../variant.ts';
import { singular } from './factorisations.ts';

const roundoff = (f: Arithmetic): number => (f.dtype === 'float32' ? 2 ** -23 : 2 ** -52);

const singularValues = (a: Core | undefined, f: Arithmetic): number[] =>
  valuesOf(a).length === 0 ? [] : singular(matrixOf(a), f).s;

/** Singular values above what counts as zero: max(m, n) eps s_1. */
const rankOf = ({ rows, columns }: Matrix, s: readonly number[], f: Arithmetic): number =>
  s.filter((value) => value > f.round(Math.max(rows, columns) * roundoff(f)) * (s[0] ?? 0)).length;

/** V S^+ U^T, the smallest singular value first. */
function pseudoinverse(a: Matrix, f: Arithmetic): number[] {
  const [m, n, k] = [a.rows, a.columns, Math.min(a.rows, a.columns)];
  const x = new Array<number>(m * n).fill(0);
  if (x.length === 0) return x;
  const { u, s, v } = singular(a, f);
  for (let p = rankOf(a, s, f) - 1; p >= 0; p--) {
    const reciprocal = f.div(1, s[p] ?? 1);
    for (let i = 0; i < n; i++) {
      const scaled = f.mul(v[i * k + p] ?? 0, reciprocal);
      for (let j = 0; j < m; j++) x[i * m + j] = f.fma(scaled, u[j * k + p] ?? 0, x[i * m + j] ?? 0);
    }
  }
  return x;
}

/** Columns of an n by n system, added up. */
function multiplied(a: readonly number[], b: readonly number[], n: number, f: Arithmetic): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let p = n - 1; p >= 0; p--) sum = f.fma(a[i * n + p] ?? 0, b[p * n + j] ?? 0, sum);
    return sum;
  });
}

/** The series of e^(A / 2^k), ||A / 2^k|| below 1/8, by Horner's rule, and k squarings. */
function bySeries(a: Core | undefined, f: Arithmetic): number[] {
  const { rows: n, values } = matrixOf(a);
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * n;
  const squarings = Math.max(0, Math.ceil(Math.log2(8 * size)));
  const scaled = values.map((value) => value * 2 ** -squarings);
  const identity = values.map((_, at) => Number(Math.floor(at / n) === at % n));
  let sum = identity;
  for (let k = 14; k > 0; k--)
    sum = multiplied(scaled, sum, n, f).map((value, at) => f.add(f.div(value, k), identity[at] ?? 0));
  for (let k = 0; k < squarings; k++) sum = multiplied(sum, sum, n, f);
  return sum;
}

export const variants: readonly Variant[] = [
  {
    name: 'eigenvalues of [0 A; A^T 0]',
    operation: 'decompositions.svdvals',
    compute: ({ a }, _, f) => ({ s: singularValues(a, f) }),
  },
  {
    name: 'the eigenvalues of [0 A; A^T 0], from the smallest',
    operation: 'linalg.nuclearNorm',
    compute: ({ a }, _, f) => ({ norm: [singularValues(a, f).reduceRight((sum, value) => f.add(sum, value), 0)] }),
  },
  {
    name: 'outer products by the eigenvectors of [0 A; A^T 0]',
    operation: 'decompositions.pinv',
    compute: ({ a }, _, f) => ({ x: pseudoinverse(matrixOf(a), f) }),
  },
  {
    name: 'the eigenvalues of [0 A; A^T 0] above the tolerance',
    operation: 'decompositions.matrixRank',
    compute: ({ a }, _, f) => ({ rank: [rankOf(matrixOf(a), singularValues(a, f), f)] }),
  },
  {
    name: "Jacobi's rotations",
    operation: 'decompositions.eigvalsh',
    compute: ({ a }, _, f) => ({ w: jacobi(matrixOf(a), f).values.sort((x, y) => x - y) }),
  },
  {
    name: 'a series by Horner, scaled and squared',
    operation: 'decompositions.expm',
    compute: ({ a }, _, f) => ({ x: bySeries(a, f) }),
  },
  {
    name: 'a chain of hypotenuses',
    operation: 'linalg.l2Norm',
    compute: ({ x }, _, f) => ({ norm: [valuesOf(x).reduce((length, one) => f.round(Math.hypot(length, one)), 0)] }),
  },
];
