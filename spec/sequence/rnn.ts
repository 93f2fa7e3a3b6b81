import { defineOperation } from '../operation.ts';
import { elman1990, pascanuMikolovBengio2013, pytorch } from '../sources.ts';

export const rnn = defineOperation({
  id: 'sequence.rnn',
  meaning:
    'Recurrent network with tanh: every state is the tanh of an affine map of the element of the sequence and of the state before it; all states are given, and a state that is left out is 0 before the first step.',
  signature: 'x[..., t, d], weightX[h, d], weightHidden[h, h], bias?[h], initialHidden?[..., h] -> hidden[..., t, h]',
  definition({ x, weightX, weightHidden, bias, initialHidden }, { mul, tanh, total, memo, each }) {
    const before = (t: number, j: number) => (t > 0 ? hidden(t - 1, j) : initialHidden?.(j));
    const hidden = memo((t, j) => {
      const fromInput = each('d', (i) => mul(weightX(j, i), x(t, i)));
      const fromState = each('h', (k) => {
        const state = before(t, k);
        return state === undefined ? undefined : mul(weightHidden(j, k), state);
      });
      return tanh(total([...fromInput, ...fromState, ...(bias === undefined ? [] : [bias(j)])]));
    });
    return { hidden };
  },
  recursion: { over: 't', states: { hidden: 'initialHidden' } },
  special: 'propagatesNaN',
  // Before the first step a state that was left out may be multiplied by them, or left out too.
  specialIn: ['x', 'weightX', 'bias', 'initialHidden'],
  exchangeable: ['d', 'h'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'what comes later changes no earlier state, bitwise',
    C2: 'no state is larger than 1 in size, up to the rounding of tanh',
    C3: 'without input, weights and bias every state is 0, whatever was before the first step',
    C4: 'every step is what sequence.rnnCell gives from the state before it, up to the rounding of both',
    C5: 'the steps after any of them are the sequence from its state on: run(a then b) = run(b from the last state of run(a)), up to rounding',
  },
  sources: [elman1990('equation 1'), pascanuMikolovBengio2013('section 1.1'), pytorch('torch.nn.RNN')],
});
