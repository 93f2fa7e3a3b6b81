import type { Law } from '../../properties/law.ts';
import type { ClauseReport } from '../report/report.ts';
import { isDefining } from './laws.ts';

const failing: readonly string[] = ['failed', 'errored', 'timedOut'];

/**
 * Marks as blocked the failures of laws that need another operation which fails by itself.
 *
 * An operation fails by itself when a law of it fails that needs nothing else that fails. So of two operations that fail only
 * together neither blocks the other, and every blocked clause has a failure to point to. A refusal that does not come blocks
 * nothing. Advice is more than what the operation is defined by, and is blocked where that fails itself.
 */
export function markBlocked(clauses: readonly ClauseReport[], lawOf: (id: string) => Law | undefined): ClauseReport[] {
  const failures = clauses.filter(({ verdict }) => failing.includes(verdict));
  const suspects = new Set(failures.map(({ id }) => operationOf(id)));
  const culprits = new Map<string, string>();
  for (const failure of failures) {
    const { id } = failure;
    const own = operationOf(id);
    const isRefusal = isAboutRefusal(failure, lawOf(id));
    const others = lawOf(id)?.needs.filter((need) => need.id !== own && suspects.has(need.id)) ?? [];
    if (others.length === 0 && !isRefusal && !culprits.has(own)) culprits.set(own, id);
  }
  const broken = new Map(
    failures.filter(({ id }) => isDefining(lawOf(id))).map(({ id }) => [operationOf(id), id] as const),
  );
  return clauses.map((clause) => {
    const basis = clause.verdict === 'advice' ? broken.get(operationOf(clause.id)) : undefined;
    if (basis !== undefined) {
      return { ...clause, verdict: 'blocked', reason: `it is more than the definition promises, and ${basis} fails` };
    }
    if (!failing.includes(clause.verdict) && clause.verdict !== 'advice') return clause;
    const own = operationOf(clause.id);
    const blocker = lawOf(clause.id)?.needs.find((need) => need.id !== own && culprits.has(need.id));
    if (blocker === undefined) return clause;
    return {
      ...clause,
      verdict: 'blocked',
      reason: `it needs ${blocker.id}, which breaks ${culprits.get(blocker.id) ?? ''}`,
    };
  });
}

const pointer = /: see (\S+)$/;

/**
 * Where a clause was not tried and points to one that, in the end, was not tried either, it points to what that points to: so that every
 * chain ends at a failure that is shown.
 */
export function pointedToFailures(clauses: readonly ClauseReport[]): ClauseReport[] {
  const next = new Map(
    clauses.flatMap(({ id, untried, reason = '' }) => {
      const target = untried === true ? pointer.exec(reason)?.[1] : undefined;
      return target === undefined ? [] : [[id, target] as const];
    }),
  );
  const endOf = (id: string, met: ReadonlySet<string>): string => {
    const target = next.get(id);
    return target === undefined || met.has(target) ? id : endOf(target, new Set([...met, target]));
  };
  return clauses.map((clause) =>
    next.has(clause.id)
      ? { ...clause, reason: clause.reason?.replace(pointer, `: see ${endOf(clause.id, new Set([clause.id]))}`) ?? '' }
      : clause,
  );
}

/** Whether a clause is about what must be refused: an operation that refuses too little computes as well as any other. */
const isAboutRefusal = ({ counterexample }: ClauseReport, law: Law | undefined): boolean =>
  counterexample?.expected === 'an error' ||
  law?.clause === 'signature' ||
  law?.clause === 'attributes' ||
  (law !== undefined && Object.hasOwn(law.operation.rejects ?? {}, law.clause));

const operationOf = (clause: string): string => clause.slice(0, clause.indexOf('/'));
