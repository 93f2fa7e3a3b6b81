import { escapeMarkup as safe } from './escape.ts';

/** The inside of a plot, in the units of its viewBox. */
export const [plotWidth, plotHeight] = [340, 200];
const [left, right, top, bottom] = [40, 8, 10, 34];

/** Whole powers of ten. */
export interface Decades {
  readonly from: number;
  readonly to: number;
}

/** The decades that hold some positive numbers: at least one, none below or above these. */
export function decadesOf(values: readonly number[], least = -30, most = 30): Decades {
  const logs = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  const from = Math.max(least, Math.floor(Math.min(...logs)));
  const to = Math.min(most, Math.ceil(Math.max(...logs)));
  return logs.length === 0 || from > to ? { from: 0, to: 1 } : { from, to: to === from ? from + 1 : to };
}

type Scale = (value: number) => number;

const between =
  ({ from, to }: Decades, start: number, end: number): Scale =>
  (value) => {
    const share = (Math.log10(value) - from) / (to - from);
    return start + Math.min(Math.max(share, 0), 1) * (end - start);
  };

export interface Axes {
  readonly x: Scale;
  readonly y: Scale;
  /** Frame, ticks and names. */
  readonly markup: string;
}

/** Logarithmic axes. What is not positive is drawn at the lower end, what is infinite at the upper. */
export function axesOf(across: Decades, up: Decades, names: { readonly x: string; readonly y: string }): Axes {
  const x = between(across, left, plotWidth - right);
  const y = between(up, plotHeight - bottom, top);
  const ticks = [
    ...decadesIn(across).map((power) => {
      const at = round(x(10 ** power));
      return `<path d="M${at} ${top}V${plotHeight - bottom}"/><text x="${at}" y="${plotHeight - bottom + 12}" text-anchor="middle">${powerText(power)}</text>`;
    }),
    ...decadesIn(up).map((power) => {
      const at = round(y(10 ** power));
      return `<path d="M${left} ${at}H${plotWidth - right}"/><text x="${left - 4}" y="${at + 3}" text-anchor="end">${powerText(power)}</text>`;
    }),
  ];
  const titles = `<text x="${(left + plotWidth - right) / 2}" y="${plotHeight - 6}" text-anchor="middle">${safe(names.x)}</text><text transform="translate(9 ${(top + plotHeight - bottom) / 2}) rotate(-90)" text-anchor="middle">${safe(names.y)}</text>`;
  return { x, y, markup: `<g class="axes">${ticks.join('')}${titles}</g>` };
}

/** At most seven ticks. */
function decadesIn({ from, to }: Decades): number[] {
  const step = Math.ceil((to - from) / 6);
  const ticks: number[] = [];
  for (let power = Math.ceil(from / step) * step; power <= to; power += step) ticks.push(power);
  return ticks;
}

const powerText = (power: number): string => (power >= 0 && power <= 3 ? String(10 ** power) : `1e${power}`);

export const round = (value: number): number => Math.round(value * 2) / 2;

/** A picture that needs no script; `label` is what a screen reader says of it. */
export const svg = (
  label: string,
  content: string,
  { width = plotWidth, height = plotHeight, more = '' } = {},
): string => `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${safe(label)}"${more}>${content}</svg>`;
