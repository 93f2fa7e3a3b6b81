import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Law, law } from '../law.ts';
import { identical, worst } from '../verbs/compare.ts';
import { judge, outputOf, requireDefined } from '../verbs/judge.ts';
import { callCases, hasInputs } from './calls.ts';

const untouchedLaw = (operation: AnyOperation): Law =>
  law(operation, 'untouched', {
    statement: 'inputs have the same bits after the call',
    hint: 'the implementation works in place on memory that it does not own',
    hintOfLoss: true,
    share: 0.4,
    cases: (context) => callCases(operation, context),
    check: async (on, { inputs, attributes }) => {
      requireDefined(operation, inputs, attributes);
      const { inputsAfter } = await on.observed(operation, inputs, attributes);
      return Object.entries(inputs).map(([name, before]) => identical(inputsAfter[name] ?? before, before, name));
    },
  });

/** Calls leave their inputs alone and can be repeated. */
export const purityLaws = (operation: AnyOperation): Law[] => [
  ...(hasInputs(operation) ? [untouchedLaw(operation)] : []),
  law(operation, 'repeatable', {
    statement:
      'the same call gives the same bits again, or as right a result where that is not promised, whatever was computed in between',
    hint: 'state is kept between calls: an uninitialised or reused buffer, a cache, a random choice',
    hintOfLoss: true,
    share: 0.4,
    cases: (context) =>
      fc.record({
        first: callCases(operation, context),
        // Of another shape, smaller or larger: what was kept of the first call does not fit.
        between: callCases(operation, context, { most: 3, reach: ['small', 'small', 'tile', 'batch'] }),
      }),
    check: async (on, { first, between }, context) => {
      for (const one of [first, between]) requireDefined(operation, one.inputs, one.attributes);
      const before = await on(operation, first.inputs, first.attributes);
      await on(operation, between.inputs, between.attributes);
      const after = await on(operation, first.inputs, first.attributes);
      // What promises no bits is still to be right the second time.
      if (!context.deterministic) return judge(operation, first.inputs, first.attributes, after, context);
      return [
        worst(
          Object.keys(before).map((name) => identical(outputOf(after, name), outputOf(before, name), name)),
          'outputs',
        ),
      ];
    },
  }),
];
