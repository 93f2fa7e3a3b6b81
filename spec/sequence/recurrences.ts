import { defineOperation } from '../operation.ts';
import { elman1990, pascanuMikolovBengio2013, pytorch, werbos1990, williamsPeng1990 } from '../sources.ts';

export const rnnCell = defineOperation({
  id: 'sequence.rnnCell',
  meaning: 'One step of a recurrent network: the tanh of an affine map of an element of the sequence and of the state.',
  signature: 'x[..., d], hidden[..., h], weightX[h, d], weightHidden[h, h], bias?[h] -> nextHidden[..., h]',
  definition: ({ x, hidden, weightX, weightHidden, bias }, { mul, tanh, total, each }) => ({
    nextHidden: (j) =>
      tanh(
        total([
          ...each('d', (i) => mul(weightX(j, i), x(i))),
          ...each('h', (k) => mul(weightHidden(j, k), hidden(k))),
          ...(bias === undefined ? [] : [bias(j)]),
        ]),
      ),
  }),
  special: 'propagatesNaN',
  homogeneous: [
    { x: 1, weightX: -1 },
    { hidden: 1, weightHidden: -1 },
  ],
  exchangeable: ['d', 'h'],
  derivative: (
    { x, hidden, weightX, weightHidden, nextHidden },
    { nextHidden: g },
    { mul, sub, sum, constant, memo },
  ) => {
    const slope = memo((j) => mul(sub(constant(1), mul(nextHidden(j), nextHidden(j))), g(j)));
    return {
      x: (i) => sum('h', (j) => mul(slope(j), weightX(j, i))),
      hidden: (k) => sum('h', (j) => mul(slope(j), weightHidden(j, k))),
      weightX: (j, i) => mul(slope(j), x(i)),
      weightHidden: (j, k) => mul(slope(j), hidden(k)),
      bias: slope,
    };
  },
  clauses: {
    C1: 'without weights the next state is tanh of the bias, whatever the input and the state are: 0 without one, bitwise',
    C2: 'no state is larger than 1 in size, up to the rounding of tanh',
  },
  sources: [elman1990('equation 1'), pytorch('torch.nn.RNNCell')],
});

export const linearRnn = defineOperation({
  id: 'sequence.linearRnn',
  meaning:
    'Recurrent network without an activation, h_t = W h_(t-1) + U x_t + b: all states are given, and a state that is left out is 0 before the first step.',
  signature: 'x[..., t, d], weightX[h, d], weightHidden[h, h], bias?[h], initialHidden?[..., h] -> hidden[..., t, h]',
  definition({ x, weightX, weightHidden, bias, initialHidden }, { mul, total, memo, each }) {
    const before = (t: number, j: number) => (t > 0 ? hidden(t - 1, j) : initialHidden?.(j));
    const hidden = memo((t, j) => {
      const fromInput = each('d', (i) => mul(weightX(j, i), x(t, i)));
      const fromState = each('h', (k) => {
        const state = before(t, k);
        return state === undefined ? undefined : mul(weightHidden(j, k), state);
      });
      return total([...fromInput, ...fromState, ...(bias === undefined ? [] : [bias(j)])]);
    });
    return { hidden };
  },
  special: 'propagatesNaN',
  // Before the first step a state that was left out may be multiplied by them, or left out too.
  specialIn: ['x', 'weightX', 'bias', 'initialHidden'],
  homogeneous: [
    { x: 1, bias: 1, initialHidden: 1, hidden: 1 },
    { weightX: 1, bias: 1, initialHidden: 1, hidden: 1 },
  ],
  exchangeable: ['d', 'h'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'h_T = W^T h_0 + sum_t W^(T-t) (U x_t + b), bitwise, on integers',
    C2: 'the gradient of h_0 by the last state is (W^T)^T g, bitwise, on integers',
  },
  sources: [pascanuMikolovBengio2013('section 2.1')],
});

