import { type Attributes, type AttributeValue, withDefaults } from './attribute.ts';
import { type Bindable, type Binding, bind, isTransposed, SignatureError, shapeOf, swapLastTwo } from './binding.ts';
import { flattened, gathered } from './lists.ts';
import { type Notation, notationOf } from './notation.ts';
import type { Scalars } from './scalars/scalars.ts';
import { type Element, remembered, type Shaped, shaped } from './shaped.ts';
import { membersOf as everyMember, type Operand, parseSignature, type Sizes } from './signature.ts';
import { rowMajorStrides } from './tensor.ts';

/** A record as far as evaluating its definition goes. */
export interface Definable extends Bindable {
  readonly attributes?: Attributes;
  readonly parts?: Readonly<Record<string, Definable>>;
  definition?<T>(inputs: unknown, notation: Notation<T>, attributes: unknown, parts: unknown): object;
}

/** The elements of every output by name, those of a list one by one. */
type Elements<T> = Readonly<Record<string, Element<T>>>;
type Given = Readonly<Record<string, AttributeValue>>;

/** Tensors by the name of their input, or lists of them: labels are numbers, and what was not given is undefined. */
export type Tensors<T> = Readonly<
  Record<string, Shaped<T> | Shaped<number> | readonly (Shaped<T> | Shaped<number>)[] | undefined>
>;

/**
 * A definition over some scalars, its axes bound to sizes: from the tensors of one batch member to the elements of every output by
 * name. Its parts are over the same scalars.
 */
export function definitionOver<T>(
  operation: Definable,
  attributes: Given,
  sizes: Sizes,
  scalars: Scalars<T>,
): (inputs: Tensors<T>) => Elements<T> {
  const notation = notationOf(scalars, sizes, operation.id);
  const parts: Record<string, unknown> = {};
  for (const name in operation.parts) parts[name] = compose(operation.id, operation.parts[name] as Definable, scalars);
  return (inputs) => {
    // What a definition gives is what its signature says.
    const made = operation.definition?.(inputs, notation, attributes, parts) as Parameters<
      typeof flattened<Element<T>>
    >[0];
    return flattened(made ?? {});
  };
}

/**
 * A part within the definition `within`: from its inputs to outputs by name, whose elements are those of its own definition, each
 * computed once.
 *
 * Its axes are bound anew, to the shapes of what it is given: batch axes in front broadcast, and every member of the batch has its
 * definition evaluated by itself. Throws SignatureError where the shapes do not fit.
 */
export const compose =
  <T>(within: string, part: Definable, scalars: Scalars<T>) =>
  (given: Tensors<T>, settings: Given = {}): Readonly<Record<string, Shaped<T> | readonly Shaped<T>[] | undefined>> => {
    // Elements of labels are numbers.
    const inputs = flattened(given) as Record<string, Shaped<T>>;
    const attributes = withDefaults(part.attributes ?? {}, settings);
    const binding = bindWithin(within, part, inputs, attributes);
    const signature = parseSignature(part.signature);
    const batchRank = binding.batch.length;
    const operands = everyMember(signature.inputs, binding.sizes).flatMap((operand): [string, Member<T>][] => {
      const tensor = inputs[operand.name];
      if (tensor === undefined) return [];
      return [[operand.name, membersOf(operand, tensor, batchRank, isTransposed(part, operand.name, attributes))]];
    });
    const definition = definitionOver(part, attributes, binding.sizes, scalars);
    const elementsAt = byMember(binding.batch, operands, (members) => definition(gathered(members, signature.inputs)));
    const results = Object.fromEntries(
      everyMember(signature.outputs, binding.sizes).map((output) => [
        output.name,
        remembered(shapeOf(output, binding), (...index) => {
          const element = elementsAt(index)[output.name];
          if (element === undefined) throw new TypeError(`${part.id}: the definition lacks output ${output.name}`);
          return output.batched && batchRank > 0 ? element(...index.slice(batchRank)) : element(...index);
        }),
      ]),
    );
    return gathered(results, signature.outputs);
  };

/** The elements of every batch member, each made once, by an index that begins with that of the batch. */
function byMember<T>(
  batch: readonly number[],
  operands: readonly (readonly [name: string, member: Member<T>])[],
  definition: (inputs: Record<string, Shaped<T>>) => Elements<T>,
): (index: readonly number[]) => Elements<T> {
  const strides = rowMajorStrides(batch);
  const known: Elements<T>[] = [];
  return (index) => {
    let position = 0;
    for (let axis = 0; axis < batch.length; axis++) position += (strides[axis] ?? 0) * (index[axis] ?? 0);
    const found = known[position];
    if (found !== undefined) return found;
    const members: Record<string, Shaped<T>> = {};
    for (const [name, member] of operands) members[name] = member(index);
    const made = definition(members);
    known[position] = made;
    return made;
  };
}

function bindWithin(
  within: string,
  part: Definable,
  inputs: Readonly<Record<string, Shaped<unknown>>>,
  attributes: Given,
): Binding {
  try {
    const shapes: Record<string, readonly number[] | undefined> = {};
    for (const name in inputs) shapes[name] = inputs[name]?.shape;
    return bind(part, shapes, attributes);
  } catch (error) {
    if (error instanceof SignatureError) throw new SignatureError(`${within}/definition: ${error.message}`);
    throw error;
  }
}

type Member<T> = (index: readonly number[]) => Shaped<T>;

/** The batch members of an operand by the index of the batch, their axes in the order of the signature; batch axes of size 1 are stretched. */
function membersOf<T>(operand: Operand, tensor: Shaped<T>, batchRank: number, isSwapped: boolean): Member<T> {
  const { shape } = tensor;
  const own = operand.axes.some((axis) => axis.variadic) ? 0 : shape.length - operand.axes.length;
  const core = isSwapped ? swapLastTwo(shape.slice(own)) : shape.slice(own);
  if (own === 0 && !isSwapped) return () => tensor;
  // Rows of a matrix are most of what is read.
  if (own === 1 && core.length === 1 && shape[0] !== 1) {
    return (index) => {
      const row = index[batchRank - 1] ?? 0;
      return shaped(core, (i = 0) => tensor(row, i));
    };
  }
  return (index) => {
    const front = Array.from({ length: own }, (_, axis) =>
      shape[axis] === 1 ? 0 : (index[batchRank - own + axis] ?? 0),
    );
    return isSwapped
      ? shaped(core, (i = 0, j = 0) => tensor(...front, j, i))
      : shaped(core, (...rest) => tensor(...front, ...rest));
  };
}
