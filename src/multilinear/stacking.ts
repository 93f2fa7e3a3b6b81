import {
  commutationMatrix as commutationMatrixSpecification,
  unvec as unvecSpecification,
} from '../../spec/multilinear/stacking.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { matrix, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { zeros } from '../ndArray.ts';

export const unvec = reference(unvecSpecification, {
  halves: true,
  member: ({ x }, _, { sizes: { m, n } }) => transposed(matrix(n, m, x)),
  // A permutation of the entries: the pullback is the inverse permutation.
  pullback: (_, g) => ({ x: transposed(g).data }),
});

export const commutationMatrix = arrayReference(commutationMatrixSpecification, {
  whole(_, { m, n, dtype }) {
    const k = zeros(dtype, [m * n, m * n]);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) k.data[(i * n + j) * m * n + j * m + i] = 1;
    return k;
  },
});
