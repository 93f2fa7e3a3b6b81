import fc from 'fast-check';

/** A permutation of 0 .. n - 1 from any list of naturals; the identity from zeros. */
export function permutationFrom(n: number, choices: readonly number[]): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let last = n - 1; last > 0; last--) {
    // Both positions lie below n.
    const other = last - ((choices[last] ?? 0) % (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

/** One nonzero entry in each row and column: entry (i, order[i]) is +-2^k, k from -`most` to `most`; row-major. */
export const monomialMatrices = (most: number): fc.Arbitrary<{ n: number; order: number[]; entries: number[] }> =>
  fc
    .record({
      n: fc.integer({ min: 1, max: 6 }),
      choices: fc.array(fc.nat(719), { minLength: 6, maxLength: 6 }),
      exponents: fc.array(fc.integer({ min: -most, max: most }), { minLength: 6, maxLength: 6 }),
      signs: fc.array(fc.constantFrom(1, -1), { minLength: 6, maxLength: 6 }),
    })
    .map(({ n, choices, exponents, signs }) => {
      const order = permutationFrom(n, choices);
      const entries = Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return order[i] === j ? (signs[i] ?? 1) * 2 ** (exponents[i] ?? 0) : 0;
      });
      return { n, order, entries };
    });
