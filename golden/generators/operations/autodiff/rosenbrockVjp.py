"""The gradient of Rosenbrock's valley where its descent is usually started, (-1.2, 1), and at the bottom."""

import numpy as np

from fixture import exact, rounded
from rational import fractions


def define(x, y, a, b, c_f):
    across = y - x * x
    return {
        'g_x': np.array(c_f * (-2 * (a - x) - 4 * b * x * across)),
        'g_y': np.array(c_f * 2 * b * across),
        'g_a': np.array(c_f * 2 * (a - x)),
        'g_b': np.array(c_f * across * across),
    }


def fixtures(make):
    point = {'a': exact(1), 'b': exact(100), 'c_f': exact(1)}
    yield make(
        'bottom',
        'Nothing is left of the gradient at (1, 1), nor of those by a and b.',
        {'x': exact(1), 'y': exact(1), **point},
        {'g_x': exact(0), 'g_y': exact(0), 'g_a': exact(0), 'g_b': exact(0)},
        exact=True,
    )
    # -1.2 is not dyadic: what it is as a float64 is the problem.
    start = {'x': np.array(-1.2), 'y': np.array(1.0), **point}
    yield make(
        'start',
        'About (-215.6, -88) at (-1.2, 1): of descent the other way round.',
        start,
        {name: rounded(one) for name, one in define(**{name: fractions(one) for name, one in start.items()}).items()},
    )
