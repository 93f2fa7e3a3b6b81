import { columnSpace, matrixRank, nullSpace } from '../../../spec/decompositions/rank.ts';
import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { at, build, identity, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { columnOf, entries, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

/** How many singular values are above a limit. */
const above = (a: Matrix, limit: (first: number) => number): number => {
  const { s } = singularValues(a);
  return s.filter((value) => value > limit(s[0] ?? 0)).length;
};

/** As many columns as are there, zeros for the others. */
const padded = (basis: Matrix, rows: number, columns: number, count: number): Matrix =>
  build(rows, columns, (i, j) => (j < count && i < basis.rows ? at(basis, i, j) : 0));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(matrixRank, ({ wrong, spoilt, misread }) => [
    wrong('no tolerance', 'C4', ({ a }) => above(a, () => 0)),
    wrong('an absolute tolerance of 1e-10', 'C4', ({ a }) => above(a, () => 1e-10)),
    wrong('a tolerance of 1e-3 of s_1', 'C1', ({ a }) => above(a, (first) => 1e-3 * first)),
    wrong(
      'rows that are not zero counted',
      'C2',
      ({ a }) =>
        Array.from({ length: a.rows }, (_, i) => a.data.subarray(i * a.columns, (i + 1) * a.columns)).filter((row) =>
          row.some((x) => x !== 0),
        ).length,
    ),
    wrong('the smaller of the sizes', 'C3', ({ a }) => Math.min(a.rows, a.columns)),
    spoilt('1 for the empty matrix', 'C5', (rank, { a }) => (a.data.length === 0 ? 1 : rank)),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(nullSpace, ({ wrong, spoilt, misread }) => [
    misread('the null space of the transposed matrix', 'C4', ({ a }) =>
      a.rows === a.columns ? { a: transposed(a) } : {},
    ),
    spoilt('no tolerance', 'C5', (result, { a }) => {
      const missing = a.columns - above(a, () => 0);
      return { nullity: missing, q: entries(result.q, (x, _, j) => (j < missing ? x : 0)) };
    }),
    spoilt('a basis that is not orthonormal', 'C2', ({ q }) => ({ q: entries(q, (x) => 2 * x) })),
    spoilt('the last column instead of the first', 'C3', ({ q }) => ({
      q: entries(q, (_, i, j) => at(q, i, q.columns - 1 - j)),
    })),
    wrong('all of the space for a null space', 'C1', ({ a }) => ({ nullity: a.columns, q: identity(a.columns) })),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(columnSpace, ({ wrong, spoilt, misread }) => [
    misread('the space of the rows', 'C5', ({ a }) => (a.rows === a.columns ? { a: transposed(a) } : {})),
    wrong('the first columns of Q of a factorisation without pivots', 'C5', ({ a }) => {
      const rank = above(a, (first) => 1e-13 * first);
      const columns = Array.from({ length: rank }, (_, j) => j);
      const some = build(a.rows, rank, (i, j) => at(a, i, columns[j] ?? 0));
      const { u } = singularValues(some);
      return { q: padded(u, a.rows, Math.min(a.rows, a.columns), rank), rank };
    }),
    wrong('a basis of all columns, whatever the rank', 'C1', ({ a }) => ({
      q: singularValues(a).u,
      rank: Math.min(a.rows, a.columns),
    })),
    spoilt('the last columns of a basis of everything', 'C4', ({ q }, { a }) => {
      const { reflectors } = triangularise(singularValues(a).u);
      const whole = productOf(reflectors, a.rows, a.rows);
      return {
        q: entries(q, (x, i, j) => (largest(columnOf(q, j).map(Math.abs)) > 0 ? at(whole, i, a.rows - 1 - j) : x)),
      };
    }),
    spoilt('a basis that is not orthonormal', 'C2', ({ q }) => ({ q: entries(q, (x) => x / 2) })),
    spoilt('columns beyond the rank left there', 'C3', (_, { a }) => ({ q: singularValues(a).u })),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
];
