import { permute as specification } from '../../spec/tensor/permute.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { withHalves } from '../_internal/withHalves.ts';
import { permuteAxes } from '../ndArray.ts';

export const permute = withHalves(
  specification,
  arrayReference(specification, {
    whole: ({ x }, { axes }) => permuteAxes(x, axes),
    pullback: (_, g, { axes }) => ({
      x: permuteAxes(
        g,
        [...axes.keys()].map((axis) => axes.indexOf(axis)),
      ),
    }),
  }),
);
