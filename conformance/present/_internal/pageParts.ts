import { failuresOf } from '../../judge/_internal/failuresOf.ts';
import type { CauseGroup } from '../../judge/_internal/groups.ts';
import { clauseNameOf, findOperation, findPhenomenon } from '../../judge/laws.ts';
import type { ClauseReport, OperationReport, Report } from '../../report/report.ts';
import { isAdvice, isFailure } from '../../report/report.ts';
import { statementOf } from '../specification.ts';
import { differenceFigure } from './differenceFigure.ts';
import { escapeMarkup as safe } from './escape.ts';
import { explain } from './explain.ts';
import { counted, short, worse } from './numbers.ts';
import { runFigure } from './runFigure.ts';
import { scatterFigures } from './scatterFigure.ts';
import { decidingRatio, verdictNames } from './tally.ts';
import { ulpFigure } from './ulpFigure.ts';

/** The id of an operation or a clause on the page. */
export const anchor = (id: string): string => safe(id.replace(/[^\w.]+/g, '-'));

/** Decades that a bar shows on either side of 1. */
const decades = 4;

/** A ratio as a bar, logarithmic: its middle is what is allowed, its ends are `decades` decades away. */
export function ratioBar(ratio: number | null | undefined, broken = false): string {
  if (ratio === undefined) return '';
  const value = ratio === null || Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
  const share = (Math.log10(value) + decades) / (2 * decades);
  const width = Math.round(1000 * Math.min(Math.max(share, 0), 1)) / 10;
  const bad = value <= 1 && !broken ? '' : ' class="bad"';
  // The number stands beside it.
  return `<span class="bar" aria-hidden="true"><i${bad} style="width:${width}%"></i></span>`;
}

const pasteable = (text: string, kind = ''): string =>
  `<div class="copyable"><pre${kind === '' ? '' : ` class="${kind}"`}><code>${safe(text)}</code></pre></div>`;

/** Everything that is known of one failure. */
function failureBody(clause: ClauseReport, adapterPath: string, titled: boolean): string {
  const { id, statement, snippet, facts, replay, sources } = explain(clause, adapterPath);
  const heading = `<p class="id"><a href="#${anchor(id)}">${safe(id)}</a></p>`;
  const formula = statement === undefined ? '' : `<p class="statement">${safe(statement)}</p>`;
  const entries = sources.length === 0 ? facts : [...facts, ['sources', sources.join('\n')] as const];
  const list = entries.map(([label, text]) => `<dt>${safe(label)}</dt><dd>${safe(text)}</dd>`).join('');
  return [
    titled ? heading + formula : '',
    snippet === undefined ? '' : pasteable(snippet),
    list === '' ? '' : `<dl>${list}</dl>`,
    ...(clause.counterexample?.differences ?? []).map(differenceFigure),
    replay === undefined ? '' : pasteable(replay, 'command'),
  ].join('');
}

/** A cause with the failure that shows it best, and the others that share it. */
export function causeCard(group: CauseGroup, adapterPath: string, open: boolean): string {
  const { cause, representative, others } = group;
  const size = others.length === 0 ? '' : ` <span class="size">${counted(others.length + 1, 'clause')}</span>`;
  const links = others.map(({ id }) => `<a href="#${anchor(id)}">${safe(id)}</a>`).join(', ');
  return `<details class="cause"${open ? ' open' : ''}><summary><span class="name">${safe(
    cause ?? `${representative.id} does not hold`,
  )}${size}</span></summary><div class="failure">${failureBody(representative, adapterPath, true)}${
    links === '' ? '' : `<dl><dt>also</dt><dd>${links}</dd></dl>`
  }</div></details>`;
}

