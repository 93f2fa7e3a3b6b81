import { refuse } from '../../refusal.ts';

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
}

/**
 * Reduction of a shape over a set of axes; null means all, negative ones count from the end, `keepdims` keeps size 1.
 *
 * Refuses, quoting R1, unless the axes are integers from -rank to rank - 1 that name distinct axes.
 */
export function reduction(shape: readonly number[], { axes, keepdims }: Options): Reduction {
  const rank = shape.length;
  const named = axes?.map((axis) => (axis < 0 ? axis + rank : axis)) ?? shape.keys();
  const reduced = new Set(named);
  const valid = [...reduced].every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank);
  if (!valid || (axes !== null && reduced.size !== axes.length)) {
    refuse(
      'R1',
      `axes must be integers from ${0 - rank} to ${rank - 1} that name distinct axes, got [${axes?.join(', ')}]`,
    );
  }
  const all = [...shape.keys()];
  const shown = all.filter((axis) => keepdims || !reduced.has(axis));
  const hidden = all.filter((axis) => reduced.has(axis));
  return {
    kept: shown.map((axis) => (reduced.has(axis) ? 1 : (shape[axis] ?? 0))),
    over: hidden.map((axis) => shape[axis] ?? 0),
    at: (result, along) =>
      all.map((axis) => (reduced.has(axis) ? along[hidden.indexOf(axis)] : result[shown.indexOf(axis)]) ?? 0),
  };
}

/** The shape with reduced axes of size 0 made 1: for reductions that need at least one element. */
export function nonempty(shape: readonly number[], axes: readonly number[] | null): readonly number[] {
  const reduced = new Set(axes?.map((axis) => (axis < 0 ? axis + shape.length : axis)) ?? shape.keys());
  return shape.map((size, axis) => (reduced.has(axis) ? Math.max(size, 1) : size));
}
