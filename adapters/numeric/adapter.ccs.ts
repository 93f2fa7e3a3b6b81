import numeric, { type Dense, type Nested, type Sparse } from 'numeric';
import { defineAdapter } from '../../conformance/adapter.ts';
import { shapeOf, Unsupported } from '../_internal/nested.ts';
import { arraysFrom, byColumns, matrixOf, profile, tensorFrom } from './_internal/values.ts';

type Pair = readonly [Nested, Nested];

/** How many rows and columns a sparse matrix has is nowhere kept: it is filled up to what it must have. */
function full(sparse: Sparse, rows: number, columns: number): Dense {
  const known = sparse[1].length === 0 ? [] : numeric.ccsFull(sparse);
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => known[i]?.[j] ?? 0));
}

function elementwise([a, b]: Pair, operation: (a: Sparse, b: Sparse) => Sparse): Nested {
  const [left, right] = [shapeOf(a), shapeOf(b)];
  if (left.length !== 2 || left.join() !== right.join()) throw new Unsupported('two matrices of one shape');
  return full(operation(numeric.ccsSparse(a), numeric.ccsSparse(b)), left[0] ?? 0, left[1] ?? 0);
}

/** Matrices in compressed column storage: an array of rows goes in, and comes out. */
export default defineAdapter<Nested>({
  name: 'numeric (ccs)',
  version: '1.2.6',
  profile: { ...profile, operations: { 'tensor.*': { ranks: [2, 2] } } },
  toNative: (tensor) => arraysFrom(tensor),
  fromNative: (value, { dtype }) => tensorFrom(value, dtype),
  operations: {
    'tensor.add': ({ a, b }) => elementwise([a, b], numeric.ccsadd),
    'tensor.mul': ({ a, b }) => elementwise([a, b], numeric.ccsmul),
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
      const [left, right] = [transposeA ? numeric.transpose(a) : a, transposeB ? numeric.transpose(b) : b];
      const [rows = 0, inner] = shapeOf(left);
      const [count, columns = 0] = shapeOf(right);
      if (inner !== count) throw new Unsupported('sizes are not kept, and cannot be compared');
      return full(numeric.ccsDot(numeric.ccsSparse(left), numeric.ccsSparse(right)), rows, columns);
    },
    'decompositions.solve': ({ a, b }) => {
      const factors = numeric.ccsLUP(numeric.ccsSparse(a));
      return byColumns(b, (column) => numeric.ccsLUPSolve(factors, column));
    },
    'decompositions.triangularSolve': ({ t, b }, { lower, transpose, unitDiagonal }) => {
      if (unitDiagonal) throw new Unsupported('the diagonal is read');
      // The other triangle is not stored.
      const triangle = matrixOf(t).map((row, i) => row.map((value, j) => ((lower ? j <= i : j >= i) ? value : 0)));
      const sparse = numeric.ccsSparse(transpose ? numeric.transpose(triangle) : triangle);
      return byColumns(b, (column) => numeric.ccsTSolve(sparse, column));
    },
    'decompositions.lu': ({ a }) => {
      const { L, U, P: permutation } = numeric.ccsLUP(numeric.ccsSparse(a));
      return {
        permutation,
        l: full(L, permutation.length, permutation.length),
        u: full(U, permutation.length, permutation.length),
      };
    },
  },
});
