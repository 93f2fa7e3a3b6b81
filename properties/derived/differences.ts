import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { type Exact, exact, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { literal, withoutBound } from '../verbs/compare.ts';
import { type Cotangents, exactPullback } from '../verbs/derivative.ts';
import { bounds, isImplicit, whereDefined } from '../verbs/judge.ts';
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

const inDoubles = (inputs: GradientCase['inputs']): GradientCase['inputs'] =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape, data }]) => [
      name,
      tensorOf(dtype === 'int32' ? dtype : 'float64', shape, data),
    ]),
  );

/** How far the rounding of function values may move <f(x), w>; operations judged by residuals get the factor 30 n of their tier. */
function roundingOf(
  operation: AnyOperation,
  inputs: Readonly<Record<string, Tensor>>,
  given: GradientCase,
  cotangents: Cotangents,
  context: Context,
): number {
  const factor = (shape: readonly number[]) => (isImplicit(operation) ? 30 * Math.max(1, ...shape) : 1);
  return Object.entries(bounds(operation, inputs, given.attributes, context)).reduce(
    (sum, [name, { shape, values }]) =>
      sum +
      values.reduce(
        (part, value, at) =>
          part + Math.abs(cotangents[name]?.data[at] ?? 0) * factor(shape) * allowedError(value, context.profile),
        0,
      ),
    0,
  );
}

/** Laws that tie a pullback to function values: one to the exact function, one to the implementation's own. */
export function differenceLaws(operation: AnyOperation): Law[] {
  if (operation.derivative === undefined || operation.definition === undefined) return [];
  // Integers, so that moving by a power of two is exact in float32 as well.
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
          return Math.abs(toNumber(exact.sub(exact.sub(value, start), exact.mul(exact.constant(step), slope))));
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
        return [{ ratio, what: 'remainder at h/4', expected, received: literal(quarter) }];
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
        const { allowed } = exactPairing(pullback(weights), directions);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        // Three steps from about the cube root of u downwards, each a power of two: two distances tell how well the finest does.
        const steps = [1, 2, 4].map((divisor) => (context.dtype === 'float64' ? 2 ** -16 : 2 ** -9) / divisor);
        const differences = await Promise.all(
          steps.map(async (h) => {
            const inputs = [moved(given, directions, h), moved(given, directions, -h)] as const;
            const rounding = inputs.reduce(
              (sum, one) => sum + roundingOf(operation, one, given, cotangents, context),
              0,
            );
            const lost = rounding / (2 * h);
            const [forth, back] = await Promise.all(inputs.map((one) => on(operation, one, given.attributes)));
            if (forth === undefined || back === undefined || ![forth, back].every(finite)) {
              return { slope: Number.NaN, lost };
            }
            // Signs that the implementation is free to choose may differ from point to point.
            const [ahead, behind] = await Promise.all(
              inputs.map((one) => cotangentsOfDefinition(on, operation, { ...given, inputs: one }, weights)),
            );
            const rise = exact.sub(innerProduct(forth, ahead ?? cotangents), innerProduct(back, behind ?? cotangents));
            return { slope: toNumber(rise) / (2 * h), lost };
          }),
        );
        const [coarse = Number.NaN, middle = Number.NaN, fine = Number.NaN] = differences.map(({ slope }) => slope);
        const lost = differences.reduce((sum, one) => sum + one.lost, 0);
        const what = '<g, d> against (f(x + h d) - f(x - h d)) / 2h';
        if (allowed + lost === Number.POSITIVE_INFINITY) return [withoutBound(what)];
        if (!finite(gradients)) return [{ ratio: Number.NaN, what: 'gradient is finite' }];
        const slope = toNumber(innerProduct(gradients, directions));
        const error = Math.abs(slope - fine);
        const [first, second] = [Math.abs(coarse - middle), Math.abs(middle - fine)];
        // Slopes that drift apart as the step shrinks: the function bends within a step, and they tell nothing.
        if (second > first + lost) return [withoutBound(what)];
        const limit = first + second + allowed + lost;
        return [{ ratio: error === 0 ? 0 : error / limit, what, expected: literal(fine), received: literal(slope) }];
      },
    }),
  ];
}
