import { spectralNorm } from '../../../spec/linalg/spectralNorm.ts';
import { build, type Matrix, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { columnsIn, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

function powerIteration(a: Matrix, steps: number): number {
  let x = build(a.columns, 1, (i) => 1 + i / 8);
  let norm = 0;
  for (let step = 0; step < steps; step++) {
    const y = times(a, x);
    norm = Math.hypot(...y.data) / (Math.hypot(...x.data) || 1);
    const next = times(transposed(a), y);
    x = scaled(next, 1 / (Math.hypot(...next.data) || 1));
  }
  return norm;
}

export const faults: readonly Fault[] = memberFaultsOf(spectralNorm, ({ wrong, spoilt, wrongGradient }) => [
  wrong('the Frobenius norm', 'C1', ({ a }) => Math.hypot(...a.data)),
  wrong('the largest column', 'C1', ({ a }) => largest(columnsIn(a).map((column) => Math.hypot(...column)))),
  wrong('the largest element', 'C2', ({ a }) => largest(a.data.map(Math.abs))),
  wrong('the largest column sum', 'C3', ({ a }) => largest(columnsIn(a).map((column) => sum(column.map(Math.abs))))),
  wrong('three steps of power iteration', 'C1', ({ a }) => powerIteration(a, 3)),
  wrong('the sum of the singular values', 'C5', ({ a }) => sum([...singularValues(a).s])),
  wrong(
    'the mean of the singular values',
    'C8',
    ({ a }) => sum([...singularValues(a).s]) / Math.min(a.rows, a.columns),
  ),
  spoilt('the square of the norm', 'C4', (norm) => norm ** 2),
  wrong('the root of the largest eigenvalue of A^T A', 'C6', ({ a }) => {
    const gram = times(transposed(a), a);
    if (!gram.data.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
    return Math.sqrt(Math.max(symmetricEigen(gram).w.at(-1) ?? 0, 0));
  }),
  wrongGradient('gradient of a norm of one, whatever the cotangent', 'gradient', (inputs, _, attributes, right) =>
    right(inputs, 1, attributes),
  ),
]);
