import { permute as specification } from '../../spec/tensor/permute.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { permuteAxes } from '../ndArray.ts';

export const permute = arrayReference(specification, {
  halves: true,
  whole: ({ x }, { axes }) => permuteAxes(x, axes),
  pullback(_, g, { axes }) {
    const inverse = axes.map((_axis, at) => axes.indexOf(at));
    return { x: permuteAxes(g, inverse) };
  },
});
