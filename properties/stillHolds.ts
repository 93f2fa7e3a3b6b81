import type { AnyOperation } from '../spec/operation.ts';
import { calledWith, type Given, partsOf } from './called.ts';
import { type Case, type ClauseOf, type Context, type Law, type LawOptions, law } from './law.ts';
import { satisfies } from './verbs/judge.ts';

/**
 * A law that equations of the record hold for inputs of a special kind, those of the case or what `from` gives, too: matrices near to
 * singular ones, above all.
 */
export function stillHolds<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  equations: readonly ClauseOf<O>[],
  {
    from,
    ...options
  }: Omit<LawOptions<G>, 'check'> & {
    readonly from?: (given: G, context: Context) => Partial<Given<O>>;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) => {
      const call = from?.(given, context) ?? given;
      const { inputs, attributes } = partsOf<AnyOperation>(operation, call);
      const outputs = await calledWith<AnyOperation>(on, operation, call);
      return equations.map((equation) => satisfies(operation, equation, inputs, attributes, outputs, context));
    },
  });
}
