import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.perceptronVjp', ({ wrong, spoilt }) => [
    wrong('rectifiers let everything through', 'C1', (inputs, _, right) => {
      const high = (x: typeof inputs.bias1) => mapped(x, () => 2 ** 20);
      return {
        ...right(inputs, {}),
        g_x: right({ ...inputs, bias1: high(inputs.bias1), bias2: high(inputs.bias2) }, {}).g_x,
      };
    }),
    spoilt('gradients of parameters are means over the batch', 'C2', ({ g_weight2 }, { x }) => ({
      g_weight2: mapped(g_weight2, (value) => value / Math.max(1, x.shape[0] ?? 1)),
    })),
    spoilt('a layer has twice its gradient', 'C3', ({ g_weight1 }) => ({
      g_weight1: mapped(g_weight1, (value) => 2 * value),
    })),
    spoilt('the gradient of a layer times its own weight', 'E55', ({ g_weight1 }, { weight1 }) => ({
      g_weight1: zipped(g_weight1, weight1, (g, value) => g * value),
    })),
  ]),
  ...faultsOf('autodiff.perceptronJvp', ({ misread, spoilt }) => [
    misread('directions pass where the unit does not', 'C1', ({ bias1, bias2 }) => ({
      bias1: mapped(bias1, () => 2 ** 20),
      bias2: mapped(bias2, () => 2 ** 20),
    })),
    spoilt('half of it, as of a mean of two slopes', 'C3', (d_y) => mapped(d_y, (value) => value / 2)),
    spoilt('the direction goes past the layers', 'C4', (d_y, { d_x }) =>
      mapped(d_y, (value, at) => value + (at + 1) ** 2 * (d_x.data[d_x.offset + (at % d_x.data.length)] ?? 0)),
    ),
    spoilt('units that are nearly at their kink pass in part', 'C2', (d_y, { x }) =>
      mapped(d_y, (value) => value * (1 + (x.data[x.offset] ?? 0) * 2 ** -8)),
    ),
  ]),
  ...faultsOf('autodiff.classifierVjp', ({ spoilt }) => [
    spoilt('the direction of descent in place of the gradient', 'C1', ({ g_bias, g_weight }) => ({
      g_bias: mapped(g_bias, (value) => -value),
      g_weight: mapped(g_weight, (value) => -value),
    })),
    spoilt('the sum over the batch in place of the mean', 'definition', ({ g_weight }, { x }) => ({
      g_weight: mapped(g_weight, (value) => value * (x.shape[0] ?? 1)),
    })),
    spoilt('what the claim says: the way down', 'E31', ({ g_bias, g_weight }) => ({
      g_bias: mapped(g_bias, (value) => -value),
      g_weight: mapped(g_weight, (value) => -value),
    })),
  ]),
  ...faultsOf('autodiff.classifierHvp', ({ spoilt }) => [
    spoilt('curvature with the wrong sign', 'C1', ({ h_bias, h_weight }) => ({
      h_bias: mapped(h_bias, (value) => -value),
      h_weight: mapped(h_weight, (value) => -value),
    })),
    spoilt('the mixed term of weights and inputs is left out', 'definition', ({ h_x }) => ({
      h_x: mapped(h_x, () => 0),
    })),
  ]),
];
