import { vec as specification } from '../../spec/multilinear/vec.ts';
import { matrix, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

export const vec = reference(specification, {
  member: ({ a }) => transposed(a).data,
  // A permutation of the entries: the pullback is the inverse permutation.
  pullback: ({ a }, g) => ({ a: transposed(matrix(a.columns, a.rows, g)) }),
});
