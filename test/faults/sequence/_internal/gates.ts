import type { NdArray } from '../../../../src/ndArray.ts';
import { arrayOf, valuesOf } from '../../_internal/plain.ts';

interface Weights {
  readonly weightX: NdArray;
  readonly weightHidden: NdArray;
  readonly bias?: NdArray | undefined;
}

/** Weights and bias, their blocks of rows in another order. */
export const reordered = ({ weightX, weightHidden, bias }: Weights, order: readonly number[]): Weights => {
  const blocks = (array: NdArray): NdArray => {
    const [values, part] = [valuesOf(array), valuesOf(array).length / order.length];
    const moved = order.flatMap((block) => values.slice(block * part, (block + 1) * part));
    return arrayOf(array.dtype, array.shape, moved);
  };
  return { weightX: blocks(weightX), weightHidden: blocks(weightHidden), bias: bias && blocks(bias) };
};
