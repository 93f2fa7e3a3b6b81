import { spectralEmbedding } from '../../../spec/decompositions/spectralEmbedding.ts';
import { at, build, columnsOf, type Matrix, scaled } from '../../../src/_internal/dense/matrix.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const degrees = (w: Matrix): number[] =>
  Array.from({ length: w.rows }, (_, i) => sum(Array.from({ length: w.rows }, (__, j) => at(w, i, j))));

/** The eigenvectors of the k smallest eigenvalues of a matrix. */
function smallest(l: Matrix, k: number, from = 0) {
  const { w, v } = symmetricEigen(l);
  return { values: w.slice(from, from + k), vectors: columnsOf(v, from, k) };
}

const laplacian = (w: Matrix, sign = -1): Matrix => {
  const d = degrees(w);
  return build(w.rows, w.rows, (i, j) => (i === j ? (d[i] ?? 0) : 0) + sign * at(w, i, j));
};

export const faults: readonly Fault[] = [
  ...memberFaultsOf(spectralEmbedding, ({ wrong, spoilt, misread }) => [
    wrong('D + W', 'C5', ({ w }, { k }) => smallest(laplacian(w, 1), k)),
    wrong('the eigenvectors of W', 'C6', ({ w }, { k }) => smallest(w, k)),
    wrong('the largest eigenvalues', 'C7', ({ w }, { k }) => smallest(laplacian(w), k, w.rows - k)),
    wrong('edges from a vertex to itself in its degree alone', 'C8', ({ w }, { k }) =>
      smallest(
        entries(laplacian(w), (x, i, j) => (i === j ? x + at(w, i, i) : x)),
        k,
      ),
    ),
    wrong('the normalised Laplacian', 'C1', ({ w }, { k }) => {
      const d = degrees(w).map((one) => Math.sqrt(Math.abs(one)) || 1);
      return smallest(
        entries(laplacian(w), (x, i, j) => x / ((d[i] ?? 1) * (d[j] ?? 1))),
        k,
      );
    }),
    spoilt('in descending order', 'C3', ({ values, vectors }) => ({
      values: values.toReversed(),
      vectors: reversedColumns(vectors),
    })),
    spoilt('vectors not quite of length one', 'C2', ({ vectors }) => ({ vectors: scaled(vectors, 1 + 1e-9) })),
    spoilt('values in single precision', 'C4', ({ values }) => ({ values: values.map((x) => x * (1 + 1e-9)) })),
    misread('NaN taken for zero', 'R2', ({ w }) => ({ w: entries(w, (x) => x || 0) })),
  ]),
  ...faultsOf('decompositions.spectralEmbedding', ({ misset }) => [
    misset('vectors that there cannot be left out', 'R1', ({ k }, { w }) => ({ k: Math.min(k, w.shape.at(-1) ?? 1) })),
  ]),
];
