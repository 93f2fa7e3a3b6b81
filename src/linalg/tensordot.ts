import { contractedAxes, tensordot as specification } from '../../spec/linalg/tensordot.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { multiply } from '../_internal/product.ts';
import { inShape, type NdArray, permuteAxes, transpose } from '../ndArray.ts';

/** An array as a matrix, some of its axes in the rows and the others in the columns; and back. */
function folded(array: NdArray, rows: readonly number[], columns: readonly number[]) {
  const order = [...rows, ...columns];
  const turned = permuteAxes(array, order);
  const [height, width] = [rows, columns].map((axes) => sizeOf(axes.map((axis) => array.shape[axis] ?? 0)));
  const back = (matrix: NdArray) =>
    permuteAxes(
      inShape(matrix, turned.shape),
      order.map((_, axis) => order.indexOf(axis)),
    );
  return { matrix: inShape(turned, [height ?? 0, width ?? 0]), back };
}

const foldedPair = (a: NdArray, b: NdArray, attributes: Parameters<typeof contractedAxes>[2]) => {
  const { ofA, ofB, leftA, leftB } = contractedAxes(a.shape, b.shape, attributes);
  return [folded(a, leftA, ofA), folded(b, ofB, leftB)] as const;
};

export const tensordot = arrayReference(specification, {
  halves: true,
  whole({ a, b }, attributes, { dtype, sizes: { u } }) {
    const [left, right] = foldedPair(a, b, attributes);
    return inShape(multiply(dtype, [], left.matrix, right.matrix), u);
  },
  pullback({ a, b }, g, attributes, { dtype }) {
    const [left, right] = foldedPair(a, b, attributes);
    const cotangent = inShape(g, [left.matrix.shape[0] ?? 0, right.matrix.shape[1] ?? 0]);
    return {
      a: left.back(multiply(dtype, [], cotangent, transpose(right.matrix))),
      b: right.back(multiply(dtype, [], transpose(left.matrix), cotangent)),
    };
  },
});
