import {
  compressLinear as compressLinearSpecification,
  factorPair as factorPairSpecification,
} from '../../spec/multilinear/factorPair.ts';
import { at, build, type Matrix, transposed } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

/** U_k S^(1/2) and V_k S^(1/2). */
function balanced(clause: string, a: Matrix, rank: number): { readonly u: Matrix; readonly v: Matrix } {
  const { u, s, v } = finiteSingularValues(clause, a);
  const weighted = (basis: Matrix) => build(basis.rows, rank, (i, j) => at(basis, i, j) * Math.sqrt(s[j] as number));
  return { u: weighted(u), v: weighted(v) };
}

export const factorPair = reference(factorPairSpecification, {
  member: ({ a }, { rank }) => balanced('multilinear.factorPair/R2', a, rank),
});

export const compressLinear = reference(compressLinearSpecification, {
  member({ weight }, { rank }) {
    const { u, v } = balanced('multilinear.compressLinear/R2', weight, rank);
    return { first: transposed(v), second: u };
  },
});
