import type { AnyOperation } from '../../../spec/operation.ts';
import { exact, toNumber } from '../../../spec/scalars/exact.ts';
import { calledWith, type Later, partsOf } from '../../called.ts';
import type { Case, Context, Observation, Subject } from '../../law.ts';
import { boundedResult } from '../../verbs/judge.ts';
import { atMost, near } from '../../verbs/measured.ts';

/** A multiple of what a call gives: of its only element, or of the sum of them. */
export interface Term {
  readonly times: number;
  readonly of: AnyOperation;
  readonly at: Case;
}

export const term = (times: number, of: AnyOperation, at: Case): Term => ({ times, of, at });

/** A sum of such terms, and how far it may be off: by the bounds of all calls together. */
async function combined(on: Subject, terms: readonly Term[], context: Context) {
  const parts = await Promise.all(
    terms.map(async ({ times, of, at }) => {
      const { inputs, attributes } = partsOf(of, at);
      const [outputs, { allowed }] = [await calledWith(on, of, at), boundedResult(of, inputs, attributes, context)];
      const values = Object.values(outputs).flatMap(({ data }) => Array.from(data));
      return {
        values: values.map((value) => [times, value] as const),
        allowed: Math.abs(times) * allowed.reduce((sum, one) => sum + one, 0),
      };
    }),
  );
  const products = parts.flatMap(({ values }) => values);
  const areFinite = products.every(([, value]) => Number.isFinite(value));
  return {
    value: areFinite
      ? toNumber(exact.sum(products.map(([times, value]) => exact.mul(exact.constant(times), exact.constant(value)))))
      : Number.NaN,
    allowed: parts.reduce((sum, one) => sum + one.allowed, 0),
  };
}

/** A sum of results that is 0, or another number, where nothing is rounded. */
export async function sumsTo(
  what: string,
  expected: number,
  terms: readonly Term[],
  [on, context]: readonly [Subject, Context],
): Promise<Observation> {
  const { value, allowed } = await combined(on, terms, context);
  return near(what, value, expected, allowed);
}

/** A sum of results that is at most 0, or another number. */
export async function sumsToAtMost(
  what: string,
  limit: number,
  terms: readonly Term[],
  [on, context]: readonly [Subject, Context],
): Promise<Observation> {
  const { value, allowed } = await combined(on, terms, context);
  return atMost(what, value, limit, allowed);
}

/** All of some observations that are being made. */
export const all = (...seen: readonly Later<Observation>[]): Promise<Observation[]> => Promise.all(seen);
