import { spectralEmbedding as specification } from '../../spec/decompositions/spectralEmbedding.ts';
import { at, build, columnsOf, type Matrix, part } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { reference } from '../_internal/reference.ts';
import { symmetricEigen } from './_internal/symmetricEigen.ts';

/** L = D - W by the entries below the diagonal, which are mirrored: what lies on it takes part in neither. */
function laplacian(w: Matrix): Matrix {
  const weight = (i: number, j: number) => (i > j ? at(w, i, j) : at(w, j, i));
  const degree = (i: number) => {
    let sum = 0;
    for (let j = 0; j < w.rows; j++) if (j !== i) sum += weight(i, j);
    return sum;
  };
  return build(w.rows, w.rows, (i, j) => (i === j ? degree(i) : -weight(i, j)));
}

export const spectralEmbedding = reference(specification, {
  member({ w }, { k }) {
    requireFinite('decompositions.spectralEmbedding/R2', 'w', part(w, (i, j) => i >= j).data);
    const { w: values, v } = symmetricEigen(laplacian(w));
    return { values: values.slice(0, k), vectors: columnsOf(v, 0, k) };
  },
});
