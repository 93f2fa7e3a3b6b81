"""Backpropagation through time, in full and truncated: every cotangent handed back by itself."""

import numpy as np

from fixture import certified, exact, grid
from precise import lift, tanh


def define(x, weightX, weightHidden, cotangent, truncation, cut='segments', bias=None, initialHidden=None):
    steps, h = cotangent.shape
    zero = weightHidden[0] * 0
    states = [zero if initialHidden is None else initialHidden]
    for t in range(steps):
        states.append(tanh(weightX @ x[t] + weightHidden @ states[-1] + (zero if bias is None else bias)))
    slopes = [zero for _ in range(steps)]
    initial = zero
    for at in range(steps):
        handed = cotangent[at]
        first = max(0, at - truncation + 1) if cut == 'window' else at - at % truncation
        for t in range(at, first - 1, -1):
            handed = (1 - states[t + 1] ** 2) * handed
            slopes[t] = slopes[t] + handed
            handed = handed @ weightHidden
        initial = initial + (handed if first == 0 else zero)
    slopes = np.array(slopes)
    return {
        'gradientX': slopes @ weightX,
        'gradientWeightX': slopes.T @ x,
        'gradientWeightHidden': slopes.T @ np.array(states[:-1]),
        'gradientBias': slopes.sum(0),
        'gradientInitialHidden': initial,
    }


def fixtures(make):
    alone = {
        'x': exact([[1], [0], [0]]),
        'weightX': exact([[1]]),
        'weightHidden': exact([[1]]),
        'cotangent': exact([[0], [0], [1]]),
    }
    more = {
        'x': grid(881, (3, 2), span=8),
        'weightX': grid(882, (2, 2), span=4),
        'weightHidden': grid(883, (2, 2), span=4),
        'bias': grid(884, (2,), span=4),
        'initialHidden': exact([0.5, -0.25]),
        'cotangent': grid(885, (3, 2), span=4, step=1.0),
    }
    for name, note, given, truncation, cut in [
        ('three-steps', 'One unit that hears itself: what comes in after three steps is handed back over all of them.', alone, 3, 'segments'),
        ('window', 'The same over two steps alone.', alone, 2, 'window'),
        ('full', 'Every weight another, and a state before the first step.', more, 3, 'window'),
        ('segments', 'A segment of two steps and one of one: nothing crosses between them.', more, 2, 'segments'),
        ('window-of-two', 'Every cotangent is handed back over two steps.', more, 2, 'window'),
    ]:
        settings = {'truncation': truncation, 'cut': cut}
        results = certified(lambda: define(**{key: lift(one) for key, one in given.items()}, **settings))
        yield make(name, note, given, results, settings)
