import { changeOfBasis, isBasis, isLinearlyIndependent } from '../../../spec/decompositions/bases.ts';
import { build, type Matrix, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

/** Whether as many singular values as there are columns, or rows if there are fewer, are above a limit. */
const isFull = (a: Matrix, limit: (first: number) => number): boolean => {
  const { s } = singularValues(a);
  return s.every((value) => value > limit(s[0] ?? 0));
};
const tolerance = (first: number): number => 1e-14 * first;

const column = (x: Float64Array): Matrix => build(x.length, 1, (i) => x[i] ?? 0);
const solved = (a: Matrix, x: Float64Array) => solveWith(eliminate(a), column(x)).data;

export const faults: readonly Fault[] = [
  ...memberFaultsOf(isLinearlyIndependent, ({ wrong, misread }) => [
    wrong('rows or columns, whichever are fewer', 'C2', ({ a }) => Number(isFull(a, tolerance))),
    wrong('an absolute tolerance of 1e-10', 'C3', ({ a }) => Number(a.columns <= a.rows && isFull(a, () => 1e-10))),
    wrong('a tolerance of 1e-3 of s_1', 'C1', ({ a }) =>
      Number(a.columns <= a.rows && isFull(a, (first) => 1e-3 * first)),
    ),
    wrong('no two columns that are equal', 'C1', ({ a }) =>
      Number(
        new Set(
          Array.from({ length: a.columns }, (_, j) => String(transposed(a).data.slice(j * a.rows, (j + 1) * a.rows))),
        ).size === a.columns,
      ),
    ),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(isBasis, ({ wrong, misread }) => [
    wrong('independent columns, however few', 'C2', ({ a }) => Number(a.columns <= a.rows && isFull(a, tolerance))),
    wrong('columns that span, however many', 'C2', ({ a }) => Number(a.columns >= a.rows && isFull(a, tolerance))),
    wrong('as many columns as rows', 'C1', ({ a }) => Number(a.columns === a.rows)),
    wrong('no column of zeros', 'C3', ({ a }) => {
      const columns = Array.from({ length: a.columns }, (_, j) => a.data.filter((_, at) => at % a.columns === j));
      return Number(a.columns === a.rows && columns.every((one) => one.some((x) => x !== 0)));
    }),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(changeOfBasis, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => [
    wrong('the vector of those coordinates', 'C3', ({ basis, x }) => times(basis, column(x)).data),
    wrong('rows taken for the basis', 'C4', ({ basis, x }) => solved(transposed(basis), x)),
    wrong('products with the vectors of the basis', 'C2', ({ basis, x }) => times(transposed(basis), column(x)).data),
    spoilt('in single precision', 'C1', (c) => c.map(Math.fround)),
    wrong('a zero pivot replaced by a tiny one', 'R1', ({ basis, x }) =>
      solved(
        entries(basis, (entry, i, j) => (i === j ? entry + 1e-300 : entry)),
        x,
      ).map((value) => (Number.isFinite(value) ? value : 1)),
    ),
    spoiltGradient('no gradient of the basis', 'jacobian', ({ basis }) => ({ basis: scaled(basis, 0) })),
    wrongGradient('gradient solved with B instead of B^T', 'adjoint', ({ basis, x }, g, attributes, right) =>
      right({ basis: transposed(basis), x }, g, attributes),
    ),
  ]),
];
