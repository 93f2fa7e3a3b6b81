import { describe, expect, test } from 'vitest';
import { averages, binomial, distributed } from '../../properties/verbs/statistics.ts';
import { uniforms } from '../../src/_internal/random/stream.ts';

const alarm = 1e-9;
/** The probability that a ratio stands for. */
const chance = (ratio: number): number => alarm ** ratio;

/** P(K >= k) and P(K <= k), K binomial with p = 1/2^e, from whole numbers. */
function exactTails(k: number, n: number, e: number): [number, number] {
  const [all, other] = [2n ** BigInt(e * n), 2n ** BigInt(e) - 1n];
  let [above, below, choose] = [0n, 0n, 1n];
  for (let i = 0; i <= n; i++) {
    const term = choose * other ** BigInt(n - i);
    if (i >= k) above += term;
    if (i <= k) below += term;
    choose = (choose * BigInt(n - i)) / BigInt(i + 1);
  }
  const share = (part: bigint) => Number((part * 10n ** 80n) / all) / 1e80;
  return [share(above), share(below)];
}

describe('the exact binomial test', () => {
  test.each([
    [30, 40, 1],
    [8, 40, 1],
    [1, 60, 3],
    [25, 60, 3],
    [60, 60, 3],
    [0, 200, 4],
  ])('%i of %i at 2^-%i has twice the smaller tail', (k, n, e) => {
    const expected = 2 * Math.min(...exactTails(k, n, e));
    expect(chance(binomial('', k, n, 2 ** -e, alarm).ratio) / expected).toBeCloseTo(1, 9);
  });

  test('lets nothing pass but the certain event where the probability is 0 or 1', () => {
    const ratios = [binomial('', 0, 9, 0, alarm), binomial('', 1, 9, 0, alarm), binomial('', 8, 9, 1, alarm)];
    expect(ratios.map(({ ratio }) => ratio)).toEqual([0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(binomial('', 9, 9, 1, alarm).ratio).toBe(0);
  });
});

test('a distribution may be as far off as Massart allows, and no further', () => {
  const numbers = Float64Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
  const allowed = Math.sqrt(Math.log(2 / alarm) / 2000);
  const shifted = (by: number) => distributed('', numbers, (x) => Math.min(1, x + by - 1 / 2000), 0, alarm).ratio;
  expect(shifted(allowed * 0.999)).toBeLessThan(1);
  expect(shifted(allowed * 1.001)).toBeGreaterThan(1);
  expect(distributed('', Float64Array.of(0.5, Number.NaN), (x) => x, 0, alarm).ratio).toBeNaN();
});

test('a mean may stray as far as Bernstein allows, and no further', () => {
  const known = { mean: 1, variance: 2, scale: 2 };
  // 2 exp(-N t^2 / (2 (v + c t))) = alarm, solved for t.
  const l = Math.log(2 / alarm) / 100;
  const allowed = 2 * l + Math.sqrt(4 * l * l + 4 * l);
  const strayed = (by: number) => averages('', new Array<number>(100).fill(1 + by), known, alarm).ratio;
  expect(strayed(allowed * 0.999)).toBeLessThan(1);
  expect(strayed(-allowed * 1.001)).toBeGreaterThan(1);
  expect(averages('', [Number.NaN], known, alarm).ratio).toBeNaN();
});

test('right samples fail at rate 1/20 not more than about every twentieth time', () => {
  const trials = 400;
  const draw = (key: number) => Array.from({ length: 200 }, (_, at) => uniforms(key, 'normal')(at));
  let [counted, spread, averaged] = [0, 0, 0];
  for (let key = 0; key < trials; key++) {
    const sample = draw(key);
    counted += Number(binomial('', sample.filter((x) => x < 0.25).length, 200, 0.25, 0.05).ratio > 1);
    spread += Number(distributed('', Float64Array.from(sample), (x) => x, 0, 0.05).ratio > 1);
    averaged += Number(averages('', sample, { mean: 0.5, variance: 1 / 12, scale: 1 / 6 }, 0.05).ratio > 1);
  }
  for (const failures of [counted, spread, averaged])
    expect(binomial('', Math.max(failures, trials / 20), trials, 0.05, 1e-6).ratio).toBeLessThan(1);
});
