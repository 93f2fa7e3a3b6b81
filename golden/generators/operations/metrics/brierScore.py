"""The score of three forecasts of three classes, of eighths."""

from fractions import Fraction

import numpy as np

from fixture import exact, indices, nearest


def define(p, target):
    errors = [(p[i, j] - (1 if target[i] == j else 0)) ** 2 for i, j in np.ndindex(p.shape)]
    return {'s': np.array(sum(errors) / len(p))}


def fixtures(make):
    p = [[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0, 0, 1]]
    score = nearest((Fraction(3, 8) + Fraction(3, 32) + 2) / 3)
    yield make(
        'three-forecasts',
        'Half of it, or averaged over classes as well: a sure and wrong forecast has 2.',
        {'p': exact(p), 'target': indices([0, 1, 1])},
        {'s': np.array(score)},
    )
