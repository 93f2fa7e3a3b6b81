import type { AnyOperation } from '../../spec/operation.ts';
import type { ClauseReport, OperationReport } from '../report/report.ts';
import { isAdvice, isFailure } from '../report/report.ts';
import { conditionsOf, special } from './_internal/conditions.ts';
import { evidenceOf } from './_internal/evidence.ts';
import { failuresOf } from './_internal/failuresOf.ts';
import { isClearer } from './_internal/groups.ts';
import { raised } from './_internal/raised.ts';
import { isLost } from './hintOf.ts';
import { clauseNameOf, findLaw, findOperation, isDefining, operationIdOf } from './laws.ts';
import { stateClause } from './stateClause.ts';

/** Why a clause failed, as far as the evidence goes. */
interface Finding {
  readonly clause: ClauseReport;
  /** Findings with the same key share their cause. */
  readonly key: string;
  /** `rejects valid input`, `the gradient of layers.relu is wrong`. */
  readonly phrase: string;
  /** What the implementation said. */
  readonly message?: string | undefined;
  /** What the shrunk case still needs in order to fail; undefined where the case does not tell. */
  readonly conditions: readonly string[] | undefined;
  /** A wrong value, which a basic law that fails on an ordinary case explains; an error or a missing refusal is not. */
  readonly wrongValue: boolean;
  /** The phrase says more than that the clause does not hold. */
  readonly telling: boolean;
}

/**
 * Fills in the cause of every clause that failed, was blocked or broke advice, by evidence alone: the error that was raised, a basic law
 * of the same operation that fails already, what the shrunk cases still need in order to fail.
 *
 * A cause is a sentence. Clauses with the same sentence stand together, across operations too, where they raise one error.
 */
export function groupByCause(operations: readonly OperationReport[]): OperationReport[] {
  const expanded = new Map(
    operations.flatMap(({ clauses }) => clauses.map((clause) => [clause, failuresOf(clause)] as const)),
  );
  const causes = new Map<ClauseReport, string>();
  // What breaks advice explains no failure, and is explained by none.
  const findings = [isFailure, isAdvice].flatMap((select) =>
    operations.flatMap(({ id, clauses }) =>
      explained(findOperation(id), clauses.flatMap((clause) => expanded.get(clause) ?? []).filter(select)),
    ),
  );
  for (const members of Map.groupBy(findings, ({ key, clause }) => `${isAdvice(clause)} ${key}`).values()) {
    const sentence = sentenceOf(members);
    for (const { clause } of members) causes.set(clause, sentence);
  }
  const withCause = <T extends object>(one: T, cause: string | undefined): T =>
    cause === undefined ? one : { ...one, cause };
  return operations.map((operation) => ({
    ...operation,
    clauses: operation.clauses.map((clause) => {
      if (clause.verdict === 'blocked') return withCause(clause, clause.reason);
      const [first, ...others] = (expanded.get(clause) ?? []).map((failure) => causes.get(failure));
      const { further } = clause;
      const told = withCause(clause, first);
      return further === undefined ? told : { ...told, further: further.map((one, at) => withCause(one, others[at])) };
    }),
  }));
}

/** What the members of a group have in common. */
function sentenceOf(members: readonly Finding[]): string {
  const [first] = members;
  if (first === undefined) return '';
  // Messages that share a cause may differ in their numbers: those are told that stand in the case that is shown.
  const { phrase, message: said } = members.reduce((best, next) => (isClearer(next.clause, best.clause) ? next : best));
  const [condition] = common(members);
  const happened = condition === undefined ? phrase : `${phrase} ${condition}`;
  return said === undefined ? happened : `${happened}: ${said}`;
}

const common = (members: readonly Finding[]): readonly string[] => {
  const [first = [], ...rest] = members.flatMap(({ conditions }) => (conditions === undefined ? [] : [conditions]));
  return first.filter((condition) => rest.every((conditions) => conditions.includes(condition)));
};

/** The findings of one operation; a failure that nothing explains has none. */
function explained(operation: AnyOperation | undefined, failures: readonly ClauseReport[]): readonly Finding[] {
  const findings = failures.map((clause) => findingOf(clause, operation));
  const wrong = findings.filter(({ wrongValue }) => wrongValue);
  const others = findings.filter(({ wrongValue }) => !wrongValue);
  const base =
    operation !== undefined && wrong.some((finding) => isOrdinary(finding) && isDefining(findLaw(finding.clause.id)));
  if (base) {
    const phrase = `${operation.id} ${operation.equations === undefined ? 'differs from its definition' : 'breaks its defining equations'}`;
    return [...others, ...wrong.map(({ clause }) => sharing(clause, phrase))];
  }
  const [shared] = wrong.length > 1 ? common(wrong) : [];
  const grouped = wrong.flatMap((finding): Finding[] => {
    const condition = shared ?? finding.conditions?.[0];
    // Nothing but that a clause does not hold: it stands for itself.
    if (condition === undefined && !finding.telling) return [];
    const { phrase } = finding;
    return [
      { ...finding, key: `${phrase} ${condition ?? ''}`, conditions: condition === undefined ? [] : [condition] },
    ];
  });
  return [...others, ...grouped];
}

const sharing = (clause: ClauseReport, phrase: string): Finding => ({
  clause,
  key: phrase,
  phrase,
  conditions: [],
  wrongValue: false,
  telling: true,
});

const isOrdinary = ({ conditions, telling }: Finding): boolean => (conditions ?? []).length === 0 && !telling;

/** What one failure says by itself. */
function findingOf(clause: ClauseReport, operation: AnyOperation | undefined): Finding {
  const { counterexample, verdict } = clause;
  const id = operationIdOf(clause.id);
  if (clauseNameOf(clause.id) === stateClause) {
    const ends = counterexample?.error !== undefined;
    return sharing(clause, ends ? `${id} ends its process after some calls` : `state carried over from ${id}`);
  }
  const ofGradient = findLaw(clause.id)?.gradient === true;
  const subject = ofGradient ? `the gradient of ${id}` : id;
  if (verdict === 'timedOut') return sharing(clause, `${id} does not end within the time limit`);
  const evidence = evidenceOf(clause);
  const conditions = operation === undefined || evidence === undefined ? undefined : conditionsOf(operation, evidence);
  if (counterexample?.error !== undefined) {
    const { phrase, message, withoutNumbers } = raised(counterexample.error, clause);
    return {
      clause,
      phrase,
      message,
      key: `${phrase}: ${withoutNumbers}`,
      conditions,
      wrongValue: false,
      telling: true,
    };
  }
  if (counterexample?.expected === 'an error') return sharing(clause, acceptance(clause));
  const lost = isLost(counterexample ?? {}) && conditions?.includes(special) !== true;
  const phrase = `${subject} ${lost ? 'gives NaN or infinity' : 'is wrong'}`;
  return { clause, key: phrase, phrase, conditions, wrongValue: true, telling: lost || ofGradient };
}

/** What was accepted that must be refused, or fallen over. */
function acceptance({ id, law, counterexample }: ClauseReport): string {
  const accident = /^an accident, .*?: ('.*')/.exec(counterexample?.received ?? '')?.[1];
  if (accident !== undefined) return `${operationIdOf(id)} falls over what it must refuse: ${accident}`;
  const known: Readonly<Record<string, string>> = {
    signature: 'accepts inputs whose shapes do not fit together',
    attributes: 'accepts attributes outside their domain',
    special: 'accepts NaN and infinity',
  };
  return known[clauseNameOf(id)] ?? `${operationIdOf(id)} accepts what it must refuse: ${law}`;
}
