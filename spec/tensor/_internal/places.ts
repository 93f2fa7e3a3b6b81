/** The remainder of a division that is rounded down: from 0 to n - 1; 0 for n = 0, where there is nothing. */
export const modulo = (at: number, n: number): number => (n === 0 ? 0 : ((at % n) + n) % n);

interface Slices {
  readonly starts: readonly number[];
  readonly stops: readonly number[];
  readonly steps: readonly number[];
}

/** The places along an axis that a slice takes: the first, how far it is to the next, and how many. */
export function runOf(size: number, axis: number, { starts, stops, steps }: Slices) {
  const step = steps[axis] ?? 1;
  // Backwards the places run from the last to the first, before which -1 stands.
  const [least, most] = step > 0 ? [0, size] : [-1, size - 1];
  const placed = (at: number) => Math.min(Math.max(at < 0 ? at + size : at, least), most);
  const first = placed(starts[axis] ?? 0);
  return { first, step, count: Math.max(0, Math.ceil((placed(stops[axis] ?? 0) - first) / step)) };
}
