import { defineLibrary } from '../../scripts/_internal/library.ts';

export default defineLibrary({
  title: 'NumPy and SciPy',
  homepage: 'https://github.com/numpy/numpy, https://github.com/scipy/scipy',
  language: 'Python',
  needs: 'NumPy 2 and SciPy 1.16: pip install numpy scipy',
  ways: [
    {
      name: 'numpy',
      exec: 'python3 adapters/numpy/adapter.py',
      says: 'NumPy, and SciPy where it alone has an operation.',
    },
    {
      name: 'scipy',
      exec: 'python3 adapters/numpy/adapter.py --way scipy',
      says: 'SciPy where both have an operation: its `solve` looks at the structure of the matrix.',
    },
    {
      name: 'drivers',
      exec: 'python3 adapters/numpy/adapter.py --way drivers',
      says: 'SciPy by LAPACK routines that are not its default: `gesvd`, `evd`, `lu_factor` with `lu_solve`, `cho_factor`.',
    },
  ],
  findings: [
    {
      id: 'svd-of-infinity',
      title: 'svd and pinv of a matrix of three rows and columns or more do not end where an entry is infinite',
      kind: 'defect',
      clauses: ['decompositions.svd/special', 'decompositions.pinv/special'],
      ways: ['numpy'],
      cause:
        'numpy.linalg hands every matrix to the `gesdd` of LAPACK, here that of OpenBLAS, which does not come to an end; SciPy checks its input first (`check_finite`).',
      call: `import numpy as np
print(np.linalg.svd(np.diag([np.inf, 1.0, 1.0]), full_matrices=False))`,
      right: 'An error or NaN, as for a matrix of two rows and columns.',
    },
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
      id: 'axis-of-scalar',
      title: 'fft of a scalar, and split along an axis that is not there or into no parts, fall over what they read',
      kind: 'defect',
      clauses: ['linalg.dft/signature', 'tensor.split/R1', 'tensor.split/attributes'],
      cause:
        '`_raw_fft` in numpy/fft/_pocketfft.py and `split` in numpy/lib/_shape_base_impl.py read `a.shape[axis]`, and divide by the number of parts, before anything is checked.',
      call: `import numpy as np
for call in (lambda: np.fft.fft(np.array(1.0)), lambda: np.split(np.ones(1), 1, axis=1), lambda: np.split(np.ones(1), 0)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)`,
      right:
        'numpy.exceptions.AxisError, which says what is wrong with the axis, as other functions raise it, and the ValueError of a negative number of parts.',
    },
    {
      id: 'eig-is-not-scaled-back',
      title: 'scipy.linalg.eig of a matrix with entries above 1e138 or below 1e-138 gives eigenvalues of that size',
      kind: 'defect',
      clauses: ['decompositions.eig/C1', 'decompositions.eig/C4', 'decompositions.eig/C5'],
      ways: ['scipy', 'drivers'],
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
      id: 'clip-bounds',
      title: 'clip takes bounds in the wrong order',
      kind: 'convention',
      clauses: ['tensor.clip/R2'],
      cause: 'Documented: "If a_min > a_max returns an array in which all values are equal to a_max".',
      call: `import numpy as np
print(np.clip(np.array([1.0]), 1, 0))`,
      right: 'Here an empty interval is refused.',
      link: 'https://numpy.org/doc/stable/reference/generated/numpy.clip.html',
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
  ],
});
