import type { Accessors, Elements, Results } from './accessors.ts';
import type { AttributeArguments, Attributes, AttributeValue, AttributeValues } from './attribute.ts';
import type { Algebra, ComplexMatrix, ExactMatrix } from './exactMatrix.ts';
import type { Matrices } from './matrices.ts';
import type { Notation } from './notation.ts';
import type { Randomness } from './random.ts';
import type { By, Clauses, InputName, OfKind, Rejections, ResultName } from './recordNames.ts';
import type { Shaped } from './shaped.ts';
import type {
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
} from './signature.ts';

type None = Readonly<Record<never, never>>;

/**
 * The operations that a definition is made of, by the names that it calls them by; no more is asked of their types, because those of
 * a record are an `AnyOperation` only where optional properties are exact, which a package cannot ask of who uses it.
 */
export type Parts = Readonly<Record<string, { readonly id: string; readonly signature: string }>>;

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
  readonly [K in keyof P]: P[K] extends {
    readonly signature: infer S extends string;
    readonly attributes?: infer A extends Attributes;
  }
    ? (
        inputs: Operands<S, T>,
        ...attributes: Settings<A>
      ) => {
        readonly [Output in OutputName<S>]: OneOrList<Shaped<T>, Output, ListOutput<S>>;
      }
    : never;
};

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

/** Inputs as vectors; of any names where they are not known. */
type Vectors<S extends string> = string extends S ? unknown : { readonly [K in RequiredInput<S>]: readonly number[] };

/** An axis over which a definition recurs, and its states: an output that has the axis, and the input from which it starts. */
export interface Recursion<
  Axis extends string = string,
  Output extends string = string,
  Input extends string = string,
> {
  readonly over: Axis;
  readonly states: By<Output, Input>;
}

/**
 * What an operation means: what is asked of whoever implements it.
 *
 * An explicit operation has a `definition`; an implicit one has `equations`; one with both is judged by its equations. The oracle of
 * the derivative is the definition, or the implicit function theorem on the `residuals`.
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
  /** Sizes of the axes that the inputs alone do not fix. Throws RangeError when there are none; `refuse` quotes what `rejects` says. */
  sizes?(sizes: InputSizes<S>, attributes: AttributeValues<A>): OpenSizes<S>;
  /** The operations whose definitions the definition is composed of; without one, those whose results the derivative is written with. */
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
  /** What the result must satisfy, by clause. */
  readonly equations?: { readonly [K in keyof NoInfer<C>]?: Equation<NoInfer<S>> };
  /**
   * What the equations of these clauses hold to be small, in the notation of definitions, so that it can be differentiated: as many
   * differences as determine the result near by. Signs, orders and permutations are those of the result.
   */
  residuals?<T>(
    tensors: Accessors<S, T> & Results<S, T>,
    notation: Notation<T, S> & Matrices<T>,
    attributes: AttributeValues<A>,
  ): { readonly [K in keyof NoInfer<C>]?: Shaped<T> };
  /** Inputs whose next values come out: where a call takes what the one before gave, it goes on from there. */
  readonly state?: By<InputName<S>, ResultName<S>>;
  /** What is left to chance, in an operation with a key; its equations say what no chance changes. */
  readonly random?: Randomness<AttributeValues<NoInfer<A>> & Vectors<NoInfer<S>>, keyof NoInfer<C>>;
  /** What an implementation may choose: sign, order, phase, the contents of an undefined triangle. */
  readonly freedom?: string;
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
  /**
   * Of an operation on elements, results that are known to the bit, NaN, infinities and the sign of a zero among them: the elements of the
   * inputs, then that of the result. One that is no integer is approximated.
   */
  readonly specialCases?: readonly (readonly number[])[];
  /** What must be refused besides a mismatch of the signature: clause id to rule. */
  readonly rejects?: R;
}
