import type { NdArray } from '../../../src/ndArray.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Every element by itself; bounds in the wrong order are refused as the reference does. */
const elementwise =
  (f: (x: number, bounds: Bounds) => number) =>
  ({ x }: { readonly x: NdArray }, bounds: Bounds): NdArray => {
    if (!(bounds.min <= bounds.max)) throw new RangeError('tensor.clip/R2: min must be at most max');
    return mapped(x, (value) => f(value, bounds));
  };

const pulled =
  (slope: (x: number, bounds: Bounds) => number) =>
  ({ x }: { readonly x: NdArray }, g: NdArray, bounds: Bounds) => {
    const values = valuesOf(x);
    return { x: mapped(g, (cotangent, at) => cotangent * slope(values[at] ?? 0, bounds)) };
  };

const between = (x: number, { min, max }: Bounds): number => (x < min ? min : x > max ? max : x);

export const faults: readonly Fault[] = [
  {
    name: 'no lower bound',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/C4',
    operations: { 'tensor.clip': elementwise((x, { max }) => (x > max ? max : x)) },
  },
  {
    name: 'half of the way to the bound',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/C1',
    operations: { 'tensor.clip': elementwise((x, bounds) => (x + between(x, bounds)) / 2) },
  },
  {
    name: 'reflected at the bounds',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/C2',
    operations: { 'tensor.clip': elementwise((x, bounds) => between(2 * between(x, bounds) - x, bounds)) },
  },
  {
    name: 'clipped by its size',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/C6',
    operations: { 'tensor.clip': elementwise((x, { max }) => Math.sign(x) * Math.min(Math.abs(x), max)) },
  },
  {
    name: 'a bend before the bounds',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/C3',
    operations: {
      'tensor.clip': elementwise((x, { min, max }) => {
        const middle = (min + max) / 2;
        return max > min ? middle + ((max - min) / 2) * Math.tanh((2 * (x - middle)) / (max - min)) : min;
      }),
    },
  },
  {
    name: 'NaN clipped to the lower bound',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/C5',
    operations: { 'tensor.clip': elementwise((x, { min, max }) => (x > max ? max : x >= min ? x : min)) },
  },
  {
    name: 'the upper bound where the bounds are the wrong way round',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/R2',
    operations: { 'tensor.clip': ({ x }, { min, max }) => mapped(x, (value) => Math.min(Math.max(value, min), max)) },
  },
  {
    name: 'bounds rounded to float32',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/homogeneity',
    operations: {
      'tensor.clip': elementwise((x, { min, max }) => between(x, { min: Math.fround(min), max: Math.fround(max) })),
    },
  },
  {
    name: 'gradient of all elements, straight through',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/jacobian',
    gradients: { 'tensor.clip': pulled(() => 1) },
  },
  {
    name: 'gradient where the element lies beyond the bounds',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/adjoint',
    gradients: { 'tensor.clip': pulled((x, { min, max }) => (x < min || x > max ? 1 : 0)) },
  },
  {
    name: 'gradient added once for each bound',
    operation: 'tensor.clip',
    caughtBy: 'tensor.clip/kinks',
    gradients: {
      'tensor.clip': pulled((x, { min, max }) => (x > min && x < max ? 1 : x === min || x === max ? 2 : 0)),
    },
  },
];
