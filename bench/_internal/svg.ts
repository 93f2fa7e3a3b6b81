import type { Panel, Series } from './roofline.ts';
import { spaced } from './spaced.ts';

const WIDTH = 980;
const PANEL = 440;
const TOP = 78;
const MARGIN = { left: 64, right: 190, top: 34, bottom: 46 };
const LINE = 15; // px between labels
const PLOT = { width: WIDTH - MARGIN.left - MARGIN.right, height: PANEL - MARGIN.top - MARGIN.bottom };

/** Told apart in both themes, and by most who see colours otherwise (after Okabe and Ito 2008). */
const COLOURS: Readonly<Record<string, string>> = {
  'gemm, auto': '#d55e00',
  'gemm, relaxed': '#e69f00',
  peak: '#7f8890',
  tile: '#a0764b',
  'fused peak': '#7f8890',
  'fused tile': '#a0764b',
  'ml-matrix': '#2b86c5',
  'numpy-ts': '#009e73',
  'jax-js': '#cc79a7',
  'tfjs-wasm': '#56b4e9',
  'tfjs-cpu': '#8c6bb1',
  openblas: '#c04848',
};

const colourOf = (name: string): string => COLOURS[name] ?? '#7f7f7f';

const STYLE = `
  svg { background: var(--paper); --paper: #fff; --ink: #1a1a1a; --faint: #d8d8d8; --dim: #5a5a5a; }
  @media (prefers-color-scheme: dark) { svg { --paper: #14171a; --ink: #ececec; --faint: #353a40; --dim: #a8adb3; } }
  text { font: 12px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 16px; font-weight: 600; } .panel { font-size: 14px; font-weight: 600; } .dim { fill: var(--dim); }
  .grid { stroke: var(--faint); } .leader { stroke-dasharray: 1 3; }
  polyline { fill: none; stroke-width: 1.6; } .ours { stroke-width: 3; } .roof { stroke-dasharray: 7 4; }`;

/** A roofline as a stand-alone SVG: rate over size, a panel a type, every series named at its right end. */
export function roofline(title: string, subtitle: string, panels: readonly Panel[]): string {
  const height = TOP + Math.max(panels.length, 1) * PANEL;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="${MARGIN.left}" y="30">${escaped(title)}</text>`,
    `<text class="dim" x="${MARGIN.left}" y="52">${escaped(subtitle)}</text>`,
    ...panels.map((panel, at) => `<g transform="translate(0 ${TOP + at * PANEL})">${drawn(panel)}</g>`),
    '</svg>',
    '',
  ].join('\n');
}

interface Scales {
  readonly x: (n: number) => number;
  readonly y: (rate: number) => number;
}

function drawn({ dtype, series }: Panel): string {
  const marks = series.flatMap((entry) => entry.marks);
  const across = octaves(marks.map(({ n }) => n));
  const up = octaves(marks.map(({ rate }) => rate));
  const scales: Scales = {
    x: (n) => MARGIN.left + PLOT.width * along(across, n),
    y: (rate) => MARGIN.top + PLOT.height * (1 - along(up, rate)),
  };
  return [
    `<text class="panel" x="${MARGIN.left}" y="18">${dtype}, GFLOP/s</text>`,
    ...grid(scales, across, up),
    ...series.map((entry) => curve(entry, scales)),
    ...labels(series, scales),
  ].join('\n');
}

/** The powers of two from below the least value to above the greatest, as exponents; both axes are logarithmic. */
function octaves(values: readonly number[]): number[] {
  const least = Math.floor(Math.log2(Math.min(...values)));
  const most = Math.max(Math.ceil(Math.log2(Math.max(...values))), least + 1);
  return Array.from({ length: most - least + 1 }, (_, at) => least + at);
}

const along = (exponents: readonly number[], value: number): number =>
  (Math.log2(value) - (exponents[0] ?? 0)) / (exponents.length - 1);

function grid({ x, y }: Scales, across: readonly number[], up: readonly number[]): string[] {
  const [left, right, bottom] = [MARGIN.left, MARGIN.left + PLOT.width, MARGIN.top + PLOT.height];
  const rows = up.map((exponent) => {
    const height = y(2 ** exponent);
    const line = `<line class="grid" x1="${left}" x2="${right}" y1="${px(height)}" y2="${px(height)}"/>`;
    return `${line}<text class="dim" x="${left - 8}" y="${px(height + 4)}" text-anchor="end">${2 ** exponent}</text>`;
  });
  const columns = across.map((exponent) => {
    const place = px(x(2 ** exponent));
    const line = `<line class="grid" x1="${place}" x2="${place}" y1="${MARGIN.top}" y2="${bottom}"/>`;
    return `${line}<text class="dim" x="${place}" y="${bottom + 17}" text-anchor="middle">${2 ** exponent}</text>`;
  });
  const caption = 'n of a square product, logarithmic, as the rate is';
  const name = `<text class="dim" x="${(left + right) / 2}" y="${bottom + 36}" text-anchor="middle">${caption}</text>`;
  return [...rows, ...columns, name];
}

function curve({ name, kind, marks }: Series, { x, y }: Scales): string {
  const colour = colourOf(name);
  const points = marks.map(({ n, rate }) => `${px(x(n))},${px(y(rate))}`);
  const line = `<polyline class="${kind}" stroke="${colour}" points="${points.join(' ')}"/>`;
  if (kind === 'roof' || marks.length > 64) return line;
  const dots = marks.map(
    ({ n, rate }) =>
      `<circle cx="${px(x(n))}" cy="${px(y(rate))}" r="${kind === 'ours' ? 3.2 : 2.4}" fill="${colour}"/>`,
  );
  return line + dots.join('');
}

function labels(series: readonly Series[], { x, y }: Scales): string[] {
  const ends = series.flatMap(({ name, marks }) => {
    const last = marks.at(-1);
    return last === undefined ? [] : [{ name, last }];
  });
  const heights = spaced(
    ends.map(({ last }) => y(last.rate)),
    LINE,
    MARGIN.top,
    MARGIN.top + PLOT.height,
  );
  const left = MARGIN.left + PLOT.width + 22;
  return ends.map(({ name, last }, at) => {
    const colour = colourOf(name);
    const height = heights[at] ?? 0;
    return (
      `<line class="leader" stroke="${colour}" x1="${px(x(last.n) + 4)}" y1="${px(y(last.rate))}" x2="${left - 4}" y2="${px(height)}"/>` +
      `<text x="${left}" y="${px(height + 4)}" style="fill:${colour};font-weight:600">${escaped(name)}` +
      `<tspan class="dim" style="font-weight:400"> ${last.rate.toFixed(1)}</tspan></text>`
    );
  });
}

const px = (value: number): string => value.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
