import fc from 'fast-check';
import type { Case, Context, Law, Subject } from '../../../properties/law.ts';
import type { TracedCall } from '../../subject/traced.ts';
import { type Outcome, runCase } from '../runCase.ts';
import { count, type LawTally, newTally } from './lawTally.ts';
import type { Sampling } from './sampling.ts';

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
  /** Cases that may be under way at once. */
  readonly atOnce: number;
  /** What is told of every case, where plots are wanted. */
  readonly sampling?: Sampling | undefined;
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

/** What came of a case: an outcome, that the law's precondition excludes it, or that the law itself threw. */
type Tried =
  | { readonly outcome: Outcome; readonly calls: readonly TracedCall[] }
  | { readonly excluded: true }
  | { readonly fault: unknown };

const tried = ({ law, on, context }: Cases, given: Case): Promise<Tried> =>
  runCase(law, on, context, given).catch((error: unknown) =>
    fc.PreconditionFailure.isFailure(error) ? { excluded: true } : { fault: error },
  );

/**
 * Draws `runs` cases that count and judges each; a case that is declined, or of which nothing can be judged, is drawn again as
 * one outside of the precondition is, but not for ever. Ends when `enough` says so of a failure, when a call is deadly, and when
 * one is no longer made.
 *
 * Up to `atOnce` cases are under way together, one at first, so that what hangs is met by few; they are looked at in the order of
 * the stream, whichever is done first. Throws what the law throws.
 */
export async function draw(cases: Cases, runs: number, enough: (failures: number) => boolean): Promise<Drawn> {
  const tally = newTally();
  const failures: DrawnFailure[] = [];
  // A precondition may exclude nearly everything, and a law may be given a single case. What is written down is not drawn again.
  const mostSkipped = cases.law.fixed ? 0 : runs * Math.max(redraws, Math.ceil(200 / runs));
  const stream = streamOf(cases);
  let [width, counted, skipped, place] = [1, 0, 0, -cases.first.length];
  while (counted < runs && skipped <= mostSkipped) {
    const lot: fc.Value<Case>[] = [];
    while (lot.length < Math.min(width, runs - counted)) lot.push(await stream.next());
    const found = await Promise.all(lot.map(({ value_ }) => tried(cases, value_)));
    for (const [position, one] of found.entries()) {
      const own = place++;
      if ('fault' in one) throw one.fault;
      if ('excluded' in one) {
        tally.excluded++;
        skipped++;
        continue;
      }
      const { outcome, calls } = one;
      count(tally, outcome);
      cases.sampling?.add(own, (lot[position] as fc.Value<Case>).value_, outcome);
      if (outcome.kind === 'untried') return { tally, failures };
      if (outcome.kind === 'judged' || outcome.kind === 'broken') counted++;
      else if (++skipped && isGivenUp(tally, runs)) return { tally, failures };
      if (!fails(outcome)) continue;
      // Within the lot.
      const value = lot[position] as fc.Value<Case>;
      failures.push({ given: value.value_, outcome, calls, value, smaller: stream.smaller });
      if (isDeadly(outcome) || enough(failures.length)) return { tally, failures };
    }
    width = Math.min(2 * width, cases.atOnce);
  }
  return { tally, failures };
}

const isGivenUp = ({ cases, declined, unjudged, void: empty }: LawTally, runs: number): boolean =>
  cases === 0 && declined + unjudged + empty >= Math.max(runs, fewest);

/** The case at a place of a law's stream, made again from its seed. */
export async function caseAt(cases: Pick<Cases, 'law' | 'context' | 'seed'>, place: number): Promise<Case> {
  const stream = streamOf({ ...cases, first: [] });
  let value = await stream.next();
  for (let at = 0; at < place; at++) value = await stream.next();
  return value.value_;
}

/** More than any law is given: a stream ends when nobody asks for its next case. */
const endless = 2 ** 31 - 1;

/** The cases of a law one by one, each drawn when it is asked for, with what makes them smaller. Drawn anew they are the same. */
function streamOf({ law, context, seed, first }: Pick<Cases, 'law' | 'context' | 'seed' | 'first'>) {
  const arbitrary = new Remembering(law.cases(context));
  let wanted = Promise.withResolvers<fc.Value<Case>>();
  let resume: (() => void) | undefined;
  // A case passes when the next is asked for; until then no more is drawn.
  const property = fc.asyncProperty(arbitrary, (given) => {
    wanted.resolve(arbitrary.drawn(given));
    return new Promise<void>((resolve) => {
      resume = resolve;
    });
  });
  const examples = first.map((given): [Case] => [given]);
  return {
    next(): Promise<fc.Value<Case>> {
      wanted = Promise.withResolvers();
      if (resume !== undefined) resume();
      else
        Promise.resolve(fc.check(property, { seed, numRuns: endless, examples })).catch((error: unknown) =>
          wanted.reject(error),
        );
      return wanted.promise;
    },
    smaller: arbitrary.smaller,
  };
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
      if (!fails(outcome)) continue;
      if (formOf(outcome) !== formOf(smallest.outcome) || !keeps(given, outcome)) continue;
      found = { ...failure, given, outcome, calls, value };
      break;
    }
    if (found === undefined) return smallest;
    smallest = found;
  }
}
