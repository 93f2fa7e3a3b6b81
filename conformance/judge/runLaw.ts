import type { Case, Context, Law, Subject } from '../../properties/law.ts';
import type { ClauseReport, Counterexample, Verdict } from '../report/report.ts';
import { snippetOf } from '../report/snippet.ts';
import { encodeToken } from '../report/token.ts';
import { type Cases, type DrawnFailure, draw, type Failure, shrink } from './_internal/draw.ts';
import { lawSeed } from './_internal/lawSeed.ts';
import { countsOf, runOf, verdictOf, weigh } from './_internal/lawTally.ts';
import { measured } from './_internal/measured.ts';
import { samplingOf } from './_internal/sampling.ts';
import { isSingle, singlePrecision } from './_internal/singlePrecision.ts';
import { hintOf } from './hintOf.ts';
import { accountsFor, type Kind, kindOf } from './kinds.ts';
import type { Outcome } from './runCase.ts';

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
  /** Most causes of failure that are told apart; cases are drawn on while there may be another. Default 1. */
  readonly causes?: number;
  /**
   * Cases that may be under way at once: their calls cross to a process together. Default 1, for an adapter that is reached by plain
   * calls answers each at once.
   */
  readonly atOnce?: number;
  /** Whether to keep what plots of the cases need. Default false. */
  readonly samples?: boolean;
}

/** Failures that are kept while cases are drawn on. */
const mostFailures = 100;

/**
 * Runs one law against an implementation: draws cases, keeps the worst ratio, and makes the first failure smaller, and after it
 * those that have another cause.
 *
 * The verdict depends on seed, law and implementation only. Throws when the law itself throws, which is never the
 * implementation's doing.
 */
export async function runLaw(law: Law, on: Subject, context: Context, options: RunOptions): Promise<ClauseReport> {
  const { runs, first = [], causes = 1, atOnce = 1, samples = false } = options;
  const sampling = samples ? samplingOf(law) : undefined;
  const cases: Cases = { law, on, context, seed: lawSeed(options.seed, law.id), first, atOnce, sampling };
  const most = causes === 1 ? 1 : mostFailures;
  const { tally, failures } = await draw(cases, runs, (found) => found >= most);
  const [told, ...others] = await distinct(cases, failures, options);
  // What failed is the run to look at.
  if (told?.outcome.kind === 'judged' && told.outcome.observations.some(({ series }) => series !== undefined))
    tally.run = told.outcome.observations;
  // A case that was made smaller may err more than those that were drawn.
  for (const { outcome } of [told, ...others].filter((one) => one !== undefined)) weigh(tally, outcome);
  const head = { id: law.id, law: law.statement, ...countsOf(tally), ...runOf(tally), ...sampling?.result() };
  if (told === undefined) return { ...head, ...verdictOf(tally, runs) };
  const single = context.dtype === 'float64' && isSingle([...failures, told, ...others]);
  const report = (failure: Failure) => failureReport(law, context, options, failure, single);
  const further = others.map(report);
  return {
    ...head,
    ...report(told),
    ...(further.length === 0 ? {} : { further }),
  };
}

/** One failure of each cause, made smaller: those that a smaller one accounts for are left out. */
async function distinct(
  cases: Cases,
  failures: readonly DrawnFailure[],
  { shrinks = 400, causes = 1 }: RunOptions,
): Promise<readonly Failure[]> {
  const { law } = cases;
  const found: Failure[] = [];
  const known: Kind[] = [];
  const isNew = (kind: Kind) => !known.some((one) => accountsFor(one, kind));
  for (const failure of failures) {
    if (found.length === causes) break;
    const drawn = kindOf(law, failure.given, failure.outcome);
    if (!isNew(drawn)) continue;
    // Made smaller it must stay what it is, and not turn into what is known already.
    const small = await shrink(cases, failure, shrinks, (given, outcome) => {
      const kind = kindOf(law, given, outcome);
      return kind.said === drawn.said && isNew(kind);
    });
    found.push(small);
    known.push(kindOf(law, small.given, small.outcome));
  }
  return found;
}

function failureReport(law: Law, context: Context, options: RunOptions, failure: Failure, single: boolean) {
  const { given, outcome, calls } = failure;
  const hint = single ? singlePrecision : hintOf(law, outcome);
  const snippet = snippetOf(calls, options.adapterPath);
  return {
    verdict: failureVerdict(law, outcome),
    counterexample: { ...measured(outcome, law, calls, context), snippet } satisfies Counterexample,
    replay: encodeToken({ law: law.id, dtype: context.dtype, case: given, seed: options.seed }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** What is promised by nobody may be broken; a process that ends or hangs is a failure whatever was asked of it. */
function failureVerdict(law: Law, outcome: Outcome): Verdict {
  if (outcome.kind !== 'broken') return law.advice ? 'advice' : 'failed';
  return law.advice && !outcome.deadly ? 'advice' : outcome.verdict;
}
