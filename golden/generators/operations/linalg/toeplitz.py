"""The matrix with constant diagonals, of which tridiag(-1, 2, -1) is one."""

import numpy as np

from fixture import exact


def define(c, r):
    return {'t': np.array([[c[i - j] if i >= j else r[j - i] for j in range(len(r))] for i in range(len(c))])}


def fixtures(make):
    yield make(
        'corner',
        'Row and column are exchanged, or the corner is that of the row.',
        {'c': exact([1, 2, 3]), 'r': exact([9, 4, 5, 6])},
        {'t': exact([[1, 4, 5, 6], [2, 1, 4, 5], [3, 2, 1, 4]])},
        exact=True,
    )
    yield make(
        'second-difference',
        'Second differences with ends that are held at 0: eigenvalues 2 - 2 cos(k pi / 5).',
        {'c': exact([2, -1, 0, 0]), 'r': exact([2, -1, 0, 0])},
        {'t': exact([[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]])},
        exact=True,
    )
