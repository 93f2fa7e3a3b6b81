import { defineLibrary } from '../../scripts/_internal/library.ts';

const calls = (...lines: readonly string[]): string =>
  ["import { all, create } from 'mathjs';", '', 'const math = create(all);', ...lines].join('\n');

const caught = (expression: string): string[] => [
  'try {',
  `  console.log(${expression});`,
  '} catch (error) {',
  '  console.log(String(error));',
  '}',
];

export default defineLibrary({
  title: 'math.js',
  homepage: 'https://github.com/josdejong/mathjs',
  language: 'JavaScript',
  ways: [
    { name: 'dense', adapter: './adapter.ts', says: 'dense matrices, `math.matrix`' },
    { name: 'array', adapter: './adapter.array.ts', says: 'arrays within arrays' },
    { name: 'sparse', adapter: './adapter.sparse.ts', says: 'sparse matrices, `math.sparse`' },
  ],
  findings: [
    {
      id: 'reduction-to-a-number',
      title:
        'sum, mean and max of a vector that is a Matrix, along its only axis, throw; or give an empty matrix, where the result is 0.',
      kind: 'defect',
      clauses: ['tensor.sum/*', 'tensor.mean/*', 'tensor.max/*'],
      ways: ['dense'],
      cause:
        'reduce in utils/collection.js hands the number that is left to `mat.create(..)`, which makes matrices of arrays only: "Unsupported type of data"; 0 it takes for no data at all. Of an Array the same call gives the number.',
      call: calls(
        'console.log(math.sum([1, 2], 0));',
        ...caught('math.sum(math.matrix([1, 2]), 0)'),
        'console.log(math.format(math.sum(math.matrix([1, -1]), 0)));',
      ),
      right: '3, 3 and 0.',
    },
    {
      id: 'cumsum-of-three-axes',
      title: 'cumsum along the first of three or more axes returns the result with its first two axes exchanged.',
      kind: 'defect',
      clauses: ['tensor.cumsum/*'],
      cause:
        '_cumsumDimensional exchanges the first two axes (`_switch`) to sum along the first one, and never exchanges them back; with two axes it is saved by the base case, which stands in the wrong place then.',
      call: calls('console.log(math.format(math.cumsum([[[1], [2]]], 0)), math.size(math.cumsum([[[1], [2]]], 0)));'),
      right: '[[[1], [2]]] of size [1, 2, 1]: there is one element along the first axis.',
    },
    {
      id: 'fractional-dimension',
      title:
        'A dimension that is no integer is not refused: it is rounded up, gives undefined, or ends in a TypeError.',
      kind: 'defect',
      clauses: ['tensor.sum/attributes', 'tensor.mean/attributes', 'tensor.max/attributes', 'tensor.cumsum/attributes'],
      cause:
        'reduce and _ncumSumDim compare the dimension with 0 and with the number of axes, and count it down by ones until it is not above 0.',
      call: calls(
        'console.log(math.format(math.sum([[1, 2], [3, 4]], 0.5)), math.format(math.sum([[1, 2], [3, 4]], 1.5)));',
        ...caught('math.cumsum([1, 2], 0.5)'),
      ),
      right: 'An IndexError, as for dimension 2.',
    },
    {
      id: 'max-within-a-tolerance',
      title: 'max returns a number that is not the largest, where others are larger by 1e-12 of it, or by 1e-15.',
      kind: 'defect',
      clauses: ['tensor.max/*'],
      cause:
        'max compares by `larger`, which is false within relTol and absTol: a tolerance for relations, on whose chain the maximum is found. The documentation of max names none.',
      call: calls('console.log(math.max(1, 1 + 1e-13), math.max(1e-16, 2e-16), math.max(-1e-16, 0));'),
      right: '1.0000000000001, 2e-16 and 0.',
    },
    {
      id: 'max-loses-nan',
      title: 'max along a dimension loses NaN, where a number follows it.',
      kind: 'defect',
      clauses: ['tensor.max/special'],
      cause:
        '_largest is `larger(x, y) ? x : y`, false for NaN, so that the later one wins; max over everything asks for NaN first.',
      call: calls('console.log(math.max([[NaN, 1]], 1), math.max([[1, NaN]], 1), math.max([NaN, 1]));'),
      right: '[NaN], [NaN] and NaN: the result does not depend on the order.',
    },
    {
      id: 'round-halves',
      title: 'round takes halves away from 0.',
      kind: 'convention',
      clauses: ['tensor.round/*'],
      cause:
        'roundNumber goes by toFixed of utils/number.js, which rounds the decimal digits up in size. The documentation says "towards the nearest rounded value" and nothing of two that are equally near.',
      call: calls('console.log(math.round([-1.5, -0.5, 0.5, 1.5, 2.5]));'),
      right:
        '[-2, -0, 0, 2, 2]: of two the even one, as in IEEE 754 and NumPy. Math.round has a third rule, halves up.',
    },
    {
      id: 'round-twice',
      title: 'round rounds twice: numbers below a half within 1e-12 are rounded up.',
      kind: 'defect',
      clauses: ['tensor.round/C5'],
      cause: 'round first rounds to the decimals of relTol, "to handle round off errors", and then to an integer.',
      call: calls('console.log(math.round(0.4999999999999), Math.round(0.4999999999999));'),
      right: '0: the nearest integer is not in doubt.',
    },
    {
      id: 'round-minus-zero',
      title: 'round(-0) is 0.',
      kind: 'defect',
      clauses: ['tensor.round/zeros'],
      cause: 'roundNumber is parseFloat(toFixed(-0)), which is text without the sign.',
      call: calls('console.log(math.round(-0), Math.round(-0));'),
      right: '-0, as IEEE 754 and Math.round have it.',
    },
    {
      id: 'sort-within-a-tolerance',
      title: 'sort leaves numbers in disorder that differ by 1e-12 of their size, or by 1e-15.',
      kind: 'defect',
      clauses: ['tensor.sort/definition', 'tensor.sort/homogeneity', 'tensor.sort/C*'],
      ways: ['dense', 'array'],
      cause:
        'sort compares by `compare`, to which near numbers are equal. That is no order: a = b and b = c, but a < c, so that the result depends on the algorithm of the engine.',
      call: calls('console.log(math.sort([2e-16, 1e-16]), math.sort([1 + 1e-12, 1 + 5e-13, 1]));'),
      right: 'Ascending numbers.',
    },
    {
      id: 'sort-of-nan',
      title: 'sort leaves NaN where it stands, and what is on either side of it unsorted.',
      kind: 'defect',
      clauses: ['tensor.sort/C4'],
      ways: ['dense', 'array'],
      cause: 'compare(a, NaN) and compare(NaN, a) are both -1: no order.',
      call: calls('console.log(math.sort([3, NaN, 1]), math.sort([3, 1, NaN, 2]));'),
      right: 'NaN at one end, and the numbers in order.',
    },
    {
      id: 'sort-in-place',
      title: 'sort of an Array sorts the array that it is given.',
      kind: 'defect',
      clauses: ['tensor.sort/untouched'],
      ways: ['array'],
      cause:
        'function/matrix/sort.js calls `x.sort(..)` on the argument; of a Matrix it sorts a copy. The documentation says that it "returns the sorted matrix".',
      call: calls('const x = [3, 1, 2];', 'math.sort(x);', 'console.log(x);'),
      right: '[3, 1, 2]',
    },
    {
      id: 'concat-of-ragged',
      title: 'concat joins arrays whose other sizes differ, and returns a ragged array.',
      kind: 'defect',
      clauses: ['tensor.concat/signature'],
      ways: ['array'],
      cause:
        'concat of utils/array.js compares numbers of dimensions, not sizes; only the conversion to a Matrix notices.',
      call: calls('console.log(math.concat([[1, 2]], [[3]], 0));'),
      right: 'A DimensionError, as for matrices.',
    },
    {
      id: 'random-of-negative-size',
      title: 'random accepts negative sizes.',
      kind: 'defect',
      clauses: ['numerics.uniform/attributes'],
      cause: 'randomData counts up to the size, and gives an empty array.',
      call: calls('console.log(math.random([-1, -1]));'),
      right: 'An error, as math.zeros(-1, -1) throws one.',
    },
    {
      id: 'fft-by-powers',
      title: 'fft loses digits at lengths that are no powers of two: 1e-12 at 49 elements.',
      kind: 'defect',
      clauses: ['linalg.dft/tiles', 'linalg.dft/definition'],
      ways: ['dense', 'array'],
      cause:
        '_czt raises e^(-2 pi i / n), rounded, to the powers i^2 / 2 by Complex.pow, which multiplies the error of its logarithm by up to n^2 / 2; e^(-pi i (i^2 mod 2 n) / n) has none of it.',
      call: calls(
        'const y = math.fft(Array(49).fill(1));',
        'console.log(Math.max(...y.slice(1).map((z) => math.abs(z))));',
      ),
      right: 'About 1e-14: the transform of a constant is 0 but for the first element.',
    },
    {
      id: 'fft-nan-is-infinite',
      title: 'fft makes infinity of NaN.',
      kind: 'defect',
      clauses: ['linalg.dft/special'],
      ways: ['dense', 'array'],
      cause:
        'complex.js, whose one infinity is Infinity + Infinity i, takes every number that is not finite for it: isInfinite is `!isFinite()`, true of NaN, in sums as in products.',
      call: calls(
        'console.log(String(math.add(math.complex(NaN, 1), 1)), String(math.fft([math.complex(NaN, 1), math.complex(0, 0)])));',
      ),
      right: 'NaN.',
    },
    {
      id: 'norms-skip-small-and-nan',
      title: 'norm(A, 1) and norm(A, "inf") are 0 for small elements, and for NaN.',
      kind: 'defect',
      clauses: ['linalg.norm/*'],
      cause:
        '_matrixNormOne and _matrixNormInfinity start from 0 and take a sum only if it is `larger`, by more than absTol = 1e-15; NaN never is. norm(A, "fro") has neither fault.',
      call: calls(
        "console.log(math.norm([[1e-16]], 1), math.norm([[NaN]], 1), math.norm([[NaN]], 'inf'), math.norm([[1e-16]], 'fro'));",
      ),
      right: '1e-16, NaN, NaN and 1e-16.',
    },
    {
      id: 'norm-2-of-squares',
      title: 'norm(A, 2) is wrong below 1e-6, and overflows from 2^512 on.',
      kind: 'defect',
      clauses: ['linalg.spectralNorm/*'],
      cause:
        '_matrixNormTwo is the root of an eigenvalue of A^T A, by eigs, whose precision is absolute: elements of A^T A below 1e-12 / n are zero to it. Squares over- and underflow; NaN is lost in eigs.',
      call: calls('console.log(math.norm([[1e-7, 1e-7], [1e-7, 1e-7]], 2), math.norm([[1e200]], 2));'),
      right: '2e-7 and 1e200.',
    },
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
      clauses: ['decompositions.lu/*'],
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
      clauses: ['decompositions.lu/*'],
      cause:
        'Pivots are compared by `larger`, multipliers with `equalScalar(vij, 0)`: entries below absTol are neither pivots nor eliminated.',
      call: calls('const { L, U } = math.lup([[1e-16, 1e-16], [1e-16, 2e-16]]);', 'console.log(L, U);'),
      right: 'L = [[1, 0], [1, 1]] and U = [[1e-16, 1e-16], [0, 1e-16]].',
    },
    {
      id: 'solvers-drop-small-numbers',
      title: 'lsolve, usolve and lusolve take right-hand sides below 1e-15 for 0, and refuse pivots below 1e-15.',
      kind: 'defect',
      clauses: ['decompositions.solve/*', 'decompositions.triangularSolve/*'],
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
      clauses: ['decompositions.pinv/*'],
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
      clauses: ['decompositions.pinv/*'],
      cause:
        '_isZeros and _isZero add 1 + i and compare within relTol = 1e-12: an absolute tolerance, and the rank with it.',
      call: calls('console.log(math.pinv([[1e-13]]));'),
      right: '[[1e13]]',
    },
    {
      id: 'pinv-by-normal-equations',
      title: 'pinv squares the condition of the matrix, and inverts square matrices that are singular up to rounding.',
      kind: 'defect',
      clauses: ['decompositions.pinv/*'],
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
      cause:
        '_schur multiplies R Q a hundred times without shifts, stops at changes of 1e-4, and never clears what is left below the diagonal. Orthogonal matrices come back unchanged. It falls with qr for small and large numbers.',
      call: calls('console.log(math.schur([[2, 1], [1, 2]]).T);', 'console.log(math.schur([[0, 1], [1, 0]]).T);'),
      right: '[[3, 0], [0, 1]], and 1 and -1 on the diagonal of the other.',
      link: 'https://github.com/josdejong/mathjs/issues/3600',
    },
    {
      id: 'eigs-does-not-converge',
      title: 'eigs fails to converge for small textbook matrices, such as permutations.',
      kind: 'defect',
      clauses: ['decompositions.eig/*'],
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
  ],
});
