import type { OperationReport } from '../../report/report.ts';
import { svg } from './axes.ts';
import { counted } from './numbers.ts';

/** Upper ends of the bars, in units in the last place; what is beyond the last has a bar of its own. */
const ends = [0, 0.5, 1, 2, 4, 8, 16, 64, 1024];
const names = ['0', '½', '1', '2', '4', '8', '16', '64', '1024', 'more'];

const [width, height, floor] = [340, 130, 104];

/** How many cases of an operation erred by how many units in the last place; nothing where no law measures that. */
export function ulpFigure({ id, clauses }: OperationReport): string {
  const ulps = clauses.flatMap(({ samples }) => samples?.ulp ?? []).filter((ulp) => ulp !== null);
  if (ulps.length === 0) return '';
  const counts = names.map(() => 0);
  for (const ulp of ulps) {
    const bar = ends.findIndex((end) => ulp <= end);
    const at = bar < 0 ? ends.length : bar;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const step = (width - 8) / names.length;
  const bars = counts.map((count, at) => {
    const tall = count === 0 ? 0 : Math.max(1, Math.round((80 * count) / most));
    const x = Math.round(4 + at * step);
    const middle = Math.round(x + step / 2 - 1);
    const number =
      count === 0 ? '' : `<text x="${middle}" y="${floor - tall - 3}" text-anchor="middle">${count}</text>`;
    return `<rect x="${x}" y="${floor - tall}" width="${Math.round(step) - 3}" height="${tall}"/>${number}<text x="${middle}" y="${floor + 12}" text-anchor="middle">${names[at]}</text>`;
  });
  const told = names.flatMap((name, at) => (counts[at] === 0 ? [] : [`${counts[at]} up to ${name}`])).join(', ');
  const axis = `<text x="${width / 2}" y="${height - 2}" text-anchor="middle">units in the last place, up to</text>`;
  return `<figure>${svg(`${id}: errors in units in the last place: ${told}`, `<g class="bars">${bars.join('')}${axis}</g>`, { width, height })}<figcaption>${counted(ulps.length, 'case')} by worst error in ULP</figcaption></figure>`;
}
