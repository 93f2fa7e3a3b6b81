import type { Formula } from '../formulaTree.ts';

/**
 * Numbers that stand for indices, sizes and attributes while a definition is read: whatever it computes with them is a number again,
 * from which the arithmetic is told. Whether it is told right is found out by evaluating both.
 */
export interface Symbols {
  /** The number that stands for a formula; the same for the same one. */
  of(formula: Formula, kind?: 'index' | 'size' | 'real'): number;
  /** What a number stands for, a constant where that is nothing. */
  read(value: number): Formula;
}

/** Primes that lie apart: few small sums, products and quotients of two are those of two others. */
const primes = (least: number, apart: number, count: number): number[] => {
  const found: number[] = [];
  for (let one = least; found.length < count; one += 2) {
    const isPrime = !found.some((other) => one - other < apart) && one % 3 !== 0 && [...divisors(one)].length === 0;
    if (isPrime) found.push(one);
  }
  return found;
};

function* divisors(n: number): Generator<number> {
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) yield d;
}

const small = primes(101, 14, 40);
const middle = primes(1009, 180, 30);
const large = primes(100_003, 3_000, 40);

/** What a definition may ask for: one that loops over a symbol, or recurs, never ends. */
const MOST_ASKED = 2_000;

const constant = (value: number): Formula => ({ kind: 'constant', value });
const apply = (name: 'add' | 'sub' | 'mul' | 'floor' | 'mod', ...to: Formula[]): Formula => ({
  kind: 'applied',
  function: name,
  to,
});

/** Indices are below all sizes, as they are, or above them, where a definition divides by a size. */
export function symbolsFor(indices: 'below' | 'above'): Symbols {
  const known = new Map<string, number>();
  const formulas = new Map<number, Formula>();
  const free = {
    index: [...(indices === 'below' ? small : large)],
    size: [...middle],
    // No integers, so that no arithmetic with indices gives them.
    real: Array.from({ length: 20 }, (_, at) => ((at + 1) * 0.6180339887) % 1),
  };

  function of(formula: Formula, kind: keyof typeof free = formula.kind === 'size' ? 'size' : 'index'): number {
    const key = JSON.stringify(formula);
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = free[kind].shift();
    if (value === undefined) throw new RangeError('a definition has more indices than there are symbols');
    known.set(key, value);
    formulas.set(value, formula);
    return value;
  }

  /** A symbol, or one of the simplest expressions of two. */
  function simple(value: number): Formula | undefined {
    const found = formulas.get(value);
    if (found !== undefined) return found;
    for (const [x, a] of formulas) {
      for (const c of [1, 2, 3]) {
        if (x + c === value) return apply('add', a, constant(c));
        if (x - c === value) return apply('sub', a, constant(c));
        if (c > 1 && x * c === value) return apply('mul', constant(c), a);
      }
      for (const [y, b] of formulas) {
        if (x * y === value) return apply('mul', a, b);
        if (x !== y && x % y === value) return apply('mod', a, b);
        if (x !== y && Math.floor(x / y) === value) return apply('floor', a, b);
      }
    }
    return undefined;
  }

  let asked = 0;
  function read(value: number): Formula {
    asked++;
    if (asked > MOST_ASKED) throw new RangeError('a definition that is longer than a formula may be');
    if (Math.abs(value) <= 3 || !Number.isInteger(value)) return formulas.get(value) ?? constant(value);
    const found = simple(value);
    if (found !== undefined) return found;
    const [above, below] = [simple(value - 1), simple(value + 1)];
    if (above !== undefined) return apply('add', above, constant(1));
    if (below !== undefined) return apply('sub', below, constant(1));
    for (const [x, a] of formulas) {
      const [over, under] = [simple(value - x), simple(value + x)];
      if (over !== undefined) return apply('add', over, a);
      if (under !== undefined) return apply('sub', under, a);
      for (const [y, b] of formulas) {
        for (const [z, c] of formulas) if ((x * y) % z === value) return apply('mod', apply('mul', a, b), c);
      }
    }
    return value % 2 === 0 && formulas.size > 0 && value > 8
      ? apply('mul', constant(2), read(value / 2))
      : constant(value);
  }

  return { of, read };
}
