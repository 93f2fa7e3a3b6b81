import type fc from 'fast-check';
import { gathered } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Given } from '../called.ts';
import type { Context } from '../law.ts';
import { type CaseOptions, operationCases } from './cases.ts';

/** What a call is given, without a batch: inputs, lists of them, and attributes by name: `alone(context, eigh, { least: 2 })` gives `{ a }`. */
export const alone = <const O extends AnyOperation>(
  context: Context,
  operation: O,
  options: CaseOptions = {},
): fc.Arbitrary<Given<O>> =>
  operationCases(operation, context, { batch: false, ...options }).map(({ inputs, attributes }) => {
    const { inputs: operands } = parseSignature(operation.signature);
    // What is drawn by the names of the record has the types of the record.
    return { ...gathered(inputs, operands), ...attributes } as Given<O>;
  });
