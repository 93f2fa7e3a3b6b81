"""The logarithm of the determinant of ((2, 1), (1, 2)): ln 3, whose gradient is the inverse, transposed."""

import numpy as np
from mpmath import mp

from fixture import certified, exact, nearest
from precise import lift


def define(a):
    d = mp.det(mp.matrix(a.tolist()))
    return {'sign': np.array(mp.sign(d), dtype=object), 'logabs': np.array(mp.log(abs(d)), dtype=object)}


def fixtures(make):
    a = exact([[2, 1], [1, 2]])
    third = mp.mpf(1) / 3
    yield make(
        'positive-definite',
        'The gradient of log det A is A^-T: by the formula of the determinant alone it is that of det A.',
        {'a': a},
        certified(lambda: define(lift(a))),
        cotangents={'logabs': exact(1)},
        gradients={'a': np.array([[nearest(2 * third), nearest(-third)], [nearest(-third), nearest(2 * third)]])},
    )
