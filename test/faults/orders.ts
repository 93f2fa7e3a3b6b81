import type { NdArray } from '../../src/ndArray.ts';
import { pullbacks } from '../../src/registry.generated.ts';
import { mapped } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

/** The gradient of a matrix with the rows behind the eighth left out, as by a block that is not reached. */
function firstRows(gradient: NdArray | undefined): NdArray | undefined {
  const [m = 0, n = 0] = gradient?.shape.slice(-2) ?? [];
  return gradient && mapped(gradient, (value, at) => (Math.floor(at / n) % m < 8 ? value : 0));
}

/** Faults of pullbacks that show in large matrices alone, where one value is given twice, or in a cotangent. */
export const faults: readonly Fault[] = [
  {
    name: 'gradient without the rows behind the eighth',
    operation: 'decompositions.inv',
    caughtBy: 'decompositions.inv/gradient',
    gradients: {
      'decompositions.inv': async (inputs, cotangent, attributes) => {
        const { a } = await pullbacks['decompositions.inv'](inputs, cotangent, attributes);
        return { a: firstRows(a) };
      },
    },
  },
  {
    name: 'gradient of a without the rows behind the eighth',
    operation: 'decompositions.solve',
    caughtBy: 'decompositions.solve/gradient',
    gradients: {
      'decompositions.solve': async (inputs, cotangent, attributes) => {
        const { a, b } = await pullbacks['decompositions.solve'](inputs, cotangent, attributes);
        return { a: firstRows(a), b };
      },
    },
  },
  {
    name: 'gradient of b without the rows behind the eighth',
    operation: 'decompositions.solve',
    caughtBy: 'decompositions.solve/gradient',
    gradients: {
      'decompositions.solve': async (inputs, cotangent, attributes) => {
        const { a, b } = await pullbacks['decompositions.solve'](inputs, cotangent, attributes);
        return { a, b: firstRows(b) };
      },
    },
  },
  {
    name: 'gradient without the rows behind the eighth',
    operation: 'decompositions.det',
    caughtBy: 'decompositions.det/gradient',
    gradients: {
      'decompositions.det': async (inputs, cotangent, attributes) => {
        const { a } = await pullbacks['decompositions.det'](inputs, cotangent, attributes);
        return { a: firstRows(a) };
      },
    },
  },
  {
    name: 'gradient without the rows behind the eighth',
    operation: 'decompositions.svd',
    caughtBy: 'decompositions.svd/gradient',
    gradients: {
      'decompositions.svd': async (inputs, cotangents, attributes) => {
        const { a } = await pullbacks['decompositions.svd'](inputs, cotangents, attributes);
        return { a: firstRows(a) };
      },
    },
  },
  {
    name: 'gradient without the rows behind the eighth',
    operation: 'decompositions.eigh',
    caughtBy: 'decompositions.eigh/gradient',
    gradients: {
      'decompositions.eigh': async (inputs, cotangents, attributes) => {
        const { a } = await pullbacks['decompositions.eigh'](inputs, cotangents, attributes);
        return { a: firstRows(a) };
      },
    },
  },
  {
    name: 'gradients kept by the identity of the input',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/gradientStorage',
    gradients: {
      'tensor.mul': async (inputs, cotangent, attributes) => {
        const { a, b } = await pullbacks['tensor.mul'](inputs, cotangent, attributes);
        return { a, b: inputs.a === inputs.b && b ? mapped(b, () => 0) : b };
      },
    },
  },
  {
    name: 'pullback writes into its cotangent',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/untouchedByGradient',
    gradients: {
      'layers.softmax': async (inputs, cotangent, attributes) => {
        const gradients = await pullbacks['layers.softmax'](inputs, cotangent, attributes);
        cotangent.data.fill(0);
        return gradients;
      },
    },
  },
  {
    name: 'the gradient of a small input drowned',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/adjoint',
    gradients: {
      'linalg.matmul': async (inputs, cotangent, attributes) => {
        const { a, b } = await pullbacks['linalg.matmul'](inputs, cotangent, attributes);
        return { a: a && mapped(a, (value) => (Math.abs(value) < 1e-300 ? 0 : value)), b };
      },
    },
  },
];
