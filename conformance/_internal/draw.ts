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

/** A failure, and how smaller cases follow from its case. */
export interface DrawnFailure extends Failure {
  /** The smaller cases of a case; each comes with what its own smaller ones are found by. */
  readonly smaller: (value: fc.Value<Case>) => Iterable<fc.Value<Case>>;
  readonly value: fc.Value<Case>;
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
  const arbitrary = new Remembering(law.cases(context));
  const property = fc.asyncProperty(arbitrary, async (given) => {
    const judged = await runCase(law, on, context, given).catch((error: unknown) => {
      if (fc.PreconditionFailure.isFailure(error)) tally.excluded++;
      else fault = { error };
    });
    if (judged === undefined) throw new fc.PreconditionFailure(fault !== undefined);
    const { outcome, calls } = judged;
    count(tally, outcome);
    if (fails(outcome)) {
      failures.push({ given, outcome, calls, value: arbitrary.drawn(given), smaller: arbitrary.smaller });
      if (isDeadly(outcome) || enough(failures.length)) throw new fc.PreconditionFailure(true);
    } else if (outcome.kind !== 'judged') {
      const skipped = tally.declined + tally.unjudged + tally.void;
      throw new fc.PreconditionFailure(tally.cases === 0 && skipped >= Math.max(runs, fewest));
    }
  });
  // A precondition may exclude nearly everything, and a law may be given a single case.
  const maxSkipsPerRun = Math.max(redraws, Math.ceil(200 / runs));
  const examples = first.map((given): [Case] => [given]);
  await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun, examples });
  if (fault !== undefined) throw fault.error;
  return { tally, failures };
}

/**
 * An arbitrary that remembers what it drew last, so that a case can be made smaller later: it cannot be drawn again by its place
 * in the stream, because generators that deal their values keep count of what is left.
 */
class Remembering extends fc.Arbitrary<Case> {
  readonly #inner: fc.Arbitrary<Case>;
  #last: fc.Value<Case> | undefined;
  constructor(inner: fc.Arbitrary<Case>) {
    super();
    this.#inner = inner;
  }
  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Case> {
    this.#last = this.#inner.generate(random, biasFactor);
    return this.#last;
  }
  override canShrinkWithoutContext(value: unknown): value is Case {
    return this.#inner.canShrinkWithoutContext(value);
  }
  override shrink(value: Case, context: unknown): fc.Stream<fc.Value<Case>> {
    return this.#inner.shrink(value, context);
  }
  /** The case that was drawn last, with what its smaller ones are found by; an example has nothing of the kind. */
  drawn(given: Case): fc.Value<Case> {
    return this.#last?.value_ === given ? this.#last : new fc.Value(given, undefined);
  }
  readonly smaller = ({ value_, context }: fc.Value<Case>): Iterable<fc.Value<Case>> =>
    context === undefined && !this.canShrinkWithoutContext(value_) ? [] : this.shrink(value_, context);
}

/** Makes a failure smaller, in at most so many attempts, among the failures that `keeps` takes for the same one. */
export async function shrink(
  { law, on, context }: Cases,
  failure: DrawnFailure,
  most: number,
  keeps: (given: Case, outcome: Outcome) => boolean,
): Promise<Failure> {
  const limit = isDeadly(failure.outcome) ? Math.min(deadlyShrinks, most) : most;
  const deadline = Date.now() + shrinkTime;
  let smallest: DrawnFailure = failure;
  for (let attempts = 0; ; ) {
    let found: DrawnFailure | undefined;
    for (const value of failure.smaller(smallest.value)) {
      if (attempts++ >= limit || Date.now() > deadline) return smallest;
      const given = value.value_;
      const judged = await runCase(law, on, context, given).catch((error: unknown) => {
        if (!fc.PreconditionFailure.isFailure(error)) throw error;
      });
      if (judged === undefined) continue;
      const { outcome, calls } = judged;
      if (!fails(outcome) || (outcome.kind === 'broken' && outcome.untried)) continue;
      if (formOf(outcome) !== formOf(smallest.outcome) || !keeps(given, outcome)) continue;
      found = { ...failure, given, outcome, calls, value };
      break;
    }
    if (found === undefined) return smallest;
    smallest = found;
  }
}
