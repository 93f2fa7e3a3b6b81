import { describe, expect, it } from 'vitest';
import { crossing } from '../../bench/_internal/crossing.ts';

const cases = (...ratios: readonly number[]) => ratios.map((ratio, at) => ({ size: 10 ** at, ratio }));

describe('crossing', () => {
  it('is between the last loss and the first gain', () => {
    expect(crossing(cases(0.2, 0.5, 2, 4))).toEqual({ below: 10, above: 100, best: 100 });
  });

  it('leaves open what is not monotone, and loses least', () => {
    expect(crossing(cases(0.2, 1.1, 0.5, 3, 4))).toEqual({ below: 1, above: 1000, best: 1000 });
    expect(crossing(cases(0.2, 3, 0.9, 3, 4))).toEqual({ below: 1, above: 1000, best: 10 });
  });

  it('has ends', () => {
    expect(crossing(cases(2, 3))).toEqual({ below: 0, above: 1, best: 1 });
    expect(crossing(cases(0.5, 0.6))).toEqual({
      below: 10,
      above: Number.POSITIVE_INFINITY,
      best: Number.POSITIVE_INFINITY,
    });
  });
});
