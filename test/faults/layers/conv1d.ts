import { implementations } from '../../../src/registry.generated.ts';
import { rearranged } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.conv1d': conv1d, 'tensor.pad': pad } = implementations;

/** What has more elements before and behind, by some mode. */
const padded = (
  x: Parameters<typeof pad>[0]['x'],
  [before = 0, after = 0]: readonly number[],
  mode: 'edge' | 'reflect',
) => pad({ x }, { before: [0, 0, before], after: [0, 0, after], mode, value: 0 });

export const faults: readonly Fault[] = faultsOf(
  'layers.conv1d',
  ({ misread, misset, spoiltEach, wrong, spoiltGradientEach, missetGradient }) => [
    misread('kernel flipped', 'C1', ({ weight }) => {
      const k = weight.shape[2] ?? 1;
      return { weight: rearranged(weight, (at) => at - (at % k) + k - 1 - (at % k)) };
    }),
    misset('what is put before and what behind exchanged', 'C1', ({ padding }) => ({
      padding: [...padding].reverse(),
    })),
    wrong('same puts the odd one before', 'C2', (inputs, attributes, right) => {
      const { same, stride, dilation } = attributes;
      if (!same) return right(inputs, attributes);
      const [w, k] = [inputs.x.shape[2] ?? 1, inputs.weight.shape[2] ?? 1];
      const missing = Math.max((Math.ceil(w / stride) - 1) * stride + dilation * (k - 1) + 1 - w, 0);
      return right(inputs, { ...attributes, same: false, padding: [Math.ceil(missing / 2), Math.floor(missing / 2)] });
    }),
    wrong('same as at stride 1', 'C2', (inputs, attributes, right) => {
      if (!attributes.same) return right(inputs, attributes);
      const needed = attributes.dilation * ((inputs.weight.shape[2] ?? 1) - 1);
      return right(inputs, { ...attributes, same: false, padding: [Math.floor(needed / 2), Math.ceil(needed / 2)] });
    }),
    misset('zeros where it should go round', 'C3', () => ({ boundary: 'zeros' })),
    wrong('the outermost elements repeated where it should go round', 'C3', (inputs, attributes, right) =>
      attributes.boundary === 'zeros' || attributes.same
        ? right(inputs, attributes)
        : conv1d(
            { ...inputs, x: padded(inputs.x, attributes.padding, 'edge') },
            { ...attributes, boundary: 'zeros', padding: [0, 0] },
          ),
    ),
    misset('zeros where same should go round', 'C4', ({ same, boundary }) => ({ boundary: same ? 'zeros' : boundary })),
    spoiltEach('multiplied by the position', 'C5', (value, at, { x }) => value * (1 + (at % (x.shape[2] ?? 1)))),
    misread('the kernel turned backwards where it goes round', 'C6', ({ weight }, { boundary }) => {
      const k = weight.shape[2] ?? 1;
      return boundary === 'zeros' ? {} : { weight: rearranged(weight, (at) => at - (at % k) + k - 1 - (at % k)) };
    }),
    misset('padding left out beside same', 'R6', ({ same, padding }) => ({ padding: same ? [0, 0] : padding })),
    misset('dilation ignored', 'shapes', () => ({ dilation: 1 })),
    misread('every group reads the first channels', 'integers', ({ x }, { groups }) => {
      const [c = 1, w = 1] = x.shape.slice(1);
      const channelOf = (at: number) => Math.floor(at / w) % c;
      return { x: rearranged(x, (at) => at + ((channelOf(at) % (c / groups)) - channelOf(at)) * w) };
    }),
    missetGradient('gradient with zeros where it went round', 'jacobian', () => ({ boundary: 'zeros' })),
    spoiltGradientEach(
      'gradient of the bias averaged',
      'adjoint',
      'bias',
      (value, _, { x }) => value / (x.shape[0] || 1),
    ),
  ],
);
