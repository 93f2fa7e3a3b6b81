import fc from 'fast-check';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { CaseOptions } from '../generators/cases.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { type Context, type Law, type Layout, law, type OperationCase } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { judge, outputOf, requireDefined } from '../verbs/judge.ts';
import { callCases, hasInputs } from './calls.ts';

interface LayoutCase extends OperationCase {
  /** Which of the offered layouts each operand has: a number for each, 0 for none of them. */
  readonly choices: readonly number[];
}

/** More operands than any operation has, lists apart. */
const mostOperands = 6;

/**
 * Shapes that differ from themselves in every layout: two axes or more, seldom stretched, and long ones, where kernels read by
 * vectors what they read one by one at the end of it.
 */
export const laidOutCases: CaseOptions = {
  least: 2,
  most: 3,
  reach: ['pair', 'tile', 'small', 'pair', 'deep', 'tile'],
  stretches: [0, 0, 0, 3, 0, 0, 0, 4],
  budget: 1_000,
  room: 1,
};

/** A layout for each operand, dealt: with up to seven offered, each comes once in eight cases for each operand. */
export const layoutChoices = (): fc.Arbitrary<number[]> =>
  fc.tuple(...Array.from({ length: mostOperands }, () => dealtBelow(8)));

/** The layout that a choice means; a scalar has but one. */
export function layoutOf(offered: readonly Layout[], choice: number, { shape }: Tensor): Layout {
  if (shape.length === 0 || choice === 0) return 'contiguous';
  return offered[(choice - 1) % Math.max(offered.length, 1)] ?? 'contiguous';
}

/** The tensor with every slice along the first axis equal to the first one: what a broadcast view can hold. */
export function constantAlongFirstAxis(tensor: Tensor): Tensor {
  const [first = 0, ...rest] = tensor.shape;
  const slice = Array.from(tensor.data).slice(0, first === 0 ? 0 : tensor.data.length / first);
  return tensorOf(tensor.dtype, [first, ...rest], Array.from({ length: first }, () => slice).flat());
}

/** Whether slices along the first axis may all be the same: values of a class without structure, or members of a batch. */
function mayRepeat({ domain, signature }: AnyOperation, name: string, { shape }: Tensor): boolean {
  const operand = parseSignature(signature).inputs.find((input) => input.name === operandOf(name));
  const elementwise: readonly (string | undefined)[] = [
    undefined,
    'nonzero',
    'nonnegative',
    'positive',
    'label',
    'row',
    'truth',
  ];
  return elementwise.includes(domain?.[operandOf(name)]) || shape.length > (operand?.axes.length ?? 0);
}

/** Elements of which the record says what comes of them in some places of a case: between bits no bound is asked for. */
function strewn<G extends OperationCase>({ specialCases = [] }: AnyOperation, given: G, context: Context): G {
  if (!context.reproducible || context.nonfinite !== 'propagates') return given;
  const special = (tensor: Tensor, operand: number): Tensor => {
    const value = (at: number) => specialCases[Math.floor(at / 3) % Math.max(specialCases.length, 1)]?.[operand];
    const data = tensor.data.map((entry, at) => (at % 3 === 0 ? (value(at) ?? entry) : entry));
    return { ...tensor, data };
  };
  return {
    ...given,
    inputs: Object.fromEntries(Object.entries(given.inputs).map(([name, one], at) => [name, special(one, at)])),
  };
}

/** Inputs given as views mean the same as copies, and what lies between the elements of a view is never read. */
export const layoutLaws = (operation: AnyOperation): Law[] =>
  hasInputs(operation)
    ? [
        law<LayoutCase>(operation, 'layouts', {
          statement:
            'views (transposed, sliced, reversed, padded, offset, broadcast) give the same result as copies; what lies beside their elements is not read',
          hint: 'strides or offsets of an input are ignored',
          hintOfLoss: true,
          layouts: true,
          share: 1.4,
          cases: (context) =>
            fc
              .tuple(callCases(operation, context, laidOutCases), layoutChoices())
              .map(([base, choices]) => ({ ...strewn(operation, base, context), choices })),
          check: async (on, { inputs, attributes, choices }, context) => {
            const layouts: Record<string, Layout> = {};
            const given = Object.fromEntries(
              Object.entries(inputs).map(([name, tensor], at) => {
                layouts[name] = layoutOf(on.layouts, choices[at % mostOperands] ?? 0, tensor);
                // Broadcasting changes values only where the domain has no structure that it would destroy.
                if (layouts[name] !== 'broadcast') return [name, tensor];
                if (mayRepeat(operation, name, tensor)) return [name, constantAlongFirstAxis(tensor)];
                layouts[name] = 'transposed';
                return [name, tensor];
              }),
            );
            requireDefined(operation, given, attributes);
            const viewed = await on(operation, given, attributes, { layouts });
            if (!context.reproducible) return judge(operation, given, attributes, viewed, context);
            const copied = await on(operation, given, attributes);
            return Object.keys(copied).map((name) => identical(outputOf(viewed, name), outputOf(copied, name), name));
          },
        }),
      ]
    : [];
