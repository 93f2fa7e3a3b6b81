/** Sum of a row. */
export const total = (row: Float64Array): number => row.reduce((sum, value) => sum + value, 0);

/** Sum of the products of two rows. */
export const inner = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
