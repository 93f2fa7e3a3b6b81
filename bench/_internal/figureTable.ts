import type { Target } from './judgeTasks.ts';
import { median } from './statistics.ts';

/** Seconds by what was measured, one of every round. */
export type Figures = Record<string, readonly number[]>;

/** Medians side by side with their ratio and what is asked; a target that is a ratio needs the other side. */
export function figureTable(
  [ours = {}, theirs]: readonly Figures[],
  against: string | undefined,
  targets: Readonly<Record<string, Target>>,
): { readonly text: string; readonly missed: number } {
  let missed = 0;
  const rows = Object.entries(ours).map(([name, values]) => {
    const here = median(values);
    const there = theirs?.[name] === undefined ? undefined : median(theirs[name]);
    const { times, most } = targets[name] ?? {};
    const isMet =
      most !== undefined ? here <= most : times !== undefined && there !== undefined && there / here >= times;
    const isAsked = most !== undefined || (times !== undefined && there !== undefined);
    if (isAsked && !isMet) missed++;
    return [
      name,
      seconds(here),
      there === undefined ? '' : seconds(there),
      there === undefined ? '' : (there / here).toFixed(2),
      most !== undefined ? `at most ${most} s` : times !== undefined ? `${times} times less` : '',
      !isAsked ? '' : isMet ? 'met' : 'missed',
    ];
  });
  const head = ['CPU time', 'here', against ?? '', against === undefined ? '' : 'ratio', 'target', ''];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at >= 1 && at <= 3 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return { text: [head, ...rows].map(line).join('\n'), missed };
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
