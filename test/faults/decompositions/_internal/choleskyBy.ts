import { at, type Matrix, matrix, times, transposed } from '../../../../src/_internal/dense/matrix.ts';
import { substitute } from '../../../../src/decompositions/_internal/substitute.ts';
import { diagonalOf, largest } from '../../_internal/matrices.ts';
import type { Rule } from './elimination.ts';

export const requirePositive: Rule = (pivot) => {
  if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) throw new RangeError('not positive definite');
  return pivot;
};

/** The lower factor, every pivot as the rule has it, beside the largest element of the diagonal; and another root. */
export function choleskyBy(a: Matrix, rule: Rule = requirePositive, root = Math.sqrt): Matrix {
  const n = a.rows;
  const most = largest(diagonalOf(a));
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(a, i, j);
      for (let p = 0; p < j; p++) rest -= at(l, i, p) * at(l, j, p);
      l.data[i * n + j] = i === j ? root(rule(rest, most)) : rest / at(l, j, j);
    }
  }
  return l;
}

/** QR of a matrix that is not wide by A^T A = R^T R: the condition number is squared. Q = A R^-1: R^T Q^T = A^T. */
export function throughGram(a: Matrix, rule: Rule = requirePositive): { readonly q: Matrix; readonly r: Matrix } {
  const l = choleskyBy(times(transposed(a), a), rule);
  return { q: transposed(substitute(l, transposed(a), { lower: true })), r: transposed(l) };
}
