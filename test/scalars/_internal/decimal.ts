import type { Dyadic } from '../../../spec/scalars/dyadic.ts';
import type { Enclosure } from '../../../spec/scalars/enclosed.ts';

/**
 * Whether the enclosure may hold the number that `text` rounds: |x - text| <= radius + a unit of the last digit.
 * Compared as integers over a common denominator, so that nothing is rounded here.
 */
export function agreesWithDecimal(x: Enclosure, text: string): boolean {
  const [digits = '', power = '0'] = text.split('e');
  const fraction = digits.split('.')[1] ?? '';
  const tens = Number(power) - fraction.length;
  const decimal = BigInt(digits.replace('.', ''));
  const lowest = Math.min(0, x.midpoint.exponent, x.radius.exponent);
  const denominator = (10n ** BigInt(Math.max(0, -tens))) << BigInt(-lowest);
  const unit = (10n ** BigInt(Math.max(0, tens)) * denominator) / 10n ** BigInt(Math.max(0, -tens));
  const lift = (a: Dyadic): bigint => (a.mantissa << BigInt(a.exponent - lowest)) * (denominator >> BigInt(-lowest));
  const distance = lift(x.midpoint) - decimal * unit;
  return (distance < 0n ? -distance : distance) <= lift(x.radius) + unit;
}
