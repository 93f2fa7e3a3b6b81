"""Pairs of features turned by angles that grow with the position."""

import numpy as np
from mpmath import mp

from fixture import certified, exact, grid
from precise import lift, tensor


def define(x, base=10_000, layout='interleaved', offset=0):
    n, d = x.shape[-2:]
    first, second = (
        (slice(0, None, 2), slice(1, None, 2)) if layout == 'interleaved' else (slice(0, d // 2), slice(d // 2, d))
    )
    angles = [[(offset + t) / mp.mpf(base) ** (mp.mpf(2 * i) / d) for i in range(d // 2)] for t in range(n)]
    cosine, sine = (tensor([[f(one) for one in row] for row in angles]) for f in (mp.cos, mp.sin))
    y = x * mp.mpf(0)
    y[..., first] = cosine * x[..., first] - sine * x[..., second]
    y[..., second] = sine * x[..., first] + cosine * x[..., second]
    return {'y': y}


def fixtures(make):
    unit = exact([[1, 0, 1, 0], [1, 0, 1, 0]])
    for name, note, x, settings in [
        ('position-one', 'At position 1 the pairs are turned by 1 and by 1/100: cosines and sines of these.', unit, {}),
        (
            'halves',
            'The two of a pair lie half of the features apart.',
            grid(871, (2, 3, 4), span=8),
            {'layout': 'halves', 'offset': 5},
        ),
        ('far', 'A position of some thousands, at another base.', grid(872, (2, 6), span=8), {'offset': 4095, 'base': 500_000}),
    ]:
        settings = {'base': 10_000, 'layout': 'interleaved', 'offset': 0, **settings}
        y = certified(lambda: define(lift(x), **settings))
        yield make(name, note, {'x': x}, y, settings)
