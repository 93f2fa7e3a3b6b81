import type { Applied, OfMatrices, Over } from '../../../spec/formulaTree.ts';
import type { MatrixPart } from '../../../spec/matrices.ts';

/** How tightly a piece of a formula holds together. */
export const tightness = { OPEN: 0, SUM: 1, PRODUCT: 2, POWER: 3, ATOM: 4 } as const;

export interface Piece {
  readonly text: string;
  readonly binds: number;
}

/** How one way of writing says each thing. */
export interface Script {
  readonly infix: Readonly<Record<'add' | 'sub' | 'mul' | 'neg' | 'mod' | 'hadamard', string>>;
  readonly transposed: string;
  readonly identity: string;
  constant(value: number): string;
  /** Of an index, a size, an attribute or a tensor; `s.1` is one of several. */
  name(name: string): string;
  element(of: string, index: readonly string[]): string;
  bracketed(text: string): string;
  divided(over: Piece, under: Piece): Piece;
  power(base: string, exponent: string): string;
  call(name: Applied | Over, to: readonly string[]): Piece;
  function(name: OfMatrices | MatrixPart | string, to: readonly string[]): string;
  over(name: Over, bound: readonly (readonly [index: string, size: string])[], term: Piece): Piece;
  select(condition: string, taken: string, otherwise: string): Piece;
  columns(of: string, from: string, to: string): string;
  /** A matrix by its elements. */
  matrix(element: string, index: readonly string[]): string;
}
