import { type NdArray, stretch } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, inMemory, mapped, overwrite, valuesOf, zipped } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.add': add, 'tensor.mul': mul, 'tensor.div': div } = implementations;

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
  const positions = arrayOf('float64', shape, Array.from(wide.keys()).slice(0, valuesLength(shape)));
  const seen = new Map<number, number>();
  valuesOf(stretch(positions, gradient.shape)).forEach((position, at) => {
    if (!seen.has(position)) seen.set(position, wide[at] ?? 0);
  });
  return arrayOf(
    gradient.dtype,
    shape,
    Array.from({ length: valuesLength(shape) }, (_, at) => seen.get(at) ?? 0),
  );
};

/** A number with ten binary places. */
const fixedPoint = (x: number): number => Math.round(x * 1024) / 1024;

const valuesLength = (shape: readonly number[]): number => shape.reduce((size, one) => size * one, 1);

export const faults: readonly Fault[] = [
  {
    name: 'shapes aligned at the left',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/C4',
    operations: { 'tensor.add': ({ a, b }) => zippedFromTheLeft(a, b, (x, y) => x + y) },
  },
  {
    name: 'strides ignored',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/layouts',
    operations: {
      'tensor.add': ({ a, b }, attributes) => {
        const flat = (array: NdArray) => arrayOf(array.dtype, array.shape, inMemory(array));
        return add({ a: flat(a), b: flat(b) }, attributes);
      },
    },
  },
  {
    name: 'results below 1e-12 set to 0',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/homogeneity',
    operations: {
      'tensor.add': async (inputs, attributes) =>
        mapped(await add(inputs, attributes), (value) => (Math.abs(value) < 1e-12 ? 0 : value)),
    },
  },
  {
    name: 'the sum written into the first operand',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/untouched',
    operations: {
      'tensor.add': async ({ a, b }, attributes) => {
        const c = await add({ a, b }, attributes);
        if (c.shape.join() === a.shape.join()) overwrite(a, valuesOf(c));
        return c;
      },
    },
  },
  {
    name: 'gradient of a stretched operand not summed',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/adjoint',
    gradients: {
      'tensor.add': ({ a, b }, g) => ({ a: firstSlices(g, a.shape), b: firstSlices(g, b.shape) }),
    },
  },
  {
    name: 'second operand in fixed point',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/C1',
    operations: { 'tensor.add': ({ a, b }) => zipped(a, b, (x, y) => x + fixedPoint(y)) },
  },
  {
    name: 'operands subtracted',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/C2',
    operations: { 'tensor.add': ({ a, b }) => zipped(a, b, (x, y) => x - y) },
  },
  {
    name: 'mean of the operands',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/C3',
    operations: { 'tensor.add': ({ a, b }) => zipped(a, b, (x, y) => (x + y) / 2) },
  },
  {
    name: 'NaN taken for 0',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/C5',
    operations: { 'tensor.add': ({ a, b }) => zipped(a, b, (x, y) => (x || 0) + (y || 0)) },
  },
  {
    name: 'zeros skipped',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/C5',
    operations: { 'tensor.mul': ({ a, b }) => zipped(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y)) },
  },
  {
    name: 'factors of the gradient exchanged',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/jacobian',
    gradients: {
      'tensor.mul': async (inputs, g, attributes) => {
        const { a, b } = await pullbacks['tensor.mul'](inputs, g, attributes);
        return inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : { a, b };
      },
    },
  },
  {
    name: 'computed in single precision',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/definition',
    operations: { 'tensor.mul': async (inputs, attributes) => mapped(await mul(inputs, attributes), Math.fround) },
  },
  {
    name: 'second operand in fixed point',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/C1',
    operations: { 'tensor.mul': ({ a, b }) => zipped(a, b, (x, y) => x * fixedPoint(y)) },
  },
  {
    name: 'magnitudes multiplied',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/C2',
    operations: { 'tensor.mul': ({ a, b }) => zipped(a, b, (x, y) => Math.abs(x * y)) },
  },
  {
    name: 'through logarithms',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/C3',
    operations: {
      'tensor.mul': ({ a, b }) =>
        zipped(a, b, (x, y) => Math.sign(x * y) * Math.exp(Math.log(Math.abs(x)) + Math.log(Math.abs(y)))),
    },
  },
  {
    name: 'shapes aligned at the left',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/C4',
    operations: { 'tensor.mul': ({ a, b }) => zippedFromTheLeft(a, b, (x, y) => x * y) },
  },
  {
    name: 'multiplied by the reciprocal',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/C1',
    operations: { 'tensor.div': ({ a, b }) => zipped(a, b, (x, y) => x * (1 / y)) },
  },
  {
    name: 'division by zero gives 0',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/C5',
    operations: { 'tensor.div': ({ a, b }) => zipped(a, b, (x, y) => (y === 0 ? 0 : x / y)) },
  },
  {
    name: 'divisor kept away from 0 by 1e-8',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/C3',
    operations: { 'tensor.div': ({ a, b }) => zipped(a, b, (x, y) => x / (y + 1e-8)) },
  },
  {
    name: 'gradient of the divisor without its square',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/jacobian',
    gradients: {
      'tensor.div': async (inputs, g, attributes) => {
        const right = await pullbacks['tensor.div'](inputs, g, attributes);
        const { b } = inputs;
        return { a: right.a, b: right.b && mapped(right.b, (value, at) => value * (valuesOf(b)[at] ?? 1)) };
      },
    },
  },
  {
    name: 'operands exchanged',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/C2',
    operations: { 'tensor.div': ({ a, b }, attributes) => div({ a: b, b: a }, attributes) },
  },
  {
    name: 'only the divisor is stretched',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/C4',
    operations: {
      'tensor.div': async ({ a, b }, attributes) => {
        const c = await div({ a, b }, attributes);
        if (c.shape.join() !== a.shape.join()) throw new RangeError('the divisor must broadcast to the dividend');
        return c;
      },
    },
  },
];
