import fc from 'fast-check';
import type { Domain } from '../../spec/drawing.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { isElementwise } from '../generators/batchAxes.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { isImplicit, outputOf } from '../verbs/judge.ts';
import { gradientOracle, hasOracle } from '../verbs/oracle.ts';
import { member, requireBatches, withRoom } from './batch.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './gradientCases.ts';
import { compareGradients } from './gradients.ts';

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

/** What a member of the batch has of the entries of the first one, where the domain holds it too. */
const parts = [1, 0.5, 0.75] as const;
const scalable: readonly (Domain | undefined)[] = [undefined, 'real', 'nonzero', 'positive', 'moderate', 'unit'];

/** The inputs of as many members, but for one that they share. */
function sharing(operation: AnyOperation, { inputs, ...given }: GradientCase, shared: string): GradientCase {
  const batched = parseSignature(operation.signature).inputs.filter((one) => one.batched && one.name !== shared);
  const stacked = batched.flatMap(({ name }) => {
    const tensor = inputs[name];
    if (tensor === undefined) return [];
    const isScaled = scalable.includes(operation.smooth?.[name] ?? operation.domain?.[name]);
    const own = Array.from(tensor.data);
    const all =
      tensor.dtype === 'int32' || !isScaled ? parts.map(() => own) : parts.map((part) => own.map((x) => x * part));
    return [[name, tensorOf(tensor.dtype, [parts.length, ...tensor.shape], all.flat())]];
  });
  return { ...given, inputs: { ...inputs, ...Object.fromEntries(stacked) } };
}

/** What is stretched along a batch is used by every member: its gradient is the sum of what they give. */
export function gradientStretchedLaws(operation: AnyOperation): Law[] {
  const shared = parseSignature(operation.signature).inputs.filter(
    ({ batched, integer, list }) => batched && !integer && !list,
  );
  if (shared.length < 2 || isElementwise(operation) || isImplicit(operation) || !hasOracle(operation)) return [];
  return [
    law<GradientCase>(operation, 'gradientStretched', {
      statement: 'the gradient of an input that is stretched along a batch is the sum of those of the members',
      hint: 'a gradient is that of the first member or the last, or has the shape of the batch',
      gradient: true,
      share: 0.3,
      cases: (context) =>
        fc
          .tuple(
            gradientCases(operation, withRoom(context), {
              whole: true,
              least: 2,
              most: 3,
              reach: ['small'],
              entries: 'reals',
              kinds: ['small'],
              budget: 1_200,
              domain: { ...operation.domain, ...operation.smooth },
            }),
            dealt(shared.map(({ name }) => name)),
          )
          .map(([given, name]) => sharing(operation, given, name)),
      check: async (on, given, context) => {
        if (context.batches !== 'broadcast') throw new Unsupported('the adapter does not broadcast batch axes');
        const cotangents = cotangentsFor(operation, given, context);
        const oracle = await gradientOracle(on, operation, given, context);
        const expected = await oracle(cotangents);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        return compareGradients(operation, given, expected, gradients, context);
      },
    }),
  ];
}
