import { type Elements, overComplex, overReal } from './_internal/elements.ts';
import { type AttributeValue, withDefaults } from './attribute.ts';
import { type Binding, bind, isTransposed, shapeOf, swapLastTwo } from './binding.ts';
import { definitionOver } from './compose.ts';
import { gathered } from './lists.ts';
import { eachIndex, elementAt } from './notation.ts';
import type { AnyOperation } from './operation.ts';
import type { Scalars } from './scalars/scalars.ts';
import { outside, type Shaped, shaped } from './shaped.ts';
import { hasComplex, membersOf, type Operand, parseSignature, type Signature } from './signature.ts';
import { rowMajorStrides, sizeOf, type Tensor } from './tensor.ts';

/** An output of a definition: a shape and its elements, in row-major order, in some number system; of a complex one both parts. */
export interface Evaluated<T> {
  readonly shape: readonly number[];
  readonly values: readonly T[];
}

export type TensorInputs = Readonly<Record<string, Tensor | undefined>>;
export type AttributeInputs = Readonly<Record<string, AttributeValue | undefined>>;

/** How the element at a flat position of a named input enters the number system; `constant` unless told. */
export type Lift<T> = (value: number, input: string, position: number) => T;

/** The binding of an operation's axes for these inputs. Throws SignatureError when they do not fit. */
export function bindInputs(operation: AnyOperation, inputs: TensorInputs, given: AttributeInputs = {}): Binding {
  const attributes = withDefaults(operation.attributes ?? {}, given);
  return bind(operation, shapesOf(inputs), attributes);
}

/** Shapes of the outputs by name, of every member of a list by its own, for inputs that fit the signature. */
export function outputShapes(
  operation: AnyOperation,
  inputs: TensorInputs,
  given: AttributeInputs = {},
): Record<string, number[]> {
  const binding = bindInputs(operation, inputs, given);
  return Object.fromEntries(
    membersOf(parseSignature(operation.signature).outputs, binding.sizes).map((output) => [
      output.name,
      shapeOf(output, binding),
    ]),
  );
}

const shapesOf = (inputs: TensorInputs) =>
  Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, tensor?.shape]));

/**
 * Evaluates an explicit operation's definition in a number system.
 *
 * The members of lists go in and come out under names of their own. The definition speaks of one batch member; each member of the broadcast batch is evaluated with its own accessors. Throws
 * SignatureError when the inputs do not fit, TypeError when the operation has no definition.
 */
export function evaluate<T>(
  operation: AnyOperation,
  inputs: TensorInputs,
  given: AttributeInputs,
  scalars: Scalars<T>,
  lift: Lift<T> = scalars.constant,
): Record<string, Evaluated<T>> {
  if (operation.definition === undefined) throw new TypeError(`${operation.id} has no definition: it is implicit`);
  const attributes = withDefaults(operation.attributes ?? {}, given);
  const binding = bind(operation, shapesOf(inputs), attributes);
  const signature = parseSignature(operation.signature);
  const call: Evaluation = { operation, signature, inputs, attributes, binding };
  return hasComplex(signature)
    ? evaluateOver(call, lift, overComplex(scalars))
    : evaluateOver(call, lift, overReal(scalars));
}

interface Evaluation {
  readonly operation: AnyOperation;
  readonly signature: Signature;
  readonly inputs: TensorInputs;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly binding: Binding;
}

