import { exact, magnitudeAbove, radiusAbove } from '../exact.ts';
import type { Bound } from './boundNumber.ts';
import { upward } from './upward.ts';

/** The way that errs most, of some that compute one number; none is free of rounding unless all are. */
export function either(ways: readonly Bound[]): Bound {
  const [first] = ways;
  if (first === undefined) throw new RangeError('either: needs at least one way');
  const most = (of: (way: Bound) => number) => ways.reduce((largest, way) => Math.max(largest, of(way)), 0);
  return {
    value: first.value,
    size: first.size,
    error: most(({ error }) => error),
    magnitude: most(({ magnitude }) => magnitude),
    integral: ways.every(({ integral }) => integral),
    nonnegative: ways.every(({ nonnegative }) => nonnegative),
  };
}

/**
 * `below` where a < b, else `otherwise`. Where a^ and b^ may compare differently, for |a - b| <= u (e_a + e_b), an implementation may
 * have taken either: then as much is allowed as they are apart, and what each of them may err by.
 */
export function select(
  a: Bound,
  b: Bound,
  ways: { readonly below: () => Bound; readonly otherwise: () => Bound },
  u: number,
  slack: number,
): Bound {
  const isBelow = exact.compare(a.value, b.value) < 0;
  const chosen = isBelow ? ways.below() : ways.otherwise();
  if (slack === 0 || leastDistance(a, b) > slack) return chosen;
  const other = isBelow ? ways.otherwise() : ways.below();
  const apart = magnitudeAbove(exact.sub(chosen.value, other.value)) / u;
  return { ...either([chosen, { ...other, error: upward(other.error + apart) }]), integral: false };
}

/** At most |a - b|. */
function leastDistance(a: Bound, b: Bound): number {
  const difference = exact.sub(a.value, b.value);
  return magnitudeAbove(difference) * (1 - 2 ** -50) - 2 * radiusAbove(difference);
}
