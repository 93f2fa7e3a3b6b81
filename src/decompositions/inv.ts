import { inv as specification } from '../../spec/decompositions/inv.ts';
import { identity, negated, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { eliminateNonsingular } from './_internal/eliminateNonsingular.ts';
import { solveTransposedWith, solveWith } from './_internal/substitute.ts';

export const inv = reference(specification, {
  member: ({ a }) => solveWith(eliminateNonsingular('decompositions.inv', a), identity(a.rows)),
  // A X = I: dA X + A dX = 0, dX = -X dA X, so that <G, dX> = -<X^T G X^T, dA>.
  pullback({ a }, g) {
    const elimination = eliminateNonsingular('decompositions.inv', a);
    const x = solveWith(elimination, identity(a.rows));
    return { a: negated(times(solveTransposedWith(elimination, g), transposed(x))) };
  },
});
