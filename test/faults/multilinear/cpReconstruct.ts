import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, sum, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'multilinear.cpReconstruct': reconstruct } = implementations;
const { 'multilinear.cpReconstruct': gradient } = pullbacks;

const planted = (
  name: string,
  caughtBy: string,
  wrong: (...given: Parameters<typeof reconstruct>) => NdArray,
): Fault => ({
  name,
  operation: 'multilinear.cpReconstruct',
  caughtBy: `multilinear.cpReconstruct/${caughtBy}`,
  operations: { 'multilinear.cpReconstruct': wrong },
});

const ones = (array: Parameters<typeof reconstruct>[0]['weights']) => mapped(array, () => 1);

export const faults: readonly Fault[] = [
  planted('the weights left out', 'C1', ({ weights, factors }, attributes) =>
    reconstruct({ weights: ones(weights), factors }, attributes),
  ),
  planted('weights applied by every factor after the first', 'C3', ({ weights, factors }, attributes) =>
    reconstruct({ weights: mapped(weights, (value) => value ** Math.max(factors.length - 1, 1)), factors }, attributes),
  ),
  planted('the last factor in the place of every one of its shape', 'C2', ({ weights, factors }, attributes) =>
    reconstruct(
      {
        weights,
        factors: factors.map((factor) =>
          factors.at(-1)?.shape.join() === factor.shape.join() ? (factors.at(-1) ?? factor) : factor,
        ),
      },
      attributes,
    ),
  ),
  planted('1 where there are no factors', 'C5', ({ weights, factors }, attributes) =>
    factors.length === 0 ? arrayOf(weights.dtype, [], [1]) : reconstruct({ weights, factors }, attributes),
  ),
  planted('columns of the factors brought to norm 1', 'C4', ({ weights, factors }, attributes) =>
    reconstruct(
      {
        weights,
        factors: factors.map((factor) => {
          const r = factor.shape[1] ?? 1;
          const norms = Array.from({ length: r }, (_, k) =>
            Math.sqrt(sum(valuesOf(factor).flatMap((value, at) => (at % r === k ? [value * value] : [])))),
          );
          return mapped(factor, (value, at) => value / (norms[at % r] || 1));
        }),
      },
      attributes,
    ),
  ),
  planted('the last column of a factor not read', 'exchange', ({ weights, factors }, attributes) => {
    const r = weights.shape[0] ?? 0;
    return reconstruct(
      { weights: mapped(weights, (value, k) => (r > 1 && k === r - 1 ? 0 : value)), factors },
      attributes,
    );
  }),
  planted('factors of more columns than weights cut off', 'signature', ({ weights, factors }, attributes) => {
    const r = weights.shape[0] ?? 0;
    const cut = factors.map((factor) => {
      const columns = factor.shape[1] ?? 0;
      if (factor.shape.length !== 2 || columns <= r) return factor;
      return arrayOf(
        factor.dtype,
        [factor.shape[0] ?? 0, r],
        valuesOf(factor).filter((_, at) => at % columns < r),
      );
    });
    return reconstruct({ weights, factors: cut }, attributes);
  }),
  {
    name: 'gradients of the factors without the weights',
    operation: 'multilinear.cpReconstruct',
    caughtBy: 'multilinear.cpReconstruct/jacobian',
    gradients: {
      'multilinear.cpReconstruct': (inputs, g, attributes) => ({
        ...gradient({ ...inputs, weights: ones(inputs.weights) }, g, attributes),
        weights: gradient(inputs, g, attributes).weights,
      }),
    },
  },
];
