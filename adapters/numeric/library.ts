import { defineLibrary } from '../../scripts/_internal/library.ts';

const calls = (...lines: readonly string[]): string => ["import numeric from 'numeric';", '', ...lines].join('\n');

export default defineLibrary({
  title: 'numeric',
  homepage: 'https://github.com/sloisel/numeric',
  language: 'JavaScript',
  ways: [
    {
      name: 'arrays',
      adapter: './adapter.ts',
      says: 'arrays within arrays of numbers, and numeric.T for the Fourier transform',
    },
    { name: 'complex', adapter: './adapter.complex.ts', says: 'numeric.T whose imaginary parts are 0' },
    { name: 'ccs', adapter: './adapter.ccs.ts', says: 'sparse matrices in compressed column storage' },
  ],
  findings: [
    {
      id: 'norm2-of-matrix',
      title: 'norm2 and norm2Squared of a matrix square the sums of squares of its rows once more.',
      kind: 'defect',
      clauses: ['linalg.frobeniusNorm/*', 'linalg.norm/*'],
      ways: ['arrays', 'complex'],
      cause:
        'numeric.mapreducers writes one statement for elements and for partial results: norm2Squared recurs with `xi = arguments.callee(x[i])` and then does `accum += xi*xi`, though xi is the sum of squares of a row already. norm1 and sum survive it, for the absolute value of a sum of absolute values is itself.',
      call: calls('console.log(numeric.norm2([3, 4]), numeric.norm2([[3, 4]]));'),
      right: '5 and 5: the root of the sum of the squares of all elements.',
    },
    {
      id: 'shapes-are-not-compared',
      title: 'Operands whose shapes do not fit together are computed with all the same.',
      kind: 'defect',
      clauses: ['*/signature'],
      cause:
        'Loops take their length from one operand alone: pointwise functions, dotVV, dotMMsmall, inv, LU, LUsolve, blockMatrix and the ccs functions compare no sizes. Elements that are missing are read as undefined, which becomes NaN, and those that are left over are dropped in silence.',
      call: calls(
        'console.log(numeric.add([1, 2, 3], [1, 2]), numeric.dot([1], [1, 2]), numeric.inv([[1], [2]]));',
        'console.log(numeric.add([1, 2], [1, 2, 3]));',
      ),
      right: 'An error: there is no such sum, product or inverse.',
    },
    {
      id: 'max-of-numbers',
      title: 'max, min, pow and atan2 of two numbers throw a ReferenceError.',
      kind: 'defect',
      clauses: ['layers.relu/*'],
      ways: ['arrays'],
      cause:
        'The code that is generated for mathfuns2 declares `var max = Math.max` in the functions of arrays only; the branch for two numbers is `x = max(x,y)` without it.',
      call: calls(
        'try {',
        '  console.log(numeric.max(1, 0));',
        '} catch (error) {',
        '  console.log(String(error));',
        '}',
      ),
      right: '1, as numeric.max([1], 0) gives [1].',
    },
    {
      id: 'fft-angles',
      title: 'fft and ifft lose digits in proportion to the length.',
      kind: 'defect',
      clauses: ['linalg.dft/tiles'],
      ways: ['arrays'],
      cause:
        'numeric.T.prototype.fft takes cosine and sine of `t = c*k*k`, c = -pi / n rounded: the angle grows to pi n and carries an absolute error of pi n u, where k*k reduced modulo 2 n would leave it below 2 pi. Every length goes this way, powers of two as well.',
      call: calls(
        'const n = 4096;',
        'const wave = new numeric.T(numeric.rep([n], 0), numeric.rep([n], 0));',
        'wave.x[n - 1] = 1;',
        'const { x, y } = wave.fft();',
        'const errors = x.map((re, k) => Math.hypot(re - Math.cos((2 * Math.PI * k) / n), y[k] - Math.sin((2 * Math.PI * k) / n)));',
        'console.log(Math.max(...errors) / Number.EPSILON);',
      ),
      right: 'A few units, as many as log2 n stages of a fast transform may lose.',
    },
    {
      id: 'inv-of-singular',
      title: 'inv falls over some singular matrices.',
      kind: 'defect',
      clauses: ['decompositions.inv/R1'],
      ways: ['arrays'],
      cause:
        'A column of zeros is divided by: 0 / 0 puts NaN into the matrix, in the next column no |NaN| is above v0 = -1, i0 stays -1, and A[-1] is read.',
      call: calls(
        'try {',
        '  console.log(numeric.inv([[0, 1], [0, 1]]));',
        '} catch (error) {',
        '  console.log(String(error));',
        '}',
      ),
      right: 'An error that says so, or the infinities that other singular matrices give.',
    },
    {
      id: 'lu-of-singular',
      title: 'LU of a matrix with a column of zeros below the diagonal has NaN in its factors.',
      kind: 'defect',
      clauses: ['decompositions.lu/*'],
      ways: ['arrays'],
      cause:
        'numeric.LU divides by the pivot without a look at it: where the whole column is 0 the multipliers are 0 / 0. Every matrix has factors P A = L U; here there is nothing to eliminate, and multipliers of 0 do.',
      call: calls('console.log(numeric.LU([[0, 0], [0, 1]]).LU);'),
      right: '[[0, 0], [0, 1]]: L the identity and U the matrix itself.',
    },
    {
      id: 'eig-reflector-of-zeros',
      title:
        'eig throws "eig: internal error" for matrices with a column that is eliminated already, the zero matrix among them.',
      kind: 'defect',
      clauses: ['decompositions.eig/*'],
      ways: ['arrays'],
      cause:
        'QRFrancis makes a reflector of three entries in every step, numeric.house throws where they are all 0, and only toUpperHessenberg asks for that beforehand. The test for deflation, `< epsilon*(|a| + |d|)`, is never true of 0 < 0.',
      call: calls(
        'try {',
        '  console.log(numeric.eig(numeric.rep([3, 3], 0)).lambda.x);',
        '} catch (error) {',
        '  console.log(String(error));',
        '}',
      ),
      right: '[0, 0, 0]',
      link: 'https://github.com/sloisel/numeric/issues/50',
    },
    {
      id: 'eig-deflates-within-a-sweep',
      title: 'eig drops entries of 1e-8 and more when it splits the matrix in the middle of a sweep.',
      kind: 'defect',
      clauses: ['decompositions.eig/*'],
      ways: ['arrays'],
      cause:
        'QRFrancis looks for a negligible subdiagonal entry within a sweep too, while the bulge stands below it: H[j+2][j] is left out of both parts. In the call it is 7e-9, and the residual of what is returned is as large.',
      call: calls(
        'const a = [[1, 1, 1], [2 ** -9, 0, 0], [0, 2 ** -9, 0]];',
        'const { lambda, E } = numeric.eig(a);',
        'const residual = new numeric.T(a).dot(E).sub(E.dot(numeric.T.diag(lambda)));',
        'console.log(numeric.norminf(residual.x));',
      ),
      right: 'About 1e-15: a backward stable method leaves a residual of some units of rounding times the norm.',
    },
    {
      id: 'eig-does-not-converge',
      title: 'eig gives up on, or gives NaN for, matrices of large numbers.',
      kind: 'defect',
      clauses: ['decompositions.eig/*'],
      ways: ['arrays'],
      cause:
        'The discriminant of a block of two, `p1*p1-4*p2`, and the product of shifts in QRFrancis, `numeric.dot(Hloc,Hloc)`, square the elements as they are, which overflows from 2^512 on.',
      call: calls('console.log(numeric.eig([[1e200, 1], [1, 1]]).lambda.x);'),
      right: '[1e200, 1] up to rounding: it is representable, and so is every step once the matrix is scaled.',
    },
    {
      id: 'eig-pairs',
      title: 'The complex eigenvalues of a real matrix are not conjugate to the last digit.',
      kind: 'defect',
      clauses: ['decompositions.eig/*'],
      ways: ['arrays'],
      cause:
        'eig reads the eigenvalues off the diagonal of Q A Q^H, a product of complex matrices that rounds both of a pair for itself, instead of off the block of two.',
      call: calls('console.log(numeric.eig([[19, 19], [-52.86814882070918, -8]]).lambda);'),
      right: 'Two equal real parts and opposite imaginary ones: the characteristic polynomial is real.',
    },
    {
      id: 'svd-absolute-tolerance',
      title: 'svd takes every column below 6e-25 for zero.',
      kind: 'defect',
      clauses: [
        'decompositions.svd/C5',
        'decompositions.svd/homogeneity',
        'linalg.spectralNorm/C1',
        'linalg.spectralNorm/C6',
        'linalg.spectralNorm/homogeneity',
        'linalg.spectralNorm/golden/near-underflow',
      ],
      ways: ['arrays'],
      cause:
        '`tolerance = 1.e-64/prec` is compared with the sum of squares of a column, whatever the size of the matrix. Golub and Reinsch have there the smallest number of the machine over its precision, 1e-308 / 2e-16 for doubles.',
      call: calls('console.log(numeric.svd([[1e-25]]).S);'),
      right: '[1e-25]',
    },
    {
      id: 'svd-of-singular',
      title: 'svd gives NaN for singular matrices as simple as [[1, 1], [2, 2]].',
      kind: 'defect',
      clauses: ['decompositions.svd/golden/rank-one-square', 'linalg.spectralNorm/shapes'],
      ways: ['arrays'],
      cause:
        'The rotation of a QR step is `c= f/z; s= h/z` with z the root of f^2 + h^2, which is 0 where the shift is exact. EISPACK has it, "rotation can be arbitrary if z is zero", and skips the division.',
      call: calls('console.log(numeric.svd([[1, 1], [2, 2]]));'),
      right: 'S = [3.1622776601683795, 0], the root of 10.',
    },
    {
      id: 'svd-overflow',
      title: 'svd squares elements as they are: "no convergence", or NaN, from 2^511 on.',
      kind: 'defect',
      clauses: [
        'decompositions.svd/C1',
        'linalg.spectralNorm/C1',
        'linalg.spectralNorm/C6',
        'linalg.spectralNorm/golden/near-overflow',
      ],
      ways: ['arrays'],
      cause:
        'The sums of squares of columns and rows, and the shift (y-z)*(y+z), are not scaled. What is thrown is a string, no Error.',
      call: calls(
        'try {',
        '  console.log(numeric.svd([[2 ** 511, 2 ** 511], [2 ** 511, 2 ** 511]]).S);',
        '} catch (error) {',
        '  console.log(error);',
        '}',
        'console.log(numeric.svd([[1e200]]));',
      ),
      right: '[2^512, 0], and 1e200 with U and V of length one.',
    },
    {
      id: 'complex-division-squares',
      title: 'Complex division squares the divisor, and multiplies by a reciprocal that is rounded.',
      kind: 'defect',
      clauses: ['tensor.div/*'],
      ways: ['complex'],
      cause:
        'numeric.T.prototype.reciprocal divides by x^2 + y^2, which is 0 or infinite for divisors that are far from it (below 1e-162, above 1e154), and numeric.T.prototype.div multiplies by what it gives: Smith (1962) has the division that scales.',
      call: calls('console.log(new numeric.T([1], [0]).div(new numeric.T([1e-200], [0])).x);'),
      right: '[1e200]',
    },
    {
      id: 'ccs-structural-zero',
      title: 'ccsLUP loses the pivot where the diagonal has no entry, and ccsLUPSolve answers with a wrong solution.',
      kind: 'defect',
      clauses: ['decompositions.lu/*', 'decompositions.solve/*'],
      ways: ['ccs'],
      cause:
        'ccsLUP0 goes over the pattern of the column (xj) after it has exchanged rows P[i] and P[e]. If row i was not in the pattern, position e now names a row of value 0, and position i, the pivot, is in no pattern: U has no entry on its diagonal, which ccsTSolve takes for 1.',
      call: calls(
        'const sparse = numeric.ccsSparse([[0, 2], [3, 0]]);',
        'console.log(numeric.ccsLUPSolve(numeric.ccsLUP(sparse), [4, 9]));',
      ),
      right: '[3, 2]: 2 x2 = 4 and 3 x1 = 9.',
    },
    {
      id: 'ccs-singular',
      title: 'Sparse solvers take a diagonal entry that is not stored for 1, and solve singular systems.',
      kind: 'defect',
      clauses: ['decompositions.solve/R1', 'decompositions.triangularSolve/R1', 'decompositions.lu/*'],
      ways: ['ccs'],
      cause:
        'ccsTSolve divides by the diagonal entry if it finds one in the column, and goes on undivided if it finds none. ccsLUP0 divides by such a pivot, which is NaN in L.',
      call: calls('console.log(numeric.ccsTSolve(numeric.ccsSparse([[0]]), [1]));'),
      right: 'An error, or the infinity that numeric.solve([[0]], [1]) gives: 0 x = 1 has no solution.',
    },
    {
      id: 'ccs-without-entries',
      title: 'Sparse matrices without entries cannot be added, multiplied or unpacked: "Invalid array length".',
      kind: 'defect',
      clauses: ['tensor.add/*', 'tensor.mul/*', 'linalg.matmul/*'],
      ways: ['ccs'],
      cause:
        'The number of rows is taken for `numeric.sup(A[1])+1`, one more than the largest row index; of no indices that is -Infinity. So are zero rows at the end forgotten.',
      call: calls(
        'const zero = numeric.ccsSparse([[0]]);',
        'try {',
        '  console.log(numeric.ccsadd(zero, zero));',
        '} catch (error) {',
        '  console.log(String(error));',
        '}',
      ),
      right: 'The zero matrix, [[0, 0], [], []].',
    },
    {
      id: 'ccs-zeros-are-not-stored',
      title: 'A sparse matrix stores no zeros: their sign is lost, and 0 times NaN is 0.',
      kind: 'convention',
      clauses: ['tensor.add/zeros', 'tensor.mul/zeros', 'linalg.matmul/special'],
      ways: ['ccs'],
      cause: 'ccsSparse leaves out what is === 0, -0 among it, and products go over stored entries.',
      call: calls('console.log(numeric.ccsDot(numeric.ccsSparse([[NaN]]), numeric.ccsSparse([[0, 1]])));'),
      right:
        'NaN in both columns by IEEE arithmetic; that zeros of a sparse matrix are no operands is what sparse libraries agree on.',
    },
  ],
});
