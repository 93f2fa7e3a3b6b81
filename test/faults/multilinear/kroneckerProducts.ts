import { khatriRao, kronMatvec } from '../../../spec/multilinear/kroneckerProducts.ts';
import { at, build, matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(khatriRao, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('factors swapped', 'C2', (c, { a, b }) =>
      build(c.rows, c.columns, (row, k) => at(a, row % a.rows, k) * at(b, Math.floor(row / a.rows), k)),
    ),
    spoilt('columns of A against those of B in reverse order', 'C3', (c, { a, b }) =>
      build(c.rows, c.columns, (row, k) => at(a, Math.floor(row / b.rows), k) * at(b, row % b.rows, c.columns - 1 - k)),
    ),
    misread('sizes of entries', 'C1', ({ a }) => ({ a: entries(a, Math.abs) })),
    misread('the first factor brought to 1 in its first row', 'C4', ({ a }) => ({
      a: entries(a, (value, i) => (i === 0 ? 1 : value)),
    })),
    spoiltGradient('gradients of the two factors exchanged where their shapes agree', 'jacobian', ({ a, b }) =>
      a.rows === b.rows ? { a: b, b: a } : {},
    ),
  ]),
  ...memberFaultsOf(kronMatvec, ({ misread, spoilt, spoiltGradient }) => [
    misread('factors that are square and alike swapped', 'C1', ({ a, b }) =>
      a.rows === b.rows && a.columns === b.columns ? { a: b, b: a } : {},
    ),
    misread('x read by columns', 'C2', ({ a, b, x }) => ({
      x: Float64Array.from(transposed(matrix(b.columns, a.columns, x)).data),
    })),
    spoilt(
      'the result by columns',
      'C3',
      (y, { a, b }) => transposed(matrix(a.rows, b.rows, Float64Array.from(y))).data,
    ),
    spoiltGradient('the gradient of x by columns', 'jacobian', ({ x }, { a, b }) => ({
      x: transposed(matrix(a.columns, b.columns, Float64Array.from(x))).data,
    })),
  ]),
];
