import { inShape, type NdArray, slice } from '../../../../src/ndArray.ts';
import { implementations } from '../../../../src/registry.generated.ts';
import { zipped } from '../../_internal/plain.ts';

const joined = (xs: readonly NdArray[]): NdArray => implementations['tensor.concat']({ xs }, { axis: -2 });

/** The steps from one to another, of arrays whose steps are the last axis but one. */
export const stepsOf = (array: NdArray, from: number, to = Number.POSITIVE_INFINITY): NdArray =>
  slice(array, array.shape.length - 2, from, Math.max(0, Math.min(array.shape.at(-2) ?? 0, to) - from));

/** The state after one step, without the axis of the steps. */
export const stateOf = (states: NdArray, step: number): NdArray =>
  inShape(stepsOf(states, step, step + 1), states.shape.toSpliced(-2, 1));

/** The steps of one array after those of another. */
export const after = (first: NdArray, second: NdArray): NdArray => joined([first, second]);

/** The steps in the other order. */
export const reversed = (array: NdArray): NdArray =>
  [...Array(array.shape.at(-2)).keys()].reduce(
    (sofar, at) => after(stepsOf(array, at, at + 1), sofar),
    stepsOf(array, 0, 0),
  );

/** A cotangent with something added to that of its last step. */
export function addedToLast(cotangent: NdArray, state: NdArray): NdArray {
  const last = (cotangent.shape.at(-2) ?? 1) - 1;
  const own = stepsOf(cotangent, last);
  return after(
    stepsOf(cotangent, 0, last),
    zipped(own, inShape(state, own.shape), (a, b) => a + b),
  );
}
