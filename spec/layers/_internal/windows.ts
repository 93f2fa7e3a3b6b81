import { refuse } from '../../refusal.ts';

/** How a window of a kernel's size moves along one axis, and what lies beyond the ends: nothing, or the other end. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly circular?: boolean;
}

/** Length that the window covers: dilation (kernel - 1) + 1. */
export const lengthOf = ({ kernel, dilation }: Window): number => dilation * (kernel - 1) + 1;

/** Number of positions: floor((size + before + after - length) / stride) + 1. Refuses, quoting R2, below 1. */
export function positionsOf(size: number, window: Window): number {
  const { kernel, stride, dilation, before, after, circular = false } = window;
  const room = size + before + after - lengthOf(window);
  if (kernel < 1 || room < 0 || (circular && size < 1)) {
    const received = `${kernel} with dilation ${dilation} for ${size} with ${before} before and ${after} behind`;
    refuse('R2', `the dilated window must fit into the padded axis, got ${received}`);
  }
  return Math.floor(room / stride) + 1;
}

/** The element that an entry meets at a position, by its place on an axis of `size`; undefined in the padding. */
export function placeOf(size: number, { stride, dilation, before, circular }: Window) {
  return (position: number, entry: number): number | undefined => {
    const at = position * stride + entry * dilation - before;
    if (circular) return ((at % size) + size) % size;
    return at >= 0 && at < size ? at : undefined;
  };
}

/** Every meeting of an entry with an element at one of the positions, by the place of the element. */
export function meetingsOf(size: number, window: Window, positions: number) {
  const meetings = Array.from({ length: size }, () => [] as { entry: number; position: number }[]);
  const meets = placeOf(size, window);
  for (let position = 0; position < positions; position++) {
    for (let entry = 0; entry < window.kernel; entry++) {
      const at = meets(position, entry);
      if (at !== undefined) meetings[at]?.push({ entry, position });
    }
  }
  return (at: number) => meetings[at] ?? [];
}

/** Padding by which there are ceil(size / stride) positions, the odd one behind. */
export function samePadding(size: number, window: Omit<Window, 'before' | 'after'>): { before: number; after: number } {
  const length = lengthOf({ ...window, before: 0, after: 0 });
  const padding = Math.max((Math.ceil(size / window.stride) - 1) * window.stride + length - size, 0);
  const before = Math.floor(padding / 2);
  return { before, after: padding - before };
}

/** The smallest axis that the window fits into, at least 1, and where it goes round as long as what is added on a side. */
export const roomForWindow = (window: Window): number =>
  Math.max(
    lengthOf(window) - window.before - window.after,
    window.circular ? Math.max(window.before, window.after) : 1,
    1,
  );
