"""The trace, of small integers."""

import numpy as np

from fixture import exact


def define(a):
    return {'t': np.trace(a, axis1=-2, axis2=-1)}


def fixtures(make):
    yield make(
        'pascal',
        'The first or the last row is left out, or the other diagonal is summed.',
        {'a': exact([[1, 1, 1, 1], [1, 2, 3, 4], [1, 3, 6, 10], [1, 4, 10, 20]])},
        {'t': exact(29)},
        exact=True,
        cotangents={'t': exact(3)},
        gradients={'a': exact(3 * np.eye(4))},
    )
