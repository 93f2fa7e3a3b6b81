"""The Hessian of Rosenbrock's valley, times the coordinate directions, at (-1.2, 1)."""

import numpy as np

from fixture import exact, rounded
from rational import fractions


def define(x, y, a, b, d_x, d_y, d_a, d_b, c_f):
    along = (2 + 12 * b * x * x - 4 * b * y) * d_x - 4 * b * x * d_y - 2 * d_a - 4 * x * (y - x * x) * d_b
    return {
        'h_x': np.array(c_f * along),
        'h_y': np.array(c_f * (-4 * b * x * d_x + 2 * b * d_y + 2 * (y - x * x) * d_b)),
        'h_a': np.array(c_f * (-2 * d_x + 2 * d_a)),
        'h_b': np.array(c_f * (-4 * x * (y - x * x) * d_x + 2 * (y - x * x) * d_y)),
    }


def fixtures(make):
    for name, note, d_x, d_y in [
        ('start-x', 'About (1330, 480) at (-1.2, 1).', 1, 0),
        ('start-y', 'About (480, 200) at (-1.2, 1).', 0, 1),
    ]:
        given = {'x': np.array(-1.2), 'y': np.array(1.0), 'a': exact(1), 'b': exact(100)}
        directions = {'d_x': exact(d_x), 'd_y': exact(d_y), 'd_a': exact(0), 'd_b': exact(0), 'c_f': exact(1)}
        inputs = {**given, **directions}
        yield make(name, note, inputs, {name: rounded(one) for name, one in define(**{name: fractions(one) for name, one in inputs.items()}).items()})
