import fc from 'fast-check';
import type { Evaluated } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Bound, boundArithmetic } from '../../spec/scalars/bound.ts';
import type { Differentiable } from '../../spec/scalars/differentiable.ts';
import { type Dual, dual } from '../../spec/scalars/dual.ts';
import { type Exact, exact, toNumber } from '../../spec/scalars/exact.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { type Context, type Law, law, type Observation, type OperationCase } from '../law.ts';
import { literal, withoutBound, worst } from '../verbs/compare.ts';
import type { Cotangents } from '../verbs/derivative.ts';
import { isImplicit, whereDefined } from '../verbs/judge.ts';
import { innerProduct } from '../verbs/pairing.ts';
import { cotangentsFor, finite, type GradientCase, gradientCases } from './gradientCases.ts';
import { requireInRange } from './requireInRange.ts';

/** Derivatives to one side: among equals max follows the one that grows fastest, a choice compares what grows, and |x| grows from 0 either way. */
function oneSided<T>(inner: Differentiable<T>): Differentiable<Dual<T>> {
  const smooth = dual(inner);
  return {
    ...smooth,
    max(terms) {
      const largest = smooth.max(terms);
      const equals = terms.filter((term) => inner.compare(term.value, largest.value) === 0);
      return equals.reduce((a, b) => (inner.compare(b.tangent, a.tangent) > 0 ? b : a), largest);
    },
    select(a, b, below, otherwise) {
      const order = inner.compare(a.value, b.value) || inner.compare(a.tangent, b.tangent);
      return order < 0 ? below() : otherwise();
    },
    abs(a) {
      const isKink = inner.compare(a.value, inner.constant(0)) === 0;
      return isKink ? { value: inner.abs(a.value), tangent: inner.abs(a.tangent) } : smooth.abs(a);
    },
  };
}

type Outputs = Readonly<Record<string, Evaluated<Dual<Bound>>>>;

/** The derivatives of all outputs to one side of the point, along a direction times `sign`. */
function slopes(
  operation: AnyOperation,
  given: OperationCase,
  directions: Cotangents,
  sign: 1 | -1,
  context: Context,
): Outputs {
  const inner = boundArithmetic(context.profile);
  return whereDefined(operation, given.inputs, given.attributes, oneSided(inner), (value, input, position) => ({
    value: inner.constant(value),
    tangent: inner.constant(sign * (directions[input]?.data[position] ?? 0)),
  }));
}

// By the nearest double to the difference: enclosures that overlap are as good as equal here.
const exceeds = (a: Exact, b: Exact): boolean => toNumber(exact.sub(a, b)) > 0;
const smaller = (a: Exact, b: Exact): Exact => (exceeds(a, b) ? b : a);
const larger = (a: Exact, b: Exact): Exact => (exceeds(a, b) ? a : b);

/** Where <g, d> may lie: between the slopes of <outputs, w> to the left and to the right, output by output. */
function range(right: Outputs, left: Outputs, cotangents: Cotangents, u: number) {
  const [lowest, highest]: [Exact[], Exact[]] = [[], []];
  let [propagated, magnitude] = [0, 0];
  for (const [name, { values }] of Object.entries(right)) {
    values.forEach(({ tangent }, at) => {
      const weight = cotangents[name]?.data[at] ?? 0;
      const other = left[name]?.values[at]?.tangent ?? tangent;
      const ends = [tangent.value, exact.neg(other.value)].map((value) => exact.mul(exact.constant(weight), value));
      const [one, two] = [ends[0] ?? tangent.value, ends[1] ?? tangent.value];
      lowest.push(smaller(one, two));
      highest.push(larger(one, two));
      propagated += Math.abs(weight) * Math.max(tangent.error, other.error);
      magnitude += Math.abs(weight) * Math.max(tangent.size, other.size);
    });
  }
  // As for gradients elsewhere: twice the error of the forward derivatives, and a rounding per term of the sum.
  const allowed = u * (2 * propagated + lowest.length * magnitude);
  return { least: exact.sum(lowest), most: exact.sum(highest), allowed };
}

interface KinkCase extends GradientCase {
  /** Which axes are taken where there are many. */
  readonly first: number;
}

/** Axes that are taken of one case: each costs two evaluations. */
const MOST_AXES = 8;

