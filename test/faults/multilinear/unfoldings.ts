import { contiguous, inShape, type NdArray, permuteAxes, slice, transpose } from '../../../src/ndArray.ts';
import { mapped, rearranged } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The axes in reverse order, as a copy. */
const reversed = (x: NdArray): NdArray =>
  contiguous(
    permuteAxes(
      x,
      x.shape.map((_, axis) => x.shape.length - 1 - axis),
    ),
    true,
  );

const isSquare = ({ shape: [rows, columns] }: NdArray): boolean => rows === columns;

export const faults: readonly Fault[] = [
  ...faultsOf('multilinear.unfold', ({ wrong, spoilt, misset, spoiltGradient }) => [
    wrong('the other axes in reverse order, as in the survey', 'C1', ({ x }, { axis }, right) => {
      const front = axis < 0 ? axis + x.shape.length : axis;
      return right({ x: reversed(x) }, { axis: x.shape.length - 1 - front });
    }),
    spoilt('reshaped in place of unfolded', 'C3', (y, { x }) => inShape(x, y.shape)),
    misset('the axis counted from 1', 'C2', ({ axis }, { x: { shape } }) => ({
      axis: axis > 0 && shape[axis - 1] === shape[axis] ? axis - 1 : axis,
    })),
    spoiltGradient('gradient reshaped', 'jacobian', ({ x }, { x: given }) => ({
      x: inShape(reversed(x), given.shape),
    })),
  ]),
  ...faultsOf('multilinear.fold', ({ spoilt, misset }) => [
    spoilt('reshaped in place of folded', 'C1', (x, { y }) => inShape(y, x.shape)),
    misset('an axis beyond the last taken for the last', 'R2', ({ axis, shape }) => ({
      axis: Math.min(axis, shape.length - 1),
    })),
    misset('a shape of other sizes taken for a vector of rows', 'R1', ({ shape, axis }, { y }) => {
      const [n = 1, k = 1] = y.shape;
      return shape.reduce((product, size) => product * size, 1) === n * k
        ? { shape, axis }
        : { shape: [n, k], axis: 0 };
    }),
  ]),
  ...faultsOf('multilinear.modeProduct', ({ misread, misset, spoilt, spoiltGradient }) => [
    misread('a square matrix transposed', 'C3', ({ u }) => ({ u: isSquare(u) ? transpose(u) : u })),
    misset('another axis of the same length', 'C1', ({ axis }, { x: { shape } }) => ({
      axis: shape.lastIndexOf(shape.at(axis) ?? 1),
    })),
    spoilt('the axes of the result in reverse order where it is a cube', 'C2', (y) =>
      new Set(y.shape).size === 1 ? reversed(y) : y,
    ),
    spoilt('of a square matrix the norms of its rows divided out', 'C4', (y, { u }) => {
      const [n = 1] = u.shape;
      return isSquare(u) ? mapped(y, (value) => value / (n || 1)) : y;
    }),
    misread('rows and columns of a square matrix in reverse order', 'C5', ({ u }) => ({
      u: isSquare(u) ? rearranged(u, (at) => u.shape.reduce((product, size) => product * size, 1) - 1 - at) : u,
    })),
    misread('a matrix that is too wide cut', 'R2', ({ x, u }, { axis }) => {
      const size = x.shape.at(axis) ?? 1;
      return { u: (u.shape[1] ?? 0) > size ? slice(u, 1, 0, size) : u };
    }),
    spoiltGradient('of the matrix transposed where it is square', 'jacobian', ({ u }) => ({
      u: isSquare(u) ? transpose(u) : u,
    })),
  ]),
];
