import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { essenceText, higham2002, ioffeSzegedy2015, pytorch, santurkar2018 } from '../sources.ts';

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
    const kept = sub(constant(1), constant(momentum));
    // Where the weight of the old is what is asked for, the new is given what that leaves.
    const taken = either(constant(momentum), () => sub(constant(1), kept));
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
    C5: 'in training the batch taken twice gives y twice, within the bounds of both, though y depends on all of the batch',
    C6: 'in training the pullback of y to x sums to 0 over a channel, and with epsilon = 0 it is orthogonal to x: a bias before it has the gradient 0, and the gradient of a weight before it is orthogonal to the weight',
    C7: 'with epsilon = 0 a linear layer before it with 2^k times the weight gives the same y, and the weight 2^-k times the gradient, bitwise',
    C8: 'without training it is undone by itself, mean and bias, root and weight exchanged, up to the roundings of both',
    C9: 'in training without weight and bias values are at most sqrt(N - 1) in magnitude, N values a channel, up to rounding',
  },
  errata: {
    E45: {
      claim: 'batch normalisation works because it keeps the distribution of what a layer is given from shifting',
      where: essenceText('思考2'),
      kind: 'imprecise',
      counterexample:
        'the same batch before and after a step that moved the bias from 0 to 5: the mean of what the next layer is given moves by 5',
      right:
        'weight and bias move the distribution as freely as before; what holds is that y does not depend on the scale of a weight before it, whose gradient is orthogonal to it and falls as it grows',
      clauses: ['C6', 'C7'],
    },
  },
  sources: [
    ioffeSzegedy2015('algorithms 1 and 2'),
    higham2002('section 1.9'),
    pytorch('torch.nn.BatchNorm1d'),
    santurkar2018('section 2'),
  ],
});
