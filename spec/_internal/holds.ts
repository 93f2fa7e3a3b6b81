import type { ExactMatrix } from '../exactMatrix.ts';

/** The ratio of a condition that has no error: 0 where it holds, infinite where it does not. */
export const holds = (condition: boolean): number => (condition ? 0 : Number.POSITIVE_INFINITY);

/** The larger of the dimensions, the n of LAPACK's test ratios. */
export const largerSize = (a: ExactMatrix): number => Math.max(a.rows, a.columns);

/** Whether no entry of a column vector is below (or, descending, above) its predecessor. */
export function isSorted(a: ExactMatrix, direction: 'ascending' | 'descending'): boolean {
  return a.entries.every((value, at) => {
    const before = a.entries[at - 1] ?? value;
    return direction === 'ascending' ? before <= value : before >= value;
  });
}
