import {
  abs,
  add,
  bitLength,
  compare,
  type Dyadic,
  mul,
  neg,
  sub,
  sum,
  topExponent,
  truncated,
  ZERO,
} from '../dyadic.ts';

/** The interval [midpoint - radius, midpoint + radius]: it holds the true value; a radius of zero means the value itself. */
export interface Enclosure {
  readonly midpoint: Dyadic;
  readonly radius: Dyadic;
}

/** Bits of a radius: it is rounded up to them, so that bounding an error stays cheaper than computing the value. */
const RADIUS_BITS = 32;
/** Bits kept beyond the working precision, and bits by which a midpoint may outgrow them before it is trimmed. */
const GUARD = 32;
const SLACK = 32;
/** Exponents that lie farther apart than this are not aligned; the range of the doubles, twice, fits in. */
const WIDEST = 4400;

export const point = (midpoint: Dyadic): Enclosure => ({ midpoint, radius: ZERO });

export const isExact = (a: Enclosure): boolean => a.radius.mantissa === 0n;

export const powerOfTwo = (exponent: number): Dyadic => ({ mantissa: 1n, exponent });

/** A number of few bits that is at least |a|. */
export function radiusAbove(a: Dyadic): Dyadic {
  const excess = bitLength(a.mantissa) - RADIUS_BITS;
  if (excess <= 0) return abs(a);
  const magnitude = a.mantissa < 0n ? -a.mantissa : a.mantissa;
  return { mantissa: (magnitude >> BigInt(excess)) + 1n, exponent: a.exponent + excess };
}

/** A radius that is at least a + b, for a, b >= 0 of at most 100 bits. */
export function radiusSum(a: Dyadic, b: Dyadic): Dyadic {
  if (a.mantissa === 0n) return radiusAbove(b);
  if (b.mantissa === 0n) return radiusAbove(a);
  if (a.exponent < b.exponent) return radiusSum(b, a);
  if (a.exponent - b.exponent < 200) return radiusAbove(add(a, b));
  return radiusAbove({ mantissa: (a.mantissa << 32n) + 1n, exponent: a.exponent - 32 });
}

/** A radius that is at least a / b, for a >= 0 and b > 0. */
export function radiusQuotient(a: Dyadic, b: Dyadic): Dyadic {
  if (a.mantissa === 0n) return ZERO;
  const excess = Math.max(0, bitLength(b.mantissa) - RADIUS_BITS);
  const divisor = b.mantissa >> BigInt(excess);
  return radiusAbove({
    mantissa: (a.mantissa << BigInt(2 * RADIUS_BITS)) / divisor + 1n,
    exponent: a.exponent - b.exponent - excess - 2 * RADIUS_BITS,
  });
}

/** Largest and smallest absolute value in `a`; the smallest is zero or negative when `a` holds zero. */
export const farthest = (a: Enclosure): Dyadic => add(abs(a.midpoint), a.radius);
export const nearest = (a: Enclosure): Dyadic => sub(abs(a.midpoint), a.radius);

