import { rnn as specification } from '../../spec/sequence/rnn.ts';
import { type Matrix, matrix, rowOf, times, transposed } from '../_internal/dense/matrix.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { affineGradients, applied, before } from './_internal/recurrence.ts';

type Inputs = MembersOf<typeof specification>;

export const rnn = reference(specification, {
  member: (inputs) => statesOf(inputs),
  // With a_t the argument of tanh, d_t = dL/da_t = (1 - h_t^2) (G_t + W_h^T d_(t+1)).
  pullback(inputs, g) {
    const states = statesOf(inputs);
    const slopes = matrix(states.rows, states.columns);
    const back = transposed(inputs.weightHidden);
    let carried: Float64Array = new Float64Array(states.columns);
    for (let t = states.rows - 1; t >= 0; t--) {
      const [state, given] = [rowOf(states, t), rowOf(g, t)];
      const slope = rowOf(slopes, t);
      for (let j = 0; j < slope.length; j++) {
        slope[j] = (1 - (state[j] as number) ** 2) * ((given[j] as number) + (carried[j] as number));
      }
      carried = applied(back, slope);
    }
    return { ...affineGradients(inputs, before(states, inputs.initialHidden), slopes), initialHidden: carried };
  },
});

/** All states of a sequence, a row a step. */
export function statesOf({ x, weightX, weightHidden, bias, initialHidden }: Inputs): Matrix {
  const states = times(x, transposed(weightX));
  for (let t = 0; t < states.rows; t++) {
    const recurrent = applied(weightHidden, t === 0 ? initialHidden : rowOf(states, t - 1));
    const state = rowOf(states, t);
    for (let j = 0; j < state.length; j++) {
      state[j] = Math.tanh((state[j] as number) + (recurrent[j] as number) + (bias?.[j] ?? 0));
    }
  }
  return states;
}
