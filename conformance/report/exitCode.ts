import { problemsOf, type Surroundings } from './problems.ts';
import { leastShare, type Report, type Summary } from './report.ts';

/**
 * 0 conforms; 1 does not; 3 nothing was judged, or less ran than was planned, or too little of it could be judged.
 *
 * A clause that cannot be judged by its nature (no bound can be given at this precision) was executed all the same, and is told
 * beside the verdict; but a run most of whose clauses are like that says nothing of the adapter.
 */
export function exitCodeOf(report: Ended & Surroundings): 0 | 1 | 3 {
  const { summary } = report;
  if (summary.failed + summary.errored + summary.timedOut > 0 || problemsOf(report).length > 0) return 1;
  return isComplete(report) ? 0 : 3;
}

/** How many clauses have a verdict of their own: not those that could not be judged, or that the failure of others blocks. */
export const judgedOf = ({ passed, failed, errored, timedOut, known, advice }: Summary): number =>
  passed + failed + errored + timedOut + known + advice;

/** What says whether a run came to its end. */
export type Ended = Pick<Report, 'summary'> & Partial<Pick<Report, 'budget' | 'endedBy' | 'left' | 'shard'>>;

/** Whether a run judged something, executed all that it planned, or that its budget allowed, and could judge enough of that. */
export function isComplete({ summary, budget = null, endedBy = null, left = [], shard = null }: Ended): boolean {
  const judged = judgedOf(summary);
  // Of few clauses a shard may have none.
  if (shard !== null && summary.planned === 0) return true;
  const planned = summary.planned - (budget !== null && endedBy === null ? left.length : 0);
  return judged > 0 && summary.executed >= planned && judged >= leastShare * planned;
}
