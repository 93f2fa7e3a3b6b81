import fc from 'fast-check';
import { kindOf } from '../../spec/attributeKinds.ts';
import type { Homogeneity } from '../../spec/judging.ts';
import { operandOf } from '../../spec/lists.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { type Context, type Law, law, type OperationCase } from '../law.ts';
import { scaledBy } from '../verbs/compare.ts';
import { isImplicit, judge, outputOf, requireDefined } from '../verbs/judge.ts';
import { requireInRange } from './requireInRange.ts';

interface ScaledCase extends OperationCase {
  /** Which of the record's weightings. */
  readonly weighting: number;
  /** Everything of weight w is multiplied by 2^(k w). */
  readonly k: number;
}

/** The tensor times a power of two. */
export const scale = (tensor: Tensor, exponent: number): Tensor =>
  tensorOf(
    tensor.dtype,
    tensor.shape,
    Array.from(tensor.data, (value) => value * 2 ** exponent),
  );

const powers = {
  float64: { most: 30, step: 8 },
  float32: { most: 8, step: 2 },
  float16: { most: 3, step: 1 },
  bfloat16: { most: 8, step: 2 },
} as const;

/**
 * Scaling by powers of two scales every rounding with it: no absolute tolerance, threshold or epsilon hides in the
 * implementation.
 *
 * Bitwise where the operation has a formula that rounds alike at every scale and the implementation is deterministic. A
 * factorisation may choose signs and decide by safe minima which eigenvalue is noise (LAPACK's xSTEQR does), and what is not
 * deterministic has no bits to compare: there, and where the record says that powers round anew, the result for the scaled inputs
 * is judged by itself.
 *
 * Up to 2^240 in float64, 2^16 in float32 and bfloat16: past every threshold that is in use, and such that fourth powers neither
 * overflow nor vanish. In float16 up to 2^3, for integers: it holds no more.
 */
export function homogeneityLaws(operation: AnyOperation): Law[] {
  const weightings = operation.homogeneous ?? [];
  if (weightings.length === 0) return [];
  const optionalInputs = parseSignature(operation.signature)
    .inputs.filter((input) => input.optional)
    .map((input) => input.name);
  // LAPACK's eigensolvers rescale below sqrt(minNormal) / u^2, by no power of two: 2^-15 in float32, 2^-405 in float64.
  const steep = ({ dtype }: Context) => dtype !== 'float64' && isImplicit(operation);
  return [
    law<ScaledCase>(operation, 'homogeneity', {
      share: 0.7,
      statement: `${
        isImplicit(operation)
          ? 'multiplied by powers of two, inputs have a result that satisfies the equations as well'
          : `multiplying by powers of two multiplies the result by powers of two, ${operation.roundsAnew ? 'within the bound' : 'bit for bit'}`
      }: ${weightings.map(describe).join('; ')}`,
      hint: 'an absolute threshold, tolerance or epsilon is applied to data of any scale',
      hintOfLoss: true,
      cases: (context) =>
        fc
          .record({
            base: operationCases(operation, context, {
              scaled: false,
              ...(steep(context) || context.dtype === 'float16' ? { entries: 'integers' } : {}),
            }),
            weighting: dealtBelow(weightings.length),
            exponent: fc.integer({ min: 1, max: powers[context.dtype].most }),
            shrinks: dealt([false, true]),
          })
          .map(({ base, weighting, exponent, shrinks }) => ({
            ...base,
            weighting,
            k: (shrinks && !steep(context) ? -1 : 1) * exponent * powers[context.dtype].step,
          })),
      check: async (on, { inputs, attributes, weighting, k }, context) => {
        const weights = weightings[weighting] ?? {};
        // An optional input that is left out has the value of its default, which does not scale.
        fc.pre(optionalInputs.every((name) => weights[name] === undefined || inputs[name] !== undefined));
        const power = (name: string) => k * (weights[operandOf(name)] ?? 0);
        const scaledInputs = Object.fromEntries(
          Object.entries(inputs).map(([name, tensor]) => [name, scale(tensor, power(name))]),
        );
        const scaledAttributes = Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            typeof value === 'number' ? value * 2 ** power(name) : value,
          ]),
        );
        fc.pre(withinDomain(operation, scaledAttributes));
        requireDefined(operation, inputs, attributes);
        if (isImplicit(operation) || operation.roundsAnew || !context.deterministic) {
          const alone = await on(operation, scaledInputs, scaledAttributes);
          return judge(operation, scaledInputs, scaledAttributes, alone, context);
        }
        const [base, scaled] = [
          await on(operation, inputs, attributes),
          await on(operation, scaledInputs, scaledAttributes),
        ];
        requireInRange(context, base, scaled);
        return Object.keys(base).map((name) =>
          scaledBy(outputOf(scaled, name), outputOf(base, name), power(name), name),
        );
      },
    }),
  ];
}

/** Weights in words. */
export const describe = (weights: Homogeneity): string =>
  Object.entries(weights)
    .filter(([, weight]) => weight !== 0)
    .map(([name, weight]) => (weight === 1 ? name : `${name}^${weight}`))
    .join(' ~ ');

/** Whether every attribute is in its domain. */
export const withinDomain = (operation: AnyOperation, attributes: OperationCase['attributes']): boolean =>
  Object.entries(attributesOf(operation)).every(([name, attribute]) =>
    kindOf(attribute).contains(attribute, attributes[name]),
  );
