"""The variance of four numbers far from 0, which the mean of the squares less the square of the mean gets wrong."""

import numpy as np

from fixture import exact


def define(x, axes, correction, keepdims):
    return {'y': np.array(sum((value - sum(x) / len(x)) ** 2 for value in x) / (len(x) - correction))}


def fixtures(make):
    far = exact([10**9 + value for value in (4, 7, 13, 16)])
    note = 'Mean 10^9 + 10, squares of distances 36, 9, 9, 36: expanded, the squares have lost them.'
    for name, correction, value in [('far-from-zero', 0, 22.5), ('far-from-zero-corrected', 1, 30)]:
        attributes = {'axes': None, 'correction': correction, 'keepdims': False}
        yield make(name, note, {'x': far}, {'y': np.array(float(value))}, attributes)
