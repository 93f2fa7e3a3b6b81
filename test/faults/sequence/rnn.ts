import { none, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { recurring } from './_internal/recurring.ts';
import { after, reversed, stepsOf, transposedSquare } from './_internal/steps.ts';

export const faults: readonly Fault[] = [
  ...recurring('sequence.rnn', { hidden: 'initialHidden' }),
  ...faultsOf('sequence.rnn', ({ wrong, misread, spoiltEach, wrongGradient, spoiltGradient }) => [
    spoiltEach('states in single precision', 'definition', Math.fround),
    wrong('the sequence read from its end', 'C1', (inputs, attributes, right) =>
      reversed(right({ ...inputs, x: reversed(inputs.x) }, attributes)),
    ),
    misread('the state before the first step ignored', 'definition', () => ({ initialHidden: undefined })),
    misread('no state carried', 'definition', ({ weightHidden }) => ({ weightHidden: none(weightHidden) })),
    misread('recurrent weight transposed', 'integers', ({ weightHidden }) => ({
      weightHidden: transposedSquare(weightHidden),
    })),
    spoiltEach('states a thousandth too large', 'C2', (state) => 1.001 * state),
    spoiltEach(
      'a hundredth of the state before the first step added to all',
      'C3',
      (state, _, { initialHidden }) =>
        state + (initialHidden === undefined ? 0 : Math.hypot(...valuesOf(initialHidden)) / 100),
    ),
    wrongGradient('recurrent weight not transposed on the way back', 'adjoint', (inputs, g, attributes, right) => {
      const weightHidden = transposedSquare(inputs.weightHidden);
      return { ...right(inputs, g, attributes), x: right({ ...inputs, weightHidden }, g, attributes).x };
    }),
    spoiltGradient('no gradient of the state before the first step', 'adjoint', ({ initialHidden }) => ({
      initialHidden: none(initialHidden),
    })),
    wrongGradient('gradient of the last state alone', 'adjoint', (inputs, g, attributes, right) => {
      const last = (g.shape.at(-2) ?? 1) - 1;
      return right(inputs, after(none(stepsOf(g, 0, last)), stepsOf(g, last)), attributes);
    }),
  ]),
];
