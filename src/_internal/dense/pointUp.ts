/** Negates a vector whose entry of largest magnitude, the first among equals, is negative; says whether it did. */
export function pointUp(vector: Float64Array): boolean {
  let leading = 0;
  for (let i = 0; i < vector.length; i++) {
    const entry = vector[i] as number;
    if (Math.abs(entry) > Math.abs(leading)) leading = entry;
  }
  if (!(leading < 0)) return false;
  negate(vector);
  return true;
}

/** Zeros stay positive. */
export function negate(vector: Float64Array): void {
  for (let i = 0; i < vector.length; i++) vector[i] = 0 - (vector[i] as number);
}
