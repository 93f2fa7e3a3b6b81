import fc from 'fast-check';
import type { Evaluated } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Bound, bound } from '../../spec/scalars/bound.ts';
import type { Differentiable } from '../../spec/scalars/differentiable.ts';
import { type Dual, dual } from '../../spec/scalars/dual.ts';
import { type Exact, toNumber } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context, OperationCase } from '../law.ts';
import { isImplicit, whereDefined } from './judge.ts';

/** One input element with the derivative of every output element along it. */
export interface Column {
  readonly input: string;
  readonly position: number;
  readonly outputs: Readonly<Record<string, Evaluated<Dual<Bound>>>>;
}

/** Skips a case that lies on a kink, where the record states a choice of derivatives: two largest values, a zero inside abs or a root. */
function awayFromKinks<T>(system: Differentiable<T>): Differentiable<T> {
  return {
    ...system,
    max(terms) {
      const largest = system.max(terms);
      fc.pre(terms.filter((term) => system.compare(term, largest) === 0).length < 2);
      return largest;
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

/** Skips a case where the operation has no derivative: outside its definition, or on a kink that the record states. */
export function requireSmooth(operation: AnyOperation, { inputs, attributes }: OperationCase, context: Context): void {
  const plain = bound(context.profile);
  whereDefined(operation, inputs, attributes, operation.kinks === undefined ? plain : awayFromKinks(plain));
}

/**
 * The exact Jacobian, a column per floating-point input element: the definition in dual numbers.
 *
 * The dual numbers run over `bound`, so that every derivative carries the error that its forward-mode evaluation may commit.
 */
export function jacobian(operation: AnyOperation, { inputs, attributes }: OperationCase, context: Context): Column[] {
  const plain = dual(bound(context.profile));
  const system = operation.kinks === undefined ? plain : awayFromKinks(plain);
  const inner = bound(context.profile);
  const [zero, one] = [inner.constant(0), inner.constant(1)];
  return Object.entries(inputs).flatMap(([input, tensor]) =>
    tensor.dtype === 'int32'
      ? []
      : Array.from(tensor.data, (_, position) => ({
          input,
          position,
          outputs: whereDefined(operation, inputs, attributes, system, (value, name, at) => ({
            value: inner.constant(value),
            tangent: name === input && at === position ? one : zero,
          })),
        })),
  );
}

/** A linear functional of the outputs: a weight per element. */
export type Cotangents = Readonly<Record<string, Tensor>>;

/** What a pullback must give for one input element, and how far a sensible one may be off. */
export interface ExpectedGradient {
  readonly exact: Exact;
  readonly allowed: number;
}

/** The pullback of `cotangents` along one column of the Jacobian, sum over j of w_j J_j, and what its evaluation may lose. */
function along(column: Column, cotangents: Cotangents, context: Context) {
  const system = bound(context.profile);
  const terms: Bound[] = [];
  let [propagated, magnitude, reached] = [0, 0, 0];
  for (const [name, { values }] of Object.entries(column.outputs)) {
    values.forEach(({ tangent }, at) => {
      const weight = cotangents[name]?.data[at] ?? 0;
      if (weight === 0) return;
      terms.push(system.mul(system.constant(weight), tangent));
      propagated += Math.abs(weight) * tangent.error;
      magnitude += Math.abs(weight) * Math.abs(toNumber(tangent.value));
      reached += Math.abs(weight) * tangent.magnitude;
    });
  }
  return {
    exact: system.sum(terms).value,
    lost: context.u * (2 * propagated + terms.length * magnitude),
    // What was computed on the way, where everything cancelled or was multiplied with 0.
    reached: context.u * reached,
  };
}

/**
 * What a pullback must give for each column.
 *
 * Allowed is twice the error of the forward-mode derivatives, for reverse mode multiplies the same local derivatives in
 * another order, plus one rounding per term of the sum. Operations judged by residuals are judged normwise, so that each
 * element is allowed the largest of these, times the 30 n of their tier.
 */
export function expectedGradients(
  operation: AnyOperation,
  columns: readonly Column[],
  cotangents: Cotangents,
  context: Context,
): ExpectedGradient[] {
  const found = columns.map((column) => along(column, cotangents, context));
  if (!isImplicit(operation)) return found.map(({ exact, lost }) => ({ exact, allowed: lost }));
  const most = (of: 'lost' | 'reached') => found.reduce((largest, one) => Math.max(largest, one[of]), 0);
  const largest = most('lost') || most('reached');
  const n = Math.max(1, ...Object.values(columns[0]?.outputs ?? {}).flatMap(({ shape }) => shape));
  return found.map(({ exact }) => ({ exact, allowed: 30 * n * largest }));
}
