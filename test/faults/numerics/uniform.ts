import { mapped, valuesOf } from '../_internal/plain.ts';
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
  spoilt('the 27th bit 0, where two numbers of 26 bits meet', 'C4', (x) =>
    mapped(x, (value) => value - (Math.floor(2 ** 27 * value) % 2) / 2 ** 27),
  ),
  spoilt('the twelfth bit a copy of the eleventh', 'C4', (x) =>
    mapped(x, (value) => {
      const bits = Math.floor(2 ** 12 * value);
      return value + ((Math.floor(bits / 2) % 2) - (bits % 2)) / 2 ** 12;
    }),
  ),
  spoilt('nothing below 1/1000', 'C2', (x) => mapped(x, (value) => (value < 1e-3 ? value + 0.5 : value))),
  spoilt('every second number a quarter beyond the one before', 'streams', (x) => {
    const values = valuesOf(x);
    return mapped(x, (value, at) => (at % 2 === 0 ? value : ((values[at - 1] ?? 0) + 0.25) % 1));
  }),
]);
