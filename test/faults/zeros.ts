import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf, zipped } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

const right = implementations;

/** Faults that nothing but the sign of a zero shows. */
export const faults: readonly Fault[] = [
  {
    name: 'a sum that starts from 0',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/zeros',
    operations: { 'tensor.add': ({ a, b }) => zipped(a, b, (x, y) => 0 + x + y) },
  },
  {
    name: 'products with a zero that are 0',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/zeros',
    operations: {
      'tensor.mul': ({ a, b }) =>
        zipped(a, b, (x, y) => ((x === 0 && Number.isFinite(y)) || (y === 0 && Number.isFinite(x)) ? 0 : x * y)),
    },
  },
  {
    name: 'the sign of the divisor lost where the dividend is 0',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/zeros',
    operations: { 'tensor.div': ({ a, b }) => zipped(a, b, (x, y) => (x === 0 && y !== 0 ? x : x / y)) },
  },
  {
    name: 'the maximum of -0 and -0 is 0',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/zeros',
    operations: {
      'tensor.max': async (inputs, attributes) => mapped(await right['tensor.max'](inputs, attributes), (x) => x + 0),
    },
  },
  {
    name: 'zeros written as 0',
    operation: 'tensor.permute',
    caughtBy: 'tensor.permute/zeros',
    operations: {
      'tensor.permute': async (inputs, attributes) =>
        mapped(await right['tensor.permute'](inputs, attributes), (x) => (x === 0 ? 0 : x)),
    },
  },
  {
    name: 'elements added to an array of zeros',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/zeros',
    operations: {
      'tensor.reshape': async (inputs, attributes) =>
        mapped(await right['tensor.reshape'](inputs, attributes), (x) => 0 + x),
    },
  },
  {
    name: 'stretched by adding zeros',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/zeros',
    operations: {
      'tensor.broadcastTo': async (inputs, attributes) => {
        const { shape } = await right['tensor.broadcastTo'](inputs, attributes);
        const zero = arrayOf(inputs.x.dtype, shape, new Array(shape.reduce((size, one) => size * one, 1)).fill(0));
        return zipped(inputs.x, zero, (x, y) => x + y);
      },
    },
  },
  {
    name: 'gathered through integers where they are integers',
    operation: 'multilinear.vec',
    caughtBy: 'multilinear.vec/zeros',
    operations: {
      'multilinear.vec': async (inputs, attributes) => {
        const x = await right['multilinear.vec'](inputs, attributes);
        return arrayOf(
          x.dtype,
          x.shape,
          valuesOf(x).map((value) => (Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value | 0 : value)),
        );
      },
    },
  },
];
