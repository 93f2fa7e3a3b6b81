import type { Attributes, AttributeValues } from '../../spec/attribute.ts';
import type { Gradients, Inputs, Outputs } from '../../spec/implementation.ts';
import { flattened, gathered } from '../../spec/lists.ts';
import type { AnyOperation, Operation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { NdArray } from '../ndArray.ts';
import {
  asGiven,
  type Call,
  type Cotangent,
  callOf,
  type Nested,
  prepare,
  prepareCotangents,
  type Values,
} from './prepare.ts';
import { type Reference, withoutPullback } from './pullbacks.ts';
import { sumTo } from './sumTo.ts';
import { withHalves } from './withHalves.ts';

/** What an implementation does with all members of a batch at once; inputs lie as the signature says. */
interface ArrayRules<S extends string, A extends Attributes> {
  /** The result, of the call's type; several by name. */
  readonly whole: (inputs: Inputs<S, NdArray>, attributes: AttributeValues<A>, call: Call<S>) => Outputs<S, NdArray>;
  /** The gradients, each in the shape of its input or in one that it broadcasts to; none where there is no derivative. */
  readonly pullback?: (
    inputs: Inputs<S, NdArray>,
    cotangent: Outputs<S, NdArray>,
    attributes: AttributeValues<A>,
    call: Call<S>,
  ) => Gradients<S, NdArray>;
  /** Whether it takes types of 16 bits as well. Default: no. */
  readonly halves?: boolean;
}

/**
 * An implementation from what it does with whole arrays: views of their elements, products of batches, convolutions.
 *
 * As `reference`, but that it takes batches apart and allocates by itself.
 */
export function arrayReference<S extends string, A extends Attributes>(
  record: Operation<S, A> & AnyOperation,
  { whole, pullback, halves = false }: ArrayRules<S, A>,
): Reference<S, A> {
  const results = (inputs: Nested, attributes: Values) => {
    const prepared = prepare(record, inputs, attributes);
    return whole(prepared.inputs as Inputs<S, NdArray>, attributes as AttributeValues<A>, callOf(prepared));
  };
  // What goes in and out by name is what the signature says, from which the rules have their types.
  const gradient = pullback ? gradientsBy(record, pullback as never) : withoutPullback(record);
  const wide = Object.assign(results, { gradient }) as unknown as Reference<S, A>;
  return halves ? withHalves(record, wide) : wide;
}

type PullbackRule = (inputs: Nested, cotangent: Cotangent, attributes: Values, call: Call<string>) => Nested;

function gradientsBy(record: AnyOperation, pullback: PullbackRule) {
  return (inputs: Nested, cotangent: Cotangent, attributes: Values): Nested => {
    const prepared = prepare(record, inputs, attributes);
    prepareCotangents(record, prepared, cotangent);
    const pulled = flattened(pullback(prepared.inputs, cotangent, attributes, callOf(prepared)));
    const gradients: Record<string, NdArray> = {};
    for (const { operand, array } of prepared.given) {
      if (operand.integer) continue;
      const gradient = sumTo(pulled[operand.name] as NdArray, array.shape, prepared.dtype);
      gradients[operand.name] = asGiven(record, operand.name, attributes, gradient);
    }
    return gathered(
      gradients,
      parseSignature(record.signature).inputs.filter(({ integer }) => !integer),
    );
  };
}
