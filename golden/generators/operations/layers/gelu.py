"""GELU in both forms at 1 and -1, where they differ, and where the exact one is least."""

from mpmath import mp

import precise
from fixture import certified, exact


def define(x, approximate):
    factor = mp.mpf(0.044715)
    if approximate == 'tanh':
        share = lambda z: (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (z + factor * z**3))) / 2
    else:
        share = lambda z: mp.erfc(-z / mp.sqrt(2)) / 2
    return {'y': precise.each(lambda z: mp.mpf(z) * share(mp.mpf(z)))(x)}


def fixtures(make):
    for name, note, points in [
        ('ones', 'gelu(1) = 0.8413.., gelu(-1) = -0.1587..; with the tangent 0.8412 and -0.1588.', [1.0, -1.0]),
        ('least', 'Beside the least value, which is above -0.17 in one form alone.', [-0.75, -0.625]),
        ('apart', 'Where the two forms are farthest apart.', [2.75, 2.625]),
    ]:
        x = exact(points)
        for approximate in ['none', 'tanh']:
            outputs = certified(lambda: define(precise.lift(x), approximate))
            yield make(f'{name}-{approximate}', note, {'x': x}, outputs, {'approximate': approximate})