/** Addition and multiplication without error in the midpoint where both operands are exact, otherwise to `bits` bits. */
export function enclosureArithmetic(bits: number) {
  /** `midpoint` within `radius`, without the bits that are beyond `bits` or far below the radius. */
  function trimmed(midpoint: Dyadic, radius: Dyadic): Enclosure {
    const lowest = Math.max(topExponent(midpoint) - bits - GUARD, topExponent(radius) - RADIUS_BITS);
    const excess = lowest - midpoint.exponent;
    if (!(excess > SLACK)) return { midpoint, radius: radiusAbove(radius) };
    return { midpoint: truncated(midpoint, lowest), radius: radiusSum(radius, powerOfTwo(lowest)) };
  }

  function enclosureSum(terms: readonly Enclosure[]): Enclosure {
    const midpoints = terms.map((term) => term.midpoint);
    if (terms.every(isExact)) return point(sum(midpoints));
    const radius = terms.reduce((total, term) => radiusSum(total, term.radius), ZERO);
    if (exponentSpread(midpoints) < WIDEST) return trimmed(sum(midpoints), radius);
    // Beside a term of the order of 1, exp(-1e9) would be aligned over 1.4e9 bits: what lies so far below becomes radius.
    const lowest = midpoints.reduce((top, midpoint) => Math.max(top, topExponent(midpoint)), -Infinity) - bits - WIDEST;
    const cut = midpoints.map((midpoint) => truncated(midpoint, lowest));
    return trimmed(sum(cut), radiusSum(radius, { mantissa: BigInt(terms.length), exponent: lowest }));
  }

  /** |xy - ab| <= |a| rad b + |b| rad a + rad a rad b. */
  function enclosureMul(a: Enclosure, b: Enclosure): Enclosure {
    const midpoint = mul(a.midpoint, b.midpoint);
    if (isExact(a) && isExact(b)) return point(midpoint);
    const radius = radiusSum(
      mul(radiusAbove(a.midpoint), b.radius),
      mul(radiusSum(radiusAbove(b.midpoint), b.radius), a.radius),
    );
    return trimmed(midpoint, radius);
  }

  /** |x/y - a/b| <= (rad a + |a/b| rad b) / (|b| - rad b). A quotient that terminates within the precision is exact. */
  function enclosureDiv(a: Enclosure, b: Enclosure): Enclosure {
    const least = nearest(b);
    if (isExact(b) && least.mantissa === 0n) throw new RangeError('exact: division by zero');
    if (least.mantissa <= 0n) throw new RangeError('exact: division by an enclosure that holds 0: raise the precision');
    const { mantissa: divisor } = b.midpoint;
    const shift = Math.max(0, bits + GUARD + bitLength(divisor) - bitLength(a.midpoint.mantissa));
    const dividend = a.midpoint.mantissa << BigInt(shift);
    const mantissa = dividend / divisor;
    const quotient = { mantissa, exponent: a.midpoint.exponent - shift - b.midpoint.exponent };
    const isWhole = mantissa * divisor === dividend;
    if (isWhole && isExact(a) && isExact(b)) return point(reduced(quotient, shift));
    const rounding = isWhole ? ZERO : powerOfTwo(quotient.exponent);
    if (isExact(a) && isExact(b)) return trimmed(quotient, rounding);
    const spread = radiusSum(a.radius, mul(radiusSum(radiusAbove(quotient), rounding), b.radius));
    return trimmed(quotient, radiusSum(radiusQuotient(spread, least), rounding));
  }

  /** |sqrt x - sqrt a| <= rad a / sqrt a for x >= 0. */
  function enclosureSqrt(a: Enclosure): Enclosure {
    const { mantissa, exponent } = a.midpoint;
    if (isExact(a) && mantissa === 0n) return a;
    if (isExact(a) && mantissa < 0n) throw new RangeError('exact: square root of a negative number');
    if (compare(a.midpoint, neg(a.radius)) < 0) throw new RangeError('exact: square root of a negative number');
    if (compare(a.midpoint, a.radius) <= 0) {
      throw new RangeError('exact: square root of an enclosure that holds 0: raise the precision');
    }
    const wanted = Math.max(0, 2 * (bits + GUARD) - bitLength(mantissa));
    const shift = wanted + ((exponent - wanted) & 1);
    const square = mantissa << BigInt(shift);
    const floor = integerSqrt(square);
    const root = { mantissa: floor, exponent: (exponent - shift) / 2 };
    const isWhole = floor * floor === square;
    if (isWhole && isExact(a)) return point(reduced(root, shift));
    const rounding = isWhole ? ZERO : powerOfTwo(root.exponent);
    return trimmed(root, isExact(a) ? rounding : radiusSum(radiusQuotient(a.radius, root), rounding));
  }

  return { trimmed, sum: enclosureSum, mul: enclosureMul, div: enclosureDiv, sqrt: enclosureSqrt };
}

/** Largest minus smallest exponent, zeros left out. */
function exponentSpread(terms: readonly Dyadic[]): number {
  let [smallest, largest] = [Infinity, -Infinity];
  for (const { mantissa, exponent } of terms) {
    if (mantissa === 0n) continue;
    if (exponent < smallest) smallest = exponent;
    if (exponent > largest) largest = exponent;
  }
  return largest - smallest;
}

/** `a` without the zero bits that a shift by `shift` has put below it. */
function reduced(a: Dyadic, shift: number): Dyadic {
  let { mantissa, exponent } = a;
  for (let step = 2 ** Math.floor(Math.log2(shift + 1)); step >= 1; step /= 2) {
    if (mantissa !== 0n && (mantissa & ((1n << BigInt(step)) - 1n)) === 0n) {
      mantissa >>= BigInt(step);
      exponent += step;
    }
  }
  return mantissa === 0n ? ZERO : { mantissa, exponent };
}

/** floor(sqrt a) for a >= 0: Newton's iteration on the root of the leading half, which doubles its bits every time. */
export function integerSqrt(a: bigint): bigint {
  const bits = bitLength(a);
  if (bits <= 50) return BigInt(Math.floor(Math.sqrt(Number(a))));
  const half = BigInt(bits >> 2);
  const start = (integerSqrt(a >> (2n * half)) + 1n) << half;
  // The start is above the root, and so is every iterate down to the floor of the root (Newton for x^2 - a is convex).
  let root = start;
  for (let next = (root + a / root) >> 1n; next < root; next = (root + a / root) >> 1n) root = next;
  return root;
}
