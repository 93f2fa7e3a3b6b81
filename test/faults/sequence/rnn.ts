import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { byRows, mapped, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { addedToLast, after, reversed, stateOf, stepsOf } from './_internal/steps.ts';

const { 'sequence.rnn': rnn } = implementations;
const { 'sequence.rnn': rnnGradient } = pullbacks;
type Inputs = Parameters<typeof rnn>[0];

/** The step at which something goes wrong, once. */
const late = 150;

/** Run anew from a late step on, from another state than the one before it. */
const resumed = (state: (states: NdArray, inputs: Inputs) => NdArray | undefined) => (inputs: Inputs) => {
  const hidden = rnn(inputs, {});
  if ((hidden.shape.at(-2) ?? 0) <= late) return hidden;
  const rest = rnn({ ...inputs, x: stepsOf(inputs.x, late), initial: state(hidden, inputs) }, {});
  return after(stepsOf(hidden, 0, late), rest);
};

/** The gradient with what is handed back over a late step replaced by something else. */
const handedBack = (change: (given: NdArray) => NdArray) => (inputs: Inputs, cotangent: NdArray) => {
  if ((inputs.x.shape.at(-2) ?? 0) <= late) return rnnGradient(inputs, cotangent, {});
  const initial = stateOf(rnn(inputs, {}), late - 1);
  const second = rnnGradient({ ...inputs, x: stepsOf(inputs.x, late), initial }, stepsOf(cotangent, late), {});
  const handed = addedToLast(stepsOf(cotangent, 0, late), change(second.initial ?? initial));
  const first = rnnGradient({ ...inputs, x: stepsOf(inputs.x, 0, late) }, handed, {});
  const both = (name: 'inputWeight' | 'hiddenWeight' | 'bias') => {
    const [a, b] = [first[name], second[name]];
    return a === undefined || b === undefined ? {} : { [name]: zipped(a, b, (one, other) => one + other) };
  };
  const { x = inputs.x } = second;
  return {
    ...first,
    ...(first.x === undefined ? {} : { x: after(first.x, x) }),
    ...both('inputWeight'),
    ...both('hiddenWeight'),
    ...both('bias'),
  };
};

const scaledBy = (factor: number) => (array: NdArray) => mapped(array, (value) => value * factor);

export const faults: readonly Fault[] = faultsOf(
  'sequence.rnn',
  ({ wrong, misread, spoilt, wrongGradient, spoiltGradient }) => [
    wrong(
      'a state off by 1e-9 of itself after 150 steps',
      'steps',
      resumed((states) => scaledBy(1 + 1e-9)(stateOf(states, late - 1))),
    ),
    wrong(
      'the state of the step before the last taken once',
      'steps',
      resumed((states) => stateOf(states, late - 2)),
    ),
    wrong(
      'the state forgotten once, after 150 steps',
      'steps',
      resumed(() => undefined),
    ),
    wrong(
      'back to the first state after 150 steps',
      'steps',
      resumed((_, { initial }) => initial),
    ),
    wrong(
      'the state of the first member for all, after 150 steps',
      'steps',
      resumed((states) => {
        const state = stateOf(states, late - 1);
        const [first = []] = [valuesOf(state).slice(0, state.shape.at(-1) ?? 0)];
        return byRows(state, () => [...first]);
      }),
    ),
    wrong('a state kept in single precision', 'definition', (inputs) => mapped(rnn(inputs, {}), Math.fround)),
    wrong('the sequence read from its end', 'C1', (inputs) => reversed(rnn({ ...inputs, x: reversed(inputs.x) }, {}))),
    misread('the state before the first step ignored', 'definition', () => ({ initial: undefined })),
    misread('every step from the state before the first', 'definition', ({ x, hiddenWeight, initial }) => ({
      x,
      hiddenWeight: mapped(hiddenWeight, () => 0),
      initial,
    })),
    misread('recurrent weight transposed', 'integers', ({ hiddenWeight }) => {
      const n = hiddenWeight.shape[0] ?? 0;
      const values = valuesOf(hiddenWeight);
      return { hiddenWeight: mapped(hiddenWeight, (_, at) => values[(at % n) * n + Math.floor(at / n)] ?? 0) };
    }),
    spoilt('a state a thousandth too large', 'C2', (hidden) => scaledBy(1.001)(hidden)),
    spoilt('a hundredth of the state before the first step added to all', 'C3', (hidden, { initial }) => {
      const added = Math.hypot(...valuesOf(initial ?? hidden)) / 100;
      return initial === undefined ? hidden : mapped(hidden, (state) => state + added);
    }),
    wrongGradient('gradient truncated after 150 steps', 'throughTime', handedBack(scaledBy(0))),
    wrongGradient('what is handed back over one step off by 1e-9', 'throughTime', handedBack(scaledBy(1 + 1e-9))),
    wrongGradient('recurrent weight not transposed on the way back', 'jacobian', (inputs, cotangent) => {
      const n = inputs.hiddenWeight.shape[0] ?? 0;
      const values = valuesOf(inputs.hiddenWeight);
      const hiddenWeight = mapped(inputs.hiddenWeight, (_, at) => values[(at % n) * n + Math.floor(at / n)] ?? 0);
      return { ...rnnGradient(inputs, cotangent, {}), x: rnnGradient({ ...inputs, hiddenWeight }, cotangent, {}).x };
    }),
    spoiltGradient('no gradient of the state before the first step', 'adjoint', ({ initial }) => ({
      initial: mapped(initial, () => 0),
    })),
    wrongGradient('gradient of the last state alone', 'adjoint', (inputs, cotangent) => {
      const steps = cotangent.shape.at(-2) ?? 1;
      const [width] = cotangent.shape.slice(-1);
      const last = mapped(cotangent, (value, at) => (Math.floor(at / (width ?? 1)) % steps === steps - 1 ? value : 0));
      return rnnGradient(inputs, last, {});
    }),
  ],
);
