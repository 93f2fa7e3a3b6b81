"""The Hessian of (w1 w2 x - y)^2 / 2 by the weights: a saddle at (0, 0), and semidefinite at (1, 1) where the residual is 0."""

import numpy as np

from fixture import exact


def define(w1, w2, x, y, d_w1, d_w2, d_x, d_y, c_loss):
    r = w2 * w1 * x - y
    slope = w2 * x * d_w1 + w1 * x * d_w2 + w1 * w2 * d_x - d_y
    return {
        'h_w1': np.array(c_loss * (w2 * x * slope + r * (x * d_w2 + w2 * d_x))),
        'h_w2': np.array(c_loss * (w1 * x * slope + r * (x * d_w1 + w1 * d_x))),
        'h_x': np.array(c_loss * (w1 * w2 * slope + r * (w2 * d_w1 + w1 * d_w2))),
        'h_y': np.array(c_loss * -slope),
    }


def fixtures(make):
    for name, note, w, d, h in [
        ('saddle-first', 'At (0, 0) the column (0, -x y).', 0, (1, 0), (0, -6)),
        ('saddle-second', 'At (0, 0) the column (-x y, 0).', 0, (0, 1), (-6, 0)),
        ('ones-first', 'At (1, 1) the column ((w2 x)^2, 2 w1 w2 x^2 - x y).', 1, (1, 0), (4, 2)),
        ('ones-second', 'At (1, 1) the column (2 w1 w2 x^2 - x y, (w1 x)^2).', 1, (0, 1), (2, 4)),
    ]:
        inputs = {'w1': exact(w), 'w2': exact(w), 'x': exact(2), 'y': exact(3), 'd_w1': exact(d[0]), 'd_w2': exact(d[1])}
        slope = 2 * w * (d[0] + d[1])
        r = 2 * w * w - 3
        yield make(
            name,
            note,
            {**inputs, 'd_x': exact(0), 'd_y': exact(0), 'c_loss': exact(1)},
            {
                'h_w1': exact(h[0]),
                'h_w2': exact(h[1]),
                'h_x': exact(w * w * slope + r * w * (d[0] + d[1])),
                'h_y': exact(-slope),
            },
        )
