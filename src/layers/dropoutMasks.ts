import * as specification from '../../spec/layers/dropoutMasks.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { reference } from '../_internal/reference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

const masked = (value: number, mask: number, p: number, inverted: boolean): number =>
  mask === 0 ? 0 : inverted ? value / (1 - p) : value;

export const applyDropoutMask = reference(specification.applyDropoutMask, {
  halves: true,
  member: ({ x, mask }, { p, inverted }) => masked(x, mask, p, inverted),
  pullback: ({ mask }, g, { p, inverted }) => ({ x: masked(g, mask, p, inverted) }),
});

/** The mask is a function of the key and the position alone, so that the pullback finds it again. */
function kept(x: NdArray, { keep, key }: { readonly keep: number; readonly key: number }): NdArray {
  const uniform = uniforms(key, 'rawDropout');
  return arrayFrom(
    x.dtype,
    x.shape,
    doubles(x).map((value, at) => (uniform(at) < keep ? value : 0)),
  );
}

export const rawDropout = arrayReference(specification.rawDropout, {
  whole: ({ x }, attributes) => kept(x, attributes),
  pullback: (_, g, attributes) => ({ x: kept(g, attributes) }),
});
