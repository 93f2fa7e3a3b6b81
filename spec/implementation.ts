import type { AttributeValues } from './attribute.ts';
import type { Operation } from './operation.ts';
import type { ListInput, ListOutput, OneOrList, OptionalInput, OutputName, RequiredInput } from './signature.ts';

type Maybe<T> = T | Promise<T>;

/** True when an operation has more than one output; then results and cotangents are records, otherwise bare values. */
type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;

/** What an operation gives: one value, or several by name. */
export type Outputs<S extends string, Native> =
  true extends IsUnion<OutputName<S>>
    ? { readonly [K in OutputName<S>]: OneOrList<Native, K, ListOutput<S>> }
    : OneOrList<Native, OutputName<S>, ListOutput<S>>;

/** What an operation takes, by name. */
export type Inputs<S extends string, Native> = {
  readonly [K in RequiredInput<S>]: OneOrList<Native, K, ListInput<S>>;
} & {
  readonly [K in OptionalInput<S>]?: Native | undefined;
};

/** What a pullback gives: a gradient per floating-point input. */
export type Gradients<S extends string, Native> = {
  readonly [K in RequiredInput<S> | OptionalInput<S>]?: OneOrList<Native, K, ListInput<S>> | undefined;
};

/** The type of an implementation of an operation, derived from its record. */
export type Implementation<O, Native> =
  O extends Operation<infer S, infer A, infer _C>
    ? (inputs: Inputs<S, Native>, attributes: AttributeValues<A>) => Maybe<Outputs<S, Native>>
    : never;

/** The type of an operation's gradient: inputs and cotangent in, one gradient per floating-point input out. */
export type Gradient<O, Native> =
  O extends Operation<infer S, infer A, infer _C>
    ? (
        inputs: Inputs<S, Native>,
        cotangent: Outputs<S, Native>,
        attributes: AttributeValues<A>,
      ) => Maybe<Gradients<S, Native>>
    : never;
