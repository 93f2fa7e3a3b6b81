import { isTransposed, swapLastTwo } from '../../spec/binding.ts';
import type { ExactMatrix } from '../../spec/exactMatrix.ts';
import type { Equation } from '../../spec/meaning.ts';
import { eachIndex } from '../../spec/notation.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { listed, residualsOver } from '../../spec/residuals.ts';
import type { Differentiable } from '../../spec/scalars/differentiable.ts';
import { float } from '../../spec/scalars/float.ts';
import { reverse, type Taped } from '../../spec/scalars/reverse.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { type Shaped, shaped } from '../../spec/shaped.ts';
import type { Context } from '../law.ts';
import { allowanceOf } from './allowances.ts';
import type { Membership, Part } from './batchMembers.ts';
import { algebraOf, exactValues } from './judge.ts';

const doubles = float('float64');

/** One number of a batch member: the tensor that it belongs to, and where it stands in that of the batch. */
export interface Place {
  readonly part: Part;
  readonly position: number;
  readonly value: number;
}

/** The residuals of one batch member as functions of its inputs and of its results. */
export interface ImplicitEquations {
  readonly operation: AnyOperation;
  readonly bound: Pick<Membership, 'binding' | 'attributes'>;
  readonly parts: readonly Part[];
  readonly inputs: readonly Place[];
  readonly results: readonly Place[];
}

/** Residuals on a tape, whose variables are the results and then the inputs. */
export interface TapedEquations<T> {
  readonly rows: readonly Taped<T>[];
  /** The clauses that they are of, and how many each has. */
  readonly clauses: readonly (readonly [clause: string, count: number])[];
  /** What the weighted sum of the residuals has for derivatives. */
  readonly pull: (weights: readonly T[]) => { readonly results: readonly T[]; readonly inputs: readonly T[] };
}

export function implicitEquations(
  operation: AnyOperation,
  parts: readonly Part[],
  inputs: ReadonlySet<string>,
  bound: ImplicitEquations['bound'],
): ImplicitEquations {
  const places = (isInput: boolean) =>
    parts
      .filter(({ operand }) => inputs.has(operand.name) === isInput && !operand.integer)
      .flatMap((part) => Array.from(part.tensor.data, (value, at) => ({ part, position: part.start + at, value })));
  return { operation, bound, parts, inputs: places(true), results: places(false) };
}

/** The residuals over a system, in the order of the clauses, each in row-major order, for what becomes of results and inputs in it. */
function residualsAt<T>(
  { operation, bound, parts, inputs, results }: ImplicitEquations,
  system: Scalars<T>,
  values: readonly T[],
) {
  const entered = new Map<Part, T[]>(parts.map((part) => [part, []]));
  [...results, ...inputs].forEach(({ part }, at) => {
    // One for every result, and then one for every input.
    entered.get(part)?.push(values[at] as T);
  });
  const tensors = parts.map((part): [string, Shaped<T> | Shaped<number>] => {
    const { operand, tensor } = part;
    if (operand.integer) return [operand.name, listed(tensor.shape, Array.from(tensor.data))];
    const given = listed(tensor.shape, entered.get(part) ?? []);
    const isSwapped = isTransposed(operation, operand.name, bound.attributes);
    return [operand.name, isSwapped ? shaped(swapLastTwo(tensor.shape), (i = 0, j = 0) => given(j, i)) : given];
  });
  const residualsOf = residualsOver(operation, bound.attributes, bound.binding.sizes, system);
  const rows: T[] = [];
  const clauses = Object.entries(residualsOf(Object.fromEntries(tensors))).map(([clause, residual]) => {
    const before = rows.length;
    if (residual !== undefined) eachIndex(residual.shape, (index) => rows.push(residual(...index)));
    return [clause, rows.length - before] as const;
  });
  return { rows, clauses };
}

/** The residuals at some results, and the clauses that they are of: how many each has. */
export const residualsOf = <T>(equations: ImplicitEquations, system: Scalars<T>, results: readonly T[]) =>
  residualsAt(equations, system, [...results, ...equations.inputs.map(({ value }) => system.constant(value))]);

/** The same, on a tape. */
export function tapedOver<T>(
  equations: ImplicitEquations,
  inner: Differentiable<T>,
  results: readonly T[],
): TapedEquations<T> {
  const tape = reverse(inner);
  const given = equations.inputs.map(({ value }) => inner.constant(value));
  const { rows, clauses } = residualsAt(equations, tape.system, [...results, ...given].map(tape.variable));
  return {
    rows,
    clauses,
    pull(weights) {
      // As many as rows.
      const pulled = tape.pull(rows.map((row, at) => [row, weights[at] as T]));
      return { results: pulled.slice(0, results.length), inputs: pulled.slice(results.length) };
    },
  };
}

/**
 * How far from zero the equations of the record let each residual be, in the order of the rows; undefined where a value is not finite.
 *
 * An equation may be written in other units than its residual, a power of two apart: at results that are half as large again, which are
 * no solution, the two say which.
 */
export function allowedResiduals(equations: ImplicitEquations, context: Context): number[] | undefined {
  const { operation, bound, parts, results } = equations;
  const { attributes, binding } = bound;
  const names = new Set(results.map(({ part }) => part.operand.name));
  const values = exactValues(operation, parts, attributes);
  if (typeof values === 'string') return undefined;
  const elsewhere = Object.fromEntries(
    Object.entries<ExactMatrix>(values).map(([name, one]) => [name, names.has(name) ? halfMore(one) : one]),
  );
  const { rows, clauses } = residualsOf(
    equations,
    doubles,
    results.map(({ value }) => 1.5 * value),
  );
  let row = 0;
  return clauses.flatMap(([clause, count]) => {
    // The record has an equation for every residual.
    const equation = operation.equations?.[clause] as Equation;
    const exact = algebraOf(context);
    const allowance = allowanceOf(equation, exact, values, attributes, binding.sizes);
    const other = allowanceOf(equation, exact, elsewhere, attributes, binding.sizes);
    const own = rows.slice(row, row + count).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const unit = other === undefined || own === 0 ? 1 : 2 ** Math.round(Math.log2(exact.largest(other.residual) / own));
    row += count;
    return Array.from({ length: count }, (_, position) => (allowance?.allowed(position) ?? 0) / unit);
  });
}

const halfMore = (a: ExactMatrix): ExactMatrix => ({
  ...a,
  exponent: a.exponent - 1,
  entries: a.entries.map((one) => 3n * one),
});
