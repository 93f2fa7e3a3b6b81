import type { Finding } from '../../../scripts/_internal/library.ts';
import { calls, caught } from './calls.ts';

/** What is known of solvers, factorisations and spectra. */
export const decompositions: readonly Finding[] = [
  {
    id: 'det-without-pivots',
    title: 'det does not look for pivots: small ones lose the digits.',
    kind: 'defect',
    clauses: ['decompositions.det/*'],
    cause:
      'Bareiss elimination is exact for integers; with rounding it needs pivots like any other. _det exchanges rows only where `isZero` says so of the pivot, which is within absTol = 1e-15.',
    call: calls('console.log(math.det([[1e-13, 1, 1], [1, 1, 2], [1, 2, 1]]));'),
    right: '1.9999999999997, to 15 digits: with exchanges no pivot is below 1.',
  },
  {
    id: 'lup-permutation-inverted',
    title: 'The permutation of lup is the inverse of the one documented: A[p, :] is not L U.',
    kind: 'defect',
    clauses: [
      'decompositions.lu/C1',
      'decompositions.lu/C9',
      'decompositions.lu/storage',
      'decompositions.lu/golden/*',
    ],
    cause:
      '_denseLUP returns pv with `pv[p[i]] = i`, _sparseLUP pvCo, "current to original" read the other way round: row i of A is row p[i] of L U. lusolve agrees with that, the documentation, "where A[p,:] = L * U", does not. Up to two rows it makes no difference.',
    call: calls(
      'const a = [[0, 2, 0], [0, 0, 3], [4, 0, 0]];',
      'const { L, U, p } = math.lup(a);',
      'console.log(p, p.map((row) => a[row]), math.multiply(L, U));',
    ),
    right: '[2, 0, 1], so that the two matrices agree.',
  },
  {
    id: 'lup-pivots-within-a-tolerance',
    title: 'lup takes a pivot of 0 where the largest is below 1e-15, and multipliers above 1 within 1e-12.',
    kind: 'defect',
    clauses: ['decompositions.lu/C5', 'decompositions.lu/homogeneity'],
    signature: /^(?![\s\S]*u = \[\[0\]\])/,
    cause:
      'Pivots are compared by `larger`, multipliers with `equalScalar(vij, 0)`: entries below absTol are neither pivots nor eliminated.',
    call: calls('const { L, U } = math.lup([[1e-16, 1e-16], [1e-16, 2e-16]]);', 'console.log(L, U);'),
    right: 'L = [[1, 0], [1, 1]] and U = [[1e-16, 1e-16], [0, 1e-16]].',
  },
  {
    id: 'solvers-drop-small-numbers',
    title: 'lsolve, usolve and lusolve take right-hand sides below 1e-15 for 0, and refuse pivots below 1e-15.',
    kind: 'defect',
    clauses: ['decompositions.solve/C1', 'decompositions.solve/homogeneity', 'decompositions.triangularSolve/*'],
    cause:
      'Substitution skips an entry if `equalScalar(bj, 0)`, and throws if `equalScalar(vjj, 0)`: an absolute tolerance, whatever the scale of the system.',
    call: calls('console.log(math.lusolve([[1e-10]], [1e-16]));', ...caught('math.lusolve([[1e-16]], [1])')),
    right: '[[1e-6]] and [[1e16]].',
  },
  {
    id: 'solvers-lose-nan',
    title: 'lsolve, usolve and lusolve take NaN for 0.',
    kind: 'defect',
    clauses: ['decompositions.solve/C5'],
    cause:
      'An entry of the right-hand side is read as `bdata[j][0] || 0`, which is meant for what is missing, and makes 0 of NaN.',
    call: calls('console.log(math.lsolve([[1]], [NaN]), math.lusolve([[NaN, 2], [2, 20]], [1, 1]));'),
    right: 'NaN in every element that depends on it.',
  },
  {
    id: 'pinv-picks-columns-by-rows',
    title: 'pinv throws, or is wrong, where the first columns are dependent.',
    kind: 'defect',
    clauses: [
      'decompositions.pinv/C1',
      'decompositions.pinv/C3',
      'decompositions.pinv/homogeneity',
      'decompositions.pinv/shapes',
      'decompositions.pinv/golden/*',
    ],
    signature: 'determinant is zero',
    cause:
      '_rankFact takes column j of A into C if row j of the reduced form is not zero; the columns of a basis are those of the pivots.',
    call: calls(...caught('math.pinv([[0, 1]])'), ...caught('math.pinv([[1, 1, 0], [0, 0, 1]])')),
    right: '[[0], [1]], and [[0.5, 0], [0.5, 0], [0, 1]].',
    link: 'https://github.com/josdejong/mathjs/issues/3373',
  },
  {
    id: 'pinv-of-small-numbers',
    title: 'pinv takes matrices of small numbers for zero, and returns their transpose.',
    kind: 'defect',
    clauses: [
      'decompositions.pinv/C1',
      'decompositions.pinv/C2',
      'decompositions.pinv/C5',
      'decompositions.pinv/homogeneity',
    ],
    signature: 'breaks its defining equations',
    cause:
      '_isZeros and _isZero add 1 + i and compare within relTol = 1e-12: an absolute tolerance, and the rank with it.',
    call: calls('console.log(math.pinv([[1e-13]]));'),
    right: '[[1e13]]',
  },
  {
    id: 'pinv-by-normal-equations',
    title: 'pinv squares the condition of the matrix, and inverts square matrices that are singular up to rounding.',
    kind: 'defect',
    clauses: [
      'decompositions.pinv/C3',
      'decompositions.pinv/C4',
      'decompositions.pinv/C8',
      'decompositions.pinv/shapes',
    ],
    signature: /breaks its defining equations|2 \*\* -27/,
    cause:
      '_pinv inverts C^T C and F F^T ("TODO: Use SVD instead"): half of the digits are gone at condition 1e4, all at 1e8. A square matrix goes to inv unless a pivot is exactly 0. There is no rank but that of exact zeros.',
    call: calls(...caught('math.pinv([[1, 1], [1, 1 + 1e-8], [0, 0]])')),
    right: '[[100000001, -1e8, 0], [-1e8, 1e8, 0]] to 8 digits.',
  },
  {
    id: 'qr-squares',
    title: 'qr squares elements as they are, and takes columns below 1e-15 for zero.',
    kind: 'defect',
    clauses: ['decompositions.qr/*'],
    signature: /^(?![\s\S]*is refused)/,
    ways: ['dense', 'array'],
    cause:
      'alphaSquared over- or underflows; `isZero(alpha)` goes by absTol, and leaves a small column as it is, whose lower part _denseQR then sets to 0.',
    call: calls('console.log(math.qr([[1e200]]), math.qr([[1e-16], [1e-16]]).R);'),
    right: 'R = [[-1e200]], and [[-1.414e-16], [0]].',
  },
  {
    id: 'qr-of-a-vector',
    title: 'qr and schur of a vector end in a TypeError.',
    kind: 'defect',
    clauses: ['decompositions.qr/signature', 'decompositions.schur/signature'],
    cause: '_denseQR reads `Rdata[0][0].type` whatever the number of axes.',
    call: calls(...caught('math.qr([1])')),
    right: 'An error that says that the matrix must be two dimensional, as det and inv give it.',
  },
  {
    id: 'schur-without-shifts',
    title: 'schur returns a T that is not upper quasi-triangular.',
    kind: 'defect',
    clauses: ['decompositions.schur/*'],
    signature: /^(?![\s\S]*(is refused|not implemented))/,
    cause:
      '_schur multiplies R Q a hundred times without shifts, stops at changes of 1e-4, and never clears what is left below the diagonal. Orthogonal matrices come back unchanged. It falls with qr for small and large numbers.',
    call: calls('console.log(math.schur([[2, 1], [1, 2]]).T);', 'console.log(math.schur([[0, 1], [1, 0]]).T);'),
    right: '[[3, 0], [0, 1]], and 1 and -1 on the diagonal of the other.',
    link: 'https://github.com/josdejong/mathjs/issues/3600',
  },
  {
    id: 'schur-of-sparse',
    title: 'schur takes no sparse matrix: an error says that qr is not implemented for them yet.',
    kind: 'limit',
    clauses: ['decompositions.schur/*'],
    signature: 'not implemented for sparse matrices',
    ways: ['sparse'],
    cause: '_schur calls qr, which says so; the documentation of schur says "Array | Matrix".',
    call: calls(...caught('math.schur(math.sparse([[1]]))')),
    right: 'The factors, or an error that names schur.',
  },
  {
    id: 'eigs-does-not-converge',
    title: 'eigs fails to converge for small textbook matrices, such as permutations.',
    kind: 'defect',
    clauses: ['decompositions.eig/*'],
    signature: 'failed to converge',
    cause:
      'iterateUntilTriangular shifts by the last diagonal entry, which is no shift at all where it is 0 in every step, and gives up after 100.',
    call: calls(...caught('math.eigs([[0, 1, 0], [0, 0, 1], [1, 0, 0]]).values')),
    right: '1 and the two other cube roots of 1.',
    link: 'https://github.com/josdejong/mathjs/issues/3036',
  },
  {
    id: 'eigs-vectors-are-missing',
    title: 'eigs lists eigenvalues without a vector.',
    kind: 'defect',
    clauses: ['decompositions.eig/*'],
    signature: 'an eigenvalue has no eigenvector',
    cause:
      'findEigenvectors solves (U - lambda I) x = 0 by usolveAll, which finds nothing where rounding leaves no zero on the diagonal; the inverse iteration that is to make up for it starts from five random vectors, and what it does not find is "presumed defective". Every eigenvalue has a vector.',
    call: calls(
      'const { values, eigenvectors } = math.eigs(math.multiply(2 ** 48, [[256, 256, 256, 256], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]));',
      'console.log(values.length, eigenvectors.length);',
    ),
    right: '4 and 4: these eigenvalues are distinct.',
  },
  {
    id: 'eigs-precision-is-absolute',
    title: 'The precision of eigs, 1e-12 by default, is absolute: of matrices below it the diagonal is returned.',
    kind: 'limit',
    clauses: ['decompositions.eig/*', 'decompositions.eigh/*'],
    signature: 'breaks its defining equations',
    cause:
      'The documentation says that precision, by default config.relTol, "determines how small an entry must be in order to be considered zero". relTol is relative everywhere else; here it decides symmetry, convergence and deflation, whatever the norm. 1e-12 is far from what doubles have for matrices near 1, too.',
    call: calls(
      'console.log(math.eigs([[1e-13, 1e-13], [1e-13, 1e-13]]).values, math.eigs([[1, 1, 0], [1, 1, 1], [0, 1, 1]]).eigenvectors[0].vector);',
    ),
    right: '[0, 2e-13], and 0.5, -0.7071067811865476, 0.5 to the last digit or two, or its opposite.',
  },
  {
    id: 'eigs-loses-nan',
    title: 'eigs of NaN gives numbers.',
    kind: 'defect',
    clauses: ['decompositions.eig/R1', 'decompositions.eigh/R1'],
    cause:
      'isSymmetric and the loop of realSymmetric.js compare with NaN, which is false both times: symmetric, and converged.',
    call: calls('console.log(math.eigs([[1, NaN], [NaN, 1]]).values);'),
    right: 'An error, or NaN.',
  },
];
