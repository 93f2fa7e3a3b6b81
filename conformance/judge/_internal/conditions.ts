import type { AttributeValue } from '../../../spec/attribute.ts';
import { kindOf } from '../../../spec/attributeKinds.ts';
import { operandOf } from '../../../spec/lists.ts';
import { type AnyOperation, attributesOf } from '../../../spec/operation.ts';
import { largestOf } from '../../../spec/scalars/float.ts';
import { type Operand, parseSignature } from '../../../spec/signature.ts';
import { type FloatDtype, realOf, type Tensor } from '../../../spec/tensor.ts';

/** What a counterexample says of when an operation goes wrong. */
export interface Evidence {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** The condition of a case with NaN or infinity in it. */
export const special = 'where an input holds NaN or infinity';

/**
 * What a shrunk case still needs in order to fail, as text that follows "is wrong"; nothing where it is an ordinary case.
 *
 * Shrinking removes whatever a failure does not need: batch axes, extra rows, optional inputs, attributes away from their
 * simplest value, odd numbers. What is left over is therefore evidence of the cause; the most telling comes first.
 */
export function conditionsOf(operation: AnyOperation, { inputs, attributes }: Evidence): readonly string[] {
  const operands = parseSignature(operation.signature).inputs;
  const given = Object.entries(inputs).flatMap(([name, tensor]) => {
    const operand = operands.find((one) => one.name === operandOf(name));
    return operand === undefined ? [] : [{ operand, tensor }];
  });
  const values = given.flatMap(({ tensor }) => (tensor.dtype === 'int32' ? [] : [...tensor.data]));
  const optional = given.find(({ operand }) => operand.optional)?.operand.name;
  const batched = given.some(({ operand, tensor }) => operand.batched && tensor.shape.length > coreRank(operand));
  return [
    given.some(({ tensor }) => tensor.shape.includes(0)) ? 'for empty tensors' : undefined,
    values.some((value) => !Number.isFinite(value)) ? special : undefined,
    orientation(operands, inputs),
    batched ? 'with leading batch axes' : undefined,
    optional === undefined ? undefined : `where ${optional} is given`,
    ...unusualAttributes(operation, attributes),
    scaleOf(values, given.flatMap(({ tensor }) => (tensor.dtype === 'int32' ? [] : [realOf[tensor.dtype]])).at(0)),
  ].filter((condition) => condition !== undefined);
}

/** Where an operation goes element by element, no axis is one of a batch. */
const coreRank = (operand: Operand): number =>
  operand.axes.length === 0 || operand.axes.some((axis) => axis.variadic)
    ? Number.POSITIVE_INFINITY
    : operand.axes.length;

/** Wide or tall, for an operation of a single matrix whose two axes may differ. */
function orientation(operands: readonly Operand[], inputs: Evidence['inputs']): string | undefined {
  const [only, ...others] = operands;
  if (
    only === undefined ||
    others.length > 0 ||
    only.list ||
    only.axes.length !== 2 ||
    only.axes[0]?.name === only.axes[1]?.name
  ) {
    return undefined;
  }
  const [rows = 0, columns = 0] = inputs[only.name]?.shape.slice(-2) ?? [];
  if (rows === columns) return undefined;
  return rows < columns ? 'for wide matrices (fewer rows than columns)' : 'for tall matrices (more rows than columns)';
}

/** Attributes that are not at the value to which they shrink; of one that the case does not have nothing is known. */
function unusualAttributes(operation: AnyOperation, given: Evidence['attributes']): readonly string[] {
  return Object.entries(attributesOf(operation)).flatMap(([name, attribute]) =>
    given[name] === undefined ? [] : (kindOf(attribute).unusual(attribute, name, given[name]) ?? []),
  );
}

/** Exponents beyond a quarter of the format's range, or half of float16's: there squares of squares overflow or vanish. */
function scaleOf(values: readonly number[], dtype: FloatDtype = 'float64'): string | undefined {
  const limit = Math.max(2 ** 8, 2 ** Math.round(Math.log2(largestOf(dtype)) / 4));
  const magnitudes = values.map(Math.abs).filter((value) => value > 0);
  if (magnitudes.some((value) => value >= limit)) return 'for very large numbers';
  return magnitudes.some((value) => value <= 1 / limit) ? 'for very small numbers' : undefined;
}
