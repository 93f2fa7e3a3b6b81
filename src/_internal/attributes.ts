import { fail } from './fail.ts';

const show = (value: unknown): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

/** Refuses what is not an integer of at least `least`. Throws RangeError that quotes the clause. */
export function requireInteger(clause: string, name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    fail(clause, `${name} must be an integer that is at least ${least}, got ${show(value)}`);
  }
}

/** Refuses a list that does not hold `length` integers of at least `least`. Throws RangeError that quotes the clause. */
export function requireIntegers(
  clause: string,
  name: string,
  values: readonly number[],
  length: number,
  least: number,
): void {
  if (values.length !== length || !values.every((value) => Number.isInteger(value) && value >= least)) {
    fail(clause, `${name} must hold ${length} integers that are at least ${least}, got ${show(values)}`);
  }
}

/** Refuses NaN and numbers below 0, and those that are not below `limit`. Throws RangeError that quotes the clause. */
export function requireNonnegative(
  clause: string,
  name: string,
  value: number,
  limit = Number.POSITIVE_INFINITY,
): void {
  if (!(value >= 0 && value < limit)) {
    const rule =
      limit === Number.POSITIVE_INFINITY ? 'a finite number that is at least 0' : `at least 0 and below ${limit}`;
    fail(clause, `${name} must be ${rule}, got ${show(value)}`);
  }
}
