import { realOf } from '../../spec/tensor.ts';
import type { NdArray } from '../../src/ndArray.ts';
import { arrayOf, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

/** The same numbers in another data type. */
const cast = (array: NdArray, dtype: NdArray['dtype']): NdArray =>
  array.dtype === dtype ? array : arrayOf(dtype, array.shape, valuesOf(array));

/** Every real member in the data type of the first. */
const asFirst = (xs: readonly NdArray[]): NdArray[] =>
  xs.map((x) => (realOf[x.dtype] === x.dtype ? cast(x, xs[0]?.dtype ?? x.dtype) : x));

const integersAs = (array: NdArray, dtype: NdArray['dtype']): NdArray =>
  array.dtype === 'int32' ? cast(array, dtype) : array;

/** Faults that nothing but the data type of an input shows. */
export const faults: readonly Fault[] = [
  ...faultsOf('tensor.concat', ({ misread }) => [
    misread('members in the type of the first', 'dtypes', ({ xs }) => ({ xs: asFirst(xs) })),
    misread('integers among the members taken for numbers', 'dtypes', ({ xs }) => ({
      xs: xs.map((x, k) => (k === 0 ? x : integersAs(x, xs[0]?.dtype ?? 'float64'))),
    })),
  ]),
  ...faultsOf('tensor.stack', ({ misread }) => [
    misread('members in the type of the first', 'dtypes', ({ xs }) => ({ xs: asFirst(xs) })),
  ]),
  ...faultsOf('linalg.einsum', ({ misread }) => [
    misread('operands in the type of the first', 'dtypes', ({ xs }) => ({ xs: asFirst(xs) })),
  ]),
  ...faultsOf('multilinear.cpReconstruct', ({ misread }) => [
    misread('factors in the type of the weights', 'dtypes', ({ weights, factors }) => ({
      factors: factors.map((factor) => (realOf[factor.dtype] === factor.dtype ? cast(factor, weights.dtype) : factor)),
    })),
  ]),
  ...faultsOf('linalg.dft', ({ misread }) => [
    misread('real numbers taken for complex ones', 'dtypes', ({ x }) => ({
      x:
        x.dtype === 'float64'
          ? arrayOf(
              'complex128',
              x.shape,
              valuesOf(x).flatMap((value) => [value, 0]),
            )
          : x,
    })),
  ]),
  ...faultsOf('linalg.matmul', ({ misread }) => [
    misread('the second factor in the type of the first', 'dtypes', ({ a, b }) => ({
      b: realOf[b.dtype] === b.dtype ? cast(b, a.dtype) : b,
    })),
  ]),
  ...faultsOf('layers.relu', ({ misread }) => [
    misread('integers taken for numbers', 'dtypes', ({ x }) => ({ x: integersAs(x, 'float64') })),
  ]),
];
