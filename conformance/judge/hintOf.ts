import type { Law, Observation } from '../../properties/law.ts';
import type { Outcome } from './runCase.ts';

const isNotFinite = (text = ''): boolean => /\b(?:NaN|Infinity)\b|not finite/.test(text);

/** Whether a result is lost: NaN or infinity in place of a number. */
export const isLost = ({ expected, received }: Pick<Observation, 'expected' | 'received'>): boolean =>
  isNotFinite(received) && !isNotFinite(expected);

/** What a failure most likely means, where the law says it of a failure of this kind. */
export function hintOf({ hint, hintOfLoss }: Law, outcome: Outcome): string | undefined {
  const isLoss = outcome.kind === 'broken' || (outcome.kind === 'judged' && isLost(outcome.worst));
  return isLoss && !hintOfLoss ? undefined : hint;
}
