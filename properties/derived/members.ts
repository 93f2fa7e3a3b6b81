import fc from 'fast-check';
import type { Domain } from '../../spec/drawing.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { type Law, law, type OperationCase, Unsupported } from '../law.ts';
import { isImplicit, judge } from '../verbs/judge.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { member, withRoom } from './batch.ts';

interface SpoiledCase extends OperationCase {
  /** The member that is bad. */
  readonly bad: number;
  /** Its every element. */
  readonly filling: number;
}

/** Classes of matrices to which the zero matrix does not belong. */
const withoutZero: ReadonlySet<Domain | undefined> = new Set<Domain>(['nonsingular', 'positiveDefinite', 'triangular']);

/** A stack of multiples of a case by powers of two: members of every class that are all different. */
const stacked = (tensor: Tensor, count: number): Tensor =>
  tensorOf(
    tensor.dtype,
    [count, ...tensor.shape],
    Array.from({ length: count }, (_, at) => Array.from(tensor.data, (value) => value * 2 ** at)).flat(),
  );

/** The stack with one member filled. */
const spoiled = (stack: Tensor, bad: number, filling: number): Tensor => {
  const size = stack.data.length / (stack.shape[0] ?? 1);
  return tensorOf(
    stack.dtype,
    stack.shape,
    stack.data.map((value, at) => (Math.floor(at / size) === bad ? filling : value)),
  );
};

/**
 * A batch means its members one by one, a bad one among them too: the whole call may be refused, as for that member alone;
 * otherwise every other member has its own result. (Where nothing is refused, the law `neighbours` says so.)
 */
export function memberLaws(operation: AnyOperation): Law[] {
  const { inputs, outputs } = parseSignature(operation.signature);
  const batched = new Set([...inputs, ...outputs].filter((one) => one.batched).map((one) => one.name));
  const culprit = inputs.find((input) => input.batched && !input.integer)?.name;
  if (!isImplicit(operation) || culprit === undefined) return [];
  const fillings = withoutZero.has(operation.domain?.[culprit]) ? [Number.NaN, 0] : [Number.NaN];
  return [
    law<SpoiledCase>(operation, 'badMember', {
      statement: `a batch with one bad member (${fillings.join(' or ')}) is refused, or gives every other member its own result`,
      hint: 'the loop over the batch ends at the first bad member, or its state reaches the next one',
      hintOfLoss: true,
      share: 0.6,
      cases: (context) =>
        fc
          .record({
            base: operationCases(operation, withRoom(context), { most: 4, scaled: false }),
            count: fc.integer({ min: 2, max: 4 }),
            bad: dealtBelow(4),
            filling: dealt(fillings),
          })
          .map(({ base, count, bad, filling }) => ({
            attributes: base.attributes,
            bad: bad % count,
            filling,
            inputs: Object.fromEntries(
              Object.entries(base.inputs).map(([name, tensor]) => {
                const stack = batched.has(operandOf(name)) ? stacked(tensor, count) : tensor;
                return [name, operandOf(name) === culprit ? spoiled(stack, bad % count, filling) : stack];
              }),
            ),
          })),
      check: async (on, { inputs, attributes, bad, filling }, context) => {
        if (context.batches === 'none') throw new Unsupported('the adapter takes no batch axes');
        if (Number.isNaN(filling) && context.nonfinite === 'undefined') throw new Unsupported('nothing is said of NaN');
        const results = await unlessRefused(on(operation, inputs, attributes));
        if (results === undefined) return [{ ratio: 0, what: 'a batch with a bad member is refused' }];
        const count = inputs[culprit]?.shape[0] ?? 1;
        return Array.from({ length: count }, (_, at) => at)
          .filter((at) => at !== bad)
          .flatMap((at) =>
            judge(operation, member(inputs, batched, at), attributes, member(results, batched, at), context).map(
              (one) => ({ ...one, what: `member ${at}, beside the bad one ${bad}: ${one.what}` }),
            ),
          );
      },
    }),
  ];
}
