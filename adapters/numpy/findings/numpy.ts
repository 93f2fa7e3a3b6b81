import type { Finding } from '../../../scripts/_internal/library.ts';

export const ofNumpy: readonly Finding[] = [
  {
    id: 'svd-of-infinity',
    title: 'svd, pinv and lstsq of a matrix of three rows and columns or more do not end where an entry is infinite',
    kind: 'defect',
    clauses: ['decompositions.svd/special', 'decompositions.pinv/special', 'decompositions.lstsq/special'],
    ways: ['numpy'],
    cause:
      'numpy.linalg hands every matrix to the `gesdd` of LAPACK, here that of OpenBLAS, which does not come to an end; SciPy checks its input first (`check_finite`).',
    call: `import numpy as np
print(np.linalg.svd(np.diag([np.inf, 1.0, 1.0]), full_matrices=False))`,
    right: 'An error or NaN, as for a matrix of two rows and columns.',
  },
  {
    id: 'axis-of-scalar',
    title:
      'fft of a scalar, and split and tensordot along an axis that is not there, fall over what they read; so do moveaxis and roll by a fraction',
    kind: 'defect',
    clauses: [
      'linalg.dft/signature',
      'tensor.split/*',
      'linalg.tensordot/*',
      'tensor.moveaxis/attributes',
      'tensor.roll/attributes',
    ],
    signature: /tuple index out of range|not iterable|zero/,
    cause:
      '`_raw_fft` in numpy/fft/_pocketfft.py and `split` in numpy/lib/_shape_base_impl.py read `a.shape[axis]`, and divide by the number of parts, before anything is checked, and so does `tensordot` in numpy/_core/numeric.py; `normalize_axis_tuple` there takes what is no integer for a list.',
    call: `import numpy as np
for call in (lambda: np.fft.fft(np.array(1.0)), lambda: np.split(np.ones(1), 1, axis=1), lambda: np.split(np.ones(1), 0), lambda: np.tensordot(np.ones(1), np.ones(1), ([7], [0])), lambda: np.moveaxis(np.ones(1), 0.5, 0)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)`,
    right:
      'numpy.exceptions.AxisError, which says what is wrong with the axis, as other functions raise it, and the ValueError of a negative number of parts.',
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
    id: 'dot-with-one-element',
    title: 'np.dot with a matrix of one element that is 0 makes 0 of NaN',
    kind: 'defect',
    clauses: ['linalg.multiDot/special'],
    cause:
      '`cblas_matrixproduct` in numpy/_core/src/common/cblasfuncs.c takes a matrix of one element for a number and calls axpy, which does nothing where that is 0; matmul multiplies. `multi_dot` calls dot.',
    call: `import numpy as np
a, b = np.array([[np.nan], [1.0]]), np.array([[0.0]])
print(np.dot(a, b).ravel(), np.matmul(a, b).ravel())`,
    right: '[nan, 0] in both: 0 times NaN is NaN.',
  },
  {
    id: 'eigvalsh-of-nan',
    title: 'eigvalsh of a matrix with NaN gives finite eigenvalues',
    kind: 'defect',
    clauses: ['decompositions.eigvalsh/R1'],
    ways: ['numpy'],
    cause:
      'numpy.linalg hands it to the `syevd` of LAPACK without vectors, whose `sterf` loses NaN in comparisons, and only looks whether it converged.',
    call: `import numpy as np
print(np.linalg.eigvalsh(np.array([[np.nan, 1.0], [1.0, 1.0]])))`,
    right: 'NaN or an error: no number is known.',
    link: 'https://github.com/numpy/numpy/issues/20280',
  },
  {
    id: 'arange-by-differences',
    title: 'arange takes the difference of its first two elements for the step',
    kind: 'limit',
    clauses: ['tensor.arange/C4'],
    cause:
      'Documented: "The actual step value used to populate the array is dtype(start + step) - dtype(start) and not step. Precision loss can occur here".',
    call: `import numpy as np
print(np.arange(-1, 2.95, 0.1)[11], -1 + 11 * 0.1)`,
    right: '0.10000000000000009, or 0.1: start + i step in whatever order has an error of some 1e-16, and not 4e-16.',
    link: 'https://numpy.org/doc/stable/reference/generated/numpy.arange.html',
  },
  {
    id: 'cosine-of-the-hardest-number',
    title: 'cos is off by 8 units in the last place at 5.319e255, the double that lies nearest to a multiple of pi / 2',
    kind: 'limit',
    clauses: ['tensor.cos/C3'],
    cause: 'NumPy calls the C library for large numbers, here that of GNU, and math.cos gives the same.',
    call: `import math
import numpy as np
print(np.cos(5.319372648326541e255), math.cos(5.319372648326541e255))`,
    right: '-4.687165924254628e-19: an argument reduced by enough digits of pi has it to the last.',
  },
  {
    id: 'norms-overflow',
    title:
      'numpy.linalg.norm over- and underflows where the squares or powers of entries do, long before the norm does',
    kind: 'limit',
    clauses: ['linalg.l2Norm/C3', 'linalg.l2Norm/definition', 'linalg.lpNorm/C3', 'linalg.lpNorm/definition'],
    cause:
      '`norm` in numpy/linalg/_linalg.py adds up squares, or powers, as they are; scipy.linalg.norm calls nrm2 of BLAS for one vector, which scales, and this where an axis is named.',
    call: `import numpy as np, scipy.linalg
x = np.array([2.0**512])
print(np.linalg.norm(x), np.linalg.norm(x, 3), scipy.linalg.norm(x), scipy.linalg.norm(x, axis=-1))`,
    right: '2^512 = 1.34e154 in all.',
  },
  {
    id: 'pad-of-a-number',
    title: 'pad falls over an array without axes',
    kind: 'defect',
    clauses: ['tensor.pad/*'],
    signature: 'zero-size array',
    cause:
      '`_as_pairs` in numpy/lib/_arraypad_impl.py takes the least of the widths, of which there are none, to see whether it is negative; an empty list it refuses before that, as one of floating-point numbers.',
    call: `import numpy as np
try:
    print(np.pad(np.array(1.0), np.zeros((0, 2), int)))
except ValueError as error:
    print(error)`,
    right: '1.0: of no axes nothing is padded.',
  },
  {
    id: 'vector-as-a-matrix',
    title: 'tril and triu make a square matrix of a vector',
    kind: 'convention',
    clauses: ['tensor.tril/signature', 'tensor.triu/signature'],
    cause:
      'They are `where` of a mask of the last axis alone, so that a vector is stretched to rows. Documented: "m : array_like, shape (..., M, N)".',
    call: `import numpy as np
print(np.tril(np.array([1.0, 2.0])))`,
    right: 'Here a vector is refused, which has no diagonal.',
  },
  {
    id: 'fractions-for-whole-numbers',
    title: 'tril, triu, roll, repeat, split and eye take fractions for whole numbers',
    kind: 'convention',
    clauses: [
      'tensor.tril/R1',
      'tensor.triu/R1',
      'tensor.roll/R2',
      'tensor.tril/attributes',
      'tensor.triu/attributes',
      'tensor.roll/attributes',
      'tensor.repeat/attributes',
      'tensor.split/attributes',
      'tensor.eye/attributes',
    ],
    signature: /= \d+\.5 is refused|half a/,
    cause:
      '`tri` compares with k as it is; `roll` and `repeat` cut it off; `split` compares with zero parts; `eye` looks at k after the sizes.',
    call: `import numpy as np
one = np.ones(1)
print(np.tril(np.ones((2, 2)), 0.5), np.roll(one, 0.5), np.repeat(one, 0.5), np.split(np.ones(3), 1.5), np.eye(0, 0, 0.5))`,
    right:
      'Here a diagonal, a shift or a number of parts that is no integer is refused, as the documentation asks for one.',
  },
  {
    id: 'powers-below-zero',
    title: 'matrix_power takes a negative exponent: the power of the inverse',
    kind: 'convention',
    clauses: ['linalg.matrixPower/attributes'],
    cause: 'Documented: "If n < 0, the inverse is computed and then raised to the abs(n)".',
    call: `import numpy as np
print(np.linalg.matrix_power(np.array([[2.0]]), -1))`,
    right: 'Here an exponent is a whole number that is not negative.',
  },
  {
    id: 'triangle-of-any-size',
    title: 'tri takes a negative number of rows or columns for none, and a part of one for one',
    kind: 'convention',
    clauses: ['sequence.causalMask/R1', 'sequence.causalMask/attributes'],
    cause:
      '`tri` in numpy/lib/_twodim_base_impl.py compares two calls of arange, which goes up to any number; `eye` and `zeros` refuse both.',
    call: `import numpy as np
print(np.tri(-1, 2).shape, np.tri(0.5, 2).shape)`,
    right: 'Here sizes are whole numbers that are not negative.',
  },
  {
    id: 'tolerances-of-any-kind',
    title: 'allclose compares by tolerances that are no numbers',
    kind: 'convention',
    clauses: ['numerics.allclose/attributes'],
    cause:
      '`isclose` in numpy/_core/numeric.py warns: "One of rtol or atol is not valid". What is equal is close all the same.',
    call: `import numpy as np
print(np.allclose(1.0, 1.0, rtol=np.nan), np.allclose(1.0, 2.0, atol=np.nan))`,
    right: 'Here a tolerance that is NaN is refused.',
  },
  {
    id: 'concentrations-of-zero',
    title: 'dirichlet takes concentrations of 0, and of them alone draws points without a sum of 1',
    kind: 'convention',
    clauses: ['numerics.dirichlet/R3'],
    cause: 'Documented: "ValueError: If any value in alpha is less than zero".',
    call: `import numpy as np
print(np.random.default_rng(0).dirichlet([0.0, 0.0]), np.random.default_rng(0).dirichlet([0.0, 1.0]))`,
    right: 'Here concentrations are positive: (0, 0) is no distribution.',
  },
  {
    id: 'windows-without-elements',
    title: 'sliding_window_view takes windows of size 0',
    kind: 'convention',
    clauses: ['layers.im2col/attributes', 'layers.avgPool2d/attributes'],
    signature: 'kernel',
    cause:
      '`sliding_window_view` in numpy/lib/_stride_tricks_impl.py refuses negative sizes alone ("window_shape cannot contain negative values").',
    call: `import numpy as np
print(np.lib.stride_tricks.sliding_window_view(np.ones(2), 0).shape)`,
    right: 'Here a window has an element.',
  },
];
