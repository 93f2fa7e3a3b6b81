import fc from 'fast-check';
import { type AttributeValue, withDefaults } from '../../spec/attribute.ts';
import { bind, isTransposed, SignatureError } from '../../spec/binding.ts';
import { type Evaluated, evaluate, type Lift } from '../../spec/evaluate.ts';
import { algebra, type ComplexMatrix, type ExactMatrix, exactMatrixOf } from '../../spec/exactMatrix.ts';
import { membersNamed } from '../../spec/lists.ts';
import type { Equation } from '../../spec/meaning.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError, type Bound, boundArithmetic, ulpsOf, underflowOf } from '../../spec/scalars/bound.ts';
import { toNumber } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { sizeOf, type Tensor, widthOf } from '../../spec/tensor.ts';
import type { Context, Observation } from '../law.ts';
import { batchMembers, type Part } from './batchMembers.ts';
import { withinAllowed } from './compare.ts';
import { stepsOf, stepwise } from './stepwise.ts';
import { asOrdered } from './ties.ts';

type Tensors = Readonly<Record<string, Tensor | undefined>>;
type Given = Readonly<Record<string, AttributeValue>>;

/**
 * The definition's value in a number system; where the definition itself is undefined (0 / 0, the logarithm of a negative, the
 * maximum of nothing) the case is no case, which is the specification's own precondition.
 */
export function whereDefined<T>(
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Given,
  scalars: Scalars<T>,
  lift?: Lift<T>,
): Record<string, Evaluated<T>> {
  try {
    return lift === undefined
      ? evaluate(operation, inputs, attributes, scalars)
      : evaluate(operation, inputs, attributes, scalars, lift);
  } catch (error) {
    if (error instanceof RangeError) fc.pre(false);
    throw error;
  }
}

/** A case in which the definition is undefined whatever the values are, as is the maximum of nothing, is no case. */
export function requireDefined(operation: AnyOperation, inputs: Tensors, attributes: Given): void {
  const isEmpty = Object.values(inputs).some((tensor) => tensor?.shape.includes(0));
  if (isEmpty && operation.definition !== undefined) whereDefined(operation, inputs, attributes, float('float64'));
}

/**
 * Exact values and error bounds of every output element; of equal elements in any order, in that of the results, if they are known. Where the definition recurs and the results are known, every step is bounded
 * from the state before it as it was received: a bound on all steps together grows beyond everything.
 */
export function boundedResults(
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Given,
  context: Context,
  received?: Tensors,
): Record<string, Evaluated<Bound>> {
  const scalars = boundArithmetic(context.profile);
  if (operation.recursion === undefined || received === undefined) {
    const results = whereDefined(operation, inputs, attributes, scalars);
    if (received === undefined) return results;
    const answered = { inputs, attributes, received, context };
    return asOrdered(operation, answered, results, { ...scalars, number: ({ value }) => toNumber(value) });
  }
  const single = { ...attributes, ...stepsOf(operation, 1) };
  return stepwise(operation, inputs, attributes, received, context, (step, lift) =>
    whereDefined(operation, step, single, scalars, lift(scalars.constant)),
  );
}

/** Exact values and error bounds of an operation with one output, and how far each element may be off; the largest of that as well. */
export function boundedResult(
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Given,
  context: Context,
): Evaluated<Bound> & { readonly allowed: readonly number[]; readonly most: number } {
  const [output] = Object.values(boundedResults(operation, inputs, attributes, context));
  if (output === undefined) throw new TypeError(`${operation.id} has no output`);
  const allowed = output.values.map((value) => allowedError(value, context.profile));
  return { ...output, allowed, most: Math.max(0, ...allowed) };
}

/** An output that the host has checked to be there. */
export function outputOf(outputs: Tensors, name: string): Tensor {
  const output = outputs[name];
  if (output === undefined) throw new TypeError(`output ${name} is missing`);
  return output;
}

/** The members of a list among some tensors. */
export const listOf = (tensors: Tensors, name: string): Tensor[] => membersNamed(tensors, name);

