import type fc from 'fast-check';
import { gathered } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Given } from '../called.ts';
import type { Context } from '../law.ts';
import { type CaseOptions, operationCases } from './cases.ts';

type Whole<O> = { readonly [Name in keyof Given<O>]-?: Exclude<Given<O>[Name], undefined> };

/** Cases of one operation, inputs, lists of them and attributes side by side; optional inputs are there where `whole` asks for them. */
export const calls = <const O extends AnyOperation>(
  operation: O,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<Whole<O>> =>
  operationCases(operation, context, options).map(({ inputs, attributes }) => {
    const { inputs: operands } = parseSignature(operation.signature);
    // The names are those of the record.
    return { ...gathered(inputs, operands), ...attributes } as unknown as Whole<O>;
  });

/** The same without a batch. */
export const alone = <const O extends AnyOperation>(
  operation: O,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<Whole<O>> => calls(operation, context, { batch: false, ...options });
