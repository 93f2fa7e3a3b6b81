import { chapterOf } from '../../../spec/operation.ts';
import { isOperation } from '../../judge/laws.ts';
import { isStateClause } from '../../judge/stateClause.ts';
import { isComplete, judgedOf } from '../../report/exitCode.ts';
import { problemsOf, uncoveredOf } from '../../report/problems.ts';
import { type ClauseReport, type OperationReport, type Report, type Verdict, verdicts } from '../../report/report.ts';
import { isDeclined } from './declined.ts';
import { printable } from './escape.ts';
import { counted, durationText, worse } from './numbers.ts';

/** What was judged of a chapter, or of everything. */
export interface Tally {
  readonly name: string;
  readonly operations: number;
  /** Those of the operations that were judged by any clause. */
  readonly judged: number;
  readonly clauses: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The worst ratio of the clauses that passed or failed with a number; infinite where one was NaN. */
  readonly worst: number | undefined;
}

const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Readonly<Record<Verdict, number>>;

/** How each verdict is called where people read it, in the order of the columns. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  passed: 'passed',
  failed: 'failed',
  unsupported: 'unsupported',
  blocked: 'blocked',
  errored: 'errored',
  timedOut: 'timed out',
  known: 'known',
  advice: 'advice',
  unjudged: 'unjudged',
};

/** The ratio that a clause was decided by; undefined where nothing was measured. */
export function decidingRatio(clause: ClauseReport): number | undefined {
  if ((clause.verdict !== 'passed' && clause.verdict !== 'failed') || isStateClause(clause.id)) return undefined;
  return clause.worstRatio ?? undefined;
}

/** Counts operations and the verdicts of their clauses. */
export function tally(name: string, operations: readonly OperationReport[]): Tally {
  const verdicts = { ...none };
  let worst: number | undefined;
  let clauses = 0;
  for (const clause of operations.flatMap((operation) => operation.clauses)) {
    clauses++;
    verdicts[clause.verdict]++;
    worst = worse(worst, decidingRatio(clause));
  }
  const judged = operations.filter((operation) => operation.clauses.some(({ verdict }) => verdict !== 'unsupported'));
  return { name, operations: operations.length, judged: judged.length, clauses, verdicts, worst };
}

/** One tally per chapter, in the order in which they first occur. */
export function tallyChapters(operations: readonly OperationReport[]): readonly Tally[] {
  const chapters = Map.groupBy(operations, ({ id }) => chapterOf(id));
  return [...chapters].map(([chapter, members]) => tally(chapter, members));
}

/** `4/9` where four operations of nine were judged, `9` where all were. */
export const operationsText = ({ operations, judged }: Tally): string =>
  judged === operations ? String(operations) : `${judged}/${operations}`;

/** The verdicts beside passed, failed and unsupported that occur at all. */
export const furtherVerdicts = (total: Tally): readonly Verdict[] =>
  (['blocked', 'errored', 'timedOut', 'known', 'advice', 'unjudged'] as const).filter(
    (verdict) => total.verdicts[verdict] > 0,
  );

/** What became of the clauses that were planned, which is the number that a run begins with. */
export function plannedText({ summary, operations, unknown }: Report): string {
  const { planned, executed, unjudged } = summary;
  const judged = judgedOf(summary);
  // A finding is judged as it comes, and no plan has it.
  const found = operations.flatMap(({ clauses }) => clauses).filter(({ id }) => isStateClause(id)).length;
  const blocked = executed + found - unjudged - judged;
  // What the adapter does not offer or promise, case by case, is taken out of the plan when that is known.
  const declined = operations.flatMap(({ clauses }) => clauses).filter(isDeclined);
  const asked = Math.max(planned, executed) + declined.length;
  const parts = [
    `${judged} judged`,
    blocked <= 0 ? '' : `${blocked} blocked by other failures`,
    unjudged === 0 ? '' : `${unjudged} could not be judged`,
    declined.length === 0 ? '' : `${declined.length} beyond what the adapter offers`,
    executed >= planned ? '' : `${planned - executed} not run`,
  ].filter((part) => part !== '');
  const beyond =
    unknown.length === 0 ? '' : `; not in the specification, and not judged: ${unknown.map(printable).join(', ')}`;
  return `${counted(asked, 'clause')} planned${found === 0 ? '' : `, ${found} more found`}: ${parts.join(', ')}${beyond}`;
}

export interface Headline {
  /** `incomplete` where nothing was judged or less ran than was planned. */
  readonly outcome: 'conforms' | 'breaks' | 'incomplete';
  readonly sentence: string;
}

/** What a run says as a whole, in one word and in one sentence. */
export function headlineOf(report: Report): Headline {
  const { adapter, summary, budget, endedBy, left } = report;
  const name = printable(`${adapter.name} ${adapter.version}`);
  const broken = summary.failed + summary.errored + summary.timedOut;
  const judged = judgedOf(summary);
  if (broken > 0) {
    return {
      outcome: 'breaks',
      sentence: `${name} does not conform: it breaks ${broken} of ${counted(judged, 'clause')} judged.`,
    };
  }
  const problems = problemsOf(report);
  if (problems.length > 0) {
    const told = (['ledger', 'required', 'strict'] as const).flatMap((kind) => {
      const count = problems.filter((problem) => problem.kind === kind).length;
      return count === 0 ? [] : [complaints[kind](count)];
    });
    return { outcome: 'breaks', sentence: `${name} does not conform: ${told.join('; ')}.` };
  }
  if (judged <= 0) return { outcome: 'incomplete', sentence: `${name}: nothing was judged.` };
  if (endedBy !== null) {
    const sentence = `${name} was not judged completely: ${endedBy} ended the run; what was judged holds, ${judged} of ${counted(summary.planned, 'planned clause')}.`;
    return { outcome: 'incomplete', sentence };
  }
  if (!isComplete(report)) {
    const done = summary.executed < summary.planned ? `${summary.executed} of` : `${judged} of`;
    const ended = summary.executed < summary.planned ? 'ran' : 'could be judged';
    const sentence = `${name} was not judged completely: only ${done} ${counted(summary.planned, 'planned clause')} ${ended}.`;
    return { outcome: 'incomplete', sentence };
  }
  const unheld = uncoveredOf(report).length;
  const beside = [
    summary.known === 0 ? '' : `, ${summary.known} known to fail`,
    summary.advice === 0 ? '' : `, ${summary.advice} against advice`,
    summary.unjudged === 0 ? '' : `; ${summary.unjudged} could not be judged`,
    left.length === 0 ? '' : `; ${left.length} were left when the budget of ${durationText(budget ?? 0)} was spent`,
    unheld === 0 ? '' : `; ${counted(unheld, 'clause has', 'clauses have')} no law`,
  ];
  return {
    outcome: 'conforms',
    sentence: `${name} conforms${reach(report)}: ${counted(judged, 'clause')} judged${beside.join('')}.`,
  };
}

const complaints = {
  ledger: (count: number) => `${counted(count, 'entry', 'entries')} of its ledger of known failures no longer hold`,
  required: (count: number) => `${count} of what is required was not judged`,
  strict: (count: number) => `${counted(count, 'warning')}, and --strict was given`,
} as const;

/** On how many of the operations that were asked for: what is absent is not judged, and must not be overlooked. */
function reach({ operations }: Report): string {
  const { judged, operations: all } = tally(
    '',
    operations.filter(({ id }) => isOperation(id)),
  );
  if (all < 2) return '';
  return ` on ${judged === all ? 'all' : `${judged} of`} ${all} operations`;
}
