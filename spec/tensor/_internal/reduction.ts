import { axisFromFront } from '../../attributeKinds.ts';

interface Options {
  readonly axes: readonly number[] | null;
  readonly keepdims: boolean;
}

/** How a reduction takes a shape apart. */
export interface Reduction {
  /** Shape of the result. */
  readonly kept: readonly number[];
  /** Sizes of the reduced axes, in the order of the axes. */
  readonly over: readonly number[];
  /** The index into the input from one into the result and one along the reduced axes. */
  readonly at: (result: readonly number[], along: readonly number[]) => number[];
  /** The index into the result of what an index into the input goes into. */
  readonly keptOf: (index: readonly number[]) => number[];
}

/** Reduction of a shape over a set of axes; null means all, negative ones count from the end, `keepdims` keeps size 1. */
export function reduction(shape: readonly number[], { axes, keepdims }: Options): Reduction {
  const reduced = reducedAxes(shape, axes);
  const all = [...shape.keys()];
  const shown = all.filter((axis) => keepdims || !reduced.has(axis));
  const hidden = all.filter((axis) => reduced.has(axis));
  return {
    kept: shown.map((axis) => (reduced.has(axis) ? 1 : (shape[axis] ?? 0))),
    over: hidden.map((axis) => shape[axis] ?? 0),
    at: (result, along) =>
      all.map((axis) => (reduced.has(axis) ? along[hidden.indexOf(axis)] : result[shown.indexOf(axis)]) ?? 0),
    keptOf: (index) => shown.map((axis) => (reduced.has(axis) ? 0 : (index[axis] ?? 0))),
  };
}

/** The shape with reduced axes of size 0 made 1: for reductions that need at least one element. */
export function nonempty(shape: readonly number[], axes: readonly number[] | null): readonly number[] {
  const reduced = reducedAxes(shape, axes);
  return shape.map((size, axis) => (reduced.has(axis) ? Math.max(size, 1) : size));
}

const reducedAxes = (shape: readonly number[], axes: readonly number[] | null): ReadonlySet<number> =>
  new Set(axes?.map((axis) => axisFromFront(axis, shape.length)) ?? shape.keys());
