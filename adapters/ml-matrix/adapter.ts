import {
  type AbstractMatrix,
  CholeskyDecomposition,
  determinant,
  EVD,
  inverse,
  LuDecomposition,
  Matrix,
  MatrixColumnSelectionView,
  MatrixFlipRowView,
  MatrixTransposeView,
  pseudoInverse,
  QrDecomposition,
  SVD,
  solve,
} from 'ml-matrix';
import { defineAdapter } from '../../conformance/adapter.ts';
import type { Tensor } from '../../spec/tensor.ts';

/**
 * ml-matrix 6: dense matrices of doubles, every value of rank 2.
 *
 * Declared conventions, none of which counts as a bug:
 * - vectors cross as arrays and scalars as numbers; there are no batch axes and no broadcasting;
 * - empty matrices are refused by several operations by design, so none are given;
 * - the SVD of a matrix with more columns than rows is asked for with `autoTranspose`, as the library itself advises;
 * - LU is P A = L U with a permutation vector, as here; singular matrices are refused by `solve` and `inverse`;
 * - the pseudo-inverse already has the rank tolerance max(m, n) eps sigma_1 of the specification.
 */
type Native = AbstractMatrix | number | number[];

class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

const matrix = (value: Native): Matrix => {
  if (typeof value === 'number' || Array.isArray(value)) throw new Unsupported('only matrices and vectors');
  // Views share the interface of Matrix; only their storage differs, which is what the layouts law is about.
  return value as Matrix;
};

const sameShape = (a: Native, b: Native): [Matrix, Matrix] => {
  const [left, right] = [matrix(a), matrix(b)];
  // Stretching an axis of size 1 is not offered; other mismatches are the library's to refuse.
  const stretches =
    (left.rows !== right.rows && (left.rows === 1 || right.rows === 1)) ||
    (left.columns !== right.columns && (left.columns === 1 || right.columns === 1));
  if (stretches) throw new Unsupported('no broadcasting');
  return [left, right];
};

/** Reductions are offered over both axes, or over one of them. */
function reduction(
  x: Native,
  axes: readonly number[] | null,
  keepdims: boolean,
  all: (m: Matrix) => number,
  by: (m: Matrix, axis: 'row' | 'column') => number[],
): Native {
  const m = matrix(x);
  if (axes !== null && (axes.length !== 1 || keepdims)) throw new Unsupported('reductions over all axes or over one');
  if (axes === null) {
    if (keepdims) throw new Unsupported('keepdims');
    return all(m);
  }
  const axis = axes[0];
  if (axis === 0 || axis === -2) return by(m, 'column');
  if (axis === 1 || axis === -1) return by(m, 'row');
  // Axes are not this library's notion: an axis that does not exist has no call to refuse it.
  throw new Unsupported('axes 0 and 1 only');
}

function matrixOf({ data, shape }: Tensor): Matrix {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  return Matrix.from1DArray(rows, columns, Array.from(data));
}

