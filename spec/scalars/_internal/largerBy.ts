import type { Scalars } from '../scalars.ts';

/**
 * The larger of two, with its derivative; of equals the first. Where rounding decides which is larger, the derivative is that of either,
 * as of a choice; the value is the larger all the same.
 */
export const largerBy =
  <T, Way extends { readonly value: T }>(
    inner: Scalars<T>,
    select: (a: Way, b: Way, below: () => Way, otherwise: () => Way) => Way,
  ) =>
  (largest: Way, term: Way): Way => {
    const one = select(
      largest,
      term,
      () => term,
      () => largest,
    );
    return one === largest || one === term ? one : { ...one, value: inner.max([largest.value, term.value]) };
  };
