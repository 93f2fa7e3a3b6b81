"""The matrix of Fisher of a classifier of three classes, by its formula: diag(p) - p p^T times the inputs' own products."""

import numpy as np
from mpmath import mp

from fixture import certified, exact
from precise import lift


def define(bias, weight, x, d_bias, d_weight):
    n, c = len(x), len(bias)
    total = np.zeros((c,), dtype=object), np.zeros(weight.shape, dtype=object)
    for row in x:
        z = np.dot(weight, row) + bias
        shares = [mp.exp(value - max(z)) for value in z]
        p = np.array([share / sum(shares) for share in shares], dtype=object)
        change = np.dot(d_weight, row) + d_bias
        share = p * (change - sum(p * change))
        total = total[0] + share, total[1] + np.outer(share, row)
    return {'h_bias': total[0] / n, 'h_weight': total[1] / n}


def fixtures(make):
    inputs = {
        'bias': exact([0, 1, -1]),
        'weight': exact([[1, 0], [0, 2], [-1, 1]]),
        'x': exact([[1, 2], [-1, 1]]),
        'd_bias': exact([1, 0, 0]),
        'd_weight': exact([[0, 1], [2, 0], [0, -1]]),
    }
    yield make(
        'two-inputs',
        'Labels that were drawn, or given, stand in the place of the expectation; or the sum in that of the mean.',
        inputs,
        certified(lambda: define(**{name: lift(one) for name, one in inputs.items()})),
    )
