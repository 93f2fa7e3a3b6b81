import type { Row } from './measure.ts';

const columns = [
  { title: 'case', width: 42, left: true },
  { title: 'GFLOP/s', width: 8 },
  { title: 'opponent', width: 10, left: true },
  { title: 'GFLOP/s', width: 8 },
  { title: 'ratio', width: 7 },
  { title: 'quartiles', width: 15, left: true },
  { title: 'rounds', width: 6 },
  { title: 'gate', width: 5 },
  { title: '', width: 12, left: true },
] as const;

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => {
      const column = columns[at];
      if (column === undefined) return cell;
      return 'left' in column ? cell.padEnd(column.width) : cell.padStart(column.width);
    })
    .join('  ')
    .trimEnd();

export const heading = (): string => line(columns.map(({ title }) => title));

/** A row as text; the reason in place of figures where the opponent was not timed. */
export function formatted(row: Row): string {
  if (row.reason !== undefined) return line([`${row.benchmark} ${row.case}`, '', row.opponent, row.reason]);
  const { median, lower, upper } = row.ratio;
  return line([
    `${row.benchmark} ${row.case}`,
    row.ours.toFixed(2),
    row.opponent,
    row.theirs.toFixed(2),
    digits(median),
    `${digits(lower)} .. ${digits(upper)}`,
    `${row.rounds}`,
    row.least === undefined ? '' : `${Number(row.least.toFixed(3))}`,
    row.verdict ?? '',
  ]);
}

const digits = (ratio: number): string => (ratio < 10 ? ratio.toFixed(3) : ratio.toFixed(1));

/** How many gates came out how, and the lines of those that failed. */
export function summary(rows: readonly Row[]): { readonly failed: boolean; readonly text: string } {
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const failures = rows.filter(({ verdict }) => verdict === 'fail');
  const tally = [
    `${count('pass')} gates passed`,
    `${failures.length} failed`,
    ...(count('out of reach') > 0 ? [`${count('out of reach')} out of reach of this machine's peak`] : []),
    ...(count('absent') > 0 ? [`${count('absent')} without their opponent`] : []),
  ].join(', ');
  const lines = failures.map(
    (row) =>
      `FAIL ${row.benchmark} ${row.case}: ${digits(row.ratio.median)} of ${row.opponent}, the gate is ${Number(row.least?.toFixed(3))}`,
  );
  return { failed: failures.length > 0, text: [...lines, tally].join('\n') };
}
