import {
  CholeskyDecomposition,
  determinant,
  EVD,
  inverse,
  LuDecomposition,
  Matrix,
  pseudoInverse,
  QrDecomposition,
  SVD,
  solve,
} from 'ml-matrix';
import { defineAdapter } from '../../conformance/adapter.ts';
import { alongAxes } from './_internal/alongAxes.ts';
import { base, eigenpairs, matrix, type Native, Unsupported } from './_internal/base.ts';
import { elementwise } from './_internal/elementwise.ts';

function vector(value: Native): number[] {
  if (!Array.isArray(value)) throw new Unsupported('vectors are arrays');
  return value;
}

/** ml-matrix as its documentation advises to call it; what all ways share stands in _internal/base.ts. */
export default defineAdapter<Native>({
  ...base,
  profile: {
    ...base.profile,
    operations: {
      ...base.profile.operations,
      // `solve` is documented for least squares, too.
      'decompositions.solve': { beyond: ['dtypes', 'rectangular'] },
    },
  },
  operations: {
    ...elementwise,
    ...alongAxes,
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
      const right = transposeB ? matrix(b).transpose() : matrix(b);
      return transposeA ? matrix(a).transposeMultiply(right) : matrix(a).mmul(right);
    },
    'linalg.matvec': ({ a, x }) =>
      matrix(a)
        .mmul(Matrix.columnVector(vector(x)))
        .to1DArray(),
    'linalg.matrixPower': ({ a }, { exponent }) => matrix(a).mpow(exponent),
    'linalg.dot': ({ a, b }) => Matrix.columnVector(vector(a)).dot(Matrix.columnVector(vector(b))),
    'linalg.outer': ({ a, b }) => Matrix.columnVector(vector(a)).mmul(Matrix.rowVector(vector(b))),
    'linalg.trace': ({ a }) => matrix(a).trace(),
    'linalg.l2Norm': ({ x }) => Matrix.columnVector(vector(x)).norm('frobenius'),
    'linalg.lInfNorm': ({ x }) => Matrix.columnVector(vector(x)).norm('max'),
    'linalg.frobeniusNorm': ({ a }) => matrix(a).norm('frobenius'),
    'linalg.norm': ({ a }, { ord }) => {
      if (ord === '1' || ord === 'inf') throw new Unsupported('the norms frobenius and max');
      return matrix(a).norm(ord === 'fro' ? 'frobenius' : ord);
    },
    'linalg.spectralNorm': ({ a }) => new SVD(matrix(a), { autoTranspose: true }).norm2,
    'decompositions.lu': ({ a }) => {
      const lu = new LuDecomposition(matrix(a));
      return {
        permutation: Array.from(lu.pivotPermutationVector),
        l: lu.lowerTriangularMatrix,
        u: lu.upperTriangularMatrix,
      };
    },
    'decompositions.solve': ({ a, b }) => solve(matrix(a), matrix(b)),
    'decompositions.lstsq': ({ a, b }) => solve(matrix(a), matrix(b)),
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
    // A matrix with more columns than rows is asked for with `autoTranspose`, as the library itself advises by a warning.
    'decompositions.svd': ({ a }) => {
      const svd = new SVD(matrix(a), { autoTranspose: true });
      return { u: svd.leftSingularVectors, s: svd.diagonal, v: svd.rightSingularVectors };
    },
    'decompositions.svdvals': ({ a }) => new SVD(matrix(a), { autoTranspose: true }).diagonal,
    'decompositions.cond': ({ a }) => new SVD(matrix(a), { autoTranspose: true }).condition,
    'decompositions.matrixRank': ({ a }) => new SVD(matrix(a), { autoTranspose: true }).rank,
    'decompositions.pinv': ({ a }) => pseudoInverse(matrix(a)),
    'decompositions.eigh': ({ a }) => {
      const evd = new EVD(matrix(a), { assumeSymmetric: true });
      return { w: evd.realEigenvalues, v: evd.eigenvectorMatrix };
    },
    'decompositions.eigvalsh': ({ a }) => new EVD(matrix(a), { assumeSymmetric: true }).realEigenvalues,
    'decompositions.eig': ({ a }) => eigenpairs(new EVD(matrix(a))),
    'decompositions.eigvals': ({ a }) => eigenpairs(new EVD(matrix(a))).w,
    'multilinear.kron': ({ a, b }) => matrix(a).kroneckerProduct(matrix(b)),
    'multilinear.unvec': ({ x }, { m }) => {
      const data = vector(x);
      return Matrix.from1DArray(data.length / m, m, data).transpose();
    },
    'multilinear.vec': ({ a }) => matrix(a).transpose().to1DArray(),
  },
});