/** Each output against the definition, within the bound that the definition computes. */
export const matchesDefinition = (
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Given,
  outputs: Tensors,
  context: Context,
): Observation[] =>
  Object.entries(boundedResults(operation, inputs, attributes, context, outputs)).map(([name, expected]) =>
    withinAllowed(outputOf(outputs, name), expected, context, name),
  );

/** What an equation reads. */
export type Values = Parameters<Equation>[0];

const { transpose } = algebra(0);

/** The values of one batch member as exact matrices, or the name of one that is not finite. */
export function exactValues(operation: AnyOperation, member: readonly Part[], attributes: Given): Values | string {
  const values: Record<string, ExactMatrix | ComplexMatrix> = {};
  for (const { operand, tensor } of member) {
    const { name, complex } = operand;
    const [re, im] = [matrixOf(tensor, 0), complex ? matrixOf(tensor, 1) : undefined];
    if (re === undefined || (complex && im === undefined)) return name;
    const turned = (matrix: ExactMatrix) => (isTransposed(operation, name, attributes) ? transpose(matrix) : matrix);
    values[name] = im === undefined ? turned(re) : { re: turned(re), im: turned(im) };
  }
  // What the equation of a record may read is every operand by its name.
  return values as Values;
}

/**
 * A tensor as an exact matrix, every element of it: a vector is a column, a tensor of more axes is unfolded along its first one. Of
 * complex elements, one part.
 */
function matrixOf(tensor: Tensor, part: 0 | 1): ExactMatrix | undefined {
  const [rows = 1, ...others] = tensor.shape;
  return exactMatrixOf(tensor, rows, sizeOf(others), part, widthOf(tensor.dtype));
}

/** The algebra of equations for an implementation with these promises. */
export const algebraOf = ({ u, profile }: Pick<Context, 'u' | 'profile'>) =>
  algebra(u, ulpsOf(profile), underflowOf(profile));

/** One equation on every batch member: the ratio is the worst of them. */
export function satisfies(
  operation: AnyOperation,
  clause: string,
  inputs: Tensors,
  given: Given,
  outputs: Tensors,
  context: Pick<Context, 'u' | 'profile'>,
): Observation {
  // Callers pass clauses that the record lists.
  const equation = operation.equations?.[clause] as Equation;
  const { binding, attributes, members } = batchMembers(operation, inputs, outputs, given);
  const exact = algebraOf(context);
  const what = `${clause}: ${operation.clauses[clause] ?? ''}`;
  let ratio = 0;
  for (const member of members) {
    const values = exactValues(operation, member, attributes);
    if (typeof values === 'string') return { ratio: Number.NaN, what, received: `${values} is not finite` };
    const one = equation(values, exact, attributes, binding.sizes);
    if (!(one <= ratio)) ratio = one;
    if (Number.isNaN(ratio)) break;
  }
  return { ratio, what };
}

/** Whether an operation is judged by its equations rather than by its definition. */
export const isImplicit = (operation: AnyOperation): boolean =>
  operation.equations !== undefined && Object.keys(operation.equations).length > 0;

/** What the record says of a result: every equation of an implicit operation, the definition of an explicit one. */
export const judge = (
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Given,
  outputs: Tensors,
  context: Context,
): Observation[] =>
  isImplicit(operation)
    ? Object.keys(operation.equations ?? {}).map((clause) =>
        satisfies(operation, clause, inputs, attributes, outputs, context),
      )
    : matchesDefinition(operation, inputs, attributes, outputs, context);

/** What is wrong with inputs of these shapes; undefined where they fit the operation's signature. */
export function misfitOf(
  operation: AnyOperation,
  inputs: Readonly<Record<string, Pick<Tensor, 'shape'> | undefined>>,
  given: Given,
): SignatureError | undefined {
  try {
    bind(
      operation,
      Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, tensor?.shape])),
      withDefaults(operation.attributes ?? {}, given),
    );
    return undefined;
  } catch (error) {
    if (error instanceof SignatureError) return error;
    throw error;
  }
}

/** Whether inputs of these shapes fit the operation's signature. */
export const fits = (...given: Parameters<typeof misfitOf>): boolean => misfitOf(...given) === undefined;
