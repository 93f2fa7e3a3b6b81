import { type Dyadic, fromNumber, sub, sum, toNumber, toNumberAbove } from '../dyadic.ts';
import type { Enclosure } from './enclosure.ts';
import { upward } from './upward.ts';

/**
 * The interval [hi + lo - radius, hi + lo + radius] in doubles, hi the double nearest to hi + lo: about 104 bits, rigorously.
 *
 * A radius of zero means the value itself, and is kept wherever an error-free transformation leaves no rest. A radius of
 * Infinity says that doubles cannot tell: out of range, or out of precision.
 */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
  readonly radius: number;
}

export const UNKNOWN: DoubleDouble = { hi: 0, lo: 0, radius: Infinity };
const ZERO: DoubleDouble = { hi: 0, lo: 0, radius: 0 };

/** Between these the error terms of products are doubles, and the splitting of factors does not overflow. */
const [SMALLEST, LARGEST] = [2 ** -960, 2 ** 960];
/** Veltkamp's constant: it splits a double into halves of 26 bits, whose products are exact. */
const SPLITTER = 2 ** 27 + 1;
/** What a handful of roundings to nearest lose, in units of the numbers rounded, and what underflow may add. */
const [ROUNDINGS, UNDERFLOW] = [2 ** -50, 2 ** -1070];

export const ofDouble = (value: number): DoubleDouble =>
  Math.abs(value) < Infinity ? { hi: value, lo: 0, radius: 0 } : UNKNOWN;

export const isKnown = (a: DoubleDouble): boolean => a.radius < Infinity;

/** At least |x|, for every x in the interval; exactly |x| where it is a double. */
export const magnitudeOf = ({ hi, lo, radius }: DoubleDouble): number =>
  lo === 0 && radius === 0 ? Math.abs(hi) : upward(Math.abs(hi) + Math.abs(lo) + radius);

/** At most |x|, for every x in the interval; 0 where it holds 0. */
export const leastOf = ({ hi, lo, radius }: DoubleDouble): number =>
  Math.max(0, (Math.abs(hi) - Math.abs(lo) - radius) * (1 - ROUNDINGS));

/** hi + lo for any two doubles, with the radius; nothing is lost. */
function normalised(a: number, b: number, radius: number): DoubleDouble {
  const hi = a + b;
  if (!(Math.abs(hi) < Infinity && radius < Infinity)) return UNKNOWN;
  const shifted = hi - a;
  return { hi, lo: a - (hi - shifted) + (b - shifted), radius };
}

/** The sum from left to right; each step drops what two doubles cannot hold, and puts it into the radius. */
export function sumOf(terms: readonly DoubleDouble[]): DoubleDouble {
  let hi = 0;
  let lo = 0;
  let radius = 0;
  let dropped = 0;
  for (const term of terms) {
    // Knuth's TwoSum, four times: hi + term.hi, lo + term.lo, and the two carries.
    const s = hi + term.hi;
    const v = s - hi;
    const e = hi - (s - v) + (term.hi - v);
    const t = lo + term.lo;
    const w = t - lo;
    const f = lo - (t - w) + (term.lo - w);
    const c = e + t;
    const x = c - e;
    const g = e - (c - x) + (t - x);
    const r = s + c;
    const y = r - s;
    const h = s - (r - y) + (c - y);
    const rest = f + g;
    const z = rest - f;
    const l = h + rest;
    const q = l - h;
    dropped += Math.abs(f - (rest - z) + (g - z)) + Math.abs(h - (l - q) + (rest - q));
    hi = r + l;
    const k = hi - r;
    lo = r - (hi - k) + (l - k);
    radius += term.radius;
  }
  const total = radius + dropped;
  return normalised(hi, lo, total === 0 ? 0 : total * (1 + (terms.length + 4) * ROUNDINGS));
}

export const neg = ({ hi, lo, radius }: DoubleDouble): DoubleDouble => ({ hi: -hi, lo: -lo, radius });

