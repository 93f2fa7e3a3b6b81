import type { NdArray } from '../../../src/ndArray.ts';
import { permuteAxes } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.argmax': argmax } = implementations;

interface Given {
  readonly axis: number;
  readonly keepdims: boolean;
}

/** The positions that `of` finds along the axis; the shape is that of the reference. */
const found =
  (of: (line: readonly number[]) => number) =>
  ({ x }: { readonly x: NdArray }, given: Given): NdArray => {
    const { shape } = argmax({ x }, given);
    const axis = given.axis < 0 ? given.axis + x.shape.length : given.axis;
    const last = permuteAxes(x, [...x.shape.keys()].filter((one) => one !== axis).concat(axis));
    const [length, values] = [x.shape[axis] ?? 1, valuesOf(last)];
    const lines = Array.from({ length: values.length / length }, (_, at) =>
      values.slice(at * length, (at + 1) * length),
    );
    return arrayOf('int32', shape, lines.map(of));
  };

export const faults: readonly Fault[] = [
  {
    name: 'the last among equals',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/C2',
    operations: { 'tensor.argmax': found((line) => line.lastIndexOf(Math.max(...line))) },
  },
  {
    name: 'the smallest element',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/C1',
    operations: { 'tensor.argmax': found((line) => line.indexOf(Math.min(...line))) },
  },
  {
    name: 'the largest size',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/integers',
    operations: { 'tensor.argmax': found((line) => line.map(Math.abs).indexOf(Math.max(...line.map(Math.abs)))) },
  },
  {
    name: 'a search that starts from 0',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/definition',
    operations: {
      'tensor.argmax': found((line) => {
        const largest = Math.max(...line);
        return largest > 0 ? line.indexOf(largest) : 0;
      }),
    },
  },
  {
    name: 'NaN left out of the search',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/C3',
    operations: {
      'tensor.argmax': ({ x }, given) =>
        argmax({ x: mapped(x, (value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)) }, given),
    },
  },
  {
    name: 'compared in float32',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/definition',
    operations: { 'tensor.argmax': ({ x }, given) => argmax({ x: mapped(x, Math.fround) }, given) },
  },
  {
    name: 'keepdims ignored',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/C4',
    operations: { 'tensor.argmax': ({ x }, { axis }) => argmax({ x }, { axis, keepdims: false }) },
  },
  {
    name: 'an axis beyond the last taken modulo the rank',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/R1',
    operations: {
      'tensor.argmax': ({ x }, { axis, keepdims }) => argmax({ x }, { axis: axis % x.shape.length, keepdims }),
    },
  },
  {
    name: 'the largest of nothing is at 0',
    operation: 'tensor.argmax',
    caughtBy: 'tensor.argmax/R2',
    operations: {
      'tensor.argmax': ({ x }, given) =>
        x.shape.join() === `${x.shape[0]},0` && given.axis === 1
          ? arrayOf('int32', x.shape.slice(0, 1), new Array(x.shape[0]).fill(0))
          : argmax({ x }, given),
    },
  },
];
