import type { Arithmetic } from '../notation.ts';
import type { Element } from '../shaped.ts';

/**
 * The determinant of an n by n matrix of elements by expansion along its rows, each minor computed once: 2^n n products.
 *
 * It divides by nothing and compares nothing, so that it holds for every matrix in every number system; 1 for n = 0.
 */
export function determinantOf<T>(n: number, element: Element<T>, notation: Arithmetic<T>): T {
  const { memo, total, mul, neg, constant } = notation;
  // The rows from `row` on, restricted to the columns in the set, which has n - row members.
  const minor: Element<T> = memo((row, set) => {
    if (row === n) return constant(1);
    const terms: T[] = [];
    for (let column = 0; column < n; column++) {
      const rest = set & ~(1 << column);
      if (rest === set) continue;
      const term = mul(element(row, column), minor(row + 1, rest));
      terms.push(terms.length % 2 === 0 ? term : neg(term));
    }
    return total(terms);
  });
  return minor(0, 2 ** n - 1);
}

/** Element (i, j) of the inverse of an n by n matrix of elements, by cofactors over the determinant. */
export function inverseOf<T>(n: number, element: Element<T>, notation: Arithmetic<T>): Element<T> {
  const determinant = notation.memo(() => determinantOf(n, element, notation));
  return notation.memo((i, j) => {
    const without: Element<T> = (row, column) => element(row < j ? row : row + 1, column < i ? column : column + 1);
    const cofactor = determinantOf(n - 1, without, notation);
    return notation.div((i + j) % 2 === 0 ? cofactor : notation.neg(cofactor), determinant());
  });
}
