import type { Finding } from '../../../scripts/_internal/library.ts';

export const ofScipy: readonly Finding[] = [
  {
    id: 'lu-of-empty-batch',
    title: 'scipy.linalg.lu(.., p_indices=True) of an empty batch gives permutations of length 0',
    kind: 'defect',
    clauses: ['decompositions.lu/C*', 'decompositions.lu/shapes'],
    cause:
      '`lu` in scipy/linalg/_decomp_lu.py answers arrays without elements ahead of all else, and makes the permutation of shape [*batch, 0].',
    call: `import numpy as np, scipy.linalg
print(*(one.shape for one in scipy.linalg.lu(np.ones((0, 3, 3)), p_indices=True)))`,
    right: '(0, 3) (0, 3, 3) (0, 3, 3).',
  },
  {
    id: 'eig-is-not-scaled-back',
    title: 'scipy.linalg.eig of a matrix with entries above 1e138 or below 1e-138 gives eigenvalues of that size',
    kind: 'defect',
    clauses: [
      'decompositions.eig/C1',
      'decompositions.eig/C4',
      'decompositions.eig/C5',
      'decompositions.eigTwoSided/C1',
      'decompositions.eigTwoSided/C2',
      'decompositions.eigvals/C1',
      'decompositions.eigvals/C3',
      'decompositions.eigvals/C4',
    ],
    cause:
      '`dgeev` of OpenBLAS 0.3.30, which SciPy 1.17.1 brings along, scales such a matrix into its range and not its eigenvalues back; NumPy 2.4.6 has OpenBLAS 0.3.31, and SciPy 1.10 another, which do.',
    call: `import numpy as np, scipy.linalg
a = np.array([[1e200]])
print(scipy.linalg.eig(a)[0], scipy.linalg.eigvals(1e-200 * np.eye(2)), np.linalg.eig(a)[0])`,
    right: '1e200, and 1e-200 twice.',
  },
  {
    id: 'solve-with-a-number',
    title: 'scipy.linalg.solve divides a right-hand side of any length by a matrix of one element',
    kind: 'convention',
    clauses: ['decompositions.solve/signature'],
    ways: ['scipy'],
    cause: '`solve` in scipy/linalg/_basic.py lets a matrix of one row pass ("n == 1 and b1.size != 0").',
    call: `import numpy as np, scipy.linalg
print(scipy.linalg.solve(np.array([[2.0]]), np.array([[1.0], [2.0]])))`,
    right: 'Here shapes that do not fit are refused, as numpy.linalg.solve does it.',
  },
  {
    id: 'matrices-without-rows',
    title: 'ortho_group draws matrices without rows',
    kind: 'convention',
    clauses: ['numerics.haarOrthogonal/attributes'],
    cause:
      '`ortho_group._process_parameters` in scipy/stats/_multivariate.py takes every dimension that is not negative.',
    call: `import scipy.stats
print(scipy.stats.ortho_group.rvs(0).shape)`,
    right: 'Here the group of 0 dimensions is refused, for it has nothing to draw.',
  },

  {
    id: 'expm-loses-digits',
    title: 'scipy.linalg.expm of real matrices is off by up to 8e-13 where their norm is above 2',
    kind: 'defect',
    clauses: ['decompositions.expm/*'],
    signature: 'both sides of the equation equal',
    cause:
      'Of order 13 `pade_UV_calc_d` in scipy/linalg/src/_matfuncs_expm.c forms U by a last dgemm with beta 1 in the place of 0 over what was A^6, so that U is A^6 too large; so does `pade_UV_calc_s`, while those of complex numbers have 0. A^6 is small beside the coefficients of U, and 1e-12 of it at a norm of 4.',
    call: `import numpy as np, scipy.linalg
print(scipy.linalg.expm(np.full((2, 2), 2.0))[0, 0], (np.exp(4.0) + 1) / 2)`,
    right: '27.799075016572118: the matrix is symmetric, and its exponential as well determined as it can be.',
  },
  {
    id: 'lstsq-of-ranks',
    title: 'scipy.linalg.lstsq of a batch fails where some of its matrices are of full rank and others are not',
    kind: 'defect',
    clauses: ['decompositions.lstsq/*'],
    signature: 'all input arrays must have the same shape',
    cause:
      '`_apply_over_batch` in scipy/_lib/_util.py stacks every result of the members, and the residues are an empty array where the rank is not full.',
    call: `import numpy as np, scipy.linalg
try:
    print(scipy.linalg.lstsq(np.array([[[0.0], [0.0]], [[1.0], [1.0]]]), np.ones((2, 2, 1)))[0])
except ValueError as error:
    print(error)`,
    right: '0 and 1, as of the two matrices one by one.',
  },
  {
    id: 'gelsy-finds-no-rank',
    title: 'lstsq by gelsy answers a matrix of rank 1 by numbers of 1e15, or without the least norm',
    kind: 'limit',
    clauses: ['decompositions.lstsq/C3', 'decompositions.lstsq/batch', 'decompositions.lstsq/layouts'],
    ways: ['drivers'],
    cause:
      '`lstsq` in scipy/linalg/_basic.py takes eps for `cond`, whatever the size of the matrix. The factors of QR are off by more than that, so that gelsy counts what rounding has left; numpy.linalg.lstsq takes max(m, n) eps.',
    call: `import numpy as np, scipy.linalg
a, b = np.full((2, 2), 0.12500000011641532), np.ones(2)
for cond in (None, 2 * np.finfo(float).eps):
    print(scipy.linalg.lstsq(a, b, lapack_driver="gelsy", cond=cond)[0])`,
    right: '[4, 4] but for 4e-9 in both: it is the solution of least norm, which gelsd gives.',
  },
  {
    id: 'sylvester-without-a-solution',
    title: 'solve_sylvester answers an equation that has no solution by large numbers',
    kind: 'defect',
    clauses: ['multilinear.sylvester/R1'],
    cause:
      '`solve_sylvester` in scipy/linalg/_solvers.py looks only whether `info` of trsyl is negative: 1 says that A and -B share eigenvalues, which it has moved a little.',
    call: `import numpy as np, scipy.linalg
one = np.ones((1, 1))
print(scipy.linalg.solve_sylvester(one, -one, one))`,
    right: 'An error or a warning: no x has x - x = 1.',
    link: 'https://github.com/scipy/scipy/issues/23066',
  },
  {
    id: 'chebyshev-drops-nan',
    title: 'The Chebyshev distance passes over NaN',
    kind: 'defect',
    clauses: ['linalg.chebyshevDistance/special', 'linalg.pairwiseDistances/special'],
    cause:
      '`ChebyshevDistance` in scipy/spatial/src/distance_metrics.h takes the largest by comparisons, which NaN fails (std::max, and greater-than for weights); the other metrics add up, and give NaN.',
    call: `import numpy as np
from scipy.spatial import distance
print(distance.chebyshev([1.0, 1.0], [1.0, np.nan]), distance.cdist([[1.0, 1.0]], [[1.0, np.nan]], "cityblock"))`,
    right: 'NaN in both: the distance is not known, and not 0.',
  },
  {
    id: 'distance-of-stretched-vectors',
    title: 'The distances of two vectors stretch one of a single entry',
    kind: 'defect',
    clauses: [
      'linalg.chebyshevDistance/signature',
      'linalg.euclideanDistance/signature',
      'linalg.manhattanDistance/signature',
    ],
    cause: 'They subtract as NumPy broadcasts. Documented: "u : (N,) array_like, v : (N,) array_like".',
    call: `from scipy.spatial import distance
print(distance.euclidean([1.0], [4.0, 5.0]), distance.cityblock([1.0], [4.0, 5.0]))`,
    right: 'An error, as cdist raises it: "XA and XB must have the same number of columns".',
  },
  {
    id: 'euclidean-refuses-nan',
    title: 'scipy.spatial.distance.euclidean refuses NaN, where its relatives give NaN',
    kind: 'convention',
    clauses: ['linalg.euclideanDistance/special'],
    cause:
      '`minkowski` calls scipy.linalg.norm, whose `check_finite` is on; the documentation of distances does not say it.',
    call: `import numpy as np
from scipy.spatial import distance
print(distance.cityblock([0.0], [np.nan]))
try:
    print(distance.euclidean([0.0], [np.nan]))
except ValueError as error:
    print(error)`,
    right: 'NaN in both.',
  },
  {
    id: 'distances-underflow',
    title: 'cdist gives 0 for points whose squared differences underflow',
    kind: 'limit',
    clauses: ['linalg.pairwiseDistances/definition'],
    signature: '"euclidean"',
    cause: '`EuclideanDistance` in scipy/spatial/src/distance_metrics.h adds up squares as they are.',
    call: `from scipy.spatial import distance
print(distance.cdist([[1e-200]], [[2e-200]]), distance.cdist([[1e200]], [[2e200]]))`,
    right: '1e-200 and 1e200.',
  },
  {
    id: 'gemm-with-alpha-zero',
    title: 'dgemm reads A and B where alpha is 0, of small matrices',
    kind: 'defect',
    clauses: ['linalg.gemm/C2'],
    cause:
      'The kernels of OpenBLAS for small matrices multiply what they have added up by alpha; of larger ones nothing is read, as in the reference BLAS.',
    call: `import numpy as np
from scipy.linalg import blas
nan = lambda n: np.full((n, n), np.nan)
print(blas.dgemm(0.0, nan(2), nan(2))[0, 0], blas.dgemm(0.0, nan(300), nan(300))[0, 0])`,
    right:
      '0 in both. The reference BLAS documents it: "If alpha is zero, NaNs or Infs in A or B do not affect the result".',
    link: 'https://github.com/Reference-LAPACK/lapack/pull/1098',
  },
  {
    id: 'axpy-of-two-lengths',
    title: 'axpy takes a y that is longer than x',
    kind: 'convention',
    clauses: ['linalg.axpy/signature'],
    cause: 'Documented: n is (len(x)-offx)/abs(incx) unless it is said; what lies behind in y is left.',
    call: `import numpy as np
from scipy.linalg import blas
print(blas.daxpy(np.array([1.0]), np.array([1.0, 1.0])))`,
    right: 'Here vectors of two lengths are refused.',
  },
  {
    id: 'blocks-of-nothing',
    title: 'block_diag of nothing is a matrix of one row and no columns, and so is an empty vector',
    kind: 'convention',
    clauses: ['linalg.blockDiag/R1', 'linalg.blockDiag/signature'],
    cause: 'Documented: "both [] and [[]] are treated as matrices with shape (1,0)".',
    call: `import scipy.linalg
print(scipy.linalg.block_diag().shape)`,
    right: 'Here an empty list is refused: nothing says of what data type the result is.',
  },
  {
    id: 'expm-of-a-vector',
    title: 'expm takes a vector of one element for a matrix',
    kind: 'convention',
    clauses: ['decompositions.expm/signature'],
    cause:
      '`expm` in scipy/linalg/_matfuncs.py begins with atleast_2d. Documented: "A : ndarray, last two dimensions are square".',
    call: `import numpy as np, scipy.linalg
print(scipy.linalg.expm(np.array([1.0])))`,
    right: 'Here a vector is refused.',
  },
  {
    id: 'labels-outside-of-levels',
    title: 'crosstab passes over labels that are none of the levels',
    kind: 'convention',
    clauses: ['metrics.confusionMatrix/R2', 'metrics.confusionMatrix/attributes'],
    cause:
      'Documented: "If any value in the sequences in args does not occur in the corresponding sequence in levels, that value is ignored and not counted". There may be no levels, too.',
    call: `from scipy.stats.contingency import crosstab
print(crosstab([0, 5], [0, 1], levels=(range(2), range(2))).count)`,
    right: 'Here a label that is no class is refused.',
  },
  {
    id: 'errors-of-transforms',
    title: 'Convolutions by transforms are off by roundings of the largest product, in every element and of integers',
    kind: 'limit',
    clauses: [
      'linalg.convolve/C5',
      'linalg.convolve/definition',
      'linalg.convolve/integers',
      'linalg.convolve/storage',
      'linalg.convolve/golden/*',
      'layers.conv1d/definition',
      'layers.conv1d/integers',
      'layers.conv1d/exchange',
      'layers.conv1d/storage',
      'layers.conv1d/golden/*',
      'layers.conv2d/definition',
      'layers.conv2d/integers',
      'layers.conv2d/golden/*',
    ],
    ways: ['fft'],
    cause:
      'The error of a transform is one of the norm of what it is given, not of the element; `convolve` chooses it by itself where it is the faster one (`choose_conv_method`), of integers only while it is exact after rounding.',
    call: `import numpy as np
from scipy import signal
print(signal.fftconvolve([1e20, 1.0], [1.0, 1.0])[2], signal.oaconvolve([9.0, -3.0], [1.0, -3.0, 9.0, -3.0])[0])`,
    right: '1 and 9, which sums of products give (`method="direct"`).',
  },
];
