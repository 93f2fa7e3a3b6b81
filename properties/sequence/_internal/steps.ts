import fc from 'fast-check';
import type { lstm } from '../../../spec/sequence/lstm.ts';
import type { rnn } from '../../../spec/sequence/rnn.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { calls } from '../../generators/calls.ts';
import type { Law } from '../../law.ts';
import { metamorphic } from '../../metamorphic.ts';
import { identical } from '../../verbs/compare.ts';
import { map } from '../../verbs/tensors.ts';

/** Whether an element of sequences, whose steps are the last axis but one, belongs to one of the first steps. */
const isBefore = ({ shape }: Tensor, count: number) => {
  const [steps = 0, width = 0] = shape.slice(-2);
  return (_: unknown, at: number) => Math.floor(at / width) % steps < count;
};

/** The steps before `count`. */
const firstSteps = (x: Tensor, count: number): Tensor =>
  tensorOf(x.dtype, x.shape.with(-2, count), Array.from(x.data).filter(isBefore(x, count)));

/** The same sequences up to a step, and others from there on. */
const changedAfter = (x: Tensor, from: number): Tensor => {
  const isKept = isBefore(x, from);
  return map(x, (value, at) => (isKept(value, at) ? value : 1 - value));
};

/** C1 of a recursion over `x`: results before a step do not depend on what the sequence holds from there on. */
export const looksBackOnly = (operation: typeof rnn | typeof lstm): Law => {
  const stepsOf = (x: Tensor, cut: number) => 1 + (cut % Math.max(1, (x.shape.at(-2) ?? 1) - 1));
  return metamorphic(operation as typeof lstm, 'C1', {
    repeats: true,
    hint: 'the sequence is read from its end, or a step reads the elements after it',
    cases: (context) =>
      beside(calls(operation as typeof lstm, context, { reach: ['small', 'tile'] }), { cut: fc.nat(20) }),
    to: ({ x, cut }) => ({ x: changedAfter(x, stepsOf(x, cut)) }),
    compare: (other, whole, name, { x, cut }) => {
      const count = stepsOf(x, cut);
      return identical(firstSteps(other, count), firstSteps(whole, count), `${name} before the change`);
    },
  });
};
