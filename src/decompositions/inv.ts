import { inv as specification } from '../../spec/decompositions/inv.ts';
import { identity } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { solution, solutionPullback } from './_internal/solution.ts';

export const inv = reference(specification, {
  member: ({ a }) => solution('decompositions.inv', a, identity(a.rows)),
  // The solution of A X = I, where I stays.
  pullback: ({ a }, g) => ({ a: solutionPullback('decompositions.inv', a, identity(a.rows), g).a }),
});
