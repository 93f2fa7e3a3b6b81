import fc from 'fast-check';
import { det } from '../../spec/decompositions/det.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { distanceBetween, type Exact, exact, toNumber } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import { complexOf, type Dtype, isComplex, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { staysInDomain } from '../generators/members.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { literal, withoutBound } from '../verbs/compare.ts';
import { type Cotangents, exactPullback } from '../verbs/derivative.ts';
import { determinantError, squareMembers } from '../verbs/determinantBound.ts';
import { boundedResults, isImplicit, outputOf, whereDefined } from '../verbs/judge.ts';
import { ratioOf } from '../verbs/measured.ts';
import { exactPairing, innerProduct } from '../verbs/pairing.ts';
import { cotangentsOfDefinition } from '../verbs/signs.ts';
import { cotangentsFor, directionsFor, finite, type GradientCase, gradientCases, moved } from './gradientCases.ts';

/** <f(inputs), w>, exactly. */
function functional(
  operation: AnyOperation,
  inputs: Readonly<Record<string, Tensor>>,
  given: GradientCase,
  cotangents: Cotangents,
): Exact {
  const outputs = whereDefined(operation, inputs, given.attributes, exact);
  return exact.sum(
    Object.entries(outputs).flatMap(([name, { values }]) =>
      values.map((value, at) => exact.mul(exact.constant(cotangents[name]?.data[at] ?? 0), value)),
    ),
  );
}

const wide = (dtype: Dtype): Dtype => (isComplex(dtype) ? complexOf.float64 : dtype === 'int32' ? dtype : 'float64');

const inDoubles = (inputs: GradientCase['inputs']): GradientCase['inputs'] =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape, data }]) => [name, tensorOf(wide(dtype), shape, data)]),
  );

/**
 * <f(inputs), w>, exactly, and how far rounding may move it; operations judged by residuals get the factor 30 n of their tier,
 * a determinant what the singular values let it move by. */
function evaluated(
  operation: AnyOperation,
  inputs: Readonly<Record<string, Tensor>>,
  given: GradientCase,
  weights: Cotangents,
  context: Context,
): { readonly value: Exact; readonly lost: number } {
  const factor = (shape: readonly number[]) => (isImplicit(operation) ? 30 * Math.max(1, ...shape) : 1);
  const determinants = operation.id === det.id ? squareMembers(outputOf(inputs, 'a')) : [];
  const stable = determinants.map((member) => determinantError(member, context.u));
  const terms = Object.entries(boundedResults(operation, inputs, given.attributes, context)).flatMap(
    ([name, { shape, values }]) =>
      values.map((value, at) => {
        const weight = weights[name]?.data[at] ?? 0;
        const own = Math.max(factor(shape) * allowedError(value, context.profile), stable[at] ?? 0);
        const lost = weight === 0 ? 0 : Math.abs(weight) * own;
        return { value: exact.mul(exact.constant(weight), value.value), lost };
      }),
  );
  return { value: exact.sum(terms.map(({ value }) => value)), lost: terms.reduce((sum, { lost }) => sum + lost, 0) };
}

/** Steps that small integers can take in each type, nearly where truncation and rounding are alike. */
const steps = { float64: 2 ** -16, float32: 2 ** -9, float16: 2 ** -6, bfloat16: 2 ** -3 } as const;

