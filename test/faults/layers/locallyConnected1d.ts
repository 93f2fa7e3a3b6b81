import { rearranged } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'layers.locallyConnected1d',
  ({ misread, spoiltEach, spoiltGradientEach }) => [
    misread('kernels flipped', 'C1', ({ weight }) => {
      const k = weight.shape[3] ?? 1;
      return { weight: rearranged(weight, (at) => at - (at % k) + k - 1 - (at % k)) };
    }),
    misread('the first kernel at every position', 'C2', ({ weight }) => {
      const size = weight.shape.slice(1).reduce((product, one) => product * one, 1);
      return { weight: rearranged(weight, (at) => at % size) };
    }),
    misread('the bias of the first position everywhere', 'integers', ({ bias }) => {
      const positions = bias?.shape[1] ?? 1;
      return bias ? { bias: rearranged(bias, (at) => at - (at % positions)) } : {};
    }),
    spoiltEach('averaged over the channels', 'C1', (value, _, { x }) => value / (x.shape[1] || 1)),
    spoiltGradientEach(
      'gradient of the kernels averaged over the images',
      'jacobian',
      'weight',
      (value, _, { x }) => value / (x.shape[0] || 1) / 2,
    ),
  ],
);
