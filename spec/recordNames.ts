import type { Attributes, Kind } from './attribute.ts';
import type { OptionalInput, OutputName, RequiredInput } from './signature.ts';

/** A table whose keys are some of the names; of any names where they are not known. */
export type By<Name extends string, Value> = string extends Name
  ? Readonly<Record<string, Value>>
  : { readonly [K in Name]?: Value };

export type InputName<S extends string> = string extends S ? string : RequiredInput<S> | OptionalInput<S>;
export type ResultName<S extends string> = string extends S ? string : OutputName<S>;
export type OfKind<A extends Attributes, Wanted extends Kind> = {
  [K in keyof A & string]: A[K]['kind'] extends Wanted ? K : never;
}[keyof A & string];

/** The permanent names of an operation's own clauses, with their statement. */
export type Clauses = Readonly<Record<`C${number}`, string>>;

/** The permanent names of what must be refused, with the rule. */
export type Rejections = Readonly<Record<`R${number}`, string>>;
