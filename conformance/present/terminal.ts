import { chapterOf } from '../../spec/operation.ts';
import { type CauseGroup, causeGroups, joinIds } from '../judge/_internal/groups.ts';
import { problemsOf, uncoveredOf, warningsOf } from '../report/problems.ts';
import type { ClauseReport, OperationReport, Report } from '../report/report.ts';
import { isAdvice } from '../report/report.ts';
import { declinedTexts } from './_internal/declined.ts';
import { printable } from './_internal/escape.ts';
import { failureLines, hanging } from './_internal/failureLines.ts';
import { counted } from './_internal/numbers.ts';
import { type Paint, paint } from './_internal/paint.ts';
import { chapterTable } from './_internal/table.ts';
import { headlineOf, plannedText } from './_internal/tally.ts';
import { indent, wrap } from './_internal/text.ts';
import { profileLines } from './profileLines.ts';
import { statementOf } from './specification.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns; text is wrapped to it, code and commands are not, so that they can be pasted. */
  readonly width: number;
  /** How many causes of failure are explained; 3 where it is not said. */
  readonly explain?: number;
  /** The page that the report is written to as well. */
  readonly page?: string;
}

const narrowest = 40;
/** Operations that are listed where an adapter lacks them. */
const mostNeeded = 8;

/** A report for the terminal: the first causes of failure explained, then a table of the chapters and the verdict. */
export function terminal(report: Report, options: TerminalOptions): string {
  const pen = paint(options.color);
  const width = Math.max(options.width, narrowest);
  const groups = causeGroups(report.operations);
  const shown = groups.slice(0, Math.max(options.explain ?? 3, 0));
  const sections = [
    ...shown.map((group, at) => explained(group, at + 1, report.adapter.path, pen, width)),
    remaining(groups.slice(shown.length), shown.length > 0, options.page, pen, width),
    advice(report, pen, width),
    blocked(report.operations, pen, width),
    unjudged(report.operations, pen, width),
    left(report, pen, width),
    uncovered(report.operations, pen, width),
    declined(report.operations, pen, width),
    lacking(report.operations, pen, width),
    problemsOf(report).flatMap(({ kind, text }) => hanging(kind, pen.red, printable(text), width)),
    report.strict ? [] : warningsOf(report).flatMap((text) => hanging('warning', pen.yellow, printable(text), width)),
    chapterTable(report.operations, pen, width),
    profileLines(report.profile).flatMap((line, at) =>
      hanging(at === 0 ? 'promises' : '', pen.dim, printable(line), width),
    ),
    verdict(report, pen, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** One failure for the terminal: what `replay` prints of the clause that it ran. */
export const terminalFailure = (clause: ClauseReport, adapterPath: string, options: TerminalOptions): string =>
  `${failureLines(clause, adapterPath, paint(options.color), Math.max(options.width, narrowest), true).join('\n')}\n`;

function explained(group: CauseGroup, number: number, path: string, pen: Paint, width: number): readonly string[] {
  const [first = '', ...more] = wrap(`${number}. ${headingOf(group)}`, width);
  return [
    ...[first, ...indent(more, 3)].map((line) => pen.bold(pen.red(line))),
    ...failureLines(group.representative, path, pen, width),
    ...alsoIn(group, pen, width),
  ];
}

const alsoIn = ({ cause, others }: CauseGroup, pen: Paint, width: number): readonly string[] =>
  cause === undefined || others.length === 0 ? [] : hanging('also', pen.dim, joinIds(others), width);

function headingOf({ cause, representative, others }: CauseGroup): string {
  const text = printable(cause ?? `${representative.id} does not hold`);
  return others.length === 0 ? text : `${text} (${counted(others.length + 1, 'clause')})`;
}

/** What is left when the first causes are explained: one line each, ten at most. */
function remaining(
  groups: readonly CauseGroup[],
  further: boolean,
  page: string | undefined,
  pen: Paint,
  width: number,
): readonly string[] {
  if (groups.length === 0) return [];
  const listed = groups.slice(0, 10);
  return [
    pen.bold(
      `${counted(groups.length, further ? 'further cause' : 'cause', further ? 'further causes' : 'causes')} of failure:`,
    ),
    ...listed.flatMap((group) => {
      const where = group.cause === undefined ? '' : `, as in ${group.representative.id}`;
      const [first = '', ...more] = wrap(headingOf(group) + where, width - 4);
      return [`  - ${first}`, ...indent(more, 4)];
    }),
    ...(groups.length > listed.length ? [`  - and ${groups.length - listed.length} more`] : []),
    ...hanging(
      '',
      pen.dim,
      `each with its counterexample: ${page ?? 'check --html <file>'}, or check --all`,
      width,
      2,
    ).map(pen.dim),
  ];
}

/** What is broken that nobody promises: the first in full, and a line for each of the others. */
function advice({ operations, adapter }: Report, pen: Paint, width: number): readonly string[] {
  const groups = causeGroups(operations, isAdvice);
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const line = (group: CauseGroup) => hanging('advice', pen.yellow, headingOf(group), width);
  return [
    pen.bold('Advice: more than the definition promises; it does not count against the implementation.'),
    ...line(first),
    ...failureLines(first.representative, adapter.path, pen, width),
    ...alsoIn(first, pen, width),
    ...others.flatMap(line),
  ];
}

/** What was answered but could not be judged, so that nothing passes for more than it is. */
function unjudged(operations: readonly OperationReport[], pen: Paint, width: number): readonly string[] {
  const clauses = operations.flatMap((operation) => operation.clauses).filter(({ verdict }) => verdict === 'unjudged');
  return clauses.flatMap(({ id, reason }) =>
    hanging('unjudged', pen.yellow, `${id}: ${printable(reason ?? '')}`, width),
  );
}

/** Operations of which clauses were left, listed at the most. */
const mostLeft = 12;

/** What was not judged because the run was ended before: the operations, with how much of them. */
function left({ left: ids, endedBy }: Report, pen: Paint, width: number): readonly string[] {
  if (ids.length === 0) return [];
  const byOperation = [...Map.groupBy(ids, (id) => id.slice(0, id.indexOf('/')))];
  const names = byOperation.slice(0, mostLeft).map(([id, clauses]) => `${id} (${clauses.length})`);
  const more = byOperation.length - names.length;
  const text = `${counted(ids.length, 'clause')} not judged, ${endedBy ?? 'the budget was spent'}: ${names.join(', ')}${
    more > 0 ? ` and of ${counted(more, 'operation')} more: see --json` : ''
  }`;
  return hanging('left', pen.yellow, text, width);
}

/** Clauses of the records that no law covers: what they promise was not judged. */
function uncovered(operations: readonly OperationReport[], pen: Paint, width: number): readonly string[] {
  return uncoveredOf({ operations }).flatMap((id) =>
    hanging('no law', pen.yellow, `${id}: ${statementOf(id) ?? ''}`, width),
  );
}

/** What the adapter names and mostly declines, so that nobody takes it for judged. */
function declined(operations: readonly OperationReport[], pen: Paint, width: number): readonly string[] {
  return declinedTexts(operations).flatMap((text) => hanging('declined', pen.yellow, printable(text), width));
}

/** What programs and phenomena need that the adapter does not offer, a line for each of the two. */
function lacking(operations: readonly OperationReport[], pen: Paint, width: number): readonly string[] {
  return ['programs', 'phenomena'].flatMap((chapter) => {
    const all = operations.filter(({ id }) => chapterOf(id) === chapter);
    const without = all.filter(({ verdict }) => verdict === 'unsupported');
    const needed = without.flatMap(({ clauses }) =>
      clauses.flatMap(({ reason = '' }) => /^the adapter has no ((?:gradient of )?[\w.]*\w)/.exec(reason)?.[1] ?? []),
    );
    if (needed.length === 0) return [];
    const listed = [...new Set(needed)];
    const names = listed.length <= mostNeeded ? listed : [...listed.slice(0, mostNeeded), '..'];
    return hanging(
      'lacking',
      pen.yellow,
      `${without.length} of ${all.length} ${chapter} need ${names.join(', ')}`,
      width,
    );
  });
}

function blocked(operations: readonly OperationReport[], pen: Paint, width: number): readonly string[] {
  const clauses = operations.flatMap((operation) => operation.clauses).filter(({ verdict }) => verdict === 'blocked');
  const byReason = Map.groupBy(clauses, ({ cause, reason }) => cause ?? reason ?? 'blocked');
  return [...byReason].flatMap(([reason, members]) =>
    hanging('blocked', pen.yellow, `${counted(members.length, 'clause')}: ${printable(reason)}`, width),
  );
}

function verdict(report: Report, pen: Paint, width: number): readonly string[] {
  const { outcome, sentence } = headlineOf(report);
  const colour = { conforms: pen.green, breaks: pen.red, incomplete: pen.yellow }[outcome];
  const { dtype, tier, seed, runs, version, environment, shard } = report;
  const part = shard === null ? '' : `, shard ${shard.index} of ${shard.of}`;
  const { node, platform, arch } = environment;
  return [
    ...wrap(sentence, width).map((line) => pen.bold(colour(line))),
    ...wrap(plannedText(report), width).map(pen.dim),
    ...wrap(`${dtype}, tier ${tier}, ${counted(runs, 'run')} per law, seed ${seed}${part}`, width).map(pen.dim),
    ...wrap(`tensor-laws ${version}, Node ${node.replace(/^v/, '')}, ${platform} ${arch}`, width).map(pen.dim),
  ];
}
