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
 * Attributes are those of the case.
 */
export const ofMatrices =
  <const O extends AnyOperation, Seen>(operation: O, read: (outputs: OutputsOf<O>) => Seen) =>
  <G extends Case, const Matrices extends readonly [Tensor, ...Tensor[]]>(
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
        const seen = (await Promise.all(calls)).map((outputs) => read(outputs as OutputsOf<O>));
        // As many as there are matrices.
        return see(seen as { readonly [K in keyof Matrices]: Seen }, given, context);
      },
    });
