import type { AnyOperation } from '../spec/operation.ts';
import type { Tensor } from '../spec/tensor.ts';
import { partsOf } from './called.ts';
import {
  type Case,
  type ClauseOf,
  type Context,
  type Law,
  type LawOptions,
  law,
  type Observation,
  type OutputsOf,
} from './law.ts';
import { finite } from './verbs/exactMatrices.ts';

/**
 * Laws of what an operation gives for several matrices: the calls go side by side, and of every result something is read.
 *
 *     const norms = ofMatrices(frobeniusNorm, ({ norm }) => only(norm));
 *
 *     norms('C4', {
 *       cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
 *       of: ({ a, b }) => [plus(a, b), a, b],
 *       see: ([whole, one, other]) => [atMost('||A + B||_F', whole, one + other, ..)],
 *     })
 *
 * Attributes are those of the case. An output that is read as it is must be finite, whatever else is asked of it.
 */
export function ofMatrices<const O extends AnyOperation, Seen>(operation: O, read: (outputs: OutputsOf<O>) => Seen) {
  return <G extends Case, const Matrices extends readonly [Tensor, ...Tensor[]]>(
    clause: ClauseOf<O>,
    {
      of,
      see,
      ...options
    }: Omit<LawOptions<G>, 'check'> & {
      readonly of: (given: G, context: Context) => Matrices;
      readonly see: (
        seen: { readonly [K in keyof Matrices]: Seen },
        given: G,
        context: Context,
      ) => readonly Observation[];
    },
  ): Law =>
    law<G, O>(operation, clause, {
      ...options,
      check: async (on, given, context) => {
        const { attributes } = partsOf<AnyOperation>(operation, given);
        const calls = of(given, context).map((a) => on<AnyOperation>(operation, { a }, attributes));
        const results = await Promise.all(calls);
        const seen = results.map((outputs) => read(outputs as OutputsOf<O>));
        const strange = results
          .map((outputs, k) => finite(Object.fromEntries(Object.entries(outputs).filter(([, one]) => one === seen[k]))))
          .find(({ ratio }) => ratio !== 0);
        // As many as there are matrices.
        return strange ? [strange] : see(seen as { readonly [K in keyof Matrices]: Seen }, given, context);
      },
    });
}
