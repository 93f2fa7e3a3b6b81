import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { gru } from '../../../spec/sequence/gru.ts';
import type { lstm } from '../../../spec/sequence/lstm.ts';
import type { rnn } from '../../../spec/sequence/rnn.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { partsOf } from '../../called.ts';
import { beyondReach } from '../../generators/batchAxes.ts';
import { beside } from '../../generators/beside.ts';
import { calls } from '../../generators/calls.ts';
import { type Law, law, Unsupported } from '../../law.ts';
import { metamorphic } from '../../metamorphic.ts';
import { allowedBy, apart } from '../../verbs/apart.ts';
import { identical } from '../../verbs/compare.ts';
import { boundedResults, outputOf } from '../../verbs/judge.ts';
import { at, build, map } from '../../verbs/tensors.ts';

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
export const looksBackOnly = (operation: typeof rnn | typeof lstm | typeof gru): Law => {
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

type Tensors = Readonly<Record<string, Tensor>>;

/** Of a state: the input that holds what it was before the first step, and the input and the output of a cell that it is. */
export interface CellState {
  readonly initial: string;
  readonly input: string;
  readonly output: string;
}

/** The states before each step. */
const before = ({ data: first }: Tensor, { dtype, shape, data }: Tensor): Tensor =>
  tensorOf(dtype, shape, [...first, ...data].slice(0, data.length));

/** The clause that every step is that of a cell, which takes all of them as a batch. */
export const followsCell = (
  operation: AnyOperation,
  clause: string,
  cell: AnyOperation,
  states: Readonly<Record<string, CellState>>,
): Law =>
  law(operation, clause as never, {
    needs: [cell],
    share: 0.5,
    hint: 'a step is not that of the cell, or reads other states than those before it',
    cases: (context) => calls(operation, context, { whole: true, batch: false, entries: 'reals', most: 4 }),
    check: async (on, given, context) => {
      const { inputs, attributes } = partsOf<AnyOperation>(operation, given);
      const outputs = await on(operation, inputs, attributes);
      const initials = new Set(Object.values(states).map(({ initial }) => initial));
      const step = {
        ...Object.fromEntries(Object.entries(inputs).filter(([name]) => !initials.has(name))),
        ...Object.fromEntries(
          Object.entries(states).map(([name, { initial, input }]) => [
            input,
            before(outputOf(inputs as Tensors, initial), outputOf(outputs, name)),
          ]),
        ),
      };
      const why = beyondReach(cell, step, context);
      if (why !== undefined) throw new Unsupported(why);
      const next = await on(cell, step, attributes);
      const own = allowedBy(boundedResults(operation, inputs, attributes, context, outputs), context);
      const its = allowedBy(boundedResults(cell, step, attributes, context), context);
      return Object.entries(states).map(([name, { output }]) =>
        apart(name, outputOf(outputs, name), outputOf(next, output), [own[name], its[output]]),
      );
    },
  });

/** The clause that what comes after a step is the sequence from the state after it. */
export const goesOn = (operation: typeof rnn | typeof gru, clause: 'C3' | 'C5'): Law =>
  law(operation as typeof gru, clause as 'C3', {
    share: 0.5,
    hint: 'a run depends on where it begins, or a state that is given is not taken',
    cases: (context) =>
      beside(calls(operation as typeof gru, context, { whole: true, batch: false, entries: 'reals', most: 4 }), {
        cut: fc.nat(20),
      }),
    check: async (on, { cut, reset, ...inputs }, context) => {
      const attributes = reset === undefined ? {} : { reset };
      const { hidden } = await on(operation as typeof gru, inputs, attributes);
      const [steps = 0, width = 0] = hidden.shape;
      if (steps < 2) return [];
      const first = 1 + (cut % (steps - 1));
      const last = (array: Tensor) =>
        build(array, [steps - first, array.shape[1] ?? 0], (t, j) => at(array, t + first, j));
      const initialHidden = build(hidden, [width], (j) => at(hidden, first - 1, j));
      const rest = await on(operation as typeof gru, { ...inputs, x: last(inputs.x), initialHidden }, attributes);
      const { hidden: whole } = allowedBy(boundedResults(operation, inputs, attributes, context), context);
      const tail = whole && { shape: rest.hidden.shape, values: whole.values.slice(first * width) };
      // From the state as it was received, which is as far off as the run was there.
      return [apart('states after the cut', rest.hidden, last(hidden), [tail, tail])];
    },
  });
