import { type AttributeValue, withDefaults } from '../../spec/attribute.ts';
import { type Binding, bind, shapeOf } from '../../spec/binding.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { membersOf, type Operand, parseSignature } from '../../spec/signature.ts';
import { sizeOf, type Tensor, widthOf } from '../../spec/tensor.ts';

type Tensors = Readonly<Record<string, Tensor | undefined>>;

/** One tensor of a batch member, and where its numbers begin in the tensor of the batch. */
export interface Part {
  readonly operand: Operand;
  readonly tensor: Tensor;
  readonly start: number;
}

/** A call by batch members: what its axes and attributes are bound to, and inputs and outputs of every member, those that were given. */
export interface Membership {
  readonly binding: Binding;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly members: readonly (readonly Part[])[];
}

/** The batch members of inputs and outputs. Throws SignatureError when they do not fit. */
export function batchMembers(
  operation: AnyOperation,
  inputs: Tensors,
  outputs: Tensors,
  given: Readonly<Record<string, AttributeValue>>,
): Membership {
  const attributes = withDefaults(operation.attributes ?? {}, given);
  const shapes = Object.entries(inputs).map(([name, tensor]) => [name, tensor?.shape]);
  const binding = bind(operation, Object.fromEntries(shapes), attributes);
  const signature = parseSignature(operation.signature);
  const operands = membersOf([...signature.inputs, ...signature.outputs], binding.sizes);
  const tensors: Tensors = { ...inputs, ...outputs };
  const memberAt = (member: number): Part[] =>
    operands.flatMap((operand) => {
      const tensor = tensors[operand.name];
      if (tensor === undefined) return [];
      // As it is given: swapped, where an attribute says so.
      const shape = tensor.shape.slice(tensor.shape.length - shapeOf(operand, binding, 'core').length);
      const size = sizeOf(shape) * widthOf(tensor.dtype);
      const own = operand.batched ? tensor.shape.slice(0, tensor.shape.length - shape.length) : [];
      const start = size * positionIn(own, binding.batch, member);
      const { dtype, data } = tensor;
      return [{ operand, tensor: { dtype, shape, data: data.subarray(start, start + size) }, start }];
    });
  return {
    binding,
    attributes,
    members: Array.from({ length: sizeOf(binding.batch) }, (_, member) => memberAt(member)),
  };
}

/** Which member of an operand's own batch is read for one of the broadcast batch: axes of size 1 are stretched. */
function positionIn(own: readonly number[], batch: readonly number[], member: number): number {
  let [rest, position, stride] = [member, 0, 1];
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const size = batch[axis] ?? 1;
    const index = rest % size;
    rest = Math.floor(rest / size);
    const ownSize = own[axis - batch.length + own.length] ?? 1;
    position += (ownSize === 1 ? 0 : index) * stride;
    stride *= ownSize;
  }
  return position;
}
