import { kindOf } from '../../../spec/attributeKinds.ts';
import { outputShapes } from '../../../spec/evaluate.ts';
import { operandOf } from '../../../spec/lists.ts';
import { type AnyOperation, attributesOf } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import type { Dtype, FloatDtype } from '../../../spec/tensor.ts';
import type { Request } from '../exchange.ts';

export interface Expected {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** A wider data type is promised, and is rounded to this one. */
  readonly wider?: boolean;
}

/**
 * The data type of the floating-point inputs, or that which is asked for; undefined when inputs differ, when an int32 takes the place of
 * one or the reverse.
 */
function floatDtype(operation: AnyOperation, { inputs, attributes }: Request): FloatDtype | undefined {
  const asked = Object.entries(attributesOf(operation)).find(([, { kind }]) => kind === 'dtype');
  // Of the domain, or nothing is expected.
  if (asked !== undefined) return attributes[asked[0]] as FloatDtype;
  const operands = new Map(parseSignature(operation.signature).inputs.map((operand) => [operand.name, operand]));
  let dtype: FloatDtype = 'float64';
  let found = false;
  for (const [name, tensor] of Object.entries(inputs)) {
    const operand = operands.get(operandOf(name));
    if (operand === undefined || operand.integer !== (tensor.dtype === 'int32')) return undefined;
    if (tensor.dtype === 'int32') continue;
    if (found && tensor.dtype !== dtype) return undefined;
    dtype = tensor.dtype;
    found = true;
  }
  return dtype;
}

/**
 * What each output of a call must be; undefined when the call does not fit the specification, as when a law looks whether it
 * is refused: then nothing can be expected of what comes back.
 */
export function expectedOutputs(operation: AnyOperation, request: Request): Record<string, Expected> | undefined {
  const { inputs, attributes } = request;
  const float = floatDtype(operation, request);
  if (float === undefined) return undefined;
  const domains = Object.entries(attributesOf(operation));
  if (!domains.every(([name, domain]) => kindOf(domain).contains(domain, attributes[name]))) return undefined;
  try {
    const shapes = outputShapes(operation, inputs, attributes);
    const integers = parseSignature(operation.signature).outputs.flatMap(({ name, integer }) =>
      integer ? [name] : [],
    );
    return Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { dtype: integers.includes(operandOf(name)) ? 'int32' : float, shape },
      ]),
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * What each gradient of a call must be: one per floating-point input that was given and that the record differentiates;
 * undefined when the call does not fit.
 */
export function expectedGradients(operation: AnyOperation, request: Request): Record<string, Expected> | undefined {
  const outputs = expectedOutputs(operation, request);
  if (outputs === undefined) return undefined;
  for (const [name, { dtype, shape }] of Object.entries(outputs)) {
    const cotangent = request.cotangents[name];
    // An integer output has no direction to pull back.
    if (dtype !== 'int32' && cotangent?.shape.join() !== shape.join()) return undefined;
  }
  const derivative: Readonly<Record<string, string>> = operation.derivative ?? {};
  return Object.fromEntries(
    Object.entries(request.inputs)
      .filter(([name, { dtype }]) => dtype !== 'int32' && derivative[operandOf(name)] !== undefined)
      .map(([name, { dtype, shape }]) => [name, { dtype, shape }]),
  );
}
