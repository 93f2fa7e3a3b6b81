import { at, type Matrix, matrix, rowOf, times, transposed } from '../../_internal/dense/matrix.ts';

/** The product of a matrix and a vector; zeros for a state that was left out. */
export function applied(a: Matrix, x: Float64Array | undefined): Float64Array {
  const result = new Float64Array(a.rows);
  if (x === undefined) return result;
  for (let i = 0; i < a.rows; i++) {
    let sum = 0;
    for (let j = 0; j < a.columns; j++) sum += at(a, i, j) * (x[j] as number);
    result[i] = sum;
  }
  return result;
}

/** The states before each step: the initial one, or zeros, and all but the last. */
export function before(states: Matrix, initial: Float64Array | undefined): Matrix {
  const { rows, columns, data } = states;
  const result = matrix(rows, columns);
  if (rows === 0) return result;
  if (initial !== undefined) result.data.set(initial);
  result.data.set(data.subarray(0, (rows - 1) * columns), columns);
  return result;
}

interface Affine {
  readonly x: Matrix;
  readonly weightX: Matrix;
}

/** Gradients of a_t = W_x x_t + W_h h_(t-1) + b over all steps from dL/da, a row a step, but for those of the states. */
export function affineGradients({ x, weightX }: Affine, earlier: Matrix, slopes: Matrix) {
  const back = transposed(slopes);
  return {
    x: times(slopes, weightX),
    weightX: times(back, x),
    weightHidden: times(back, earlier),
    bias: columnSums(slopes),
  };
}

/** The sum of every column. */
export function columnSums(a: Matrix): Float64Array {
  const sums = new Float64Array(a.columns);
  for (let i = 0; i < a.rows; i++) {
    const row = rowOf(a, i);
    for (let j = 0; j < row.length; j++) sums[j] = (sums[j] as number) + (row[j] as number);
  }
  return sums;
}