/** |xy - ab| <= |a| rad b + |b| rad a + rad a rad b, and what the low halves lose. */
export function mul(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  if (a.hi === 0 || b.hi === 0) {
    const spread = magnitudeOf(a) * b.radius + Math.abs(b.hi) * a.radius;
    if (a.radius === 0 && a.hi === 0 && isKnown(b)) return ZERO;
    if (b.radius === 0 && b.hi === 0 && isKnown(a)) return ZERO;
    return isKnown(a) && isKnown(b) ? { hi: 0, lo: 0, radius: upward(spread) + UNDERFLOW } : UNKNOWN;
  }
  const p = a.hi * b.hi;
  const size = Math.abs(p);
  const isHeld = Math.abs(a.hi) < LARGEST && Math.abs(b.hi) < LARGEST && size < LARGEST && size > SMALLEST;
  if (!isHeld) return UNKNOWN;
  const ca = SPLITTER * a.hi;
  const ah = ca - (ca - a.hi);
  const al = a.hi - ah;
  const cb = SPLITTER * b.hi;
  const bh = cb - (cb - b.hi);
  const bl = b.hi - bh;
  const e = al * bl - (p - ah * bh - al * bh - ah * bl);
  if (a.lo === 0 && b.lo === 0) {
    if (a.radius === 0 && b.radius === 0) return { hi: p, lo: e, radius: 0 };
    return normalised(p, e, spreadOf(a, b, 0));
  }
  const c = a.hi * b.lo;
  const d = a.lo * b.hi;
  const crossed = Math.abs(c) + Math.abs(d) + Math.abs(a.lo * b.lo);
  return normalised(p, e + (c + d + a.lo * b.lo), spreadOf(a, b, ROUNDINGS * (Math.abs(e) + crossed) + UNDERFLOW));
}

const spreadOf = (a: DoubleDouble, b: DoubleDouble, lost: number): number =>
  upward(
    lost + (a.radius === 0 && b.radius === 0 ? 0 : magnitudeOf(a) * b.radius + magnitudeOf(b) * a.radius + UNDERFLOW),
  );

/** a without its radius. */
const centre = (a: DoubleDouble): DoubleDouble => (a.radius === 0 ? a : { hi: a.hi, lo: a.lo, radius: 0 });

/**
 * Long division, three digits of 53 bits; then the remainder, enclosed, says how far the quotient is off:
 * |a/b - q| = |a - q b| / |b|. Unknown where b may be 0.
 */
export function div(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const least = leastOf(b);
  if (!(least > 0 && isKnown(a) && isKnown(b))) return UNKNOWN;
  const [dividend, divisor] = [centre(a), centre(b)];
  let quotient = ofDouble(dividend.hi / divisor.hi);
  let remainder = sumOf([dividend, neg(mul(quotient, divisor))]);
  for (let digit = 0; digit < 2 && remainder.hi !== 0; digit++) {
    quotient = centre(sumOf([quotient, ofDouble(remainder.hi / divisor.hi)]));
    remainder = sumOf([dividend, neg(mul(quotient, divisor))]);
  }
  const rest = magnitudeOf(remainder);
  if (rest === 0 && a.radius === 0 && b.radius === 0) return quotient;
  const radius = (rest + a.radius + (magnitudeOf(quotient) + rest / least) * b.radius) / least;
  return normalised(quotient.hi, quotient.lo, upward(radius) + UNDERFLOW);
}

/** Newton's step on the double root; |sqrt a - r| = |a - r^2| / (sqrt a + r). Unknown where a may not be positive. */
export function sqrt(a: DoubleDouble): DoubleDouble {
  if (a.hi === 0 && a.radius === 0) return ZERO;
  if (!(a.hi > 0 && leastOf(a) > 0)) return UNKNOWN;
  const square = centre(a);
  const start = ofDouble(Math.sqrt(a.hi));
  const first = sumOf([square, neg(mul(start, start))]);
  const root = centre(sumOf([start, ofDouble(first.hi / (2 * start.hi))]));
  const rest = magnitudeOf(sumOf([square, neg(mul(root, root))]));
  if (rest === 0 && a.radius === 0) return root;
  return normalised(root.hi, root.lo, upward((rest + a.radius) / leastOf(root)) + UNDERFLOW);
}

/** The same number as an enclosure over big integers. */
export const toEnclosure = ({ hi, lo, radius }: DoubleDouble): Enclosure => ({
  midpoint: lo === 0 ? fromNumber(hi) : sum([fromNumber(hi), fromNumber(lo)]),
  radius: fromNumber(radius),
});

/** An interval around an enclosure; unknown where its midpoint is no double. */
export function fromEnclosure({ midpoint, radius }: Enclosure): DoubleDouble {
  const hi = toNumber(midpoint);
  if (!Number.isFinite(hi)) return UNKNOWN;
  const rest = sub(midpoint, fromNumber(hi));
  const lo = toNumber(rest);
  const lost = sub(rest, fromNumber(lo));
  const spread = toNumberAbove(magnitude(lost)) + toNumberAbove(radius);
  return { hi, lo, radius: spread === 0 ? 0 : upward(spread) };
}

const magnitude = (a: Dyadic): Dyadic => (a.mantissa < 0n ? { ...a, mantissa: -a.mantissa } : a);
