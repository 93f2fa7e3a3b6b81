import {
  isBasis as basisRecord,
  changeOfBasis as changeRecord,
  isLinearlyIndependent as independentRecord,
} from '../../spec/decompositions/bases.ts';
import type { WideDtype } from '../../spec/tensor.ts';
import { build, type Matrix } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';
import { rankTolerance } from './_internal/rankTolerance.ts';
import { solution, solutionPullback } from './_internal/solution.ts';

/** Whether as many singular values count as there are columns. */
function isIndependent(operation: string, a: Matrix, dtype: WideDtype): boolean {
  const { s } = finiteSingularValues(`${operation}/R1`, a);
  const tolerance = rankTolerance(a.rows, a.columns, s, dtype);
  return s.length === a.columns && s.every((value) => value > tolerance);
}

export const isLinearlyIndependent = reference(independentRecord, {
  member: ({ a }, _, { dtype }) => Number(isIndependent('decompositions.isLinearlyIndependent', a, dtype)),
});

export const isBasis = reference(basisRecord, {
  member: ({ a }, _, { dtype }) => Number(isIndependent('decompositions.isBasis', a, dtype) && a.rows === a.columns),
});

const column = (x: Float64Array): Matrix => build(x.length, 1, (i) => x[i] as number);

export const changeOfBasis = reference(changeRecord, {
  member: ({ basis, x }) => solution('decompositions.changeOfBasis', basis, column(x)).data,
  pullback({ basis, x }, g) {
    const { a, b } = solutionPullback('decompositions.changeOfBasis', basis, column(x), column(g));
    return { basis: a, x: b.data };
  },
});
