import type { Scalars } from './scalars.ts';

/** A number of which only the operations that made it count. */
export interface Cost {
  readonly kind: 'cost';
}

/** How many operations were done so far; subtractions are additions, and changes of sign are free. */
export interface OperationCounts {
  additions: number;
  multiplications: number;
  divisions: number;
  roots: number;
  transcendentals: number;
  comparisons: number;
}

/**
 * Counts the operations of a definition as it is written: a sum of n terms is n - 1 additions, a maximum n - 1 comparisons, rounding and `floor` one, a choice one and both that is chosen from,
 * and a^n is n - 1 multiplications (the naive count, which repeated squaring undercuts from n = 4 on).
 */
export function cost(): { readonly scalars: Scalars<Cost>; readonly counted: Readonly<OperationCounts> } {
  const counted: OperationCounts = {
    additions: 0,
    multiplications: 0,
    divisions: 0,
    roots: 0,
    transcendentals: 0,
    comparisons: 0,
  };
  const number: Cost = { kind: 'cost' };
  function count(what: keyof OperationCounts, times = 1): Cost {
    counted[what] += Math.max(0, times);
    return number;
  }
  const scalars: Scalars<Cost> = {
    name: 'cost',
    constant: () => number,
    add: () => count('additions'),
    sub: () => count('additions'),
    mul: () => count('multiplications'),
    div: () => count('divisions'),
    neg: () => number,
    abs: () => number,
    sqrt: () => count('roots'),
    exp: () => count('transcendentals'),
    log: () => count('transcendentals'),
    tanh: () => count('transcendentals'),
    erf: () => count('transcendentals'),
    sin: () => count('transcendentals'),
    cos: () => count('transcendentals'),
    expm1: () => count('transcendentals'),
    log1p: () => count('transcendentals'),
    sinh: () => count('transcendentals'),
    cosh: () => count('transcendentals'),
    atan2: () => count('transcendentals'),
    pow: () => count('transcendentals'),
    pi: () => number,
    floor: () => count('comparisons'),
    round: () => count('comparisons'),
    power: (_, n) => count('multiplications', n - 1),
    sum: (terms) => count('additions', terms.length - 1),
    max: (terms) => count('comparisons', terms.length - 1),
    select(_a, _b, below, otherwise) {
      below();
      otherwise();
      return count('comparisons');
    },
  };
  return { scalars, counted };
}
