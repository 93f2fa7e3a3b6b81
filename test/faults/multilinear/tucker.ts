import { along, type Cube, unfolded } from '../../../src/_internal/dense/cube.ts';
import { build, columnsOf, identity, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Axis = 0 | 1 | 2;
const axes = [0, 1, 2] as const;

/** Factors of other bases, and the core that belongs to them, for tensors without a batch; others as they are. */
const inBases =
  (basisOf: (a: Cube, axis: Axis, rank: number) => Matrix) =>
  <Result>(
    { a }: { readonly a: NdArray },
    { ranks }: { readonly ranks: readonly number[] },
    right: (inputs: { readonly a: NdArray }, attributes: { readonly ranks: readonly number[] }) => Result,
  ) => {
    const whole = right({ a }, { ranks });
    if (a.shape.length !== 3) return whole;
    const cube = { shape: a.shape, data: Float64Array.from(valuesOf(a)) };
    const [u, v, w] = axes.map((axis) => basisOf(cube, axis, ranks[axis] ?? 1)) as [Matrix, Matrix, Matrix];
    const core = [u, v, w].reduce((rest, basis, axis) => along(rest, axis as Axis, transposed(basis)), cube as Cube);
    const factor = ({ rows, columns, data }: Matrix) => arrayOf(a.dtype, [rows, columns], data);
    return { core: arrayOf(a.dtype, core.shape, core.data), u: factor(u), v: factor(v), w: factor(w) };
  };

const vectorsOf = (a: Matrix): Matrix => singularValues(a).u;

const reversed = (a: Matrix): Matrix =>
  build(a.rows, a.columns, (i, j) => a.data[i * a.columns + a.columns - 1 - j] ?? 0);

/** The elements in the order that they have, in rows as long as the axis: no unfolding. */
const reshaped = ({ shape, data }: Cube, axis: Axis): Matrix => {
  const rows = shape[axis] ?? 1;
  return { rows, columns: data.length / rows, data };
};

export const faults: readonly Fault[] = faultsOf('multilinear.tucker', ({ wrong, spoilt, misread }) => [
  wrong(
    'the first slices kept',
    'C5',
    inBases(({ shape }, axis, rank) => identity(shape[axis] ?? 1, rank)),
  ),
  wrong(
    'the smallest singular vectors',
    'C5',
    inBases((a, axis, rank) => columnsOf(reversed(vectorsOf(unfolded(a, axis))), 0, rank)),
  ),
  wrong(
    'reshaped in place of unfolded',
    'C5',
    inBases((a, axis, rank) => columnsOf(vectorsOf(reshaped(a, axis)), 0, rank)),
  ),
  wrong(
    'the factor of the last axis for that of the second, where they are equally long',
    'C6',
    inBases((a, axis, rank) =>
      columnsOf(vectorsOf(unfolded(a, axis === 1 && a.shape[1] === a.shape[2] ? 2 : axis)), 0, rank),
    ),
  ),
  wrong(
    'nothing turned at full ranks',
    'C7',
    inBases((a, axis, rank) =>
      rank === a.shape[axis] ? identity(rank) : columnsOf(vectorsOf(unfolded(a, axis)), 0, rank),
    ),
  ),
  wrong(
    'singular values in ascending order',
    'C8',
    inBases((a, axis, rank) => reversed(columnsOf(vectorsOf(unfolded(a, axis)), 0, rank))),
  ),
  spoilt('the first factor scaled, and the core against it', 'C1', ({ core, u, v, w }) => ({
    core: mapped(core, (value) => value / 2),
    u: mapped(u, (value) => 2 * value),
    v,
    w,
  })),
  spoilt('the columns of the second factor nearly orthonormal', 'C2', ({ core, u, v, w }) => ({
    core,
    u,
    v: mapped(v, (value, at) => (at === 0 ? value + 2 ** -16 : value)),
    w,
  })),
  spoilt('the last factor with the signs of its columns changed, the core as it was', 'C4', ({ core, u, v, w }) => ({
    core,
    u,
    v,
    w: mapped(w, (value) => -value),
  })),
  spoilt('the last factor in half precision', 'C3', ({ core, u, v, w }) => ({
    core,
    u,
    v,
    w: mapped(w, (value) => Math.round(value * 2 ** 11) / 2 ** 11),
  })),
  spoilt('the core in float32', 'C4', ({ core, u, v, w }) => ({ core: mapped(core, Math.fround), u, v, w })),
  wrong('ranks beyond the axes cut', 'R1', ({ a }, { ranks }, right) => {
    const most = a.shape.slice(-3);
    return right({ a }, { ranks: ranks.map((rank, axis) => Math.min(rank, most[axis] ?? rank)) });
  }),
  misread('NaN taken for 0', 'special', ({ a }) => ({ a: mapped(a, (value) => (Number.isNaN(value) ? 0 : value)) })),
]);
