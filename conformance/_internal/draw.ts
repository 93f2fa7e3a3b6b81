import fc from 'fast-check';
import type { Case, Context, Law, Subject } from '../../properties/law.ts';
import { type Outcome, runCase } from '../runCase.ts';
import type { TracedCall } from '../subject/traced.ts';
import { count, type LawTally, newTally } from './lawTally.ts';

/** A case that fails, with what came of it. */
export interface Failure {
  readonly given: Case;
  readonly outcome: Outcome;
  readonly calls: readonly TracedCall[];
}

/** The stream of cases of a law: `first`, then what the seed draws. */
export interface Cases {
  readonly law: Law;
  readonly on: Subject;
  readonly context: Context;
  readonly seed: number;
  readonly first: readonly Case[];
}

/** A failure, and its place in the stream of cases. */
export interface DrawnFailure extends Failure {
  readonly index: number;
}

export interface Drawn {
  readonly tally: LawTally;
  readonly failures: readonly DrawnFailure[];
}

/** Milliseconds after which a slow counterexample is not made any smaller. */
const shrinkTime = 5_000;
/** Attempts to make smaller what ends the adapter's process or does not end in time. */
const deadlyShrinks = 3;
/** Cases that may be drawn in place of one that does not count. */
const redraws = 10;
/** Cases that do not count after which a law without any that does is given up. */
const fewest = 20;

export const fails = (outcome: Outcome): boolean =>
  outcome.kind === 'broken' || (outcome.kind === 'judged' && !outcome.passed);

const isDeadly = (outcome: Outcome): boolean => outcome.kind === 'broken' && outcome.deadly;

/** What must stay the same while a counterexample shrinks, lest it turns into another failure. */
const formOf = (outcome: Outcome): string =>
  outcome.kind === 'broken' ? `${outcome.verdict} ${outcome.deadly}` : outcome.kind;

/**
 * Draws `runs` cases that count and judges each; a case that is declined, or of which nothing can be judged, is drawn again as
 * one outside of the precondition is, but not for ever. Ends when `enough` says so of a failure, and when a call is deadly.
 *
 * Throws what the law throws.
 */
export async function draw(cases: Cases, runs: number, enough: (failures: number) => boolean): Promise<Drawn> {
  const { law, on, context, seed, first } = cases;
  const tally = newTally();
  const failures: DrawnFailure[] = [];
  let fault: { readonly error: unknown } | undefined;
  let index = -1;
  const property = fc.asyncProperty(law.cases(context), async (given) => {
    index++;
    const judged = await runCase(law, on, context, given).catch((error: unknown) => {
      if (fc.PreconditionFailure.isFailure(error)) tally.excluded++;
      else fault = { error };
    });
    if (judged === undefined) throw new fc.PreconditionFailure(fault !== undefined);
    const { outcome, calls } = judged;
    count(tally, outcome);
    if (fails(outcome)) {
      failures.push({ given, outcome, calls, index });
      if (isDeadly(outcome) || enough(failures.length)) throw new fc.PreconditionFailure(true);
    } else if (outcome.kind !== 'judged') {
      const skipped = tally.declined + tally.unjudged + tally.void;
      throw new fc.PreconditionFailure(tally.cases === 0 && skipped >= Math.max(runs, fewest));
    }
  });
  // A precondition may exclude nearly everything, and a law may be given a single case.
  const maxSkipsPerRun = Math.max(redraws, Math.ceil(200 / runs));
  await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun, examples: examplesOf(first) });
  if (fault !== undefined) throw fault.error;
  return { tally, failures };
}

/**
 * Makes a failure smaller that stands at some place in the stream of cases, in at most so many attempts, among the failures
 * that `keeps` takes for the same one.
 */
export async function shrink(
  cases: Cases,
  failure: DrawnFailure,
  most: number,
  keeps: (given: Case, outcome: Outcome) => boolean,
): Promise<Failure> {
  if (most === 0) return failure;
  const { law, on, context, seed, first } = cases;
  const attemptsLeft = isDeadly(failure.outcome) ? Math.min(deadlyShrinks, most) : most;
  const deadline = Date.now() + shrinkTime;
  let smallest: Failure = failure;
  let attempts = -1;
  let fault: { readonly error: unknown } | undefined;
  const property = fc.asyncProperty(law.cases(context), async (given) => {
    // The case itself: it is known to fail.
    if (++attempts === 0) return false;
    // Everything passes from here on: the search for something smaller ends at once.
    if (fault !== undefined || attempts > attemptsLeft || Date.now() > deadline) return true;
    try {
      const { outcome, calls } = await runCase(law, on, context, given);
      if (outcome.kind === 'broken' && outcome.untried) return true;
      if (!fails(outcome) || formOf(outcome) !== formOf(smallest.outcome) || !keeps(given, outcome)) return true;
      smallest = { given, outcome, calls };
      return false;
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      fault = { error };
      return true;
    }
  });
  await fc.check(property, { seed, numRuns: 1, path: String(failure.index), examples: examplesOf(first) });
  if (fault !== undefined) throw fault.error;
  return smallest;
}

const examplesOf = (first: readonly Case[]): [Case][] => first.map((given) => [given]);
