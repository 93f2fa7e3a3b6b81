/** How a kernel moves along one axis. */
export interface Sliding {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

/** A kernel moving over an image: its size, its positions, its steps. */
export interface Geometry {
  /** Rows and columns of the kernel. */
  readonly kernel: readonly [number, number];
  /** Rows and columns of positions. */
  readonly positions: readonly [number, number];
  readonly rows: Sliding;
  readonly columns: Sliding;
}

/**
 * What is read along one axis: at position q, an entry of the kernel meets the element q stride + its shift, which is 0 where
 * the axis has no such element.
 */
export interface Reading {
  readonly positions: number;
  readonly stride: number;
  readonly shifts: readonly number[];
}

/** What a kernel reads of an image. */
export const reading = (kernel: number, positions: number, { stride, padding, dilation }: Sliding): Reading => ({
  positions,
  stride,
  shifts: Array.from({ length: kernel }, (_, entry) => entry * dilation - padding),
});

/** Every `stride`-th element of an image's axis from `first` on, and the entries of the kernel that any position puts on it. */
export interface Phase {
  readonly first: number;
  readonly entries: readonly number[];
  readonly reading: Reading;
}

/**
 * What the adjoint reads of the responses, to make `size` elements: element q stride + first gets entry k times the response
 * q + (first + padding - k dilation) / stride, for the k that make this an integer.
 *
 * So the elements fall into phases, each a correlation of the responses, stride 1, with some entries of the kernel.
 */
export function phases(kernel: number, size: number, { stride, padding, dilation }: Sliding): Phase[] {
  return Array.from({ length: Math.min(stride, size) }, (_, first) => {
    const shiftOf = (entry: number): number => (first + padding - entry * dilation) / stride;
    const entries = Array.from({ length: kernel }, (_, entry) => entry).filter((k) => Number.isInteger(shiftOf(k)));
    const positions = Math.ceil((size - first) / stride);
    return { first, entries, reading: { positions, stride: 1, shifts: entries.map(shiftOf) } };
  });
}

/** The stretch of an axis that readings of one stride cover. */
export interface Hull {
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
  readonly stride: number;
  /** The remainders of what is read, counted from `first`, modulo the stride. */
  readonly remainders: readonly number[];
  isRead(element: number): boolean;
}

export function hull(readings: readonly Reading[]): Hull {
  const stride = readings[0]?.stride ?? 1;
  let first = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { positions, shifts } of readings) {
    for (const shift of shifts) {
      first = Math.min(first, shift);
      end = Math.max(end, shift + (positions - 1) * stride + 1);
    }
  }
  if (first > end) return { first: 0, end: 0, stride, remainders: [], isRead: () => false };
  const read = new Uint8Array(end - first);
  const remainders = new Set<number>();
  for (const { positions, shifts } of readings) {
    for (const shift of shifts) {
      remainders.add((shift - first) % stride);
      for (let q = 0; q < positions; q++) read[shift - first + q * stride] = 1;
    }
  }
  return { first, end, stride, remainders: [...remainders], isRead: (element) => read[element - first] === 1 };
}
