import { pca as specification } from '../../spec/decompositions/pca.ts';
import {
  at,
  build,
  columnsOf,
  type Matrix,
  outside,
  plus,
  symmetricPart,
  times,
  transposed,
} from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

/** The mean of the rows, and the rows less it, in two passes. */
function centred(x: Matrix): { readonly mean: Float64Array<ArrayBuffer>; readonly rest: Matrix } {
  const meanOf = (a: Matrix) =>
    Float64Array.from({ length: a.columns }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < a.rows; i++) sum += at(a, i, j) / a.rows;
      return sum;
    });
  const less = (a: Matrix, mean: Float64Array) => build(a.rows, a.columns, (i, j) => at(a, i, j) - (mean[j] as number));
  const first = meanOf(x);
  const rest = less(x, first);
  const second = meanOf(rest);
  return { mean: first.map((value, j) => value + (second[j] as number)), rest: less(rest, second) };
}

export const pca = reference(specification, {
  member({ x }, { k }) {
    const { mean, rest } = centred(x);
    const { s, v } = finiteSingularValues('decompositions.pca/R2', rest);
    return {
      mean,
      components: columnsOf(v, 0, k),
      variances: s.slice(0, k).map((value) => value * (value / (x.rows - 1))),
    };
  },
  // C v_j = w_j v_j: dw_j = v_j^T dC v_j and dv_j = (w_j - C)^+ dC v_j, in the basis of all singular vectors and beyond it, where C is 0.
  pullback({ x }, { mean: gMean, components: gV, variances: gW }, { k }) {
    const { rest } = centred(x);
    const { s, v } = finiteSingularValues('decompositions.pca/R2', rest);
    const w = s.map((value) => value * (value / (x.rows - 1)));
    const inBasis = times(transposed(v), gV);
    const turned = build(s.length, k, (i, j) =>
      i === j ? (gW[j] as number) : quotient(at(inBasis, i, j), (w[j] as number) - (w[i] as number)),
    );
    const beyond = outside(v, gV);
    const turns = plus(
      times(v, turned),
      build(x.columns, k, (i, j) => quotient(at(beyond, i, j), w[j] as number)),
    );
    const inner = symmetricPart(times(turns, transposed(columnsOf(v, 0, k))));
    const back = times(rest, inner);
    return {
      x: build(x.rows, x.columns, (i, j) => (2 * at(back, i, j)) / (x.rows - 1) + (gMean[j] as number) / x.rows),
    };
  },
});
