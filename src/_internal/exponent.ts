const view = new DataView(new ArrayBuffer(8));

/**
 * The power of two that brings |x| into [1, 2): 2^-floor(log2 |x|), for finite x other than 0.
 *
 * Kept at most 2^1022, so that it is finite: subnormal numbers are brought below 1. Multiplying by it rounds nothing that is
 * not far below x.
 */
export function normalizer(x: number): number {
  view.setFloat64(0, x);
  const exponent = ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
  return 2 ** -Math.max(exponent, -1022);
}
