import { movedAxis } from '../../../spec/tensor/_internal/axes.ts';
import { inShape, permuteAxes } from '../../../src/ndArray.ts';
import { arrayOf, none, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** An axis beyond the last or the first taken for that one. */
const clamped = (axis: number, rank: number): number => Math.max(-rank, Math.min(axis, rank - 1));

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.flatten', ({ spoilt, wrong }) => [
    spoilt('strides of a view ignored', 'layouts', (y, { x: { data, offset } }) => ({
      ...y,
      data,
      offset,
      strides: [1],
    })),
    spoilt('column-major order', 'C2', (y, { x }) =>
      arrayOf(y.dtype, y.shape, valuesOf(permuteAxes(x, [...x.shape.keys()].reverse()))),
    ),
    spoilt('elements from last to first', 'C1', (y) => arrayOf(y.dtype, y.shape, valuesOf(y).reverse())),
    wrong('a scalar stays one', 'shapes', ({ x }, attributes, right) =>
      x.shape.length === 0 ? x : right({ x }, attributes),
    ),
  ]),
  ...faultsOf('tensor.swapaxes', ({ misset, spoilt, wrong }) => [
    wrong('the first axis moved in front of the second', 'C2', ({ x }, { axis1, axis2 }, right) => {
      right({ x }, { axis1, axis2 });
      return permuteAxes(x, movedAxis(x.shape.length, { source: axis1, destination: axis2 }));
    }),
    misset('the sign of a negative axis dropped', 'C3', ({ axis1 }, { x }) => ({
      axis1: Math.min(Math.abs(axis1), x.shape.length - 1),
    })),
    misset('an axis beyond the last taken for it', 'R1', ({ axis2 }, { x }) => ({
      axis2: clamped(axis2, x.shape.length),
    })),
    spoilt('sizes exchanged, elements left where they are', 'C2', (y, { x }) => inShape(x, y.shape)),
    misset('exchanged only in ascending order', 'C1', ({ axis1, axis2 }) => (axis1 > axis2 ? { axis2: axis1 } : {})),
  ]),
  ...faultsOf('tensor.moveaxis', ({ misset, wrongGradient }) => [
    misset('moved the other way', 'C2', ({ source, destination }) => ({ source: destination, destination: source })),
    misset('the sign of a negative place dropped', 'C3', ({ destination }, { x }) => ({
      destination: Math.min(Math.abs(destination), x.shape.length - 1),
    })),
    misset('a place beyond the last taken for it', 'R1', ({ destination }, { x }) => ({
      destination: clamped(destination, x.shape.length),
    })),
    misset('never beyond the second place', 'C1', ({ destination }) => ({ destination: Math.min(destination, 1) })),
    wrongGradient('gradient moved the same way', 'jacobian', (_, g, attributes) => ({
      x: permuteAxes(g, movedAxis(g.shape.length, attributes)),
    })),
  ]),
  ...faultsOf('tensor.expandDims', ({ misset, spoilt }) => [
    misset('a negative place counted from the end of x', 'C2', ({ axis }, { x }) => ({
      axis: axis < 0 ? Math.max(axis + x.shape.length, 0) : axis,
    })),
    misset('always in front', 'C1', ({ axis }, { x }) => ({ axis: Math.abs(axis) <= x.shape.length ? 0 : axis })),
    misset('a place beyond the last taken for it', 'R1', ({ axis }, { x }) => ({
      axis: clamped(axis, x.shape.length + 1),
    })),
    spoilt('a new array that is never filled', 'definition', none),
  ]),
  ...faultsOf('tensor.squeeze', ({ misset, wrong }) => [
    misset('all axes of size 1 left out, whichever are named', 'C3', () => ({ axes: null })),
    wrong('a named axis that is longer stays', 'R2', ({ x }, { axes }, right) =>
      right({ x }, { axes: axes?.filter((axis) => x.shape.at(axis) === 1) ?? null }),
    ),
    misset('an axis that is named twice left out once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
    misset('of null the last axis of size 1 left out alone', 'C1', ({ axes }, { x }) => {
      const last = x.shape.lastIndexOf(1);
      return { axes: axes ?? (last < 0 ? [] : [last]) };
    }),
    misset('the axis before that which is named left out, where it may be', 'C2', ({ axes }, { x }) => {
      const [axis = 0] = axes ?? [];
      return axes?.length === 1 && axis > 0 && x.shape[axis - 1] === 1 && x.shape[axis] === 1
        ? {}
        : axes?.length === 1 && axis === 0
          ? { axes: [] }
          : {};
    }),
  ]),
];
