import { meetingsOf, placeOf, positionsOf, roomForWindow, type Window } from './windows.ts';

/** How a window moves over the rows and columns of images; beside the kernel's size what an operation lets be set. */
export interface Windows {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation?: readonly number[];
  readonly boundary?: string;
}

const along = ({ kernel, stride, padding, dilation, boundary }: Windows, axis: 0 | 1): Window => ({
  kernel: kernel[axis] ?? 1,
  stride: stride[axis] ?? 1,
  dilation: dilation?.[axis] ?? 1,
  before: padding[axis] ?? 0,
  after: padding[axis] ?? 0,
  circular: boundary === 'circular',
});

type Sizes = readonly [height: number, width: number];

/** Rows and columns of positions. Refuses, quoting R2, where a window does not fit. */
export const positions2d = ([h, w]: Sizes, windows: Windows): Sizes => [
  positionsOf(h, along(windows, 0)),
  positionsOf(w, along(windows, 1)),
];

/** The place that an entry meets at a position along the rows and along the columns; undefined in the padding. */
export const places2d = ([h, w]: Sizes, windows: Windows) =>
  [placeOf(h, along(windows, 0)), placeOf(w, along(windows, 1))] as const;

/** The meetings with an element, along the rows and along the columns. */
export function meetings2d([h, w]: Sizes, windows: Windows) {
  const [down, across] = positions2d([h, w], windows);
  return [meetingsOf(h, along(windows, 0), down), meetingsOf(w, along(windows, 1), across)] as const;
}

/** The smallest image that a window fits into. */
export const room2d = (windows: Windows): Sizes => [roomForWindow(along(windows, 0)), roomForWindow(along(windows, 1))];

/** The places that a window meets at a position, in order, without those in the padding. */
export function metBy2d(sizes: Sizes, windows: Windows) {
  const [down, across] = places2d(sizes, windows);
  const [rows = 1, columns = 1] = windows.kernel;
  const met = (of: (position: number, entry: number) => number | undefined, position: number, entries: number) =>
    Array.from({ length: entries }, (_, entry) => of(position, entry)).filter((place) => place !== undefined);
  return (top: number, left: number) => [met(down, top, rows), met(across, left, columns)] as const;
}

/** Attributes of a window, with the rejection that their domains quote. */
export const windowAttributes = {
  kernel: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, clause: 'R1' },
  stride: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R1' },
  padding: { kind: 'integers', length: 2, min: 0, max: Number.POSITIVE_INFINITY, default: [0, 0], clause: 'R1' },
} as const;

export const dilationAttribute = {
  dilation: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R1' },
} as const;
