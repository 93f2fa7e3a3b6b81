import type { NdArray } from '../../../../src/ndArray.ts';
import { arrayOf, matricesOf } from '../../_internal/plain.ts';

/** A stack of matrices, zero from the first one on that is not finite. */
export function zeroAfterBad(a: NdArray): NdArray {
  let isGood = true;
  const members = matricesOf(a).members.map((member) => {
    isGood &&= member.every(Number.isFinite);
    return isGood ? member : member.map(() => 0);
  });
  return arrayOf(a.dtype, a.shape, members.flat());
}
