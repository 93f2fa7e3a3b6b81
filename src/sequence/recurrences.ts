import * as specification from '../../spec/sequence/recurrences.ts';
import { type Matrix, matrix, rowOf, times, transposed } from '../_internal/dense/matrix.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { affineGradients, applied, before } from './_internal/recurrence.ts';
import { statesOf } from './rnn.ts';

const asRow = (vector: Float64Array): Matrix => matrix(1, vector.length, vector);

/** The step as a sequence of one. */
const asSequence = ({ x, hidden, ...weights }: MembersOf<typeof specification.rnnCell>) => ({
  ...weights,
  x: asRow(x),
  initialHidden: hidden,
});

const slope = (state: number): number => 1 - state * state;

export const rnnCell = reference(specification.rnnCell, {
  halves: true,
  member: (given) => statesOf(asSequence(given)).data,
  pullback(given, g) {
    const sequence = asSequence(given);
    const slopes = asRow(statesOf(sequence).data.map((state, j) => slope(state) * (g[j] as number)));
    const { x, ...weights } = affineGradients(sequence, asRow(given.hidden), slopes);
    return { ...weights, x: x.data, hidden: applied(transposed(given.weightHidden), slopes.data) };
  },
});

/** All states of h_t = W h_(t-1) + U x_t + b, a row a step. */
function linearStates({
  x,
  weightX,
  weightHidden,
  bias,
  initialHidden,
}: MembersOf<typeof specification.linearRnn>): Matrix {
  const states = times(x, transposed(weightX));
  for (let t = 0; t < states.rows; t++) {
    const recurrent = applied(weightHidden, t === 0 ? initialHidden : rowOf(states, t - 1));
    const state = rowOf(states, t);
    for (let j = 0; j < state.length; j++) {
      state[j] = (state[j] as number) + (recurrent[j] as number) + (bias?.[j] ?? 0);
    }
  }
  return states;
}

export const linearRnn = reference(specification.linearRnn, {
  halves: true,
  member: linearStates,
  // d_t = dL/dh_t = G_t + W^T d_(t+1).
  pullback(inputs, g) {
    const back = transposed(inputs.weightHidden);
    const slopes = matrix(g.rows, g.columns, g.data.slice());
    let carried: Float64Array = new Float64Array(g.columns);
    for (let t = g.rows - 1; t >= 0; t--) {
      const one = rowOf(slopes, t);
      for (let j = 0; j < one.length; j++) one[j] = (one[j] as number) + (carried[j] as number);
      carried = applied(back, one);
    }
    const earlier = before(linearStates(inputs), inputs.initialHidden);
    return { ...affineGradients(inputs, earlier, slopes), initialHidden: carried };
  },
});

export const bptt = reference(specification.bptt, {
  halves: true,
  member({ cotangent, ...inputs }, { truncation, cut }) {
    const states = statesOf(inputs);
    const back = transposed(inputs.weightHidden);
    const slopes = matrix(states.rows, states.columns);
    const last = (t: number) =>
      Math.min(states.rows, cut === 'window' ? t + truncation : truncation * (Math.floor(t / truncation) + 1)) - 1;
    for (let t = 0; t < states.rows; t++) {
      let carried: Float64Array = new Float64Array(states.columns);
      for (let step = last(t); step >= t; step--) {
        const [state, given] = [rowOf(states, step), rowOf(cotangent, step)];
        const one = state.map((value, j) => slope(value) * ((given[j] as number) + (carried[j] as number)));
        if (step === t) rowOf(slopes, t).set(one);
        else carried = applied(back, one);
      }
    }
    const { x, weightX, weightHidden, bias } = affineGradients(inputs, before(states, inputs.initialHidden), slopes);
    return {
      gradientX: x,
      gradientWeightX: weightX,
      gradientWeightHidden: weightHidden,
      gradientBias: bias,
      gradientInitialHidden: states.rows === 0 ? new Float64Array(states.columns) : applied(back, rowOf(slopes, 0)),
    };
  },
});