export const bptt = defineOperation({
  id: 'sequence.bptt',
  meaning:
    'Backpropagation through time: the gradients of sequence.rnn for a cotangent of every state, of which each is handed back over a number of steps at most: `segments` cuts the sequence into parts of so many, and hands nothing from one to the part before it; `window` hands what comes in at every step back over so many, that step included.',
  signature:
    'x[t, d], weightX[h, d], weightHidden[h, h], bias?[h], initialHidden?[h], cotangent[t, h] -> gradientX[t, d], gradientWeightX[h, d], gradientWeightHidden[h, h], gradientBias[h], gradientInitialHidden[h]',
  attributes: {
    truncation: { kind: 'integer', min: 1, clause: 'R1' },
    cut: { kind: 'choice', options: ['segments', 'window'], default: 'segments' },
  },
  definition(
    { x, weightX, weightHidden, bias, initialHidden, cotangent },
    { mul, sub, tanh, total, sum, memo, each, size, constant },
    { truncation, cut },
  ) {
    const steps = size('t');
    const before = (t: number, j: number) => (t > 0 ? hidden(t - 1, j) : initialHidden?.(j));
    const fromState = (t: number, j: number) =>
      each('h', (k) => {
        const state = before(t, k);
        return state === undefined ? undefined : mul(weightHidden(j, k), state);
      });
    const hidden = memo((t, j) =>
      tanh(
        total([
          ...each('d', (i) => mul(weightX(j, i), x(t, i))),
          ...fromState(t, j),
          ...(bias === undefined ? [] : [bias(j)]),
        ]),
      ),
    );
    /** The last step whose cotangent reaches step t. */
    const last = (t: number) =>
      Math.min(steps, cut === 'window' ? t + truncation : truncation * (Math.floor(t / truncation) + 1)) - 1;
    /** What the cotangent of one step has become before the activation of an earlier one, t. */
    const handed = memo((from, t, j) => {
      const slope = sub(constant(1), mul(hidden(t, j), hidden(t, j)));
      return mul(
        slope,
        from === t ? cotangent(t, j) : sum('h', (k) => mul(weightHidden(k, j), handed(from, t + 1, k))),
      );
    });
    const reaching = (t: number) => Array.from({ length: last(t) - t + 1 }, (_, at) => t + at);
    const slopes = memo((t, j) => total(reaching(t).map((from) => handed(from, t, j))));
    return {
      gradientX: (t, i) => sum('h', (j) => mul(slopes(t, j), weightX(j, i))),
      gradientWeightX: (j, i) => sum('t', (t) => mul(slopes(t, j), x(t, i))),
      gradientWeightHidden: (j, k) =>
        total(
          each('t', (t) => {
            const state = before(t, k);
            return state === undefined ? undefined : mul(slopes(t, j), state);
          }),
        ),
      gradientBias: (j) => sum('t', (t) => slopes(t, j)),
      gradientInitialHidden: (k) =>
        steps === 0 ? constant(0) : sum('h', (j) => mul(weightHidden(j, k), slopes(0, j))),
    };
  },
  // What is not handed back may be left out, or multiplied by 0, and so may the state before the first step.
  special: 'undefined',
  rejects: { R1: 'truncation must be an integer that is at least 1' },
  // Of few steps there is something to cut.
  compatible: (attributes) => ({ ...attributes, truncation: 1 + ((attributes.truncation - 1) % 3) }),
  homogeneous: [
    {
      cotangent: 1,
      gradientX: 1,
      gradientWeightX: 1,
      gradientWeightHidden: 1,
      gradientBias: 1,
      gradientInitialHidden: 1,
    },
  ],
  exchangeable: ['d', 'h'],
  clauses: {
    C1: 'handed back over all steps or more, by either cut, they are the gradients of sequence.rnn, within the bounds of both',
    C2: 'they are the sums over all steps of those for the cotangent of one step alone, up to rounding',
    C3: 'over one step both cuts are one, within the bounds of both',
    C4: 'cotangents that are not handed back so far change no bit of the gradient of x_t: in the window from step t + K on, in segments from the end of that of t on',
  },
  sources: [werbos1990('section II'), williamsPeng1990('section 3')],
});
