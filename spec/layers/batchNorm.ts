import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { higham2002, ioffeSzegedy2015, pytorch } from '../sources.ts';

export const batchNorm = defineOperation({
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
  sizes({ n, l }, { training }) {
    if (training && n * l < 2) refuse('R2', `in training a channel must have more than one value, got ${n * l}`);
    return {};
  },
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
  special: 'propagatesNaN',
  rejects: {
    R1: 'momentum and epsilon must be numbers; that momentum lies from 0 to 1 and epsilon is at least 0 is a convention',
    R2: 'in training a channel must have more than one value',
  },
  domain: { runningVariance: 'positive' },
  feasible: ({ n, l }, { training }) => (training ? { n: Math.max(n, 2), l: Math.max(l, 1) } : {}),
  homogeneous: [
    { x: 1, runningMean: 1, runningVariance: 2, epsilon: 2, nextMean: 1, nextVariance: 2 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n', 'c', 'l'],
  derivative: (
    { x, runningMean, runningVariance, weight },
    { y: g, nextMean, nextVariance },
    { mean, variance, sum, add, sub, mul, div, sqrt, constant, memo, size },
    { training, momentum, epsilon },
  ) => {
    const count = constant(size('n') * size('l'));
    const centre = memo((c) => (training ? mean('n l', (k, t) => x(k, c, t)) : runningMean(c)));
    const spread = (c: number) => (training ? variance('n l', (k, t) => x(k, c, t)) : runningVariance(c));
    const root = memo((c) => sqrt(add(spread(c), constant(epsilon))));
    const z = (k: number, c: number, t: number) => div(sub(x(k, c, t), centre(c)), root(c));
    const h = (k: number, c: number, t: number) => (weight === undefined ? g(k, c, t) : mul(g(k, c, t), weight(c)));
    const sumOfH = memo((c) => sum('n l', (k, t) => h(k, c, t)));
    const sumOfHz = memo((c) => sum('n l', (k, t) => mul(h(k, c, t), z(k, c, t))));
    const [kept, taken] = [sub(constant(1), constant(momentum)), constant(momentum)];
    return {
      x(k, c, t) {
        if (!training) return div(h(k, c, t), root(c));
        const centred = sub(h(k, c, t), div(add(sumOfH(c), mul(z(k, c, t), sumOfHz(c))), count));
        const slope = div(mul(constant(2), sub(x(k, c, t), centre(c))), sub(count, constant(1)));
        const ofAverages = add(div(nextMean(c), count), mul(nextVariance(c), slope));
        return add(div(centred, root(c)), mul(taken, ofAverages));
      },
      runningMean: (c) => (training ? mul(kept, nextMean(c)) : sub(nextMean(c), div(sumOfH(c), root(c)))),
      runningVariance: (c) =>
        training
          ? mul(kept, nextVariance(c))
          : sub(nextVariance(c), div(sumOfHz(c), mul(constant(2), mul(root(c), root(c))))),
      weight: (c) => sum('n l', (k, t) => mul(g(k, c, t), z(k, c, t))),
      bias: (c) => sum('n l', (k, t) => g(k, c, t)),
    };
  },
  clauses: {
    C1: 'in training y does not depend on the running averages, bitwise',
    C2: 'without training the averages come out as they went in, bitwise, and no element of y depends on another of x',
    C3: 'of values far from 0 that are nearly equal neither y nor the next variance loses its digits: the variance is not that of squares less the square of the mean',
    C4: 'the gradient of a channel is that of this channel by itself, beside however many others and of however many values',
  },
  sources: [ioffeSzegedy2015('algorithms 1 and 2'), higham2002('section 1.9'), pytorch('torch.nn.BatchNorm1d')],
});
