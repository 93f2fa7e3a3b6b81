import numeric, { type Dense, type Nested, type Vector } from 'numeric';
import type { Adapter } from '../../../conformance/adapter.ts';
import type { Dtype, Tensor } from '../../../spec/tensor.ts';
import { elementsOf, listOf, nested, shapeOf } from '../../_internal/nested.ts';

/** A tensor as arrays within arrays of its numbers, or of every second one of those of a complex tensor. */
export const arraysFrom = ({ shape, data }: Tensor, first = 0, step = 1): Nested =>
  nested(shape, (index) => data[first + step * index] ?? Number.NaN);

export function tensorFrom(value: Nested, dtype: Dtype): Tensor {
  const [numbers, shape] = [elementsOf(value), shapeOf(value)];
  return dtype === 'int32'
    ? { dtype, shape, data: Int32Array.from(numbers) }
    : { dtype: 'float64', shape, data: Float64Array.from(numbers) };
}

export const vectorOf = (value: Nested): Vector => elementsOf(value);
export const matrixOf = (value: Nested): Dense => listOf(value).map((row) => elementsOf(row));

/** A solver of the library takes one right-hand side. */
export const byColumns = (b: Nested, solve: (column: Vector) => Vector): Nested =>
  numeric.transpose(matrixOf(numeric.transpose(b)).map(solve));

/** The rows in the order that exchanging each with one behind it comes to. */
export function permutationOf(exchanges: Vector): number[] {
  const order = [...exchanges.keys()];
  for (const [i, j] of exchanges.entries()) [order[i], order[j]] = [order[j] ?? -1, order[i] ?? -1];
  return order;
}

/** Factors that share one array: ones stand on the diagonal of L, which is not kept. */
export const unpacked = (packed: Dense) => ({
  l: packed.map((row, i) => row.map((value, j) => (j < i ? value : j === i ? 1 : 0))),
  u: packed.map((row, i) => row.map((value, j) => (j >= i ? value : 0))),
});

/**
 * numeric 1.2: arrays within arrays of numbers.
 *
 * Declared conventions, none of which counts as a bug:
 * - there are no batch axes, no broadcasting, no empty arrays, and numbers have no type;
 * - a singular matrix is answered by NaN and infinities, as division by a zero pivot gives them;
 * - rounding is that of `Math.round`, which has halves go up: it is not offered.
 */
export const profile = {
  dtype: 'float64',
  batches: 'none',
  empty: false,
  refusal: 'nan',
  beyond: ['dtypes', 'ranks'],
} as const satisfies Adapter['profile'];
