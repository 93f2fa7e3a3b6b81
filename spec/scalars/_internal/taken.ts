import type { Scalars } from '../scalars.ts';

/** What a choice came to: the value, and the ways that it was taken from; one and the same where the inner system decides. */
export interface Taken<T, Way> {
  readonly value: T;
  readonly below: Way;
  readonly otherwise: Way;
}

/** The choice of an inner system between numbers that hold one of its own. */
export function taken<T, Way extends { readonly value: T }>(
  inner: Scalars<T>,
  a: T,
  b: T,
  below: () => Way,
  otherwise: () => Way,
): Taken<T, Way> {
  const made = new Map<() => Way, Way>();
  const recorded = (make: () => Way) => () => {
    const way = make();
    made.set(make, way);
    return way.value;
  };
  const value = inner.select(a, b, recorded(below), recorded(otherwise));
  // A choice makes at least one of the two.
  const some = [...made.values()][0] as Way;
  return { value, below: made.get(below) ?? some, otherwise: made.get(otherwise) ?? some };
}
