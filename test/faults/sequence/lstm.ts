import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { recurring } from './_internal/recurring.ts';
import { reversed } from './_internal/steps.ts';

const { 'sequence.lstm': lstm } = implementations;
const { 'sequence.lstm': lstmGradient } = pullbacks;
type Inputs = Parameters<typeof lstm>[0];

/** The four blocks of rows, in another order. */
function blocks(array: NdArray, order: readonly number[]): NdArray {
  const values = valuesOf(array);
  const size = values.length / 4;
  const parts = order.map((k) => values.slice(k * size, (k + 1) * size));
  return arrayOf(array.dtype, array.shape, parts.flat());
}

const gates = (inputs: Inputs, order: readonly number[]): Partial<Inputs> => ({
  weightX: blocks(inputs.weightX, order),
  weightHidden: blocks(inputs.weightHidden, order),
  ...(inputs.bias === undefined ? {} : { bias: blocks(inputs.bias, order) }),
});

const none = (array: NdArray): NdArray => mapped(array, () => 0);

export const faults: readonly Fault[] = [
  ...recurring('sequence.lstm', { hidden: 'initialHidden', cell: 'initialCell' }),
  ...faultsOf('sequence.lstm', ({ wrong, misread, spoilt, wrongGradient, spoiltGradient }) => [
    misread('gates in the order i o f g, as ONNX has them', 'C3', (inputs) => gates(inputs, [0, 2, 3, 1])),
    misread('input and forget gate exchanged', 'C3', (inputs) => gates(inputs, [1, 0, 2, 3])),
    misread('candidate and output gate exchanged', 'C2', (inputs) => gates(inputs, [0, 1, 3, 2])),
    misread('1 added to the bias of the forget gate', 'definition', ({ bias }) =>
      bias === undefined
        ? {}
        : { bias: mapped(bias, (value, at) => value + (Math.floor((4 * at) / valuesOf(bias).length) === 1 ? 1 : 0)) },
    ),
    misread('the cell before the first step ignored', 'C3', () => ({ initialCell: undefined })),
    misread('the hidden state before the first step ignored', 'C2', () => ({ initialHidden: undefined })),
    misread('no hidden state carried', 'steps', ({ weightHidden }) => ({ weightHidden: none(weightHidden) })),
    wrong('the sequence read from its end', 'C1', (inputs, attributes) => {
      const { hidden, cell } = lstm({ ...inputs, x: reversed(inputs.x) }, attributes);
      return { hidden: reversed(hidden), cell: reversed(cell) };
    }),
    spoilt('hidden states and cells exchanged', 'definition', ({ hidden, cell }) => ({ hidden: cell, cell: hidden })),
    spoilt('cells cut off at 3', 'integers', ({ hidden, cell }) => ({
      hidden,
      cell: mapped(cell, (value) => Math.max(-3, Math.min(3, value))),
    })),
    spoilt('hidden states in single precision', 'definition', ({ hidden, cell }) => ({
      hidden: mapped(hidden, Math.fround),
      cell,
    })),
    wrongGradient('cotangents of the cells left out', 'adjoint', (inputs, { hidden, cell }, attributes) =>
      lstmGradient(inputs, { hidden, cell: none(cell) }, attributes),
    ),
    spoiltGradient(
      'gradient of the cell before the first step without the forget gate',
      'adjoint',
      ({ initialCell }) => ({
        initialCell: mapped(initialCell, (value) => 2 * value),
      }),
    ),
    wrongGradient('gates in the order i o f g on the way back', 'jacobian', (inputs, cotangents, attributes) => {
      const { x } = lstmGradient({ ...inputs, ...gates(inputs, [0, 2, 3, 1]) }, cotangents, attributes);
      return { ...lstmGradient(inputs, cotangents, attributes), ...(x === undefined ? {} : { x }) };
    }),
  ]),
];
