import { describe, expect, test } from 'vitest';
import { type Cost, cost } from '../../spec/scalars/cost.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';

const nothing = { additions: 0, multiplications: 0, divisions: 0, roots: 0, transcendentals: 0, comparisons: 0 };
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Runs a definition on constants and returns what it cost. */
function costOf(compute: (s: Scalars<Cost>, x: Cost) => void) {
  const { scalars, counted } = cost();
  compute(scalars, scalars.constant(1));
  return counted;
}

describe('known counts', () => {
  test('a matrix product takes m n p multiplications and m n (p - 1) additions', () => {
    const [m, n, p] = [3, 4, 5];
    const counted = costOf((s, x) => {
      for (let entry = 0; entry < m * n; entry++) s.sum(range(p).map(() => s.mul(x, x)));
    });
    expect(counted).toEqual({ ...nothing, multiplications: m * n * p, additions: m * n * (p - 1) });
  });

  test('softmax of n: n - 1 comparisons, 2 n - 1 additions, n exponentials, n divisions', () => {
    const n = 7;
    const counted = costOf((s, x) => {
      const largest = s.max(range(n).map(() => x));
      const exponentials = range(n).map(() => s.exp(s.sub(x, largest)));
      const total = s.sum(exponentials);
      for (const e of exponentials) s.div(e, total);
    });
    expect(counted).toEqual({ ...nothing, comparisons: n - 1, additions: 2 * n - 1, transcendentals: n, divisions: n });
  });

  test('each operation counts as one of its kind; signs and constants are free', () => {
    const counted = costOf((s, x) => {
      s.neg(s.abs(s.constant(2)));
      s.add(x, x);
      s.sub(x, x);
      s.sqrt(s.log(s.tanh(s.erf(x))));
      s.pow(s.atan2(s.floor(x), s.expm1(x)), s.log1p(s.sinh(s.cosh(x))));
    });
    expect(counted).toEqual({ ...nothing, additions: 2, roots: 1, comparisons: 1, transcendentals: 9 });
  });

  test('a^n is n - 1 multiplications, a sum of n terms n - 1 additions, never fewer than none', () => {
    const counted = costOf((s, x) => {
      for (const n of [0, 1, 2, 5]) s.power(x, n);
      s.sum([]);
      s.sum([x]);
      s.sum([x, x, x]);
      s.max([x]);
    });
    expect(counted).toEqual({ ...nothing, multiplications: 1 + 4, additions: 2 });
  });

  test('two counters do not share their counts', () => {
    const [first, second] = [cost(), cost()];
    first.scalars.add(first.scalars.constant(1), first.scalars.constant(1));
    expect([first.counted.additions, second.counted.additions]).toEqual([1, 0]);
  });
});
