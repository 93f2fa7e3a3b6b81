import { solve as specification } from '../../spec/decompositions/solve.ts';
import { reference } from '../_internal/reference.ts';
import { solution, solutionPullback } from './_internal/solution.ts';

export const solve = reference(specification, {
  member: ({ a, b }) => solution('decompositions.solve', a, b),
  pullback: ({ a, b }, g) => solutionPullback('decompositions.solve', a, b, g),
});
