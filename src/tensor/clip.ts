import { clip as specification } from '../../spec/tensor/clip.ts';
import { reference } from '../_internal/reference.ts';

export const clip = reference(specification, {
  // NaN is neither below nor above.
  member: ({ x }, { min, max }) => (x < min ? min : x > max ? max : x),
  pullback: ({ x }, g, { min, max }) => ({ x: x > min && x < max ? g : 0 }),
});
