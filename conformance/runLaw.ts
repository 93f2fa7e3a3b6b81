import fc from 'fast-check';
import type { Case, Context, Law, Observation, Subject } from '../properties/law.ts';
import { lawSeed } from './_internal/lawSeed.ts';
import type { ClauseReport, Counterexample } from './report.ts';
import { type Outcome, runCase } from './runCase.ts';
import { snippetOf } from './snippet.ts';
import type { TracedCall } from './subject/traced.ts';
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

/** Milliseconds after which a slow counterexample is not made any smaller. */
const shrinkTime = 5_000;
/** Attempts to make smaller what ends the adapter's process or does not end in time. */
const deadlyShrinks = 3;
/** Times that a law is drawn anew when none of its cases could be judged. */
const rounds = 5;

interface Failure {
  readonly given: Case;
  readonly outcome: Outcome;
  readonly calls: readonly TracedCall[];
}

/**
 * Runs one law against an implementation: draws cases, keeps the worst ratio, and makes the first failure smaller.
 *
 * The verdict depends on seed, law and implementation only. Throws when the law itself throws, which is never the
 * implementation's doing.
 */
export async function runLaw(law: Law, on: Subject, context: Context, options: RunOptions): Promise<ClauseReport> {
  const tally = newTally();
  let failure: Failure | undefined;
  for (let round = 0; round < rounds; round++) {
    failure = await draw(law, on, context, { ...options, seed: lawSeed(options.seed, law.id, round) }, tally);
    if (failure !== undefined || tally.cases > 0 || !tally.void) break;
  }
  const head = {
    id: law.id,
    law: law.statement,
    cases: tally.cases,
    worstRatio: finite(tally.ratio),
    worstUlp: finite(tally.ulp),
  };
  if (failure !== undefined) return { ...head, ...failureReport(law, context, options, failure) };
  if (tally.cases > 0) return { ...head, verdict: 'passed' };
  return {
    ...head,
    verdict: 'unsupported',
    reason: tally.unsupported ?? (tally.void ? nothingJudged : nothingApplies),
  };
}

/** The reason of a clause none of whose cases could be judged, though the implementation answered them. */
export const nothingJudged = 'no case that was drawn had anything to compare';

/** The reason of a clause whose precondition excludes every case for this implementation. */
const nothingApplies = 'no case that was drawn applies to this adapter';

interface Tally {
  cases: number;
  ratio: number | undefined;
  ulp: number | undefined;
  unsupported: string | undefined;
  /** Whether a case was checked and gave no observation. */
  void: boolean;
}

const newTally = (): Tally => ({ cases: 0, ratio: undefined, ulp: undefined, unsupported: undefined, void: false });

/** The larger; NaN is larger than anything. */
const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && !(b <= a) && !Number.isNaN(a)) ? b : a;

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

function count(tally: Tally, outcome: Outcome): void {
  if (outcome.kind === 'unsupported') tally.unsupported ??= outcome.message;
  if (outcome.kind === 'void') tally.void = true;
  if (outcome.kind === 'judged' || outcome.kind === 'broken') tally.cases++;
  if (outcome.kind !== 'judged') return;
  for (const { ratio, ulp } of outcome.observations) {
    tally.ratio = larger(tally.ratio, ratio);
    if (ulp !== undefined && Number.isFinite(ulp)) tally.ulp = larger(tally.ulp, ulp);
  }
}

const fails = (outcome: Outcome): boolean =>
  outcome.kind === 'broken' || (outcome.kind === 'judged' && !outcome.passed);

/** What must stay the same while a counterexample shrinks, lest it turns into another failure. */
const kindOf = (outcome: Outcome): string =>
  outcome.kind === 'broken' ? `${outcome.verdict} ${outcome.deadly}` : outcome.kind;

/** Draws cases until one fails, and makes that one smaller. */
async function draw(
  law: Law,
  on: Subject,
  context: Context,
  options: RunOptions,
  tally: Tally,
): Promise<Failure | undefined> {
  const { runs, seed, first = [], shrinks = 400 } = options;
  let smallest: Failure | undefined;
  let attempts = 0;
  let deadline = 0;
  let fault: { readonly error: unknown } | undefined;
  const property = fc.asyncProperty(law.cases(context), async (given) => {
    if (smallest !== undefined || fault !== undefined) {
      const deadly = smallest?.outcome.kind === 'broken' && smallest.outcome.deadly;
      // Everything else passes from here on: the search for something smaller ends at once.
      if (fault !== undefined || attempts >= (deadly ? deadlyShrinks : shrinks) || Date.now() > deadline) return true;
      attempts++;
    }
    try {
      const { outcome, calls } = await runCase(law, on, context, given);
      if (smallest === undefined) count(tally, outcome);
      else if (outcome.kind === 'broken' && outcome.untried) return true;
      if (!fails(outcome) || (smallest !== undefined && kindOf(outcome) !== kindOf(smallest.outcome))) return true;
      if (smallest === undefined) deadline = Date.now() + shrinkTime;
      smallest = { given, outcome, calls };
      return false;
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      fault = { error };
      return false;
    }
  });
  // Cases outside of a law's precondition are drawn again, but not for ever: it may exclude everything.
  const maxSkipsPerRun = Math.max(10, Math.ceil(200 / runs));
  await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun, examples: first.map((given): [Case] => [given]) });
  if (fault !== undefined) throw fault.error;
  return smallest;
}

function failureReport(law: Law, context: Context, options: RunOptions, failure: Failure) {
  const { given, outcome, calls } = failure;
  const snippet = snippetOf(calls, options.adapterPath);
  return {
    verdict: outcome.kind === 'broken' ? outcome.verdict : ('failed' as const),
    counterexample: { ...measured(outcome, law), snippet } satisfies Counterexample,
    replay: encodeToken({ law: law.id, dtype: context.dtype, case: given, seed: options.seed }),
    ...(law.hint === undefined ? {} : { hint: law.hint }),
  };
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
