import { contiguous, type NdArray } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { mapped } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

/** The memory of a view read from its start, as if its elements lay there in order. */
const readFromStart = (array: NdArray): NdArray => {
  const copy = contiguous(array, true);
  return { ...copy, data: array.data.slice(0, copy.data.length) };
};

/** Faults that show beyond the sizes, layouts and precisions that a small test has. */
export const faults: readonly Fault[] = [
  ...faultsOf('tensor.add', ({ spoilt }) => [
    spoilt('elements after the 64th dropped', 'tiles', (result) =>
      mapped(result, (value, at) => (at < 64 ? value : 0)),
    ),
  ]),
  ...faultsOf('linalg.dot', ({ wrong }) => [
    wrong('the remainder of a vector of 8 dropped', 'tiles', ({ a, b }, attributes) => {
      const whole = (a.shape[0] ?? 0) - ((a.shape[0] ?? 0) % 8);
      const kept = mapped(a, (value, at) => ((a.shape[0] ?? 0) < 8 || at < whole ? value : 0));
      return implementations['linalg.dot']({ a: kept, b }, attributes);
    }),
  ]),
  ...faultsOf('linalg.outer', ({ misread }) => [
    misread('computed in single precision', 'definition', ({ a, b }) => ({
      a: mapped(a, Math.fround),
      b: mapped(b, Math.fround),
    })),
  ]),
  ...faultsOf('layers.relu', ({ wrongGradient }) => [
    wrongGradient('gradient in single precision', 'adjoint', ({ x }, cotangent, attributes) =>
      pullbacks['layers.relu']({ x }, mapped(cotangent, Math.fround), attributes),
    ),
  ]),
  ...faultsOf('tensor.div', ({ wrongGradient }) => [
    wrongGradient('cotangents below 1e-6 dropped', 'linearCotangent', (inputs, cotangent, attributes) =>
      pullbacks['tensor.div'](
        inputs,
        mapped(cotangent, (value) => (Math.abs(value) < 1e-6 ? 0 : value)),
        attributes,
      ),
    ),
  ]),
  ...faultsOf('tensor.mul', ({ wrongGradient }) => [
    wrongGradient('pullback writes into its input', 'untouchedByGradient', ({ a, b }, cotangent, attributes) => {
      const gradients = pullbacks['tensor.mul']({ a, b }, cotangent, attributes);
      a.data.fill(0);
      return gradients;
    }),
  ]),
  ...faultsOf('linalg.matmul', ({ wrongGradient }) => [
    wrongGradient('pullback ignores the strides of a view', 'gradientLayouts', ({ a, b }, cotangent, attributes) =>
      pullbacks['linalg.matmul']({ a: readFromStart(a), b }, cotangent, attributes),
    ),
  ]),
  ...faultsOf('tensor.mul', ({ wrongGradient }) => [
    wrongGradient('the cotangent read as if it had no strides', 'gradientLayouts', (inputs, cotangent, attributes) =>
      pullbacks['tensor.mul'](inputs, readFromStart(cotangent), attributes),
    ),
  ]),
  ...faultsOf('decompositions.cholesky', ({ wrong }) => [
    wrong('the padding behind rows read as elements', 'layouts', ({ a }, attributes) => {
      const isDense = a.strides.at(-1) === 1;
      return implementations['decompositions.cholesky']({ a: isDense ? readFromStart(a) : a }, attributes);
    }),
  ]),
  ...faultsOf('linalg.matmul', ({ wrong }) => [
    wrong('the buffer of a view read from its start', 'storage', ({ a, b }, attributes) => {
      const whole = b.data.byteLength % 8 === 0 ? new Float64Array(b.data.buffer) : b.data;
      return implementations['linalg.matmul']({ a, b: { ...b, data: whole } }, attributes);
    }),
  ]),
  ...faultsOf('layers.linear', ({ wrongGradient }) => [
    wrongGradient('the gradient over an empty batch is 0 / 0', 'emptyGradient', (inputs, cotangent, attributes) => {
      const gradients = pullbacks['layers.linear'](inputs, cotangent, attributes);
      const { weight } = gradients;
      if (inputs.x.data.length > 0 || weight === undefined) return gradients;
      return { ...gradients, weight: mapped(weight, () => Number.NaN) };
    }),
  ]),
  ...faultsOf('decompositions.eigh', ({ wrongGradient }) => [
    wrongGradient('the pullback ignores the strides of its input', 'gradientLayouts', ({ a }, cotangents, attributes) =>
      pullbacks['decompositions.eigh']({ a: readFromStart(a) }, cotangents, attributes),
    ),
  ]),
  ...faultsOf('linalg.spectralNorm', ({ wrongGradient }) => [
    wrongGradient(
      'the gradient of the first member alone for two batch axes',
      'gradientBatch',
      (inputs, cotangent, attributes) => {
        const { a } = pullbacks['linalg.spectralNorm'](inputs, cotangent, attributes);
        const size = (inputs.a.shape.at(-1) ?? 1) * (inputs.a.shape.at(-2) ?? 1);
        const isDeep = inputs.a.shape.length > 3;
        return { a: a && isDeep ? mapped(a, (value, at) => (at < size ? value : 0)) : a };
      },
    ),
  ]),
];
