"""Running sums, of small integers."""

import numpy as np

from fixture import exact


def define(x, axis):
    return {'y': np.cumsum(x, axis)}


def fixtures(make):
    yield make(
        'middle-axis',
        'Running sums along an axis that is neither the first nor the last; the gradient runs back from its end.',
        {'x': exact([[[1, 2], [3, 4], [5, 6]]])},
        {'y': exact([[[1, 2], [4, 6], [9, 12]]])},
        {'axis': -2},
        exact=True,
        cotangents={'y': exact([[[1, 10], [2, 20], [4, 40]]])},
        gradients={'x': exact([[[7, 70], [6, 60], [4, 40]]])},
    )
