import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('numerics.exponential', ({ spoilt, spoiltEach, misset }) => [
    spoilt('the logarithm of 0 at the start of a stream', 'C1', (x) =>
      mapped(x, (value, at) => (at === 0 ? Number.POSITIVE_INFINITY : value)),
    ),
    spoiltEach('the logarithm without its minus sign', 'C1', (value) => -value),
    spoiltEach('a mean of 1.03', 'C2', (value) => 1.03 * value),
    spoiltEach('half the square of a normal number', 'C3', (value) => value ** 2 / 2),
    spoiltEach('nothing below 1/1000', 'C3', (value) => Math.max(value, 1e-3)),
    spoiltEach('the tail beyond 6.5 cut off', 'C4', (value) => Math.min(value, 6.5)),
    spoiltEach('the digits of single precision', 'resolution', Math.fround),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
    spoilt('every second number the one before', 'streams', (x) => {
      const values = valuesOf(x);
      return mapped(x, (_, at) => values[at - (at % 2)] ?? 0);
    }),
  ]),
  ...faultsOf('numerics.gumbel', ({ spoilt, spoiltEach, misset }) => [
    spoilt('U = 0 at the start of a stream', 'C1', (x) =>
      mapped(x, (value, at) => (at === 0 ? Number.NEGATIVE_INFINITY : value)),
    ),
    spoiltEach('centred', 'C2', (value) => value - 0.5772156649015329),
    spoiltEach('a variance of 1.75', 'C3', (value) => 0.577 + (value - 0.577) * Math.sqrt((1.75 * 6) / Math.PI ** 2)),
    spoiltEach('of the least in place of the largest', 'C4', (value) => -value),
    spoiltEach('U never above 1 - 2^-10', 'C5', (value) => Math.min(value, 6.9)),
    spoiltEach('the digits of single precision', 'resolution', Math.fround),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
  ]),
];
