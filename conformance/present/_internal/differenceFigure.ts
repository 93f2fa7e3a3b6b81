import type { Difference } from '../../report/report.ts';
import { svg } from './axes.ts';
import { escapeMarkup as safe } from './escape.ts';
import { short } from './numbers.ts';

/** Matrices of a batch that are drawn side by side. */
const mostMembers = 12;
const cell = 34;
const small = 12;
/** Columns up to which a number fits into its cell. */
const mostLegible = 9;
/** Shades between what is off most and what is off by a hundredth of a millionth of that. */
const [shades, span] = [4, 8];

/** 0 for an exact number, 1 to `shades` for one that is off, `lost` for one that is not finite. */
function shadeOf(value: number | null, worst: number): string {
  if (value === null) return 'lost';
  if (value === 0) return 'd0';
  const below = Math.log10(worst / value);
  return `d${Math.max(1, Math.ceil(shades * (1 - below / span)))}`;
}

/** How far each number of a result is off: a matrix as one, a vector as a row, the members of a batch side by side. */
export function differenceFigure({ name, shape, values }: Difference): string {
  const [rows, columns] = shape.length < 2 ? [1, values.length] : [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const members = rows * columns === 0 ? 0 : values.length / (rows * columns);
  if (members === 0) return '';
  const worst = values.reduce<number>((largest, value) => Math.max(largest, value ?? 0), 0);
  const shown = Math.min(members, mostMembers);
  const size = columns > mostLegible ? small : cell;
  const high = columns > mostLegible ? small : 18;
  const [wide, tall] = [columns * size + 10, rows * high + (members > 1 ? 16 : 2)];
  const perLine = Math.max(1, Math.floor(640 / wide));
  const panels = Array.from({ length: shown }, (_, member) => {
    const [left, top] = [(member % perLine) * wide, Math.floor(member / perLine) * tall];
    const lead = members === 1 ? [] : indexOf(member, shape.slice(0, -2));
    const head = members === 1 ? '' : `<text x="${left}" y="${top + 11}">[${lead.join(', ')}]</text>`;
    const cells = Array.from({ length: rows * columns }, (_, k) => {
      const value = values[member * rows * columns + k] ?? null;
      const [i, j] = [Math.floor(k / columns), k % columns];
      const [x, y] = [left + j * size, top + i * high + (members > 1 ? 14 : 0)];
      const index = [...lead, ...(shape.length < 2 ? (shape.length === 0 ? [] : [j]) : [i, j])];
      const text =
        size === small
          ? ''
          : `<text x="${x + size / 2 - 1}" y="${y + 12}" text-anchor="middle">${compact(value)}</text>`;
      return `<g class="${shadeOf(value, worst)}"><title>${safe(name)}[${index.join(', ')}]: ${short(value)}</title><rect x="${x}" y="${y}" width="${size - 2}" height="${high - 2}"/>${text}</g>`;
    });
    return head + cells.join('');
  });
  const [width, height] = [Math.min(shown, perLine) * wide, Math.ceil(shown / perLine) * tall];
  const more = members > shown ? `; ${members - shown} more of the batch are not shown` : '';
  const most = values.includes(null) ? 'not finite where ×' : `${short(worst)} at most`;
  const label = `how far ${name} is off, entry by entry: ${most}`;
  return `<figure class="off">${svg(label, panels.join(''), { width, height, more: ` style="max-width:${Math.min(width, 640)}px"` })}<figcaption>|received − expected| of ${safe(name)}, ${most}${more}</figcaption></figure>`;
}

/** A number in few characters. */
const compact = (value: number | null): string =>
  value === null
    ? '×'
    : value === 0
      ? '0'
      : Math.abs(value) >= 0.01 && value < 1000
        ? String(Number(value.toPrecision(2)))
        : value.toExponential(0).replace('+', '');

/** The index of a member in the batch axes. */
function indexOf(member: number, axes: readonly number[]): number[] {
  let rest = member;
  return axes
    .toReversed()
    .map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    })
    .toReversed();
}
