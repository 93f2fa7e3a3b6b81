const view = new DataView(new ArrayBuffer(8));

/** The integer e with 2^e <= |x| < 2^(e+1); for a finite x other than 0. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x);
  const biased = (view.getUint16(0) >> 4) & 0x7ff;
  return biased === 0 ? exponentOf(x * 2 ** 54) - 54 : biased - 1023;
}

/** x times 2^power, rounded only where the result is subnormal or overflows. */
export function timesPowerOfTwo(x: number, power: number): number {
  if (power > 1000) return timesPowerOfTwo(x * 2 ** 1000, power - 1000);
  // Below the normal range the steps are kept large, so that the last one alone can round.
  if (power < -1000) return x === 0 ? x : timesPowerOfTwo(x * 2 ** -900, power + 900);
  return x * 2 ** power;
}

/** The values times 2^power, each as `timesPowerOfTwo`: a copy. */
export function scaledBy(values: Float64Array, power: number): Float64Array {
  const scaled = new Float64Array(values.length);
  const isOneStep = Math.abs(power) <= 1000;
  const scale = 2 ** power;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    scaled[i] = isOneStep ? value * scale : timesPowerOfTwo(value, power);
  }
  return scaled;
}

/** The largest magnitude among the entries, 0 for none, NaN where one of them is NaN. */
export function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] as number);
    if (!(size <= largest)) largest = size;
    if (Number.isNaN(size)) return size;
  }
  return largest;
}

/** The exponent of the largest entry; 0 where all are 0. Dividing by its power of two is exact and prevents overflow. */
export function commonExponent(values: Float64Array): number {
  const largest = largestMagnitude(values);
  return largest === 0 ? 0 : exponentOf(largest);
}

/** The Euclidean norm without over- or underflow: the values are scaled by the power of two of the largest. */
export function normOf(values: Float64Array): number {
  const exponent = commonExponent(values);
  let sum = 0;
  for (const value of values) {
    const unit = timesPowerOfTwo(value, -exponent);
    sum += unit * unit;
  }
  return timesPowerOfTwo(Math.sqrt(sum), exponent);
}
