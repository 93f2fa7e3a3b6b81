import type { OperationReport } from '../../report/report.ts';
import { short } from './numbers.ts';
import type { Paint } from './paint.ts';
import { furtherVerdicts, operationsText, type Tally, tally, tallyChapters, verdictNames } from './tally.ts';
import { wrap } from './text.ts';

interface Column {
  readonly head: string;
  /** The heading where the terminal is too narrow for the other. */
  readonly brief: string;
  readonly value: (row: Tally) => string;
  readonly style?: (row: Tally, pen: Paint) => ((text: string) => string) | undefined;
}

const briefNames: Readonly<Record<string, string>> = {
  passed: 'pass',
  failed: 'fail',
  unsupported: 'n/a',
  blocked: 'blk',
  errored: 'err',
  timedOut: 'time',
  known: 'kno',
  advice: 'adv',
  unjudged: '?',
};

/** The table that a run ends with: a row per chapter and one for all of them; what is abbreviated is explained below. */
export function chapterTable(operations: readonly OperationReport[], pen: Paint, width: number): readonly string[] {
  const total = tally('all', operations);
  const chapters = tallyChapters(operations);
  const rows = chapters.length === 1 ? chapters : [...chapters, total];
  if (chapters.length === 0) return [];
  const columns = columnsFor(total);
  const heads = (key: 'head' | 'brief', gap: number) => {
    const widths = columns.map((column) =>
      Math.max(column[key].length, ...rows.map((row) => column.value(row).length)),
    );
    return { key, widths, gap, whole: widths.reduce((sum, one) => sum + one + gap, -gap) };
  };
  const layout = [heads('head', 2), heads('brief', 2)].find(({ whole }) => whole <= width) ?? heads('brief', 1);
  const line = (
    cell: (column: Column) => string,
    style?: (column: Column) => ((text: string) => string) | undefined,
  ): string =>
    columns
      .map((column, at) => {
        const text = cell(column);
        const padded = at === 0 ? text.padEnd(layout.widths[at] ?? 0) : text.padStart(layout.widths[at] ?? 0);
        return (style?.(column) ?? ((plain: string) => plain))(padded);
      })
      .join(' '.repeat(layout.gap))
      .trimEnd();
  return [
    pen.dim(line((column) => column[layout.key])),
    ...rows.map((row) => {
      const text = line(
        (column) => column.value(row),
        (column) => column.style?.(row, pen),
      );
      if (row === total) return pen.bold(text);
      return row.judged === 0 ? pen.dim(text) : text;
    }),
    ...(layout.key === 'head' ? [] : wrap(legend(columns), width).map(pen.dim)),
  ];
}

const legend = (columns: readonly Column[]): string =>
  columns
    .filter(({ head, brief }) => head !== brief)
    .map(({ head, brief }) => `${brief} = ${head}`)
    .join(', ');

function columnsFor(total: Tally): readonly Column[] {
  const verdict = (name: keyof Tally['verdicts'], style?: Column['style']): Column => ({
    head: verdictNames[name],
    brief: briefNames[name] ?? name,
    value: (row) => String(row.verdicts[name]),
    ...(style === undefined ? {} : { style }),
  });
  const whenSome =
    (name: keyof Tally['verdicts'], colour: 'red' | 'yellow') =>
    (row: Tally, pen: Paint): ((text: string) => string) | undefined =>
      row.verdicts[name] > 0 ? pen[colour] : undefined;
  return [
    { head: 'chapter', brief: 'chapter', value: (row) => row.name },
    { head: 'operations', brief: 'ops', value: operationsText },
    { head: 'clauses', brief: 'laws', value: (row) => String(row.clauses) },
    verdict('passed'),
    verdict('failed', whenSome('failed', 'red')),
    verdict('unsupported'),
    ...furtherVerdicts(total).map((name) =>
      verdict(name, whenSome(name, name === 'errored' || name === 'timedOut' ? 'red' : 'yellow')),
    ),
    {
      head: 'worst ratio',
      brief: 'worst',
      value: (row) => short(row.worst),
      style: (row, pen) => (row.worst !== undefined && !(row.worst <= 1) ? pen.red : undefined),
    },
  ];
}
