import {
  columnSpace as columnRecord,
  nullSpace as nullRecord,
  matrixRank as rankRecord,
} from '../../spec/decompositions/rank.ts';
import type { WideDtype } from '../../spec/tensor.ts';
import { complementOf } from '../_internal/dense/householder.ts';
import { at, build, columnsOf, type Matrix, part } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';
import { rankTolerance } from './_internal/rankTolerance.ts';

/** The singular values of a matrix that must be finite, and how many count. */
function ranked(operation: string, a: Matrix, dtype: WideDtype) {
  const values = finiteSingularValues(`${operation}/R1`, a);
  const tolerance = rankTolerance(a.rows, a.columns, values.s, dtype);
  return { ...values, rank: values.s.filter((value) => value > tolerance).length };
}

export const matrixRank = reference(rankRecord, {
  member: ({ a }, _, { dtype }) => ranked('decompositions.matrixRank', a, dtype).rank,
});

export const nullSpace = reference(nullRecord, {
  member({ a }, _, { dtype }) {
    const { v, rank } = ranked('decompositions.nullSpace', a, dtype);
    const basis = complementOf(columnsOf(v, 0, rank));
    return {
      q: build(a.columns, a.columns, (i, j) => (j < basis.columns ? at(basis, i, j) : 0)),
      nullity: basis.columns,
    };
  },
});

export const columnSpace = reference(columnRecord, {
  member({ a }, _, { dtype }) {
    const { u, rank } = ranked('decompositions.columnSpace', a, dtype);
    return { q: part(u, (_, j) => j < rank), rank };
  },
});
