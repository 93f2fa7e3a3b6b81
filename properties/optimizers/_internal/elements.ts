import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { operationCases } from '../../generators/cases.ts';
import { type ClauseOf, type Law, law, type OperationCase } from '../../law.ts';
import { identical, withinAllowed } from '../../verbs/compare.ts';
import { boundedResults, outputOf } from '../../verbs/judge.ts';

/** Dyadic numbers: steps with these rates, decays and momenta are exact on small integers. */
export const dyadicRates = fc.constantFrom(0.5, 1, 0.25, 2, 0.125);
export const dyadicDecays = fc.constantFrom(0.5, 0.25, 0.125, 1);
export const dyadicMomenta = fc.constantFrom(0.5, 0.25, 0.75);

/** The elements in another order: all moved on by some positions, the last ones to the front. */
const rotated = ({ dtype, shape, data }: Tensor, by: number): Tensor => {
  const n = Math.max(data.length, 1);
  return tensorOf(
    dtype,
    shape,
    Array.from(data, (_, at) => data[(((at - by) % n) + n) % n] ?? Number.NaN),
  );
};

const rotatedAll = (tensors: Readonly<Record<string, Tensor>>, by: number): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, rotated(tensor, by)]));

/** Permuting all tensors alike permutes the results, within the bound of each element. */
export const treatsElementsAlike = (operation: AnyOperation, clause: ClauseOf<AnyOperation>): Law =>
  law<OperationCase & { readonly by: number }>(operation, clause, {
    cases: (context) =>
      fc
        .record({ base: operationCases(operation, context), by: fc.integer({ min: 1, max: 5 }) })
        .map(({ base, by }) => ({ ...base, by })),
    check: async (on, { inputs, attributes, by }, context) => {
      const moved = await on(operation, rotatedAll(inputs, by), attributes);
      // Within the bound: a vector unit may fuse what is left over for the last elements it does not.
      const expected = boundedResults(operation, inputs, attributes, context);
      return Object.entries(expected).map(([name, elements]) =>
        withinAllowed(rotated(outputOf(moved, name), -by), elements, context, `${name} of permuted tensors`),
      );
    },
  });

/** A learning rate of 0 leaves the parameter as it is. */
export const restsAtRateZero = (
  operation: AnyOperation,
  clause: ClauseOf<AnyOperation>,
  attributes: OperationCase['attributes'] = {},
): Law =>
  law<OperationCase>(operation, clause, {
    cases: (context) => operationCases(operation, context, { attributes: { ...attributes, learningRate: 0 } }),
    check: async (on, given) => [
      identical(
        outputOf(await on(operation, given.inputs, given.attributes), 'nextParameter'),
        outputOf(given.inputs, 'parameter'),
        'nextParameter',
      ),
    ],
  });

/** NaN in one element of the gradient gives NaN in that element of every result, and changes no other. */
export const passesNaNOn = (operation: AnyOperation, clause: ClauseOf<AnyOperation>): Law =>
  law<OperationCase & { readonly position: number }>(operation, clause, {
    hint: 'a gradient that is not a number is skipped, or spoils other elements',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({ base: operationCases(operation, context), position: fc.nat(63) })
        .map(({ base: { inputs, attributes }, position }) => ({
          inputs,
          attributes: { ...attributes, learningRate: attributes['learningRate'] || 0.5 },
          position: position % outputOf(inputs, 'gradient').data.length,
        })),
    check: async (on, { inputs, attributes, position }) => {
      const { dtype, shape, data } = outputOf(inputs, 'gradient');
      const poisoned = { ...inputs, gradient: tensorOf(dtype, shape, data.with(position, Number.NaN)) };
      const [clean, spoilt] = await Promise.all([
        on(operation, inputs, attributes),
        on(operation, poisoned, attributes),
      ]);
      return Object.keys(clean).map((name) => {
        const tensor = outputOf(clean, name);
        const expected = tensorOf(tensor.dtype, tensor.shape, tensor.data.with(position, Number.NaN));
        return identical(outputOf(spoilt, name), expected, name);
      });
    },
  });
