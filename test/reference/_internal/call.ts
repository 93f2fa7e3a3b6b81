import { withDefaults } from '../../../spec/attribute.ts';
import { type AttributeInputs, bindInputs, evaluate, type TensorInputs } from '../../../spec/evaluate.ts';
import { algebra, type ExactMatrix, exactMatrixOf } from '../../../spec/exactMatrix.ts';
import type { Equation } from '../../../spec/meaning.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { dual } from '../../../spec/scalars/dual.ts';
import { exact, toNumber } from '../../../spec/scalars/exact.ts';
import { parseSignature } from '../../../spec/signature.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { fromTensor, type NdArray, toTensor } from '../../../src/ndArray.ts';

export type Tensors = Readonly<Record<string, Tensor>>;

/** An implementation or a pullback, its own types forgotten. */
export type AnyFunction = (...given: never[]) => unknown;

const nativeOf = (tensors: TensorInputs): Record<string, NdArray> =>
  Object.fromEntries(Object.entries(tensors).flatMap(([name, tensor]) => (tensor ? [[name, fromTensor(tensor)]] : [])));

const isArray = (value: unknown): value is NdArray => typeof value === 'object' && value !== null && 'strides' in value;

function tensorsOf(value: unknown, name: string): Record<string, Tensor> {
  if (isArray(value)) return { [name]: toTensor(value) };
  const arrays: Readonly<Record<string, unknown>> = { ...Object(value) };
  return Object.fromEntries(
    Object.entries(arrays).flatMap(([key, array]) => (isArray(array) ? [[key, toTensor(array)]] : [])),
  );
}

/** The outputs of an implementation by name. */
export async function call(
  operation: AnyOperation,
  run: AnyFunction,
  inputs: TensorInputs,
  given: AttributeInputs = {},
) {
  const attributes = withDefaults(operation.attributes ?? {}, given);
  const result = await run(...([nativeOf(inputs), attributes] as never[]));
  return tensorsOf(result, parseSignature(operation.signature).outputs[0]?.name ?? '');
}

/** The gradients of a pullback by input; cotangents are given by output. */
export async function pull(
  operation: AnyOperation,
  run: AnyFunction,
  inputs: TensorInputs,
  cotangents: Tensors,
  given: AttributeInputs = {},
) {
  const attributes = withDefaults(operation.attributes ?? {}, given);
  const native = nativeOf(cotangents);
  const { outputs } = parseSignature(operation.signature);
  const cotangent = outputs.length === 1 ? native[outputs[0]?.name ?? ''] : native;
  return tensorsOf(await run(...([nativeOf(inputs), cotangent, attributes] as never[])), '');
}

/** The ratio of every equation on one call without batch axes; NaN where an output is not finite. */
export function equationRatios(
  operation: AnyOperation,
  tensors: TensorInputs,
  given: AttributeInputs = {},
): Record<string, number> {
  const attributes = withDefaults(operation.attributes ?? {}, given);
  const values: Record<string, ExactMatrix> = {};
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor === undefined) continue;
    const matrix = exactMatrixOf(tensor, tensor.shape[0] ?? 1, tensor.shape[1] ?? 1);
    if (matrix === undefined) return { [`${name} is finite`]: Number.NaN };
    values[name] = matrix;
  }
  const { sizes } = bindInputs(operation, tensors, given);
  const isSingle = Object.values(tensors).some((tensor) => tensor?.dtype === 'float32');
  const exactly = algebra(isSingle ? 2 ** -24 : 2 ** -53);
  return Object.fromEntries(
    Object.entries<Equation | undefined>(operation.equations ?? {}).map(([clause, equation]) => [
      clause,
      equation?.(values, exactly, attributes, sizes) ?? Number.NaN,
    ]),
  );
}

/** <cotangents, J direction> from the definition in dual numbers over exact arithmetic. */
export function exactSlope(
  operation: AnyOperation,
  inputs: TensorInputs,
  cotangents: Tensors,
  direction: Tensors,
  given: AttributeInputs = {},
): number {
  const system = dual(exact);
  const outputs = evaluate(operation, inputs, given, system, (value, input, position) => ({
    value: exact.constant(value),
    tangent: exact.constant(direction[input]?.data[position] ?? 0),
  }));
  const terms = Object.entries(outputs).flatMap(([name, { values }]) =>
    values.map((value, at) => exact.mul(value.tangent, exact.constant(cotangents[name]?.data[at] ?? 0))),
  );
  return toNumber(exact.sum(terms));
}

/** The sum of the products of all entries that the two have in common. */
export function inner(a: TensorInputs, b: TensorInputs): number {
  let sum = 0;
  for (const [name, tensor] of Object.entries(a)) {
    tensor?.data.forEach((value, at) => {
      sum += value * (b[name]?.data[at] ?? 0);
    });
  }
  return sum;
}
