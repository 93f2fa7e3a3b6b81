import { chapterOf } from '../../../spec/operation.ts';
import { clauseNameOf } from '../../judge/laws.ts';
import { type ClauseReport, isFailure, type OperationReport, type Verdict } from '../../report/report.ts';
import { escapeMarkup as safe } from './escape.ts';
import { counted, short, worse } from './numbers.ts';
import { decidingRatio, verdictNames } from './tally.ts';

/** Operations that a law needs to have for a column of its own, where there are so many that columns are dear. */
const [fewest, manyOperations] = [5, 20];

/** Which verdict a cell of several clauses shows, the first of these that one of them has. */
const precedence: readonly Verdict[] = [
  'failed',
  'errored',
  'timedOut',
  'blocked',
  'advice',
  'known',
  'unjudged',
  'passed',
  'unsupported',
];

/** What stands in a cell where no number does. */
const marks: Readonly<Record<Verdict, string>> = {
  passed: '',
  failed: '✗',
  errored: '!',
  timedOut: 'T',
  blocked: 'B',
  advice: 'A',
  known: 'K',
  unjudged: '?',
  unsupported: '',
};

/** Laws that stand together: those that records number, and the known results. */
function columnOf({ id }: ClauseReport): string {
  const name = clauseNameOf(id);
  if (name.startsWith('golden/')) return 'known results';
  const kind = /^([CRE])\d+$/.exec(name)?.[1];
  return kind === undefined ? name : ({ C: 'own clauses', R: 'own refusals', E: 'errata' }[kind] ?? name);
}

interface Row {
  readonly operation: OperationReport;
  readonly cells: ReadonlyMap<string, readonly ClauseReport[]>;
}

/**
 * Every operation by every law, a cell each: its colour and its text say verdict and ratio, and it leads to the clause. Laws that few
 * operations have share the last column, and what an adapter offers nothing of has no row.
 */
export function lawMap(operations: readonly OperationReport[], anchor: (id: string) => string): string {
  const judged = operations.filter(({ clauses }) => clauses.some(({ verdict }) => verdict !== 'unsupported'));
  if (judged.length === 0) return '';
  const counts = new Map<string, number>();
  for (const { clauses } of judged) {
    for (const name of new Set(clauses.filter(({ verdict }) => verdict !== 'unsupported').map(columnOf)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isRare = (name: string) => judged.length > manyOperations && (counts.get(name) ?? 0) < fewest;
  const named = [...counts.keys()].filter((name) => !isRare(name)).sort(byWeight(counts));
  const columns = [...counts.keys()].some(isRare) ? [...named, 'others'] : named;
  const rows = judged.map(
    (operation): Row => ({
      operation,
      cells: Map.groupBy(operation.clauses, (clause) => (isRare(columnOf(clause)) ? 'others' : columnOf(clause))),
    }),
  );
  const failing = rows.filter(({ operation }) => operation.clauses.some(isFailure));
  const isAsked = ({ cells }: Row, name: string) =>
    (cells.get(name) ?? []).some(({ verdict }) => verdict !== 'unsupported');
  // Where only rows that fail are shown, a column that has nothing in them is not either.
  const calm = new Set(columns.filter((name) => !failing.some((row) => isAsked(row, name))));
  const heads = columns
    .map((name) => `<th scope="col"${classOf(calm.has(name) ? 'calm' : '')}><span>${safe(name)}</span></th>`)
    .join('');
  const bodies = [...Map.groupBy(rows, ({ operation }) => chapterOf(operation.id))].map(
    ([chapter, members]) =>
      `<tbody><tr class="chapter"><th scope="rowgroup" colspan="${columns.length + 1}">${safe(chapter)}</th></tr>${members
        .map((row) => rowOf(row, columns, calm, anchor))
        .join('')}</tbody>`,
  );
  return `<section class="map"><h2 id="map">Operations by laws</h2>
<div class="scroll tall" tabindex="0" role="region" aria-labelledby="map"><table><thead><tr><th scope="col">operation</th>${heads}</tr></thead>${bodies.join('')}</table></div>
<p class="legend key"><span class="p1">0</span> exact <span class="p2">.2</span> a fifth of what is allowed <span class="p4">1</span> all of it <span class="failed">✗</span> failed <span class="errored">!</span> errored <span class="timedOut">T</span> timed out <span class="blocked">B</span> blocked <span class="advice">A</span> advice <span class="known">K</span> known <span class="unjudged">?</span> unjudged; empty: no such law, or not offered</p></section>`;
}

/** What defines an operation first, then what most have. */
const byWeight =
  (counts: ReadonlyMap<string, number>) =>
  (a: string, b: string): number => {
    const weight = (name: string) =>
      (counts.get(name) ?? 0) + (name === 'definition' || name === 'own clauses' ? 1e6 : 0);
    return weight(b) - weight(a);
  };

const classOf = (names: string): string => (names === '' ? '' : ` class="${names}"`);

function rowOf(
  { operation, cells }: Row,
  columns: readonly string[],
  calm: ReadonlySet<string>,
  anchor: (id: string) => string,
): string {
  const { id } = operation;
  const kind = classOf(operation.clauses.some(isFailure) ? '' : 'calm');
  const all = columns.map((column) => {
    const { kinds, content } = cellOf(column, cells.get(column) ?? [], anchor);
    return `<td${classOf([...kinds, ...(calm.has(column) ? ['calm'] : [])].join(' '))}>${content}</td>`;
  });
  return `<tr${kind} data-name="${safe(id)}"><th scope="row"><a href="#${anchor(id)}">${safe(id.slice(id.indexOf('.') + 1))}</a></th>${all.join('')}</tr>`;
}

function cellOf(
  column: string,
  clauses: readonly ClauseReport[],
  anchor: (id: string) => string,
): { readonly kinds: readonly string[]; readonly content: string } {
  const rank = ({ verdict }: ClauseReport) => precedence.indexOf(verdict);
  const [worst, ...others] = clauses.toSorted((a, b) => rank(a) - rank(b));
  if (worst === undefined || worst.verdict === 'unsupported') return { kinds: [], content: '' };
  const { verdict } = worst;
  const alike = clauses.filter((clause) => clause.verdict === verdict);
  const ratio = alike.map(decidingRatio).reduce<number | undefined>(worse, undefined);
  const kinds = verdict === 'passed' ? ['passed', shadeOf(ratio)] : [verdict];
  const judged = others.length === 0 ? '' : ` ${alike.length} of ${counted(clauses.length, 'law')}`;
  const reach = ratio === undefined ? '' : `, ${short(ratio)} of what is allowed`;
  const title = `${column}: ${verdictNames[verdict]}${judged}${reach}`;
  const text = verdict === 'passed' ? shareText(ratio) : marks[verdict];
  return { kinds, content: `<a href="#${anchor(worst.id)}" title="${safe(title)}">${text}</a>` };
}

/** Shades of what passed: exact, up to a tenth, up to a half, up to all of what is allowed. */
const shadeOf = (ratio = 0): string => (ratio === 0 ? 'p1' : ratio <= 0.1 ? 'p2' : ratio <= 0.5 ? 'p3' : 'p4');

/** A share of what is allowed in two characters at most. */
function shareText(ratio = 0): string {
  if (ratio === 0) return '0';
  const tenths = Math.round(10 * ratio);
  return tenths === 0 ? '·' : tenths >= 10 ? '1' : `.${tenths}`;
}
