import type { AnyOperation } from '../../spec/operation.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law } from '../law.ts';
import { satisfies } from '../verbs/judge.ts';

/** An implicit operation satisfies each of its equations, as a residual ratio evaluated exactly. */
export const equationLaws = (operation: AnyOperation): Law[] =>
  Object.keys(operation.equations ?? {}).map((clause) =>
    law(operation, clause, {
      statement: operation.clauses[clause],
      cases: (context) =>
        operationCases(operation, context, {
          most: 6,
          reach: ['small', 'tile', 'small', 'pair', 'small', 'tile', 'batch', 'small', 'empty', 'small'],
          kinds: ['plain', 'near', 'plain', 'scaled', 'plain', 'sparse'],
          judgedBy: 'equations',
          budget: operation.spectral?.includes(clause) === true ? 1_500 : 40_000,
        }),
      check: async (on, { inputs, attributes }, context) => [
        satisfies(operation, clause, inputs, attributes, await on(operation, inputs, attributes), context),
      ],
    }),
  );
