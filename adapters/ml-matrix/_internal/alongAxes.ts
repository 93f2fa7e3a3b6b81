import { Matrix } from 'ml-matrix';
import type { Adapter } from '../../../conformance/adapter.ts';
import { matrix, type Native, Unsupported } from './base.ts';

type Direction = 'row' | 'column';

/** What the library calls an axis. An axis that does not exist has no call to refuse it. */
function directionOf(axis: number | undefined): Direction {
  if (axis === 0 || axis === -2) return 'column';
  if (axis === 1 || axis === -1) return 'row';
  throw new Unsupported('axes 0 and 1 only');
}

/** Reductions are offered over both axes, or over one of them. */
const reduction =
  (all: (m: Matrix) => number, by: (m: Matrix, direction: Direction) => number[]) =>
  (
    { x }: { readonly x: Native },
    { axes, keepdims }: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
  ): Native => {
    if (keepdims) throw new Unsupported('reductions drop axes');
    if (axes === null) return all(matrix(x));
    if (axes.length !== 1) throw new Unsupported('reductions over all axes or over one');
    return by(matrix(x), directionOf(axes[0]));
  };

/** The variance divided by n, or by n - 1. */
function unbiasedOf(correction: number): boolean {
  if (correction !== 0 && correction !== 1) throw new Unsupported('unbiased or not');
  return correction === 1;
}

/** The running sum goes through the whole matrix: it is that along an axis where the other one has size 1. */
function cumulativeSum(x: Native, axis: number): Matrix {
  const m = matrix(x);
  const other = directionOf(axis) === 'row' ? m.rows : m.columns;
  if (other !== 1) throw new Unsupported('running sums of whole matrices');
  return m.clone().cumulativeSum();
}

function argmax(x: Native, axis: number, keepdims: boolean, of: 'max' | 'min' = 'max'): number[] {
  if (keepdims) throw new Unsupported('reductions drop axes');
  const m = matrix(x);
  return directionOf(axis) === 'row'
    ? Array.from({ length: m.rows }, (_, i) => m[`${of}RowIndex`](i)[1])
    : Array.from({ length: m.columns }, (_, j) => m[`${of}ColumnIndex`](j)[0]);
}

function concat(xs: readonly Native[], axis: number): Matrix {
  const [first, ...others] = xs.map(matrix);
  if (first === undefined) throw new Unsupported('one matrix or more');
  const along = directionOf(axis) === 'row' ? 'column' : 'row';
  return others.reduce((sofar, next) => sofar.concat(next, along), first.clone());
}

function split(x: Native, axis: number, parts: number | readonly number[]): Matrix[] {
  const m = matrix(x);
  const along = directionOf(axis) === 'row' ? 'columns' : 'rows';
  if (typeof parts === 'number' && m[along] % parts !== 0) throw new Unsupported('a part is named by its limits');
  const sizes = typeof parts === 'number' ? Array.from({ length: parts }, () => m[along] / parts) : parts;
  if (sizes.includes(0)) throw new Unsupported('a part has one row or more');
  if (sizes.reduce((sum, size) => sum + size, 0) !== m[along]) throw new Unsupported('what the parts leave out');
  return sizes.map((size, at) => {
    const start = sizes.slice(0, at).reduce((sum, one) => sum + one, 0);
    const limits = [start, start + size - 1] as const;
    return along === 'columns' ? m.subMatrix(0, m.rows - 1, ...limits) : m.subMatrix(...limits, 0, m.columns - 1);
  });
}

/** Two axes that change places, or one and the same. */
function swapped(x: Native, first: number, second: number): Matrix {
  const m = matrix(x);
  return directionOf(first) === directionOf(second) ? m.clone() : m.transpose();
}

function flip(x: Native, axes: readonly number[] | null): Matrix {
  const m = matrix(x).clone();
  const directions = (axes ?? [0, 1]).map(directionOf);
  if (new Set(directions).size < directions.length) throw new Unsupported('each axis once');
  for (const direction of directions) direction === 'row' ? m.flipRows() : m.flipColumns();
  return m;
}

/** Two numbers, one for rows and one for columns. */
function pairOf(given: readonly number[]): readonly [number, number] {
  const [rows, columns, ...more] = Array.isArray(given) ? (given as readonly number[]) : [];
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  return [rows, columns];
}

function crop(x: Native, before: readonly number[], after: readonly number[]): Matrix {
  const m = matrix(x);
  const [[top, left], [below, right]] = [pairOf(before), pairOf(after)];
  const [rows, columns] = [m.rows - below, m.columns - right];
  if (rows <= top || columns <= left) throw new Unsupported('a part has one row or more');
  return m.subMatrix(top, rows - 1, left, columns - 1);
}

