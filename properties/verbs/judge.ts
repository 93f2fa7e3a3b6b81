import fc from 'fast-check';
import { type AttributeValue, withDefaults } from '../../spec/attribute.ts';
import { bind, isTransposed, SignatureError, shapeOf, swapLastTwo } from '../../spec/binding.ts';
import { type Evaluated, evaluate, type Lift } from '../../spec/evaluate.ts';
import { algebra, type ComplexMatrix, type ExactMatrix, exactMatrixOf } from '../../spec/exactMatrix.ts';
import { membersNamed } from '../../spec/lists.ts';
import type { Equation } from '../../spec/meaning.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError, type Bound, bound, ulpsOf, underflowOf } from '../../spec/scalars/bound.ts';
import { float } from '../../spec/scalars/float.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { membersOf, type Operand, parseSignature } from '../../spec/signature.ts';
import { sizeOf, type Tensor, widthOf } from '../../spec/tensor.ts';
import type { Context, Observation } from '../law.ts';
import { withinAllowed } from './compare.ts';
import { stepwise } from './stepwise.ts';

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
 * Exact values and error bounds of every output element. Where the definition recurs and the results are known, every step is bounded
 * from the state before it as it was received: a bound on all steps together grows beyond everything.
 */
export function boundedResults(
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Given,
  context: Context,
  received?: Tensors,
): Record<string, Evaluated<Bound>> {
  const scalars = bound(context.profile);
  if (operation.recursion === undefined || received === undefined)
    return whereDefined(operation, inputs, attributes, scalars);
  return stepwise(operation, inputs, received, context, (step, lift) =>
    whereDefined(operation, step, attributes, scalars, lift(scalars.constant)),
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
  const attributes = withDefaults(operation.attributes ?? {}, given);
  const binding = bind(
    operation,
    Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, tensor?.shape])),
    attributes,
  );
  const signature = parseSignature(operation.signature);
  const tensors: Tensors = { ...inputs, ...outputs };
  const operands = membersOf([...signature.inputs, ...signature.outputs], binding.sizes).filter(
    (operand) => tensors[operand.name] !== undefined,
  );
  const exact = algebra(context.u, ulpsOf(context.profile), underflowOf(context.profile));
  const what = `${clause}: ${operation.clauses[clause] ?? ''}`;
  let ratio = 0;
  for (let member = 0; member < sizeOf(binding.batch); member++) {
    const values: Record<string, ExactMatrix | ComplexMatrix> = {};
    for (const operand of operands) {
      const core = shapeOf(operand, binding, 'core');
      const isSwapped = isTransposed(operation, operand.name, attributes);
      const given = isSwapped ? swapLastTwo(core) : core;
      const tensor = outputOf(tensors, operand.name);
      const part = (at: 0 | 1) => memberMatrix(operand, tensor, given, binding.batch, member, at);
      const [re, im] = [part(0), operand.complex ? part(1) : undefined];
      if (re === undefined || (operand.complex && im === undefined))
        return { ratio: Number.NaN, what, received: `${operand.name} is not finite` };
      const turned = (matrix: ExactMatrix) => (isSwapped ? exact.transpose(matrix) : matrix);
      values[operand.name] = im === undefined ? turned(re) : { re: turned(re), im: turned(im) };
    }
    const one = equation(values as Record<string, ExactMatrix>, exact, attributes, binding.sizes);
    if (!(one <= ratio)) ratio = one;
    if (Number.isNaN(ratio)) break;
  }
  return { ratio, what };
}

/**
 * One batch member of an operand as an exact matrix, every element of it: a vector is a column, a tensor of more axes is unfolded
 * along its first one. Batch axes of size 1 are stretched. Of complex elements, one part.
 */
function memberMatrix(
  operand: Operand,
  tensor: Tensor,
  core: readonly number[],
  batch: readonly number[],
  member: number,
  part: 0 | 1,
): ExactMatrix | undefined {
  const own = operand.batched ? tensor.shape.slice(0, tensor.shape.length - core.length) : [];
  let [rest, position, stride] = [member, 0, 1];
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const size = batch[axis] ?? 1;
    const index = rest % size;
    rest = Math.floor(rest / size);
    const ownSize = own[axis - batch.length + own.length] ?? 1;
    position += (ownSize === 1 ? 0 : index) * stride;
    stride *= ownSize;
  }
  const [rows = 1, ...others] = core;
  const columns = sizeOf(others);
  const width = widthOf(tensor.dtype);
  return exactMatrixOf(tensor, rows, columns, width * position * rows * columns + part, width);
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

/** Whether inputs of these shapes fit the operation's signature. */
export function fits(
  operation: AnyOperation,
  inputs: Readonly<Record<string, Pick<Tensor, 'shape'> | undefined>>,
  given: Given,
): boolean {
  try {
    bind(
      operation,
      Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, tensor?.shape])),
      withDefaults(operation.attributes ?? {}, given),
    );
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}
