import { lstm as specification } from '../../spec/sequence/lstm.ts';
import { type Matrix, matrix, rowOf, times, transposed } from '../_internal/dense/matrix.ts';
import { logistic } from '../_internal/logistic.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { affineGradients, applied, before } from './_internal/recurrence.ts';

type Inputs = MembersOf<typeof specification>;

export const lstm = reference(specification, {
  member: (inputs) => statesOf(inputs),
  pullback: (inputs, cotangents) => pulledBack(inputs, cotangents),
});

/**
 * The gradients of a sequence. From the last step back, with H and C the cotangents of the states after a step: C += o (1 - tanh(c)^2) H,
 * and those of the activations of i, f, g, o are i(1-i) g C, f(1-f) c_before C, (1-g^2) i C, o(1-o) tanh(c) H.
 */
export function pulledBack(inputs: Inputs, cotangents: { readonly hidden: Matrix; readonly cell: Matrix }) {
  const { hidden, cell, gates } = statesOf(inputs);
  const size = hidden.columns;
  const [earlier, earlierCell] = [before(hidden, inputs.initialHidden), before(cell, inputs.initialCell)];
  const slopes = matrix(gates.rows, gates.columns);
  const back = transposed(inputs.weightHidden);
  let ofHidden: Float64Array = new Float64Array(size);
  const ofCell = new Float64Array(size);
  for (let t = hidden.rows - 1; t >= 0; t--) {
    const [gate, slope, last] = [rowOf(gates, t), rowOf(slopes, t), rowOf(earlierCell, t)];
    const [after, fromHidden, fromCell] = [rowOf(cell, t), rowOf(cotangents.hidden, t), rowOf(cotangents.cell, t)];
    for (let j = 0; j < size; j++) {
      const [i, f, g, o] = [0, 1, 2, 3].map((k) => gate[k * size + j] as number) as [number, number, number, number];
      const level = Math.tanh(after[j] as number);
      const h = (fromHidden[j] as number) + (ofHidden[j] as number);
      const c = (fromCell[j] as number) + (ofCell[j] as number) + o * (1 - level * level) * h;
      slope[j] = i * (1 - i) * g * c;
      slope[size + j] = f * (1 - f) * (last[j] as number) * c;
      slope[2 * size + j] = (1 - g * g) * i * c;
      slope[3 * size + j] = o * (1 - o) * level * h;
      ofCell[j] = f * c;
    }
    ofHidden = applied(back, slope);
  }
  return { ...affineGradients(inputs, earlier, slopes), initialHidden: ofHidden, initialCell: ofCell };
}

/** All states and gates of a sequence, a row a step; a row of gates holds those of i, f, g, o. */
export function statesOf({ x, weightX, weightHidden, bias, initialHidden, initialCell }: Inputs) {
  const gates = times(x, transposed(weightX));
  const size = weightHidden.columns;
  const [hidden, cell] = [matrix(gates.rows, size), matrix(gates.rows, size)];
  for (let t = 0; t < gates.rows; t++) {
    const gate = rowOf(gates, t);
    const recurrent = applied(weightHidden, t === 0 ? initialHidden : rowOf(hidden, t - 1));
    for (let r = 0; r < gate.length; r++) {
      const activation = (gate[r] as number) + (recurrent[r] as number) + (bias?.[r] ?? 0);
      gate[r] = r >= 2 * size && r < 3 * size ? Math.tanh(activation) : logistic(activation);
    }
    const last = t === 0 ? initialCell : rowOf(cell, t - 1);
    for (let j = 0; j < size; j++) {
      const [i, f, g, o] = [0, 1, 2, 3].map((k) => gate[k * size + j] as number) as [number, number, number, number];
      const next = f * (last?.[j] ?? 0) + i * g;
      rowOf(cell, t)[j] = next;
      rowOf(hidden, t)[j] = o * Math.tanh(next);
    }
  }
  return { hidden, cell, gates };
}
