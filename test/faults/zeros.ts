import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf, zipped } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

/** Faults that nothing but the sign of a zero shows. */
export const faults: readonly Fault[] = [
  ...faultsOf('tensor.add', ({ wrong }) => [
    wrong('a sum that starts from 0', 'zeros', ({ a, b }) => zipped(a, b, (x, y) => 0 + x + y)),
  ]),
  ...faultsOf('tensor.mul', ({ wrong }) => [
    wrong('products with a zero that are 0', 'zeros', ({ a, b }) =>
      zipped(a, b, (x, y) => ((x === 0 && Number.isFinite(y)) || (y === 0 && Number.isFinite(x)) ? 0 : x * y)),
    ),
  ]),
  ...faultsOf('tensor.div', ({ wrong }) => [
    wrong('the sign of the divisor lost where the dividend is 0', 'zeros', ({ a, b }) =>
      zipped(a, b, (x, y) => (x === 0 && y !== 0 ? x : x / y)),
    ),
  ]),
  ...faultsOf('linalg.outer', ({ spoilt }) => [
    spoilt('products added to 0', 'zeros', (result) => mapped(result, (x) => 0 + x)),
  ]),
  ...faultsOf('multilinear.kron', ({ spoilt }) => [
    spoilt('products added to an array of zeros', 'zeros', (result) => mapped(result, (x) => 0 + x)),
  ]),
  ...faultsOf('tensor.max', ({ spoilt }) => [
    spoilt('the maximum of -0 and -0 is 0', 'zeros', (result) => mapped(result, (x) => x + 0)),
  ]),
  ...faultsOf('tensor.permute', ({ spoilt }) => [
    spoilt('zeros written as 0', 'zeros', (result) => mapped(result, (x) => (x === 0 ? 0 : x))),
  ]),
  ...faultsOf('tensor.reshape', ({ spoilt }) => [
    spoilt('elements added to an array of zeros', 'zeros', (result) => mapped(result, (x) => 0 + x)),
  ]),
  ...faultsOf('tensor.broadcastTo', ({ wrong }) => [
    wrong('stretched by adding zeros', 'zeros', (inputs, attributes) => {
      const { shape } = implementations['tensor.broadcastTo'](inputs, attributes);
      const zero = arrayOf(inputs.x.dtype, shape, new Array(shape.reduce((size, one) => size * one, 1)).fill(0));
      return zipped(inputs.x, zero, (x, y) => x + y);
    }),
  ]),
  ...faultsOf('multilinear.vec', ({ wrong }) => [
    wrong('gathered through integers where they are integers', 'zeros', (inputs, attributes) => {
      const x = implementations['multilinear.vec'](inputs, attributes);
      return arrayOf(
        x.dtype,
        x.shape,
        valuesOf(x).map((value) => (Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value | 0 : value)),
      );
    }),
  ]),
];
