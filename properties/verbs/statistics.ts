import type { Observation } from '../law.ts';
import { literal } from './compare.ts';

/**
 * Tests of what is left to chance, each exact or by an inequality that holds for every size of a sample. `alarm` is the probability
 * with which a right implementation may fail: the ratio is ln p / ln alarm, p a bound on the probability of straying as far as seen, so
 * that it is above 1 where p is below the rate.
 */

/** The rate of false alarms that a law of chance is given, over all of its observations. */
export const falseAlarms = 1e-9;

const ratioOf = (lnP: number, alarm: number): number => Math.max(0, lnP) / -Math.log(alarm);

/** ln of n over k. */
function lnChoose(n: number, k: number): number {
  let total = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) total += Math.log((n - Math.min(k, n - k) + i) / i);
  return total;
}

/** ln P(K >= k) for k at or above the mean, ln P(K <= k) below it, K binomial: terms are added outwards, where they fall geometrically. */
function lnTail(k: number, n: number, p: number): number {
  const [from, chance] = k >= n * p ? [k, p] : [n - k, 1 - p];
  if (chance === 0 || chance === 1) return from === n * chance ? 0 : Number.NEGATIVE_INFINITY;
  const odds = chance / (1 - chance);
  let [sum, term] = [0, 1];
  for (let i = from; i <= n && term > 2 ** -60 * sum; i++) {
    sum += term;
    term *= ((n - i) / (i + 1)) * odds;
  }
  return lnChoose(n, from) + from * Math.log(chance) + (n - from) * Math.log1p(-chance) + Math.log(sum);
}

/** An event of a known probability in so many independent trials, by the exact binomial distribution, both tails. */
export const binomial = (
  what: string,
  count: number,
  trials: number,
  probability: number,
  alarm: number,
): Observation => ({
  ratio: ratioOf(-Math.LN2 - lnTail(count, trials, probability), alarm),
  what,
  expected: `${literal(probability)} of ${trials}`,
  received: literal(count),
});

/**
 * The greatest distance D between a distribution and that of N independent numbers: P(D > d) <= 2 exp(-2 N d^2) (Dvoretzky, Kiefer and
 * Wolfowitz; the constant is Massart's). What rounding moves a number by moves the distribution by less than `rounding`.
 */
export function distributed(
  what: string,
  numbers: Float64Array,
  distribution: (x: number) => number,
  rounding: number,
  alarm: number,
): Observation {
  let [greatest, at] = [0, 0];
  const size = numbers.length;
  numbers.sort().forEach((x, i) => {
    const expected = distribution(x);
    const distance = Math.max((i + 1) / size - expected, expected - i / size);
    if (!(distance <= greatest)) [greatest, at] = [distance, x];
  });
  const distance = Math.max(0, greatest - rounding);
  return {
    ratio: ratioOf(2 * size * distance ** 2 - Math.LN2, alarm),
    what: `${what} at t = ${literal(at)}`,
    expected: literal(distribution(at)),
    received: `${literal(greatest)} off, of ${size}`,
  };
}

/**
 * The mean of N independent quantities of known mean and variance v: P(|mean - m| > t) <= 2 exp(-N t^2 / (2 (v + c t))), the Bernstein
 * inequality, c their scale.
 */
export function averages(
  what: string,
  quantities: readonly number[],
  { mean, variance, scale }: { readonly mean: number; readonly variance: number; readonly scale: number },
  alarm: number,
): Observation {
  const size = quantities.length;
  const found = quantities.reduce((sum, one) => sum + one, 0) / size;
  const off = Math.abs(found - mean);
  return {
    ratio: ratioOf((size * off ** 2) / (2 * (variance + scale * off)) - Math.LN2, alarm),
    what: `mean of ${what}`,
    expected: literal(mean),
    received: `${literal(found)}, over ${size}`,
  };
}
