import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { mapped, none } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { reordered } from './_internal/gates.ts';
import { recurring } from './_internal/recurring.ts';
import { reversed } from './_internal/steps.ts';

const { 'sequence.lstm': lstm } = implementations;
const { 'sequence.lstm': lstmGradient } = pullbacks;

export const faults: readonly Fault[] = [
  ...recurring('sequence.lstm', { hidden: 'initialHidden', cell: 'initialCell' }),
  ...faultsOf('sequence.lstm', ({ wrong, misread, misreadEach, spoilt, spoiltGradientEach, wrongGradient }) => [
    misread('gates in the order i o f g, as ONNX has them', 'C3', (inputs) => reordered(inputs, [0, 2, 3, 1])),
    misread('input and forget gate exchanged', 'C3', (inputs) => reordered(inputs, [1, 0, 2, 3])),
    misread('candidate and output gate exchanged', 'C2', (inputs) => reordered(inputs, [0, 1, 3, 2])),
    misreadEach(
      '1 added to the bias of the forget gate',
      'definition',
      'bias',
      (value, at, { weightX }) => value + Number(Math.floor((4 * at) / (weightX.shape[0] ?? 1)) === 1),
    ),
    misread('the cell before the first step ignored', 'C3', () => ({ initialCell: undefined })),
    misread('the hidden state before the first step ignored', 'C2', () => ({ initialHidden: undefined })),
    misread('no hidden state carried', 'steps', ({ weightHidden }) => ({ weightHidden: none(weightHidden) })),
    wrong('the sequence read from its end', 'C1', (inputs, attributes) => {
      const { hidden, cell } = lstm({ ...inputs, x: reversed(inputs.x) }, attributes);
      return { hidden: reversed(hidden), cell: reversed(cell) };
    }),
    spoilt('hidden states and cells exchanged', 'definition', ({ hidden, cell }) => ({ hidden: cell, cell: hidden })),
    spoilt('cells cut off at 3', 'integers', ({ cell }) => ({
      cell: mapped(cell, (value) => Math.max(-3, Math.min(3, value))),
    })),
    spoilt('hidden states in single precision', 'definition', ({ hidden }) => ({
      hidden: mapped(hidden, Math.fround),
    })),
    wrongGradient('cotangents of the cells left out', 'adjoint', (inputs, { hidden, cell }, attributes, right) =>
      right(inputs, { hidden, cell: none(cell) }, attributes),
    ),
    spoiltGradientEach(
      'gradient of the cell before the first step without the forget gate',
      'adjoint',
      'initialCell',
      (value) => 2 * value,
    ),
    wrongGradient('gates in the order i o f g on the way back', 'jacobian', (inputs, cotangents, attributes) => {
      const { x } = lstmGradient({ ...inputs, ...reordered(inputs, [0, 2, 3, 1]) }, cotangents, attributes);
      return { ...lstmGradient(inputs, cotangents, attributes), ...(x === undefined ? {} : { x }) };
    }),
  ]),
];
