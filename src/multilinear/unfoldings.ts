import { axisFromFront } from '../../spec/attributeKinds.ts';
import {
  fold as foldSpecification,
  modeProduct as modeProductSpecification,
  unfold as unfoldSpecification,
} from '../../spec/multilinear/unfoldings.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { type Matrix, matrix, times, transposed } from '../_internal/dense/matrix.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { contiguous, inShape, type NdArray, permuteAxes } from '../ndArray.ts';

/** The axes with this one in front. */
const frontOrder = (rank: number, axis: number): number[] => [
  axis,
  ...Array.from({ length: rank }, (_, other) => other).toSpliced(axis, 1),
];

/** The unfolding along an axis, as an own copy. */
function unfolded(x: NdArray, axis: number): NdArray {
  const turned = contiguous(permuteAxes(x, frontOrder(x.shape.length, axis)), true);
  const [rows = 1, ...others] = turned.shape;
  return inShape(turned, [rows, others.reduce((product, size) => product * size, 1)]);
}

/** The tensor of a shape whose unfolding along an axis is y, as an own copy. */
function folded(y: NdArray, shape: readonly number[], axis: number): NdArray {
  const order = frontOrder(shape.length, axis);
  const turned = inShape(
    y,
    order.map((one) => shape[one] ?? 1),
  );
  return contiguous(
    permuteAxes(
      turned,
      shape.map((_, one) => order.indexOf(one)),
    ),
    true,
  );
}

export const unfold = arrayReference(unfoldSpecification, {
  halves: true,
  whole: ({ x }, { axis }) => unfolded(x, axisFromFront(axis, x.shape.length)),
  pullback: ({ x: { shape } }, g, { axis }) => ({ x: folded(g, shape, axisFromFront(axis, shape.length)) }),
});

export const fold = arrayReference(foldSpecification, {
  halves: true,
  whole: ({ y }, { shape, axis }) => folded(y, shape, axis),
  pullback: (_, g, { axis }) => ({ y: unfolded(g, axis) }),
});

const matrixOf = (array: NdArray): Matrix => matrix(array.shape[0] ?? 1, array.shape[1] ?? 1, doubles(array));

export const modeProduct = arrayReference(modeProductSpecification, {
  whole({ x, u }, attributes, { dtype, sizes: { t } }) {
    const axis = axisFromFront(attributes.axis, t.length);
    const product = times(matrixOf(u), matrixOf(unfolded(x, axis)));
    return folded(arrayFrom(dtype, [product.rows, product.columns], product.data), t, axis);
  },
  // With unfoldings Y = U X: dX = U^T G and dU = G X^T.
  pullback({ x, u }, cotangent, attributes, { dtype }) {
    const axis = axisFromFront(attributes.axis, x.shape.length);
    const [rows, g] = [matrixOf(unfolded(x, axis)), matrixOf(unfolded(cotangent, axis))];
    const ofX = times(transposed(matrixOf(u)), g);
    return {
      x: folded(arrayFrom(dtype, [ofX.rows, ofX.columns], ofX.data), x.shape, axis),
      u: arrayFrom(dtype, u.shape, times(g, transposed(rows)).data),
    };
  },
});
