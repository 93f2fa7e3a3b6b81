// The innermost loops of all unblocked factorisations here. Rows are contiguous; row k of y starts at `from + k * stride`, and its
// factor is `f[at + k * step]`. Products are subtracted one after the other, in the order of k, so that it does not matter
// which of the two functions does it. Every index lies inside the block that the caller works on.

/** x -= f_0 y_0 + f_1 y_1 + .., `count` rows, over `length` entries of `data` that start at `to`. */
export function subtractRows(
  data: Float64Array,
  to: number,
  length: number,
  from: number,
  stride: number,
  count: number,
  f: Float64Array,
  at: number,
  step: number,
): void {
  for (let k = 0; k < count; k++) {
    const factor = f[at + k * step] as number;
    const y = from + k * stride;
    for (let c = 0; c < length; c++) data[to + c] = (data[to + c] as number) - factor * (data[y + c] as number);
  }
}

/** Rows that `subtractFour` subtracts. */
export const FOUR = 4;

/**
 * As `subtractRows` with four rows, from two rows x at once: the second starts `apart` behind the first, and its factors lie
 * `apartFactors` behind. Each entry of y that is loaded meets two factors, and each of x four: twice the rate.
 */
export function subtractFour(
  data: Float64Array,
  to: number,
  apart: number,
  length: number,
  from: number,
  stride: number,
  f: Float64Array,
  at: number,
  step: number,
  apartFactors: number,
): void {
  const second = at + apartFactors;
  const f0 = f[at] as number;
  const f1 = f[at + step] as number;
  const f2 = f[at + 2 * step] as number;
  const f3 = f[at + 3 * step] as number;
  const g0 = f[second] as number;
  const g1 = f[second + step] as number;
  const g2 = f[second + 2 * step] as number;
  const g3 = f[second + 3 * step] as number;
  const y1 = from + stride;
  const y2 = y1 + stride;
  const y3 = y2 + stride;
  const behind = to + apart;
  for (let c = 0; c < length; c++) {
    const e0 = data[from + c] as number;
    const e1 = data[y1 + c] as number;
    const e2 = data[y2 + c] as number;
    const e3 = data[y3 + c] as number;
    data[to + c] = (data[to + c] as number) - f0 * e0 - f1 * e1 - f2 * e2 - f3 * e3;
    data[behind + c] = (data[behind + c] as number) - g0 * e0 - g1 * e1 - g2 * e2 - g3 * e3;
  }
}
