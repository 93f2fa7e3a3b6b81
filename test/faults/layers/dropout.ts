import { uniforms } from '../../../src/_internal/random/stream.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Dropout = (typeof implementations)['layers.dropout'];

const { 'layers.dropout': dropout } = implementations;

/** In training, elements made of those given by what is drawn for each. */
const drawn =
  (
    element: (value: number, u: number, p: number) => number,
    placesIn: (x: NdArray) => (at: number) => number = () => (at) => at,
  ) =>
  ({ x }: Parameters<Dropout>[0], attributes: Parameters<Dropout>[1]): ReturnType<Dropout> => {
    const { p, training, key } = attributes;
    const [uniform, place] = [uniforms(key, 'dropout'), placesIn(x)];
    return training ? mapped(x, (value, at) => element(value, uniform(place(at)), p)) : dropout({ x }, attributes);
  };

const right = (value: number, u: number, p: number): number => (u < p ? 0 : value / (1 - p));

export const faults: readonly Fault[] = faultsOf(
  'layers.dropout',
  ({ misset, spoilt, wrong, spoiltGradient, wrongGradient }) => [
    spoilt('what is kept not divided', 'C1', (y, { x }, { p, training }) =>
      training ? mapped(y, (value) => value * (1 - p)) : x,
    ),
    misset('dropped without training too', 'C2', () => ({ training: true })),
    wrong(
      'multiplied by a mask of 0 / 0 where p is 1',
      'C3',
      drawn((value, u, p) => (value * Number(u >= p)) / (1 - p)),
    ),
    wrong(
      'p taken for the probability to keep',
      'C4',
      drawn((value, u, p) => (p === 0 || p === 1 ? right(value, u, p) : u < 1 - p ? 0 : value / (1 - p))),
    ),
    wrong(
      'p in sixteenths',
      'C4',
      drawn((value, u, p) => right(value, Math.floor(16 * u) / 16, p)),
    ),
    wrong(
      'one mask for every row',
      'streams',
      drawn(
        right,
        ({ shape }) =>
          (at) =>
            at % (shape.at(-1) ?? 1),
      ),
    ),
    wrong(
      'the mask along memory',
      'layouts',
      drawn(right, (x) => {
        const places = valuesOf({ ...x, dtype: 'float64', data: Float64Array.from(x.data.keys()) });
        return (at) => places[at] ?? 0;
      }),
    ),
    wrong('a mask that depends on the values', 'C6', ({ x }, attributes) =>
      dropout({ x }, { ...attributes, key: Math.abs(Math.round(valuesOf(x)[0] ?? 0)) % 2 ** 32 }),
    ),
    wrong('another mask each time', 'repeatable', ({ x }, attributes) =>
      dropout({ x }, { ...attributes, key: Math.floor(Math.random() * 2 ** 32) }),
    ),
    wrongGradient('gradient with a mask of its own', 'C5', (inputs, g, attributes, pullback) =>
      pullback(inputs, g, { ...attributes, key: (attributes.key + 1) % 2 ** 32 }),
    ),
    wrongGradient('gradient of what was dropped too', 'C5', (_, g, { p, training }) => ({
      x: mapped(g, (value) => (training && p < 1 ? value / (1 - p) : value)),
    })),
    spoiltGradient('gradient that is not divided', 'C5', ({ x }, _, { p, training }) => ({
      x: training ? mapped(x, (value) => value * (1 - p)) : x,
    })),
    wrongGradient('the mask taken from where x is not 0', 'C5', (inputs, g, attributes, pullback) => {
      const values = valuesOf(inputs.x);
      const { x = g } = pullback(inputs, g, attributes);
      return { x: mapped(x, (value, at) => (values[at] === 0 ? 0 : value)) };
    }),
    wrongGradient('gradient masked at evaluation', 'C5', (inputs, g, attributes, pullback) =>
      pullback(inputs, g, { ...attributes, training: true }),
    ),
    spoiltGradient('1 - p in single precision', 'C5', ({ x }, _, { p, training }) => ({
      x: training && p < 1 ? mapped(x, (value) => (value * (1 - p)) / Math.fround(1 - p)) : x,
    })),
  ],
);