export default defineAdapter<Native>({
  name: 'ml-matrix',
  version: '6.15.1',
  profile: { dtype: 'float64', batches: 'none', empty: false, operations: { 'tensor.*': { ranks: [2, 2] } } },
  toNative(tensor) {
    if (tensor.shape.length === 0) return tensor.data[0] ?? Number.NaN;
    if (tensor.shape.length === 1) return Array.from(tensor.data);
    return matrixOf(tensor);
  },
  fromNative(value, { dtype }) {
    if (typeof value === 'number') return { dtype: 'float64', shape: [], data: Float64Array.of(value) };
    if (Array.isArray(value))
      return {
        dtype,
        shape: [value.length],
        data: dtype === 'int32' ? Int32Array.from(value) : Float64Array.from(value),
      };
    return { dtype: 'float64', shape: [value.rows, value.columns], data: Float64Array.from(value.to1DArray()) };
  },
  layouts: {
    transposed: (tensor) => new MatrixTransposeView(matrixOf(tensor).transpose()),
    reversed: (tensor) => new MatrixFlipRowView(new MatrixFlipRowView(matrixOf(tensor)).clone()),
    sliced: (tensor) => {
      const m = matrixOf(tensor);
      const wide = new Matrix(m.rows, 2 * m.columns).fill(Number.NaN);
      for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.columns; j++) wide.set(i, 2 * j, m.get(i, j));
      return new MatrixColumnSelectionView(
        wide,
        Array.from({ length: m.columns }, (_, j) => 2 * j),
      );
    },
  },
  operations: {
    'tensor.add': ({ a, b }) => Matrix.add(...sameShape(a, b)),
    'tensor.mul': ({ a, b }) => Matrix.mul(...sameShape(a, b)),
    'tensor.div': ({ a, b }) => Matrix.div(...sameShape(a, b)),
    'tensor.sum': ({ x }, { axes, keepdims }) =>
      reduction(
        x,
        axes,
        keepdims,
        (m) => m.sum(),
        (m, by) => m.sum(by),
      ),
    'tensor.mean': ({ x }, { axes, keepdims }) =>
      reduction(
        x,
        axes,
        keepdims,
        (m) => m.mean(),
        (m, by) => m.mean(by),
      ),
    'tensor.max': ({ x }, { axes, keepdims }) =>
      reduction(
        x,
        axes,
        keepdims,
        (m) => m.max(),
        (m, by) => m.max(by),
      ),
    'tensor.permute': ({ x }, { axes }) => {
      if (axes.join() !== '1,0') throw new Unsupported('only the transpose');
      return matrix(x).transpose();
    },
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
      const [left, right] = [matrix(a), matrix(b)];
      return (transposeA ? left.transpose() : left).mmul(transposeB ? right.transpose() : right);
    },
    'linalg.dot': ({ a, b }) => {
      if (!Array.isArray(a) || !Array.isArray(b)) throw new Unsupported('the dot product of vectors');
      return Matrix.columnVector(a).dot(Matrix.columnVector(b));
    },
    'linalg.frobeniusNorm': ({ a }) => matrix(a).norm('frobenius'),
    'linalg.spectralNorm': ({ a }) => new SVD(matrix(a), { autoTranspose: true }).norm2,
    'decompositions.lu': ({ a }) => {
      const m = matrix(a);
      if (m.rows !== m.columns)
        throw new Unsupported('LU of rectangular matrices: offered, and more than is specified');
      const lu = new LuDecomposition(m);
      return {
        permutation: Array.from(lu.pivotPermutationVector),
        l: lu.lowerTriangularMatrix,
        u: lu.upperTriangularMatrix,
      };
    },
    'decompositions.solve': ({ a, b }) => solve(matrix(a), matrix(b)),
    'decompositions.inv': ({ a }) => inverse(matrix(a)),
    'decompositions.det': ({ a }) => determinant(matrix(a)),
    'decompositions.cholesky': ({ a }) => {
      const cholesky = new CholeskyDecomposition(matrix(a));
      // The library says by a flag, not by an error, that the matrix is not positive definite.
      if (!cholesky.isPositiveDefinite()) throw new Error('not positive definite');
      return cholesky.lowerTriangularMatrix;
    },
    'decompositions.qr': ({ a }) => {
      const qr = new QrDecomposition(matrix(a));
      return { q: qr.orthogonalMatrix, r: qr.upperTriangularMatrix };
    },
    'decompositions.svd': ({ a }) => {
      const svd = new SVD(matrix(a), { autoTranspose: true });
      return { u: svd.leftSingularVectors, s: svd.diagonal, v: svd.rightSingularVectors };
    },
    'decompositions.pinv': ({ a }) => pseudoInverse(matrix(a)),
    'decompositions.eigh': ({ a }) => {
      const evd = new EVD(matrix(a), { assumeSymmetric: true });
      return { w: evd.realEigenvalues, v: evd.eigenvectorMatrix };
    },
    'multilinear.kron': ({ a, b }) => matrix(a).kroneckerProduct(matrix(b)),
  },
});
