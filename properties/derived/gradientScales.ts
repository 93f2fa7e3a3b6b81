import fc from 'fast-check';
import type { Homogeneity } from '../../spec/judging.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { type Law, law } from '../law.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { isImplicit } from '../verbs/judge.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './gradientCases.ts';
import { compareGradients } from './gradients.ts';
import { describe, scale, withinDomain } from './homogeneity.ts';

interface ScaledCase extends GradientCase {
  /** Which of the record's weightings. */
  readonly weighting: number;
  /** What the largest weight is multiplied by. */
  readonly most: number;
}

/** Powers of two at which squares are out of range, at the ends of it, and just in it. */
const powers = {
  float64: [600, -600, 960, -960, 480, -480],
  float32: [70, -70, 110, -110, 50, -50],
  float16: [4, -4, 8, -8],
  bfloat16: [70, -70, 110, -110, 50, -50],
} as const;

/** Power by power of the scale: of inputs and attributes, and of cotangents, such that what is pulled back has as many above 0 as below. */
function shares(operation: AnyOperation, weights: Homogeneity, most: number) {
  const { inputs, outputs } = parseSignature(operation.signature);
  const weightOf = (name: string) => weights[operandOf(name)] ?? 0;
  const all = Object.values(weights).map(Number);
  const k = Math.trunc(most / Math.max(1, ...all.map(Math.abs)));
  const pulled = [...inputs, ...outputs].filter(({ integer }) => !integer).map(({ name }) => weightOf(name));
  const middle = Math.round((k * (Math.min(...pulled) + Math.max(...pulled))) / 2);
  return { given: (name: string) => k * weightOf(name), cotangent: (name: string) => middle - k * weightOf(name) };
}

/**
 * The gradient where inputs are scaled beyond the square root of what the data type holds, and cotangents so that gradients are in
 * range: what sensible ways over- or underflow there the bound knows.
 */
export const gradientScaleLaws = (operation: AnyOperation): Law[] => {
  const { homogeneous = [], derivative, definition } = operation;
  const weightings = homogeneous.filter((weights) => Object.values(weights).some((weight) => weight !== 0));
  if (derivative === undefined || definition === undefined || isImplicit(operation) || weightings.length === 0)
    return [];
  return [
    law<ScaledCase>(operation, 'gradientScales', {
      statement: `the gradient is right where squares of inputs and cotangents are out of range: ${weightings.map(describe).join('; ')}`,
      hint: 'a square, a product or a quotient over- or underflows on the way to a gradient that does not',
      hintOfLoss: true,
      gradient: true,
      share: 0.5,
      cases: (context) =>
        fc
          .record({
            base: gradientCases(operation, context, { reach: ['small'], entries: 'reals', scaled: false, far: true }),
            weighting: dealtBelow(weightings.length),
            most: dealt(powers[context.dtype]),
          })
          .map(({ base, weighting, most }) => {
            const { given } = shares(operation, weightings[weighting] ?? {}, most);
            const inputs = Object.entries(base.inputs).map(([name, one]) => [name, scale(one, given(name))]);
            const attributes = Object.entries(base.attributes).map(([name, value]) => [
              name,
              typeof value === 'number' ? value * 2 ** given(name) : value,
            ]);
            return {
              ...base,
              weighting,
              most,
              inputs: Object.fromEntries(inputs),
              attributes: Object.fromEntries(attributes),
            };
          }),
      check: async (on, given, context) => {
        fc.pre(withinDomain(operation, given.attributes));
        const { cotangent } = shares(operation, weightings[given.weighting] ?? {}, given.most);
        const cotangents = Object.fromEntries(
          Object.entries(cotangentsFor(operation, given, context)).map(([name, one]) => [
            name,
            scale(one, cotangent(name)),
          ]),
        );
        const expected = exactPullback(operation, given, context)(cotangents);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        return compareGradients(operation, given, expected, gradients, context);
      },
    }),
  ];
};
