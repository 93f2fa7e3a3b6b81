import type { Law, Observation } from '../../properties/law.ts';
import { isEngineMessage, saysUnsupported } from '../subject/accident.ts';
import type { Outcome } from './runCase.ts';

const isNotFinite = (text = ''): boolean => /\b(?:NaN|Infinity)\b|not finite/.test(text);

/** Whether a result is lost: NaN or infinity in place of a number. */
export const isLost = ({ expected, received }: Pick<Observation, 'expected' | 'received'>): boolean =>
  isNotFinite(received) && !isNotFinite(expected);

const notOffered =
  'where the library does not offer this, the adapter throws an error whose name is Unsupported, and it counts as that';

/** What a failure most likely means, where the law says it of a failure of this kind. */
export function hintOf({ hint, hintOfLoss }: Law, outcome: Outcome): string | undefined {
  // An engine that fell over something names it, and a malformed result is told as it is.
  if (outcome.kind === 'broken' && (outcome.verdict === 'failed' || isEngineMessage(outcome.message))) return undefined;
  if (outcome.kind === 'broken' && outcome.verdict === 'errored' && saysUnsupported(outcome.message)) return notOffered;
  const isLoss = outcome.kind === 'broken' || (outcome.kind === 'judged' && isLost(outcome.worst));
  return isLoss && !hintOfLoss ? undefined : hint;
}
