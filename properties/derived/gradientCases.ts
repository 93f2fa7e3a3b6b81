import fc from 'fast-check';
import { outputShapes } from '../../spec/evaluate.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { leastNormalOf } from '../../spec/scalars/float.ts';
import { parseSignature } from '../../spec/signature.ts';
import { complexOf, lengthOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { type CaseOptions, operationCases } from '../generators/cases.ts';
import type { Context, OperationCase } from '../law.ts';
import { isSymmetric, mirrored } from '../verbs/symmetry.ts';

/** A case with signed cotangents and directions. */
export interface GradientCase extends OperationCase {
  /** Integer weights, repeated as often as needed. */
  readonly weights: readonly number[];
}

// Both signs: positive weights alone hide sign errors.
const weight = fc.constantFrom(1, -1, 2, -2, 3, -3, 5, -5);

/** Cases where the operation is smooth, as its record says. At kinks entries are integers, so that the next kink is a unit away. */
export const gradientCases = (
  operation: AnyOperation,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<GradientCase> =>
  fc
    .tuple(
      operationCases(operation, context, {
        most: 3,
        reach:
          // Steps of differences are dear, and say no more on long axes than the exact Jacobian does.
          options.entries !== undefined
            ? ['small']
            : ['small', 'tile', 'small', 'pair', 'batch', 'small', 'empty', 'deep'],
        // Bounds, dual numbers and several points: a case is as dear as some of the definition.
        budget: 400,
        room: 4,
        ...(options.entries === undefined && operation.equations === undefined
          ? { kinds: operation.kinks === undefined ? ['plain', 'near', 'plain', 'sparse'] : ['plain', 'near'] }
          : {}),
        // Steps of differences are taken in exact arithmetic, where a high power is dear.
        far: options.entries === undefined,
        ...(operation.kinks === undefined ? {} : { entries: 'integers' as const }),
        ...(operation.smooth === undefined ? {} : { domain: operation.smooth }),
        ...options,
        ...(operation.residuals === undefined || options.judgedBy !== undefined ? {} : bySystem),
      }),
      fc.array(weight, { minLength: 7, maxLength: 7 }),
    )
    .map(([base, weights]) => ({ ...base, inputs: asCompared(operation, base.inputs, context), weights }));

/** Inputs without the subnormal numbers that an operation with kinks compares as zeros, where they may be flushed to zero. */
function asCompared({ kinks }: AnyOperation, inputs: GradientCase['inputs'], { dtype, profile }: Context) {
  if (kinks === undefined || profile.flushToZero !== true) return inputs;
  const least = leastNormalOf(dtype);
  const isKept = (value: number) => Math.abs(value) >= least || Number.isNaN(value);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [
      name,
      tensor.dtype === 'int32'
        ? tensor
        : tensorOf(
            tensor.dtype,
            tensor.shape,
            Array.from(tensor.data, (value) => (isKept(value) ? value : 0)),
          ),
    ]),
  );
}

/** The order of the linear systems that the residuals of implicit operations give: at most 40. */
const bySystem: CaseOptions = { judgedBy: 'residuals', budget: 1_600, room: 1, longRoom: 1 };

/** A tensor of drawn weights for every output. */
export function cotangentsFor(operation: AnyOperation, given: GradientCase, context: Context): Record<string, Tensor> {
  const shapes = outputShapes(operation, given.inputs, given.attributes);
  const complex = new Set(
    parseSignature(operation.signature).outputs.flatMap((one) => (one.complex ? [one.name] : [])),
  );
  let next = 0;
  // Not exact in single precision, so that a cotangent that passes through it shows.
  const fine = context.dtype === 'float64' ? 1 + 2 ** -40 : 1;
  const drawn = () => fine * (given.weights[next++ % given.weights.length] ?? 1);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const dtype = complex.has(operandOf(name)) ? complexOf[context.dtype] : context.dtype;
      return [name, tensorOf(dtype, shape, Array.from({ length: lengthOf(dtype, shape) }, drawn))];
    }),
  );
}

/** A direction for every floating-point input: drawn weights, symmetric where the input is. */
export function directionsFor(operation: AnyOperation, given: GradientCase): Record<string, Tensor> {
  let next = 1;
  return Object.fromEntries(
    Object.entries(given.inputs)
      .filter(([, tensor]) => tensor.dtype !== 'int32')
      .map(([name, tensor]) => {
        const drawn = Array.from(tensor.data, () => given.weights[(next++ * 3) % given.weights.length] ?? 1);
        const symmetric = isSymmetric(operation, name);
        const values = drawn.map((value, at) => (symmetric ? (drawn[Math.min(at, mirrored(tensor, at))] ?? 1) : value));
        return [name, tensorOf(tensor.dtype, tensor.shape, values)];
      }),
  );
}

/** The inputs moved by h along the directions; exact for small integers and a power of two. */
export const moved = (
  given: GradientCase,
  directions: Readonly<Record<string, Tensor>>,
  h: number,
): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(given.inputs).map(([name, tensor]) => {
      const direction = directions[name];
      if (direction === undefined) return [name, tensor];
      return [
        name,
        tensorOf(
          tensor.dtype,
          tensor.shape,
          Array.from(tensor.data, (value, at) => value + h * (direction.data[at] ?? 0)),
        ),
      ];
    }),
  );

/** Every tensor multiplied by a power of two. */
export const times = (tensors: Readonly<Record<string, Tensor>>, factor: number): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]) => [
      name,
      tensorOf(
        dtype,
        shape,
        Array.from(data, (value) => value * factor),
      ),
    ]),
  );

/** Whether every element is finite. */
export const finite = (tensors: Readonly<Record<string, Tensor>>): boolean =>
  Object.values(tensors).every((tensor) => tensor.data.every(Number.isFinite));
