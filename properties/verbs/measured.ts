import { distanceBetween, type Exact, errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Observation } from '../law.ts';
import { elementName, literal, worst } from './compare.ts';

/** error / allowed; 0 / 0 is 0, for an exact result needs no allowance. */
export const ratioOf = (error: number, allowed: number): number =>
  error === 0 && !Number.isNaN(allowed) ? 0 : error / allowed;

/** |received - expected| against what is allowed. */
export const near = (what: string, received: number, expected: number, allowed: number): Observation => ({
  ratio: ratioOf(Math.abs(received - expected), allowed),
  what,
  expected: literal(expected),
  received: literal(received),
});

/** The same against a number that is known exactly, of what may be one, too. */
export const nearExactly = (what: string, received: number | Exact, expected: Exact, allowed: number): Observation => {
  const isFloat = typeof received === 'number';
  const error = isFloat ? errorOf(received, expected) : distanceBetween(received, expected);
  return {
    ratio: ratioOf(error, allowed),
    what,
    expected: literal(toNumber(expected)),
    received: literal(isFloat ? received : toNumber(received)),
  };
};

/** received <= limit, up to what is allowed beyond it. */
export const atMost = (what: string, received: number, limit: number, allowed = 0): Observation => ({
  ratio: received <= limit ? 0 : (received - limit) / allowed,
  what,
  expected: `at most ${literal(limit)}`,
  received: literal(received),
});

/** received >= limit, up to what is allowed below it. */
export const atLeast = (what: string, received: number, limit: number, allowed = 0): Observation => ({
  ratio: received >= limit ? 0 : (limit - received) / allowed,
  what,
  expected: `at least ${literal(limit)}`,
  received: literal(received),
});

/** A condition that has no error: a ratio of 0 or infinity. */
export const holds = (what: string, condition: boolean, expected: string, received: string): Observation => ({
  ratio: condition ? 0 : Number.POSITIVE_INFINITY,
  what,
  expected,
  received,
});

/** least <= received <= most, up to what is allowed beyond them. */
export const between = (
  what: string,
  received: number,
  [least, most]: readonly [number, number],
  allowed = 0,
): Observation => ({
  ratio: ratioOf(Math.max(least - received, received - most, 0), allowed),
  what,
  expected: `${literal(least)} to ${literal(most)}`,
  received: literal(received),
});

/** What is seen of every element of a tensor, by its name: the worst of it. */
export const each = (
  name: string,
  { shape, data }: Tensor,
  of: (what: string, value: number, at: number) => Observation,
): Observation =>
  worst(
    Array.from(data, (value, at) => of(elementName(name, shape, at), value, at)),
    name,
  );

/** Every element is a finite number. */
export const finite = (what: string, { data }: Tensor): Observation => ({
  ratio: data.every(Number.isFinite) ? 0 : Number.NaN,
  what,
  expected: 'finite numbers',
  received: Array.from(data, literal).join(', '),
});

/** What is seen of numbers that must be finite, as exact ones. */
export const ofFinite = (
  what: string,
  tensor: Tensor,
  of: (numbers: readonly Exact[]) => readonly Observation[],
): readonly Observation[] => {
  const seen = finite(what, tensor);
  return seen.ratio === 0 ? of(Array.from(tensor.data, (value) => exact.constant(value))) : [seen];
};
