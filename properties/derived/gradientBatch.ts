import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { isElementwise } from '../generators/batchAxes.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { member, requireBatches } from './batch.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './gradientCases.ts';

/** Nothing but its own bits can be compared with: a derivative without a definition has no oracle here. */
function requireReproducible(reproducible: boolean): void {
  if (!reproducible) throw new Unsupported('the adapter does not promise the same bits for every layout and batch');
}

/**
 * Laws of a pullback that need no oracle, for operations whose record has a derivative and no definition: views and batches give
 * the same bits as copies and members, where that is promised.
 */
export function gradientBatchLaws(operation: AnyOperation): Law[] {
  if (operation.derivative === undefined || operation.definition !== undefined) return [];
  const { inputs: operands, outputs: results } = parseSignature(operation.signature);
  const batched = new Set([...operands, ...results].filter((one) => one.batched).map((one) => one.name));
  const common = { gradient: true, share: 0.9 } as const;
  return [
    ...(batched.size === 0 || isElementwise(operation)
      ? []
      : [
          law<GradientCase>(operation, 'gradientBatch', {
            ...common,
            statement: 'the gradients of a batch, of any number of axes, are those of its members, bit for bit',
            hint: 'a batch axis behind the first is taken for part of the matrix',
            cases: (context) =>
              // The gradient of a stretched input is a sum over members.
              gradientCases(operation, context, {
                batch: 'always',
                stretches: [0],
                most: 3,
                reach: ['small', 'batch', 'deep'],
              }),
            check: async (on, given, context) => {
              requireReproducible(context.reproducible);
              requireBatches(operation, context);
              const cotangents = cotangentsFor(operation, given, context);
              const whole = await on.gradient(operation, given.inputs, cotangents, given.attributes);
              const count = Object.values(given.inputs)[0]?.shape[0] ?? 0;
              const observations = [0, count - 1].map(async (at) => {
                const [inputs, weights] = [member(given.inputs, batched, at), member(cotangents, batched, at)];
                const alone = await on.gradient(operation, inputs, weights, given.attributes);
                const own = member(whole, batched, at);
                return Object.keys(alone).map((name) => identical(outputOf(own, name), outputOf(alone, name), name));
              });
              return (await Promise.all(observations)).flat();
            },
          }),
        ]),
  ];
}
