import { crop as cropping, pad as padding } from '../../spec/tensor/padding.ts';
import { upTo } from './_internal/selected.ts';
import { selection } from './_internal/selection.ts';

/** The places on an axis of n elements that those at a place before it, on it or behind it come from. */
const modes = {
  constant: (at: number, n: number) => (at < n ? at : -1),
  edge: (at: number, n: number) => Math.min(Math.max(at, 0), n - 1),
  reflect(at: number, n: number) {
    let place = at;
    while (n > 1 && (place < 0 || place >= n)) place = place < 0 ? -place : 2 * (n - 1) - place;
    return n > 1 ? place : 0;
  },
  circular: (at: number, n: number) => ((at % n) + n) % n,
};

export const pad = selection(
  padding,
  (shape, { before, after, mode }) =>
    shape.map((n, axis) => {
      const front = before[axis] as number;
      return upTo(front + n + (after[axis] as number)).map((at) => modes[mode](at - front, n));
    }),
  ({ value }) => value,
);

export const crop = selection(cropping, (shape, { before, after }) =>
  shape.map((n, axis) => upTo(n).slice(before[axis], n - (after[axis] as number))),
);
