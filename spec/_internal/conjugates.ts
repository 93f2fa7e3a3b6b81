import type { ComplexMatrix, ExactMatrix } from '../exactMatrix.ts';

/** A column of numbers over one exponent, as pairs. */
function pairsOf({ re, im }: ComplexMatrix): readonly (readonly [bigint, bigint])[] {
  const exponent = Math.min(re.exponent, im.exponent);
  const lifted = (a: ExactMatrix) => a.entries.map((value) => value << BigInt(a.exponent - exponent));
  const imaginary = lifted(im);
  return lifted(re).map((real, k) => [real, imaginary[k] ?? 0n]);
}

/** Whether every number comes as often as its conjugate. */
export function isClosed(w: ComplexMatrix): boolean {
  const named = (sign: bigint) =>
    pairsOf(w)
      .map(([re, im]) => `${re} ${sign * im}`)
      .sort();
  return String(named(1n)) === String(named(-1n));
}
