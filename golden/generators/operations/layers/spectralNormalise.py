"""Diagonal matrices, of which the largest entry is the norm."""

import numpy as np

from fixture import exact


def define(weight, cap):
    norm = max(abs(value) for value in np.diag(weight))
    return {'y': weight if cap and norm <= 1 else weight / norm}


def fixtures(make):
    large, small = exact([[3, 0], [0, 0.5]]), exact([[0.5, 0], [0, 0.25]])
    for name, note, weight, cap, y in [
        ('diagonal', 'diag(1, 1/6), and not the nearest matrix of norm 1, diag(1, 1/2).', large, False, [1, 1 / 6]),
        ('below-one', 'Without cap a norm below 1 is made 1.', small, False, [1, 0.5]),
        ('below-one-capped', 'With cap it stays.', small, True, [0.5, 0.25]),
    ]:
        yield make(name, note, {'weight': weight}, {'y': np.diag(np.array(y))}, {'cap': cap})
