import type { Attributes, AttributeValues } from '../../spec/attribute.ts';
import type { Gradients, Inputs, Outputs } from '../../spec/implementation.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { NdArray } from '../ndArray.ts';

/** An implementation of the reference and its pullback; both give their results at once. */
export interface Reference<S extends string, A extends Attributes> {
  (inputs: Inputs<S, NdArray>, attributes: AttributeValues<A>): Outputs<S, NdArray>;
  readonly gradient: (
    inputs: Inputs<S, NdArray>,
    cotangent: Outputs<S, NdArray>,
    attributes: AttributeValues<A>,
  ) => Gradients<S, NdArray>;
}

/** In the place of a gradient that there is none of. Throws TypeError. */
export const withoutPullback =
  ({ id }: AnyOperation) =>
  (): never => {
    throw new TypeError(`${id} has no pullback`);
  };
