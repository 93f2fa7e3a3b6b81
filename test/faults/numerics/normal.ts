import { sizeOf } from '../../../spec/tensor.ts';
import { normals, uniforms } from '../../../src/_internal/random/stream.ts';
import type { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Normal = (typeof implementations)['numerics.normal'];

/** The number at a position that the key and the shape say, of the stream of some key. */
const elsewhere =
  (
    place: (key: number, position: number, columns: number) => readonly [key: number, position: number],
    draw = normals,
  ) =>
  (_: Parameters<Normal>[0], { key, shape, dtype }: Parameters<Normal>[1]): ReturnType<Normal> => {
    const number = (at: number) => {
      const [other, position] = place(key, at, shape.at(-1) ?? 1);
      return draw(other, 'normal')(position);
    };
    return arrayOf(
      dtype,
      shape,
      Array.from({ length: sizeOf(shape) }, (_, at) => number(at)),
    );
  };

export const faults: readonly Fault[] = faultsOf('numerics.normal', ({ spoilt, wrong }) => [
  spoilt('the logarithm of 0 at the start of a stream', 'C1', (x) =>
    mapped(x, (value, at) => (at === 0 ? Number.POSITIVE_INFINITY : value)),
  ),
  spoilt('a mean of 0.03', 'C2', (x) => mapped(x, (value) => value + 0.03)),
  spoilt('a variance of 1.05', 'C3', (x) => mapped(x, (value) => value * Math.sqrt(1.05))),
  wrong(
    'uniform numbers of variance 1',
    'C4',
    elsewhere(
      (key, at) => [key, at],
      (key, use) => (at) => Math.sqrt(12) * (uniforms(key, use)(at) - 0.5),
    ),
  ),
  spoilt('the tails beyond 3 cut off', 'C5', (x) => mapped(x, (value) => Math.max(-3, Math.min(value, 3)))),
  spoilt('skewed, of mean 0 and variance 1', 'C6', (x) =>
    mapped(x, (value) => 0.9998 * (value + 0.02 * (value ** 2 - 1))),
  ),
  spoilt('a fourth moment of 3.3', 'C7', (x) => mapped(x, (value) => value + 0.0125 * (value ** 3 - 3 * value))),
  spoilt('the digits of single precision', 'resolution', (x) => mapped(x, Math.fround)),
  wrong(
    'the key added to the position',
    'streams',
    elsewhere((key, at) => [0, key + at]),
  ),
  wrong(
    'the key cut to 16 bits',
    'streams',
    elsewhere((key, at) => [key % 2 ** 16, at]),
  ),
  wrong(
    'every row from the start of the stream',
    'streams',
    elsewhere((key, at, columns) => [key, at % columns]),
  ),
  spoilt('pairs of numbers of opposite sign', 'streams', (x) =>
    mapped(x, (value, at) => (at % 2 === 0 ? Math.abs(value) : -Math.abs(value))),
  ),
  spoilt('the tails beyond 3.6 cut off', 'C5', (x) => mapped(x, (value) => Math.max(-3.6, Math.min(value, 3.6)))),
  spoilt('the last of an odd number left out', 'keys', (x) =>
    mapped(x, (value, at) => (sizeOf(x.shape) % 2 === 1 && at === sizeOf(x.shape) - 1 ? 0 : value)),
  ),
  spoilt('the same matrix throughout a stack', 'keys', (x) => {
    const [size, values] = [sizeOf(x.shape.slice(-2)), valuesOf(x)];
    return mapped(x, (_, at) => values[at % size] ?? 0);
  }),
  wrong('pairs of one radius and two angles', 'streams', (_, { key, shape, dtype }) => {
    const draw = uniforms(key, 'normal');
    const radius = (at: number) => Math.sqrt(-2 * Math.log(1 - draw(at - (at % 2))));
    const numbers = Array.from({ length: sizeOf(shape) }, (_, at) => radius(at) * Math.cos(2 * Math.PI * draw(at, 1)));
    return arrayOf(dtype, shape, numbers);
  }),
  wrong(
    'another key each time',
    'repeatable',
    elsewhere((_, at) => [Math.floor(Math.random() * 2 ** 32), at]),
  ),
]);
