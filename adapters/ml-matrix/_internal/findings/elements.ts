import type { Finding } from '../../../../scripts/_internal/library.ts';

/** What is known of elementwise functions, norms of vectors and least squares. */
export const elements: readonly Finding[] = [
  {
    id: 'mod-of-the-dividend',
    title: '`mod` has the sign of the dividend',
    kind: 'convention',
    clauses: [
      'tensor.remainder/C2',
      'tensor.remainder/definition',
      'tensor.remainder/tiles',
      'tensor.remainder/integers',
      'tensor.remainder/shapes',
      'tensor.remainder/batch',
      'tensor.remainder/neighbours',
      'tensor.remainder/layouts',
      'tensor.remainder/storage',
      'tensor.remainder/specialCases',
    ],
    cause: 'It is the operator % of ECMAScript for every element (src/mathOperations.js), as `and` is & and `or` is |.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(Matrix.mod(new Matrix([[-1, 5, -5]]), new Matrix([[3, -3, 3]])).to2DArray());`,
    right: '2, -1, 1 in the array API, NumPy and PyTorch: the sign of the divisor.',
  },
  {
    id: 'power-of-one',
    title: '`pow` of 1 to an infinite or no number, and of -1, is NaN',
    kind: 'convention',
    clauses: ['tensor.pow/specialCases'],
    cause: 'It is the operator ** of ECMAScript, which differs from IEEE 754 there.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(Matrix.pow(new Matrix([[1, 1, -1]]), new Matrix([[Infinity, NaN, Infinity]])).to2DArray());`,
    right: '1, 1, 1 in IEEE 754 and the array API.',
  },
  {
    id: 'larger-of-any-shapes',
    title: '`Matrix.max` and `Matrix.min` of two matrices do not compare their shapes',
    kind: 'defect',
    clauses: ['tensor.maximum/signature', 'tensor.minimum/signature'],
    cause:
      'Both in src/matrix.js go over the rows and columns of the first matrix: what the second has more is left out, and what it lacks is compared as undefined, or ends in a TypeError. `add` and the like compare the shapes.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(Matrix.max(new Matrix([[1, 1]]), new Matrix([[19, 10, 6]])).to2DArray());
console.log(Matrix.max(new Matrix([[1, 1]]), new Matrix([[2]])).to2DArray());`,
    right: 'An error, as `Matrix.add` gives one.',
  },
  {
    id: 'trace-of-rectangular',
    title: '`trace` takes matrices that are not square',
    kind: 'limit',
    clauses: ['linalg.trace/signature'],
    cause:
      '`trace` in src/matrix.js sums the shorter diagonal; it is documented as the "sum of the diagonal elements".',
    call: `
import { Matrix } from 'ml-matrix';
console.log(new Matrix([[19], [10]]).trace());`,
    right: 'An error: the trace is that of a square matrix. NumPy sums the diagonal, too.',
  },
  {
    id: 'norm-of-squares',
    title: '`norm` of a vector overflows from 2^512 on, and is 0 below 2^-538',
    kind: 'defect',
    clauses: ['linalg.l2Norm/C3', 'linalg.l2Norm/definition'],
    cause: '`norm` in src/matrix.js is the root of the sum of squares; `hypotenuse`, which scales, is used by the SVD.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(Matrix.columnVector([2 ** 512]).norm(), Matrix.columnVector([2 ** -540]).norm());`,
    right: '2^512 and 2^-540, as BLAS has them.',
  },
  {
    id: 'least-squares-of-full-rank',
    title: '`solve` refuses least squares of a matrix whose columns are dependent, or answers with huge numbers',
    kind: 'limit',
    clauses: [
      'decompositions.lstsq/C1',
      'decompositions.lstsq/C2',
      'decompositions.lstsq/C3',
      'decompositions.lstsq/C5',
      'decompositions.lstsq/C6',
      'decompositions.lstsq/homogeneity',
      'decompositions.lstsq/shapes',
      'decompositions.lstsq/layouts',
      'decompositions.lstsq/storage',
      'decompositions.lstsq/untouched',
      'decompositions.lstsq/repeatable',
    ],
    ways: ['advised', 'classes'],
    cause:
      '`solve` takes QR, or LU of a square matrix, which refuse an exact 0 alone; where rounding leaves another number it is divided by. The README names the SVD, `useSVD`, for such matrices.',
    call: `
import { Matrix, solve } from 'ml-matrix';
const [a, b] = [new Matrix([[0], [0]]), new Matrix([[1], [1]])];
console.log(solve(a, b, true).to2DArray());
solve(a, b);`,
    right: '[[0]]: of all solutions the shortest.',
  },
  {
    id: 'svd-solve-of-wide',
    title: '`solve` with `useSVD` gives NaN for a matrix with more columns than rows, or ends in a TypeError',
    kind: 'defect',
    clauses: [
      'decompositions.lstsq/C3',
      'decompositions.lstsq/C5',
      'decompositions.lstsq/C6',
      'decompositions.lstsq/C1',
      'decompositions.lstsq/C2',
      'decompositions.lstsq/homogeneity',
      'decompositions.lstsq/shapes',
      'decompositions.lstsq/layouts',
      'decompositions.lstsq/storage',
      'decompositions.lstsq/untouched',
      'decompositions.lstsq/repeatable',
      'decompositions.lstsq/special',
    ],
    signature: /Cannot read properties|not finite|^NaN$/m,
    ways: ['svd'],
    cause:
      '`SVD.solve` in src/dc/svd.js goes over as many columns of U as there are singular values, of which there is one more than rows, besides zeros for the rest of V; `solve` in src/decompositions.js makes the SVD without `autoTranspose`, which the README advises.',
    call: `
import { Matrix, solve } from 'ml-matrix';
console.log(solve(new Matrix([[1, 1]]), new Matrix([[1]]), true).to2DArray());
solve(new Matrix([[1, 1, 1]]), new Matrix([[1]]), true);`,
    right: '[[0.5], [0.5]] and three thirds: the shortest of the solutions.',
  },
];
