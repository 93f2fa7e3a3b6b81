import { unitSphereImage } from '../../../spec/linalg/unitSphereImage.ts';
import { at, build, negated, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

export const faults: readonly Fault[] = memberFaultsOf(
  unitSphereImage,
  ({ wrong, spoilt, misread, wrongGradient, spoiltGradient }) => [
    wrong('the images of the unit vectors', 'C2', ({ a }) =>
      build(a.rows, Math.min(a.rows, a.columns), (i, j) => at(a, i, j)),
    ),
    wrong('unit vectors along the axes', 'C5', ({ a }) => singularValues(a).u),
    wrong('lengths squared', 'C4', ({ a }) => {
      const { u, s } = singularValues(a);
      return entries(u, (x, _, j) => x * (s[j] ?? 0) ** 2);
    }),
    spoilt('the shortest first', 'C3', (b) => reversedColumns(b)),
    wrong('axes of the sphere that are mapped there', 'C1', ({ a }) => {
      const { s, v } = singularValues(a);
      const square = a.rows === a.columns ? v : singularValues(a).u;
      return entries(square, (x, _, j) => x * (s[j] ?? 0));
    }),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    wrongGradient('gradient as if no axis turned', 'jacobian', ({ a }, g) => {
      const { u, v } = singularValues(a);
      const inner = entries(times(transposed(u), g), (x, i, j) => (i === j ? x : 0));
      return { a: times(u, inner, transposed(v)) };
    }),
    spoiltGradient('the gradient with the other sign', 'adjoint', ({ a }) => ({ a: negated(a) })),
    spoilt('a little too large', 'C1', (b) => scaled(b, 1 + 1e-9)),
  ],
);
