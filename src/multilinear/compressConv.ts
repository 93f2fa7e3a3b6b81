import { compressConv as specification } from '../../spec/multilinear/compressConv.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { along, unfolded } from '../_internal/dense/cube.ts';
import { columnsOf, transposed } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

export const compressConv = arrayReference(specification, {
  whole({ kernel }, { ranks: [p = 1, q = 1] }, { dtype, sizes: { o, i, h, w } }) {
    const cube = { shape: [o, i, h * w], data: doubles(kernel) };
    const leading = (axis: 0 | 1, rank: number) =>
      columnsOf(finiteSingularValues('multilinear.compressConv/R2', unfolded(cube, axis)).u, 0, rank);
    const [last, back] = [leading(0, p), leading(1, q)];
    const core = along(along(cube, 0, transposed(last)), 1, transposed(back));
    return {
      first: arrayFrom(dtype, [q, i], transposed(back).data),
      core: arrayFrom(dtype, [p, q, h, w], core.data),
      last: arrayFrom(dtype, [o, p], last.data),
    };
  },
});
