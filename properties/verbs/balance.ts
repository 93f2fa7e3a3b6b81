import type { AnyOperation } from '../../spec/operation.ts';
import type { ArgumentsOf, Context, InputsOf, Observation, Subject } from '../law.ts';
import { totalOf } from './bothWithin.ts';
import { boundedResult } from './judge.ts';
import { atMost, near } from './measured.ts';
import { only } from './tensors.ts';

/** A number that a call gave, and how far it may be off. */
export interface Measured {
  readonly value: number;
  readonly error: number;
}

/** What an operation with one output gives for one member, with its bound. */
export async function numberBy<const O extends AnyOperation>(
  on: Subject,
  context: Context,
  operation: O,
  inputs: InputsOf<O>,
  ...[attributes]: [attributes?: ArgumentsOf<O>]
): Promise<Measured> {
  const given = (attributes ?? {}) as ArgumentsOf<O>;
  const outputs: Readonly<Record<string, Parameters<typeof only>[0]>> = await on(operation, inputs, given);
  const [output] = Object.values(outputs);
  return {
    value: output ? only(output) : Number.NaN,
    error: boundedResult(operation, inputs, given as never, context).most,
  };
}

/** A number that is known. */
export const known = (value: number, error = 0): Measured => ({ value, error });

type Terms = readonly (readonly [weight: number, term: Measured])[];

const sumOf = (terms: Terms): Measured => ({
  value: totalOf(terms.map(([weight, { value }]) => weight * value)),
  error: terms.reduce((sum, [weight, { error }]) => sum + Math.abs(weight) * error, 0),
});

/** That a weighted sum is 0, up to what its terms may be off by together; weights are powers of two. */
export function vanishes(what: string, ...terms: Terms): Observation {
  const { value, error } = sumOf(terms);
  return near(what, value, 0, error);
}

/** That it is at most 0, likewise. */
export function notPositive(what: string, ...terms: Terms): Observation {
  const { value, error } = sumOf(terms);
  return atMost(what, value, 0, error);
}
