"""A step of a gated recurrent unit, the reset gate after the product or before it."""

import numpy as np

from fixture import exact, grid
from precise import each, tanh
from mpmath import mp

sigmoid = each(lambda x: 1 / (1 + mp.exp(-x)))


def define(x, hidden, weightX, weightHidden, bias=0, biasHidden=0, reset='after'):
    h = hidden.shape[-1]
    second = np.zeros(3 * h, dtype=object) + biasHidden
    fromInput = x @ weightX.T + bias
    gates = sigmoid(fromInput[..., : 2 * h] + hidden @ weightHidden[: 2 * h].T + second[: 2 * h])
    r, z = gates[..., :h], gates[..., h:]
    u, c = weightHidden[2 * h :], second[2 * h :]
    fromState = r * (hidden @ u.T + c) if reset == 'after' else (r * hidden) @ u.T + c
    n = tanh(fromInput[..., 2 * h :] + fromState)
    return {'nextHidden': (1 - z) * n + z * hidden}


def fixtures(make):
    constant = {
        'x': exact([1, -2]),
        'hidden': exact([0.5, -1]),
        'weightX': np.full((6, 2), 0.5),
        'weightHidden': np.full((6, 2), 0.5),
    }
    for reset in ('after', 'before'):
        yield make(
            f'constant-weights-{reset}',
            'All weights 1/2 and no bias: what the gates are made of is the same, and only the candidate tells the conventions apart.',
            constant,
            value(constant, reset),
            {'reset': reset},
        )
        given = {
            'x': grid(811, (2, 3), span=8),
            'hidden': grid(812, (2, 2), span=8),
            'weightX': grid(813, (6, 3), span=4),
            'weightHidden': grid(814, (6, 2), span=4),
            'bias': grid(815, (6,), span=4),
            'biasHidden': grid(816, (6,), span=4),
        }
        yield make(
            f'batch-{reset}',
            'Every weight another, and two biases, of which that of the candidate stands within the product with the reset gate or outside it.',
            given,
            value(given, reset),
            {'reset': reset},
            seed=811,
        )


def value(given, reset):
    """Rounded once from 60 digits; what checks every fixture evaluates it anew, at 110 digits too."""
    from fixture import certified
    from precise import lift

    return certified(lambda: define(**{name: lift(one) for name, one in given.items()}, reset=reset))
