import type fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Given } from '../called.ts';
import type { Context } from '../law.ts';
import { type CaseOptions, operationCases } from './cases.ts';

type Whole<O> = { readonly [Name in keyof Given<O>]-?: Exclude<Given<O>[Name], undefined> };

/** Cases of one operation, inputs and attributes side by side; optional inputs are there where `whole` asks for them. */
export const calls = <const O extends AnyOperation>(
  operation: O,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<Whole<O>> =>
  operationCases(operation, context, options).map(
    // The names are those of the record.
    ({ inputs, attributes }) => ({ ...inputs, ...attributes }) as unknown as Whole<O>,
  );
