import { kron } from '../../../spec/multilinear/kron.ts';
import { vec } from '../../../spec/multilinear/vec.ts';
import { at, build, matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { entries, mirrored, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(kron, ({ misread, spoilt, spoiltGradient }) => [
    spoilt('factors swapped', 'C4', (c, { a, b }) =>
      build(
        c.rows,
        c.columns,
        (i, j) => at(b, Math.floor(i / a.rows), Math.floor(j / a.columns)) * at(a, i % a.rows, j % a.columns),
      ),
    ),
    misread('the second factor transposed in square blocks', 'C1', ({ b }) => ({
      b: b.rows === b.columns ? transposed(b) : b,
    })),
    spoilt('rows of blocks, columns of elements', 'C2', (c, { a, b }) =>
      build(
        c.rows,
        c.columns,
        (i, j) => at(a, Math.floor(i / b.rows), j % a.columns) * at(b, i % b.rows, Math.floor(j / a.columns)),
      ),
    ),
    misread('sizes of entries', 'C7', ({ b }) => ({ b: entries(b, Math.abs) })),
    spoilt('the first entry doubled', 'C8', (c) => entries(c, (value, i, j) => (i + j === 0 ? 2 * value : value))),
    misread('a square second factor taken for symmetric', 'C9', ({ b }) => ({
      b: b.rows === b.columns ? mirrored(b) : b,
    })),
    misread('the last row of a square factor replaced by its first', 'C10', ({ a }) => ({
      a: a.rows === a.columns ? entries(a, (value, i, j) => (i > 0 && i === a.rows - 1 ? at(a, 0, j) : value)) : a,
    })),
    misread('the first factor with ones where it has zeros', 'C11', ({ a }) => ({
      a: entries(a, (value) => value || 1),
    })),
    misread('a square first factor transposed', 'C12', ({ a }) => ({ a: a.rows === a.columns ? transposed(a) : a })),
    spoiltGradient('gradients of the two factors exchanged where their shapes agree', 'jacobian', ({ a, b }) =>
      a.rows === b.rows && a.columns === b.columns ? { a: b, b: a } : {},
    ),
  ]),
  ...memberFaultsOf(vec, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('rows stacked', 'C3', (_, { a }) => a.data),
    misread('columns stacked from the last one', 'C1', ({ a }) => ({ a: reversedColumns(a) })),
    spoilt('zeros left out', 'definition', (x) => {
      const kept = [...x].filter((value) => value !== 0);
      return [...kept, ...new Array<number>(x.length - kept.length).fill(0)];
    }),
    spoiltGradient('gradient put back row by row', 'jacobian', ({ a }) => ({
      a: matrix(a.rows, a.columns, transposed(a).data),
    })),
  ]),
];
