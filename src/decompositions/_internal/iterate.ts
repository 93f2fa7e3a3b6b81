import { type Matrix, matrix, times } from '../../_internal/dense/matrix.ts';
import { commonExponent, normOf, scaledBy } from '../../_internal/dense/scale.ts';

export type Vector = Float64Array;

export const columnOf = (x: Vector): Matrix => matrix(x.length, 1, x);
export const applied = (a: Matrix, x: Vector): Vector => times(a, columnOf(x)).data;

/** A vector in units in which its largest entry is about 1. */
export const inUnits = (x: Vector): Vector => scaledBy(x, -commonExponent(x));

/** A vector over its length; 0 as it is. */
export function normalised(x: Vector): Vector {
  const near = inUnits(x);
  const length = normOf(near);
  return length === 0 ? near : near.map((value) => value / length);
}

/** The inner product. */
export const inner = (x: Vector, y: Vector): number => x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);

/** All vectors of an iteration, one row each, and what is read of every one. */
export function iterate(
  start: Vector,
  steps: number,
  next: (x: Vector) => Vector,
  read: (x: Vector) => number = () => 0,
) {
  const vectors = matrix(steps, start.length);
  const values = new Float64Array(steps);
  let x = inUnits(start);
  for (let t = 0; t < steps; t++) {
    x = next(x);
    vectors.data.set(x, t * start.length);
    values[t] = read(x);
  }
  return { vectors, values };
}

/** A matrix in units in which its largest entry is about 1, and the power of two that was divided out. */
export function scaledMatrix(a: Matrix): { unit: Matrix; power: number } {
  const power = commonExponent(a.data);
  return { unit: matrix(a.rows, a.columns, scaledBy(a.data, -power)), power };
}
