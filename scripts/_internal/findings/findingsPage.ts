import { counted } from '../../../conformance/present/_internal/numbers.ts';
import { judgedOf } from '../../../conformance/report/exitCode.ts';
import { type FindingKind, findingKinds } from '../library.ts';
import type { FindingRecord, FindingsRecord, WayRecord } from './record.ts';

const headings: Readonly<Record<FindingKind, string>> = {
  defect: 'Defects: it is wrong',
  limit: 'Limits: it documents that it cannot',
  convention: 'Conventions: it documents that it means something else',
};

/** `3 defects, 1 limit`. */
export const countsOf = (findings: readonly Pick<FindingRecord, 'kind'>[]): string =>
  findingKinds
    .map((kind) => [kind, findings.filter((finding) => finding.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => counted(count, kind))
    .join(', ') || 'nothing found';

/** The page of a library, `docs/findings/<name>.md`. */
export function findingsPage(record: FindingsRecord): string {
  const { title, version, homepage, folder, date, tool, machine, ways, findings } = record;
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const parts = [
    `<!-- Written by \`npm run judge -- ${name}\`; what is said of a finding stands in ${folder}/library.ts. -->`,
    `# ${title} ${version}`,
    `Judged on ${date} by tensor-laws ${tool} (${machine}): ${countsOf(findings)}. ` +
      `<${homepage}>; called by [${folder}](../../${folder}). Again: \`npm run judge -- ${name}\`.`,
    [
      '| way | type | operations | clauses judged | passed | failed | advice |',
      '|---|---|---|---|---|---|---|',
      ...ways.map(row),
    ].join('\n'),
    ...ways.map((way) => `**${way.name}**, ${way.dtype}${cases(way)}: ${way.says}${promises(way)}`),
    ...findingKinds.flatMap((kind) => {
      const some = findings.filter((finding) => finding.kind === kind);
      return some.length === 0 ? [] : [`## ${headings[kind]}`, ...some.map((finding) => section(finding, record))];
    }),
    ...unexplained(record),
  ];
  return `${parts.join('\n\n')}\n`;
}

function row({ name, dtype, operations, summary }: WayRecord): string {
  const broken = summary.failed + summary.errored + summary.timedOut;
  const cells = [name, dtype, operations.length, judgedOf(summary), summary.passed, broken, summary.advice];
  return `| ${cells.join(' | ')} |`;
}

const cases = ({ runs }: WayRecord): string => (runs === undefined ? '' : `, ${counted(runs, 'case')} a law`);

const promises = ({ promises }: WayRecord): string =>
  promises.length === 0 ? '' : `\n\n${promises.map((line) => `- ${line.replaceAll('*', '\\*')}`).join('\n')}`;

/** What fails and nobody has looked into, which may be ours. */
function unexplained({ ways, findings }: FindingsRecord): string[] {
  const open = ways.flatMap(({ name, dtype, operations }) => {
    const own = findings.flatMap(({ explains }) => explains.filter((one) => one.way === name && one.dtype === dtype));
    const known = new Set(own.flatMap(({ clauses }) => clauses));
    const failing = operations.flatMap(({ id, failing = [] }) => failing.map((clause) => `${id}/${clause}`));
    const left = failing.filter((clause) => !known.has(clause)).map((clause) => `\`${clause}\``);
    return left.length === 0 ? [] : [`**${name}**, ${dtype}: ${left.join(', ')}`];
  });
  return open.length === 0 ? [] : ['## Not looked into yet: the cause may be ours', ...open];
}

const fences = { JavaScript: 'js', Python: 'python', 'C++': 'cpp' } as const;

function section(finding: FindingRecord, { language }: FindingsRecord): string {
  const { id, title, call, prints, right, cause, link, explains, replay } = finding;
  const clauses = Map.groupBy(explains, (one) => one.clauses.map((clause) => `\`${clause}\``).join(', '));
  return [
    `### <a id="${id}"></a>${title}`,
    fenced(call, fences[language]),
    'prints',
    fenced(prints, ''),
    `**Right.** ${right}`,
    `**Cause.** ${cause}`,
    ...(link === undefined ? [] : [`**Upstream.** <${link}>`]),
    ...[...clauses].map(
      ([text, some]) => `**Clauses** (${some.map(({ way, dtype }) => `${way} ${dtype}`).join('; ')}). ${text}`,
    ),
    ...(replay === '' ? [] : ['**Again.**', fenced(replay, 'sh')]),
  ].join('\n\n');
}

/** A block of code whose fence is longer than any in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
