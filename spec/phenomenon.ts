import type { AnyOperation } from './operation.ts';
import type { Source } from './sources.ts';

/** A number that a claim foretells, and how far a measurement may be from it. */
export interface Prediction {
  /** What is measured, as a formula. */
  readonly measured: string;
  /** What it is foretold to be, as a formula. */
  readonly formula: string;
  /** The value of that formula. */
  readonly value: number;
  /** How far off the claim still holds, where results are rounded to u; 0 where nothing is rounded. */
  readonly tolerance: (u: number) => number;
  /** Why so far and no farther. */
  readonly because: string;
}

/**
 * A claim about a process of many steps, not about one operation: it is run with the operations of an implementation, and what is
 * measured must be what the claim foretells. The setup is pinned; nothing is drawn.
 */
export interface Phenomenon<Name extends string = string> {
  /** Its permanent number in a chapter of its own: `phenomena.P001`. */
  readonly id: `phenomena.P${number}`;
  /** What is claimed, in a sentence. */
  readonly claim: string;
  /** The operations that the process is made of. The first leads: where `gradient` is true its pullback is called as well. */
  readonly needs: readonly [AnyOperation, ...AnyOperation[]];
  readonly gradient?: boolean;
  /** What is run, on which data. */
  readonly setup: string;
  readonly predictions: Readonly<Record<Name, Prediction>>;
  /** The columns of the series that a run records, for a plot; the first is what the others are drawn over. */
  readonly series: readonly [over: string, ...columns: string[]];
  readonly sources: readonly Source[];
}

/** A record of a phenomenon. Returns its argument; exists so that the names of its predictions are known to its law. */
export const phenomenon = <const Name extends string>(record: Phenomenon<Name>): Phenomenon<Name> => record;
