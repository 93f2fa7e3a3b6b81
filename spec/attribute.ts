import type { FloatDtype } from './tensor.ts';

/**
 * What an attribute of each kind states, and what its values are.
 *
 * A new kind is an entry here, its meaning in `attributeKinds.ts` and its values in `properties/generators/attributes.ts`: the compiler
 * names what is missing.
 */
interface Kinds {
  boolean: { readonly states: { readonly default?: boolean }; readonly value: boolean };
  integer: {
    readonly states: { readonly min: number; readonly max?: number; readonly default?: number };
    readonly value: number;
  };
  /** A finite number from min to max; without max itself where `open`, and without bound where one is infinite. */
  real: {
    readonly states: {
      readonly min: number;
      readonly max: number;
      readonly open?: boolean;
      readonly default?: number;
    };
    readonly value: number;
  };
  integers: {
    readonly states: {
      readonly length: number;
      readonly min: number;
      readonly max: number;
      readonly default?: readonly number[];
    };
    readonly value: readonly number[];
  };
  /** An integer for every axis of the named list. */
  perAxis: {
    readonly states: { readonly of: string; readonly min: number; readonly max?: number };
    readonly value: readonly number[];
  };
  /** One of some names. */
  choice: {
    readonly states: { readonly options: readonly string[]; readonly default?: string };
    readonly value: string;
  };
  /** Text in the notation of `subscripts.ts`, of as many terms as there are operands. */
  subscripts: { readonly states: { readonly default?: string }; readonly value: string };
  /** A set of axes of the named variadic axis list; null means all of them. */
  axes: {
    readonly states: { readonly of: string; readonly default?: null };
    readonly value: readonly number[] | null;
  };
  /** One axis of the named list; a negative one counts from the end. */
  axis: { readonly states: { readonly of: string; readonly default?: number }; readonly value: number };
  /** Where a new axis comes to stand among those of the named list; a negative place counts from the end. */
  place: { readonly states: { readonly of: string; readonly default?: number }; readonly value: number };
  /** How the axis that the attribute `along` names falls into parts: into how many that are equal, or of which sizes. */
  parts: {
    readonly states: { readonly of: string; readonly along: string };
    readonly value: number | readonly number[];
  };
  /** A permutation of the axes of the named list. */
  permutation: { readonly states: { readonly of: string }; readonly value: readonly number[] };
  /**
   * A shape that the named list can be reshaped or broadcast to, or summed to, which broadcasts to it; `choice` where no input has the
   * list, and any shape will do.
   */
  shape: {
    readonly states: { readonly of: string; readonly by: 'reshape' | 'broadcast' | 'sum' | 'choice' };
    readonly value: readonly number[];
  };
  /** What a random result is a function of, besides the inputs: a whole number from 0 to 2^32 - 1, which any library takes for a seed. */
  key: { readonly states: unknown; readonly value: number };
  /** The data type of the results of an operation without inputs. */
  dtype: { readonly states: unknown; readonly value: FloatDtype };
}

export type Kind = keyof Kinds;

/** An attribute of one kind, or of any of several. */
export type AttributeOf<K extends Kind> = K extends Kind
  ? {
      readonly kind: K;
      /** The rejection that says what is refused of a value. */
      readonly clause?: `R${number}`;
    } & Kinds[K]['states']
  : never;

/** An attribute's domain, as data: from it come the implementation's type, the generator, the rejections and the documentation. */
export type Attribute = AttributeOf<Kind>;

export type Attributes = Readonly<Record<string, Attribute>>;

/** The values of a kind. */
export type ValueOf<K extends Kind> = Kinds[K]['value'];

/** The values of one attribute: of a choice, its options. */
type ValueFor<A extends Attribute> = A extends { readonly options: readonly (infer Option)[] }
  ? Option
  : ValueOf<A['kind']>;

/** Every attribute with its value: what a definition and an implementation receive. */
export type AttributeValues<A extends Attributes> = { readonly [K in keyof A]: ValueFor<A[K]> };

type Defaulted<A extends Attributes> = { [K in keyof A]: A[K] extends { default: unknown } ? K : never }[keyof A];

/** What a caller gives: attributes with a default may be left out. */
export type AttributeArguments<A extends Attributes> = Omit<AttributeValues<A>, Defaulted<A>> &
  Partial<Pick<AttributeValues<A>, Defaulted<A>>>;

export type AttributeValue = ValueOf<Kind>;

/** The given attributes with defaults filled in; throws RangeError when one without a default is missing. */
export function withDefaults(
  attributes: Attributes,
  given: Readonly<Record<string, AttributeValue | undefined>>,
): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = given[name] ?? ('default' in attribute ? attribute.default : undefined);
    if (value === undefined) throw new RangeError(`attribute ${name} is required`);
    values[name] = value;
  }
  return values;
}
