import type { Law } from '../../../properties/law.ts';
import type { ClauseReport } from '../../report/report.ts';
import { isFailure } from '../../report/report.ts';
import { findLaw, isDefining, isPlain } from '../laws.ts';
import { failuresOf } from './failuresOf.ts';
import { singlePrecision } from './singlePrecision.ts';

/**
 * How far a law is from what the operation is: its definition or equations, its own clauses, the gradient, what else follows.
 * Where there are equations, its clauses are more than they say.
 */
function rankOf(law: Law | undefined): number {
  if (law === undefined || isDefining(law)) return 0;
  if (!isPlain(law)) return 3;
  return law.gradient ? 2 : Number(law.operation.equations !== undefined);
}

/** The clauses of an operation without the hints of those whose cause a plainer one shares: what layouts mean is idle where the definition fails. */
export function withoutIdleHints(clauses: readonly ClauseReport[]): ClauseReport[] {
  const plainest = new Map<string | undefined, number>();
  for (const failure of clauses.filter(isFailure).flatMap(failuresOf)) {
    const rank = rankOf(findLaw(failure.id));
    plainest.set(failure.cause, Math.min(rank, plainest.get(failure.cause) ?? rank));
  }
  return clauses.map((clause) => {
    if (!isFailure(clause)) return clause;
    const rank = rankOf(findLaw(clause.id));
    const kept = <T extends { readonly hint?: string; readonly cause?: string }>(one: T): T | Omit<T, 'hint'> => {
      const { hint, ...rest } = one;
      return hint === singlePrecision || (plainest.get(one.cause) ?? rank) >= rank ? one : rest;
    };
    const { further } = clause;
    const first = kept(clause);
    return further === undefined ? first : { ...first, further: further.map(kept) };
  });
}
