"""The companion matrix of (x - 1) (x - 2) (x - 3) (x - 4) (x - 5)."""

import numpy as np

from fixture import exact


def define(a):
    n = len(a) - 1
    return {'c': np.array([[-(a[j + 1] / a[0]) if i == 0 else a[0] * 0 + (i == j + 1) for j in range(n)] for i in range(n)])}


def fixtures(make):
    yield make(
        'one-to-five',
        'Coefficients stand in the other order, in the last column, or with their own sign.',
        {'a': exact([1, -15, 85, -225, 274, -120])},
        {
            'c': exact(
                [[15, -85, 225, -274, 120], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]
            )
        },
    )
