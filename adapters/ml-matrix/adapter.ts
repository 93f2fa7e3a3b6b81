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
import { base, eigenpairs, matrix, type Native, Unsupported } from './_internal/base.ts';

type Direction = 'row' | 'column';

/** What the library calls an axis. An axis that does not exist has no call to refuse it. */
function directionOf(axis: number | undefined): Direction {
  if (axis === 0 || axis === -2) return 'column';
  if (axis === 1 || axis === -1) return 'row';
  throw new Unsupported('axes 0 and 1 only');
}

/** Reductions are offered over both axes, or over one of them. */
function reduction(
  x: Native,
  { axes, keepdims }: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
  all: (m: Matrix) => number,
  by: (m: Matrix, direction: Direction) => number[],
): Native {
  if (keepdims) throw new Unsupported('reductions drop axes');
  if (axes === null) return all(matrix(x));
  if (axes.length !== 1) throw new Unsupported('reductions over all axes or over one');
  return by(matrix(x), directionOf(axes[0]));
}

/** Matrices of one shape, or a matrix and a vector of its rows or columns, by the calls that add and divide by vectors. */
function elementwise(call: 'add' | 'mul' | 'div', a: Native, b: Native): Matrix {
  const [left, right] = [matrix(a), matrix(b)];
  if (left.rows !== right.rows && right.rows === 1) return left.clone()[`${call}RowVector`](right);
  if (left.columns !== right.columns && right.columns === 1) return left.clone()[`${call}ColumnVector`](right);
  if ((left.rows === 1) !== (right.rows === 1) || (left.columns === 1) !== (right.columns === 1))
    throw new Unsupported('only the second operand is stretched');
  return Matrix[call](left, right);
}

/** The running sum goes through the whole matrix: it is that along an axis where the other one has size 1. */
function cumulativeSum(x: Native, axis: number): Matrix {
  const m = matrix(x);
  const other = directionOf(axis) === 'row' ? m.rows : m.columns;
  if (other !== 1) throw new Unsupported('running sums of whole matrices');
  return m.clone().cumulativeSum();
}

function argmax(x: Native, axis: number, keepdims: boolean): number[] {
  if (keepdims) throw new Unsupported('reductions drop axes');
  const m = matrix(x);
  return directionOf(axis) === 'row'
    ? Array.from({ length: m.rows }, (_, i) => m.maxRowIndex(i)[1])
    : Array.from({ length: m.columns }, (_, j) => m.maxColumnIndex(j)[0]);
}

function concat(xs: readonly Native[], axis: number): Matrix {
  const [first, ...others] = xs.map(matrix);
  if (first === undefined) throw new Unsupported('one matrix or more');
  const along = directionOf(axis) === 'row' ? 'column' : 'row';
  return others.reduce((sofar, next) => sofar.concat(next, along), first.clone());
}

function split(x: Native, axis: number, parts: number | readonly number[]): Matrix[] {
  const m = matrix(x);
  const along = directionOf(axis) === 'row' ? 'columns' : 'rows';
  if (typeof parts === 'number' && m[along] % parts !== 0) throw new Unsupported('a part is named by its limits');
  const sizes = typeof parts === 'number' ? Array.from({ length: parts }, () => m[along] / parts) : parts;
  if (sizes.includes(0)) throw new Unsupported('a part has one row or more');
  if (sizes.reduce((sum, size) => sum + size, 0) !== m[along]) throw new Unsupported('what the parts leave out');
  return sizes.map((size, at) => {
    const start = sizes.slice(0, at).reduce((sum, one) => sum + one, 0);
    const limits = [start, start + size - 1] as const;
    return along === 'columns' ? m.subMatrix(0, m.rows - 1, ...limits) : m.subMatrix(...limits, 0, m.columns - 1);
  });
}

function reshape(x: Native, shape: readonly number[]): Matrix {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  if (rows < 0 || columns < 0) throw new Unsupported('both sizes are given');
  return Matrix.from1DArray(rows, columns, matrix(x).to1DArray());
}

function broadcastTo(x: Native, shape: readonly number[]): Matrix {
  const m = matrix(x);
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  const times = { rows: rows / m.rows, columns: columns / m.columns };
  if ((times.rows !== 1 && m.rows !== 1) || (times.columns !== 1 && m.columns !== 1))
    throw new Unsupported('repetition of whole matrices');
  return m.repeat(times);
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
    'tensor.add': ({ a, b }) => elementwise('add', a, b),
    'tensor.mul': ({ a, b }) => elementwise('mul', a, b),
    'tensor.div': ({ a, b }) => elementwise('div', a, b),
    'tensor.round': ({ x }) => Matrix.round(matrix(x)),
    'tensor.sum': ({ x }, axes) =>
      reduction(
        x,
        axes,
        (m) => m.sum(),
        (m, by) => m.sum(by),
      ),
    'tensor.mean': ({ x }, axes) =>
      reduction(
        x,
        axes,
        (m) => m.mean(),
        (m, by) => m.mean(by),
      ),
    'tensor.max': ({ x }, axes) =>
      reduction(
        x,
        axes,
        (m) => m.max(),
        (m, by) => m.max(by),
      ),
    'tensor.argmax': ({ x }, { axis, keepdims }) => argmax(x, axis, keepdims),
    'tensor.cumsum': ({ x }, { axis }) => cumulativeSum(x, axis),
    'tensor.permute': ({ x }, { axes }) => {
      if (axes.join() !== '1,0') throw new Unsupported('only the transpose');
      return matrix(x).transpose();
    },
    'tensor.reshape': ({ x }, { shape }) => reshape(x, shape),
    'tensor.broadcastTo': ({ x }, { shape }) => broadcastTo(x, shape),
    'tensor.concat': ({ xs }, { axis }) => concat(xs, axis),
    'tensor.split': ({ x }, { axis, parts }) => split(x, axis, parts),
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
      const right = transposeB ? matrix(b).transpose() : matrix(b);
      return transposeA ? matrix(a).transposeMultiply(right) : matrix(a).mmul(right);
    },
    'linalg.dot': ({ a, b }) => {
      if (!Array.isArray(a) || !Array.isArray(b)) throw new Unsupported('the dot product of vectors');
      return Matrix.columnVector(a).dot(Matrix.columnVector(b));
    },
    'linalg.outer': ({ a, b }) => {
      if (!Array.isArray(a) || !Array.isArray(b)) throw new Unsupported('the outer product of vectors');
      return Matrix.columnVector(a).mmul(Matrix.rowVector(b));
    },
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
    'decompositions.pinv': ({ a }) => pseudoInverse(matrix(a)),
    'decompositions.eigh': ({ a }) => {
      const evd = new EVD(matrix(a), { assumeSymmetric: true });
      return { w: evd.realEigenvalues, v: evd.eigenvectorMatrix };
    },
    'decompositions.eig': ({ a }) => eigenpairs(new EVD(matrix(a))),
    'multilinear.kron': ({ a, b }) => matrix(a).kroneckerProduct(matrix(b)),
    'multilinear.vec': ({ a }) => matrix(a).transpose().to1DArray(),
  },
});
