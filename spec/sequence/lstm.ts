import { defineOperation } from '../operation.ts';
import { foundationsText, hochreiterSchmidhuber1997, pytorch } from '../sources.ts';
import { lstmCell } from './lstmCell.ts';

export const lstm = defineOperation({
  id: 'sequence.lstm',
  meaning:
    'Long short-term memory over a sequence: every step is sequence.lstmCell from the hidden state and the cell before it, all of which are given; what is left out is 0 before the first step. The rows of the weights are those of the input gate, the forget gate, the candidate and the output gate, h of each.',
  signature:
    'x[..., t, d], weightX[4h, d], weightHidden[4h, h], bias?[4h], initialHidden?[..., h], initialCell?[..., h] -> hidden[..., t, h], cell[..., t, h]',
  parts: { lstmCell },
  definition({ x, weightX, weightHidden, bias, initialHidden, initialCell }, S, _, { lstmCell }) {
    const nothing = S.tensor('h', () => S.constant(0));
    let [hidden, cell] = [initialHidden ?? nothing, initialCell ?? nothing];
    const steps = Array.from({ length: S.size('t') }, (_, t) => {
      const next = lstmCell({ x: S.tensor('d', (p) => x(t, p)), hidden, cell, weightX, weightHidden, bias });
      [hidden, cell] = [next.nextHidden, next.nextCell];
      return next;
    });
    return {
      hidden: (t, j) => steps[t]?.nextHidden(j) ?? S.constant(0),
      cell: (t, j) => steps[t]?.nextCell(j) ?? S.constant(0),
    };
  },
  recursion: { over: 't', states: { hidden: 'initialHidden', cell: 'initialCell' } },
  freedom: 'what an infinite cell gives where its gate rounds to 0',
  special: 'propagatesNaN',
  // Before the first step a state that was left out may be multiplied by them, or left out too.
  specialIn: ['x', 'weightX', 'bias', 'initialHidden'],
  exchangeable: ['d'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'what comes later changes no earlier state, bitwise',
    C2: 'every step is what sequence.lstmCell gives from the states before it, up to the rounding of both',
    C3: 'forget gates that are open and input gates that are closed keep the cell through all steps, bitwise',
    C4: 'the gradient of the cell before the first step by the last cell is the product of the forget gates where no state is fed back: 2^-t with weights and biases of 0, bitwise',
  },
  errata: {
    E74: {
      claim: 'the gates of an LSTM or a GRU give eigenvalues near 1, against vanishing gradients',
      where: foundationsText('section 1.1.5'),
      kind: 'conditional',
      counterexample:
        'with biases of 0 and no weights every step halves the cell: 2^-12 of the gradient is left after 12 of them, 8e-31 after 100',
      right: 'along the cell alone, and where the forget gate is near 1: hence a bias of the forget gate that opens it',
      clauses: ['C3', 'C4'],
    },
  },
  sources: [hochreiterSchmidhuber1997('section 4'), pytorch('torch.nn.LSTM')],
});
