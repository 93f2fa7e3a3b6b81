import fc from 'fast-check';
import type { FloatDtype } from '../../spec/tensor.ts';

/** How the entries of a drawn tensor are chosen. */
export type Entries = 'integers' | 'reals';

/** Small integers: every sum and product of a few of them is exact in any order. */
export const integerEntry = fc.integer({ min: -9, max: 9 });

/**
 * Finite reals: integers, eighths and m 2^e with 23 significant bits, in that order, so that a counterexample shrinks to integers.
 *
 * All are exact in float32, and products of many neither overflow nor vanish there.
 */
export const realEntry = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: integerEntry, weight: 3 },
  { arbitrary: fc.integer({ min: -64, max: 64 }).map((eighths) => eighths / 8), weight: 2 },
  {
    arbitrary: fc
      .tuple(fc.integer({ min: -(2 ** 23) + 1, max: 2 ** 23 - 1 }), fc.integer({ min: -26, max: -18 }))
      .map(([m, e]) => m * 2 ** e),
    weight: 5,
  },
);

/** Reals that need all the bits of float64: single precision anywhere on the way shows. */
const doubleEntry = fc
  .tuple(fc.integer({ min: -(2 ** 23) + 1, max: 2 ** 23 - 1 }), fc.nat(2 ** 28 - 1), fc.integer({ min: -26, max: -18 }))
  .map(([high, low, e]) => (high * 2 ** 29 + 2 * low + 1) * 2 ** (e - 29));

/** Reals of a data type, in the order in which they shrink. */
const realsOf = (dtype: FloatDtype): fc.Arbitrary<number> =>
  dtype === 'float32'
    ? realEntry
    : fc.oneof({ withCrossShrink: true }, { arbitrary: realEntry, weight: 3 }, { arbitrary: doubleEntry, weight: 2 });

/** Enough entries for a few tensors; beyond them they are repeated, so that big tensors shrink to plain ones. */
export const pool = (entries: Entries, dtype: FloatDtype = 'float32'): fc.Arbitrary<number[]> =>
  fc.array(entries === 'integers' ? integerEntry : realsOf(dtype), { maxLength: 60, size: 'max' });
