import { projection } from '../../../spec/linalg/projection.ts';
import {
  identity,
  type Matrix,
  matrix,
  minus,
  negated,
  plus,
  scaled,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(projection, ({ spoilt, wrong, spoiltGradient }) => [
    wrong('by the normal equations', 'C6', ({ a }) => {
      const turned = transposed(a);
      return times(a, solveWith(eliminate(times(turned, a)), turned));
    }),
    spoilt('onto the complement', 'C3', (p) => minus(identity(p.rows), p)),
    spoilt('the reflection', 'C2', (p) => minus(scaled(p, 2), identity(p.rows))),
    spoilt('the identity', 'C4', (p) => identity(p.rows)),
    spoilt('along another direction', 'C1', (p) =>
      plus(
        p,
        times(
          p,
          entries(matrix(p.rows, p.rows), (_, i, j) => (i === 0 ? (j + 1) / 8 : 0)),
          minus(identity(p.rows), p),
        ),
      ),
    ),
    spoilt('twice the projection', 'C5', (p) => scaled(p, 2)),
    spoilt('in single precision', 'C2', single),
    spoiltGradient('gradient with the wrong sign', 'jacobian', ({ a }) => ({ a: negated(a as Matrix) })),
  ]),
  ...faultsOf('linalg.projection', ({ wrong }) => [
    wrong('the identity for wide matrices', 'R2', ({ a }, _, right) => {
      const [m = 0, n = 0] = a.shape.slice(-2);
      return m < n && a.shape.length === 2 ? arrayOf(a.dtype, [m, m], identity(m).data) : right({ a }, {});
    }),
  ]),
];
