import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const ones = (array: NdArray): NdArray => mapped(array, () => 1);

/** Every column divided by its norm. */
function normalised(factor: NdArray): NdArray {
  const r = factor.shape[1] ?? 1;
  const values = valuesOf(factor);
  const norms = Array.from({ length: r }, (_, k) =>
    Math.sqrt(sum(values.flatMap((value, at) => (at % r === k ? [value * value] : [])))),
  );
  return mapped(factor, (value, at) => value / (norms[at % r] || 1));
}

/** A matrix without the columns from r on. */
function cut(matrix: NdArray, r: number): NdArray {
  const [rows = 0, columns = 0] = matrix.shape;
  if (matrix.shape.length !== 2 || columns <= r) return matrix;
  return arrayOf(
    matrix.dtype,
    [rows, r],
    valuesOf(matrix).filter((_, at) => at % columns < r),
  );
}

export const faults: readonly Fault[] = faultsOf('multilinear.cpReconstruct', ({ misread, wrong, wrongGradient }) => [
  misread('the weights left out', 'C1', ({ weights }) => ({ weights: ones(weights) })),
  misread('the weights applied by every factor after the first', 'C3', ({ weights, factors }) => ({
    weights: mapped(weights, (value) => value ** Math.max(factors.length - 1, 1)),
  })),
  misread('the last factor for every one of its shape', 'C2', ({ factors }) => ({
    factors: factors.map((factor) => factors.findLast(({ shape }) => shape.join() === factor.shape.join()) ?? factor),
  })),
  wrong('1 where there are no factors', 'C5', ({ weights, factors }, attributes, right) =>
    factors.length === 0 ? arrayOf(weights.dtype, [], [1]) : right({ weights, factors }, attributes),
  ),
  misread('columns of the factors brought to norm 1', 'C4', ({ factors }) => ({ factors: factors.map(normalised) })),
  misread('weights as if none were negative', 'C6', ({ weights }) => ({ weights: mapped(weights, Math.abs) })),
  misread('terms of opposite weights left out', 'E78', ({ weights }) => ({
    weights: sum(valuesOf(weights)) === 0 ? mapped(weights, () => 0) : weights,
  })),
  misread('the last column not read', 'exchange', ({ weights }) => ({
    weights: mapped(weights, (value, k) => (k > 0 && k === (weights.shape[0] ?? 0) - 1 ? 0 : value)),
  })),
  misread('factors of more columns than weights cut off', 'signature', ({ weights, factors }) => ({
    factors: factors.map((factor) => cut(factor, weights.shape[0] ?? 0)),
  })),
  wrongGradient('of the factors without the weights', 'jacobian', (inputs, g, attributes, right) => ({
    ...right({ ...inputs, weights: ones(inputs.weights) }, g, attributes),
    weights: right(inputs, g, attributes).weights,
  })),
  misread('terms of weight 0 skipped, of NaN too', 'special', ({ weights, factors }) => {
    const values = valuesOf(weights);
    return { factors: factors.map((factor) => mapped(factor, (x, at) => (values[at % values.length] === 0 ? 0 : x))) };
  }),
  wrongGradient('of the weights without factors left as zeros', 'jacobian', (inputs, g, attributes, right) => {
    const gradients = right(inputs, g, attributes);
    const { weights = inputs.weights } = gradients;
    return inputs.factors.length === 0 ? { ...gradients, weights: mapped(weights, () => 0) } : gradients;
  }),
]);
