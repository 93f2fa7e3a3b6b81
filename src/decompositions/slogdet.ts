import { slogdet as specification } from '../../spec/decompositions/slogdet.ts';
import { at, identity, scaled, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { eliminate } from './_internal/eliminate.ts';
import { solution } from './_internal/solution.ts';

export const slogdet = reference(specification, {
  member({ a }) {
    const { factors, sign } = eliminate(a);
    const pivots = Array.from({ length: a.rows }, (_, i) => at(factors, i, i));
    return {
      // A product of signs, which is NaN where a pivot is, and not -0.
      sign: pivots.reduce((product, pivot) => product * Math.sign(pivot), sign) + 0,
      logabs: pivots.reduce((sum, pivot) => sum + Math.log(Math.abs(pivot)), 0),
    };
  },
  // d ln |det A| = tr(A^-1 dA) = <A^-T, dA>; the sign stays.
  pullback: ({ a }, { logabs: g }) => ({
    a: scaled(transposed(solution('decompositions.slogdet', a, identity(a.rows))), g),
  }),
});
