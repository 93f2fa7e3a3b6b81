import type { Run } from '../../report/report.ts';
import { escapeMarkup as safe } from './escape.ts';
import { short } from './numbers.ts';
import { slopeFigure } from './slopeFigure.ts';

const [width, height, margin] = [640, 220, 8];
/** Quotient of the largest and the smallest value from which an axis is logarithmic, where no value is 0 or less. */
const wide = 1e6;

type Scale = (value: number) => number;

/** What was measured beside what was foretold, and the series as a plot over its first column. */
export function runFigure({ measured, series }: Run): string {
  if ('step' in series && 'remainder' in series)
    return `<details class="failure"><summary>the slope</summary>${slopeFigure(series)}</details>`;
  const rows = measured.map(
    ({ what, expected, received, ratio }) =>
      `<tr><td>${safe(what)}</td><td>${safe(expected)}</td><td>${safe(received)}</td><td>${safe(short(ratio))}</td></tr>`,
  );
  const head = '<tr><th>measured</th><th>foretold</th><th>received</th><th>of what is allowed</th></tr>';
  return `<details class="failure"><summary>the run</summary><div class="scroll"><table class="measured">${head}${rows.join('')}</table></div>${plot(series)}</details>`;
}

function plot(series: Run['series']): string {
  const [[over, across] = ['', []], ...columns] = Object.entries(series);
  const values = columns.flatMap(([, column]) => column.filter((value) => value !== null));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const logarithmic = low > 0 && high / low >= wide;
  const along: Scale = logarithmic ? Math.log : (value) => value;
  const x = between(Math.min(...across.map(Number)), Math.max(...across.map(Number)), margin, width - margin);
  const rise = between(along(low), along(high), height - margin, margin);
  const lines = columns.map(([name, column], at) => {
    const points = column.flatMap((value, row) =>
      value === null ? [] : [`${x(Number(across[row])).toFixed(1)},${rise(along(value)).toFixed(1)}`],
    );
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour(at)}"><title>${safe(name)}</title></polyline>`;
  });
  const legend = columns.map(([name], at) => `<span style="color:${colour(at)}">${safe(name)}</span>`).join(' ');
  const axis = `${over} from ${across[0]} to ${across.at(-1)}; up from ${short(low)} to ${short(high)}${logarithmic ? ', logarithmic' : ''}`;
  return `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${safe(axis)}">${lines.join('')}</svg>
<figcaption>${legend} ${safe(axis)}</figcaption></figure>`;
}

const between =
  (from: number, to: number, start: number, end: number): Scale =>
  (value) =>
    to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start);

const colour = (at: number): string => `hsl(${(at * 67 + 210) % 360} 60% 45%)`;