/** Along axes, spread evenly where there are many, along all of them at once, and along a drawn direction. */
function directionsOf({ inputs, weights, first }: KinkCase): Record<string, Tensor>[] {
  const floats = Object.entries(inputs).filter(([, tensor]) => tensor.dtype !== 'int32');
  const along = (element: (name: string, at: number) => number) =>
    Object.fromEntries(
      floats.map(([name, { dtype, shape, data }]) => [
        name,
        tensorOf(
          dtype,
          shape,
          Array.from(data, (_, at) => element(name, at)),
        ),
      ]),
    );
  const axes = floats.flatMap(([name, { data }]) =>
    Array.from(data, (_, at) => along((other, position) => (other === name && position === at ? 1 : 0))),
  );
  const step = Math.max(1, axes.length / MOST_AXES);
  const some = axes.filter((_, at) => Math.floor((at + first + 1) / step) > Math.floor((at + first) / step));
  return [...some, along(() => 1), along((_, at) => weights[at % weights.length] ?? 1)];
}

/** The inputs with nothing but -1, 0 and 1 in them, so that ties and zeros are everywhere. */
const kinked = (given: KinkCase): KinkCase => ({
  ...given,
  inputs: Object.fromEntries(
    Object.entries(given.inputs).map(([name, tensor]) => [
      name,
      tensor.dtype === 'int32'
        ? tensor
        : tensorOf(
            tensor.dtype,
            tensor.shape,
            Array.from(tensor.data, (value) => Math.trunc(value) % 2),
          ),
    ]),
  ),
});

/**
 * Where a function of real arguments has kinks, its gradient there is one of those between the slopes to either side.
 *
 * Not of what gives positions besides: these say which of some equals has which gradient, and the second of three equals in order is
 * neither the largest nor the smallest, so that its slopes to either side are those of the others.
 */
export function kinkLaws(operation: AnyOperation): Law[] {
  const { kinks, derivative, definition, smooth, domain } = operation;
  const givesPositions = parseSignature(operation.signature).outputs.some(({ integer }) => integer);
  const isGeneral = smooth === undefined && domain === undefined && !isImplicit(operation) && !givesPositions;
  if (kinks === undefined || derivative === undefined || definition === undefined || !isGeneral) return [];
  return [
    law<KinkCase>(operation, 'kinks', {
      statement: `at a kink, <g, d> lies between the slopes along d to either side, for every direction d (${kinks})`,
      hint: 'at a tie or a zero the cotangent is given to several elements at once, to the wrong one, or turned into NaN',
      hintOfLoss: true,
      gradient: true,
      share: 0.9,
      cases: (context) =>
        beside(gradientCases(operation, context, { most: 2, reach: ['small', 'small', 'small', 'empty'] }), {
          first: fc.nat(1000),
        }).map(kinked),
      check: async (on, given, context) => {
        const cotangents = cotangentsFor(operation, given, context);
        const judged = directionsOf(given).map((directions) => {
          const right = slopes(operation, given, directions, 1, context);
          const left = slopes(operation, given, directions, -1, context);
          return { directions, ...range(right, left, cotangents, context.u) };
        });
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        if (judged.some(({ allowed }) => allowed === Number.POSITIVE_INFINITY))
          return [withoutBound('gradient at a kink')];
        requireInRange(context, gradients);
        if (!finite(gradients)) return [{ ratio: Number.NaN, what: 'gradient is finite' }];
        const observations = judged.map(({ directions, least, most, allowed }): Observation => {
          const got = innerProduct(gradients, directions);
          const outside = toNumber(larger(exact.sub(least, got), exact.sub(got, most)));
          // Every element of the gradient was rounded once more.
          const size = toNumber(innerProduct(magnitudes(gradients), magnitudes(directions)));
          return {
            ratio: outside <= 0 ? 0 : outside / (allowed + context.u * size),
            what: `<g, d>, d = ${Object.entries(directions)
              .map(([name, { data }]) => `${name}: [${Array.from(data).join(', ')}]`)
              .join(', ')}`,
            expected: `from ${literal(toNumber(least))} to ${literal(toNumber(most))}`,
            received: literal(toNumber(got)),
          };
        });
        return [worst(observations, 'gradient at a kink')];
      },
    }),
  ];
}

const magnitudes = (tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]) => [
      name,
      tensorOf(dtype, shape, Array.from(data, Math.abs)),
    ]),
  );