function tile(x: Native, reps: readonly number[]): Matrix {
  const [rows, columns] = pairOf(reps);
  if (rows < 1 || columns < 1) throw new Unsupported('rows and columns are repeated once or more, as an error says');
  return matrix(x).repeat({ rows, columns });
}

function filled(shape: readonly number[], dtype: string, make: (rows: number, columns: number) => Matrix): Matrix {
  if (dtype !== 'float64') throw new Unsupported('doubles alone');
  return make(...pairOf(shape));
}

function reshape(x: Native, shape: readonly number[]): Matrix {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  if (rows < 0 || columns < 0) throw new Unsupported('both sizes are given');
  return Matrix.from1DArray(rows, columns, matrix(x).to1DArray());
}

function broadcastTo(x: Native, shape: readonly number[]): Matrix {
  const m = matrix(x);
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  const times = { rows: rows / m.rows, columns: columns / m.columns };
  if ((times.rows !== 1 && m.rows !== 1) || (times.columns !== 1 && m.columns !== 1))
    throw new Unsupported('repetition of whole matrices');
  return m.repeat(times);
}

/** What is done along axes: reductions, parts of matrices and what they are made of. */
export const alongAxes: Adapter<Native>['operations'] = {
  'tensor.sum': reduction(
    (m) => m.sum(),
    (m, by) => m.sum(by),
  ),
  'tensor.prod': reduction(
    (m) => m.product(),
    (m, by) => m.product(by),
  ),
  'tensor.mean': reduction(
    (m) => m.mean(),
    (m, by) => m.mean(by),
  ),
  'tensor.variance': ({ x }, { correction, ...axes }) => {
    const unbiased = unbiasedOf(correction);
    return reduction(
      (m) => m.variance({ unbiased }),
      (m, by) => m.variance(by, { unbiased }),
    )({ x }, axes);
  },
  'tensor.std': ({ x }, { correction, ...axes }) => {
    const unbiased = unbiasedOf(correction);
    return reduction(
      (m) => m.standardDeviation({ unbiased }),
      (m, by) => m.standardDeviation(by, { unbiased }),
    )({ x }, axes);
  },
  'tensor.max': reduction(
    (m) => m.max(),
    (m, by) => m.max(by),
  ),
  'tensor.min': reduction(
    (m) => m.min(),
    (m, by) => m.min(by),
  ),
  'tensor.argmin': ({ x }, { axis, keepdims }) => argmax(x, axis, keepdims, 'min'),
  'tensor.argmax': ({ x }, { axis, keepdims }) => argmax(x, axis, keepdims),
  'tensor.cumsum': ({ x }, { axis }) => cumulativeSum(x, axis),
  'tensor.permute': ({ x }, { axes }) => {
    if (axes.join() !== '1,0') throw new Unsupported('only the transpose');
    return matrix(x).transpose();
  },
  'tensor.reshape': ({ x }, { shape }) => reshape(x, shape),
  'tensor.broadcastTo': ({ x }, { shape }) => broadcastTo(x, shape),
  'tensor.concat': ({ xs }, { axis }) => concat(xs, axis),
  'tensor.split': ({ x }, { axis, parts }) => split(x, axis, parts),
  'tensor.swapaxes': ({ x }, { axis1, axis2 }) => swapped(x, axis1, axis2),
  'tensor.moveaxis': ({ x }, { source, destination }) => swapped(x, source, destination),
  'tensor.flatten': ({ x }) => matrix(x).to1DArray(),
  'tensor.flip': ({ x }, { axes }) => flip(x, axes),
  'tensor.crop': ({ x }, { before, after }) => crop(x, before, after),
  'tensor.tile': ({ x }, { reps }) => tile(x, reps),
  'tensor.diag': ({ x }, { k }) => {
    if (k !== 0) throw new Unsupported('the main diagonal');
    return matrix(x).diag();
  },
  'tensor.eye': (_, { m, n, k, dtype }) => {
    if (k !== 0) throw new Unsupported('the main diagonal');
    return filled([m, n], dtype, (rows, columns) => Matrix.eye(rows, columns));
  },
  'tensor.full': (_, { shape, value, dtype }) =>
    filled(shape, dtype, (rows, columns) => Matrix.zeros(rows, columns).fill(value)),
  'tensor.ones': (_, { shape, dtype }) => filled(shape, dtype, (rows, columns) => Matrix.ones(rows, columns)),
  'tensor.zeros': (_, { shape, dtype }) => filled(shape, dtype, (rows, columns) => Matrix.zeros(rows, columns)),
};
