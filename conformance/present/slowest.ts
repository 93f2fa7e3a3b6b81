import type { Report } from '../report/report.ts';

/** The clauses that took longest to judge, in CPU time, as a table; nothing where no times were taken. */
export function slowest({ operations }: Report, count: number): string {
  const timed = operations
    .flatMap(({ clauses }) => clauses)
    .flatMap(({ id, cases, spent }) => (spent === undefined ? [] : [{ id, cases, ...spent }]));
  const shown = timed.toSorted((a, b) => b.cpu - a.cpu).slice(0, count);
  if (shown.length === 0) return '';
  const total = timed.reduce((sum, { cpu }) => sum + cpu, 0);
  const rows = [
    ['CPU s', 'wall s', 'calls', 'cases', 'clause'],
    ...shown.map(({ id, cases, cpu, wall, calls }) => [cpu.toFixed(2), wall.toFixed(2), `${calls}`, `${cases}`, id]),
    [total.toFixed(2), '', '', '', `all ${timed.length}, without the adapter`],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ');
  return `\n${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
