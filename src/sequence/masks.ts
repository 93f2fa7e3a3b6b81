import * as specification from '../../spec/sequence/masks.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

export const causalMask = arrayReference(specification.causalMask, {
  whole(_, { l, s, align }) {
    const offset = align === 'end' ? s - l : 0;
    return arrayFrom(
      'int32',
      [l, s],
      Array.from({ length: l * s }, (_one, at) => Number((at % s) - Math.floor(at / s) <= offset)),
    );
  },
});

export const paddingMask = arrayReference(specification.paddingMask, {
  whole: ({ lengths }, { n }) =>
    arrayFrom(
      'int32',
      [...lengths.shape, n],
      Array.from(doubles(lengths)).flatMap((length) => Array.from({ length: n }, (_one, j) => Number(j < length))),
    ),
});
