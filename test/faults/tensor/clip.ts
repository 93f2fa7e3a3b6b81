import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const between = (x: number, { min, max }: Bounds): number => (x < min ? min : x > max ? max : x);

const isBeyond = (x: number, { min, max }: Bounds): boolean => x < min || x > max;

export const faults: readonly Fault[] = faultsOf('tensor.clip', ({ wrong, wrongGradient }) => {
  /** Every element by itself; bounds in the wrong order are refused as the reference does. */
  const each = (name: string, clause: string, of: (x: number, bounds: Bounds) => number) =>
    wrong(name, clause, ({ x }, bounds) => {
      if (!(bounds.min <= bounds.max)) throw new RangeError('tensor.clip/R2: min must be at most max');
      return mapped(x, (value) => of(value, bounds));
    });
  const pulled = (name: string, clause: string, slope: (x: number, bounds: Bounds) => number) =>
    wrongGradient(name, clause, ({ x }, g, bounds) => ({
      x: zipped(g, x, (one, value) => one * slope(value, bounds)),
    }));
  return [
    each('no lower bound', 'C4', (x, { max }) => (x > max ? max : x)),
    each('half of the way to the bound', 'C1', (x, bounds) => (x + between(x, bounds)) / 2),
    each('reflected at the bounds', 'C2', (x, bounds) => between(2 * between(x, bounds) - x, bounds)),
    each('clipped by its size', 'C6', (x, { max }) => Math.sign(x) * Math.min(Math.abs(x), max)),
    each('a bend before the bounds', 'C3', (x, { min, max }) => {
      const middle = (min + max) / 2;
      return max > min ? middle + ((max - min) / 2) * Math.tanh((2 * (x - middle)) / (max - min)) : min;
    }),
    each('NaN clipped to the lower bound', 'C5', (x, { min, max }) => (x > max ? max : x >= min ? x : min)),
    wrong('the upper bound where the bounds are the wrong way round', 'R2', ({ x }, { min, max }) =>
      mapped(x, (value) => Math.min(Math.max(value, min), max)),
    ),
    each('bounds rounded to float32', 'homogeneity', (x, { min, max }) =>
      between(x, { min: Math.fround(min), max: Math.fround(max) }),
    ),
    pulled('gradient of all elements, straight through', 'jacobian', () => 1),
    pulled('gradient where the element lies beyond the bounds', 'adjoint', (x, bounds) => Number(isBeyond(x, bounds))),
    pulled('gradient added once for each bound', 'kinks', (x, { min, max }) =>
      isBeyond(x, { min, max }) ? 0 : 1 + Number(x === min || x === max),
    ),
  ];
});
