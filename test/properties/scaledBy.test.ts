import { describe, expect, test } from 'vitest';
import { scaledBy } from '../../properties/verbs/compare.ts';
import { tensorOf } from '../../spec/tensor.ts';

const single = (...values: number[]) => tensorOf('float32', [values.length], values);
const ratioOf = (received: number, base: number, k: number): number =>
  scaledBy(single(received), single(base), k, 'x').ratio;

describe('scaled by a power of two', () => {
  test('means the same bits', () => {
    expect(ratioOf(3 * 2 ** -20, 3, -20)).toBe(0);
    expect(ratioOf(3 * 2 ** -20 * (1 + 2 ** -22), 3, -20)).toBe(Number.POSITIVE_INFINITY);
    expect(ratioOf(Number.NaN, 3, -20)).toBe(Number.POSITIVE_INFINITY);
    expect(ratioOf(0, 3 * 2 ** -70, -20)).toBe(Number.POSITIVE_INFINITY);
  });

  test('leaves a sum what its subnormal terms lose', () => {
    // Three terms, each rounded to a multiple of 2^-149, beside which the sum is normal.
    const terms = [1 / 3, 1 / 5, 1 / 7].map((share) => Math.fround(share * 2 ** -105));
    const [scaled, plain] = [20, 0].map((k) =>
      terms.reduce((sum, term) => Math.fround(sum + Math.fround(term * 2 ** -k)), Math.fround(2 ** -104 * 2 ** -k)),
    ) as [number, number];
    expect(scaled).toBeGreaterThan(2 ** -126);
    expect(scaled).not.toBe(plain * 2 ** -20);
    expect(ratioOf(scaled, plain, -20)).toBe(0);
    expect(ratioOf(scaled + 2 ** -125, plain, -20)).toBe(Number.POSITIVE_INFINITY);
  });
});
