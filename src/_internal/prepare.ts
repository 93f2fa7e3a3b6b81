import type { AttributeValue } from '../../spec/attribute.ts';
import { type Binding, bind, isTransposed, shapeOf } from '../../spec/binding.ts';
import { flattened, gathered } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import {
  type InputSizes,
  memberOf,
  membersOf,
  type OpenSizes,
  type Operand,
  parseSignature,
} from '../../spec/signature.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import { type NdArray, transpose } from '../ndArray.ts';
import { requireKind, requireShape } from './fail.ts';
import { requireAttributes } from './requireAttributes.ts';

/** What a call settles besides its inputs. */
export interface Call<S extends string> {
  /** The type of all floating-point inputs, and of the results; that of the parts of complex ones. */
  readonly dtype: FloatDtype;
  /** The shape that the batch axes broadcast to. */
  readonly batch: readonly number[];
  /** The size of every axis by name. */
  readonly sizes: InputSizes<S> & OpenSizes<S>;
}

/** An operand with the array that is given for it, which lies as the signature says. */
export interface Given {
  readonly operand: Operand;
  readonly array: NdArray;
}

/** A call that fits the record. */
export interface Prepared {
  readonly dtype: FloatDtype;
  readonly binding: Binding;
  readonly given: readonly Given[];
  /** The same by name, and lists of them. */
  readonly inputs: Nested;
}

/** What an implementation may read of a prepared call; the record types the names of its axes. */
export const callOf = <S extends string>({ dtype, binding }: Prepared): Call<S> => ({
  dtype,
  batch: binding.batch,
  sizes: binding.sizes as Call<S>['sizes'],
});

export type Arrays = Readonly<Record<string, NdArray | undefined>>;
/** Arrays by name, or lists of them. */
export type Nested = Readonly<Record<string, NdArray | readonly NdArray[] | undefined>>;
/** Of the result, or of several by name. */
export type Cotangent = NdArray | readonly NdArray[] | Readonly<Record<string, NdArray | readonly NdArray[]>>;
export type Values = Readonly<Record<string, AttributeValue>>;

/** Checks types, attributes and shapes, in this order. Throws TypeError or RangeError that names argument, rule and what was received. */
export function prepare(record: AnyOperation, inputs: Nested, attributes: Values): Prepared {
  const given: Given[] = [];
  const byName: Record<string, NdArray> = {};
  const shapes: Record<string, readonly number[]> = {};
  let dtype: FloatDtype | undefined;
  const operands = parseSignature(record.signature).inputs;
  for (const { operand, array } of operands.flatMap((one) => arraysOf(record, one, inputs[one.name]))) {
    const { name } = operand;
    dtype = requireKind(record.id, operand, array, dtype);
    shapes[name] = array.shape;
    const turned = asGiven(record, name, attributes, array);
    byName[name] = turned;
    given.push({ operand, array: turned });
  }
  requireAttributes(record, attributes);
  return {
    dtype: dtype ?? 'float64',
    binding: bind(record, shapes, attributes),
    given,
    inputs: gathered(byName, operands),
  };
}

/** An operand with what is given for it, or every member of its list. Throws TypeError for one in the place of the other. */
function arraysOf(record: AnyOperation, operand: Operand, value: Nested[string]): readonly Given[] {
  if (value === undefined) return [];
  if ('strides' in value !== operand.list) {
    return 'strides' in value
      ? [{ operand, array: value }]
      : value.map((array, at) => ({ operand: memberOf(operand, at), array }));
  }
  const rule = operand.list ? 'a list of arrays' : 'one array';
  throw new TypeError(`${record.id}/signature: ${operand.name} must be ${rule}`);
}

/** The cotangents of the floating-point results. Throws TypeError or RangeError where one is not like its result. */
export function prepareCotangents(
  record: AnyOperation,
  { dtype, binding }: Prepared,
  cotangent: Cotangent,
): readonly Given[] {
  const { outputs } = parseSignature(record.signature);
  const isBare = isArray(cotangent) || isList(cotangent);
  const arrays: Arrays = flattened(isBare ? { [outputs[0]?.name ?? '']: cotangent } : cotangent);
  const floats = membersOf(outputs, binding.sizes).filter(({ integer }) => !integer);
  return floats.map((operand) => {
    const name = isBare && !operand.list ? 'the cotangent' : `the cotangent of ${operand.name}`;
    const array = arrays[operand.name];
    if (array === undefined) throw new TypeError(`${record.id}/signature: ${name} is missing`);
    requireKind(record.id, { ...operand, name }, array, dtype);
    requireShape(record.id, name, array, shapeOf(operand, binding));
    return { operand, array };
  });
}

/** An input as the signature has it, or what belongs to it as the caller has it: both turned where the attributes say so. */
export const asGiven = (record: AnyOperation, input: string, attributes: Values, array: NdArray): NdArray =>
  isTransposed(record, input, attributes) ? transpose(array) : array;

const isArray = (value: Cotangent): value is NdArray => 'strides' in value;
const isList = (value: Cotangent): value is readonly NdArray[] => Array.isArray(value);
