import { requireKnownNames } from './_internal/knownNames.ts';
import { rehearse } from './_internal/rehearse.ts';
import type { AttributeArguments, Attributes, AttributeValue, AttributeValues, Kind } from './attribute.ts';
import type { Erratum } from './erratum.ts';
import type { Algebra, ComplexMatrix, ExactMatrix } from './exactMatrix.ts';
import type { Notation } from './notation.ts';
import type { Randomness } from './random.ts';
import type { Element, Shaped } from './shaped.ts';
import type {
  AxisListName,
  AxisName,
  ComplexName,
  InputSizes,
  IntegerInput,
  ListInput,
  ListOutput,
  OneOrList,
  OpenSizes,
  OptionalInput,
  OutputName,
  RequiredInput,
  Sizes,
} from './signature.ts';
import type { Source } from './sources.ts';

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

/**
 * The operations that a definition is made of, by the names that it calls them by; no more is asked of their types, because those of
 * a record are an `AnyOperation` only where optional properties are exact, which a package cannot ask of who uses it.
 */
export type Parts = Readonly<Record<string, Pick<AnyOperation, 'id' | 'signature'>>>;

type Operands<S extends string, T> = {
  readonly [K in RequiredInput<S>]: OneOrList<K extends IntegerInput<S> ? Shaped<number> : Shaped<T>, K, ListInput<S>>;
} & { readonly [K in OptionalInput<S>]?: Shaped<T> | undefined };

/** Nothing where there are no attributes; where all have a default they may be left out. */
type Settings<A extends Attributes> = [keyof A] extends [never]
  ? []
  : None extends AttributeArguments<A>
    ? [attributes?: AttributeArguments<A>]
    : [attributes: AttributeArguments<A>];

/** What a definition calls: each part from tensors to tensors, batch axes in front of them as in any call. */
export type Composable<P extends Parts, T> = {
  readonly [K in keyof P]: P[K] extends Operation<infer S, infer A, infer _C>
    ? (
        inputs: Operands<S, T>,
        ...attributes: Settings<A>
      ) => {
        readonly [Output in OutputName<S>]: OneOrList<Shaped<T>, Output, ListOutput<S>>;
      }
    : never;
};

/** Which values an input may take. The generators of properties/ draw from these classes. */
export type Domain =
  /** Any finite number. */
  | 'real'
  | 'nonzero'
  | 'nonnegative'
  | 'positive'
  /** Square, and far enough from singular. */
  | 'nonsingular'
  | 'symmetric'
  | 'positiveDefinite'
  /** Square, of which one triangle is read: its diagonal has no zeros, and rules where it is long. */
  | 'triangular'
  /** As many independent rows or columns as there can be. */
  | 'fullRank'
  /** Singular values apart from each other and from zero. */
  | 'distinctSingularValues'
  /** Symmetric, with eigenvalues apart from each other. */
  | 'distinctEigenvalues'
  /** Of an int32 input: an index into the last axis of the first input. */
  | 'label'
  /** Of an int32 input: 0 is false, anything else true. */
  | 'truth';

/**
 * An equation that the result of an implicit operation must satisfy, as its ratio: error over allowed error.
 *
 * `values` holds the inputs and outputs of one batch member as exact matrices: a vector is a column, a scalar 1 by 1, a tensor of
 * more axes its unfolding along the first one, whose columns are the others in row-major order; `sizes` tells them apart. What is
 * complex is two of them.
 */
export type Equation<S extends string = string> = (
  values: {
    readonly [K in RequiredInput<S> | OptionalInput<S> | OutputName<S>]: K extends ComplexName<S>
      ? ComplexMatrix
      : ExactMatrix;
  },
  algebra: Algebra,
  attributes: Readonly<Record<string, AttributeValue>>,
  sizes: InputSizes<S> & OpenSizes<S>,
) => number;

/** A weight per input, output or real attribute: scaling each by 2^(k weight) maps a correct result to a correct result. */
export type Homogeneity<Name extends string = string> = By<Name, number>;

/** A table whose keys are some of the names; of any names where they are not known. */
type By<Name extends string, Value> = string extends Name
  ? Readonly<Record<string, Value>>
  : { readonly [K in Name]?: Value };

/** The permanent names of an operation's own clauses, with their statement. */
export type Clauses = Readonly<Record<`C${number}`, string>>;

/** The permanent names of what must be refused, with the rule. */
export type Rejections = Readonly<Record<`R${number}`, string>>;

/** An axis over which a definition recurs, and its states: an output that has the axis, and the input from which it starts. */
export interface Recursion<
  Axis extends string = string,
  Output extends string = string,
  Input extends string = string,
> {
  readonly over: Axis;
  readonly states: By<Output, Input>;
}

