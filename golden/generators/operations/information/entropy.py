"""Entropies in bits and in nats, of outcomes whose logarithms are whole numbers and of others."""

import numpy as np
from mpmath import mp

from fixture import exact, nearest


def define(p, unit):
    nats = -sum(value * mp.log(value) for value in p if value > 0)
    return {'h': np.array(nats / mp.log(2) if unit == 'bits' else nats)}


def fixtures(make):
    mp.dps = max(mp.dps, 60)
    p = exact([0.5, 0.25, 0.25])
    yield make('bits', 'Nats are 1.04: bits are one and a half.', {'p': p}, {'h': np.array(1.5)}, {'unit': 'bits'})
    nats = np.array(nearest(mp.mpf(3) / 2 * mp.log(2)))
    yield make('nats', 'An outcome of probability 0 counts for nothing.', {'p': exact([0.5, 0.25, 0, 0.25])}, {'h': nats}, {'unit': 'nats'})
