"""The gradient of x^T A x, of small integers."""

import numpy as np

from fixture import exact


def define(a, x, c_f):
    return {'g_a': c_f * np.outer(x, x), 'g_x': c_f * (np.dot(a, x) + np.dot(a.T, x))}


def fixtures(make):
    yield make(
        'not-symmetric',
        'The gradient by x is (A + A^T) x, and 2 A x of symmetric matrices alone.',
        {'a': exact([[2, 1, 0], [-3, 5, 4], [1, 0, -2]]), 'x': exact([1, -2, 3]), 'c_f': exact(2)},
        {'g_a': exact([[2, -4, 6], [-4, 8, -12], [6, -12, 18]]), 'g_x': exact([22, -20, -38])},
        exact=True,
    )
