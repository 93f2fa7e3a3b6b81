import type { AnyOperation } from '../../spec/operation.ts';
import type { ClauseReport, OperationReport } from '../report/report.ts';
import { isAdvice, isFailure } from '../report/report.ts';
import { conditionsOf, special } from './_internal/conditions.ts';
import { evidenceOf } from './_internal/evidence.ts';
import { failuresOf } from './_internal/failuresOf.ts';
import { isClearer } from './_internal/groups.ts';
import { withoutIdleHints } from './_internal/idleHints.ts';
import { raised } from './_internal/raised.ts';
import { singlePrecision } from './_internal/singlePrecision.ts';
import { isLost } from './hintOf.ts';
import { clauseNameOf, findLaw, findOperation, isDefining, isPlain, operationIdOf } from './laws.ts';
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
  /** It says what became of the numbers: they are lost, or have the digits of single precision. */
  readonly symptom?: 'lost' | 'single' | undefined;
  readonly ofGradient?: boolean;
  /** Its case is a known one that no shrinking made smaller: what it has need not be what it takes. */
  readonly fixture?: boolean;
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
  return operations.map((operation) => {
    const reported = operation.clauses.map((clause) => {
      if (clause.verdict === 'blocked') return withCause(clause, clause.reason);
      const [first, ...others] = (expanded.get(clause) ?? []).map((failure) => causes.get(failure));
      const { further } = clause;
      const told = withCause(clause, first);
      return further === undefined ? told : { ...told, further: further.map((one, at) => withCause(one, others[at])) };
    });
    return { ...operation, clauses: withoutIdleHints(reported) };
  });
}

const withCause = <T extends object>(one: T, cause: string | undefined): T =>
  cause === undefined ? one : { ...one, cause };

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
  const base = operation === undefined ? undefined : basePhrase(operation, wrong);
  if (base !== undefined) return [...others, ...wrong.map(({ clause }) => sharing(clause, base))];
  const [shared] = wrong.length > 1 ? common(wrong) : [];
  const roots = wrong.filter(isRoot);
  const grouped = wrong.flatMap((finding): Finding[] => {
    const root = roots.find((one) => accountsFor(one, finding)) ?? finding;
    const condition = shared ?? conditionOf(root);
    // Nothing but that a clause does not hold: it stands for itself.
    if (condition === undefined && !root.telling) return [];
    const { phrase } = root;
    return [
      {
        ...finding,
        phrase,
        key: `${phrase} ${condition ?? ''}`,
        conditions: condition === undefined ? [] : [condition],
      },
    ];
  });
  return [...others, ...grouped];
}

/** What to say of all wrong values of an operation whose definition fails, where it takes no special case to be wrong. */
function basePhrase({ id, equations }: AnyOperation, wrong: readonly Finding[]): string | undefined {
  const plain = wrong.filter(({ clause, ofGradient }) => !ofGradient && isPlain(findLaw(clause.id)));
  if (!plain.some(isOrdinary) || !plain.some(({ clause }) => isDefining(findLaw(clause.id)))) return undefined;
  if (plain.some(({ symptom }) => symptom === 'single')) return `${id} ${symptoms.single}`;
  return `${id} ${equations === undefined ? 'differs from its definition' : 'breaks its defining equations'}`;
}

const symptoms = { lost: 'gives NaN or infinity', single: 'is computed in single precision' } as const;

/** The condition that a finding names; single precision is no matter of the case that shows it. */
const conditionOf = ({ conditions, symptom, fixture }: Finding): string | undefined =>
  symptom === 'single' || fixture === true ? undefined : conditions?.[0];

/** Whether a finding tells so much that it may account for others: what became of the numbers, or when the definition fails. */
const isRoot = (finding: Finding): boolean =>
  finding.symptom === 'single' ||
  (finding.ofGradient !== true &&
    finding.fixture !== true &&
    (finding.symptom === 'lost'
      ? isPlain(findLaw(finding.clause.id))
      : isDefining(findLaw(finding.clause.id)) && conditionOf(finding) !== undefined));

/** Whether a finding accounts for another of the same operation: where that has what it takes, and NaN or infinity where results are lost. */
function accountsFor(root: Finding, { conditions = [], ofGradient }: Finding): boolean {
  if (root.ofGradient === true && ofGradient !== true) return false;
  const needed = conditionOf(root);
  return (
    needed === undefined || conditions.includes(needed) || (root.symptom === 'lost' && conditions.includes(special))
  );
}

const sharing = (clause: ClauseReport, phrase: string): Finding => ({
  clause,
  key: phrase,
  phrase,
  conditions: [],
  wrongValue: false,
  telling: true,
});

const isOrdinary = ({ conditions, symptom, fixture }: Finding): boolean =>
  fixture !== true && (conditions ?? []).length === 0 && symptom !== 'lost';

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
  // What becomes of the operands is told apart from what becomes of the result.
  if (/^untouched/.test(clauseNameOf(clause.id))) return sharing(clause, `${subject} changes what it is given`);
  const symptom =
    clause.hint === singlePrecision
      ? 'single'
      : isLost(counterexample ?? {}) && conditions?.includes(special) !== true
        ? 'lost'
        : undefined;
  const phrase = `${subject} ${symptom === undefined ? 'is wrong' : symptoms[symptom]}`;
  const fixture = clauseNameOf(clause.id).startsWith('golden/');
  const telling = symptom !== undefined || ofGradient;
  return { clause, key: phrase, phrase, conditions, wrongValue: true, telling, symptom, ofGradient, fixture };
}

/** What was accepted that must be refused, or fallen over. */
function acceptance({ id, law, counterexample }: ClauseReport): string {
  const accident = /^an accident, .*?: ('.*')/.exec(counterexample?.received ?? '')?.[1];
  if (accident !== undefined) return `${operationIdOf(id)} falls over what it must refuse: ${accident}`;
  const known: Readonly<Record<string, string>> = {
    signature: 'accepts inputs whose shapes do not fit together',
    attributes: 'accepts attributes outside their domain',
    dtypes: 'accepts inputs of other data types than the signature and the other inputs have',
    special: 'accepts NaN and infinity',
  };
  return known[clauseNameOf(id)] ?? `${operationIdOf(id)} accepts what it must refuse: ${law}`;
}
