import type { NdArray } from '../../../../src/ndArray.ts';
import { mapped } from '../../_internal/plain.ts';

/** The number of axes of the members of a list. */
export const rankOf = (xs: readonly NdArray[]): number => xs[0]?.shape.length ?? 0;

const alike = (a: NdArray, b: NdArray | undefined): boolean => a.shape.join() === b?.shape.join();

/** The last two exchanged where they have one shape. */
export function swapped(xs: readonly NdArray[]): readonly NdArray[] {
  const [last, before] = [xs.at(-1), xs.at(-2)];
  if (last === undefined || before === undefined || !alike(last, before)) return xs;
  return [...xs.slice(0, -2), last, before];
}

/** The first in the place of every one of its shape. */
export const repeated = (xs: readonly NdArray[]): readonly NdArray[] =>
  xs.map((x) => (alike(x, xs[0]) ? (xs[0] ?? x) : x));

/** Zeros in the place of the last of several. */
export const withoutLast = (xs: readonly NdArray[]): readonly NdArray[] =>
  xs.map((x, k) => (k > 0 && k === xs.length - 1 ? mapped(x, () => 0) : x));
