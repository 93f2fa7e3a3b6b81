import type { FloatDtype } from '../../spec/tensor.ts';
import type { ClauseReport, Report } from '../report/report.ts';
import type { Limits } from '../subject/limits.ts';
import type { Tier } from '../subject/tier.ts';

/** One of several parts of a plan, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface SessionOptions {
  /** Path of the adapter's module, or of the folder that holds it as `adapter.ts`, from `cwd`. */
  readonly adapter: string;
  /** Default: the working directory. */
  readonly cwd?: string | undefined;
  /** Operations or clauses, by globs or parts of their names: `linalg.*,softmax/C1`. Default: everything. */
  readonly operations?: string | undefined;
  /** Operations or clauses that must be judged, by globs or parts of their names: what is not fails the run. */
  readonly require?: string | undefined;
  /** Cases per law. Default: those of the tier. */
  readonly runs?: number | undefined;
  /** Default 1: every run draws the same cases unless it is told otherwise. */
  readonly seed?: number | undefined;
  /** Default: the first that the adapter declares. */
  readonly dtype?: FloatDtype | undefined;
  /** Whether the report holds of every case what plots need. Default false. */
  readonly samples?: boolean | undefined;
  /** Default `ci`. */
  readonly tier?: Tier | undefined;
  /** Path of a ledger of known failures. Default: `tensor-laws.ledger.json` or else `ledger.json` beside the adapter. */
  readonly ledger?: string | undefined;
  /** The ledger is to be filled in: entries without a reason excuse nothing, and are not refused. */
  readonly unfinishedLedger?: boolean | undefined;
  /** Tokens of failures that are tried before any case is drawn, as those of the ledger are. */
  readonly replays?: readonly string[] | undefined;
  /** Folder of the failing cases of earlier runs, which are tried first; `storeCases` keeps those of a report. */
  readonly database?: string | undefined;
  /** Judges one part of several. */
  readonly shard?: Shard | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

export interface CheckOptions extends SessionOptions {
  /** Unknown operations, clauses that no law covers and warnings fail the run. */
  readonly strict?: boolean | undefined;
  /** The date by which entries of the ledger expire, YYYY-MM-DD. */
  readonly today: string;
  /** Processes that judge at once. Default: one per core. */
  readonly workers?: number | undefined;
  /** Seconds after which the run ends: what counts most is judged first, and the rest is left. */
  readonly budget?: number | undefined;
  /** Ends the run at once where it is aborted; its reason says what ended it. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: Progress) => void) | undefined;
}

/** What a judgement tells while it runs. */
export type Progress =
  | {
      readonly kind: 'started';
      readonly adapter: Report['adapter'];
      readonly planned: number;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'clause';
      readonly clause: ClauseReport;
      readonly done: number;
      readonly planned: number;
      /** How much of the work is done, from 0 to 1, as far as that can be told beforehand. */
      readonly share: number;
    };
