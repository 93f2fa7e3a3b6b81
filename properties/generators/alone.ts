import type fc from 'fast-check';
import { gathered } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Context, InputsOf } from '../law.ts';
import { type CaseOptions, operationCases } from './cases.ts';

/** Inputs of an operation without a batch, by name, and lists of them: `alone(context, eigh, { least: 2 })` gives `{ a }`. */
export const alone = <const O extends AnyOperation>(
  context: Context,
  operation: O,
  options: CaseOptions = {},
): fc.Arbitrary<InputsOf<O>> =>
  // What is drawn by the names of the record has the types of the record.
  operationCases(operation, context, { batch: false, ...options }).map(
    ({ inputs }) => gathered(inputs, parseSignature(operation.signature).inputs) as InputsOf<O>,
  );
