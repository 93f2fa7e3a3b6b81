import type { FloatDtype } from '../../spec/tensor.ts';
import { isJudged, type OperationReport } from '../report/report.ts';
import { lawsOf, loadOperations, recordIds } from './laws.ts';
import { matcher, patternsOf, reaches } from './plan.ts';

/**
 * What a filter requires and no verdict of its own was given, in sentences that say why: an operation none of whose clauses was
 * judged, or a clause, where the pattern speaks of clauses.
 */
export async function unmetBy(
  filter: string,
  operations: readonly OperationReport[],
  dtype: FloatDtype,
): Promise<readonly string[]> {
  const patterns = patternsOf(filter);
  const required = (onClause: boolean) => patterns.filter((pattern) => pattern.includes('/') === onClause).join(',');
  const [isRequired, reachesClauses, isClauseRequired] = [
    reaches(required(false)),
    reaches(required(true)),
    matcher(required(true)),
  ];
  const clausesOf = new Map(operations.map(({ id, clauses }) => [id, clauses]));
  const unmet = (id: string, why = 'it was not asked for'): string => `${id} is required and was not judged: ${why}`;
  await loadOperations(recordIds.filter(reachesClauses));
  return recordIds.flatMap((id): string[] => {
    const clauses = clausesOf.get(id) ?? [];
    const whole =
      isRequired(id) && !clauses.some(isJudged) ? [unmet(id, clauses.find(({ reason }) => reason)?.reason)] : [];
    if (!reachesClauses(id)) return whole;
    const laws = lawsOf(id).filter((law) => isClauseRequired(law.id) && (law.dtype ?? dtype) === dtype);
    const single = laws.flatMap((law) => {
      const clause = clauses.find((one) => one.id === law.id);
      return clause !== undefined && isJudged(clause) ? [] : [unmet(law.id, clause?.reason)];
    });
    return [...whole, ...single];
  });
}
