import { describe, expect, it } from 'vitest';
import { median, medianInterval, quantile, spreadOf } from '../../bench/_internal/statistics.ts';

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(median([3, 1, 2])).toBe(2);
    expect(spreadOf([1, 2, 3, 4, 5])).toEqual({ median: 3, lower: 2, upper: 4 });
  });

  it('is NaN of nothing and of NaN', () => {
    expect(median([])).toBeNaN();
    expect(median([1, Number.NaN, 3])).toBeNaN();
  });
});

describe('medianInterval', () => {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1);

  it('has the order statistics of the tables of the sign test', () => {
    // Conover 1999, table A3: P(B <= 1) = 0.0107 for n = 10, P(B <= 5) = 0.0207 for n = 20.
    expect(medianInterval(upTo(10), 0.05)).toEqual([2, 9]);
    expect(medianInterval(upTo(20), 0.05)).toEqual([6, 15]);
  });

  it('needs ten rounds for a risk of one in five hundred', () => {
    expect(medianInterval(upTo(9), 0.002)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(medianInterval(upTo(10), 0.002)).toEqual([1, 10]);
  });

  it('is NaN of NaN', () => {
    expect(medianInterval([1, Number.NaN], 0.5)).toEqual([Number.NaN, Number.NaN]);
  });
});
