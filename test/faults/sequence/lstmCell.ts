import { type NdArray, slice } from '../../../src/ndArray.ts';
import { arrayOf, mapped, none, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { reordered } from './_internal/gates.ts';

const unitsOf = ({ cell }: { readonly cell: NdArray }): number => cell.shape.at(-1) ?? 0;

export const faults: readonly Fault[] = faultsOf(
  'sequence.lstmCell',
  ({ misread, spoilt, spoiltGradientEach, wrongGradient }) => [
    misread('gates in the order input, forget, output, candidate', 'integers', (given) =>
      reordered(given, [0, 1, 3, 2]),
    ),
    misread('gates in the order forget, input, candidate, output', 'C1', (given) => reordered(given, [1, 0, 2, 3])),
    misread('the bias left out', 'C1', () => ({ bias: undefined })),
    misread('1 added to the bias of the forget gate', 'C4', (given) => {
      const h = unitsOf(given);
      const bias = given.bias ?? arrayOf(given.cell.dtype, [4 * h], new Array(4 * h).fill(0));
      return { bias: mapped(bias, (value, row) => value + Number(row >= h && row < 2 * h)) };
    }),
    spoilt('nextHidden without the tanh of the cell', 'C2', ({ nextHidden, nextCell }) => ({
      nextHidden: zipped(nextHidden, nextCell, (value, c) => (value === 0 ? 0 : (value / Math.tanh(c)) * c)),
    })),
    misread('rows of a gate four apart, not h together', 'C3', (given) => {
      const h = unitsOf(given);
      const order = Array.from({ length: 4 * h }, (_, row) => (row % h) * 4 + Math.floor(row / h));
      return h === 0 ? given : reordered(given, order);
    }),
    misread('the hidden state not read', 'definition', ({ hidden }) => ({ hidden: none(hidden) })),
    misread('rows of the weights beyond 4h cut off', 'signature', (given) => {
      const rows = 4 * unitsOf(given);
      const cut = (array: NdArray) => ((array.shape[0] ?? 0) > rows ? slice(array, 0, 0, rows) : array);
      return { weightX: cut(given.weightX), weightHidden: cut(given.weightHidden) };
    }),
    wrongGradient('of the cell without the forget gate', 'jacobian', (inputs, cotangent, attributes, right) => ({
      ...right(inputs, cotangent, attributes),
      cell: cotangent.nextCell,
    })),
    wrongGradient('by way of nextHidden alone', 'C5', (inputs, { nextHidden, nextCell }, attributes, right) =>
      right(inputs, { nextHidden, nextCell: none(nextCell) }, attributes),
    ),
    spoiltGradientEach('of the bias of the first gate alone', 'jacobian', 'bias', (value, row, given) =>
      row < unitsOf(given) ? value : 0,
    ),
  ],
);
