import { rearranged, scaled } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'layers.convToeplitz',
  ({ misread, misset, spoilt, spoiltEach, spoiltGradientEach }) => [
    misread('kernel flipped', 'C1', ({ weight }) => {
      const [kh = 1, kw = 1] = weight.shape.slice(2);
      const area = kh * kw;
      return { weight: rearranged(weight, (at) => at - (at % area) + area - 1 - (at % area)) };
    }),
    misset('zeros where it should go round', 'C2', () => ({ boundary: 'zeros' })),
    spoiltEach('another diagonal in every fourth row', 'C3', (value, at, _, { size: [h = 1, w = 1] }) =>
      Math.floor(at / (h * w)) % 4 === 3 ? -value : value,
    ),
    spoilt('divided by the root of the number of entries', 'C4', (t, { weight }) =>
      scaled(t, 1 / Math.sqrt((weight.shape[2] ?? 1) * (weight.shape[3] ?? 1))),
    ),
    misread('inputs of one group read for the next', 'integers', ({ weight }, { groups }) => {
      const [o = 1, ...own] = weight.shape;
      const size = own.reduce((product, one) => product * one, 1) * (o / groups);
      return { weight: groups === 1 ? weight : rearranged(weight, (at) => at % size) };
    }),
    spoiltGradientEach(
      'gradient averaged over the positions',
      'jacobian',
      'weight',
      (value, _, __, { size }) => value / ((size[0] ?? 1) * (size[1] ?? 1) + 1),
    ),
  ],
);