type InputName<S extends string> = string extends S ? string : RequiredInput<S> | OptionalInput<S>;
type FloatInput<S extends string> = Exclude<InputName<S>, IntegerInput<S>>;
type ResultName<S extends string> = string extends S ? string : OutputName<S>;
type OfKind<A extends Attributes, Wanted extends Kind> = {
  [K in keyof A & string]: A[K]['kind'] extends Wanted ? K : never;
}[keyof A & string];

/**
 * What one operation means: a plain record, read by the generators, the laws, the judge and the documentation.
 *
 * An explicit operation has a `definition`; an implicit one has `equations`; one with both is judged by its equations, and its
 * definition is the oracle of its derivative. Every name in it is one of its signature, attributes or clauses: the type says so,
 * and `operation` does for records that no compiler has read.
 *
 * A batch means its members one by one. An implementation may refuse the whole of it for one member that it may refuse alone;
 * otherwise every other member has its own result.
 */
export interface Meaning<
  S extends string,
  A extends Attributes,
  C extends Clauses,
  R extends Rejections,
  P extends Parts,
> {
  /** Chapter and name: `linalg.matmul`. */
  readonly id: string;
  /** One sentence. */
  readonly meaning: string;
  /** What it takes and gives, by named axes. */
  readonly signature: S;
  /** Its settings, by name. */
  readonly attributes?: A;
  /** Inputs whose last two axes are given swapped when the named boolean attribute is true. */
  readonly transposable?: By<InputName<S>, OfKind<NoInfer<A>, 'boolean'>>;
  /** The nearest attributes that go together, for generators. */
  readonly compatible?: (attributes: AttributeValues<A>) => AttributeValues<A>;
  /** The class of each input's values; `real` where it is not named. */
  readonly domain?: By<InputName<S>, Domain>;
  /** The operations whose definitions the definition is composed of. */
  readonly parts?: P;
  /** Method syntax: one definition serves every number system. */
  definition?<T>(
    inputs: Accessors<S, T>,
    notation: Notation<T, S>,
    attributes: AttributeValues<A>,
    parts: Composable<P, T>,
  ): Elements<S, T>;
  /**
   * Where the definition recurs over an axis: the output that holds a state after every step, and the input that holds what was
   * before the first. Each step is judged from the state before it as it was received, for which a call of one step must mean the same.
   */
  readonly recursion?: Recursion<AxisName<S>, ResultName<S>, InputName<S>>;
  /** By clause. */
  readonly equations?: { readonly [K in keyof NoInfer<C>]?: Equation<NoInfer<S>> };
  /** Equations that compare with eigenvalues of an exact matrix: their cost grows like n^6, so that their cases stay small. */
  readonly spectral?: readonly (keyof NoInfer<C>)[];
  /** Inputs whose next values come out: where a call takes what the one before gave, it goes on from there. */
  readonly state?: By<InputName<S>, ResultName<S>>;
  /** What is left to chance, in an operation with a key; its equations say what no chance changes. */
  readonly random?: Randomness<AttributeValues<NoInfer<A>>, keyof NoInfer<C>>;
  /** How the result scales with the inputs, once a scaling. */
  readonly homogeneous?: readonly Homogeneity<InputName<S> | ResultName<S> | OfKind<NoInfer<A>, 'real'>>[];
  /** Axes whose order carries no meaning: permuting one permutes the results that have it and leaves the others alone. */
  readonly exchangeable?: readonly AxisName<S>[];
  /** What it promises besides, by number. */
  readonly clauses: C;
  /** Outputs whose columns or rows the definition gives with one choice of sign, and an implementation with any. */
  readonly signs?: By<ResultName<S>, 'columns' | 'rows'>;
  /** Input by input, the pullback of a cotangent G; an operation without it is not differentiable. */
  readonly derivative?: By<FloatInput<S>, string>;
  /** The class on which the derivative exists, input by input, where it is narrower than the domain. */
  readonly smooth?: By<InputName<S>, Domain>;
  /** What happens at a kink, a tie or a branch, where the derivative is not defined. */
  readonly kinks?: string;
  /**
   * What becomes of NaN and infinities: `propagates` where the definition in floating point says it all, `propagatesNaN` where
   * it says so for NaN and infinities are free, `rejects` where NaN is refused or reaches the result.
   */
  readonly special?: 'propagates' | 'propagatesNaN' | 'rejects' | 'undefined';
  /** Inputs of which that is said, where it is not said of all. */
  readonly specialIn?: readonly InputName<S>[];
  /** Attributes at which that holds, where it does not hold at all of them. */
  readonly specialAt?: Partial<AttributeValues<A>>;
  /**
   * The sign of a zero in the result: `signed` where it is what IEEE arithmetic makes of the definition, wherever every order of
   * evaluation agrees; `advised` where it should be, and a sensible algorithm may give either (a sum that starts from 0); `free`, which is
   * the default, where nobody minds.
   */
  readonly zeros?: 'signed' | 'advised' | 'free';
  /** What must be refused besides a mismatch of the signature: clause id to rule. */
  readonly rejects?: R;
  /** Published claims about it that do not hold as they stand. */
  readonly errata?: Readonly<Record<`E${number}`, Erratum>>;
  /** What an implementation may choose: sign, order, phase, the contents of an undefined triangle. */
  readonly freedom?: string;
  /** Operations counted on the definition, as functions of the sizes. */
  readonly cost?: {
    readonly multiplications?: (sizes: Readonly<Record<AxisName<S>, number>>) => number;
    readonly additions?: (sizes: Readonly<Record<AxisName<S>, number>>) => number;
  };
  /** Where it is published; at least one. */
  readonly sources: readonly Source[];
}

