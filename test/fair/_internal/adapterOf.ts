import reference from '../../../adapters/reference/adapter.ts';
import type { Adapter } from '../../../conformance/adapter.ts';
import { type AttributeValue, withDefaults } from '../../../spec/attribute.ts';
import { shapeOf } from '../../../spec/binding.ts';
import { bindInputs } from '../../../spec/evaluate.ts';
import { flattened } from '../../../spec/lists.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { operations } from '../../../spec/registry.generated.ts';
import { dtypeOf, membersOf, type Operand, parseSignature } from '../../../spec/signature.ts';
import { type FloatDtype, lengthOf, realOf, sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { fromTensor, type NdArray, toTensor } from '../../../src/ndArray.ts';
import type { Cores, Variant } from '../variant.ts';
import { arithmeticOf } from './arithmetic.ts';

type Natives = Readonly<Record<string, NdArray | readonly NdArray[] | undefined>>;
type Given = Readonly<Record<string, AttributeValue>>;
type Untyped = (inputs: Natives, attributes: Given) => unknown;
type UntypedPullback = (inputs: Natives, cotangent: unknown, attributes: Given) => unknown;

const records: Readonly<Record<string, AnyOperation | undefined>> = operations;

/** The reference with one operation computed by a variant. What the reference refuses, it refuses in the same words. */
export function adapterOf(variant: Variant): Adapter<NdArray> {
  const id = variant.operation;
  const record = records[id];
  const right = reference.operations[id as keyof typeof operations] as Untyped | undefined;
  const rightPullback = reference.gradients?.[id as keyof typeof operations] as UntypedPullback | undefined;
  if (record === undefined || right === undefined) throw new RangeError(`${id} is no operation`);
  const { compute, pullback } = variant;
  const computed: Untyped = async (inputs, attributes) => {
    const answer = await right(inputs, attributes);
    return compute === undefined
      ? answer
      : computeBatch(record, compute, inputs, withDefaults(record.attributes ?? {}, attributes));
  };
  const pulledBack: UntypedPullback = async (inputs, cotangent, attributes) => {
    const answer = await rightPullback?.(inputs, cotangent, attributes);
    if (pullback === undefined) return answer;
    return pullBack(record, pullback, inputs, cotangent, withDefaults(record.attributes ?? {}, attributes));
  };
  // A pullback goes with what its own forward pass has chosen.
  const gradients = isChosen(id) && pullback === undefined ? {} : { ...reference.gradients, [id]: pulledBack };
  return {
    ...reference,
    name: `${id}: ${variant.name}`,
    profile: { dtype: ['float64', 'float32'], ...variant.promises },
    operations: { ...reference.operations, [id]: computed },
    gradients,
  };
}

/** Whether a result has signs, or of nearly equal pivots one, that an algorithm chooses. */
const isChosen = (operation: string): boolean =>
  ['decompositions.eigh', 'decompositions.svd', 'decompositions.qr', 'decompositions.lu'].includes(operation);

const tensorsOf = (natives: Natives): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(flattened(natives)).map(([name, native]) => [name, toTensor(native)]));

/** The operands of one member of a batch. */
const coresOf = (
  operands: readonly Operand[],
  tensors: Readonly<Record<string, Tensor>>,
  batch: readonly number[],
  member: number,
): Cores =>
  Object.fromEntries(
    operands.flatMap((operand) => {
      const tensor = tensors[operand.name];
      if (tensor === undefined) return [];
      const { shape, start } = placeOf(operand, tensor, batch, member);
      return [
        [
          operand.name,
          { shape, values: Array.from(tensor.data.subarray(start, start + lengthOf(tensor.dtype, shape))) },
        ],
      ];
    }),
  );

/** Every member of the batch by itself, stacked. */
function computeBatch(
  record: AnyOperation,
  compute: NonNullable<Variant['compute']>,
  inputs: Natives,
  attributes: Given,
): unknown {
  const tensors = tensorsOf(inputs);
  const binding = bindInputs(record, tensors, attributes);
  const { inputs: operands, outputs } = parseSignature(record.signature);
  const members = membersOf(operands, binding.sizes);
  const dtype = floatOf(tensors);
  const results = Array.from({ length: sizeOf(binding.batch) }, (_, member) =>
    compute(coresOf(members, tensors, binding.batch, member), attributes, arithmeticOf(dtype)),
  );
  const stacked = outputs.map((output) => {
    const values = results.flatMap((result) => result[output.name] ?? []);
    const tensor = tensorOf(dtypeOf(output, dtype), shapeOf(output, binding), values);
    return [output.name, fromTensor(tensor)] as const;
  });
  const [only, ...others] = stacked;
  return only !== undefined && others.length === 0 ? only[1] : Object.fromEntries(stacked);
}

/** What every member adds to the gradients, summed where an operand is shared or stretched. */
function pullBack(
  record: AnyOperation,
  pullback: NonNullable<Variant['pullback']>,
  inputs: Natives,
  cotangent: unknown,
  attributes: Given,
): unknown {
  const tensors = tensorsOf(inputs);
  const binding = bindInputs(record, tensors, attributes);
  const { inputs: operands, outputs } = parseSignature(record.signature);
  const [only, ...others] = outputs;
  // One output has a bare cotangent, several have a record of them.
  const given = tensorsOf((others.length === 0 ? { [only?.name ?? '']: cotangent } : cotangent) as Natives);
  const dtype = floatOf(tensors);
  const f = arithmeticOf(dtype);
  const sums = new Map(
    operands
      .filter(({ name, integer }) => !integer && tensors[name] !== undefined)
      .map(({ name }) => [name, new Array<number>(tensors[name]?.data.length ?? 0).fill(0)]),
  );
  for (let member = 0; member < sizeOf(binding.batch); member++) {
    const cores = coresOf(operands, tensors, binding.batch, member);
    const added = pullback(cores, coresOf(outputs, given, binding.batch, member), attributes, f);
    for (const operand of operands) {
      const [tensor, total] = [tensors[operand.name], sums.get(operand.name)];
      if (tensor === undefined || total === undefined) continue;
      const { start } = placeOf(operand, tensor, binding.batch, member);
      (added[operand.name] ?? []).forEach((value, at) => {
        total[start + at] = f.add(total[start + at] ?? 0, value);
      });
    }
  }
  return Object.fromEntries(
    [...sums].map(([name, values]) => {
      const like = tensors[name];
      return [name, fromTensor(tensorOf(like?.dtype ?? dtype, like?.shape ?? [], values))];
    }),
  );
}

const floatOf = (tensors: Readonly<Record<string, Tensor>>): FloatDtype =>
  Object.values(tensors).some(({ dtype }) => realOf[dtype] === 'float32') ? 'float32' : 'float64';

/** Where one member of a batch lies in an operand; batch axes of size 1 are stretched. */
function placeOf(
  { batched, axes }: Operand,
  tensor: Tensor,
  batch: readonly number[],
  member: number,
): { readonly shape: readonly number[]; readonly start: number } {
  const rank = axes.some(({ variadic }) => variadic) ? tensor.shape.length : axes.length;
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
  return { shape, start: position * lengthOf(tensor.dtype, shape) };
}
