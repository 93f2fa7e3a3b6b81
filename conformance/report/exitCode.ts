import { leastShare, type Report, type Summary } from './report.ts';

/**
 * 0 conforms; 1 does not; 3 nothing was judged, or less ran than was planned, or too little of it could be judged.
 *
 * A clause that cannot be judged by its nature (no bound can be given at this precision) was executed all the same, and is told
 * beside the verdict; but a run most of whose clauses are like that says nothing of the adapter.
 */
export function exitCodeOf({ summary, ledgerProblems }: Pick<Report, 'summary' | 'ledgerProblems'>): 0 | 1 | 3 {
  if (summary.failed + summary.errored + summary.timedOut > 0 || ledgerProblems.length > 0) return 1;
  return isComplete(summary) ? 0 : 3;
}

/** Whether a run judged something, executed all that it planned, and could judge enough of that. */
export function isComplete({ planned, executed, unjudged }: Summary): boolean {
  const judged = executed - unjudged;
  return judged > 0 && executed >= planned && judged >= leastShare * planned;
}
