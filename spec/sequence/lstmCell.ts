import { defineOperation } from '../operation.ts';
import { hochreiterSchmidhuber1997, pytorch } from '../sources.ts';
import { sigmoid } from './_internal/sigmoid.ts';

export const lstmCell = defineOperation({
  id: 'sequence.lstmCell',
  meaning:
    'One step of a long short-term memory: the rows of the weights are those of the input gate, the forget gate, the candidate and the output gate, h of each.',
  signature:
    'x[..., d], hidden[..., h], cell[..., h], weightX[4h, d], weightHidden[4h, h], bias?[4h] -> nextHidden[..., h], nextCell[..., h]',
  definition: ({ x, hidden, cell, weightX, weightHidden, bias }, S) => {
    const h = S.size('h');
    const activation = S.memo((r) =>
      S.total([
        ...S.each('d', (p) => S.mul(weightX(r, p), x(p))),
        ...S.each('h', (p) => S.mul(weightHidden(r, p), hidden(p))),
        ...(bias === undefined ? [] : [bias(r)]),
      ]),
    );
    const nextCell = S.memo((j) => {
      const kept = S.mul(sigmoid(activation(h + j), S), cell(j));
      return S.add(kept, S.mul(sigmoid(activation(j), S), S.tanh(activation(2 * h + j))));
    });
    return { nextCell, nextHidden: (j) => S.mul(sigmoid(activation(3 * h + j), S), S.tanh(nextCell(j))) };
  },
  freedom: 'what an infinite cell gives where its gate rounds to 0',
  special: 'propagatesNaN',
  homogeneous: [
    { x: 1, weightX: -1 },
    { hidden: 1, weightHidden: -1 },
  ],
  exchangeable: ['d'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'a forget gate that is open and an input gate that is closed keep the cell, bitwise',
    C2: 'every element of nextHidden lies between -1 and 1, up to rounding',
    C3: 'permuting the units, in every gate alike, permutes the results, bitwise where the sums are exact',
    C4: 'weights and bias of 0 halve the cell, bitwise',
    C5: 'where the forget gate is open and the input and output gates are closed, the pullback to the cell is the cotangent of nextCell, bitwise',
  },
  sources: [hochreiterSchmidhuber1997('section 4'), pytorch('torch.nn.LSTMCell')],
});
