import type { NdArray } from '../../src/ndArray.ts';
import { pullbacks } from '../../src/registry.generated.ts';
import { mapped, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

/** The gradient of a matrix with the rows behind the eighth left out, as by a block that is not reached. */
function firstRows(gradient: NdArray | undefined): NdArray | undefined {
  const [m = 0, n = 0] = gradient?.shape.slice(-2) ?? [];
  return gradient && mapped(gradient, (value, at) => (Math.floor(at / n) % m < 8 ? value : 0));
}

const isZero = (array: NdArray): boolean => valuesOf(array).every((value) => value === 0);

/** Faults of pullbacks that show in large matrices alone, where one value is given twice, or in a cotangent. */
export const faults: readonly Fault[] = [
  ...faultsOf('decompositions.inv', ({ spoiltGradient }) => [
    spoiltGradient('gradient without the rows behind the eighth', 'gradient', ({ a }) => ({ a: firstRows(a) })),
  ]),
  ...faultsOf('decompositions.solve', ({ spoiltGradient }) => [
    spoiltGradient('gradient of a without the rows behind the eighth', 'gradient', ({ a }) => ({ a: firstRows(a) })),
    spoiltGradient('gradient of b without the rows behind the eighth', 'gradient', ({ b }) => ({ b: firstRows(b) })),
  ]),
  ...faultsOf('decompositions.det', ({ spoiltGradient }) => [
    spoiltGradient('gradient without the rows behind the eighth', 'gradient', ({ a }) => ({ a: firstRows(a) })),
  ]),
  ...faultsOf('decompositions.svd', ({ spoiltGradient }) => [
    spoiltGradient('gradient without the rows behind the eighth', 'gradient', ({ a }) => ({ a: firstRows(a) })),
  ]),
  ...faultsOf('decompositions.eigh', ({ spoiltGradient }) => [
    spoiltGradient('gradient without the rows behind the eighth', 'gradient', ({ a }) => ({ a: firstRows(a) })),
  ]),
  ...faultsOf('tensor.mul', ({ spoiltGradient }) => [
    spoiltGradient('gradients kept by the identity of the input', 'gradientStorage', ({ b }, inputs) => ({
      b: inputs.a === inputs.b && b ? mapped(b, () => 0) : b,
    })),
  ]),
  ...faultsOf('layers.softmax', ({ wrongGradient }) => [
    wrongGradient('pullback writes into its cotangent', 'untouchedByGradient', (inputs, cotangent, attributes) => {
      const gradients = pullbacks['layers.softmax'](inputs, cotangent, attributes);
      cotangent.data.fill(0);
      return gradients;
    }),
  ]),
  ...faultsOf('linalg.matmul', ({ spoiltGradient }) => [
    spoiltGradient('the gradient of a small input drowned', 'adjoint', ({ a }) => ({
      a: a && mapped(a, (value) => (Math.abs(value) < 1e-300 ? 0 : value)),
    })),
  ]),
  ...faultsOf('decompositions.lu', ({ wrongGradient }) => [
    wrongGradient(
      'gradient 0 where one factor has no cotangent',
      'gradient',
      (inputs, cotangents, attributes, right) => {
        const { a } = right(inputs, cotangents, attributes);
        return { a: a && (isZero(cotangents.l) || isZero(cotangents.u)) ? mapped(a, () => 0) : a };
      },
    ),
  ]),
  ...faultsOf('decompositions.eigh', ({ wrongGradient }) => [
    wrongGradient(
      'gradient 0 where the vectors have no cotangent',
      'gradient',
      (inputs, cotangents, attributes, right) => {
        const { a } = right(inputs, cotangents, attributes);
        return { a: a && isZero(cotangents.v) ? mapped(a, () => 0) : a };
      },
    ),
  ]),
];
