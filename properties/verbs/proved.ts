import type { Observation } from '../law.ts';
import type { Interval } from './balls.ts';
import { literal, worst } from './compare.ts';

/**
 * A verdict of three on an error that is enclosed, against what is allowed, enclosed as well: proved within it, by the largest error and
 * the least allowance; proved beyond it, by the least error and the largest allowance; or neither, and then nothing was judged.
 */
export function proved(what: string, [least, most]: Interval, [allowed, allowedAtMost]: Interval): Observation {
  if (most <= allowed) return { ratio: most === 0 ? 0 : most / allowed, what };
  if (!(least > allowedAtMost)) return { ratio: 0, what, judged: 0, unjudged: 1 };
  return {
    ratio: least / allowedAtMost,
    what,
    expected: `an error of at most ${literal(allowedAtMost)}`,
    received: `one of at least ${literal(least)}`,
  };
}

/** Nothing that could be decided at this conditioning. */
export const undecidable = (what: string): Observation => ({ ratio: 0, what, judged: 0, unjudged: 1 });

/** Verdicts of all elements as one. */
export const allProved = (what: string, verdicts: readonly Observation[]): Observation => worst(verdicts, what);
