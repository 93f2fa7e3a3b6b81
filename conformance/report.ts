/** What the judge says of a clause or an operation. Beside pass and fail: why there is no answer, or why it does not count. */
export type Verdict = 'passed' | 'failed' | 'unsupported' | 'blocked' | 'errored' | 'timedOut' | 'known';

/** A failure made small enough to read. */
export interface Counterexample {
  /** What was measured: `c[0, 1]`. */
  readonly what: string;
  readonly expected?: string;
  readonly received?: string;
  readonly ratio: number | null;
  readonly ulp?: number;
  /** The shrunk inputs and calls as code that can be pasted beside the adapter. */
  readonly snippet: string;
  /** The message of the error that the implementation raised, where it did. */
  readonly error?: string;
}

/** The outcome of one law. A ratio that is NaN or infinite is null in JSON. */
export interface ClauseReport {
  /** `linalg.matmul/C1`. */
  readonly id: string;
  readonly law: string;
  readonly verdict: Verdict;
  /** Cases that were executed and counted. */
  readonly cases: number;
  readonly worstRatio: number | null;
  readonly worstUlp: number | null;
  readonly counterexample?: Counterexample;
  /** Token for `tensor-laws replay`. */
  readonly replay?: string;
  /** What the failure most likely means. */
  readonly hint?: string;
  /** Why it is blocked, unsupported or known. */
  readonly reason?: string;
  /** Failures with the same cause carry the same text. */
  readonly cause?: string;
}

export interface OperationReport {
  readonly id: string;
  readonly verdict: Verdict;
  readonly clauses: readonly ClauseReport[];
}

export interface Summary {
  readonly planned: number;
  readonly executed: number;
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
  readonly blocked: number;
  readonly errored: number;
  readonly timedOut: number;
  readonly known: number;
}

/** What `check --json` writes; `report.schema.json` describes it. */
export interface Report {
  readonly tool: 'tensor-laws';
  /** Version of the tool. */
  readonly version: string;
  readonly adapter: { readonly name: string; readonly version: string; readonly path: string };
  readonly dtype: string;
  readonly tier: string;
  readonly seed: number;
  readonly runs: number;
  readonly summary: Summary;
  readonly operations: readonly OperationReport[];
  /** Ledger entries that are stale, expired or name nothing; any of them fails the run. */
  readonly ledgerProblems: readonly string[];
}
