import type { Attributes, AttributeValues } from '../../spec/attribute.ts';
import type { Gradients, Inputs, Outputs } from '../../spec/implementation.ts';
import type { AnyOperation, Operation } from '../../spec/operation.ts';
import type {
  ComplexName,
  IntegerInput,
  IntegerOutput,
  ListInput,
  ListOutput,
  MemberRank,
  OneOrList,
  OptionalInput,
  OutputName,
  RequiredInput,
} from '../../spec/signature.ts';
import type { NdArray } from '../ndArray.ts';
import type { Made, Member, Pair } from './members.ts';
import { gradientsBy, resultsBy } from './overMembers.ts';
import type { Call } from './prepare.ts';

/** Of a complex operand, a pair. */
type Parts<S extends string, K, Part> = K extends ComplexName<S> ? Pair<Part> : Part;
type MemberOf<S extends string, K extends string> = Parts<S, K, Member<MemberRank<S, K>>>;
type MadeOf<S extends string, K extends string> = Parts<S, K, Made<MemberRank<S, K>>>;

type In<S extends string> = {
  readonly [K in RequiredInput<S>]: OneOrList<MemberOf<S, K>, K, ListInput<S>>;
} & {
  readonly [K in OptionalInput<S>]?: MemberOf<S, K> | undefined;
};
type Out<S extends string> = { readonly [K in OutputName<S>]: OneOrList<MadeOf<S, K>, K, ListOutput<S>> };
type Incoming<S extends string> = {
  readonly [K in Exclude<OutputName<S>, IntegerOutput<S>>]: OneOrList<MemberOf<S, K>, K, ListOutput<S>>;
};
type Pulled<S extends string> = {
  readonly [K in Exclude<RequiredInput<S>, IntegerInput<S>>]: OneOrList<MadeOf<S, K>, K, ListInput<S>>;
} & { readonly [K in OptionalInput<S>]?: MadeOf<S, K> | undefined };

/** The entry itself where an operation has one output, else the table. */
type Bare<S extends string, Table> = Outputs<S, 1> extends 1 | readonly 1[] ? Table[keyof Table] : Table;

/** What an implementation does with one member of a batch. */
export interface MemberRules<S extends string, A extends Attributes> {
  /** The result of one member; several by name. */
  readonly member: (inputs: In<S>, attributes: AttributeValues<A>, call: Call<S>) => Bare<S, Out<S>>;
  /** The gradients of one member's inputs, from the cotangent of its result, or those of several by name; none where there is no derivative. */
  readonly pullback?: (
    inputs: In<S>,
    cotangent: Bare<S, Incoming<S>>,
    attributes: AttributeValues<A>,
    call: Call<S>,
  ) => Pulled<S>;
}

/** An implementation of the reference and its pullback; both give their results at once. */
export interface Reference<S extends string, A extends Attributes> {
  (inputs: Inputs<S, NdArray>, attributes: AttributeValues<A>): Outputs<S, NdArray>;
  readonly gradient: (
    inputs: Inputs<S, NdArray>,
    cotangent: Outputs<S, NdArray>,
    attributes: AttributeValues<A>,
  ) => Gradients<S, NdArray>;
}

/**
 * An implementation from what it does with one batch member: numbers, vectors and matrices in double precision, which are its own; of
 * a complex operand the pair `{ re, im }` of them.
 *
 *     reference(matvec, { member: ({ a, x }) => times(a, x), pullback: ({ a, x }, g) => .. })
 *
 * Types, attributes and shapes are checked, batches taken apart, results allocated and rounded, and gradients of what was
 * broadcast summed by what the record says. Throws TypeError for a record whose members have more than two axes.
 */
export function reference<S extends string, A extends Attributes>(
  record: Operation<S, A> & AnyOperation,
  { member, pullback }: MemberRules<S, A>,
): Reference<S, A> {
  // What goes in and out by name has the ranks and types of the signature, from which the rules have theirs.
  const results = resultsBy(record, member as never);
  const gradient = pullback ? gradientsBy(record, pullback as never) : withoutPullback(record);
  return Object.assign(results, { gradient }) as unknown as Reference<S, A>;
}

/** In the place of a gradient that there is none of. Throws TypeError. */
export const withoutPullback =
  ({ id }: AnyOperation) =>
  (): never => {
    throw new TypeError(`${id} has no pullback`);
  };
