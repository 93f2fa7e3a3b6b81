import { defineOperation } from '../operation.ts';
import { pytorch } from '../sources.ts';

export const foldBatchNorm = defineOperation({
  id: 'layers.foldBatchNorm',
  meaning:
    'Weight and bias of a linear layer, or of a convolution with all entries of an output in a row, that does by itself what it does with batchNorm after it, by running averages: each output times scale / sqrt(variance + epsilon), its bias moved likewise.',
  signature:
    'weight[o, k], bias?[o], runningMean[o], runningVariance[o], scale?[o], shift?[o] -> foldedWeight[o, k], foldedBias[o]',
  attributes: {
    // Inside the root.
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-5, clause: 'R1' },
  },
  definition: (
    { weight, bias, runningMean, runningVariance, scale, shift },
    { total, mul, div, neg, add, sqrt, constant, memo },
    { epsilon },
  ) => {
    const factor = memo((o) =>
      div(scale === undefined ? constant(1) : scale(o), sqrt(add(runningVariance(o), constant(epsilon)))),
    );
    return {
      foldedWeight: (o, k) => mul(weight(o, k), factor(o)),
      foldedBias(o) {
        // (bias - mean) factor + shift, multiplied out, as in batchNorm.
        const terms = [neg(mul(runningMean(o), factor(o)))];
        if (bias !== undefined) terms.push(mul(bias(o), factor(o)));
        if (shift !== undefined) terms.push(shift(o));
        return total(terms);
      },
    };
  },
  special: 'propagatesNaN',
  rejects: { R1: 'epsilon must be a number; that it is at least 0 is a convention' },
  domain: { runningVariance: 'positive' },
  homogeneous: [
    { weight: 1, bias: 1, runningMean: 1, runningVariance: 2, epsilon: 2 },
    { scale: 1, shift: 1, foldedWeight: 1, foldedBias: 1 },
  ],
  exchangeable: ['o', 'k'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'linear by what comes out is linear by what goes in and batchNorm without training, up to the roundings of all',
    C2: 'conv2d likewise',
    C3: 'averages of 0 and 1 with epsilon = 0 fold to the weight and the bias that were given, 0 without one, bitwise where roots and quotients are correctly rounded',
  },
  sources: [pytorch('torch.nn.utils.fuse_conv_bn_weights')],
});
