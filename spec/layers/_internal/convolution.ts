import type { Notation } from '../../notation.ts';
import { refuse } from '../../refusal.ts';
import type { Shaped } from '../../shaped.ts';

/** How a kernel moves along one axis. */
export interface Sliding {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

interface Attributes {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** How the kernel moves along the rows (0) or the columns (1). */
export const sliding = ({ stride, padding, dilation }: Omit<Attributes, 'groups'>, axis: 0 | 1): Sliding => ({
  stride: stride[axis] ?? 1,
  padding: padding[axis] ?? 0,
  dilation: dilation[axis] ?? 1,
});

/** Length that a dilated kernel covers: dilation (k - 1) + 1. */
export const extent = (kernel: number, { dilation }: Sliding): number => dilation * (kernel - 1) + 1;

/** Number of positions of the kernel: floor((size + 2 padding - extent) / stride) + 1. Refuses, quoting R2, below 1. */
export function convolvedSize(size: number, kernel: number, along: Sliding): number {
  const room = size + 2 * along.padding - extent(kernel, along);
  if (kernel < 1 || room < 0) {
    const received = `a kernel of ${kernel} with dilation ${along.dilation} for ${size} with padding ${along.padding}`;
    refuse('R2', `the dilated kernel must fit into the padded input, got ${received}`);
  }
  return Math.floor(room / along.stride) + 1;
}

/** Size that has been convolved to `size`: (size - 1) stride - 2 padding + extent + extra. Refuses, quoting R2, below 1. */
export function transposedSize(size: number, kernel: number, along: Sliding, extra: number): number {
  const result = (size - 1) * along.stride - 2 * along.padding + extent(kernel, along) + extra;
  if (kernel < 1 || size < 1 || result < 1) {
    refuse('R2', `the output must have at least one row and one column, got ${result} from ${size}`);
  }
  return result;
}

/** Refuses, quoting R1, channels that do not fall into groups: `whole` must be groups times `part`, `other` a multiple of groups. */
export function requireGroups(
  groups: number,
  whole: [string, number],
  part: [string, number],
  other: [string, number],
): void {
  if (whole[1] !== groups * part[1]) {
    refuse('R1', `${whole[0]} must be groups ${part[0]} = ${groups * part[1]}, got ${whole[1]}`);
  }
  if (other[1] % groups !== 0) {
    refuse('R1', `${other[0]} must be a multiple of groups = ${groups}, got ${other[1]}`);
  }
}

/** Smallest input that a kernel of this size fits into, at least 1. */
export const roomFor = (kernel: number, along: Sliding): number =>
  Math.max(extent(kernel, along) - 2 * along.padding, 1);

/** Smallest input whose transposed convolution has at least one position. */
export function roomForTransposed(kernel: number, along: Sliding, extra: number): number {
  const missing = 1 - extra - extent(kernel, along) + 2 * along.padding;
  return Math.max(Math.ceil(missing / along.stride) + 1, 1);
}

/** Channels in groups of i, where they are drawn: about c in all, so that many groups do not make large tensors. */
export function channelsInGroups(c: number, i: number, groups: number): { i: number; c: number } {
  const perGroup = Math.min(i, Math.max(Math.ceil(c / groups), 1));
  return { i: perGroup, c: groups * perGroup };
}

/** The nearest multiple of `groups` that is not smaller. */
export const roundUp = (size: number, groups: number): number => Math.ceil(size / groups) * groups;

type Pair = readonly [number, number];

/** The element of some images that entry (ky, kx) of the kernel meets at a position: `zero` in the padding. */
export function metBy<T>(x: Shaped<T>, attributes: Attributes, zero: T) {
  const [rows, columns] = [sliding(attributes, 0), sliding(attributes, 1)];
  const [, , height = 0, width = 0] = x.shape;
  return (n: number, channel: number, [top, left]: Pair, [ky, kx]: Pair): T => {
    const row = top * rows.stride + ky * rows.dilation - rows.padding;
    const column = left * columns.stride + kx * columns.dilation - columns.padding;
    return row >= 0 && row < height && column >= 0 && column < width ? x(n, channel, row, column) : zero;
  };
}

/** The positions of a kernel along an axis that meet element `at`, each with the entry that does. */
function meetings({ padding, dilation, stride }: Sliding, entries: number, positions: number) {
  const known: { readonly entry: number; readonly position: number }[][] = [];
  return (at: number) => {
    const found = known[at] ?? [];
    if (known[at] !== undefined) return found;
    known[at] = found;
    for (let entry = 0; entry < entries; entry++) {
      const position = (at + padding - entry * dilation) / stride;
      if (Number.isInteger(position) && position >= 0 && position < positions) found.push({ entry, position });
    }
    return found;
  };
}

/** What the adjoint of a convolution adds up for each element: x is what is convolved to, in the channels of the first axis of the weight. */
export function spreadProducts<T>(
  x: Shaped<T>,
  weight: Shaped<T>,
  { each, mul }: Pick<Notation<T>, 'each' | 'mul'>,
  attributes: Attributes,
) {
  const [, channels = 0, height = 0, width = 0] = x.shape;
  const [, perGroup = 0, kernelHeight = 0, kernelWidth = 0] = weight.shape;
  const channelsPerGroup = channels / attributes.groups;
  const vertical = meetings(sliding(attributes, 0), kernelHeight, height);
  const horizontal = meetings(sliding(attributes, 1), kernelWidth, width);
  return (n: number, o: number, row: number, column: number): T[] => {
    const firstChannel = Math.floor(o / perGroup) * channelsPerGroup;
    const [down, across] = [vertical(row), horizontal(column)];
    return each([channelsPerGroup, down.length, across.length], (channel, y, z) => {
      const [top, left] = [down[y], across[z]];
      if (top === undefined || left === undefined) return undefined;
      return mul(
        x(n, firstChannel + channel, top.position, left.position),
        weight(firstChannel + channel, o % perGroup, top.entry, left.entry),
      );
    });
  };
}
