import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.detachedProductVjp', ({ spoiltEach, wrong }) => [
    spoiltEach('as if nothing were held', 'C1', (value) => 3 * value),
    wrong('the rest is held, too', 'C1', ({ x }) => mapped(x, () => 0)),
  ]),
  ...faultsOf('autodiff.detachedProductJvp', ({ spoiltEach }) => [
    spoiltEach('the direction passes through what is held', 'C1', (value) => 3 * value),
  ]),
  ...faultsOf('autodiff.roundedWeightsVjp', ({ spoilt }) => [
    spoilt('the slope of the rounding, 0', 'C1', ({ g_weight }) => ({ g_weight: mapped(g_weight, () => 0) })),
    spoilt('the weights that are not rounded', 'definition', (_, { weight, c_y }) => ({
      g_x: zipped(weight, c_y, (value, c) => value * c),
    })),
    spoilt('clipped where the weight is large', 'C1', ({ g_weight }, { weight }) => ({
      g_weight: zipped(g_weight, weight, (g, value) => (Math.abs(value) > 1 ? 0 : g)),
    })),
  ]),
];
