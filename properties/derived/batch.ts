import fc from 'fast-check';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { batchAxes, isElementwise } from '../generators/batchAxes.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { farNumber } from '../generators/farNumber.ts';
import { type Context, type Law, law, type OperationCase, Unsupported } from '../law.ts';
import { identical, worst } from '../verbs/compare.ts';
import { isImplicit, judge, outputOf, requireDefined } from '../verbs/judge.ts';

/** One batch member of every batched tensor, for tensors that all have the same leading axis. */
export const member = (
  tensors: Readonly<Record<string, Tensor>>,
  batched: ReadonlySet<string>,
  at: number,
): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      if (!batched.has(operandOf(name))) return [name, tensor];
      const [count = 1, ...rest] = tensor.shape;
      const size = tensor.data.length / count;
      return [name, tensorOf(tensor.dtype, rest, Array.from(tensor.data).slice(at * size, (at + 1) * size))];
    }),
  );

interface NeighbourCase extends OperationCase {
  /** The member whose values are replaced. */
  readonly poisoned: number;
  readonly poison: number;
}

/** A batch is its members one by one, and no member sees another. */
export function batchLaws(operation: AnyOperation): Law[] {
  const { inputs: operands, outputs: results } = parseSignature(operation.signature);
  const batched = new Set(
    [...operands, ...results].filter((operand) => operand.batched).map((operand) => operand.name),
  );
  if (batched.size === 0) return [];
  const undefinedFree = ({ inputs, attributes }: OperationCase) => {
    requireDefined(operation, inputs, attributes);
  };
  return [
    law<OperationCase>(operation, 'batch', {
      statement: 'a batch is its members one by one, however the batch axes broadcast',
      share: 0.8,
      cases: (context) =>
        operationCases(operation, context, {
          batch: 'always',
          most: 4,
          reach: ['small', 'small', 'batch', 'small', 'deep'],
          budget: 400,
          ...(isImplicit(operation) ? { judgedBy: 'equations' } : {}),
        }),
      check: async (on, { inputs, attributes }, context) => {
        requireBatches(operation, context);
        return judge(operation, inputs, attributes, await on(operation, inputs, attributes), context);
      },
    }),
    law<NeighbourCase>(operation, 'neighbours', {
      share: 0.7,
      statement: 'the result of a batch member does not depend on the values of the other members',
      hint: 'a reduction, a shift or a scale is taken over the whole batch',
      cases: (context) =>
        fc
          .record({
            base: operationCases(operation, withRoom(context), { most: 3 }),
            count: dealt([2, 3, 9]),
            poisoned: dealtBelow(9),
            poison: dealt([
              0,
              context.dtype === 'float16' ? farNumber(context) : 2 ** 60,
              -farNumber(context),
              ...(operation.special?.startsWith('propagates') && context.nonfinite === 'propagates'
                ? [Number.NaN]
                : []),
              ...(operation.special === 'propagates' && context.nonfinite === 'propagates'
                ? [Number.POSITIVE_INFINITY]
                : []),
            ]),
          })
          .map(({ base, count, poisoned, poison }) => ({
            attributes: base.attributes,
            poisoned: poisoned % count,
            poison,
            inputs: Object.fromEntries(
              Object.entries(base.inputs).map(([name, tensor]) => {
                if (!batched.has(operandOf(name))) return [name, tensor];
                return [
                  name,
                  tensorOf(
                    tensor.dtype,
                    [count, ...tensor.shape],
                    Array.from({ length: count }, () => Array.from(tensor.data)).flat(),
                  ),
                ];
              }),
            ),
          })),
      check: async (on, given, context) => {
        const { inputs, attributes, poisoned, poison } = given;
        requireBatches(operation, context);
        undefinedFree(given);
        const disturbed = Object.fromEntries(
          Object.entries(inputs).map(([name, tensor]) => {
            if (!batched.has(operandOf(name)) || tensor.dtype === 'int32' || !mayPoison(operation, name))
              return [name, tensor];
            const size = tensor.data.length / (tensor.shape[0] ?? 1);
            return [
              name,
              tensorOf(
                tensor.dtype,
                tensor.shape,
                Array.from(tensor.data, (value, at) => (Math.floor(at / size) === poisoned ? poison : value)),
              ),
            ];
          }),
        );
        const outputs = await on(operation, disturbed, attributes);
        const count = Object.values<Tensor>(outputs)[0]?.shape[0] ?? 1;
        const kept = Array.from({ length: count }, (_, at) => at).filter((at) => at !== poisoned);
        if (!context.reproducible) {
          return kept.flatMap((at) =>
            judge(operation, member(inputs, batched, at), attributes, member(outputs, batched, at), context),
          );
        }
        const alone = await on(operation, member(inputs, batched, 0), attributes);
        return kept.map((at) => {
          const one = member(outputs, batched, at);
          return worst(
            Object.keys(alone).map((name) => identical(outputOf(one, name), outputOf(alone, name), name)),
            'outputs',
          );
        });
      },
    }),
  ];
}

/** The context of one member: no batch axes, and room for the one that is put in front. */
export const withRoom = ({ ranks, ...context }: Context): Context => ({
  ...context,
  batches: 'none',
  ...(ranks === undefined ? {} : { ranks: [Math.max(0, ranks[0] - 1), Math.max(0, ranks[1] - 1)] }),
});

/** An adapter that declares no batches, or no room for their axes, is not asked about them. */
export function requireBatches(operation: AnyOperation, context: Context): void {
  const [, most] = batchAxes(operation, context, 1);
  if (most === 0 && !isElementwise(operation)) throw new Unsupported('the adapter takes no batch axes');
}

/** Inputs without a class of values of their own may hold anything: a poisoned member must not be refused for its values. */
const mayPoison = (operation: AnyOperation, input: string): boolean =>
  operation.domain?.[operandOf(input)] === undefined;
