import type { AnyOperation } from '../../spec/operation.ts';
import { type Law, law, type Observation } from '../law.ts';
import { judge, outputOf } from '../verbs/judge.ts';
import { map } from '../verbs/tensors.ts';
import { callCases } from './calls.ts';

/** Calls of each of two chains. */
const length = 3;

/**
 * A state goes in and comes out, and is nowhere else: two chains of calls, taken in turn, each go on from their own.
 *
 * Every call is judged from the state that it received: a bound over all of them would say nothing of the last.
 */
export function stateLaws(operation: AnyOperation): Law[] {
  const state = Object.entries<string | undefined>(operation.state ?? {});
  if (state.length === 0) return [];
  return [
    law(operation, 'continues', {
      statement: `calls that take what others gave go on from there, whichever come between: ${state
        .map(([input, output]) => `${output} for ${input}`)
        .join(', ')}`,
      hint: 'a state is kept inside, and that which is given is not taken',
      share: 0.5,
      cases: (context) =>
        callCases(operation, context, { most: 3, scaled: false, budget: 150, judgedBy: 'definition' }),
      check: async (on, { inputs, attributes }, context) => {
        const other = Object.fromEntries(
          state.map(([input]) => [input, map(outputOf(inputs, input), (value) => 2 * value + 1)]),
        );
        const chains = [inputs, { ...inputs, ...other }];
        const observations: Observation[] = [];
        for (let call = 0; call < length * chains.length; call++) {
          const at = call % chains.length;
          const given = chains[at] ?? inputs;
          const outputs = await on(operation, given, attributes);
          observations.push(...judge(operation, given, attributes, outputs, context));
          chains[at] = {
            ...given,
            ...Object.fromEntries(state.map(([input, output = '']) => [input, outputOf(outputs, output)])),
          };
        }
        return observations;
      },
    }),
  ];
}
