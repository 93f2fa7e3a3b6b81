import type { Context, Law, Observation } from '../../../properties/law.ts';
import type { Counterexample } from '../../report/report.ts';
import type { TracedCall } from '../../subject/traced.ts';
import type { Outcome } from '../runCase.ts';
import { differencesOf } from './differences.ts';
import { isMissedRefusal, reportedRatio } from './lawTally.ts';
import { receivedOf } from './receivedOf.ts';

/** What was measured of a failing case; where that is no number that came out, what came out stands beside it. */
export function measured(
  outcome: Outcome,
  law: Law,
  calls: readonly TracedCall[],
  context: Context,
): Omit<Counterexample, 'snippet'> {
  if (outcome.kind === 'broken') return { what: law.statement, ratio: null, error: outcome.message };
  // Only what was judged or broken fails.
  const { what, ratio, ulp, ...seen }: Observation = outcome.kind === 'judged' ? outcome.worst : { what: '', ratio: 0 };
  const { differences, ...sides } = differencesOf(law, outcome, calls, context);
  const expected = seen.expected ?? sides.expected;
  const came = [seen.received ?? (seen.expected === undefined ? receivedOf(calls) : undefined), sides.received];
  const received = came.filter((text) => text !== undefined).join('; ');
  return {
    what,
    ratio: isMissedRefusal(seen.expected, ratio) ? null : reportedRatio(ratio),
    ...(expected === undefined ? {} : { expected }),
    ...(received === '' ? {} : { received }),
    ...(ulp === undefined || !Number.isFinite(ulp) ? {} : { ulp }),
    ...(differences === undefined ? {} : { differences }),
  };
}
