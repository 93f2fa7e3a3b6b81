import { at, build, type Matrix, matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { generalEigen } from '../../../src/decompositions/_internal/generalEigen.ts';
import { realSchur } from '../../../src/decompositions/_internal/realSchur.ts';
import type { Core, Variant } from '../variant.ts';

const matrixOf = ({ shape: [n = 0], values }: Core = { shape: [0], values: [] }): Matrix =>
  matrix(n, n, Float64Array.from(values));

/** Rows and columns from last to first. */
const flipped = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => at(a, a.rows - 1 - i, a.columns - 1 - j));
const columnsFlipped = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => at(a, i, a.columns - 1 - j));

export const variants: readonly Variant[] = [
  {
    // A^T = Q T Q^T, so that A = (Q P) (P T^T P) (Q P)^T: its blocks are those of T, the other way round.
    name: 'from the form of the transpose, upside down',
    operation: 'decompositions.schur',
    compute({ a }) {
      const { q, t } = realSchur(transposed(matrixOf(a))) ?? { q: matrixOf(), t: matrixOf() };
      return { q: Array.from(columnsFlipped(q).data), t: Array.from(flipped(transposed(t)).data) };
    },
  },
  {
    name: 'upside down, in another order and of other phases',
    operation: 'decompositions.eig',
    compute({ a }, _, f) {
      const given = matrixOf(a);
      const n = given.rows;
      const answer = generalEigen(flipped(given));
      if (answer === undefined) return {};
      const { w, v } = answer;
      const places = Array.from({ length: n }, (_, j) => n - 1 - j);
      const number = (re: number, im: number, [c, s]: readonly [number, number]) => [
        f.sub(f.mul(f.round(re), c), f.mul(f.round(im), s)),
        f.add(f.mul(f.round(re), s), f.mul(f.round(im), c)),
      ];
      const phase = (j: number) => [f.round(Math.cos(j + 1)), f.round(Math.sin(j + 1))] as const;
      return {
        w: places.flatMap((j) => [w.re[j] ?? 0, w.im[j] ?? 0]),
        v: places.flatMap((i) => places.flatMap((j) => number(at(v.re, i, j), at(v.im, i, j), phase(j)))),
      };
    },
  },
];
