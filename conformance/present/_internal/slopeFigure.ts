import type { Run } from '../../report/report.ts';
import { axesOf, decadesOf, round, svg } from './axes.ts';

/** Remainders of an expansion against its steps, log-log, with the slopes of a right and of a wrong gradient; nothing where there is none. */
export function slopeFigure({ step = [], remainder = [], rounding = [] }: Run['series']): string {
  const points = step.flatMap((h, at) => {
    const [value, least] = [remainder[at], rounding[at]];
    return h === null || value === null || value === undefined ? [] : [{ h, value, least: least ?? 0 }];
  });
  const [first] = points.toSorted((a, b) => b.h - a.h).filter(({ value }) => value > 0);
  if (first === undefined) return '';
  const { h, value } = first;
  const smallest = Math.min(...points.map((one) => one.h));
  const falls = [1, 2].map((order) => value * (smallest / h) ** order);
  // What rounding may do is drawn where it is near: far below it is out of the way.
  const near = points.map(({ least }) => least).filter((least) => least > Math.min(...falls) / 1000);
  const heights = [...points.map((one) => one.value), ...falls, ...near];
  const axes = axesOf(decadesOf(step.map(Number)), decadesOf(heights), { x: 'step h', y: 'remainder' });
  const at = (x: number, y: number) => `${round(axes.x(x))} ${round(axes.y(y))}`;
  const guides = falls.map((end) => `<path class="guide" d="M${at(smallest, end)}L${at(h, value)}"/>`);
  const floor = near.length < points.length ? [] : points.map(({ h, least }) => at(h, least));
  const line = points.filter((one) => one.value > 0).map((one) => at(one.h, one.value));
  const dots = line.map((one) => `M${one}h0`).join('');
  const label = `remainder of the first-order expansion at ${points.length} steps: it falls like the square of the step where the gradient is right`;
  const rounded = floor.length < 2 ? '' : `<path class="limit" d="M${floor.join('L')}"/>`;
  return `<figure>${svg(label, `${axes.markup}<g class="slopes">${guides.join('')}${rounded}<path class="line" d="M${line.join('L')}"/><path class="dots" d="${dots}"/></g>`)}<figcaption>f(x + h d) − f(x) − h ⟨g, d⟩ against h; dotted: slopes 1, of another gradient, and 2, of this one${rounded === '' ? '' : '; below the dashed line rounding rules'}</figcaption></figure>`;
}
