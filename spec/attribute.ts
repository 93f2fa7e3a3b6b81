/** An attribute's domain, as data: from it come the implementation's type, the generator, the rejections and the documentation. */
export type Attribute = Values & {
  /** The rejection that says what is refused of a number; the others are refused by `sizes`. */
  readonly clause?: `R${number}`;
};

type Values =
  | { readonly kind: 'boolean'; readonly default?: boolean }
  | { readonly kind: 'integer'; readonly min: number; readonly max?: number; readonly default?: number }
  /** From min to max; without max itself where `open`, and without bound where max is Infinity. */
  | {
      readonly kind: 'real';
      readonly min: number;
      readonly max: number;
      readonly open?: boolean;
      readonly default?: number;
    }
  | {
      readonly kind: 'integers';
      readonly length: number;
      readonly min: number;
      readonly max: number;
      readonly default?: readonly number[];
    }
  /** A set of axes of the named variadic axis list; null means all of them. */
  | { readonly kind: 'axes'; readonly of: string; readonly default?: null }
  /** A permutation of the axes of the named list. */
  | { readonly kind: 'permutation'; readonly of: string }
  /** A shape that the named list can be reshaped or broadcast to. */
  | { readonly kind: 'shape'; readonly of: string; readonly by: 'reshape' | 'broadcast' };

export type Attributes = Readonly<Record<string, Attribute>>;

type ValueOf<A extends Attribute> = A extends { kind: 'boolean' }
  ? boolean
  : A extends { kind: 'integer' | 'real' }
    ? number
    : A extends { kind: 'axes' }
      ? readonly number[] | null
      : readonly number[];

/** Every attribute with its value: what a definition and an implementation receive. */
export type AttributeValues<A extends Attributes> = { readonly [K in keyof A]: ValueOf<A[K]> };

type Defaulted<A extends Attributes> = { [K in keyof A]: A[K] extends { default: unknown } ? K : never }[keyof A];

/** What a caller gives: attributes with a default may be left out. */
export type AttributeArguments<A extends Attributes> = Omit<AttributeValues<A>, Defaulted<A>> &
  Partial<Pick<AttributeValues<A>, Defaulted<A>>>;

export type AttributeValue = boolean | number | null | readonly number[];

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
