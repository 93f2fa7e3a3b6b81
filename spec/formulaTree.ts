/** An index of a formula: it stands in an element or under a sum, and no one computes with it. */
export interface Index {
  readonly name: string;
}

/** What a definition says, as a tree: the formula that `show` prints, in text and in TeX. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'attribute' | 'size'; readonly name: string }
  | { readonly kind: 'element'; readonly of: string; readonly index: readonly Index[] }
  | { readonly kind: 'applied'; readonly function: Applied; readonly to: readonly Formula[] }
  | { readonly kind: 'over'; readonly function: Over; readonly bound: readonly Bound[]; readonly term: Formula }
  | {
      readonly kind: 'select';
      readonly compared: readonly [Formula, Formula];
      readonly ways: readonly [Formula, Formula];
    };

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
  | 'round'
  | 'power'
  | 'max';
export type Over = 'sum' | 'max' | 'mean' | 'variance';

/** An index and the axis that it runs over. */
export interface Bound {
  readonly index: Index;
  readonly axis: string;
}

/** An output's element, and what it is. */
export interface OutputFormula {
  readonly output: string;
  readonly index: readonly Index[];
  readonly is: Formula;
}
