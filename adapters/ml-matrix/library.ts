import { defineLibrary } from '../../scripts/_internal/library.ts';
import { elements } from './_internal/findings/elements.ts';
import { strassen } from './_internal/findings/strassen.ts';

export default defineLibrary({
  title: 'ml-matrix',
  homepage: 'https://github.com/mljs/matrix',
  language: 'JavaScript',
  ways: [
    {
      name: 'advised',
      adapter: './adapter.ts',
      says: 'The functions and classes that its README names: `mmul`, `solve`, `inverse`, `SVD` with `autoTranspose`, `EVD` with `assumeSymmetric` where the matrix is symmetric.',
    },
    {
      name: 'classes',
      adapter: './adapter.classes.ts',
      says: 'Systems by `QrDecomposition`, inverses and determinants by `LuDecomposition`, eigenvalues of numbers from 2^-600 to 2^200.',
    },
    {
      name: 'svd',
      adapter: './adapter.svd.ts',
      says: 'Systems and inverses with `useSVD`, `SVD` without `autoTranspose`.',
    },
    {
      name: 'strassen',
      adapter: './adapter.strassen.ts',
      says: 'Products by `mmulStrassen`, those of 2 by 2 and 3 by 3 matrices by `strassen2x2` and `strassen3x3`.',
    },
  ],
  findings: [
    {
      id: 'qr-of-wide',
      title: 'QrDecomposition breaks on matrices with more columns than rows',
      kind: 'defect',
      clauses: ['decompositions.qr/*'],
      signature: 'Cannot set properties of undefined',
      cause:
        'The constructor, `upperTriangularMatrix` and `orthogonalMatrix` in src/dc/qr.js loop over all columns, and index rows by them: `X.set(k, k, 1)` writes to a row that is not there. Nothing refuses the shape.',
      call: `
import { Matrix, QrDecomposition } from 'ml-matrix';
console.log(new QrDecomposition(new Matrix([[1, 1]])).orthogonalMatrix.to2DArray());`,
      right: 'Q = [[1]] and R = [[1, 1]], up to sign; or an error that says that wide matrices are not factored.',
      link: 'https://github.com/mljs/matrix/pull/218',
    },
    {
      id: 'nan-compared-away',
      title: 'The largest element and the smallest pass over NaN',
      kind: 'defect',
      clauses: [
        'tensor.max/C4',
        'tensor.max/special',
        'tensor.argmax/C3',
        'tensor.min/C4',
        'tensor.min/special',
        'tensor.argmin/C3',
        'linalg.norm/special',
        'linalg.lInfNorm/special',
      ],
      cause:
        '`max`, `maxRowIndex` and `maxColumnIndex` in src/matrix.js keep what is larger by `>`, which is false of NaN, and their opposites what is smaller: it is found only where it comes first, and a row of NaN alone has the largest element -Infinity. `norm("max")` calls `max`.',
      call: `
import { Matrix } from 'ml-matrix';
const a = new Matrix([[1, NaN]]);
console.log(a.max(), a.max('row'), a.norm('max'), new Matrix([[NaN]]).max('row'), new Matrix([[NaN, 1]]).max());`,
      right: 'NaN each time, as `Math.max(1, NaN)` is: a maximum that hides NaN hides that the data are spoilt.',
    },
    {
      id: 'round-half-up',
      title: '`round` takes halves up, where the specification takes them to the even integer',
      kind: 'convention',
      clauses: [
        'tensor.round/C3',
        'tensor.round/definition',
        'tensor.round/batch',
        'tensor.round/layouts',
        'tensor.round/storage',
      ],
      cause:
        'It is `Math.round` of every element (src/mathOperations.js), as the README says: "Standard Math operations".',
      call: `
import { Matrix } from 'ml-matrix';
console.log(Matrix.round(new Matrix([[-2.5, -0.5, 0.5, 2.5]])).to2DArray());`,
      right: '-2, -0, 0, 2 in IEEE 754 and the array API; -2, -0, 1, 3 is what ECMAScript defines.',
    },
    {
      id: 'product-of-any-shapes',
      title: 'A product of matrices that do not fit is computed all the same',
      kind: 'defect',
      clauses: [
        'linalg.matmul/signature',
        'linalg.matvec/signature',
        'decompositions.solve/signature',
        'decompositions.lstsq/signature',
      ],
      ways: ['advised', 'svd'],
      cause:
        '`mmul` in src/matrix.js never compares `this.columns` with `other.rows`: further rows of the second factor are left out, missing ones end in a TypeError. `transposeMultiply` and `solve` without `useSVD` do compare; `SVD.solve` ends in `mmul`.',
      call: `
import { Matrix, solve } from 'ml-matrix';
console.log(new Matrix([[1]]).mmul(new Matrix([[19], [10]])).to2DArray());
console.log(solve(new Matrix([[2]]), new Matrix([[8], [10]]), true).to2DArray());
new Matrix([[1, 2]]).mmul(new Matrix([[1]]));`,
      right:
        'An error that names both shapes. A maintainer has called this intended in 2015, for the SVD, with a warning that is no longer there.',
      link: 'https://github.com/mljs/matrix/issues/1',
    },
    {
      id: 'zero-times-nan',
      title: '`transposeMultiply` and `gram` take zero times NaN for zero',
      kind: 'defect',
      clauses: ['linalg.matmul/special'],
      signature: 'transposeA: true',
      ways: ['advised'],
      replays: [
        'jY3BCsIwEET_ZfBmUAIiEvBQT_5D6WFbtxJI05DdKFL67xIvvTqHYRjmMQtecNYg0BsOwUcKz8NEOpVwlMSDpwCDh34Sw2EMM-n5BIOBhOEW-JiKSk1UbaccZc5w7bZtrbGdQbPpim416P8E9vdLBVYDUs2-L8q_Q80UJc3CDZzmwmZrbnAjBeEKCfMDzq5f',
      ],
      cause:
        'Both in src/matrix.js skip an element of the first factor that is 0 (`if (value === 0) continue`), so that NaN or an infinity beside it is lost. `a.transpose().mmul(b)` keeps it.',
      call: `
import { Matrix } from 'ml-matrix';
const [a, b] = [new Matrix([[0]]), new Matrix([[NaN]])];
console.log(a.transposeMultiply(b).get(0, 0), a.transpose().mmul(b).get(0, 0));`,
      right: 'NaN both times: 0 NaN is NaN in IEEE 754, and two ways to one product should agree.',
    },
    {
      id: 'svd-loses-nan',
      title: 'The SVD of a matrix with NaN has finite singular values',
      kind: 'defect',
      clauses: [
        'linalg.spectralNorm/special',
        'decompositions.svd/special',
        'decompositions.matrixRank/special',
        'decompositions.lstsq/special',
      ],
      signature: 'an error, or NaN',
      cause:
        '`hypotenuse(NaN, 0)` in src/dc/util.js is 0, for `Math.abs(NaN) > 0` is false, and column norms are built by it. In src/dc/svd.js an off-diagonal NaN is set to 0 besides (`Number.isNaN(e[k])`), so that the iteration ends.',
      call: `
import { Matrix, SVD } from 'ml-matrix';
console.log(new SVD(new Matrix([[NaN, 0]]), { autoTranspose: true }).diagonal);`,
      right: 'NaN, or an error.',
    },
    {
      id: 'pseudo-inverse-of-nan',
      title: 'The pseudo-inverse of NaN is 0',
      kind: 'defect',
      clauses: ['decompositions.pinv/special'],
      cause:
        '`Math.abs(s[i]) > cutoff` in src/pseudoInverse.js, and the same in `SVD.inverse`, is false of NaN: the singular value counts as zero.',
      call: `
import { Matrix, pseudoInverse, SVD } from 'ml-matrix';
console.log(pseudoInverse(new Matrix([[NaN]])).get(0, 0), new SVD(new Matrix([[NaN]])).inverse().get(0, 0));`,
      right: 'NaN, or an error.',
    },
    {
      id: 'eigenvalues-without-end',
      title: 'EVD never returns for matrices with NaN, or with large or tiny numbers',
      kind: 'defect',
      clauses: [
        'decompositions.eig/R1',
        'decompositions.eig/C1',
        'decompositions.eigvals/R1',
        'decompositions.eigvals/C2',
      ],
      ways: ['advised'],
      cause:
        '`hqr2` in src/dc/evd.js counts its iterations in `iter` and never stops by it. NaN is below no threshold; products of two elements, as in `w = H[n, n-1] H[n-1, n]`, overflow to infinity and NaN where elements are beyond 1e154, or vanish where they are below 1e-154. EISPACK, where the algorithm is from, gives up after 30 iterations.',
      call: `
import { EVD, Matrix } from 'ml-matrix';
const a = new Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 10]]);
console.log(new EVD(a).realEigenvalues);
console.log(new EVD(Matrix.mul(a, 1e200)).realEigenvalues);`,
      right: 'The first three, times 1e200: a matrix is balanced or scaled before. For NaN an error, or NaN.',
    },
    {
      id: 'eigenvalues-of-tiny',
      title: 'EVD gives wrong eigenvalues of matrices with tiny numbers',
      kind: 'defect',
      clauses: ['decompositions.eig/C4'],
      ways: ['classes'],
      replays: [
        'Rc5BC4JAEAXg__LouJRhdNib2SGoDp7Fw-ZOsmSuOKMR4n-PBdM5DI_3zWFGDNB7hdp8oGGp9O_WsxPnG96Sq3bpAQpWvi1B41l7I8fQlIYJeoRr2l44JBPWRqhh30Hn620eq7hQSOZ5naI5pdUlm-O1sn_n1aPFb6sPi5-Txe-ZRTFNCkakc49eKPwUCiay0PvpBw',
      ],
      cause:
        '`hqr2` in src/dc/evd.js multiplies two elements for its shifts and for the eigenvalues of the last 2 by 2 block (`w`, `q = p * p + w`): below 1e-154 the products are subnormal or 0, and the eigenvalues are those of another matrix.',
      call: `
import { EVD, Matrix } from 'ml-matrix';
const a = new Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 10]]);
console.log(new EVD(a).realEigenvalues);
console.log(new EVD(Matrix.mul(a, 1e-200)).realEigenvalues);`,
      right: 'The first three, times 1e-200. Their sum is the trace, 16e-200.',
    },
    {
      id: 'eigenvectors-of-any-length',
      title: 'Eigenvectors of general matrices have no particular length',
      kind: 'convention',
      clauses: [
        'decompositions.eig/C2',
        'decompositions.eig/homogeneity',
        'decompositions.eig/shapes',
        'decompositions.eig/layouts',
        'decompositions.eig/storage',
      ],
      ways: ['classes'],
      cause:
        '`hqr2` in src/dc/evd.js gives them as back-substitution leaves them, as JAMA and Mapack do, which it is taken from. Nothing is promised of their length; those of symmetric matrices have length 1.',
      call: `
import { EVD, Matrix } from 'ml-matrix';
console.log(new EVD(new Matrix([[0, 1], [0, 1]])).eigenvectorMatrix.to2DArray());`,
      right: 'The specification, LAPACK and NumPy give every column length 1: [1, 0] and [1, 1] / sqrt(2), up to sign.',
    },
    {
      id: 'symmetric-eigenvalues-of-nan',
      title: 'EVD of a symmetric matrix with NaN falls over itself',
      kind: 'defect',
      clauses: [
        'decompositions.eigh/C10',
        'decompositions.eigh/R1',
        'decompositions.eigvalsh/C6',
        'decompositions.eigvalsh/R1',
      ],
      signature: 'Cannot read properties of undefined',
      cause:
        '`tql2` in src/dc/evd.js looks for a small off-diagonal element, and takes for granted that the last one, 0, is found; compared with NaN none is, and it reads a row beyond the matrix.',
      call: `
import { EVD, Matrix } from 'ml-matrix';
new EVD(new Matrix([[NaN]]), { assumeSymmetric: true });`,
      right: 'An error that says that the matrix is not finite, or NaN.',
    },
    {
      id: 'inverse-of-rectangular',
      title: '`inverse` answers for some matrices that are not square',
      kind: 'defect',
      clauses: ['decompositions.inv/signature'],
      ways: ['advised', 'svd'],
      cause:
        '`inverse` in src/decompositions.js hands everything to `solve`, which takes QR where the matrix is not square, or to the SVD: of a tall matrix that is a left inverse, of a wide one "Matrix is rank deficient". Neither is asked whether the matrix is square.',
      call: `
import { inverse, Matrix } from 'ml-matrix';
const a = new Matrix([[1, 2], [0, 1], [0, 0]]);
console.log(a.mmul(inverse(a)).to2DArray());`,
      right:
        'An error, since no matrix times A is the identity on both sides: the library has `pseudoInverse` for that.',
    },
    {
      id: 'lu-of-rectangular',
      title: 'The factors of LuDecomposition cannot be multiplied where the matrix is not square',
      kind: 'defect',
      clauses: ['decompositions.lu/signature'],
      cause:
        '`lowerTriangularMatrix` and `upperTriangularMatrix` in src/dc/lu.js both have the shape of the matrix: 2 by 3 and 2 by 3, where L is 2 by 2. For matrices with fewer rows than columns `isSingular` and `solve` end in a TypeError.',
      call: `
import { LU, Matrix } from 'ml-matrix';
const lu = new LU(new Matrix([[1, 2, 0], [0, 1, 1]]));
console.log(lu.lowerTriangularMatrix.to2DArray(), lu.upperTriangularMatrix.to2DArray());
lu.isSingular();`,
      right:
        'L of m by k and U of k by n, k the smaller of m and n; or an error that says that the matrix must be square.',
      link: 'https://github.com/mljs/matrix/pull/218',
    },
    {
      id: 'lu-solve-of-tall',
      title: '`LuDecomposition.solve` answers wrongly where there are more rows than columns',
      kind: 'defect',
      clauses: ['decompositions.inv/signature'],
      ways: ['classes'],
      cause:
        '`solve` in src/dc/lu.js compares the rows of both sides and goes on with the leading square block alone; what the remaining rows say is left as it stands in the right-hand side.',
      call: `
import { LU, Matrix } from 'ml-matrix';
console.log(new LU(new Matrix([[19], [10]])).solve(Matrix.columnVector([19, 10])).to2DArray());`,
      right: 'An error: x = 1 is one number, and this is neither its solution nor one of least squares.',
    },
    {
      id: 'qr-solve-of-singular',
      title: '`QrDecomposition.solve` answers for singular matrices',
      kind: 'limit',
      clauses: ['decompositions.solve/R1'],
      ways: ['classes'],
      cause:
        '`isFullRank` in src/dc/qr.js refuses an exact 0 on the diagonal of R, and rounding leaves another number there. It is documented as "not working when A is singular".',
      call: `
import { Matrix, QR } from 'ml-matrix';
const a = new Matrix([[0, 0, 0], [1, 1, 1], [1, 1, 1]]);
console.log(new QR(a).isFullRank(), new QR(a).solve(Matrix.columnVector([1, 2, 3])).to2DArray());`,
      right: 'An error: no x has 0 x = 1. LU finds the row of zeros.',
    },
    {
      id: 'svd-of-wide',
      title: 'Without `autoTranspose` the SVD of a wide matrix has one singular value too many',
      kind: 'limit',
      clauses: ['decompositions.svd/*'],
      signature: 'output s must be',
      ways: ['svd'],
      cause:
        'src/dc/svd.js keeps min(m + 1, n) values and V of n by n, as LINPACK does, for its iteration; the last is 0 and is not cut off. A warning on the console advises `autoTranspose`, with which the factors have the right shapes.',
      call: `
import { Matrix, SVD } from 'ml-matrix';
const { diagonal, leftSingularVectors: u, rightSingularVectors: v } = new SVD(new Matrix([[3, 4]]));
console.log(diagonal, u.to2DArray(), v.to2DArray());`,
      right: 'One singular value, 5: min(m, n) of them, U of m by k and V of n by k.',
      link: 'https://github.com/mljs/matrix/issues/203',
    },
    {
      id: 'svd-solves-singular',
      title: 'With `useSVD` singular matrices are solved and inverted in the sense of least squares',
      kind: 'convention',
      clauses: ['decompositions.solve/R1', 'decompositions.inv/R1'],
      ways: ['svd'],
      cause:
        'The README says so: "if A is singular, you can use SVD", "inverseA is only an approximation of the inverse".',
      call: `
import { inverse, Matrix, solve } from 'ml-matrix';
console.log(inverse(new Matrix([[0]]), true).to2DArray(), solve(new Matrix([[0]]), new Matrix([[1]]), true).to2DArray());`,
      right: 'The specification refuses them: no x has 0 x = 1. Least squares are another operation, `pinv`.',
    },
    {
      id: 'svd-solve-by-inverse',
      title: 'Solutions with `useSVD` leave large residuals where the matrix is ill-conditioned or badly scaled',
      kind: 'defect',
      clauses: [
        'decompositions.solve/C6',
        'decompositions.solve/C7',
        'decompositions.lstsq/C4',
        'decompositions.lstsq/storage',
      ],
      signature: /apart|times|\|\|/,
      ways: ['svd'],
      cause:
        '`SVD.solve` in src/dc/svd.js multiplies V S^-1 U^T out and applies that inverse to the right-hand side, instead of S^-1 to U^T b; an explicit inverse is not backward stable (Higham, section 14.1). Singular values below eps max(m, n) s_1 / 2 count as 0, besides, which rows of very different size are.',
      call: `
import { Matrix, solve } from 'ml-matrix';
const a = new Matrix([[0.6398242187500001, 30.735], [-0.48023437500000005, -23.020000000000003]]);
const b = Matrix.columnVector([1, -2]);
for (const useSVD of [false, true]) console.log(useSVD, Matrix.sub(b, a.mmul(solve(a, b, useSVD))).norm());`,
      right: 'Residuals of the size of rounding in A x, as by LU: V (S^-1 (U^T b)) has them.',
    },
    ...elements,
    ...strassen,
  ],
});
