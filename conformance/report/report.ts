import type { ReportedProfile } from '../subject/profile.ts';

/** What the judge says of a clause or an operation, in the order in which they are told. */
export const verdicts = [
  'passed',
  'failed',
  'unsupported',
  'blocked',
  'errored',
  'timedOut',
  'known',
  'advice',
  'unjudged',
] as const;

/**
 * Beside pass and fail: why there is no answer, or why it does not count. `advice` is broken, but is more than the definition
 * promises; `unjudged` was asked and answered, but too little of it could be judged to say that it passed.
 */
export type Verdict = (typeof verdicts)[number];

/**
 * The share of what was set out to be judged below which nothing says that it passed: of the cases of a law, and of the clauses
 * of a run.
 */
export const leastShare = 1 / 2;

/** How far the numbers of a wrong result are off, one by one; null where one is not finite. */
export interface Difference {
  /** An output, or the clause whose equation leaves these numbers over. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly (number | null)[];
}

/** A failure made small enough to read. */
export interface Counterexample {
  /** What was measured: `c[0, 1]`. */
  readonly what: string;
  readonly expected?: string;
  readonly received?: string;
  /** Error in units of what is allowed: infinite for NaN too, null where nothing was measured. In JSON infinity is "infinite". */
  readonly ratio: number | null;
  readonly ulp?: number;
  /** The shrunk inputs and calls as code that can be pasted beside the adapter. */
  readonly snippet: string;
  /** The message of the error that the implementation raised, where it did. */
  readonly error?: string;
  /** |received - expected| by output, where that is known and not too much. */
  readonly differences?: readonly Difference[];
}

/** A failure of a clause that has another cause than the one that is told first. */
export interface FurtherFailure {
  readonly verdict: Verdict;
  readonly counterexample: Counterexample;
  readonly replay: string;
  readonly hint?: string;
  readonly cause?: string;
}

/** What a process came to. */
export interface Run {
  /** What was measured, beside what was foretold; the ratio is their difference in units of the tolerance. */
  readonly measured: readonly {
    readonly what: string;
    readonly expected: string;
    readonly received: string;
    readonly ratio: number | null;
  }[];
  /** What a plot needs: named columns of one length, the first of which the others are drawn over. */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Cases that were judged, as columns of one length: what a plot of them needs. What is NaN or infinite is null. */
export interface Samples {
  /** Places in the stream of the law's cases: `replay <law>@<dtype>:<seed>:<place>` makes one again. */
  readonly place: readonly number[];
  /** Elements of the largest input. */
  readonly size: readonly number[];
  readonly ratio: readonly (number | null)[];
  readonly ulp: readonly (number | null)[];
  /** Condition number of the matrix that is factored or solved with, estimated in the 1-norm; for such operations only. */
  readonly condition?: readonly (number | null)[];
}

/** The outcome of one law. */
export interface ClauseReport {
  /** `linalg.matmul/C1`. */
  readonly id: string;
  readonly law: string;
  readonly verdict: Verdict;
  /** Cases that were judged. */
  readonly cases: number;
  /** Cases that were answered, but for no element of which a bound can be given. */
  readonly unjudgedCases: number;
  /** Cases that the adapter declined; others were drawn in their place. */
  readonly declinedCases: number;
  /** Elements that were judged, over all cases. */
  readonly elements: number;
  /** Elements for which no bound can be given, over all cases. */
  readonly unjudgedElements: number;
  /** As the ratio of a counterexample. */
  readonly worstRatio: number | null;
  readonly worstUlp: number | null;
  readonly counterexample?: Counterexample;
  /** Token for `tensor-laws replay`. */
  readonly replay?: string;
  /** Failures by other causes than the first, a few at most. */
  readonly further?: readonly FurtherFailure[];
  /** What the failure most likely means. */
  readonly hint?: string;
  /** Why it is blocked, unsupported, unjudged or known. */
  readonly reason?: string;
  /** It is blocked because the operation is no longer called: no failure of its own was seen, and it was not judged. */
  readonly untried?: true;
  /** Failures with the same cause carry the same text. */
  readonly cause?: string;
  /** The process that was run, where the clause is of a phenomenon, or the steps of an expansion. */
  readonly run?: Run;
  /** Cases for plots, where they were asked for and any of them was not exact. */
  readonly samples?: Samples;
  /** What judging it took; no verdict depends on it, and no two runs agree on the times. */
  readonly spent?: Spent;
}

/** Times in seconds. */
export interface Spent {
  /** CPU time of the judge, without that of the adapter. */
  readonly cpu: number;
  readonly wall: number;
  /** Calls of the adapter. */
  readonly calls: number;
}

export interface OperationReport {
  readonly id: string;
  readonly verdict: Verdict;
  readonly clauses: readonly ClauseReport[];
  /** Clauses of its record that no law covers, where there are any: nothing is said of them. */
  readonly uncovered?: readonly string[];
}

/** Clauses that were planned and that ran, and how many there are of each verdict. */
export interface Summary extends Readonly<Record<Verdict, number>> {
  readonly planned: number;
  readonly executed: number;
}

/** Version of the form of a report: 2 tells an infinite ratio from none, and says where the run was made. */
export const schemaVersion = 2;

/** Where a run was made. */
export interface Environment {
  readonly node: string;
  readonly platform: string;
  /** Version of the operating system, as it calls it. */
  readonly release: string;
  readonly arch: string;
}

/** What `check --json` writes; `report.schema.json` describes it. */
export interface Report {
  readonly tool: 'tensor-laws';
  readonly schemaVersion: typeof schemaVersion;
  /** Version of the tool. */
  readonly version: string;
  readonly environment: Environment;
  readonly adapter: { readonly name: string; readonly version: string; readonly path: string };
  /** What the adapter promises: bounds were computed from it. */
  readonly profile: ReportedProfile;
  readonly dtype: string;
  readonly tier: string;
  readonly seed: number;
  readonly runs: number;
  readonly summary: Summary;
  readonly operations: readonly OperationReport[];
  /** Ledger entries that are stale, expired or name nothing; any of them fails the run. */
  readonly ledgerProblems: readonly string[];
  /** What was required by `--require` and was not judged; any of it fails the run. */
  readonly unmet: readonly string[];
  /** What the adapter offers under names that the specification does not know: it was not judged. */
  readonly unknown: readonly string[];
  /** What else is stale in what surrounds the adapter, in sentences. */
  readonly warnings: readonly string[];
  /** Whether unknown operations, clauses that no law covers and warnings fail the run. */
  readonly strict: boolean;
  /** Seconds after which the run was to end; null where it had as long as it took. */
  readonly budget: number | null;
  /** The signal that ended the run; null where none did. */
  readonly endedBy: string | null;
  /** Clauses that were planned and not judged, because the budget was spent or the run was ended. */
  readonly left: readonly string[];
  /** What `merge` makes one report of several from; null where this is one of the whole. */
  readonly shard: ShardReport | null;
}

/** A part of a run, before anything is said of what blocks what, of causes and of what is known. */
export interface ShardReport {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** Clauses that were to be judged. */
  readonly planned: readonly string[];
  readonly results: readonly ClauseReport[];
  /** Operations that were found to leave something behind. */
  readonly states: readonly ClauseReport[];
  readonly ledger: readonly KnownFailure[];
  /** What must be judged, as a filter. */
  readonly required: string | null;
}

/** A known failure of an adapter: an entry of its ledger. */
export interface KnownFailure {
  readonly clause: string;
  readonly reason: string;
  readonly link?: string | undefined;
  readonly expires?: string | undefined;
  readonly signature?: string | undefined;
  readonly replay?: string | undefined;
}

/** Whether a clause speaks against the implementation. */
export const isFailure = (clause: ClauseReport): boolean =>
  clause.verdict === 'failed' || clause.verdict === 'errored' || clause.verdict === 'timedOut';

/** Whether a clause has a verdict of its own: it was neither left out, nor blocked, nor beyond judgement. */
export const isJudged = ({ verdict }: ClauseReport): boolean =>
  verdict !== 'unsupported' && verdict !== 'blocked' && verdict !== 'unjudged';

/** Whether a clause is broken that promises more than the definition: it is told, and speaks against nobody. */
export const isAdvice = (clause: ClauseReport): boolean => clause.verdict === 'advice';
