import {
  axpy as axpySpecification,
  gemm as gemmSpecification,
  matvec as matvecSpecification,
} from '../../spec/linalg/combinations.ts';
import { turned, whole } from '../_internal/dense/block.ts';
import { build, type Matrix, matrix, rowOf, scaled } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';
import { gemm as multiply } from './gemm/gemm.ts';

export const axpy = reference(axpySpecification, {
  halves: true,
  member: ({ x, y }, { alpha }) => y.map((value, i) => alpha * (x[i] as number) + value),
  pullback: (_, g, { alpha }) => ({ x: g.map((value) => alpha * value), y: g }),
});

export const matvec = reference(matvecSpecification, {
  halves: true,
  member: ({ a, x }) => Float64Array.from({ length: a.rows }, (_, i) => inner(rowOf(a, i), x)),
  pullback({ a, x }, g) {
    const ofX = new Float64Array(a.columns);
    g.forEach((weight, i) => {
      rowOf(a, i).forEach((value, j) => {
        ofX[j] = (ofX[j] as number) + weight * value;
      });
    });
    return { a: build(a.rows, a.columns, (i, j) => (g[i] as number) * (x[j] as number)), x: ofX };
  },
});

export const gemm = reference(gemmSpecification, {
  halves: true,
  member({ a, b, c = matrix(a.rows, b.columns) }, { alpha, beta }) {
    multiply(whole(a), whole(b), whole(c), { alpha, beta });
    return c;
  },
  // D = alpha A B + beta C: dA = alpha G B^T, dB = alpha A^T G and dC = beta G.
  pullback({ a, b, c }, g, { alpha, beta }) {
    const [ofA, ofB]: [Matrix, Matrix] = [matrix(a.rows, a.columns), matrix(b.rows, b.columns)];
    multiply(whole(g), turned(whole(b)), whole(ofA), { alpha });
    multiply(turned(whole(a)), whole(g), whole(ofB), { alpha });
    return { a: ofA, b: ofB, c: c && scaled(g, beta) };
  },
});
