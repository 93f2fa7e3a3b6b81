import { rotate } from '../../_internal/dense/orthogonaliseRows.ts';

/** Rotation i turns rows i and i + 1. */
export interface Wave {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/**
 * Applies rotations `last` - 1 down to `first`: row i + 1 becomes s (row i) + c (row i + 1), row i becomes c (row i) - s (row i + 1).
 *
 * Two at a time: the row between them is loaded and stored once.
 */
export function rotateWave(rows: readonly Float64Array[], first: number, last: number, { cosines, sines }: Wave): void {
  let i = last - 1;
  // All indices lie between first and last, inside the arrays.
  for (; i > first; i -= 2) {
    const [upper, middle, lower] = [rows[i - 1], rows[i], rows[i + 1]] as [Float64Array, Float64Array, Float64Array];
    rotateTwice(
      upper,
      middle,
      lower,
      cosines[i] as number,
      sines[i] as number,
      cosines[i - 1] as number,
      sines[i - 1] as number,
    );
  }
  if (i === first)
    rotate(rows[i] as Float64Array, rows[i + 1] as Float64Array, cosines[i] as number, sines[i] as number);
}

/** Turns (middle, lower) by the first angle, then (upper, middle) by the second. */
function rotateTwice(
  upper: Float64Array,
  middle: Float64Array,
  lower: Float64Array,
  c1: number,
  s1: number,
  c2: number,
  s2: number,
): void {
  for (let j = 0; j < middle.length; j++) {
    const x = middle[j] as number;
    const y = lower[j] as number;
    const z = upper[j] as number;
    const turned = c1 * x - s1 * y;
    lower[j] = s1 * x + c1 * y;
    middle[j] = s2 * z + c2 * turned;
    upper[j] = c2 * z - s2 * turned;
  }
}
