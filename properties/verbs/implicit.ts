import type { AnyOperation } from '../../spec/operation.ts';
import { type Bound, boundArithmetic, roundoffOf } from '../../spec/scalars/bound.ts';
import { type Exact, exact, inDoubles, magnitudeAbove, roughly } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import type { Context, OperationCase } from '../law.ts';
import { batchMembers, type Part } from './batchMembers.ts';
import type { ExactPullback, ExpectedGradient } from './derivative.ts';
import {
  allowedResiduals,
  type ImplicitEquations,
  implicitEquations,
  type Place,
  residualsOf,
  type TapedEquations,
  tapedOver,
} from './implicitEquations.ts';
import { satisfies } from './judge.ts';
import { leftInverse } from './leftInverse.ts';

const doubles = float('float64');

/** The share of a result that a step of Newton's method may still move it by, far below all precisions: it is there. */
const settled = 2 ** -78;
/** A step beyond this share of a result makes the derivatives before it too coarse for the next. */
const coarse = 2 ** -30;
const mostSteps = 8;

/** The equations at their exact solution, linearised: J the derivatives of the residuals by the results, K by the inputs. */
interface Solution {
  readonly equations: ImplicitEquations;
  readonly results: readonly Exact[];
  readonly taped: TapedEquations<Exact>;
  /** The largest element of the tensor that each result belongs to. */
  readonly units: readonly number[];
  /** Row by row, in doubles. */
  readonly byResults: readonly (readonly number[])[];
  readonly byInputs: readonly (readonly number[])[];
  /** X J = I. */
  readonly inverse: readonly (readonly number[])[];
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const areFinite = (values: readonly number[]): boolean => values.every(Number.isFinite);
const sizesOf = (values: readonly number[]): number[] => values.map(Math.abs);
/** A^T x. */
function transposedTimes(rows: readonly (readonly number[])[], x: readonly number[], count: number): number[] {
  const product = new Array<number>(count).fill(0);
  rows.forEach((row, i) => {
    const factor = x[i] ?? 0;
    if (factor === 0) return;
    for (let j = 0; j < count; j++) product[j] = (product[j] ?? 0) + factor * (row[j] ?? 0);
  });
  return product;
}

/** For every place the largest value of those that belong to the same tensor: what is judged by norms is off by as much anywhere in it. */
function normwise(places: readonly Place[], values: readonly number[]): number[] {
  const most = new Map<Part, number>();
  places.forEach(({ part }, at) => {
    most.set(part, Math.max(most.get(part) ?? 0, values[at] ?? 0));
  });
  return places.map(({ part }) => most.get(part) ?? 0);
}

/** Newton's method from what was received, which chooses among solutions; undefined where it leads nowhere. */
function solved(equations: ImplicitEquations): Solution | undefined {
  const { results: places } = equations;
  const units = normwise(places, sizesOf(places.map(({ value }) => value)));
  let results = places.map(({ value }) => exact.constant(value));
  let linear = linearised(equations, results, units);
  for (let step = 0; linear !== undefined && step < mostSteps; step++) {
    const residuals = residualsOf(equations, exact, results).rows.map(roughly);
    const moves = linear.inverse.map((row) => -dot(row, residuals));
    if (!areFinite(moves)) return undefined;
    const isWithin = (share: number) => moves.every((move, at) => Math.abs(move) <= share * (units[at] ?? 0));
    if (isWithin(settled)) return { equations, results, taped: tapedOver(equations, exact, results), units, ...linear };
    results = results.map((value, at) => inDoubles(exact.add(value, exact.constant(moves[at] ?? 0))));
    if (!isWithin(coarse)) linear = linearised(equations, results, units);
  }
  return undefined;
}

/** Derivatives at a point; undefined where they leave a result undetermined. */
function linearised(equations: ImplicitEquations, results: readonly Exact[], units: readonly number[]) {
  const { rows, clauses, pull } = tapedOver(equations, doubles, results.map(roughly));
  const derivatives = rows.map((_, row) => pull(rows.map((_, at) => (at === row ? 1 : 0))));
  const byResults = derivatives.map((one) => one.results);
  // Results in units of their tensors, residuals in those of the largest of their clause: not of themselves, which may be noise.
  const across = units.map((unit) => powerOfTwo(unit));
  const sizes = byResults.map((row) =>
    row.reduce((most, one, at) => Math.max(most, Math.abs(one * (across[at] ?? 1))), 0),
  );
  let row = 0;
  const down = clauses.flatMap(([, count]) => {
    const own = sizes.slice(row, row + count);
    row += count;
    return own.map(() => 1 / powerOfTwo(Math.max(...own)));
  });
  const inverse = leftInverse(byResults, down, across);
  return inverse && { byResults, byInputs: derivatives.map((one) => one.inputs), inverse };
}

/** The power of two next to a size; 1 for 0. */
const powerOfTwo = (size: number): number => (size === 0 ? 1 : 2 ** Math.round(Math.log2(size)));

/** The multipliers l with J^T l = w, and K^T l, refined against exact derivatives; undefined where that leads nowhere. */
function multipliers({ taped, byResults, inverse }: Solution, weights: readonly number[]) {
  const first = transposedTimes(inverse, weights, byResults.length);
  if (!areFinite(first)) return undefined;
  let l = first.map(exact.constant);
  for (let step = 0; step < mostSteps; step++) {
    const { results, inputs } = taped.pull(l);
    const rest = results.map((value, at) => roughly(exact.sub(exact.constant(weights[at] ?? 0), value)));
    const sizes = transposedTimes(byResults.map(sizesOf), sizesOf(l.map(roughly)), results.length);
    if (rest.every((one, at) => Math.abs(one) <= settled * (sizes[at] ?? 0))) return { l, inputs, sizes };
    const moves = transposedTimes(inverse, rest, byResults.length);
    if (!areFinite(moves)) return undefined;
    l = l.map((one, at) => inDoubles(exact.add(one, exact.constant(moves[at] ?? 0))));
  }
  return undefined;
}

const bounded = (value: Exact, error: number): Bound => {
  const size = magnitudeAbove(value);
  return { value, size, error, magnitude: size, integral: false, nonnegative: false };
};

/** The largest of all, where each counts in units of the tensor that it belongs to: what is judged by the norm of a whole system. */
function together(places: readonly Place[], values: readonly number[], units: readonly number[]): number[] {
  const most = places.reduce((largest, _, at) => Math.max(largest, (values[at] ?? 0) * (units[at] ?? 0)), 0);
  return places.map((_, at) => (units[at] === 0 ? 0 : most / (units[at] ?? 1)));
}

/**
 * The pullback of one batch member at its exact results, and how far a sensible one may be off (docs/adr/0031).
 *
 * The results that it is formed at are off by e = |X| t, t what the equations allow the residuals: what that makes of J^T l and K^T l
 * a sweep over bounds says. To it comes what a backward stable solution is allowed, 30 n eps |J|^T |l| in the norm of the whole system.
 * Both reach the gradient by (X K)^T.
 */
function memberPullback(solution: Solution, context: Context) {
  const { equations, results, byInputs, inverse, units } = solution;
  const { inputs: given, results: places } = equations;
  const unit = roundoffOf(context.profile);
  const allowances = allowedResiduals(equations, context) ?? [];
  const off = inverse.map((row) => dot(sizesOf(row), allowances));
  const moved = results.map((value, at) => bounded(value, (off[at] ?? 0) / unit));
  const swept = tapedOver(equations, boundArithmetic(context.profile), moved);
  const n = Math.max(1, ...equations.parts.flatMap(({ tensor }) => tensor.shape));
  const rounding = thresholds.linear * n * 2 * context.u;
  // X K: how the results follow the inputs.
  const response = inverse.map((row) => sizesOf(transposedTimes(byInputs, row, given.length)));
  return (weights: readonly number[]): readonly { readonly exact: Exact; readonly allowed: number }[] => {
    const found = multipliers(solution, weights);
    if (found === undefined) return given.map(() => ({ exact: exact.constant(0), allowed: Infinity }));
    const { l, inputs, sizes } = found;
    const propagated = swept.pull(l.map((one) => bounded(one, 0)));
    const errorsOf = (bounds: readonly Bound[], rounded: readonly number[]) =>
      bounds.map(({ error }, at) => unit * error + rounding * (rounded[at] ?? 0));
    const ofResults = errorsOf(propagated.results, together(places, sizes, units));
    const reaching = transposedTimes(response, normwise(places, ofResults), given.length);
    const own = errorsOf(
      propagated.inputs,
      transposedTimes(byInputs.map(sizesOf), sizesOf(l.map(roughly)), given.length),
    );
    const allowed = normwise(
      given,
      own.map((one, at) => one + (reaching[at] ?? 0)),
    );
    return inputs.map((value, at) => ({ exact: inDoubles(exact.neg(value)), allowed: allowed[at] ?? Infinity }));
  };
}

/**
 * The exact pullback of an implicit operation at the results that an implementation gave, by the implicit function theorem on the residuals
 * of its record: with J^T l = w the gradient is -K^T l. Where there is no solution near by
 * nothing is judged (Infinity), unless the results break the equations: then nothing is right (NaN).
 */
export function implicitPullback(
  operation: AnyOperation,
  { inputs, attributes }: OperationCase,
  outputs: Readonly<Record<string, Tensor>>,
  context: Context,
): ExactPullback {
  const { members, ...membership } = batchMembers(operation, inputs, outputs, attributes);
  const names = new Set(Object.keys(inputs));
  const breaks = (): boolean =>
    Object.keys(operation.equations ?? {}).some(
      (clause) => !(satisfies(operation, clause, inputs, attributes, outputs, context).ratio <= 1),
    );
  // Integers that break them may name places that there are none of.
  const isMisplaced = Object.values(outputs).some(({ dtype }) => dtype === 'int32') && breaks();
  const pullbacks = members.map((parts) => {
    const equations = implicitEquations(operation, parts, names, membership);
    const isWhole = !isMisplaced && equations.results.every(({ value }) => Number.isFinite(value));
    const solution = isWhole ? solved(equations) : undefined;
    return { equations, pull: solution && memberPullback(solution, context) };
  });
  const isBroken = pullbacks.some(({ pull }) => pull === undefined) && (isMisplaced || breaks());
  return (cotangents) => {
    const all = Object.entries(inputs).flatMap(([input, { dtype, data }]) =>
      dtype === 'int32'
        ? []
        : Array.from(data, (_, position) => ({ input, position, terms: [] as Exact[], allowed: 0 })),
    );
    const found = new Map(all.map((one) => [`${one.input} ${one.position}`, one]));
    for (const { equations, pull } of pullbacks) {
      const weights = equations.results.map(({ part, position }) => cotangents[part.operand.name]?.data[position] ?? 0);
      const gradients = pull?.(weights);
      equations.inputs.forEach(({ part, position }, at) => {
        const one = found.get(`${part.operand.name} ${position}`);
        if (one === undefined) return;
        const gradient = gradients?.[at];
        one.allowed += gradient?.allowed ?? (isBroken ? Number.NaN : Infinity);
        if (gradient !== undefined) one.terms.push(gradient.exact);
      });
    }
    return all.map(({ terms, ...one }): ExpectedGradient => ({ ...one, exact: exact.sum(terms) }));
  };
}
