import type { Contestant } from './contestant.ts';

/** The least ratio of our rate to an opponent's that passes. */
export interface Gate {
  readonly opponent: string;
  readonly least: number;
  /** Only in the full run, not in bench:gate: it takes long, or wants a machine without load. */
  readonly full?: true;
}

/** What a case needs to be timed: the results were compared before. */
export interface Entrants {
  readonly ours: Contestant;
  readonly opponents: readonly Contestant[];
  /** Opponents that cannot be timed here, and why. */
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  /** Ends what was started for this case. */
  readonly close?: () => Promise<void>;
}

/** One problem of a kernel. */
export interface Case {
  readonly name: string;
  /** Where the case stands on the axis of the roofline; absent where it does not belong there. */
  readonly roofline?: { readonly dtype: 'float64' | 'float32'; readonly path: string; readonly n: number };
  /** Everybody who is timed against ours. */
  readonly opponents: readonly string[];
  readonly gates: readonly Gate[];
  /** Makes operands, compares results, and gives who is wanted of the opponents. Throws Error when a result is wrong. */
  readonly enter: (wanted: (opponent: string) => boolean) => Promise<Entrants>;
}

/** A kernel with its cases. */
export interface Benchmark {
  readonly name: string;
  readonly meaning: string;
  readonly cases: readonly Case[];
}
