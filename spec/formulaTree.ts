import type { MatrixPart } from './matrices.ts';

/** A name for an index: it runs over an axis in a sum, or in the element that a formula is of. */
export interface Index {
  readonly name: string;
}

/** What a definition says, as a tree: the formula that `show` prints, in text and in TeX. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'attribute' | 'size' | 'index'; readonly name: string }
  /** An element of a tensor, of labels too. */
  | { readonly kind: 'element'; readonly of: string; readonly index: readonly Formula[] }
  | { readonly kind: 'applied'; readonly function: Applied; readonly to: readonly Formula[] }
  | { readonly kind: 'over'; readonly function: Over; readonly bound: readonly Bound[]; readonly term: Formula }
  /** The first way where one is below the other, or where two integers are equal. */
  | {
      readonly kind: 'select' | 'equal';
      readonly compared: readonly [Formula, Formula];
      readonly ways: readonly [Formula, Formula];
    }
  /** An element of what is a matrix, or a tensor, as a whole. */
  | { readonly kind: 'entry'; readonly of: Whole; readonly index: readonly Formula[] };

/** A matrix or a tensor as a whole. */
export type Whole =
  | { readonly kind: 'tensor'; readonly name: string }
  | { readonly kind: 'matrix'; readonly function: OfMatrices; readonly to: readonly Whole[] }
  | { readonly kind: 'scaled'; readonly factor: Formula; readonly of: Whole }
  | { readonly kind: 'identity'; readonly size: Formula }
  | { readonly kind: 'part'; readonly which: MatrixPart; readonly of: Whole }
  | { readonly kind: 'columns'; readonly of: Whole; readonly from: Formula; readonly to: Formula }
  /** By its elements. */
  | { readonly kind: 'elements'; readonly bound: readonly Bound[]; readonly is: Formula }
  /** An output of a part of the definition. */
  | {
      readonly kind: 'call';
      readonly part: string;
      readonly output: string;
      /** Whether the part has no other output. */
      readonly sole: boolean;
      readonly given: Readonly<Record<string, Whole>>;
      readonly settings: Readonly<Record<string, unknown>>;
    };

/** Functions of numbers; `floor` is the whole part of a number or of a quotient of indices, and `mod` what is left of one. */
export type Applied =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'abs'
  | 'sqrt'
  | 'exp'
  | 'log'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'expm1'
  | 'log1p'
  | 'sinh'
  | 'cosh'
  | 'atan2'
  | 'round'
  | 'power'
  | 'pow'
  | 'max'
  | 'cis'
  | 'conj'
  | 'floor'
  | 'mod';
export type Over = 'sum' | 'max' | 'mean' | 'variance';
export type OfMatrices =
  | 'times'
  | 'plus'
  | 'minus'
  | 'negated'
  | 'transpose'
  | 'hadamard'
  | 'diagonal'
  | 'symmetric'
  | 'beside'
  | 'rowsTo'
  | 'inverse'
  | 'cofactors';

/** An index and how many there are of it. */
export interface Bound {
  readonly index: Index;
  readonly size: Formula;
}

/** An output's element, or the whole of it, and what it is. */
export type OutputFormula =
  | { readonly output: string; readonly index: readonly Index[]; readonly is: Formula }
  | { readonly output: string; readonly whole: Whole };

/** The formulas of an operation, one an output, and where they hold: for which attributes, for how many axes. */
export interface Formulas {
  readonly formulas: readonly OutputFormula[];
  readonly where: readonly string[];
}
