import { cholesky } from '../../../spec/decompositions/cholesky.ts';
import { at, identity, type Matrix, plus, scaled, transposed } from '../../../src/_internal/dense/matrix.ts';
import { diagonalOf, entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';
import { choleskyBy, requirePositive } from './_internal/choleskyBy.ts';

const withRidge = (a: Matrix, ridge: number): Matrix => plus(a, scaled(identity(a.rows), ridge));

export const faults: readonly Fault[] = memberFaultsOf(
  cholesky,
  ({ wrong, spoilt, misread, wrongGradient, spoiltGradient }) => [
    spoilt('the upper factor', 'C2', transposed),
    wrong('the root of the size of a negative pivot', 'R1', ({ a }) =>
      choleskyBy(a, (pivot) => Math.abs(pivot) || 1e-300),
    ),
    wrong('negative pivots refused, zero ones not', 'R1', ({ a }) =>
      choleskyBy(a, (pivot, most) => (pivot < 0 ? requirePositive(pivot, most) : pivot)),
    ),
    misread('NaN taken for zero', 'R2', ({ a }) => ({ a: entries(a, (x, i, j) => x || (i === j ? 1e-300 : 0)) })),
    misread('the larger of the two triangles', 'C6', ({ a }) => ({
      a: entries(a, (x, i, j) => Math.max(x, at(a, j, i))),
    })),
    misread('1e-10 added to the diagonal', 'C5', ({ a }) => ({ a: withRidge(a, 1e-10) })),
    misread('a share of the trace added to the diagonal', 'C4', ({ a }) => ({
      a: withRidge(a, 1e-10 * sum(diagonalOf(a))),
    })),
    wrong('a negative diagonal', 'C3', ({ a }) => choleskyBy(a, requirePositive, (pivot) => -Math.sqrt(pivot))),
    wrong('pivots without their roots', 'C1', ({ a }) => choleskyBy(a, requirePositive, (pivot) => pivot)),
    wrong('the unit factor of LDL^T', 'E82', ({ a }) => {
      const l = choleskyBy(a, requirePositive, Math.sqrt);
      return entries(l, (x, _, j) => x / at(l, j, j));
    }),
    wrong('roots in float32', 'C1', ({ a }) =>
      choleskyBy(a, requirePositive, (pivot) => Math.fround(Math.sqrt(pivot))),
    ),
    misread('the rows in reverse order', 'C1', ({ a }) => ({
      a: entries(a, (_, i, j) => at(a, a.rows - 1 - i, a.rows - 1 - j)),
    })),
    wrong('pivots below 1e-10 of the largest diagonal element refused', 'C7', ({ a }) =>
      choleskyBy(a, (pivot, most) => requirePositive(pivot > 1e-10 * most ? pivot : 0, most)),
    ),
    wrong('small pivots raised to 1e-9 of the largest diagonal element', 'C7', ({ a }) =>
      choleskyBy(a, (pivot, most) => Math.max(requirePositive(pivot, most), 1e-9 * most)),
    ),
    spoiltGradient('gradient without half the diagonal', 'jacobian', ({ a }) => ({
      a: entries(a, (x, i, j) => (i === j ? 2 * x : x)),
    })),
    wrongGradient('gradient of an upper factor', 'adjoint', (inputs, l, attributes, right) =>
      right(inputs, transposed(l), attributes),
    ),
    spoiltGradient('gradient of both triangles added to one, and not halved', 'jacobian', ({ a }) => ({
      a: plus(a, transposed(a)),
    })),
  ],
);
