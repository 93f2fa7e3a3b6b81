import { at, build, identity, transposed } from '../../../src/_internal/dense/matrix.ts';
import { transpose } from '../../../src/ndArray.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { arrayOf, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const empty = identity(0);

export const faults: readonly Fault[] = [
  ...faultsOf('multilinear.kron', ({ misread, spoiltGradient, wrong }) => [
    misread('factors swapped', 'C4', ({ a, b }) => ({ a: b, b: a })),
    misread('the second factor transposed in square blocks', 'C1', ({ b }) => ({
      b: b.shape[0] === b.shape[1] ? transpose(b) : b,
    })),
    wrong(
      'rows of blocks, columns of elements',
      'C2',
      ({ a, b }) =>
        overMembers([a, b], (left = empty, right = empty) => ({
          c: whole(
            build(
              left.rows * right.rows,
              left.columns * right.columns,
              (i, j) =>
                at(left, Math.floor(i / right.rows), j % left.columns) *
                at(right, i % right.rows, Math.floor(j / left.columns)),
            ),
          ),
        })).c,
    ),
    spoiltGradient('gradients of the two factors exchanged where their shapes agree', 'jacobian', ({ a, b }, inputs) =>
      inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : { a, b },
    ),
  ]),
  ...faultsOf('multilinear.vec', ({ spoiltGradient, wrong }) => [
    wrong('rows stacked', 'C3', ({ a }) => arrayOf(a.dtype, [valuesOf(a).length], valuesOf(a))),
    wrong('columns stacked from the last one', 'C1', ({ a }) => {
      const { columns } = overMembers([a], (member = empty) => ({
        columns: whole(build(member.columns, member.rows, (j, i) => at(member, i, member.columns - 1 - j))),
      }));
      return arrayOf(a.dtype, [valuesOf(a).length], valuesOf(columns));
    }),
    wrong('zeros left out', 'definition', ({ a }) => {
      const kept = valuesOf(transpose(a)).filter((value) => value !== 0);
      return arrayOf(a.dtype, [valuesOf(a).length], [...kept, ...new Array(valuesOf(a).length - kept.length).fill(0)]);
    }),
    spoiltGradient('gradient put back row by row', 'jacobian', ({ a }) =>
      overMembers([a], (member = empty) => ({
        a: whole(build(member.rows, member.columns, (i, j) => transposed(member).data[i * member.columns + j] ?? 0)),
      })),
    ),
  ]),
];
