import reference from '../../../adapters/reference/adapter.ts';
import type { Adapter } from '../../../conformance/adapter.ts';
import { type AttributeValue, withDefaults } from '../../../spec/attribute.ts';
import { shapeOf } from '../../../spec/binding.ts';
import { bindInputs } from '../../../spec/evaluate.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { operations } from '../../../spec/registry.generated.ts';
import { type Operand, parseSignature } from '../../../spec/signature.ts';
import { type FloatDtype, sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { fromTensor, type NdArray, toTensor } from '../../../src/ndArray.ts';
import type { Core, Cores, Variant } from '../variant.ts';
import { arithmeticOf } from './arithmetic.ts';

type Natives = Readonly<Record<string, NdArray | undefined>>;
type Given = Readonly<Record<string, AttributeValue>>;
type Untyped = (inputs: Natives, attributes: Given) => unknown;

const records: Readonly<Record<string, AnyOperation | undefined>> = operations;

/** The reference with one operation computed by a variant. What the reference refuses, it refuses in the same words. */
export function adapterOf(variant: Variant): Adapter<NdArray> {
  const record = records[variant.operation];
  const right = reference.operations[variant.operation as keyof typeof operations] as Untyped | undefined;
  if (record === undefined || right === undefined) throw new RangeError(`${variant.operation} is no operation`);
  const computed: Untyped = async (inputs, attributes) => {
    await right(inputs, attributes);
    return computeBatch(record, variant, inputs, withDefaults(record.attributes ?? {}, attributes));
  };
  return {
    ...reference,
    name: `${variant.operation}: ${variant.name}`,
    profile: { dtype: ['float64', 'float32'], ...variant.promises },
    operations: { ...reference.operations, [variant.operation]: computed },
    // A pullback goes with the signs that its own forward pass has chosen.
    gradients: record.signs === undefined && !isSigned(variant.operation) ? { ...reference.gradients } : {},
  };
}

/** Whether the vectors of a result have signs that an algorithm chooses. */
const isSigned = (operation: string): boolean =>
  operation === 'decompositions.eigh' || operation === 'decompositions.svd';

/** Every member of the batch by itself, stacked. */
function computeBatch(record: AnyOperation, variant: Variant, inputs: Natives, attributes: Given): unknown {
  const tensors = Object.fromEntries(
    Object.entries(inputs).flatMap(([name, native]) => (native === undefined ? [] : [[name, toTensor(native)]])),
  );
  const binding = bindInputs(record, tensors, attributes);
  const { inputs: operands, outputs } = parseSignature(record.signature);
  const dtype = floatOf(tensors);
  const f = arithmeticOf(dtype);
  const results = Array.from({ length: sizeOf(binding.batch) }, (_, member) => {
    const cores: Cores = Object.fromEntries(
      operands.flatMap((operand) => {
        const tensor = tensors[operand.name];
        if (tensor === undefined) return [];
        const rank = operand.axes.some(({ variadic }) => variadic) ? tensor.shape.length : operand.axes.length;
        return [[operand.name, coreOf(operand, tensor, rank, binding.batch, member)]];
      }),
    );
    return variant.compute(cores, attributes, f);
  });
  const stacked = outputs.map((output) => {
    const values = results.flatMap((result) => result[output.name] ?? []);
    const tensor = tensorOf(output.integer ? 'int32' : dtype, shapeOf(output, binding), values);
    return [output.name, fromTensor(tensor)] as const;
  });
  const [only, ...others] = stacked;
  return only !== undefined && others.length === 0 ? only[1] : Object.fromEntries(stacked);
}

const floatOf = (tensors: Readonly<Record<string, Tensor>>): FloatDtype =>
  Object.values(tensors).some(({ dtype }) => dtype === 'float32') ? 'float32' : 'float64';

/** One member of a batch; batch axes of size 1 are stretched. */
function coreOf({ batched }: Operand, tensor: Tensor, rank: number, batch: readonly number[], member: number): Core {
  const shape = tensor.shape.slice(tensor.shape.length - rank);
  const own = batched ? tensor.shape.slice(0, tensor.shape.length - rank) : [];
  let [rest, position, stride] = [member, 0, 1];
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const size = batch[axis] ?? 1;
    const ownSize = own[axis - batch.length + own.length] ?? 1;
    position += (ownSize === 1 ? 0 : rest % size) * stride;
    stride *= ownSize;
    rest = Math.floor(rest / size);
  }
  const count = sizeOf(shape);
  return { shape, values: Array.from(tensor.data.subarray(position * count, (position + 1) * count)) };
}
