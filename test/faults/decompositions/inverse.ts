import { det } from '../../../spec/decompositions/det.ts';
import { inv } from '../../../spec/decompositions/inv.ts';
import {
  at,
  build,
  identity,
  type Matrix,
  minus,
  scaled,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { diagonalOf, entries, product, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';
import {
  determinantOf,
  eliminatedWith,
  inverted,
  refined,
  refuseSmall,
  throughNormalEquations,
  unpivoted,
  zeroSmall,
} from './_internal/elimination.ts';

/** The inverse with the backward error of elimination in float32. */
const invertedInFloat32 = (a: Matrix): Matrix =>
  single(inverted(entries(a, (x, i, j) => x * (1 + (((7 * i + 3 * j) % 5) - 2) * 2 ** -25))));

/** X (2 I - A X). */
const newtonStep = (a: Matrix, x: Matrix): Matrix => times(x, minus(scaled(identity(a.rows), 2), times(a, x)));

const without = (a: Matrix, row: number, column: number): Matrix =>
  build(a.rows - 1, a.rows - 1, (i, j) => at(a, i < row ? i : i + 1, j < column ? j : j + 1));

/** Rows up to which an expansion is affordable: the work grows like their factorial. */
const MOST_EXPANDED = 6;

/** Expansion along the first row, with a sign for every column; beyond a few rows by elimination, as programmers do. */
function expanded(a: Matrix, sign: (column: number) => number): number {
  if (a.rows === 0) return 1;
  if (a.rows > MOST_EXPANDED) return determinantOf(eliminate(a));
  return sum(Array.from({ length: a.rows }, (_, j) => sign(j) * at(a, 0, j) * expanded(without(a, 0, j), sign)));
}

const alternating = (column: number): number => (column % 2 === 0 ? 1 : -1);

const pivots = (a: Matrix): number[] => diagonalOf(eliminate(a).factors);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(inv, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => [
    spoilt('the inverse of A^T', 'C7', (x) => transposed(x)),
    spoilt('nine digits of the inverse', 'C8', (x) => entries(x, (value) => Number(value.toPrecision(9)))),
    spoilt('transposed', 'C3', transposed),
    wrong('inverted in float32, then one Newton step', 'C4', ({ a }) => newtonStep(a, invertedInFloat32(a))),
    spoilt('computed in float32', 'C1', single),
    wrong('through A^T A', 'C5', ({ a }) => times(inverted(times(transposed(a), a)), transposed(a))),
    wrong('the pseudoinverse of a singular matrix', 'R1', ({ a }) => {
      const { u, s, v } = singularValues(a);
      return composed(
        v,
        s.map((value) => (value > 1e-14 ? 1 / value : 0)),
        u,
      );
    }),
    wrong('refused where the determinant is below 1e-6', 'homogeneity', ({ a }) => {
      if (Math.abs(product(pivots(a))) < 1e-6) throw new RangeError('singular');
      return inverted(a);
    }),
    spoilt('rounded to twelve decimal places', 'C1', (x) => entries(x, (value) => Math.round(value * 1e12) / 1e12)),
    wrong('through the normal equations', 'C6', ({ a }) => throughNormalEquations(a)),
    wrong('rows exchanged only where a pivot is zero', 'C6', ({ a }) => solveWith(unpivoted(a), identity(a.rows))),
    wrong('pivots below 1e-10 of the largest entry refused', 'C6', ({ a }) => inverted(a, refuseSmall)),
    wrong('factored in float32, refined three times', 'C6', ({ a }) => refined(a, identity(a.rows), 3)),
    spoiltGradient('gradient without its minus', 'jacobian', ({ a }) => ({ a: scaled(a, -1) })),
    wrongGradient('gradient -X G X, without the transposes', 'jacobian', ({ a }, g, attributes, right) =>
      right({ a: transposed(a) }, g, attributes),
    ),
  ]),
  ...memberFaultsOf(det, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => [
    spoilt('its magnitude', 'C7', (d) => Math.abs(d)),
    spoilt('its square', 'C8', (d) => d * d),
    spoilt('with the sign of the order', 'C9', (d, { a }) => (a.rows % 2 === 0 ? d : -d)),
    wrong('sign of the permutation lost', 'C2', ({ a }) => product(pivots(a))),
    wrong('the product of the singular values', 'C2', ({ a }) => product(singularValues(a).s)),
    wrong('expanded without alternating signs', 'C1', ({ a }) => expanded(a, () => 1)),
    wrong('expanded with the signs of the last row', 'C2', ({ a }) => expanded(a, (column) => -alternating(column))),
    wrong('NaN for a singular matrix', 'C3', ({ a }) =>
      pivots(a).includes(0) ? Number.NaN : expanded(a, alternating),
    ),
    wrong('something tiny where a pivot is zero', 'C3', ({ a }) =>
      determinantOf(eliminatedWith(a, (pivot) => pivot || 1e-16)),
    ),
    wrong('the logarithms of the pivots added in float32', 'C4', ({ a }) => {
      const logarithm = pivots(a).reduce((sum, pivot) => Math.fround(sum + Math.log(Math.abs(pivot))), 0);
      return Math.sign(determinantOf(eliminate(a))) * Math.exp(logarithm);
    }),
    wrong('pivots below 1e-10 of the largest entry taken for zero', 'C6', ({ a }) =>
      determinantOf(eliminatedWith(a, zeroSmall)),
    ),
    wrong('rows exchanged only where a pivot is zero', 'C6', ({ a }) => determinantOf(unpivoted(a))),
    wrong('the root of det(A^T A) with the sign of elimination', 'C6', ({ a }) => {
      const square = determinantOf(eliminate(times(transposed(a), a)));
      return Math.sign(determinantOf(eliminate(a))) * Math.sqrt(Math.max(0, square));
    }),
    wrongGradient('gradient A^-T without the determinant', 'jacobian', ({ a }, g) => ({
      a: scaled(transposed(inverted(a)), g),
    })),
    spoiltGradient('gradient the adjugate instead of the cofactors', 'jacobian', ({ a }) => ({ a: transposed(a) })),
  ]),
];