/** How many cases a clause rests on, and how many it does not. */
function evidence({ cases, unjudgedCases, declinedCases }: ClauseReport): string {
  const parts = [
    cases === 0 ? '' : counted(cases, 'case'),
    unjudgedCases === 0 ? '' : `${unjudgedCases} without a bound`,
    declinedCases === 0 ? '' : `${declinedCases} declined`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `<span class="cases">${parts.join(', ')}</span>`;
}

function clauseRow(clause: ClauseReport, adapterPath: string): string {
  const failing = isFailure(clause);
  const statement = statementOf(clause.id) ?? (clause.law === clause.id ? undefined : clause.law);
  const ratio = decidingRatio(clause);
  const number = ratio === undefined ? '' : short(ratio);
  const explanation =
    failing || isAdvice(clause)
      ? `<details class="failure"><summary>what happened</summary>${failuresOf(clause)
          .map((failure) => failureBody(failure, adapterPath, false))
          .join('')}</details>`
      : '';
  return `<li class="clause${failing ? '' : ' calm'}" id="${anchor(clause.id)}"><div class="head">
<span class="verdict ${clause.verdict}">${verdictNames[clause.verdict]}</span>
<div class="what"><b class="mono">${safe(clauseNameOf(clause.id) || clause.id)}</b>${
    statement === undefined ? '' : `<span>${safe(statement)}</span>`
  }${clause.reason === undefined || failing ? '' : `<span class="reason">${safe(clause.reason)}</span>`}</div>
<div class="measure">${ratio === undefined ? '<span></span>' : ratioBar(ratio)}<span class="number${
    ratio === undefined || (ratio !== null && ratio <= 1) ? '' : ' bad'
  }">${safe(number)}</span>${evidence(clause)}</div>
</div>${explanation}${clause.run === undefined ? '' : runFigure(clause.run)}</li>`;
}

/** A clause of the record that no law covers. */
const uncoveredRow = (id: string): string => `<li class="clause calm"><div class="head">
<span class="verdict unjudged">no law</span>
<div class="what"><b class="mono">${safe(clauseNameOf(id))}</b><span>${safe(statementOf(id) ?? '')}</span></div>
<div class="measure"><span></span><span></span></div>
</div></li>`;

/** Known results that came out right, in one row: of that there is no more to say than how near the worst came. */
function knownRow(clauses: readonly ClauseReport[]): string {
  if (clauses.length === 0) return '';
  const ratio = clauses.map(decidingRatio).reduce<number | undefined>(worse, undefined);
  const names = clauses.map(
    ({ id, law }) =>
      `<code id="${anchor(id)}" title="${safe(law)}">${safe(clauseNameOf(id).slice(recorded.length))}</code>`,
  );
  return `<li class="clause calm"><div class="head">
<span class="verdict passed">${verdictNames.passed}</span>
<div class="what"><b>${counted(clauses.length, 'known result')}</b><p>${names.join(' ')}</p></div>
<div class="measure">${ratio === undefined ? '<span></span>' : ratioBar(ratio)}<span class="number">${safe(short(ratio))}</span></div>
</div></li>`;
}

/** What the names of known results begin with. */
const recorded = 'golden/';

/** The laws of an operation that nothing was promised of, in one row. */
function unsupportedRow(clauses: readonly ClauseReport[]): string {
  if (clauses.length === 0) return '';
  const byReason = Map.groupBy(clauses, ({ reason = '' }) => reason);
  const reasons = [...byReason].map(
    ([reason, members]) =>
      `<p>${members.map(({ id }) => `<code id="${anchor(id)}">${safe(clauseNameOf(id) || id)}</code>`).join(' ')}${reason === '' ? '' : ` <span>${safe(reason)}</span>`}</p>`,
  );
  return `<li class="clause calm unasked"><div class="head">
<span class="verdict unsupported">${verdictNames.unsupported}</span>
<div class="what"><b>${counted(clauses.length, 'law')}</b>${reasons.join('')}</div>
<div class="measure"><span></span><span></span></div>
</div></li>`;
}

/** The pictures of an operation, folded; nothing where no case was kept for them. */
function pictures(operation: OperationReport, report: Report): string {
  const figures = [...scatterFigures(operation, report), ulpFigure(operation)].filter((figure) => figure !== '');
  return figures.length === 0
    ? ''
    : `<details class="pictures"><summary>how near the cases came</summary><div class="figures">${figures.join('')}</div></details>`;
}

/** An operation, folded: what it is, how it fared, and its clauses. */
export function operationCard(operation: OperationReport, report: Report): string {
  const { id, clauses, uncovered = [] } = operation;
  const { path } = report.adapter;
  const unasked = clauses.filter(({ verdict }) => verdict === 'unsupported');
  const isKnown = ({ verdict, id }: ClauseReport) => verdict === 'passed' && clauseNameOf(id).startsWith(recorded);
  const asked = clauses.filter((clause) => clause.verdict !== 'unsupported' && !isKnown(clause));
  const failing = clauses.filter(isFailure).length;
  const passed = clauses.filter(({ verdict }) => verdict === 'passed').length;
  const judged = failing + passed;
  const ratio = clauses.map(decidingRatio).reduce<number | undefined>(worse, undefined);
  const signature = findOperation(id)?.signature;
  const claim = findPhenomenon(id)?.claim;
  const score =
    judged === 0
      ? verdictNames[operation.verdict]
      : failing === 0
        ? `${passed} passed`
        : `${failing} of ${judged} broken`;
  const calm = clauses.some(isFailure) ? '' : ' calm';
  return `<details class="operation${calm}" id="${anchor(id)}"><summary><span class="name mono">${safe(id)}</span>
<span class="verdict ${operation.verdict}">${safe(score)}</span>
<span class="measure">${ratio === undefined ? '<span></span><span></span>' : `${ratioBar(ratio, failing > 0)}<span class="number${ratio <= 1 ? '' : ' bad'}">${safe(short(ratio))}</span>`}</span>
${signature === undefined ? '' : `<code class="signature">${safe(signature)}</code>`}${claim === undefined ? '' : `<span class="signature">${safe(claim)}</span>`}</summary>
<ul class="clauses">${[...asked.map((clause) => clauseRow(clause, path)), knownRow(clauses.filter(isKnown)), ...uncovered.map(uncoveredRow), unsupportedRow(unasked)].join('\n')}</ul>${pictures(operation, report)}</details>`;
}
