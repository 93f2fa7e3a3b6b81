import { arrayOf, mapped, none, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'layers.embedding',
  ({ misread, misset, spoiltEach, wrongGradient, missetGradient, spoiltGradientEach }) => [
    misread('an id beyond the table taken for the last row', 'R1', ({ weight, ids }) => ({
      ids: mapped(ids, (id) => Math.min(Math.max(id, 0), (weight.shape[0] ?? 1) - 1)),
    })),
    misread('ids from 1', 'C2', ({ weight, ids }) => ({
      ids: mapped(ids, (id) => (id < 0 || id >= (weight.shape[0] ?? 1) ? id : Math.max(id - 1, 0))),
    })),
    misset('padding beyond the table ignored', 'R2', ({ padding }, { weight }) => ({
      padding: padding >= (weight.shape[0] ?? 1) ? -1 : padding,
    })),
    spoiltEach('zeros for the row of padding', 'C4', (value, at, { weight, ids }, { padding }) =>
      valuesOf(ids)[Math.floor(at / (weight.shape[1] ?? 1))] === padding ? 0 : value,
    ),
    spoiltEach(
      'rows times the root of d, as transformers have them',
      'C1',
      (value, _at, { weight }) => value * Math.sqrt(weight.shape[1] ?? 1),
    ),
    wrongGradient('the last of equal ids alone', 'C3', ({ weight, ids }, g, { padding }) => {
      const [d, incoming, sums] = [weight.shape[1] ?? 1, valuesOf(g), valuesOf(none(weight))];
      valuesOf(ids).forEach((row, at) => {
        for (let j = 0; j < d && row !== padding; j++) sums[row * d + j] = incoming[at * d + j] ?? 0;
      });
      return { weight: arrayOf(weight.dtype, weight.shape, sums) };
    }),
    missetGradient('the row of padding learns', 'C4', () => ({ padding: -1 })),
    missetGradient('row 0 always for padding', 'C3', ({ padding }) => ({ padding: padding < 0 ? 0 : padding })),
    spoiltGradientEach('over how often an id comes', 'jacobian', 'weight', (value, at, { weight, ids }) => {
      const row = Math.floor(at / (weight.shape[1] ?? 1));
      return value / Math.max(valuesOf(ids).filter((id) => id === row).length, 1);
    }),
  ],
);
