import { uniforms } from '../../../src/_internal/random/stream.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { mapped, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = (value: number, u: number, p: number): number => (u < p ? 0 : value / (1 - p));

export const faults: readonly Fault[] = faultsOf(
  'layers.dropout',
  ({ misset, missetGradient, spoiltEach, spoiltGradientEach, wrong, wrongGradient }) => {
    /** In training, elements made of those given by what is drawn for each. */
    const drawn = (
      name: string,
      clause: string,
      element: (value: number, u: number, p: number) => number,
      placesIn: (x: NdArray) => (at: number) => number = () => (at) => at,
    ) =>
      wrong(name, clause, ({ x }, { p, training, key }, dropout) => {
        const [uniform, place] = [uniforms(key, 'dropout'), placesIn(x)];
        const masked = (value: number, at: number) => element(value, uniform(place(at)), p);
        return training ? mapped(x, masked) : dropout({ x }, { p, training, key });
      });
    return [
      spoiltEach('what is kept not divided', 'C1', (value, _at, _x, { p, training }) =>
        training ? value * (1 - p) : value,
      ),
      misset('dropped without training too', 'C2', () => ({ training: true })),
      drawn('multiplied by a mask of 0 / 0 where p is 1', 'C3', (value, u, p) => (value * Number(u >= p)) / (1 - p)),
      drawn('p taken for the probability to keep', 'C4', (value, u, p) =>
        p === 0 || p === 1 ? right(value, u, p) : u < 1 - p ? 0 : value / (1 - p),
      ),
      drawn('p in sixteenths', 'C4', (value, u, p) => right(value, Math.floor(16 * u) / 16, p)),
      drawn('p in 256ths', 'C4', (value, u, p) => right(value, Math.floor(256 * u) / 256, p)),
      drawn('one mask for every row', 'streams', right, ({ shape }) => {
        const width = shape.at(-1) ?? 1;
        return (at) => at % width;
      }),
      drawn('the mask along memory', 'layouts', right, (x) => {
        const places = valuesOf({ ...x, dtype: 'float64', data: Float64Array.from(x.data.keys()) });
        return (at) => places[at] ?? 0;
      }),
      misset('a mask that depends on the values', 'C6', (_, { x }) => ({
        key: Math.abs(Math.round(valuesOf(x)[0] ?? 0)) % 2 ** 32,
      })),
      misset('another mask each time', 'repeatable', () => ({ key: Math.floor(Math.random() * 2 ** 32) })),
      missetGradient('gradient with a mask of its own', 'C5', ({ key }) => ({ key: (key + 1) % 2 ** 32 })),
      wrongGradient('gradient of what was dropped too', 'C5', (_, g, { p, training }) => ({
        x: training && p < 1 ? scaled(g, 1 / (1 - p)) : g,
      })),
      spoiltGradientEach('gradient that is not divided', 'C5', 'x', (value, _at, _x, { p, training }) =>
        training ? value * (1 - p) : value,
      ),
      spoiltGradientEach('the mask taken from where x is not 0', 'C5', 'x', (value, at, { x }) =>
        valuesOf(x)[at] === 0 ? 0 : value,
      ),
      missetGradient('gradient masked at evaluation', 'C5', () => ({ training: true })),
      spoiltGradientEach('1 - p in single precision', 'C5', 'x', (value, _at, _x, { p, training }) =>
        training && p < 1 ? (value * (1 - p)) / Math.fround(1 - p) : value,
      ),
    ];
  },
);
