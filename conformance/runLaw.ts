import type { Case, Context, Law, Observation, Subject } from '../properties/law.ts';
import { type Cases, draw, type Failure, shrink } from './_internal/draw.ts';
import { lawSeed } from './_internal/lawSeed.ts';
import { countsOf, finite, verdictOf } from './_internal/lawTally.ts';
import type { ClauseReport, Counterexample, Verdict } from './report.ts';
import type { Outcome } from './runCase.ts';
import { snippetOf } from './snippet.ts';
import { encodeToken } from './token.ts';

export interface RunOptions {
  /** Cases to draw. */
  readonly runs: number;
  readonly seed: number;
  /** Path of the adapter, for the code that reproduces a failure. */
  readonly adapterPath: string;
  /** Cases to look at before any is drawn: counterexamples that are known. */
  readonly first?: readonly Case[];
  /** Most attempts to make a counterexample smaller. Default 400. */
  readonly shrinks?: number;
}

/**
 * Runs one law against an implementation: draws cases, keeps the worst ratio, and makes the first failure smaller.
 *
 * The verdict depends on seed, law and implementation only. Throws when the law itself throws, which is never the
 * implementation's doing.
 */
export async function runLaw(law: Law, on: Subject, context: Context, options: RunOptions): Promise<ClauseReport> {
  const { runs, first = [], shrinks = 400 } = options;
  const cases: Cases = { law, on, context, seed: lawSeed(options.seed, law.id), first };
  const { tally, failures } = await draw(cases, runs, () => true);
  const head = { id: law.id, law: law.statement, ...countsOf(tally) };
  const [failure] = failures;
  if (failure === undefined) return { ...head, ...verdictOf(tally, runs) };
  return { ...head, ...failureReport(law, context, options, await shrink(cases, failure, shrinks)) };
}

function failureReport(law: Law, context: Context, options: RunOptions, failure: Failure) {
  const { given, outcome, calls } = failure;
  const snippet = snippetOf(calls, options.adapterPath);
  return {
    verdict: failureVerdict(law, outcome),
    counterexample: { ...measured(outcome, law), snippet } satisfies Counterexample,
    replay: encodeToken({ law: law.id, dtype: context.dtype, case: given, seed: options.seed }),
    ...(law.hint === undefined ? {} : { hint: law.hint }),
  };
}

/** What is promised by nobody may be broken; a process that ends or hangs is a failure whatever was asked of it. */
function failureVerdict(law: Law, outcome: Outcome): Verdict {
  if (outcome.kind !== 'broken') return law.advice ? 'advice' : 'failed';
  return law.advice && !outcome.deadly ? 'advice' : outcome.verdict;
}

function measured(outcome: Outcome, law: Law): Omit<Counterexample, 'snippet'> {
  if (outcome.kind === 'broken') return { what: law.statement, ratio: null, error: outcome.message };
  // Only what was judged or broken fails.
  const { what, expected, received, ratio, ulp }: Observation =
    outcome.kind === 'judged' ? outcome.worst : { what: '', ratio: 0 };
  return {
    what,
    ratio: finite(ratio),
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(ulp === undefined || !Number.isFinite(ulp) ? {} : { ulp }),
  };
}
