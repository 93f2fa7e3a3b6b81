import type { ClauseReport, OperationReport } from '../../report/report.ts';
import { isFailure } from '../../report/report.ts';
import { findLaw, isDefining } from '../laws.ts';
import { failuresOf } from './failuresOf.ts';

/** Failures that share one cause, with the one that is easiest to read in front. */
export interface CauseGroup {
  /** Undefined for a failure whose cause nothing tells. */
  readonly cause: string | undefined;
  readonly representative: ClauseReport;
  readonly others: readonly ClauseReport[];
}

const snippetLength = ({ counterexample }: ClauseReport): number =>
  counterexample?.snippet.length ?? Number.POSITIVE_INFINITY;

/** Whether a clause is easier to learn from than another: one that others rest on, else one with a shorter counterexample. */
export function isClearer(one: ClauseReport, other: ClauseReport): boolean {
  const [basic, otherBasic] = [one, other].map(({ id }) => isDefining(findLaw(id)));
  return basic === otherBasic ? snippetLength(one) < snippetLength(other) : basic === true;
}

/** Failures, or those clauses that `select` takes, by cause, the widest first; the clearest speaks for its group. */
export function causeGroups(
  operations: readonly OperationReport[],
  select: (clause: ClauseReport) => boolean = isFailure,
): readonly CauseGroup[] {
  const failures = operations.flatMap((operation) => operation.clauses.filter(select).flatMap(failuresOf));
  const byCause = Map.groupBy(failures, ({ cause, id, replay }) => cause ?? `\n${id} ${replay}`);
  return [...byCause.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((members) => {
      const [first, ...rest] = members;
      if (first === undefined) return [];
      const representative = rest.reduce((best, next) => (isClearer(next, best) ? next : best), first);
      const hint = representative.hint ?? hintAmong(members);
      const spoken = hint === undefined ? representative : { ...representative, hint };
      return [{ cause: first.cause, representative: spoken, others: othersThan(representative, members) }];
    });
}

/** What a member says that its failure most likely means, where the one that speaks for all has nothing to say: written laws know more. */
function hintAmong(members: readonly ClauseReport[]): string | undefined {
  const telling = members.filter(({ hint }) => hint !== undefined);
  const one = telling.find(({ id }) => /\/C\d+$/.test(id)) ?? telling[0];
  return one === undefined ? undefined : `${one.hint} (${one.id})`;
}

/** The other clauses of a group, each once. */
const othersThan = ({ id }: ClauseReport, members: readonly ClauseReport[]): readonly ClauseReport[] =>
  [...new Map(members.map((member) => [member.id, member])).values()].filter((member) => member.id !== id);

/** Ids of clauses without repeating the operation: `linalg.dot/C1, C2; linalg.outer/C1`. */
export function joinIds(clauses: readonly ClauseReport[]): string {
  const byOperation = Map.groupBy(clauses, ({ id }) => id.slice(0, id.indexOf('/')));
  return [...byOperation]
    .map(([operation, members]) => `${operation}/${members.map(({ id }) => id.slice(operation.length + 1)).join(', ')}`)
    .join('; ');
}
