import { sizeOf } from '../../../spec/tensor.ts';
import { fromTensor, permuteAxes } from '../../ndArray.ts';
import { doubles } from '../values.ts';
import { type Matrix, matrix, times } from './matrix.ts';

/** A tensor of three axes, row-major. */
export interface Cube {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** The axis and the others behind it, and back. */
const orders = [
  { out: [0, 1, 2], back: [0, 1, 2] },
  { out: [1, 0, 2], back: [1, 0, 2] },
  { out: [2, 0, 1], back: [1, 2, 0] },
] as const;

const turned = ({ shape, data }: Cube, order: readonly number[]): Cube => {
  const view = permuteAxes(fromTensor({ dtype: 'float64', shape, data }), order);
  return { shape: view.shape, data: doubles(view) };
};

/** The unfolding along an axis. */
export function unfolded(cube: Cube, axis: 0 | 1 | 2): Matrix {
  const { shape, data } = turned(cube, orders[axis].out);
  const [rows = 0, ...others] = shape;
  return matrix(rows, sizeOf(others), data);
}

/** Every vector along an axis multiplied by a matrix. */
export function along(cube: Cube, axis: 0 | 1 | 2, factor: Matrix): Cube {
  const { rows, data } = times(factor, unfolded(cube, axis));
  const shape = orders[axis].out.map((one) => (one === axis ? rows : (cube.shape[one] as number)));
  return turned({ shape, data }, orders[axis].back);
}
