"""Rows whose mean of squares is a square."""

import numpy as np
from mpmath import mp

from fixture import exact
from precise import sqrt


def define(x, epsilon, epsilonPlace, weight=None):
    square = np.sum(x * x) / len(x)
    inside = epsilonPlace == 'inside'
    root = sqrt(square + mp.mpf(epsilon)) if inside else sqrt(square) + mp.mpf(epsilon)
    return {'y': x / root * (1 if weight is None else weight)}


def fixtures(make):
    x, weight = exact([1, 7]), exact([2, -1])
    for name, note, epsilon, place, y in [
        ('root-five', 'The mean of 1 and 49 is 25; the mean of the row is not subtracted.', 0.0, 'inside', [0.4, -1.4]),
        ('epsilon-inside', 'The root of 25 + 11 is 6.', 11.0, 'inside', [1 / 3, -7 / 6]),
        ('epsilon-outside', 'The root of 25, and 3 more.', 3.0, 'outside', [0.25, -0.875]),
    ]:
        yield make(name, note, {'x': x, 'weight': weight}, {'y': np.array(y)}, {'epsilon': epsilon, 'epsilonPlace': place})
