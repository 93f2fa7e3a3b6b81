import fc from 'fast-check';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';
import { dealt } from './dealt.ts';

/**
 * Integer matrices of determinant 1, products L U L' U' of unit triangular ones: the inverse is integer too, and the condition
 * number runs from 1 to beyond 10^6, so that what loses twice the digits shows.
 */
export const unimodularMatrices = ({ dtype }: Context): fc.Arbitrary<{ a: Tensor }> =>
  fc
    .record({
      n: dealt([1, 2, 3, 4, 3, 4]),
      factors: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 24, size: 'max' }),
    })
    .map(({ n, factors }) => {
      let next = 0;
      const triangle = (isLower: boolean) =>
        Array.from({ length: n * n }, (_, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          return i === j ? 1 : isLower === i > j ? (factors[next++] ?? 0) : 0;
        });
      const product = (left: readonly number[], right: readonly number[]) =>
        left.map((_, at) => {
          let sum = 0;
          for (let p = 0; p < n; p++) sum += (left[Math.floor(at / n) * n + p] ?? 0) * (right[p * n + (at % n)] ?? 0);
          return sum;
        });
      const entries = [true, false, true, false].map(triangle).reduce(product);
      return { a: tensorOf(dtype, [n, n], entries) };
    });
