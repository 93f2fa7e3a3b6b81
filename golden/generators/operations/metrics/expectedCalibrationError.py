"""The calibration error of ten samples, two of them on a border and one that is sure."""

from fractions import Fraction

import numpy as np
from mpmath import mp

from fixture import exact, indices, nearest

CONFIDENCE = [0.0, 0.125, 0.25, 0.375, 0.5, 0.5, 0.625, 0.75, 0.875, 1.0]
CORRECT = [0, 0, 1, 0, 1, 0, 1, 1, 1, 0]


def define(confidence, correct, bins, closed):
    members = {}
    for value, right in zip(confidence, correct):
        place = mp.floor(value * bins) if closed == 'left' else mp.ceil(value * bins) - 1
        members.setdefault(int(min(max(place, 0), bins - 1)), []).append((1 if right else 0) - value)
    return {'e': np.array(mp.mpf(sum(abs(sum(gaps)) for gaps in members.values())) / len(confidence))}


def fixtures(make):
    inputs = {'confidence': exact(CONFIDENCE), 'correct': indices(CORRECT)}
    for closed, total in [('right', Fraction(5, 2)), ('left', Fraction(3, 2))]:
        e = np.array(nearest(total / 10))
        yield make(f'ten-{closed}', 'The other end of the bins closed, or the sure one in none.', inputs, {'e': e}, {'bins': 4, 'closed': closed})
