import { at, build, identity, transposed } from '../../../src/_internal/dense/matrix.ts';
import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { arrayOf, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const kron = implementations['multilinear.kron'];
const kronGradient = pullbacks['multilinear.kron'];
const vecGradient = pullbacks['multilinear.vec'];
const empty = identity(0);

export const faults: readonly Fault[] = [
  {
    name: 'factors swapped',
    operation: 'multilinear.kron',
    caughtBy: 'multilinear.kron/C4',
    operations: { 'multilinear.kron': ({ a, b }, attributes) => kron({ a: b, b: a }, attributes) },
  },
  {
    name: 'the second factor transposed in square blocks',
    operation: 'multilinear.kron',
    caughtBy: 'multilinear.kron/C1',
    operations: {
      'multilinear.kron': ({ a, b }, attributes) =>
        kron({ a, b: b.shape[0] === b.shape[1] ? transpose(b) : b }, attributes),
    },
  },
  {
    name: 'rows of blocks, columns of elements',
    operation: 'multilinear.kron',
    caughtBy: 'multilinear.kron/C2',
    operations: {
      'multilinear.kron': ({ a, b }) =>
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
    },
  },
  {
    name: 'gradients of the two factors exchanged where their shapes agree',
    operation: 'multilinear.kron',
    caughtBy: 'multilinear.kron/jacobian',
    gradients: {
      'multilinear.kron': async (inputs, cotangent, attributes) => {
        const { a, b } = await kronGradient(inputs, cotangent, attributes);
        return inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : { a, b };
      },
    },
  },
  {
    name: 'rows stacked',
    operation: 'multilinear.vec',
    caughtBy: 'multilinear.vec/C3',
    operations: { 'multilinear.vec': ({ a }) => arrayOf(a.dtype, [valuesOf(a).length], valuesOf(a)) },
  },
  {
    name: 'columns stacked from the last one',
    operation: 'multilinear.vec',
    caughtBy: 'multilinear.vec/C1',
    operations: {
      'multilinear.vec': ({ a }) => {
        const { columns } = overMembers([a], (member = empty) => ({
          columns: whole(build(member.columns, member.rows, (j, i) => at(member, i, member.columns - 1 - j))),
        }));
        return arrayOf(a.dtype, [valuesOf(a).length], valuesOf(columns));
      },
    },
  },
  {
    name: 'zeros left out',
    operation: 'multilinear.vec',
    caughtBy: 'multilinear.vec/definition',
    operations: {
      'multilinear.vec': ({ a }) => {
        const kept = valuesOf(transpose(a)).filter((value) => value !== 0);
        return arrayOf(
          a.dtype,
          [valuesOf(a).length],
          [...kept, ...new Array(valuesOf(a).length - kept.length).fill(0)],
        );
      },
    },
  },
  {
    name: 'gradient put back row by row',
    operation: 'multilinear.vec',
    caughtBy: 'multilinear.vec/jacobian',
    gradients: {
      'multilinear.vec': async (inputs, cotangent, attributes) => {
        const { a = inputs.a } = await vecGradient(inputs, cotangent, attributes);
        return overMembers([a], (member = empty) => ({
          a: whole(build(member.rows, member.columns, (i, j) => transposed(member).data[i * member.columns + j] ?? 0)),
        }));
      },
    },
  },
];
