import fc from 'fast-check';
import { unitRoundoff } from '../../spec/scalars/float.ts';
import { type FloatDtype, type HalfDtype, isHalf } from '../../spec/tensor.ts';
import { dealt } from './dealt.ts';
import { mixed } from './stream.ts';

/** How the entries of a drawn tensor are chosen. */
export type Entries = 'integers' | 'reals';

/** Small integers: every sum and product of a few of them is exact in any order. */
export const integerEntry = fc.integer({ min: -9, max: 9 });

/** An integer below a limit, of either sign, that may be added to small integers: the data type holds the sums. */
export function shiftBelow(limit: number, { dtype }: { readonly dtype: FloatDtype }): fc.Arbitrary<number> {
  const most = Math.min(limit - 1, 1 / unitRoundoff(dtype) - 16);
  return fc.integer({ min: -most, max: most });
}

const farExponents = {
  float64: { min: 26, max: 34 },
  float32: { min: 12, max: 18 },
  float16: { min: 6, max: 9 },
  bfloat16: { min: 3, max: 6 },
} as const;

/** A power of two of either sign that the data type holds beside small integers, but not its square. */
export const farOffset = ({ dtype }: { readonly dtype: FloatDtype }): fc.Arbitrary<number> =>
  fc
    .record({
      exponent: fc.integer(farExponents[dtype]),
      sign: dealt([1, -1]),
    })
    .map(({ exponent, sign }) => sign * 2 ** exponent);

/** Integers, then eighths, then these. */
const withSimple = (reals: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: integerEntry, weight: 3 },
    { arbitrary: fc.integer({ min: -64, max: 64 }).map((eighths) => eighths / 8), weight: 2 },
    { arbitrary: reals, weight: 5 },
  );

/**
 * Finite reals: integers, eighths and m 2^e with 23 significant bits, in that order, so that a counterexample shrinks to integers.
 *
 * All are exact in float32, and products of many neither overflow nor vanish there.
 */
export const realEntry = withSimple(
  fc
    .tuple(fc.integer({ min: -(2 ** 23) + 1, max: 2 ** 23 - 1 }), fc.integer({ min: -26, max: -18 }))
    .map(([m, e]) => m * 2 ** e),
);

/** Reals that need all the bits of float64: single precision anywhere on the way shows. */
const doubleEntry = fc
  .tuple(fc.integer({ min: -(2 ** 23) + 1, max: 2 ** 23 - 1 }), fc.nat(2 ** 28 - 1), fc.integer({ min: -26, max: -18 }))
  .map(([high, low, e]) => (high * 2 ** 29 + 2 * low + 1) * 2 ** (e - 29));

/** Significant bits of the reals of 16 bits, and how far below 1 the last of them may stand: quotients of two are no subnormal numbers. */
const halves = { float16: { bits: 11, least: 8 }, bfloat16: { bits: 8, least: 11 } } as const;

/** The real of this many ulps, of a type of 16 bits. */
const halfOf = (dtype: HalfDtype, ulps: number, turn: number): number =>
  ulps * 2 ** -(halves[dtype].least - (turn % (halves[dtype].least - halves[dtype].bits + 6)));

const halfEntry = (dtype: HalfDtype): fc.Arbitrary<number> => {
  const most = 2 ** halves[dtype].bits - 1;
  return fc.tuple(fc.integer({ min: -most, max: most }), fc.nat(8)).map(([ulps, turn]) => halfOf(dtype, ulps, turn));
};

/** Reals of a data type, in the order in which they shrink. */
const realsOf = (dtype: FloatDtype): fc.Arbitrary<number> =>
  isHalf(dtype)
    ? withSimple(halfEntry(dtype))
    : dtype === 'float32'
      ? realEntry
      : fc.oneof({ withCrossShrink: true }, { arbitrary: realEntry, weight: 3 }, { arbitrary: doubleEntry, weight: 2 });

/** Enough entries for a few small tensors. */
export const pool = (entries: Entries, dtype: FloatDtype = 'float32'): fc.Arbitrary<number[]> =>
  fc.array(entries === 'integers' ? integerEntry : realsOf(dtype), { maxLength: 60, size: 'max' });

/** The key of what comes beyond the numbers that are drawn one by one. */
export const streamKey = fc.noBias(fc.nat(2 ** 30));

/**
 * A stream of entries: those that were drawn, and beyond them, however many are taken, others of the same kind that the key
 * determines, so that no element of a large tensor repeats another by rule. From key 0 the first is repeated; ones without any:
 * what a case shrinks to.
 */
export function entriesFrom(
  drawn: readonly number[],
  key: number,
  entries: Entries,
  dtype: FloatDtype = 'float32',
): () => number {
  let at = 0;
  return () => {
    const position = at++;
    return drawn[position] ?? (key === 0 ? (drawn[0] ?? 1) : fresh(mixed(key, position), key, entries, dtype));
  };
}

/** An integer, an eighth, or a real with the bits of single or double precision, from the bits of a hash. */
function fresh(bits: number, key: number, entries: Entries, dtype: FloatDtype): number {
  const kind = entries === 'integers' ? 0 : bits % 10;
  const rest = Math.floor(bits / 10);
  if (kind < 3) return (rest % 19) - 9;
  if (kind < 5) return ((rest % 129) - 64) / 8;
  if (isHalf(dtype))
    return halfOf(dtype, (rest % 2 ** (halves[dtype].bits + 1)) - 2 ** halves[dtype].bits + 1, bits % 9);
  const single = ((rest % 2 ** 24) - 2 ** 23 + 1) * 2 ** -(18 + (bits % 9));
  return kind < 8 || dtype === 'float32' ? single : single * (1 + (2 * (mixed(bits, key) % 2 ** 20) + 1) * 2 ** -52);
}
