import type { Notation } from '../notation.ts';
import type { Differentiable } from '../scalars/differentiable.ts';

/** The system behind a notation, as far as it can compare: what only counts takes any order. */
export function differentiableFrom<T>(notation: Notation<T>): Differentiable<T> {
  const {
    compare = () => 1,
    isZero = () => false,
    twoOverRootPi = () => notation.constant(2 / Math.sqrt(Math.PI)),
  } = notation as unknown as Partial<Differentiable<T>>;
  // Verbs that speak of axes are handed lists: a list of n terms is a tensor over an axis of size n.
  const over =
    (verb: (axes: readonly number[], term: (at: number) => T) => T) =>
    (terms: readonly T[]): T =>
      verb([terms.length], (at) => terms[at] as T);
  return {
    ...(notation as unknown as Differentiable<T>),
    name: 'the system of a definition',
    sum: notation.total,
    max: over(notation.max),
    mean: over(notation.mean),
    variance: over(notation.variance),
    reached: (value, through) => notation.reached(value, () => through),
    either: ([value, ...others]) => others.reduce((known, other) => notation.either(known, () => other), value as T),
    compare,
    isZero,
    twoOverRootPi,
  };
}
