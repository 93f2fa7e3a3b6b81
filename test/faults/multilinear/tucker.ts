import { along, type Cube, unfolded } from '../../../src/_internal/dense/cube.ts';
import { columnsOf, identity, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { reversedColumns } from '../_internal/matrices.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Axis = 0 | 1 | 2;
const axes = [0, 1, 2] as const;

const vectorsOf = (a: Matrix): Matrix => singularValues(a).u;

/** The elements in the order that they have, in rows as long as the axis: no unfolding. */
const reshaped = ({ shape, data }: Cube, axis: Axis): Matrix => {
  const rows = shape[axis] ?? 1;
  return { rows, columns: data.length / rows, data };
};

export const faults: readonly Fault[] = faultsOf('multilinear.tucker', ({ wrong, spoilt, misreadEach }) => {
  /** Factors of other bases, and the core that belongs to them, for tensors without a batch; others as they are. */
  const inBases = (name: string, clause: string, basisOf: (a: Cube, axis: Axis, rank: number) => Matrix) =>
    wrong(name, clause, ({ a }, { ranks }, right) => {
      if (a.shape.length !== 3) return right({ a }, { ranks });
      const cube: Cube = { shape: a.shape, data: Float64Array.from(valuesOf(a)) };
      const [u, v, w] = axes.map((axis) => basisOf(cube, axis, ranks[axis] ?? 1)) as [Matrix, Matrix, Matrix];
      const core = axes.reduce((rest, axis) => along(rest, axis, transposed([u, v, w][axis] as Matrix)), cube);
      const factor = ({ rows, columns, data }: Matrix) => arrayOf(a.dtype, [rows, columns], data);
      return { core: arrayOf(a.dtype, core.shape, core.data), u: factor(u), v: factor(v), w: factor(w) };
    });
  return [
    inBases('the first slices kept', 'C5', ({ shape }, axis, rank) => identity(shape[axis] ?? 1, rank)),
    inBases('the smallest singular vectors', 'C5', (a, axis, rank) =>
      columnsOf(reversedColumns(vectorsOf(unfolded(a, axis))), 0, rank),
    ),
    inBases('reshaped in place of unfolded', 'C5', (a, axis, rank) => columnsOf(vectorsOf(reshaped(a, axis)), 0, rank)),
    inBases('the factor of the last axis for that of the second, where they are equally long', 'C6', (a, axis, rank) =>
      columnsOf(vectorsOf(unfolded(a, axis === 1 && a.shape[1] === a.shape[2] ? 2 : axis)), 0, rank),
    ),
    inBases('nothing turned at full ranks', 'C7', (a, axis, rank) =>
      rank === a.shape[axis] ? identity(rank) : columnsOf(vectorsOf(unfolded(a, axis)), 0, rank),
    ),
    inBases('singular values in ascending order', 'C8', (a, axis, rank) =>
      reversedColumns(columnsOf(vectorsOf(unfolded(a, axis)), 0, rank)),
    ),
    spoilt('the first factor scaled, and the core against it', 'C1', ({ core, u }) => ({
      core: mapped(core, (value) => value / 2),
      u: mapped(u, (value) => 2 * value),
    })),
    spoilt('the columns of the second factor nearly orthonormal', 'C2', ({ v }) => ({
      v: mapped(v, (value, at) => (at === 0 ? value + 2 ** -16 : value)),
    })),
    spoilt('the last factor with the signs of its columns changed, the core as it was', 'C4', ({ w }) => ({
      w: mapped(w, (value) => -value),
    })),
    spoilt('the last factor in half precision', 'C3', ({ w }) => ({
      w: mapped(w, (value) => Math.round(value * 2 ** 11) / 2 ** 11),
    })),
    spoilt('the core in float32', 'C4', ({ core }) => ({ core: mapped(core, Math.fround) })),
    wrong('ranks beyond the axes cut', 'R1', ({ a }, { ranks }, right) => {
      const most = a.shape.slice(-3);
      return right({ a }, { ranks: ranks.map((rank, axis) => Math.min(rank, most[axis] ?? rank)) });
    }),
    misreadEach('NaN taken for 0', 'special', 'a', (value) => value || 0),
  ];
});
