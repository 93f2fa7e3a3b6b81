import { describe, expect, test } from 'vitest';
import { allowedError, boundArithmetic } from '../../spec/scalars/bound.ts';
import { errorOf } from '../../spec/scalars/exact.ts';
import { type Arithmetic, arithmeticOf, pairwise } from '../fair/_internal/arithmetic.ts';
import { merged, running } from '../fair/variants/sums.ts';
import { generator } from './_internal/evaluations.ts';

type Way = (row: readonly number[], f: Arithmetic) => number;

const profile = { dtype: 'float32' } as const;
const system = boundArithmetic(profile);
const f = arithmeticOf('float32');

/** Rows of many lengths: spread about 0, about an offset, one entry large, alternating signs. */
function rows(): number[][] {
  const random = generator(5);
  const kinds: ((i: number) => number)[] = [
    () => 2 * random() - 1,
    () => 1000 + random(),
    (i) => (i === 0 ? 1e4 : random()),
    (i) => (i % 2 === 0 ? 1 : -1) * (100 + random()),
  ];
  return [2, 3, 5, 8, 16, 33, 64].flatMap((n) =>
    kinds.flatMap((kind) =>
      Array.from({ length: 30 }, () => Array.from({ length: n }, (_, i) => Math.fround(kind(i)))),
    ),
  );
}

/** The worst error of a way to compute, in units of what the bound allows. */
function worstOf(way: Way, of: 'mean' | 'variance'): number {
  return rows().reduce((worst, row) => {
    const expected = system[of]?.(row.map(system.constant));
    if (expected === undefined) throw new Error(`bound has no ${of}`);
    return Math.max(worst, errorOf(way(row, f), expected.value) / allowedError(expected, profile));
  }, 0);
}

const welford: Way = (row) => {
  let [mean, squares] = [0, 0];
  row.forEach((value, at) => {
    const delta = f.sub(value, mean);
    mean = f.fma(delta, f.div(1, at + 1), mean);
    squares = f.fma(delta, f.sub(value, mean), squares);
  });
  return f.mul(squares, f.div(1, row.length));
};

const twoPasses: Way = (row) => {
  const mean = f.div(pairwise(row, f), row.length);
  return f.div(
    pairwise(
      row.map((value) => f.mul(f.sub(value, mean), f.sub(value, mean))),
      f,
    ),
    row.length,
  );
};

const onePass: Way = (row) => {
  const mean = f.div(pairwise(row, f), row.length);
  const squares = f.div(
    pairwise(
      row.map((value) => f.mul(value, value)),
      f,
    ),
    row.length,
  );
  return f.sub(squares, f.mul(mean, mean));
};

describe('the bound of a mean and of a variance', () => {
  test.each<[string, Way]>([
    ['updated from term to term', running],
    ['halves merged', merged],
    ['a sum in halves, divided', (row) => f.div(pairwise(row, f), row.length)],
  ])('holds for a mean: %s', (_, way) => {
    const worst = worstOf(way, 'mean');
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.05);
  });

  test.each<[string, Way]>([
    ['updated with the mean', welford],
    ['two passes', twoPasses],
  ])('holds for a variance: %s', (_, way) => {
    const worst = worstOf(way, 'variance');
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.02);
  });

  test('is exceeded by one pass that cancels, and by a mean that is off by a millionth', () => {
    expect(worstOf(onePass, 'variance')).toBeGreaterThan(10);
    expect(worstOf((row) => f.mul(running(row, f), 1 + 1e-6), 'mean')).toBeGreaterThan(2);
  });
});
