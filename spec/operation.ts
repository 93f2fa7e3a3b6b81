import type { Attributes, AttributeValue, AttributeValues } from './attribute.ts';
import type { Algebra, ExactMatrix } from './exactMatrix.ts';
import type { Notation } from './notation.ts';
import type { IntegerInput, OptionalInput, OutputName, RequiredInput } from './signature.ts';

/** An element of a tensor by its indices, in a number system: `a(i, p)`. */
export type Element<T> = (...index: number[]) => T;

/** What a definition reads: one accessor per input; an optional input that was not given is undefined. */
export type Accessors<S extends string, T> = {
  readonly [K in RequiredInput<S>]: K extends IntegerInput<S> ? Element<number> : Element<T>;
} & { readonly [K in OptionalInput<S>]: Element<T> | undefined };

/** What a definition gives: one element function per output. The index signature is what types their parameters. */
export type Elements<S extends string, T> = { readonly [K in OutputName<S>]: Element<T> } & Readonly<
  Record<string, Element<T>>
>;

/** Which values an input may take. The generators of properties/ draw from these classes. */
export type Domain =
  | 'real'
  | 'nonzero'
  | 'nonnegative'
  | 'positive'
  | 'nonsingular'
  | 'symmetric'
  | 'positiveDefinite'
  | 'triangular'
  | 'fullRank'
  /** Singular values apart from each other and from zero. */
  | 'distinctSingularValues'
  /** Symmetric, with eigenvalues apart from each other. */
  | 'distinctEigenvalues'
  | 'label';

/**
 * An equation that the result of an implicit operation must satisfy, as its ratio: error over allowed error.
 *
 * `values` holds the inputs and outputs of one batch member as exact matrices (a vector is a column, a scalar 1 by 1).
 */
export type Equation<S extends string = string> = (
  values: { readonly [K in RequiredInput<S> | OptionalInput<S> | OutputName<S>]: ExactMatrix },
  algebra: Algebra,
  attributes: Readonly<Record<string, AttributeValue>>,
) => number;

/** A weight per input, output or real attribute: scaling each by 2^(k weight) maps a correct result to a correct result. */
export type Homogeneity = Readonly<Record<string, number>>;

/** Sizes of named axes; a list for a variadic name. */
export interface Sizes {
  readonly [axis: string]: number | readonly number[];
}

/** A published source, with the theorem, section or equation that is meant. */
export interface Source {
  readonly title: string;
  readonly where: string;
}

/** The permanent names of an operation's own clauses, with their statement. */
export type Clauses = Readonly<Record<string, string>>;

/**
 * What one operation means: a plain record, read by the generators, the laws, the judge and the documentation.
 *
 * An explicit operation has a `definition`; an implicit one has `equations`; one with both is judged by its equations, and its
 * definition is the oracle of its derivative.
 */
export interface Operation<S extends string = string, A extends Attributes = Attributes, C extends Clauses = Clauses> {
  /** Chapter and name: `linalg.matmul`. */
  readonly id: string;
  /** One sentence. */
  readonly meaning: string;
  readonly signature: S;
  readonly attributes?: A;
  /** Inputs whose last two axes are given swapped when the named boolean attribute is true. */
  readonly transposable?: Readonly<Record<string, string>>;
  /** Sizes of the axes that the inputs alone do not fix. Throws RangeError when there are none. */
  readonly sizes?: (sizes: Sizes, attributes: AttributeValues<A>) => Sizes;
  /** The nearest sizes at which the operation is defined, for generators. */
  readonly feasible?: (sizes: Sizes, attributes: AttributeValues<A>) => Sizes;
  /** The nearest attributes that go together, for generators. */
  readonly compatible?: (attributes: AttributeValues<A>) => AttributeValues<A>;
  /** The class of each input's values; `real` where it is not named. */
  readonly domain?: Readonly<Record<string, Domain>>;
  /** Method syntax: one definition serves every number system. */
  definition?<T>(inputs: Accessors<S, T>, notation: Notation<T>, attributes: AttributeValues<A>): Elements<S, T>;
  /** By clause. */
  readonly equations?: { readonly [K in keyof C]?: Equation<NoInfer<S>> };
  readonly homogeneous?: readonly Homogeneity[];
  /** Axes whose order carries no meaning: permuting one permutes the results that have it and leaves the others alone. */
  readonly exchangeable?: readonly string[];
  readonly clauses: C;
  /** Outputs whose columns or rows the definition gives with one choice of sign, and an implementation with any. */
  readonly signs?: Readonly<Record<string, 'columns' | 'rows'>>;
  /** Input by input, the pullback of a cotangent G; an operation without it is not differentiable. */
  readonly derivative?: Readonly<Record<string, string>>;
  /** The class on which the derivative exists, input by input, where it is narrower than the domain. */
  readonly smooth?: Readonly<Record<string, Domain>>;
  /** What happens at a kink, a tie or a branch, where the derivative is not defined. */
  readonly kinks?: string;
  /**
   * What becomes of NaN and infinities: `propagates` where the definition in floating point says it all, `propagatesNaN` where
   * it says so for NaN and infinities are free, `rejects` where NaN is refused or reaches the result.
   */
  readonly special?: 'propagates' | 'propagatesNaN' | 'rejects' | 'undefined';
  /** Inputs of which that is said, where it is not said of all. */
  readonly specialIn?: readonly string[];
  /** Attributes at which that holds, where it does not hold at all of them. */
  readonly specialAt?: Partial<AttributeValues<A>>;
  /** What must be refused besides a mismatch of the signature: clause id to rule. */
  readonly rejects?: Readonly<Record<string, string>>;
  /** What an implementation may choose: sign, order, phase, the contents of an undefined triangle. */
  readonly freedom?: string;
  /** Operations counted on the definition, as functions of the sizes. */
  readonly cost?: {
    readonly multiplications?: (sizes: Readonly<Record<string, number>>) => number;
    readonly additions?: (sizes: Readonly<Record<string, number>>) => number;
  };
  readonly sources: readonly Source[];
}

/** Any operation, its own types forgotten: what a registry holds. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where the parameters of a record are erased
export type AnyOperation = Operation<string, any, any>;

/** A specification record. Returns its argument; exists so that the signature types the definition. */
export function operation<const S extends string, const A extends Attributes, const C extends Clauses>(
  record: Operation<S, A, C>,
): Operation<S, A, C> {
  return record;
}

/** The chapter of an operation: the part of its id before the dot. */
export const chapterOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** The attributes of an operation by name; none where the record lists none. */
export const attributesOf = (operation: AnyOperation): Attributes => operation.attributes ?? {};
