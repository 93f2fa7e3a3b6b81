import fc from 'fast-check';
import type { AnyOperation } from '../spec/operation.ts';
import { type Case, type Context, type Law, type LawOptions, law } from './law.ts';

export interface ErratumOptions<Given extends Case>
  extends Pick<LawOptions<Given>, 'needs' | 'gradient' | 'asks' | 'check'> {
  /** The counterexample. */
  readonly given: (context: Context) => Given;
}

/** The law of an erratum of the record: at the counterexample the claim fails and the right statement holds. */
export const erratum = <Given extends Case>(
  operation: AnyOperation,
  name: `E${number}`,
  { given, ...options }: ErratumOptions<Given>,
): Law =>
  law<Given>(operation, name, { ...options, share: 0, fixed: true, cases: (context) => fc.constant(given(context)) });
