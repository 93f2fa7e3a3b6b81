import { escapeMarkup as safe } from '../../../conformance/present/_internal/escape.ts';
import { counted, short } from '../../../conformance/present/_internal/numbers.ts';
import { judgedOf } from '../../../conformance/report/exitCode.ts';
import { chapterOf } from '../../../spec/operation.ts';
import { findingKinds } from '../library.ts';
import { countsOf } from './findingsPage.ts';
import { matrixStyle } from './matrixStyle.ts';
import type { FindingRecord, FindingsRecord, OperationRecord, WayRecord } from './record.ts';

/** The libraries beside one another, as one file that needs nothing else; `ids` are the operations in their order. */
export function matrixPage(records: readonly FindingsRecord[], ids: readonly string[]): string {
  const had = ids.filter((id) => records.some(({ ways }) => ways.some((way) => operationIn(way, id) !== undefined)));
  const dates = records.map(({ date }) => date).sort();
  const [first, last] = [dates.at(0), dates.at(-1)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>tensor-laws: libraries judged</title>
<style>${matrixStyle}</style>
</head>
<body>
<main>
<header>
<div class="soft">tensor-laws</div>
<h1>${counted(records.length, 'library', 'libraries')} judged by one specification</h1>
<p class="soft">${counted(had.length, 'operation')}, judged ${first === last ? `on ${first}` : `from ${first} to ${last}`}. A number is the largest
error that was seen, in units of what is allowed. What fails leads to its cause, with the smallest call that shows it.</p>
<ul class="legend">
<li><span class="passed">0.3</span>passes</li>
<li><span class="defect">inf</span>is wrong</li>
<li><span class="limit">2</span>documents a limit, or means something else</li>
<li><span class="unjudged">?</span>could not be judged</li>
<li>empty: not offered</li>
</ul>
</header>
${table(records, had)}
${records.map(librarySection).join('\n')}
</main>
</body>
</html>
`;
}

const operationIn = ({ operations }: WayRecord, id: string): OperationRecord | undefined =>
  operations.find((operation) => operation.id === id);

const addressOf = ({ folder }: FindingsRecord): string => folder.slice(folder.lastIndexOf('/') + 1);

/** The data type is told where a way is judged at several. */
function columnName({ name, dtype }: WayRecord, { ways }: FindingsRecord): string {
  return ways.filter((way) => way.name === name).length > 1 ? `${name} ${dtype}` : name;
}

function table(records: readonly FindingsRecord[], ids: readonly string[]): string {
  const libraries = records.map(
    (record) =>
      `<th scope="colgroup" class="first" colspan="${record.ways.length}"><a href="#${addressOf(record)}">${safe(record.title)}</a>
<div class="soft">${safe(record.version)}</div></th>`,
  );
  const ways = records.flatMap((record) =>
    record.ways.map(
      (way, at) => `<th scope="col"${at === 0 ? ' class="first"' : ''}>${safe(columnName(way, record))}</th>`,
    ),
  );
  const columns = records.reduce((sum, record) => sum + record.ways.length, 0);
  const rows = [...Map.groupBy(ids, chapterOf)].flatMap(([chapter, some]) => [
    `<tr class="chapter"><th scope="rowgroup">${chapter}</th><td colspan="${columns}"></td></tr>`,
    ...some.map((id) => {
      const cells = records.flatMap((record) => record.ways.map((way, at) => cell(record, way, id, at === 0)));
      return `<tr><th scope="row" title="${id}">${id.slice(chapter.length + 1)}</th>${cells.join('')}</tr>`;
    }),
  ]);
  return `<div class="table" tabindex="0">
<table>
<thead>
<tr><th></th>${libraries.join('')}</tr>
<tr><th>operation</th>${ways.join('')}</tr>
</thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`;
}

function cell(record: FindingsRecord, way: WayRecord, id: string, isFirst: boolean): string {
  const operation = operationIn(way, id);
  const border = isFirst ? ' first' : '';
  if (operation === undefined) return `<td${isFirst ? ' class="first"' : ''}></td>`;
  const { failing, findings = [], worst, verdict } = operation;
  const where = `${record.title}, ${columnName(way, record)}: ${id}`;
  if (failing === undefined) {
    const isJudged = verdict === 'passed' || verdict === 'advice';
    const text = isJudged ? (worst === undefined ? 'ok' : short(worst)) : verdict === 'blocked' ? '&ndash;' : '?';
    return `<td class="${isJudged ? 'passed' : 'unjudged'}${border}" title="${safe(`${where} ${verdict}`)}">${text}</td>`;
  }
  const causes = findingKinds.flatMap((one) =>
    record.findings.filter((finding) => finding.kind === one && findings.includes(finding.id)),
  );
  const kind = causes.at(0)?.kind ?? 'defect';
  // Where all numbers are within their bounds it is something else that fails: a shape, an error, a refusal.
  const text = worst === undefined || (worst !== null && worst <= 1) ? 'fails' : short(worst);
  const title = safe(`${where} fails in ${counted(failing.length, 'clause')}`);
  const [first, ...others] = causes.map((finding) => `#${addressOf(record)}.${finding.id}`);
  const more = others.map((href, at) => `<sup><a href="${href}">${at + 2}</a></sup>`).join(' ');
  const shown = first === undefined ? text : `<a href="${first}">${text}</a>`;
  return `<td class="${kind}${border}" title="${title}">${shown}${more === '' ? '' : ` ${more}`}</td>`;
}

function librarySection(record: FindingsRecord): string {
  const { title, version, homepage, date, tool, machine, ways, findings } = record;
  const told = ways.map((way) => {
    const { summary, dtype, operations, says, promises } = way;
    const broken = summary.failed + summary.errored + summary.timedOut;
    return `<p><b>${safe(way.name)}</b>, ${safe(dtype)}. ${prose(says)} ${counted(operations.length, 'operation')}, ${counted(judgedOf(summary), 'clause')} judged, ${broken} fail.${promises.map((line) => `<br><span class="soft">promises ${safe(line)}</span>`).join('')}</p>`;
  });
  return `<section id="${addressOf(record)}">
<h2>${safe(title)} ${safe(version)}</h2>
<p class="soft">Judged on ${safe(date)} by tensor-laws ${safe(tool)} (${safe(machine)}): ${countsOf(findings)}. <a href="${safe(homepage)}">${safe(homepage)}</a></p>
${told.join('\n')}
${findings.map((finding) => article(record, finding)).join('\n')}
</section>`;
}

function article(record: FindingsRecord, finding: FindingRecord): string {
  const { id, kind, title, call, prints, right, cause, link, explains, replay } = finding;
  const clauses = explains.map(
    (one) =>
      `${safe(one.way)} ${safe(one.dtype)}: ${one.clauses.map((clause) => `<code>${safe(clause)}</code>`).join(', ')}`,
  );
  return `<article id="${addressOf(record)}.${id}">
<div class="kind ${kind}">${kind}</div>
<h3>${prose(title)}</h3>
<pre>${safe(call)}</pre>
<p class="soft">prints</p>
<pre>${safe(prints)}</pre>
<p><b>Right.</b> ${prose(right)}</p>
<p><b>Cause.</b> ${prose(cause)}</p>
${link === undefined ? '' : `<p><b>Upstream.</b> <a href="${safe(link)}">${safe(link)}</a></p>`}
<p class="clauses">${clauses.join('<br>')}</p>
${replay === '' ? '' : `<pre>${safe(replay)}</pre>`}
</article>`;
}

/** Text in which what stands between backquotes is code. */
const prose = (text: string): string => safe(text).replace(/`([^`]+)`/g, '<code>$1</code>');
