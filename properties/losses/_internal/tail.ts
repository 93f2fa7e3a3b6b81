import fc from 'fast-check';
import { ulpsOf } from '../../../spec/scalars/bound.ts';
import { exactArithmetic, toNumber } from '../../../spec/scalars/exact.ts';
import type { Context, Observation } from '../../law.ts';
import { nearExactly } from '../../verbs/measured.ts';

/** Margins from 0 to where e^-m is no normal number any more. */
export const tailMargins = ({ dtype }: Pick<Context, 'dtype'>): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: { float64: 700, float32: 87, bfloat16: 87, float16: 9 }[dtype] });

/** What is seen of ln(1 + e^-m): within some ulp. */
export function tailAt(received: number, m: number, { u, profile }: Context): Observation {
  // 1 + e^-m must keep e^-m: m / log 2 bits more than usual.
  const fine = exactArithmetic(200 + Math.ceil(1.5 * m));
  const expected = fine.log(fine.add(fine.constant(1), fine.exp(fine.constant(-m))));
  const { exp, log } = ulpsOf(profile);
  // An exponential, a logarithm and a division; an ulp is at most 2 u.
  const allowed = (2 * (exp + log) + 2) * u * toNumber(expected);
  return nearExactly(`loss at a margin of ${m}`, received, expected, allowed);
}
