import type { NdArray } from '../../../src/ndArray.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

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

export const faults: readonly Fault[] = faultsOf('tensor.clip', ({ wrong, wrongGradient }) => [
  wrong(
    'no lower bound',
    'C4',
    elementwise((x, { max }) => (x > max ? max : x)),
  ),
  wrong(
    'half of the way to the bound',
    'C1',
    elementwise((x, bounds) => (x + between(x, bounds)) / 2),
  ),
  wrong(
    'reflected at the bounds',
    'C2',
    elementwise((x, bounds) => between(2 * between(x, bounds) - x, bounds)),
  ),
  wrong(
    'clipped by its size',
    'C6',
    elementwise((x, { max }) => Math.sign(x) * Math.min(Math.abs(x), max)),
  ),
  wrong(
    'a bend before the bounds',
    'C3',
    elementwise((x, { min, max }) => {
      const middle = (min + max) / 2;
      return max > min ? middle + ((max - min) / 2) * Math.tanh((2 * (x - middle)) / (max - min)) : min;
    }),
  ),
  wrong(
    'NaN clipped to the lower bound',
    'C5',
    elementwise((x, { min, max }) => (x > max ? max : x >= min ? x : min)),
  ),
  wrong('the upper bound where the bounds are the wrong way round', 'R2', ({ x }, { min, max }) =>
    mapped(x, (value) => Math.min(Math.max(value, min), max)),
  ),
  wrong(
    'bounds rounded to float32',
    'homogeneity',
    elementwise((x, { min, max }) => between(x, { min: Math.fround(min), max: Math.fround(max) })),
  ),
  wrongGradient(
    'gradient of all elements, straight through',
    'jacobian',
    pulled(() => 1),
  ),
  wrongGradient(
    'gradient where the element lies beyond the bounds',
    'adjoint',
    pulled((x, { min, max }) => (x < min || x > max ? 1 : 0)),
  ),
  wrongGradient(
    'gradient added once for each bound',
    'kinks',
    pulled((x, { min, max }) => (x > min && x < max ? 1 : x === min || x === max ? 2 : 0)),
  ),
]);
