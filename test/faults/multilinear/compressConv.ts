import { along, type Cube, unfolded } from '../../../src/_internal/dense/cube.ts';
import { columnsOf, identity, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { reversedColumns } from '../_internal/matrices.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'multilinear.compressConv',
  ({ wrong, spoilt, misset, misreadEach }) => {
    /** Channels in other bases, and the core that belongs to them. */
    const inBases = (name: string, clause: string, basisOf: (a: Cube, axis: 0 | 1, rank: number) => Matrix) =>
      wrong(name, clause, ({ kernel }, { ranks: [p = 1, q = 1] }) => {
        const [o = 1, i = 1, h = 1, w = 1] = kernel.shape;
        const cube: Cube = { shape: [o, i, h * w], data: Float64Array.from(valuesOf(kernel)) };
        const [last, back] = [basisOf(cube, 0, p), basisOf(cube, 1, q)];
        const core = along(along(cube, 0, transposed(last)), 1, transposed(back));
        return {
          first: arrayOf(kernel.dtype, [q, i], transposed(back).data),
          core: arrayOf(kernel.dtype, [p, q, h, w], core.data),
          last: arrayOf(kernel.dtype, [o, p], last.data),
        };
      });
    const vectorsOf = (a: Matrix) => singularValues(a).u;
    return [
      inBases('the first channels kept', 'C1', ({ shape }, axis, rank) => identity(shape[axis] ?? 1, rank)),
      inBases('the smallest singular vectors', 'C1', (a, axis, rank) =>
        columnsOf(reversedColumns(vectorsOf(unfolded(a, axis))), 0, rank),
      ),
      spoilt('the first in the order of its other end', 'C3', ({ first }) => ({
        first: mapped(first, (_, at) => valuesOf(first)[valuesOf(first).length - 1 - at] ?? 0),
      })),
      spoilt('the core in float32', 'C2', ({ core }) => ({ core: mapped(core, Math.fround) })),
      spoilt('a channel of zeros more', 'C4', ({ last }) => ({
        last: arrayOf(
          last.dtype,
          [(last.shape[0] ?? 0) + 1, last.shape[1] ?? 0],
          [...valuesOf(last), ...new Array<number>(last.shape[1] ?? 0).fill(0)],
        ),
      })),
      misset('ranks beyond the channels cut', 'R1', ({ ranks: [p = 1, q = 1] }, { kernel }) => {
        const [o = 1, i = 1, h = 1, w = 1] = kernel.shape;
        const rows = Math.min(p, o, i * h * w);
        const columns = Math.min(q, i, rows * h * w);
        return { ranks: [Math.min(rows, columns * h * w), columns] };
      }),
      misreadEach('NaN taken for 0', 'special', 'kernel', (value) => value || 0),
    ];
  },
);
