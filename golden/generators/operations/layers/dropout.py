"""Dropout where no key decides: nothing is dropped, or everything, or nothing is trained."""

import numpy as np

from fixture import exact


def define(x, p, training, key):
    if training and p not in (0, 1):
        raise ValueError('a key decides')
    return {'y': x * 0 if training and p == 1 else x}


def fixtures(make):
    x, g = exact([[1.5, -2, 0.25], [3, -0.5, 8]]), exact([[1, -2, 3], [-5, 7, 0.5]])
    nothing = np.zeros((2, 3))
    for name, note, p, training, y, pulled in [
        ('nothing-dropped', 'With p = 0 all stays as it is, and is not divided.', 0, True, x, g),
        ('everything-dropped', 'With p = 1 all is 0: no element is divided by 0.', 1, True, nothing, nothing),
        ('not-trained', 'Without training all stays as it is, not times 1 - p.', 0.5, False, x, g),
        ('not-trained-everything', 'Without training p = 1 drops nothing.', 1, False, x, g),
    ]:
        attributes = {'p': p, 'training': training, 'key': 7}
        yield make(name, note, {'x': x}, {'y': y}, attributes, exact=True, cotangents={'y': g}, gradients={'x': pulled})
