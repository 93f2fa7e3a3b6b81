import { explainedEnergy } from '../../../spec/multilinear/rankCounts.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const squares = (s: ArrayLike<number>): number => sum(Array.from(s, (value) => value * value));

export const faults: readonly Fault[] = [
  ...faultsOf('multilinear.degreesOfFreedom', ({ spoilt, misset }) => [
    spoilt('the entries of both factors', 'C2', (d, _, { m, n, rank }) => mapped(d, () => rank * (m + n))),
    spoilt('of a square matrix', 'C1', (d, _, { m, rank }) => mapped(d, () => rank * (2 * m - rank))),
    misset('a rank that is too large cut', 'R2', ({ m, n, rank }) => ({ rank: Math.min(m, n, rank) })),
  ]),
  ...memberFaultsOf(explainedEnergy, ({ wrong, spoilt, spoiltGradient }) => [
    wrong('values in place of their squares', 'C2', ({ s }, { rank }) => sum([...s].slice(0, rank)) / sum([...s])),
    wrong('one value too many', 'C1', ({ s }, { rank }) => squares(s.subarray(0, rank + 1)) / squares(s)),
    spoilt('what is left in place of what is explained', 'C3', (e) => 1 - e),
    wrong(
      'squares of large values out of range',
      'definition',
      ({ s }, { rank }) => squares(s.subarray(0, rank)) / squares(s),
    ),
    spoiltGradient('gradient as if the whole stayed', 'jacobian', ({ s }, _, { rank }) => ({
      s: Array.from(s as Float64Array, (value, i) => (i < rank ? value : 0)),
    })),
  ]),
  ...faultsOf('multilinear.explainedEnergy', ({ misset }) => [
    misset('a rank that is too large cut', 'R1', ({ rank }, { s }) => ({ rank: Math.min(rank, s.shape.at(-1) ?? 0) })),
  ]),
];
