import { type NdArray, toTensor } from '../../src/ndArray.ts';
import { type Arrays, type Call, changed, type Given, overResults, type Result, type Variant } from './variant.ts';

/** What calls are asked for by variants: their floating-point arrays, sizes, values and layouts. */
export const floats = (arrays: Arrays): NdArray[] =>
  Object.values(arrays).filter((array): array is NdArray => array !== undefined && array.dtype !== 'int32');
export const inputsOf = ({ inputs }: Given): NdArray[] => floats(inputs);
export const cotangentsOf = ({ cotangents }: Given): NdArray[] => floats(cotangents);

export const longest = ({ inputs }: Given): number =>
  Object.values(inputs).reduce((most, array) => Math.max(most, ...(array?.shape ?? [])), 0);
export const sizes = ({ inputs }: Given): number[] =>
  Object.values(inputs).flatMap((array) => [...(array?.shape ?? [])]);
export const deepest = ({ inputs }: Given): number =>
  Object.values(inputs).reduce((most, array) => Math.max(most, array?.shape.length ?? 0), 0);

/** The elements of a view, and of no more than it. */
export const elements = (array: NdArray): number[] => Array.from(toTensor(array).data);
export const values = (call: Given): number[] => inputsOf(call).flatMap(elements);
export const largest = (list: readonly number[]): number =>
  list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
export const isSubnormal = (value: number): boolean => value !== 0 && Math.abs(value) < 2 ** -1022;

export const isTurned = ({ shape, strides }: NdArray): boolean =>
  strides.some((stride, axis) => (shape[axis] ?? 1) > 1 && Math.abs(stride) < Math.abs(strides[axis + 1] ?? 0));
export const isSliced = ({ strides, shape }: NdArray): boolean =>
  (strides.at(-1) ?? 1) > 1 && (shape.at(-1) ?? 1) > 1 && shape.length > 0;
export const isReversed = ({ strides }: NdArray): boolean => strides.some((stride) => stride < 0);
export const isStretched = ({ strides, shape }: NdArray): boolean =>
  strides.some((stride, axis) => stride === 0 && (shape[axis] ?? 1) > 1);
export const isPadded = ({ strides, shape }: NdArray): boolean =>
  shape.length > 1 && strides.at(-1) === 1 && (strides.at(-2) ?? 0) > (shape.at(-1) ?? 1);

const isFloat = (array: NdArray): boolean => array.dtype !== 'int32';

/** Results with every value, or those of one name, through a function. */
export const mapped = (result: Result, f: (value: number, at: number) => number, only?: string): Result =>
  overResults(result, (array, name) =>
    isFloat(array) && (only === undefined || only === name) ? changed(array, f) : array,
  );

/** One element off by a millionth: the first, the middle or the second. */
export const offAt =
  (place: 'first' | 'middle' | 'second', only?: string) =>
  (result: Result): Result =>
    overResults(result, (array, name) => {
      if (!isFloat(array) || (only !== undefined && only !== name)) return array;
      const count = array.shape.reduce((size, one) => size * one, 1);
      const at = place === 'first' ? 0 : place === 'second' ? Math.min(1, count - 1) : Math.floor(count / 2);
      return changed(array, (value, position) => (position === at ? value * (1 + 2 ** -19) + 2 ** -19 : value));
    });

/** All of them off in the seventh digit, as after a step in single precision. */
export const coarse = (result: Result): Result => mapped(result, (value) => value * (1 + 2 ** -22));

/** The gradient of one input is left out. */
export const without =
  (name: string) =>
  (result: Result): Result =>
    mapped(result, () => 0, name);

export const mapFloats = (arrays: Arrays, f: (value: number, at: number) => number, only?: string): Arrays =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [
      name,
      array !== undefined && isFloat(array) && (only === undefined || only === name) ? changed(array, f) : array,
    ]),
  );

/** A variant by what it does with the right function. */
export const made = (
  operation: string,
  kind: Variant['kind'],
  name: string,
  wrong: (right: Call) => Call,
): Variant => ({
  operation,
  kind,
  name,
  wrong,
});

export const numberOf = (call: Given, name: string): number => Number(call.attributes[name]);
export const listOf = (call: Given, name: string): readonly number[] => {
  const value = call.attributes[name];
  return Array.isArray(value) ? value : [];
};
