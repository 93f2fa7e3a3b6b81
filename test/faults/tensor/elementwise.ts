import { sizeOf } from '../../../spec/tensor.ts';
import { type NdArray, stretch } from '../../../src/ndArray.ts';
import { arrayOf, inMemory, mapped, overwrite, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Shapes aligned at the left, as if the missing axes were the last ones. */
function zippedFromTheLeft(a: NdArray, b: NdArray, f: (x: number, y: number) => number): NdArray {
  const rank = Math.max(a.shape.length, b.shape.length);
  const padded = ({ shape }: NdArray) => [...shape, ...new Array<number>(rank - shape.length).fill(1)];
  const widened = (array: NdArray): NdArray => arrayOf(array.dtype, padded(array), valuesOf(array));
  const [left, right] = [widened(a), widened(b)];
  const shape = left.shape.map((size, axis) => Math.max(size, right.shape[axis] ?? 1));
  const fits = [left, right].every((one) => one.shape.every((size, axis) => size === 1 || size === shape[axis]));
  if (!fits) throw new RangeError(`cannot broadcast [${a.shape.join(', ')}] with [${b.shape.join(', ')}]`);
  return zipped(left, right, f);
}

/** The cotangent's first slices where it should be summed over the stretched axes. */
const firstSlices = (gradient: NdArray, shape: readonly number[]): NdArray => {
  const wide = valuesOf(gradient);
  const positions = arrayOf('float64', shape, [...wide.keys()].slice(0, sizeOf(shape)));
  const places = valuesOf(stretch(positions, gradient.shape));
  return mapped({ ...positions, dtype: gradient.dtype }, (_, at) => wide[places.indexOf(at)] ?? 0);
};

/** A number with ten binary places. */
const fixedPoint = (x: number): number => Math.round(x * 1024) / 1024;

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.add', ({ misread, spoilt, spoiltEach, wrong, wrongGradient }) => [
    wrong('shapes aligned at the left', 'C4', ({ a, b }) => zippedFromTheLeft(a, b, (x, y) => x + y)),
    misread('strides ignored', 'layouts', ({ a, b }) => ({
      a: arrayOf(a.dtype, a.shape, inMemory(a)),
      b: arrayOf(b.dtype, b.shape, inMemory(b)),
    })),
    spoiltEach('results below 1e-12 set to 0', 'homogeneity', (value) => (Math.abs(value) < 1e-12 ? 0 : value)),
    spoiltEach('results rounded to 15 decimal digits', 'C6', (value) => Number(value.toPrecision(15))),
    spoilt('the sum written into the first operand', 'untouched', (c, { a }) => {
      if (c.shape.join() === a.shape.join()) overwrite(a, valuesOf(c));
      return c;
    }),
    wrongGradient('gradient of a stretched operand not summed', 'adjoint', ({ a, b }, g) => ({
      a: firstSlices(g, a.shape),
      b: firstSlices(g, b.shape),
    })),
    wrong('second operand in fixed point', 'C1', ({ a, b }) => zipped(a, b, (x, y) => x + fixedPoint(y))),
    wrong('operands subtracted', 'C2', ({ a, b }) => zipped(a, b, (x, y) => x - y)),
    wrong('mean of the operands', 'C3', ({ a, b }) => zipped(a, b, (x, y) => (x + y) / 2)),
    wrong('NaN taken for 0', 'C5', ({ a, b }) => zipped(a, b, (x, y) => (x || 0) + (y || 0))),
  ]),
  ...faultsOf('tensor.mul', ({ spoiltEach, spoiltGradient, wrong }) => [
    wrong('zeros skipped', 'C5', ({ a, b }) => zipped(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y))),
    spoiltGradient('factors of the gradient exchanged', 'jacobian', ({ a, b }, inputs) =>
      inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : {},
    ),
    spoiltEach('computed in single precision', 'definition', Math.fround),
    wrong('second operand in fixed point', 'C1', ({ a, b }) => zipped(a, b, (x, y) => x * fixedPoint(y))),
    wrong('magnitudes multiplied', 'C2', ({ a, b }) => zipped(a, b, (x, y) => Math.abs(x * y))),
    wrong('through logarithms', 'C3', ({ a, b }) =>
      zipped(a, b, (x, y) => Math.sign(x * y) * Math.exp(Math.log(Math.abs(x)) + Math.log(Math.abs(y)))),
    ),
    wrong('shapes aligned at the left', 'C4', ({ a, b }) => zippedFromTheLeft(a, b, (x, y) => x * y)),
  ]),
  ...faultsOf('tensor.div', ({ misread, spoilt, spoiltGradient, wrong }) => [
    wrong('multiplied by the reciprocal', 'C1', ({ a, b }) => zipped(a, b, (x, y) => x * (1 / y))),
    wrong('division by zero gives 0', 'C5', ({ a, b }) => zipped(a, b, (x, y) => (y === 0 ? 0 : x / y))),
    wrong('divisor kept away from 0 by 1e-8', 'C3', ({ a, b }) => zipped(a, b, (x, y) => x / (y + 1e-8))),
    spoiltGradient('gradient of the divisor without its square', 'jacobian', (gradients, { b }) => ({
      b: zipped(gradients.b, b, (value, y) => value * y),
    })),
    misread('operands exchanged', 'C2', ({ a, b }) => ({ a: b, b: a })),
    spoilt('only the divisor is stretched', 'C4', (c, { a }) => {
      if (c.shape.join() !== a.shape.join()) throw new RangeError('the divisor must broadcast to the dividend');
      return c;
    }),
  ]),
];
