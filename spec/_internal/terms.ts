import { eachIndex } from '../notation.ts';

/**
 * The terms of a sum over every index of a shape, as a list; a term that is undefined is left out.
 *
 * For sums with further terms, such as a bias: `total([...terms([i, kh, kw], ..), bias(o)])` is one sum, of which an
 * implementation may take the terms in any order, where `add(sum(..), bias(o))` would prescribe that the bias comes last.
 */
export function terms<T>(shape: readonly number[], term: (...index: number[]) => T | undefined): T[] {
  const list: T[] = [];
  eachIndex(shape, (index) => {
    const value = term(...index);
    if (value !== undefined) list.push(value);
  });
  return list;
}
