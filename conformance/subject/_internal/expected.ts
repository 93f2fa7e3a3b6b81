import { kindOf } from '../../../spec/attributeKinds.ts';
import { outputShapes } from '../../../spec/evaluate.ts';
import { operandOf } from '../../../spec/lists.ts';
import { type AnyOperation, attributesOf } from '../../../spec/operation.ts';
import { dtypeOf, parseSignature } from '../../../spec/signature.ts';
import { type Dtype, type FloatDtype, realOf } from '../../../spec/tensor.ts';
import type { Request } from '../exchange.ts';

export interface Expected {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** A wider data type is promised, and is rounded to this one. */
  readonly wider?: boolean;
}

/**
 * The data type of the floating-point inputs, or of the parts of complex ones, or that which is asked for; undefined when
 * inputs differ, or are of another kind than the signature says.
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
    if (operand === undefined) return undefined;
    const real = realOf[tensor.dtype];
    if (tensor.dtype !== dtypeOf(operand, real === 'int32' ? dtype : real)) return undefined;
    if (real === 'int32') continue;
    if (found && real !== dtype) return undefined;
    dtype = real;
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
    const { outputs } = parseSignature(operation.signature);
    const dtypes = new Map(outputs.map((operand) => [operand.name, dtypeOf(operand, float)]));
    return Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, { dtype: dtypes.get(operandOf(name)) ?? float, shape }]),
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
  return Object.fromEntries(
    Object.entries(request.inputs)
      .filter(([, { dtype }]) => dtype !== 'int32' && operation.derivative !== undefined)
      .map(([name, { dtype, shape }]) => [name, { dtype, shape }]),
  );
}
