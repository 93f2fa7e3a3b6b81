import { trace } from '../../../spec/linalg/trace.ts';
import { negated } from '../../../src/_internal/dense/matrix.ts';
import { columnOf, diagonalOf, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(trace, ({ wrong, misread, spoilt, spoiltGradient }) => [
    wrong('the last row left out', 'integers', ({ a }) => sum(diagonalOf(a).slice(0, -1))),
    wrong('the first column summed', 'C1', ({ a }) => sum(columnOf(a, 0))),
    misread('the other diagonal', 'C2', ({ a }) => ({ a: reversedColumns(a) })),
    wrong('sizes of the diagonal summed', 'C3', ({ a }) => sum(diagonalOf(a).map(Math.abs))),
    spoilt('the mean of the diagonal', 'C5', (t, { a }) => t / Math.max(a.rows, 1)),
    spoilt('a trace that is no less than 0', 'C4', (t) => Math.max(t, 0)),
    spoilt('computed in single precision', 'definition', Math.fround),
    spoiltGradient('gradient with the wrong sign', 'jacobian', ({ a }) => ({ a: negated(a) })),
  ]),
  ...faultsOf('linalg.trace', ({ spoiltEach }) => [
    spoiltEach('all entries multiplied by those of the identity', 'C5', (t, _, { a }) =>
      a.data.some(Number.isNaN) ? Number.NaN : t,
    ),
  ]),
];
