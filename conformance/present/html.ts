import { createHash } from 'node:crypto';
import { causeGroups } from '../judge/_internal/groups.ts';
import { judgedOf } from '../report/exitCode.ts';
import type { Report, Verdict } from '../report/report.ts';
import { isAdvice, isFailure } from '../report/report.ts';
import { escapeMarkup as safe } from './_internal/escape.ts';
import { counted, short } from './_internal/numbers.ts';
import { causeCard, operationCard, ratioBar } from './_internal/pageParts.ts';
import { pageScript } from './_internal/pageScript.ts';
import { pageStyle } from './_internal/pageStyle.ts';
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

/** Causes whose failure is unfolded from the start. */
const unfolded = 3;

/** A report as one HTML file that needs nothing else: no network, no other file, and no script but its own. */
export function html(report: Report): string {
  const { outcome, sentence } = headlineOf(report);
  const { adapter, dtype, tier, runs, seed, version } = report;
  // Only the script of this file runs, whatever text an adapter put into its names and messages.
  const hash = createHash('sha256').update(pageScript).digest('base64');
  return `<!doctype html>
<html lang="en" data-show="${fails(report) ? 'failing' : 'all'}">
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
${profileLines(report.profile)
  .map((line) => `<div class="run">promises ${safe(line)}</div>`)
  .join('')}
${tiles(report)}
</header>
${ledger(report.ledgerProblems)}
${chapters(report)}
${causes(report)}
${advice(report)}
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
  return `<h2>Advice</h2><p class="legend">More than the definition promises: it does not count against the implementation.</p>${groups
    .map((group) => causeCard(group, adapter.path, false))
    .join('\n')}`;
}

function operations(report: Report): string {
  if (report.operations.length === 0) return '<p class="empty">No operation was judged.</p>';
  const choice = (value: 'all' | 'failing') =>
    `<label><input type="radio" name="show" value="${value}"${(value === 'failing') === fails(report) ? ' checked' : ''}> ${value}</label>`;
  return `<div class="tools"><h2>Operations</h2>
<fieldset class="filter" aria-label="Which clauses are shown">${choice('all')}
${choice('failing')}</fieldset></div>
<p class="legend">${ratioBar(0.02)}worst error of a clause in units of what is allowed, logarithmic; the mark is 1.</p>
${fails(report) ? '' : '<p class="none-failing empty">Nothing fails.</p>'}
${report.operations.map((operation) => operationCard(operation, report.adapter.path)).join('\n')}`;
}
