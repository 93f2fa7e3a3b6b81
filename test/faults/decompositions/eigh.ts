import { eigh } from '../../../spec/decompositions/eigh.ts';
import { at, scaled, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnOf, diagonalOf, entries, largest, mirrored, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';
import { jacobi } from './_internal/orthogonalised.ts';

export const faults: readonly Fault[] = memberFaultsOf(
  eigh,
  ({ wrong, spoilt, misread, wrongGradient, spoiltGradient }) => [
    spoilt('eigenvalues descend', 'C3', ({ w, v }) => ({ w: w.toReversed(), v: reversedColumns(v) })),
    spoilt('squares of eigenvalues', 'C11', ({ w }) => ({ w: w.map((value) => value * value).sort() })),
    spoilt('vectors in the other order', 'C12', ({ v }) => ({ v: reversedColumns(v) })),
    spoilt('every eigenvalue less by its place', 'C13', ({ w }) => ({
      w: w.map((value, i) => value - i * largest(w.map(Math.abs))),
    })),
    spoilt('vectors in the rows', 'C1', ({ v }) => ({ v: transposed(v) })),
    spoilt('vectors scaled to a largest element of one', 'C2', ({ v }) => ({
      v: entries(v, (x, _, j) => x / largest(columnOf(v, j).map(Math.abs))),
    })),
    spoilt('the sizes of the eigenvalues', 'C8', ({ w }) => ({ w: w.map(Math.abs).sort() })),
    wrong('one sweep of Jacobi', 'C1', ({ a }) => jacobi(mirrored(a), 1)),
    misread('every second diagonal read above the main one, the others below', 'C10', ({ a }) => ({
      a: entries(a, (x, i, j) => ((i + j) % 2 === 0 ? x : at(a, Math.min(i, j), Math.max(i, j)))),
    })),
    misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    spoilt('the last eigenvalue twice', 'C7', ({ w }) => ({ w: w.map((value, i) => w[Math.max(i, 1)] ?? value) })),
    spoilt('eigenvalues of A + 1e-9', 'C4', ({ w }) => ({ w: w.map((value) => value + 1e-9) })),
    spoilt('Gershgorin circles instead of eigenvalues', 'C9', ({ w }, { a }) => {
      const circles = entries(mirrored(a), (x, i, j) => (i === j ? x : -Math.abs(x)));
      return { w: w.map((_, i) => sum(columnOf(circles, i))).sort() };
    }),
    spoilt('eigenvalues squared', 'C6', ({ w }) => ({ w: w.map((value) => value * value).sort() })),
    spoilt('eigenvalues divided by the trace', 'C5', ({ w }, { a }) => ({
      w: w.map((value) => value / Math.abs(sum(diagonalOf(a)) || 1)),
    })),
    wrongGradient('gradient without the term of the vectors', 'jacobian', (inputs, { w, v }, attributes, right) =>
      right(inputs, { w, v: scaled(v, 0) }, attributes),
    ),
    wrongGradient('gradient with the wrong sign of F', 'jacobian', (inputs, { w, v }, attributes, right) =>
      right(inputs, { w, v: scaled(v, -1) }, attributes),
    ),
    wrongGradient('gradient with the eigenvalues in reverse order', 'adjoint', (inputs, { w, v }, attributes, right) =>
      right(inputs, { w: w.toReversed(), v }, attributes),
    ),
    spoiltGradient('gradient added to its transpose, not averaged', 'jacobian', ({ a }) => ({ a: scaled(a, 2) })),
  ],
);
