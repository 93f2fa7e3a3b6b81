import { inShape, type NdArray, permuteAxes } from '../../ndArray.ts';

/** The last two axes but one in the other order. */
const turned = (array: NdArray): NdArray => {
  const rank = array.shape.length;
  return permuteAxes(
    array,
    array.shape.map((_, axis) => (axis === rank - 3 ? rank - 2 : axis === rank - 2 ? rank - 3 : axis)),
  );
};

/** From [.., n, heads d] to [.., heads, n, d]. */
export const splitHeads = (array: NdArray, heads: number, d: number): NdArray =>
  turned(inShape(array, [...array.shape.slice(0, -1), heads, d]));

/** From [.., h, n, d] to [.., n, h d]. */
export function mergeHeads(array: NdArray): NdArray {
  const [h = 1, n = 1, d = 1] = array.shape.slice(-3);
  return inShape(turned(array), [...array.shape.slice(0, -3), n, h * d]);
}
