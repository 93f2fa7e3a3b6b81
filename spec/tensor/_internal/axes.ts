import { axisFromFront } from '../../attributeKinds.ts';

/** The axes of a tensor in the order in which two of them are exchanged. */
export function swappedAxes(
  rank: number,
  { axis1, axis2 }: { readonly axis1: number; readonly axis2: number },
): number[] {
  const [first, second] = [axisFromFront(axis1, rank), axisFromFront(axis2, rank)];
  return Array.from({ length: rank }, (_, axis) => (axis === first ? second : axis === second ? first : axis));
}

/** The axes of a tensor in the order in which one of them stands in another place. */
export function movedAxis(
  rank: number,
  { source, destination }: { readonly source: number; readonly destination: number },
): number[] {
  const [from, to] = [axisFromFront(source, rank), axisFromFront(destination, rank)];
  return Array.from({ length: rank }, (_, axis) => axis)
    .toSpliced(from, 1)
    .toSpliced(to, 0, from);
}

/** The axes that are left out, counted from the front: all of size 1 where none are named. */
export const squeezedAxes = (shape: readonly number[], axes: readonly number[] | null): number[] =>
  axes?.map((axis) => axisFromFront(axis, shape.length)) ?? [...shape.keys()].filter((axis) => shape[axis] === 1);
