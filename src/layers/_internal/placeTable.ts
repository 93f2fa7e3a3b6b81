/** A kernel that moves over the pixels of an image. */
export interface Steps {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation?: readonly number[];
  readonly boundary?: string;
}

/** Which pixel each entry of the kernel meets at each position: `places[entry * positions + position]`, -1 in the padding. */
export interface PlaceTable {
  readonly entries: number;
  readonly positions: number;
  readonly places: Int32Array;
}

function along({ kernel, stride, padding, dilation, boundary }: Steps, axis: 0 | 1, size: number, positions: number) {
  const entries = kernel[axis] as number;
  const places = new Int32Array(entries * positions).fill(-1);
  for (let entry = 0; entry < entries; entry++) {
    for (let position = 0; position < positions; position++) {
      const at = position * (stride[axis] as number) + entry * (dilation?.[axis] ?? 1) - (padding[axis] as number);
      const place = boundary === 'circular' ? ((at % size) + size) % size : at;
      if (place >= 0 && place < size) places[entry * positions + position] = place;
    }
  }
  return places;
}

export function placeTable(
  steps: Steps,
  [h, w]: readonly [number, number],
  [oh, ow]: readonly [number, number],
): PlaceTable {
  const [kh = 1, kw = 1] = steps.kernel;
  const [rows, columns] = [along(steps, 0, h, oh), along(steps, 1, w, ow)];
  const places = new Int32Array(kh * kw * oh * ow);
  let at = 0;
  for (let ky = 0; ky < kh; ky++) {
    for (let kx = 0; kx < kw; kx++) {
      for (let top = 0; top < oh; top++) {
        const row = rows[ky * oh + top] as number;
        for (let left = 0; left < ow; left++) {
          const column = columns[kx * ow + left] as number;
          places[at++] = row < 0 || column < 0 ? -1 : row * w + column;
        }
      }
    }
  }
  return { entries: kh * kw, positions: oh * ow, places };
}

/** Rows and columns of positions. */
export function positionsOf({ kernel, stride, padding, dilation }: Steps, size: readonly number[]): [number, number] {
  const count = (axis: 0 | 1) => {
    const length = (dilation?.[axis] ?? 1) * ((kernel[axis] as number) - 1) + 1;
    return Math.floor(((size[axis] as number) + 2 * (padding[axis] as number) - length) / (stride[axis] as number)) + 1;
  };
  return [count(0), count(1)];
}
