import { sizeOf } from '../../../spec/tensor.ts';
import { normals, uniforms } from '../../../src/_internal/random/stream.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'numerics.normal': normal } = implementations;

type Attributes = Parameters<typeof normal>[1];
type Wrong = (inputs: Parameters<typeof normal>[0], attributes: Attributes) => NdArray;

/** The right numbers, each replaced. */
const changed =
  (change: (x: number, position: number) => number): Wrong =>
  (inputs, attributes) =>
    mapped(normal(inputs, attributes), change);

/** The number at a position that the key and the shape say, of the stream of another key. */
const elsewhere =
  (
    place: (key: number, position: number, columns: number) => readonly [key: number, position: number],
    draw = normals,
  ): Wrong =>
  (_, { key, shape, dtype }) =>
    arrayOf(
      dtype,
      shape,
      Array.from({ length: sizeOf(shape) }, (_, at) => {
        const [other, position] = place(key, at, shape.at(-1) ?? 1);
        return draw(other, 'normal')(position);
      }),
    );

const fault = (name: string, clause: string, wrong: Wrong): Fault => ({
  name,
  operation: 'numerics.normal',
  caughtBy: `numerics.normal/${clause}`,
  operations: { 'numerics.normal': wrong },
});

export const faults: readonly Fault[] = [
  fault(
    'the logarithm of 0 at the start of a stream',
    'C1',
    changed((x, at) => (at === 0 ? Number.POSITIVE_INFINITY : x)),
  ),
  fault(
    'a mean of 0.03',
    'C2',
    changed((x) => x + 0.03),
  ),
  fault(
    'a variance of 1.05',
    'C3',
    changed((x) => x * Math.sqrt(1.05)),
  ),
  fault(
    'uniform numbers of variance 1',
    'C4',
    elsewhere(
      (key, at) => [key, at],
      (key, use) => (at) => Math.sqrt(12) * (uniforms(key, use)(at) - 0.5),
    ),
  ),
  fault(
    'the tails beyond 3 cut off',
    'C5',
    changed((x) => Math.max(-3, Math.min(x, 3))),
  ),
  fault('the digits of single precision', 'resolution', changed(Math.fround)),
  fault(
    'the key added to the position',
    'streams',
    elsewhere((key, at) => [0, key + at]),
  ),
  fault(
    'the key cut to 16 bits',
    'streams',
    elsewhere((key, at) => [key % 2 ** 16, at]),
  ),
  fault(
    'every row from the start of the stream',
    'streams',
    elsewhere((key, at, columns) => [key, at % columns]),
  ),
  fault(
    'pairs of numbers of opposite sign',
    'streams',
    changed((x, at) => (at % 2 === 0 ? Math.abs(x) : -Math.abs(x))),
  ),
  fault(
    'the key not used',
    'repeatable',
    elsewhere((_, at) => [Math.floor(Math.random() * 2 ** 32), at]),
  ),
];
