import fc from 'fast-check';
import { det } from '../../spec/decompositions/det.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError, type Bound, boundArithmetic } from '../../spec/scalars/bound.ts';
import type { Differentiable } from '../../spec/scalars/differentiable.ts';
import type { Exact } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import { reverse } from '../../spec/scalars/reverse.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context, OperationCase } from '../law.ts';
import { determinantError, squareMembers } from './determinantBound.ts';
import { isImplicit, outputOf, requireDefined, whereDefined } from './judge.ts';

/** Skips a case that lies on a kink, where the record states a choice of derivatives: two largest values, equals in a comparison, a zero inside abs or a root. */
function awayFromKinks<T>(system: Differentiable<T>): Differentiable<T> {
  return {
    ...system,
    max(terms) {
      const largest = system.max(terms);
      fc.pre(terms.filter((term) => system.compare(term, largest) === 0).length < 2);
      return largest;
    },
    select(a, b, below, otherwise) {
      fc.pre(system.compare(a, b) !== 0);
      return system.select(a, b, below, otherwise);
    },
    abs(a) {
      fc.pre(system.compare(a, system.constant(0)) !== 0);
      return system.abs(a);
    },
    sqrt(a) {
      fc.pre(system.compare(a, system.constant(0)) !== 0);
      return system.sqrt(a);
    },
  };
}

/**
 * Skips a case where the operation has no derivative: outside its definition, or on a kink that the record states. In floating point,
 * for laws that compare bits: they hold at a point that rounding takes for a kink, or does not.
 */
export function requireSmooth(operation: AnyOperation, { inputs, attributes }: OperationCase): void {
  // The class of its inputs leaves an implicit operation no other place without a derivative.
  if (isImplicit(operation) && (operation.kinks === undefined || operation.definition === undefined)) {
    requireDefined(operation, inputs, attributes);
    return;
  }
  const plain = float('float64');
  const outputs = whereDefined(
    operation,
    inputs,
    attributes,
    operation.kinks === undefined ? plain : awayFromKinks(plain),
  );
  fc.pre(Object.values(outputs).every(({ values }) => !values.some(Number.isNaN)));
}

/** A linear functional of the outputs: a weight per element. */
export type Cotangents = Readonly<Record<string, Tensor>>;

/** What a pullback must give for one input element, and how far a sensible one may be off: Infinity where nobody can say. */
export interface ExpectedGradient {
  readonly input: string;
  readonly position: number;
  readonly exact: Exact;
  readonly allowed: number;
}

/** The gradient of every floating-point input element for some cotangents. */
export type ExactPullback = (cotangents: Cotangents) => readonly ExpectedGradient[];

/**
 * The exact pullback of an operation at a point: its definition in reverse mode over `boundArithmetic`, so that every derivative carries
 * the error that its evaluation may commit.
 *
 * Allowed is twice the error of the sweep, for a product may be distributed over the sum that it is taken of, and one rounding
 * of the result more (docs/adr/0009). Operations judged by residuals are judged normwise, so that each element is allowed the
 * largest of these, times the 30 n of their tier.
 */
export function exactPullback(
  operation: AnyOperation,
  { inputs, attributes }: OperationCase,
  context: Context,
): ExactPullback {
  const inner = boundArithmetic(context.profile);
  const { system, variable, pull } = reverse(inner);
  const elements: { readonly input: string; readonly position: number }[] = [];
  const outputs = whereDefined(
    operation,
    inputs,
    attributes,
    operation.kinks === undefined ? system : awayFromKinks(system),
    (value, input, position) => {
      elements.push({ input, position });
      return variable(inner.constant(value));
    },
  );
  return (cotangents) => {
    const seeds = Object.entries(outputs).flatMap(([name, { values }]) =>
      values.flatMap((value, at) => {
        const weight = cotangents[name]?.data[at] ?? 0;
        return weight === 0 ? [] : [[value, inner.constant(weight)] as const];
      }),
    );
    const pulled = pull(seeds);
    const { profile, u } = context;
    const lost = pulled.map((one) =>
      profile.accumulator === undefined
        ? u * (2 * one.error + one.size)
        : allowedError({ ...one, error: 2 * one.error }, profile),
    );
    const least = operation.id === det.id ? cofactorError(outputOf(inputs, 'a'), pulled, cotangents, context) : 0;
    const allowed = isImplicit(operation) ? normwise(lost, pulled, outputs, context, least) : lost;
    return elements.map((element, at) => ({
      ...element,
      exact: (pulled[at] as Bound).value,
      allowed: allowed[at] ?? Infinity,
    }));
  };
}

/** The largest of what the elements may lose, for all; where everything cancelled, or was multiplied by 0, of what was computed on the way. */
function normwise(
  lost: readonly number[],
  pulled: readonly Bound[],
  outputs: Readonly<Record<string, { readonly shape: readonly number[] }>>,
  { u }: Context,
  least: number,
): number[] {
  const most = (list: readonly number[]) => list.reduce((largest, one) => Math.max(largest, one), 0);
  const largest = most(lost) || most(pulled.map(({ magnitude }) => u * magnitude));
  const n = Math.max(1, ...Object.values(outputs).flatMap(({ shape }) => shape));
  return lost.map(() => Math.max(30 * n * largest, least));
}

/** Cofactors that are smaller than this part of what the norm of their matrix lets them be are smaller by cancellation, or by zeros. */
const vanishing = 2 ** -20;

/**
 * How far the gradient of a determinant may be off where all cofactors vanish, or nearly: those of A + E, ||E|| <= 30 n u ||A||_F, lie
 * within the sum over k >= 1 of s_(n-1-k) ||E||^k of those of A. (det/C1 for minors: their singular values lie below those of A.)
 */
function cofactorError(a: Tensor, pulled: readonly Bound[], cotangents: Cotangents, { u }: Context): number {
  const n = a.shape.at(-1) ?? 0;
  const weight = Array.from(outputOf(cotangents, 'd').data).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const largest = pulled.reduce((most, { size }) => Math.max(most, size), 0);
  const errors = squareMembers(a).map((member) =>
    largest > vanishing * weight * Math.hypot(...member.data) ** (n - 1) ? 0 : weight * determinantError(member, u, 1),
  );
  return Math.max(0, ...errors);
}
