"""The general product, of small integers."""

import numpy as np

from fixture import exact


def define(a, b, alpha, beta, transposeA=False, transposeB=False, c=None):
    left = np.swapaxes(a, -1, -2) if transposeA else a
    right = np.swapaxes(b, -1, -2) if transposeB else b
    product = alpha * np.matmul(left, right)
    return {'d': product if c is None or beta == 0 else product + beta * c}


def fixtures(make):
    yield make(
        'three-by-three',
        'A factor of the product or of C is left out, or C is added before the product is multiplied.',
        {
            'a': exact([[1, 2, 3], [4, 5, 6], [7, 8, 10]]),
            'b': exact([[2, 0, 1], [-1, 3, 0], [0, 1, -2]]),
            'c': exact([[1, 0, 0], [0, 2, 0], [0, 0, 3]]),
        },
        {'d': exact([[-1, 18, -10], [6, 40, -16], [12, 68, -29]])},
        {'alpha': 2, 'beta': -1},
        exact=True,
        cotangents={'d': exact([[1, 0, 0], [0, 0, 0], [0, 0, 0]])},
        gradients={
            'a': exact([[4, -2, 0], [0, 0, 0], [0, 0, 0]]),
            'b': exact([[2, 0, 0], [4, 0, 0], [6, 0, 0]]),
            'c': exact([[-1, 0, 0], [0, 0, 0], [0, 0, 0]]),
        },
    )