function evaluateOver<T, E>(
  { operation, signature, inputs, attributes, binding }: Evaluation,
  lift: Lift<T>,
  { scalars, of, keep }: Elements<T, E>,
): Record<string, Evaluated<T>> {
  const operands = membersOf(signature.inputs, binding.sizes);
  const lifted = new Map(
    operands.map((operand) => {
      const data = inputs[operand.name]?.data;
      // The lift of a float is made once per element, however often the definition reads it.
      const isLifted = data !== undefined && !operand.integer;
      return [operand.name, isLifted ? of(operand, liftedAll(data, operand.name, lift)) : undefined];
    }),
  );
  const outputs = membersOf(signature.outputs, binding.sizes).map((output) => ({
    output,
    core: shapeOf(output, binding, 'core'),
    values: [] as T[],
  }));
  const definition = definitionOver(operation, attributes, binding.sizes, scalars);
  eachIndex(binding.batch, (member) => {
    const accessors = Object.fromEntries(
      operands.map((operand) => [
        operand.name,
        accessor(
          operand,
          inputs[operand.name],
          lifted.get(operand.name),
          member,
          isTransposed(operation, operand.name, attributes),
        ),
      ]),
    );
    const elements = definition(gathered(accessors, signature.inputs));
    for (const { output, core, values } of outputs) {
      const element = elements[output.name];
      if (element === undefined) throw new TypeError(`${operation.id}: the definition lacks output ${output.name}`);
      eachIndex(core, (index) => keep(values, output, elementAt(element, index)));
    }
  });
  return Object.fromEntries(
    outputs.map(({ output, values }) => [output.name, { shape: shapeOf(output, binding), values }]),
  );
}

function liftedAll<T>(data: Tensor['data'], input: string, lift: Lift<T>): T[] {
  const values: T[] = [];
  for (let at = 0; at < data.length; at++) values.push(lift(data[at] ?? 0, input, at));
  return values;
}

/** Reads one batch member of an input; batch axes of size 1 are stretched. */
function accessor<T>(
  operand: Operand,
  tensor: Tensor | undefined,
  lifted: readonly T[] | undefined,
  member: readonly number[],
  transposed: boolean,
): Shaped<T> | undefined {
  if (tensor === undefined) return undefined;
  const shape = transposed ? swapLastTwo(tensor.shape) : tensor.shape;
  const strides = transposed ? swapLastTwo(rowMajorStrides(tensor.shape)) : rowMajorStrides(tensor.shape);
  const rank = operand.axes.some((axis) => axis.variadic) ? shape.length : operand.axes.length;
  const batchRank = shape.length - rank;
  let base = 0;
  for (let axis = 0; axis < batchRank; axis++) {
    const at = member[member.length - batchRank + axis] ?? 0;
    base += (shape[axis] === 1 ? 0 : at) * (strides[axis] ?? 0);
  }
  // Reads inside the shape: `position` is below the number of elements. What is not lifted holds labels, which are numbers.
  const read = (position: number): T => (lifted === undefined ? tensor.data[position] : lifted[position]) as T;
  const refuse = (index: readonly number[]): never => {
    throw outside(operand.name, index, shape);
  };
  const [core, steps] = [shape.slice(batchRank), strides.slice(batchRank)];
  const [rows = 0, columns = 0] = core;
  const [down = 0, across = 0] = steps;
  // Vectors and matrices are most of what is read, and need no list of indices.
  if (rank === 1) return shaped(core, (i = 0) => (i >= 0 && i < rows ? read(base + i * down) : refuse([i])));
  if (rank === 2) {
    return shaped(core, (i = 0, j = 0) =>
      i >= 0 && i < rows && j >= 0 && j < columns ? read(base + i * down + j * across) : refuse([i, j]),
    );
  }
  return shaped(core, (...index) => {
    let position = base;
    for (let axis = 0; axis < rank; axis++) {
      const at = index[axis] ?? 0;
      if (!(at >= 0 && at < (core[axis] ?? 0))) refuse(index);
      position += at * (steps[axis] ?? 0);
    }
    return read(position);
  });
}

/** Number of elements that an operation's outputs have in total, for these inputs. */
export const outputSize = (operation: AnyOperation, inputs: TensorInputs, given: AttributeInputs = {}): number =>
  Object.values(outputShapes(operation, inputs, given)).reduce((size, shape) => size + sizeOf(shape), 0);
