"""Softplus where 1 + e^x rounds to 1, where e^x overflows in single precision, and beside 0."""

from mpmath import mp

import precise
from fixture import certified, exact


def define(x):
    return {'y': precise.each(lambda z: mp.log1p(mp.exp(mp.mpf(z))))(x)}


def fixtures(make):
    for name, note, points in [
        ('far-below', '1 + e^x rounds to 1, and its logarithm to 0.', [-40.0, -40.5]),
        ('far-above', 'e^x is infinite in single precision; the result is x.', [88.75, 100.0]),
        ('beside-zero', 'log 2 and half of x.', [0.0, 0.125, -0.125]),
        ('beside-threshold', 'In double precision it is not x above 20.', [20.125, 21.0]),
    ]:
        x = exact(points)
        yield make(name, note, {'x': x}, certified(lambda: define(precise.lift(x))))
