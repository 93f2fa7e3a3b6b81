import { createHash } from 'node:crypto';
import { causeGroups } from '../judge/_internal/groups.ts';
import { judgedOf } from '../report/exitCode.ts';
import type { OperationReport, Report, Verdict } from '../report/report.ts';
import { isAdvice, isFailure } from '../report/report.ts';
import { escapeMarkup as safe } from './_internal/escape.ts';
import { lawMap } from './_internal/lawMap.ts';
import { counted, short } from './_internal/numbers.ts';
import { anchor, causeCard, operationCard, ratioBar } from './_internal/pageParts.ts';
import { pageScript } from './_internal/pageScript.ts';
import { pageStyle } from './_internal/pageStyle.ts';
import { overviewFigures } from './_internal/scatterFigure.ts';
import {
  furtherVerdicts,
  headlineOf,
  operationsText,
  plannedText,
  type Tally,
  tally,
  tallyChapters,
  verdictNames,
} from './_internal/tally.ts';
import { profileLines } from './profileLines.ts';

/** Verdicts that the page can be narrowed to, beside those that fail. */
const selectable: readonly Verdict[] = ['advice', 'unjudged', 'blocked', 'known', 'passed'];

/** Causes whose failure is unfolded from the start. */
const unfolded = 3;

/** A report as one HTML file that needs nothing else: no network, no other file, and no script but its own. */
export function html(report: Report): string {
  const { outcome, sentence } = headlineOf(report);
  const { adapter, dtype, tier, runs, seed, version } = report;
  // Only the script of this file runs, whatever text an adapter put into its names and messages.
  const hash = createHash('sha256').update(pageScript).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'">
<title>tensor-laws: ${safe(`${adapter.name} ${adapter.version}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main class="${outcome}">
<header>
<div class="brand">tensor-laws ${safe(version)}</div>
<h1>${safe(sentence)}</h1>
<div class="run">${safe(`${dtype}, tier ${tier}, ${counted(runs, 'run')} per law, seed ${seed}`)}, <code>${safe(adapter.path)}</code></div>
<div class="run">${safe(plannedText(report))}</div>
${promises(report)}
${tiles(report)}
</header>
${tools(report)}
${lawMap(report.operations, anchor)}
${ledger(report.ledgerProblems)}
${causes(report)}
${advice(report)}
${overview(report)}
${chapters(report)}
${operations(report)}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** Whether a clause fails: the page opens on these then. */
const fails = ({ operations }: Report): boolean => operations.some(({ clauses }) => clauses.some(isFailure));

function tiles({ summary }: Report): string {
  const always: readonly Verdict[] = ['failed', 'passed', 'unsupported'];
  const others: readonly Verdict[] = ['blocked', 'errored', 'timedOut', 'known', 'advice', 'unjudged'];
  const tile = (name: string, kind: string, count: number) =>
    `<li class="${kind}${count > 0 ? ' some' : ''}"><b>${count}</b><span>${name}</span></li>`;
  const judged = summary.executed >= summary.planned ? 'judged' : `of ${summary.planned} judged`;
  const shown = [...always, ...others.filter((verdict) => summary[verdict] > 0)];
  return `<ul class="tiles">${tile(judged, 'executed', judgedOf(summary))}${shown
    .map((verdict) => tile(verdictNames[verdict], verdict, summary[verdict]))
    .join('')}</ul>`;
}

function ledger(problems: readonly string[]): string {
  if (problems.length === 0) return '';
  return `<h2>Ledger of known failures</h2><ul class="problems">${problems
    .map((problem) => `<li>${safe(problem)}</li>`)
    .join('')}</ul>`;
}

function chapters({ operations }: Report): string {
  if (operations.length === 0) return '';
  const total = tally('all', operations);
  // What fails comes first: on a narrow screen the rest is reached by scrolling.
  const isBad = (verdict: Verdict) => verdict === 'failed' || verdict === 'errored' || verdict === 'timedOut';
  const occurring: readonly Verdict[] = ['failed', ...furtherVerdicts(total)];
  const shown: readonly Verdict[] = [
    ...occurring.filter(isBad),
    'passed',
    ...occurring.filter((verdict) => !isBad(verdict)),
    'unsupported',
  ];
  const heads = ['chapter', ...shown.map((verdict) => verdictNames[verdict]), 'clauses', 'operations', 'worst ratio'];
  const cells = (row: Tally): string => {
    const counts = shown.map((verdict) => {
      const count = row.verdicts[verdict];
      return `<td class="${count === 0 ? 'zero' : isBad(verdict) ? 'bad' : ''}">${count}</td>`;
    });
    const worst = `<td class="${row.worst === undefined || row.worst <= 1 ? '' : 'bad'}">${safe(short(row.worst))}</td>`;
    return `<tr${row.judged === 0 ? ' class="idle"' : ''}><th scope="row">${safe(row.name)}</th>${counts.join('')}<td>${row.clauses}</td><td>${operationsText(row)}</td>${worst}</tr>`;
  };
  return `<h2>Chapters</h2><div class="scroll"><table><thead><tr>${heads
    .map((head) => `<th scope="col">${head}</th>`)
    .join(
      '',
    )}</tr></thead><tbody>${tallyChapters(operations).map(cells).join('')}</tbody><tfoot>${cells(total)}</tfoot></table></div>`;
}

function causes({ operations, adapter }: Report): string {
  const groups = causeGroups(operations);
  if (groups.length === 0) return '';
  return `<h2>What is broken, by cause</h2>${groups
    .map((group, at) => causeCard(group, adapter.path, at < unfolded))
    .join('\n')}`;
}

function advice({ operations, adapter }: Report): string {
  const groups = causeGroups(operations, isAdvice);
  if (groups.length === 0) return '';
  const cards = groups.map((group) => causeCard(group, adapter.path, false)).join('\n');
  return `<h2>Advice</h2><p class="legend">More than the definition promises: it does not count against the implementation.</p><details class="advices"><summary>${counted(groups.length, 'piece')} of advice</summary>${cards}</details>`;
}

/** What the page can be narrowed to; it works without a script. */
function tools(report: Report): string {
  if (report.operations.length === 0) return '';
  const total = tally('all', report.operations);
  const choice = (value: string, name: string) =>
    `<label><input type="radio" name="show" value="${value}"${value === (fails(report) ? 'failing' : 'all') ? ' checked' : ''}> ${name}</label>`;
  const others = selectable.filter((verdict) => total.verdicts[verdict] > 0);
  return `<div class="tools"><fieldset class="filter" aria-label="Which clauses are shown">${choice('all', 'all')}
${choice('failing', 'failing')}
${others.map((verdict) => choice(verdict, verdictNames[verdict])).join('\n')}</fieldset></div>`;
}

function promises({ profile }: Report): string {
  const lines = profileLines(profile);
  if (lines.length === 0) return '';
  return `<details class="promises"><summary>what it promises</summary>${lines
    .map((line) => `<div class="run">promises ${safe(line)}</div>`)
    .join('')}</details>`;
}

function overview(report: Report): string {
  const figures = overviewFigures(report, anchor);
  return figures.length === 0
    ? ''
    : `<h2 id="near">How near the cases came</h2><div class="figures">${figures.join('')}</div>`;
}

function operations(report: Report): string {
  if (report.operations.length === 0) return '<p class="empty">No operation was judged.</p>';
  const isOffered = ({ clauses, uncovered = [] }: OperationReport) =>
    uncovered.length > 0 || clauses.some(({ verdict }) => verdict !== 'unsupported');
  const lacking = report.operations.filter((operation) => !isOffered(operation));
  const rest =
    lacking.length === 0
      ? ''
      : `<details class="operation calm lacking"><summary><span class="name">${counted(lacking.length, 'operation')} that the adapter does not offer</span></summary><ul>${lacking
          .map(({ id }) => `<li id="${anchor(id)}"><code>${safe(id)}</code></li>`)
          .join('')}</ul></details>`;
  return `<h2>Operations</h2>
<p class="legend">${ratioBar(0.02)}worst error of a clause in units of what is allowed, logarithmic; the mark is 1.</p>
${fails(report) ? '' : '<p class="none-failing empty">Nothing fails.</p>'}
${report.operations
  .filter(isOffered)
  .map((operation) => operationCard(operation, report))
  .join('\n')}
${rest}`;
}
