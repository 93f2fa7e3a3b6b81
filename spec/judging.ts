import type { Accessors, Cotangents, Gradients, Results } from './accessors.ts';
import type { Attributes, AttributeValues } from './attribute.ts';
import type { Matrices } from './matrices.ts';
import type { Composable, Parts } from './meaning.ts';
import type { Notation } from './notation.ts';
import type { By, InputName, OfKind, ResultName } from './recordNames.ts';
import type { AxisName } from './signature.ts';

/** A weight per input, output or real attribute: scaling each by 2^(k weight) maps a correct result to a correct result. */
export type Homogeneity<Name extends string = string> = By<Name, number>;

/** What an operation that puts elements in order reads and gives. */
export interface Ties<Input extends string = string, Output extends string = string> {
  readonly of: Input;
  readonly elements: Output;
  readonly positions: Output;
}

/** A member of a method's type: one expression serves every number system, and that of any signature is that of an `AnyOperation`. */
type Derivative<S extends string, A extends Attributes, P extends Parts> = {
  of<T>(
    values: Accessors<S, T> & Results<S, T>,
    cotangents: Cotangents<S, T>,
    notation: Notation<T, S> & Matrices<T>,
    attributes: AttributeValues<A>,
    parts: Composable<P, T>,
  ): Gradients<S, T>;
}['of'];

/** How an operation is judged: what laws follow from besides its meaning. */
export interface Judging<S extends string, A extends Attributes, P extends Parts> {
  /** How the result scales with the inputs, once a scaling. */
  readonly homogeneous?: readonly Homogeneity<InputName<S> | ResultName<S> | OfKind<NoInfer<A>, 'real'>>[];
  /** Where scaled inputs may round otherwise, as p-th powers and roots do: homogeneity is then judged within the bound, and not bit for bit. */
  readonly roundsAnew?: true;
  /** Axes whose order carries no meaning: permuting one permutes the results that have it and leaves the others alone. */
  readonly exchangeable?: readonly AxisName<S>[];
  /** Outputs whose columns or rows the definition gives with one choice of sign, and an implementation with any. */
  readonly signs?: By<ResultName<S>, 'columns' | 'rows'>;
  /**
   * Where elements of an input are put in order along the attribute `axis`: the input, the output that holds them, and that of the
   * positions that they had. The definition takes the first of equals first, and an implementation that promises less any of them.
   */
  readonly ties?: Ties<InputName<S>, ResultName<S>>;
  /**
   * The gradients of a batch member for a cotangent of every output, as an expression that is checked against the derivative of the
   * definition; `ofDefinition` where that says it as well. An operation without it is not differentiable.
   */
  readonly derivative?: Derivative<S, A, P> | 'ofDefinition';
  /**
   * What derivatives hold constant by convention, by `detach` in the definition, though the function depends on it: they are then not
   * those of the function, and no law ties them to its values.
   */
  readonly held?: string;
  /** What happens at a kink, a tie or a branch, where the derivative is not defined. */
  readonly kinks?: string;
}