/** Laws that tie a pullback to function values: one to the exact function, one to the implementation's own. */
export function differenceLaws(operation: AnyOperation): Law[] {
  if (operation.derivative === undefined || operation.definition === undefined) return [];
  if (operation.held !== undefined) return [];
  // Integers, so that moving by a power of two is exact in narrower types as well.
  const entries = 'integers' as const;
  return [
    law<GradientCase>(operation, 'taylor', {
      statement: 'f(x + h d) - f(x) - h <g, d> falls like h^2, in exact arithmetic',
      hint: 'the gradient is not that of this function: the remainder falls like h',
      gradient: true,
      share: 0.3,
      cases: (context) => gradientCases(operation, context, { entries, scaled: false }),
      check: async (on, given, context) => {
        const [cotangents, directions] = [cotangentsFor(operation, given, context), directionsFor(operation, given)];
        const pullback = exactPullback(operation, given, context);
        const weights = await cotangentsOfDefinition(on, operation, given, cotangents);
        const { allowed } = exactPairing(pullback(weights), directions);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        if (allowed === Number.POSITIVE_INFINITY) return [withoutBound('remainder at h/4')];
        if (!finite(gradients)) return [{ ratio: Number.NaN, what: 'gradient is finite' }];
        const slope = innerProduct(gradients, directions);
        // The exact function is not tied to the data type: steps that float32 cannot take are taken in float64.
        const doubled = { ...given, inputs: inDoubles(given.inputs) };
        const start = functional(operation, given.inputs, given, weights);
        const remainder = (step: number): number => {
          const value = functional(operation, moved(doubled, directions, step), given, weights);
          return distanceBetween(exact.sub(value, start), exact.mul(exact.constant(step), slope));
        };
        // Small enough for the quadratic term to rule, large enough for it to stand out from the gradient's rounding.
        const h = context.dtype === 'float64' ? 2 ** -24 : 2 ** -12;
        const [whole = 0, half = 0, quarter = 0] = [h, h / 2, h / 4].map(remainder);
        // Slope 2 divides by 4, slope 1 by 2; the line is drawn halfway. Below the gradient's own rounding there is no slope.
        const fall = (from: number, to: number, step: number) =>
          to === 0 ? 0 : to / Math.max(from * 2 ** -1.5, allowed * step);
        // The better of two falls: where the quadratic and the cubic term happen to cancel, they do so at one step only.
        const ratio = Math.min(fall(whole, half, h), fall(half, quarter, h / 2));
        const expected = `about ${literal(half / 4)}, a quarter of that at h/2`;
        const series = {
          step: [h, h / 2, h / 4],
          remainder: [whole, half, quarter],
          rounding: [h, h / 2, h / 4].map((step) => allowed * step),
        };
        return [{ ratio, what: 'remainder at h/4', expected, received: literal(quarter), series }];
      },
    }),
    law<GradientCase>(operation, 'differences', {
      statement: 'the pullback agrees with central differences of the implementation itself',
      hint: 'forward and gradient are not of the same function',
      gradient: true,
      share: 0.4,
      cases: (context) => gradientCases(operation, context, { entries, scaled: false }),
      check: async (on, given, context): Promise<Observation[]> => {
        const [cotangents, directions] = [cotangentsFor(operation, given, context), directionsFor(operation, given)];
        const pullback = exactPullback(operation, given, context);
        const weights = await cotangentsOfDefinition(on, operation, given, cotangents);
        const { value: slope, allowed } = exactPairing(pullback(weights), directions);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        const h = steps[context.dtype];
        const at = async (step: number) => {
          const inputs = moved(given, directions, step);
          // A step may be long in a narrow type, and lead out of the domain, or to where there is no result.
          fc.pre(staysInDomain(operation, inputs));
          const reached = whereDefined(operation, inputs, given.attributes, float('float64'));
          fc.pre(Object.values(reached).every(({ values }) => values.every(Number.isFinite)));
          // Signs that the implementation is free to choose may differ from point to point.
          const [outputs, own] = await Promise.all([
            on(operation, inputs, given.attributes),
            cotangentsOfDefinition(on, operation, { ...given, inputs }, weights),
          ]);
          const received = finite(outputs) ? innerProduct(outputs, own) : undefined;
          return { ...evaluated(operation, inputs, given, weights, context), received };
        };
        const [ahead, behind] = await Promise.all([at(h), at(-h)]);
        const what = '<g, d> against (f(x + h d) - f(x - h d)) / 2h';
        const limit = allowed + (ahead.lost + behind.lost) / (2 * h);
        if (limit === Number.POSITIVE_INFINITY) return [withoutBound(what)];
        if (ahead.received === undefined || behind.received === undefined) {
          return [{ ratio: Number.NaN, what: 'the result is finite' }];
        }
        const over = (rise: Exact): Exact => exact.mul(rise, exact.constant(1 / (2 * h)));
        if (!finite(gradients)) return [{ ratio: Number.NaN, what: 'gradient is finite' }];
        // What the step costs is known, for the difference of the exact function is off its derivative by as much, and is taken off.
        const bend = exact.sub(over(exact.sub(ahead.value, behind.value)), slope);
        const expected = exact.sub(over(exact.sub(ahead.received, behind.received)), bend);
        const received = innerProduct(gradients, directions);
        return [
          {
            ratio: ratioOf(distanceBetween(received, expected), limit),
            what,
            expected: literal(toNumber(expected)),
            received: literal(toNumber(received)),
          },
        ];
      },
    }),
  ];
}
