import type { AnyOperation } from '../../spec/operation.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law } from '../law.ts';
import { exactOrWithin } from '../verbs/compare.ts';
import { boundedResults, isImplicit, matchesDefinition, outputOf } from '../verbs/judge.ts';

/** An explicit operation agrees with its definition, element by element, within the bound that the definition computes. */
export const definitionLaws = (operation: AnyOperation): Law[] =>
  operation.definition === undefined || isImplicit(operation)
    ? []
    : [
        law(operation, 'definition', {
          statement: 'every element lies within the error bound that the definition computes of itself',
          share: 1.25,
          cases: (context) =>
            operationCases(operation, context, {
              reach: [
                'small',
                'tile',
                'small',
                'pair',
                'small',
                'tile',
                'batch',
                'small',
                'deep',
                'empty',
                'small',
                'long',
              ],
              kinds: [
                'plain',
                'near',
                'plain',
                'scaled',
                'spread',
                'subnormal',
                'sparse',
                'subnormal',
                'plain',
                'equal',
                'signs',
                'negative',
              ],
              far: true,
              budget: 1_000,
              room: 6,
            }),
          check: async (on, { inputs, attributes }, context) =>
            matchesDefinition(operation, inputs, attributes, await on(operation, inputs, attributes), context),
        }),
        law(operation, 'tiles', {
          statement:
            'for axes as long as the vectors and tiles of kernels, and for many axes, the result is exact on small integers, and within the bound where values are nearly equal, of one sign or far apart, or the last along a long axis is far larger than all before it',
          hint: 'the last elements of a vector or tile are dropped, repeated or read from beyond the end',
          hintOfLoss: true,
          share: 1,
          cases: (context) =>
            operationCases(operation, context, {
              entries: 'integers',
              most: 2,
              reach: ['tile', 'peak', 'pair', 'tile', 'deep', 'long', 'tile', 'batch'],
              budget: 8_000,
              // What is not exact in single precision shows it; what is of one sign or far apart shows where a running value starts.
              kinds: ['plain', 'near', 'plain', 'apart', 'negative', 'near'],
            }),
          check: async (on, { inputs, attributes }, context) => {
            const outputs = await on(operation, inputs, attributes);
            return Object.entries(boundedResults(operation, inputs, attributes, context, outputs)).map(
              ([name, expected]) => exactOrWithin(outputOf(outputs, name), expected, context, name),
            );
          },
        }),
        law(operation, 'integers', {
          share: 1.5,
          statement:
            'on small integers the result is the exact one, bit for bit, wherever no order of evaluation rounds',
          hint: 'no rounding is involved: an index, a sign, an axis or a term is wrong',
          cases: (context) =>
            operationCases(operation, context, {
              entries: 'integers',
              reach: ['small', 'tile', 'small', 'deep', 'small', 'empty', 'tile', 'small'],
              budget: 1_500,
              room: 2,
              kinds: ['plain', 'plain', 'signs', 'plain', 'sparse'],
            }),
          check: async (on, { inputs, attributes }, context) => {
            const outputs = await on(operation, inputs, attributes);
            return Object.entries(boundedResults(operation, inputs, attributes, context, outputs)).map(
              ([name, expected]) => exactOrWithin(outputOf(outputs, name), expected, context, name),
            );
          },
        }),
      ];
