import type { Element, Shaped } from './shaped.ts';
import type {
  IntegerInput,
  IntegerOutput,
  ListInput,
  ListOutput,
  OneOrList,
  OptionalInput,
  OutputName,
  RequiredInput,
} from './signature.ts';

/** What a definition reads: one tensor per input; an optional input that was not given is undefined. */
export type Accessors<S extends string, T> = string extends S
  ? Readonly<Record<string, Shaped<T> | Shaped<number> | readonly Shaped<T>[] | readonly Shaped<number>[] | undefined>>
  : {
      readonly [K in RequiredInput<S>]: OneOrList<
        K extends IntegerInput<S> ? Shaped<number> : Shaped<T>,
        K,
        ListInput<S>
      >;
    } & { readonly [K in OptionalInput<S>]: Shaped<T> | undefined };

/** What a definition gives: one element function per output. The index signature is what types their parameters. */
export type Elements<S extends string, T> = {
  readonly [K in OutputName<S>]: OneOrList<Element<T>, K, ListOutput<S>>;
} & Readonly<Record<string, [ListOutput<S>] extends [never] ? Element<T> : Element<T> | readonly Element<T>[]>>;

/** What a derivative reads besides the inputs: the outputs that are no lists. */
export type Results<S extends string, T> = {
  readonly [K in Exclude<OutputName<S>, ListOutput<S>>]: K extends IntegerOutput<S> ? Shaped<number> : Shaped<T>;
};

/** The cotangents of the outputs that have floating-point numbers. */
export type Cotangents<S extends string, T> = {
  readonly [K in Exclude<OutputName<S>, IntegerOutput<S>>]: OneOrList<Shaped<T>, K, ListOutput<S>>;
};

/** What a derivative gives: the gradient of every input of floating-point numbers, one that was not given too. */
export type Gradients<S extends string, T> = {
  readonly [K in Exclude<RequiredInput<S> | OptionalInput<S>, IntegerInput<S>>]: OneOrList<Element<T>, K, ListInput<S>>;
} & Readonly<Record<string, [ListInput<S>] extends [never] ? Element<T> : Element<T> | readonly Element<T>[]>>;
