import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law, Rejected, Unsupported } from '../law.ts';
import { fits, requireDefined } from '../verbs/judge.ts';

/** Outputs have the shapes and data types of the signature, for axes of size 0 and 1 too. The call itself checks them. */
export const shapeLaws = (operation: AnyOperation): Law[] => [
  law(operation, 'shapes', {
    statement: `outputs have the shapes of the signature, for empty and single axes too: ${operation.signature}`,
    cases: (context) =>
      operationCases(operation, context, { least: context.empty ? 0 : 1, most: 3, entries: 'integers' }),
    check: async (on, { inputs, attributes }) => {
      fc.pre(fits(operation, inputs, attributes));
      requireDefined(operation, inputs, attributes);
      try {
        await on(operation, inputs, attributes);
      } catch (error) {
        const isEmpty = Object.values(inputs).some(({ shape }) => shape.includes(0));
        // Refusing an empty tensor is honest; answering with another shape, or falling over it, is not.
        if (error instanceof Rejected && !error.accident && isEmpty)
          throw new Unsupported(`empty tensors: ${error.message}`);
        throw error;
      }
      return [{ ratio: 0, what: 'shapes' }];
    },
  }),
];
