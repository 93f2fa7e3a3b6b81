import { operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { higham2002, ioffeSzegedy2015, pytorch } from '../sources.ts';

export const batchNorm = operation({
  id: 'layers.batchNorm',
  meaning:
    'Each channel shifted to mean 0, scaled to variance 1, then scaled and shifted: in training by mean and variance of the batch, of which running averages go in and come out; else by those averages.',
  signature:
    'x[n, c, l], runningMean[c], runningVariance[c], weight?[c], bias?[c] -> y[n, c, l], nextMean[c], nextVariance[c]',
  attributes: {
    training: { kind: 'boolean', default: true },
    // The weight of what is new.
    momentum: { kind: 'real', min: 0, max: 1, default: 0.1, clause: 'R1' },
    // Inside the root.
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-5, clause: 'R1' },
  },
  domain: { runningVariance: 'positive' },
  sizes({ n, l }, { training }) {
    if (training && n * l < 2) refuse('R2', `in training a channel must have more than one value, got ${n * l}`);
    return {};
  },
  feasible: ({ n, l }, { training }) => (training ? { n: Math.max(n, 2), l: Math.max(l, 1) } : {}),
  definition: (
    { x, runningMean, runningVariance, weight, bias },
    { mean, variance, total, add, sub, mul, div, neg, sqrt, constant, memo, either, size },
    { training, momentum, epsilon },
  ) => {
    const count = size('n') * size('l');
    const seenMean = memo((c) => mean('n l', (k, t) => x(k, c, t)));
    const seenVariance = memo((c) => variance('n l', (k, t) => x(k, c, t)));
    const unbiased = (c: number) => div(mul(constant(count), seenVariance(c)), constant(count - 1));
    const centre = (c: number) => (training ? seenMean(c) : runningMean(c));
    const scale = memo((c) => {
      const spread = training ? seenVariance(c) : runningVariance(c);
      return div(weight === undefined ? constant(1) : weight(c), sqrt(add(spread, constant(epsilon))));
    });
    const [kept, taken] = [sub(constant(1), constant(momentum)), constant(momentum)];
    return {
      // (x - mean) scale, multiplied out, as in layerNorm.
      y: (k, c, t) => {
        const terms = [mul(x(k, c, t), scale(c)), neg(mul(centre(c), scale(c)))];
        return total(bias === undefined ? terms : [...terms, bias(c)]);
      },
      nextMean: (c) => {
        const old = runningMean(c);
        if (!training) return old;
        return either(add(mul(kept, old), mul(taken, seenMean(c))), () => add(old, mul(taken, sub(seenMean(c), old))));
      },
      nextVariance: (c) => {
        const old = runningVariance(c);
        if (!training) return old;
        return either(add(mul(kept, old), mul(taken, unbiased(c))), () => add(old, mul(taken, sub(unbiased(c), old))));
      },
    };
  },
  state: { runningMean: 'nextMean', runningVariance: 'nextVariance' },
  homogeneous: [
    { x: 1, runningMean: 1, runningVariance: 2, epsilon: 2, nextMean: 1, nextVariance: 2 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n', 'c', 'l'],
  clauses: {
    C1: 'in training y does not depend on the running averages, bitwise',
    C2: 'without training the averages come out as they went in, bitwise, and no element of y depends on another of x',
    C3: 'of values far from 0 that are nearly equal neither y nor the next variance loses its digits: the variance is not that of squares less the square of the mean',
    C4: 'the gradient of a channel is that of this channel by itself, beside however many others and of however many values',
  },
  derivative: {
    x: 'with H = G weight, z the normalised x, r the root and N = n l: in training (H - mean(H) - z mean(H z)) / r + momentum (M / N + 2 V (x - mean) / (N - 1)), M and V the cotangents of the averages; else H / r',
    runningMean: '(1 - momentum) M in training, else M - sum(H) / r',
    runningVariance: '(1 - momentum) V in training, else V - sum(H z) / (2 r^2)',
    weight: 'sum(G z)',
    bias: 'sum(G)',
  },
  special: 'propagatesNaN',
  rejects: {
    R1: 'momentum and epsilon must be numbers; that momentum lies from 0 to 1 and epsilon is at least 0 is a convention',
    R2: 'in training a channel must have more than one value',
  },
  sources: [ioffeSzegedy2015('algorithms 1 and 2'), higham2002('section 1.9'), pytorch('torch.nn.BatchNorm1d')],
});
