import type { Attributes, AttributeValues } from './attribute.ts';
import type { By, Clauses, InputName } from './recordNames.ts';
import type { InputSizes, Sizes } from './signature.ts';

/** Which values an input may take. The generators of properties/ draw from these classes. */
export type Domain =
  /** Any finite number. */
  | 'real'
  | 'nonzero'
  | 'nonnegative'
  | 'positive'
  /** From -8 to 8: its exponential is far from the ends of every data type. */
  | 'moderate'
  /** From -1 to 1. */
  | 'unit'
  /** Between -1 and 1, without these. */
  | 'insideUnit'
  /** From 0 to 1. */
  | 'probability'
  /** Between 0 and 1, without these. */
  | 'chance'
  | 'aboveMinusOne'
  /** From 1 on. */
  | 'fromOne'
  | 'aboveOne'
  /** Any finite number but an integer, as long as the data type has others of its size. */
  | 'fractional'
  /** Of magnitude below 4. */
  | 'small'
  /** A matrix of which no column is constant, where it has two rows. */
  | 'varied'
  /** A vector of numbers from 0 to 1 that sum to 1, exactly. */
  | 'distribution'
  /** The same without a 0. */
  | 'fullDistribution'
  /** Vectors of that kind along the last axis. */
  | 'conditional'
  /** The same without a 0. */
  | 'fullConditional'
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
  /** Of an int32 input: an index into the last axis of the first input, or that which the attribute `axis` names; below the attribute `n` where itself is the first. */
  | 'label'
  /** Of an int32 input: an index into the first axis of the first input. */
  | 'row'
  /** Of an int32 input: 0 is false, anything else true. */
  | 'truth';

/** Sizes of some of the inputs' axes. */
export type NearSizes<S extends string> = string extends S ? Sizes : Partial<InputSizes<S>>;

/** How the cases of an operation are drawn: what generators read. */
export interface Drawing<S extends string, A extends Attributes, C extends Clauses> {
  /** The class of each input's values; `real` where it is not named. */
  readonly domain?: By<InputName<S>, Domain>;
  /** The class on which the derivative exists, input by input, where it is narrower than the domain. */
  readonly smooth?: By<InputName<S>, Domain>;
  /** The nearest sizes at which the operation is defined, for generators. */
  feasible?(sizes: InputSizes<S>, attributes: AttributeValues<A>): NearSizes<S>;
  /** The nearest attributes that go together, for generators. */
  readonly compatible?: (attributes: AttributeValues<A>) => AttributeValues<A>;
  /** Equations that compare with eigenvalues of an exact matrix: their cost grows like n^6, so that their cases stay small. */
  readonly spectral?: readonly (keyof NoInfer<C>)[];
}
