/** What stands where a ratio is infinite or NaN, which counts as infinite; JSON holds neither. */
export const infinite = 'inf';

/** A ratio or a number of ULPs, short: three digits, `1.2e+15` where it is far from 1. */
export function short(value: number | null | undefined): string {
  if (value === undefined) return '-';
  if (value === null || !Number.isFinite(value)) return infinite;
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e5 || magnitude < 1e-3) return value.toExponential(1);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

/** `1 clause`, `2 clauses`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The larger of two ratios that may be absent; a NaN is taken for infinite, so that it is never outranked. */
export function worse(a: number | undefined, b: number | null | undefined): number | undefined {
  if (b === undefined) return a;
  const value = b === null || Number.isNaN(b) ? Number.POSITIVE_INFINITY : b;
  return a === undefined || value > a ? value : a;
}

/** A time in seconds as a person writes it: `1 h 5 min`, `5 min`, `90 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120) return `${seconds < 10 ? Number(seconds.toPrecision(2)) : whole} s`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return [
    hours === 0 ? '' : `${hours} h`,
    minutes === 0 ? '' : `${minutes} min`,
    rest === 0 || hours > 0 ? '' : `${rest} s`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
