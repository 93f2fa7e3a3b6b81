import type { NdArray } from '../../../../src/ndArray.ts';
import { arrayOf, mapped, valuesOf, zipped } from '../../_internal/plain.ts';

/** The steps from one to another, of arrays whose steps are the last axis but one. */
export function stepsOf(array: NdArray, from: number, to = Number.POSITIVE_INFINITY): NdArray {
  const [steps = 0, width = 0] = array.shape.slice(-2);
  const kept = valuesOf(array).filter((_, at) => {
    const step = Math.floor(at / width) % steps;
    return step >= from && step < to;
  });
  const count = Math.max(0, Math.min(steps, to) - from);
  return arrayOf(array.dtype, [...array.shape.slice(0, -2), count, width], kept);
}

/** The state after one step, without the axis of the steps. */
export function stateOf(states: NdArray, step: number): NdArray {
  const one = stepsOf(states, step, step + 1);
  return arrayOf(one.dtype, one.shape.toSpliced(-2, 1), valuesOf(one));
}

/** The steps of one array after those of another. */
export function after(first: NdArray, second: NdArray): NdArray {
  const [before, steps, width] = [first.shape.at(-2) ?? 0, second.shape.at(-2) ?? 0, first.shape.at(-1) ?? 0];
  const [a, b] = [valuesOf(first), valuesOf(second)];
  const members = first.shape.slice(0, -2).reduce((count, size) => count * size, 1);
  const values = Array.from({ length: members }, (_, at) => [
    ...a.slice(at * before * width, (at + 1) * before * width),
    ...b.slice(at * steps * width, (at + 1) * steps * width),
  ]).flat();
  return arrayOf(first.dtype, [...first.shape.slice(0, -2), before + steps, width], values);
}

/** The steps in the other order. */
export const reversed = (array: NdArray): NdArray =>
  Array.from({ length: array.shape.at(-2) ?? 0 }, (_, at) => stepsOf(array, at, at + 1)).reduce(
    (sofar, one) => after(one, sofar),
    stepsOf(array, 0, 0),
  );

/** A cotangent with something added to that of its last step. */
export function addedToLast(cotangent: NdArray, state: NdArray): NdArray {
  const last = (cotangent.shape.at(-2) ?? 1) - 1;
  const sum = zipped(stateOf(cotangent, last), state, (a, b) => a + b);
  const shape = [...sum.shape.slice(0, -1), 1, sum.shape.at(-1) ?? 0];
  return after(stepsOf(cotangent, 0, last), arrayOf(sum.dtype, shape, valuesOf(sum)));
}

/** A square matrix, its rows for its columns. */
export function transposedSquare(matrix: NdArray): NdArray {
  const n = matrix.shape[0] ?? 0;
  const values = valuesOf(matrix);
  return mapped(matrix, (_, at) => values[(at % n) * n + Math.floor(at / n)] ?? 0);
}
