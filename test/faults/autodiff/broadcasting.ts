import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.stretchedSumVjp', ({ spoilt }) => [
    spoilt('the mean over what was stretched', 'C1', ({ g_shift }, { c_y }) => ({
      g_shift: mapped(g_shift, (value) => value / Math.max(1, c_y.shape[0] ?? 1)),
    })),
    spoilt('the rows are not added', 'C1', ({ g_row }, { row }) => ({
      g_row: mapped(g_row, (value) => value * (row.shape[0] === 1 ? 1 : 0.5)),
    })),
    spoilt('ones for an input that is not used', 'C2', ({ g_unused }) => ({ g_unused: mapped(g_unused, () => 1) })),
    spoilt('no dimension for an input that is not used', 'C2', ({ g_unused, g_shift }) => ({
      g_unused: { ...mapped(g_shift, () => 0), dtype: g_unused.dtype },
    })),
  ]),
  ...faultsOf('autodiff.stretchedSumJvp', ({ misread, spoilt }) => [
    spoilt('the direction of the input that is not used is added', 'C1', (d_y, { d_unused }) =>
      mapped(d_y, (value) => value + (d_unused.data[d_unused.offset] ?? 0)),
    ),
    misread('the direction of the number is left out', 'definition', ({ d_shift }) => ({
      d_shift: mapped(d_shift, () => 0),
    })),
  ]),
];
