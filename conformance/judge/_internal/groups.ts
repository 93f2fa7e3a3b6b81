import type { ClauseReport, OperationReport } from '../../report/report.ts';
import { isFailure } from '../../report/report.ts';
import { isLost } from '../hintOf.ts';
import { findLaw, isDefining } from '../laws.ts';
import { failuresOf } from './failuresOf.ts';
import { singlePrecision } from './singlePrecision.ts';

/** Failures that share one cause, with the one that is easiest to read in front. */
export interface CauseGroup {
  /** Undefined for a failure whose cause nothing tells. */
  readonly cause: string | undefined;
  readonly representative: ClauseReport;
  readonly others: readonly ClauseReport[];
}

const snippetLength = ({ counterexample }: ClauseReport): number =>
  counterexample?.snippet.length ?? Number.POSITIVE_INFINITY;

/** How much a clause says of what is wrong: that others rest on it, or what its numbers are. */
const weightOf = ({ id, hint, counterexample }: ClauseReport): number =>
  2 * Number(isDefining(findLaw(id))) + Number(hint === singlePrecision && isNumber(counterexample?.received));

/** Whether a result is one that digits can be told of: not lost, and not 0. */
const isNumber = (received = ''): boolean => Number.isFinite(Number(received)) && Number(received) !== 0;

/** Whether a clause is easier to learn from than another: one that others rest on, else one with a shorter counterexample. */
export function isClearer(one: ClauseReport, other: ClauseReport): boolean {
  const difference = weightOf(one) - weightOf(other);
  return difference === 0 ? snippetLength(one) < snippetLength(other) : difference > 0;
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
      const others = othersThan(representative, members);
      return [{ cause: first.cause, representative: withHintOfLoss(representative, members), others }];
    });
}

/** The clause that speaks for a group whose results are lost, with what another says of that where it says nothing itself. */
function withHintOfLoss(representative: ClauseReport, members: readonly ClauseReport[]): ClauseReport {
  const isLoss = ({ counterexample }: ClauseReport): boolean => counterexample !== undefined && isLost(counterexample);
  if (representative.hint !== undefined || !isLoss(representative)) return representative;
  const [first, ...rest] = members.filter((member) => member.hint !== undefined && isLoss(member));
  const hint = first && rest.reduce((best, next) => (isClearer(next, best) ? next : best), first).hint;
  return hint === undefined ? representative : { ...representative, hint };
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
