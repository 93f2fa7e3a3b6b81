import {
  type ClauseReport,
  type KnownFailure,
  type OperationReport,
  type Report,
  type Summary,
  type Verdict,
  verdicts,
} from '../report/report.ts';
import { countsOf, newTally, nothingJudged } from './_internal/lawTally.ts';
import { markBlocked, pointedToFailures } from './blocked.ts';
import { groupByCause } from './causes.ts';
import { findLaw } from './laws.ts';
import { applyLedger } from './ledger.ts';
import type { PlannedOperation } from './plan.ts';

/** Worst first: what an operation is, is the first of these that one of its clauses is. */
const precedence: readonly Verdict[] = [
  'failed',
  'errored',
  'timedOut',
  'blocked',
  'known',
  'advice',
  'passed',
  'unjudged',
  'unsupported',
];

export interface Parts {
  readonly plan: readonly PlannedOperation[];
  /** What the laws that ran gave, by id. */
  readonly results: ReadonlyMap<string, ClauseReport>;
  /** Operations that were found to leave something behind, a failure each; the first of each operation counts. */
  readonly states?: readonly ClauseReport[];
  readonly ledger: readonly KnownFailure[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The outcome of a judgement: what ran, in the order of the plan, with what it blocks, its causes and the ledger. */
export function assemble({
  plan,
  results,
  states = [],
  ledger,
  today,
}: Parts): Pick<Report, 'operations' | 'summary' | 'ledgerProblems'> {
  const laws = plan.flatMap((operation) => operation.laws);
  const clauses = laws.flatMap(({ law, unsupported }): ClauseReport[] => {
    const result = results.get(law.id);
    if (result !== undefined) return [result];
    if (unsupported === undefined) return [];
    return [{ id: law.id, law: law.statement, verdict: 'unsupported', ...countsOf(newTally()), reason: unsupported }];
  });
  const found = [...new Map(states.toReversed().map((state) => [state.id, state])).values()].toReversed();
  const grouped = groupByCause(byOperation(plan, markBlocked(pointedToFailures([...clauses, ...found]), findLaw)));
  const applied = applyLedger(
    grouped.flatMap((operation) => operation.clauses),
    ledger,
    today,
  );
  return {
    operations: byOperation(plan, applied.clauses),
    summary: summaryOf(laws.filter(({ unsupported }) => unsupported === undefined).length, applied.clauses, [
      ...results.values(),
    ]),
    ledgerProblems: applied.problems,
  };
}

function byOperation(plan: readonly PlannedOperation[], clauses: readonly ClauseReport[]): OperationReport[] {
  const groups = Map.groupBy(clauses, ({ id }) => id.slice(0, id.indexOf('/')));
  const planned = plan.map(({ operation: { id } }) => id);
  // An operation that is called by the laws of another one only, and leaves something behind.
  const others = [...groups.keys()].filter((id) => !planned.includes(id));
  return [...planned, ...others].map((id) => {
    const own = groups.get(id) ?? [];
    const planned = plan.find(({ operation }) => operation.id === id);
    const worst = precedence.find((candidate) => own.some((clause) => clause.verdict === candidate)) ?? 'unsupported';
    // Of what was left nothing is known.
    const isLeft = planned?.laws.some(
      ({ law, unsupported }) => unsupported === undefined && !own.some((clause) => clause.id === law.id),
    );
    const verdict = worst === 'unsupported' && isLeft === true ? 'unjudged' : worst;
    const uncovered = planned?.uncovered ?? [];
    return { id, verdict, clauses: own, ...(uncovered.length === 0 ? {} : { uncovered }) };
  });
}

function summaryOf(asked: number, clauses: readonly ClauseReport[], results: readonly ClauseReport[]): Summary {
  const counted = (verdict: Verdict): number => clauses.filter((clause) => clause.verdict === verdict).length;
  // What the adapter declines case by case was never planned; what found nothing to compare was, and judged nothing.
  const declined = results.filter(
    ({ verdict, reason }) => verdict === 'unsupported' && reason !== nothingJudged,
  ).length;
  const planned = asked - declined;
  // What the ledger knows of counts as told, also where it was not tried again.
  const untried = clauses.filter(({ verdict, untried }) => verdict === 'blocked' && untried === true).length;
  const executed = results.filter(({ verdict }) => verdict !== 'unsupported').length - untried;
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, counted(verdict)])) as Record<Verdict, number>;
  return { planned, executed, ...counts };
}
