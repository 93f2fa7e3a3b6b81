import { solve } from '../../../spec/decompositions/solve.ts';
import { triangularSolve } from '../../../spec/decompositions/triangularSolve.ts';
import { type Matrix, part, plus, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith, substitute } from '../../../src/decompositions/_internal/substitute.ts';
import { columnOf, diagonalOf, entries, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import {
  eliminatedWith,
  inverted,
  refined,
  refuseSmall,
  requireNonzero,
  throughNormalEquations,
  unpivoted,
} from './_internal/elimination.ts';

const solved = (a: Matrix, b: Matrix): Matrix => solveWith(eliminate(a), b);

/** Elimination that puts a tiny number where a pivot is zero. */
const forgiving = (a: Matrix) => eliminatedWith(a, (pivot) => pivot || 1e-300);

/** A solver given the right-hand sides divided by the sum of all their magnitudes. */
function scaledTogether(b: Matrix, solve: (b: Matrix) => Matrix): Matrix {
  const size = sum(Array.from(b.data, Math.abs)) || 1;
  return scaled(solve(scaled(b, 1 / size)), size);
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(solve, ({ wrong, misread, wrongGradient, spoiltGradient }) => [
    wrong('permutation ignored', 'C3', ({ a, b }) => {
      const { factors } = eliminate(a);
      return substitute(factors, substitute(factors, b, { lower: true, unitDiagonal: true }), { lower: false });
    }),
    wrong('A^T x = b solved', 'C4', ({ a, b }) => solved(transposed(a), b)),
    misread('the first right-hand side solved for all', 'C1', ({ b }) => ({
      b: entries(b, (_, i) => columnOf(b, 0)[i] ?? 0),
    })),
    wrong('right-hand sides scaled by their common sum', 'C2', ({ a, b }) => scaledTogether(b, (b) => solved(a, b))),
    misread('NaN taken for zero', 'C5', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    wrong('a zero pivot replaced by a tiny one', 'R1', ({ a, b }) => solveWith(forgiving(a), b)),
    wrong('normal equations', 'C4', ({ a, b }) => solved(times(transposed(a), a), times(transposed(a), b))),
    wrong('the inverse times B', 'C6', ({ a, b }) => times(inverted(a), b)),
    wrong('rows exchanged only where a pivot is zero', 'C6', ({ a, b }) => solveWith(unpivoted(a), b)),
    wrong('pivots below 1e-10 of the largest entry refused', 'C6', ({ a, b }) =>
      solveWith(eliminatedWith(a, refuseSmall), b),
    ),
    wrong('factored in float32, refined three times', 'C6', ({ a, b }) => refined(a, b, 3)),
    wrong('ill-conditioned systems by the normal equations', 'C6', ({ a, b }) => times(throughNormalEquations(a), b)),
    spoiltGradient('no gradient of the matrix', 'jacobian', ({ a }) => ({ a: scaled(a, 0) })),
    wrongGradient('gradient solved with A instead of A^T', 'jacobian', ({ a, b }, g, attributes, right) =>
      right({ a: transposed(a), b }, g, attributes),
    ),
    spoiltGradient('gradient of the matrix with the wrong sign', 'adjoint', ({ a }) => ({ a: scaled(a, -1) })),
  ]),
  ...memberFaultsOf(triangularSolve, ({ wrong, wrongGradient }) => {
    /** A solver that is given what is read of the triangle, zeros elsewhere. */
    const byTriangle = (name: string, solve: (t: Matrix, b: Matrix, lower: boolean) => Matrix) =>
      wrong(name, 'C5', ({ t, b }, { lower, transpose, unitDiagonal }) => {
        const read = entries(t, (x, i, j) => (i === j ? (unitDiagonal ? 1 : x) : lower === i > j ? x : 0));
        for (const pivot of diagonalOf(read)) requireNonzero(pivot, 0);
        return solve(transpose ? transposed(read) : read, b, lower !== transpose);
      });
    return [
      wrong('the whole matrix read', 'C2', ({ t, b }) => solved(t, b)),
      wrong('right-hand sides added up before they are scaled', 'C4', ({ t, b }) =>
        scaledTogether(b, (b) =>
          solved(
            part(t, (i, j) => i >= j),
            b,
          ),
        ),
      ),
      byTriangle('the inverse of the triangle times B', (t, b) => times(inverted(t), b)),
      byTriangle('a diagonal element below 1e-10 of the largest refused', (t, b, lower) => {
        const most = largest(diagonalOf(t).map(Math.abs));
        for (const pivot of diagonalOf(t)) refuseSmall(pivot, most);
        return substitute(t, b, { lower });
      }),
      wrong('a zero on the diagonal divided by', 'R1', ({ t, b }, triangle) => substitute(t, b, triangle)),
      wrongGradient('gradient of both triangles', 'jacobian', (inputs, g, flags, right) => {
        const { t, b } = right(inputs, g, flags);
        const { t: other } = right(inputs, g, { ...flags, lower: !flags.lower });
        return {
          t: plus(
            t,
            part(other, (i, j) => i !== j),
          ),
          b,
        };
      }),
    ];
  }),
  ...faultsOf('decompositions.triangularSolve', ({ misset }) => [
    misset('the other triangle read', 'C3', ({ lower }) => ({ lower: !lower })),
    misset('transpose ignored', 'C3', () => ({ transpose: false })),
    misset('unitDiagonal ignored', 'C3', () => ({ unitDiagonal: false })),
  ]),
];
