import type { Attributes, AttributeValues } from '../../spec/attribute.ts';
import type { Gradients, Inputs, Outputs } from '../../spec/implementation.ts';
import type { AnyOperation, Operation } from '../../spec/operation.ts';
import type { NdArray } from '../ndArray.ts';
import {
  type Arrays,
  asGiven,
  type Call,
  type Cotangent,
  callOf,
  prepare,
  prepareCotangents,
  type Values,
} from './prepare.ts';
import type { Reference } from './reference.ts';
import { sumTo } from './sumTo.ts';

/** What an implementation does with all members of a batch at once; inputs lie as the signature says. */
interface ArrayRules<S extends string, A extends Attributes> {
  /** The result, of the call's type; several by name. */
  readonly whole: (inputs: Inputs<S, NdArray>, attributes: AttributeValues<A>, call: Call<S>) => Outputs<S, NdArray>;
  /** The gradients, each in the shape of its input or in one that its input was broadcast to. */
  readonly pullback: (
    inputs: Inputs<S, NdArray>,
    cotangent: Outputs<S, NdArray>,
    attributes: AttributeValues<A>,
    call: Call<S>,
  ) => Gradients<S, NdArray>;
}

/**
 * An implementation from what it does with whole arrays: views of their elements, products of batches, convolutions.
 *
 * As `reference`, but that it allocates its results itself.
 */
export function arrayReference<S extends string, A extends Attributes>(
  record: Operation<S, A> & AnyOperation,
  { whole, pullback }: ArrayRules<S, A>,
): Reference<S, A> {
  const results = (inputs: Inputs<S, NdArray>, attributes: AttributeValues<A>): Outputs<S, NdArray> => {
    const prepared = prepare(record, inputs as Arrays, attributes as Values);
    return whole(prepared.inputs as typeof inputs, attributes, callOf(prepared));
  };
  const gradient = (
    inputs: Inputs<S, NdArray>,
    cotangent: Outputs<S, NdArray>,
    attributes: AttributeValues<A>,
  ): Gradients<S, NdArray> => {
    const prepared = prepare(record, inputs as Arrays, attributes as Values);
    prepareCotangents(record, prepared, cotangent as Cotangent);
    const pulled = pullback(prepared.inputs as typeof inputs, cotangent, attributes, callOf(prepared)) as Arrays;
    const gradients = prepared.given
      .filter(({ operand }) => !operand.integer)
      .map(({ operand: { name }, array }) => {
        const own = sumTo(pulled[name] as NdArray, array.shape, prepared.dtype);
        return [name, asGiven(record, name, attributes as Values, own)];
      });
    return Object.fromEntries(gradients) as Gradients<S, NdArray>;
  };
  return Object.assign(results, { gradient });
}
