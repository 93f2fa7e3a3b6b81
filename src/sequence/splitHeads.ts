import { splitHeads as specification } from '../../spec/sequence/splitHeads.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { mergeHeads, splitHeads as split } from './_internal/heads.ts';

export const splitHeads = arrayReference(specification, {
  whole: ({ x }, { heads }, { sizes: { d } }) => split(x, heads, d),
  pullback: (_, g) => ({ x: mergeHeads(g) }),
});
