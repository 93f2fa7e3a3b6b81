import { defineLibrary } from '../../scripts/_internal/library.ts';
import { calls, caught } from './_internal/calls.ts';
import { decompositions } from './_internal/decompositions.ts';

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
      clauses: ['tensor.sum/attributes', 'tensor.max/attributes', 'tensor.cumsum/attributes'],
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
      id: 'sparse-drops-small-numbers',
      title: 'A sparse matrix does not store numbers below 1e-15: they are 0 from the start, and in every result.',
      kind: 'defect',
      clauses: [
        'tensor.add/definition',
        'tensor.add/homogeneity',
        'tensor.mul/definition',
        'tensor.mul/homogeneity',
        'tensor.div/definition',
        'tensor.div/homogeneity',
        'tensor.concat/definition',
        'tensor.concat/homogeneity',
        'tensor.permute/definition',
        'tensor.permute/homogeneity',
        'tensor.reshape/definition',
        'tensor.reshape/homogeneity',
        'tensor.sum/definition',
        'tensor.sum/homogeneity',
        'tensor.mean/homogeneity',
        'linalg.frobeniusNorm/*',
        'linalg.matmul/definition',
        'linalg.matmul/homogeneity',
        'decompositions.inv/*',
        'multilinear.kron/*',
      ],
      ways: ['sparse'],
      cause:
        'SparseMatrix, and every algorithm that makes one, leaves out what is `equalScalar` to 0: within absTol = 1e-15, whatever the scale of the matrix.',
      call: calls(
        'const a = math.sparse([[1e-16]]);',
        "console.log(a.toArray(), math.norm(a, 'fro'), math.inv(math.sparse([[1e16]])).toArray());",
      ),
      right: '[[1e-16]], 1e-16 and [[1e-16]].',
    },
    {
      id: 'sparse-zeros-are-not-stored',
      title: 'A sparse matrix stores no zeros: their sign is lost, and 0 times NaN is 0.',
      kind: 'convention',
      clauses: [
        'tensor.add/zeros',
        'tensor.mul/zeros',
        'tensor.div/zeros',
        'tensor.concat/zeros',
        'tensor.permute/zeros',
        'tensor.reshape/zeros',
        'tensor.mul/C5',
        'tensor.mul/special',
        'tensor.div/C5',
        'tensor.div/special',
        'linalg.matmul/special',
      ],
      ways: ['sparse'],
      cause: 'What is not stored is 0, not -0, and products go over stored entries.',
      call: calls('console.log(math.dotMultiply(math.sparse([[0]]), math.sparse([[NaN]])).toArray());'),
      right: 'NaN by IEEE arithmetic; that zeros of a sparse matrix are no operands is what sparse libraries agree on.',
    },
    {
      id: 'fft-by-powers',
      title: 'fft loses digits at lengths that are no powers of two: 1e-12 at 49 elements.',
      kind: 'defect',
      clauses: ['linalg.dft/tiles'],
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
    ...decompositions,
  ],
});
