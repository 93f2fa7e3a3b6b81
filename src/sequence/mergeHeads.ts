import { mergeHeads as specification } from '../../spec/sequence/mergeHeads.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { mergeHeads as merge, splitHeads } from './_internal/heads.ts';

export const mergeHeads = arrayReference(specification, {
  whole: ({ x }) => merge(x),
  pullback: (_, g, __, { sizes: { h, d } }) => ({ x: splitHeads(g, h, d) }),
});
