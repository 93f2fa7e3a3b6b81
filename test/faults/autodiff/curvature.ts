import { twoLayerLossHvp } from '../../../src/autodiff/landscapes.ts';
import { classifierHvp } from '../../../src/autodiff/networks.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.twoLayerLossGaussNewton', ({ wrong, spoilt }) => [
    wrong('the Hessian: the curvature of the model, too', 'C1', (inputs) => twoLayerLossHvp(inputs, {})),
    spoilt('J^T d in place of J^T J d', 'C1', ({ h_y, ...others }, { d_y }) => ({ ...others, h_y: d_y })),
    spoilt('twice, as of the square without its half', 'C2', ({ h_w1 }) => ({
      h_w1: mapped(h_w1, (value) => 2 * value),
    })),
    spoilt('the labels of the model have no gradient', 'C2', ({ h_y }) => ({ h_y: mapped(h_y, () => 0) })),
  ]),
  ...faultsOf('autodiff.classifierGaussNewton', ({ wrong, spoilt, misread, spoiltGradient }) => [
    wrong('the Hessian: the curvature of the logits, too', 'C3', (inputs) => classifierHvp(inputs, {})),
    spoilt('curvature with the wrong sign', 'C1', ({ h_bias, h_weight, h_x }) => ({
      h_bias: mapped(h_bias, (value) => -value),
      h_weight: mapped(h_weight, (value) => -value),
      h_x: mapped(h_x, (value) => -value),
    })),
    spoilt('the sum over the batch in place of the mean', 'C2', ({ h_weight }, { x }) => ({
      h_weight: mapped(h_weight, (value) => value * (x.shape[0] ?? 1)),
    })),
    misread('directions of the inputs are left out', 'definition', ({ d_x }) => ({ d_x: mapped(d_x, () => 0) })),
    spoiltGradient('the probabilities are held constant', 'jacobian', ({ bias }) => ({ bias: mapped(bias, () => 0) })),
  ]),
  ...faultsOf('autodiff.classifierFisher', ({ spoilt, misread, spoiltGradient }) => [
    spoilt('the sum over the batch in place of the mean', 'C1', ({ h_bias, h_weight }, { x }) => ({
      h_bias: mapped(h_bias, (value) => value * (x.shape[0] ?? 1)),
      h_weight: mapped(h_weight, (value) => value * (x.shape[0] ?? 1)),
    })),
    spoilt('the Hessian of the log likelihood, which is negative', 'C2', ({ h_bias, h_weight }) => ({
      h_bias: mapped(h_bias, (value) => -value),
      h_weight: mapped(h_weight, (value) => -value),
    })),
    misread('every label equally likely', 'C1', ({ bias, weight }) => ({
      bias: mapped(bias, () => 0),
      weight: mapped(weight, () => 0),
    })),
    spoilt('the directions of the biases count twice', 'C3', ({ h_weight }) => ({
      h_weight: mapped(h_weight, (value) => 2 * value),
    })),
    spoilt('the scores have not lost their mean', 'C4', ({ h_bias }, { d_bias }) => ({
      h_bias: mapped(d_bias, (value, k) => value + 0 * (h_bias.data[k] ?? 0)),
    })),
    spoiltGradient('the probabilities are held constant', 'jacobian', ({ bias }) => ({ bias: mapped(bias, () => 0) })),
  ]),
];
