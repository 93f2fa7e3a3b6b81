import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { recurring } from './_internal/recurring.ts';
import { reversed, transposedSquare } from './_internal/steps.ts';

const { 'sequence.rnn': rnn } = implementations;
const { 'sequence.rnn': rnnGradient } = pullbacks;

export const faults: readonly Fault[] = [
  ...recurring('sequence.rnn', { hidden: 'initialHidden' }),
  ...faultsOf('sequence.rnn', ({ wrong, misread, spoilt, wrongGradient, spoiltGradient }) => [
    spoilt('states in single precision', 'definition', (hidden) => mapped(hidden, Math.fround)),
    wrong('the sequence read from its end', 'C1', (inputs) => reversed(rnn({ ...inputs, x: reversed(inputs.x) }, {}))),
    misread('the state before the first step ignored', 'definition', () => ({ initialHidden: undefined })),
    misread('no state carried', 'definition', ({ weightHidden }) => ({ weightHidden: mapped(weightHidden, () => 0) })),
    misread('recurrent weight transposed', 'integers', ({ weightHidden }) => ({
      weightHidden: transposedSquare(weightHidden),
    })),
    spoilt('states a thousandth too large', 'C2', (hidden) => mapped(hidden, (state) => 1.001 * state)),
    spoilt('a hundredth of the state before the first step added to all', 'C3', (hidden, { initialHidden }) => {
      const added = Math.hypot(...valuesOf(initialHidden ?? hidden)) / 100;
      return initialHidden === undefined ? hidden : mapped(hidden, (state) => state + added);
    }),
    wrongGradient('recurrent weight not transposed on the way back', 'adjoint', (inputs, g, attributes) => {
      const weightHidden = transposedSquare(inputs.weightHidden);
      return { ...rnnGradient(inputs, g, attributes), x: rnnGradient({ ...inputs, weightHidden }, g, attributes).x };
    }),
    spoiltGradient('no gradient of the state before the first step', 'adjoint', ({ initialHidden }) => ({
      initialHidden: mapped(initialHidden, () => 0),
    })),
    wrongGradient('gradient of the last state alone', 'adjoint', (inputs, g, attributes) => {
      const [steps = 1, width = 1] = g.shape.slice(-2);
      const isLast = (at: number) => Math.floor(at / width) % steps === steps - 1;
      return rnnGradient(
        inputs,
        mapped(g, (value, at) => (isLast(at) ? value : 0)),
        attributes,
      );
    }),
  ]),
];
