import { type NdArray, slice } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'sequence.lstmCell': lstmCell } = implementations;
const { 'sequence.lstmCell': lstmCellGradient } = pullbacks;

type Cell = typeof lstmCell;
type Given = Parameters<Cell>[0];

/** The blocks of h rows in another order. */
const blocks = (array: NdArray, order: readonly number[]): NdArray => {
  const part = valuesOf(array).length / order.length;
  const values = valuesOf(array);
  return arrayOf(
    array.dtype,
    array.shape,
    order.flatMap((block) => values.slice(block * part, (block + 1) * part)),
  );
};

const reordered = (given: Given, order: readonly number[]): Given => ({
  ...given,
  weightX: blocks(given.weightX, order),
  weightHidden: blocks(given.weightHidden, order),
  bias: given.bias && blocks(given.bias, order),
});

const planted = (name: string, caughtBy: string, cell: (...given: Parameters<Cell>) => ReturnType<Cell>): Fault => ({
  name,
  operation: 'sequence.lstmCell',
  caughtBy: `sequence.lstmCell/${caughtBy}`,
  operations: { 'sequence.lstmCell': cell },
});

export const faults: readonly Fault[] = [
  planted('gates in the order input, forget, output, candidate', 'integers', (given) =>
    lstmCell(reordered(given, [0, 1, 3, 2]), {}),
  ),
  planted('gates in the order forget, input, candidate, output', 'C1', (given) =>
    lstmCell(reordered(given, [1, 0, 2, 3]), {}),
  ),
  planted('the bias left out', 'C1', ({ bias, ...given }) => lstmCell(given, {})),
  planted('1 added to the bias of the forget gate', 'C4', (given) => {
    const h = given.cell.shape.at(-1) ?? 0;
    const bias = given.bias ?? arrayOf(given.cell.dtype, [4 * h], new Array(4 * h).fill(0));
    return lstmCell(
      { ...given, bias: mapped(bias, (value, row) => (row >= h && row < 2 * h ? value + 1 : value)) },
      {},
    );
  }),
  planted('nextHidden without the tanh of the cell', 'C2', (given) => {
    const { nextHidden, nextCell } = lstmCell(given, {});
    const cells = valuesOf(nextCell);
    return {
      nextCell,
      nextHidden: mapped(nextHidden, (value, at) =>
        value === 0 ? 0 : (value / Math.tanh(cells[at] ?? 1)) * (cells[at] ?? 1),
      ),
    };
  }),
  planted('rows of a gate four apart, not h together', 'C3', (given) => {
    const h = given.cell.shape.at(-1) ?? 0;
    const order = Array.from({ length: 4 * h }, (_, row) => (row % h) * 4 + Math.floor(row / h));
    return lstmCell(h === 0 ? given : reordered(given, order), {});
  }),
  planted('the hidden state not read', 'definition', (given) =>
    lstmCell({ ...given, hidden: mapped(given.hidden, () => 0) }, {}),
  ),
  planted('rows of the weights beyond 4h cut off', 'signature', (given) => {
    const rows = 4 * (given.cell.shape.at(-1) ?? 0);
    const cut = (array: NdArray) => ((array.shape[0] ?? 0) > rows ? slice(array, 0, 0, rows) : array);
    return lstmCell({ ...given, weightX: cut(given.weightX), weightHidden: cut(given.weightHidden) }, {});
  }),
  {
    name: 'gradient of the cell without the forget gate',
    operation: 'sequence.lstmCell',
    caughtBy: 'sequence.lstmCell/jacobian',
    gradients: {
      'sequence.lstmCell': (inputs, cotangent, attributes) => ({
        ...lstmCellGradient(inputs, cotangent, attributes),
        cell: cotangent.nextCell,
      }),
    },
  },
  {
    name: 'gradient of the cell by way of nextHidden alone',
    operation: 'sequence.lstmCell',
    caughtBy: 'sequence.lstmCell/C5',
    gradients: {
      'sequence.lstmCell': (inputs, cotangent, attributes) =>
        lstmCellGradient(inputs, { ...cotangent, nextCell: mapped(cotangent.nextCell, () => 0) }, attributes),
    },
  },
];
