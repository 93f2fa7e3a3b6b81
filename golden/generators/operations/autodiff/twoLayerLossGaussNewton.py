"""J^T J d of w2 w1 x - y: at (1, 2), x = 3 the Jacobian is (6, 3, 2, -1), whatever y is."""

import numpy as np

from fixture import exact


def define(w1, w2, x, y, d_w1, d_w2, d_x, d_y, c_loss):
    slope = c_loss * (w2 * x * d_w1 + w1 * x * d_w2 + w1 * w2 * d_x - d_y)
    return {
        'h_w1': np.array(w2 * x * slope),
        'h_w2': np.array(w1 * x * slope),
        'h_x': np.array(w1 * w2 * slope),
        'h_y': np.array(-slope),
    }


def fixtures(make):
    yield make(
        'first-weight',
        'The Hessian has r x more in h_w2 and r w2 more in h_x.',
        {
            **{'w1': exact(1), 'w2': exact(2), 'x': exact(3), 'y': exact(5), 'd_w1': exact(1)},
            **{'d_w2': exact(0), 'd_x': exact(0), 'd_y': exact(0), 'c_loss': exact(1)},
        },
        {'h_w1': exact(36), 'h_w2': exact(18), 'h_x': exact(12), 'h_y': exact(-6)},
    )