/** The record of one operation. Method syntax, so that an operation of any signature is an `AnyOperation`. */
export interface Operation<
  S extends string = string,
  A extends Attributes = Attributes,
  C extends Clauses = Clauses,
  R extends Rejections = Rejections,
  P extends Parts = Parts,
> extends Meaning<S, A, C, R, P> {
  /** Sizes of the axes that the inputs alone do not fix. Throws RangeError when there are none; `refuse` quotes what `rejects` says. */
  sizes?(sizes: InputSizes<S>, attributes: AttributeValues<A>): OpenSizes<S>;
  /** The nearest sizes at which the operation is defined, for generators. */
  feasible?(sizes: InputSizes<S>, attributes: AttributeValues<A>): NearSizes<S>;
}

/** Sizes of some of the inputs' axes. */
type NearSizes<S extends string> = string extends S ? Sizes : Partial<InputSizes<S>>;

/** Refuses every name but these. */
type Only<Given, Names extends PropertyKey> = { readonly [K in Exclude<keyof Given, Names>]: never };

/** An attribute that speaks of axes or quotes a rejection, if it is one of these. */
type Fitting<One, List extends string, Rejection> = One extends { readonly of: infer Of }
  ? Of extends List
    ? Quoting<One, Rejection>
    : never
  : Quoting<One, Rejection>;
type Quoting<One, Rejection> = One extends { readonly clause: infer Clause }
  ? Clause extends Rejection
    ? One
    : never
  : One;

/** What may have more names than its type says, again, as `operation` reads it. */
interface Exactly<S extends string, A extends Attributes, C, R, Open, Near> {
  readonly attributes?: { readonly [K in keyof A]: Fitting<A[K], AxisListName<S>, keyof R> };
  readonly clauses: Only<C, keyof Clauses>;
  readonly rejects?: Only<R, keyof Rejections>;
  sizes?(sizes: InputSizes<S>, attributes: AttributeValues<A>): Open & Only<Open, keyof OpenSizes<S>> & OpenSizes<S>;
  feasible?(
    sizes: InputSizes<S>,
    attributes: AttributeValues<A>,
  ): Near & Only<Near, keyof InputSizes<S>> & NearSizes<S>;
}

/** Any operation, its own types forgotten: what a registry holds. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where the parameters of a record are erased
export interface AnyOperation extends Operation<any, any, any, any, any> {
  readonly signature: string;
}

/** Every field of a record; the type says that none is left out. */
const fields: Readonly<Record<keyof AnyOperation, true>> = {
  id: true,
  meaning: true,
  signature: true,
  attributes: true,
  transposable: true,
  sizes: true,
  feasible: true,
  compatible: true,
  domain: true,
  parts: true,
  definition: true,
  recursion: true,
  equations: true,
  spectral: true,
  random: true,
  state: true,
  homogeneous: true,
  exchangeable: true,
  clauses: true,
  signs: true,
  derivative: true,
  smooth: true,
  kinks: true,
  special: true,
  specialIn: true,
  specialAt: true,
  zeros: true,
  rejects: true,
  errata: true,
  freedom: true,
  cost: true,
  sources: true,
};

type None = Readonly<Record<never, never>>;

/**
 * A specification record. Returns its argument; exists so that the signature types every name of the record.
 *
 * Throws SyntaxError for a signature that cannot be read, TypeError for a name that is none of the signature, the attributes or
 * the clauses (in a record that no compiler has read it would silently mean nothing), and SignatureError where its definition gives
 * one of its parts what does not fit.
 */
export function operation<
  const S extends string,
  const A extends Attributes = None,
  const C extends Clauses = None,
  const R extends Rejections = None,
  const P extends Parts = None,
  Open = unknown,
  Near = unknown,
>(record: Meaning<S, A, C, R, P> & Exactly<S, A, C, R, Open, Near>): Operation<S, A, C, R, P> {
  requireKnownNames(record, Object.keys(fields));
  if (record.parts !== undefined) rehearse(record as AnyOperation);
  return record;
}

/** The chapter of an operation: the part of its id before the dot. */
export const chapterOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** The attributes of an operation by name; none where the record lists none. */
export const attributesOf = (operation: AnyOperation): Attributes => operation.attributes ?? {};
