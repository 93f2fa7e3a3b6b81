import { solve as specification } from '../../spec/decompositions/solve.ts';
import { negated, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { eliminateNonsingular } from './_internal/eliminateNonsingular.ts';
import { solveTransposedWith, solveWith } from './_internal/substitute.ts';

export const solve = reference(specification, {
  member: ({ a, b }) => solveWith(eliminateNonsingular('decompositions.solve', a), b),
  // A X = B: A dX = dB - dA X, so that with Bbar = A^-T G, <G, dX> = <Bbar, dB> - <Bbar X^T, dA>.
  pullback({ a, b }, g) {
    const elimination = eliminateNonsingular('decompositions.solve', a);
    const x = solveWith(elimination, b);
    const bBar = solveTransposedWith(elimination, g);
    return { a: negated(times(bBar, transposed(x))), b: bBar };
  },
});
