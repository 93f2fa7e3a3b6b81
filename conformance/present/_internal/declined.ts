import { nothingJudged } from '../../judge/_internal/lawTally.ts';
import { type ClauseReport, isJudged, type OperationReport } from '../../report/report.ts';

/** Whether a clause was asked case by case, and the adapter or its profile declined every one. */
export const isDeclined = ({ verdict, spent, reason }: ClauseReport): boolean =>
  verdict === 'unsupported' && spent !== undefined && reason !== nothingJudged;

/** Operations that are named where one reason has many. */
const mostNamed = 6;

/**
 * The operations that an adapter names and declines more often than it answers, by the reason that it gives most: what passes of them
 * says little.
 */
export function declinedTexts(operations: readonly OperationReport[]): readonly string[] {
  const found = operations.flatMap(({ id, clauses }) => {
    const declined = clauses.filter(isDeclined);
    if (declined.length <= clauses.filter(isJudged).length) return [];
    const byReason = [...Map.groupBy(declined, ({ reason = '' }) => reason)];
    const [reason] = byReason.reduce((most, next) => (next[1].length > most[1].length ? next : most));
    return [{ id, reason: reason.replace(`${id}: `, '') }];
  });
  return [...Map.groupBy(found, ({ reason }) => reason)].map(([reason, members]) => {
    const names = members.slice(0, mostNamed).map(({ id }) => id);
    const more = members.length > mostNamed ? ` and of ${members.length - mostNamed} more` : '';
    return `most of ${names.join(', ')}${more}: ${reason}`;
  });
}
