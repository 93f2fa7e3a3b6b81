import type fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { calledWith, partsOf } from '../../called.ts';
import { type Case, type ClauseOf, type Context, type Law, law } from '../../law.ts';
import { bothWithin } from '../../verbs/bothWithin.ts';
import { boundedResults, outputOf } from '../../verbs/judge.ts';
import { inShape } from '../../verbs/tensors.ts';

/**
 * A law that the result y of one call is that of a call of another operation, in any shape: it is held to the definition of the other,
 * within the bounds of both.
 */
export const agreesWith = <G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  options: {
    readonly hint?: string;
    readonly cases: (context: Context) => fc.Arbitrary<G>;
    readonly own?: (given: G) => Case;
    readonly other: AnyOperation;
    readonly its: (given: G) => Case;
  },
): Law => {
  const { hint, cases, own = (given: G) => given, other, its } = options;
  return law<G, O>(operation, clause, {
    ...(hint === undefined ? {} : { hint }),
    cases,
    check: async (on, given, context) => {
      const boundsOf = (one: AnyOperation, call: Case) => {
        const { inputs, attributes } = partsOf(one, call);
        return boundedResults(one, inputs, attributes, context)['y'];
      };
      const received: Tensor = outputOf(await calledWith<AnyOperation>(on, operation, own(given)), 'y');
      const [expected, mine] = [boundsOf(other, its(given)), boundsOf(operation, own(given))];
      if (expected === undefined) throw new TypeError(`${other.id} has no output y`);
      return [bothWithin(inShape(received, expected.shape), expected, mine, context, other.id)];
    },
  });
};
