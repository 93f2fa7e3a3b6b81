import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('numerics.uniform', ({ spoilt, wrong }) => [
  spoilt('numbers from [-1/2, 1/2)', 'C1', (x) => mapped(x, (value) => value - 1 / 2)),
  spoilt('the mean of two', 'C2', (x) =>
    mapped(x, (value) => (value < 1 / 2 ? Math.sqrt(value / 2) : 1 - Math.sqrt((1 - value) / 2))),
  ),
  spoilt('a mean of 0.4935', 'C3', (x) => mapped(x, (value) => value * 0.987)),
  spoilt('the sixteenth bit 0', 'C4', (x) => mapped(x, (value) => value - (Math.floor(2 ** 16 * value) % 2) / 2 ** 16)),
  spoilt('14 bits divided by their largest number', 'C5', (x) =>
    mapped(x, (value) => Math.floor(2 ** 14 * value) / (2 ** 14 - 1)),
  ),
  spoilt('the 24 bits of single precision', 'resolution', (x) =>
    mapped(x, (value) => Math.floor(2 ** 24 * value) / 2 ** 24),
  ),
  wrong('the same numbers in every row', 'streams', (inputs, { shape, ...rest }, right) => {
    const { data } = right(inputs, { ...rest, shape: shape.slice(-1) });
    return mapped(right(inputs, { ...rest, shape }), (_, at) => data[at % data.length] ?? 0);
  }),
]);
