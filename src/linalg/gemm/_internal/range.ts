/** The least and the greatest of `count` offsets. */
export function range(offsets: Int32Array, start: number, count: number): [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = start; k < start + count; k++) {
    least = Math.min(least, offsets[k] as number);
    greatest = Math.max(greatest, offsets[k] as number);
  }
  return [least, greatest];
}
