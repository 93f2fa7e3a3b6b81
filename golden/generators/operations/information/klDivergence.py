"""The divergence of a fair coin from an unfair one, and the other way round, which is another number."""

import numpy as np
from mpmath import mp

from fixture import exact, nearest


def define(p, q, unit):
    nats = sum(a * mp.log(a / b) for a, b in zip(p, q) if a > 0)
    return {'d': np.array(nats / mp.log(2) if unit == 'bits' else nats)}


def fixtures(make):
    mp.dps = max(mp.dps, 60)
    fair, unfair = np.array([0.5, 0.5]), np.array([0.9, 0.1])
    for name, p, q in [('fair-from-unfair', fair, unfair), ('unfair-from-fair', unfair, fair)]:
        a, b = ([mp.mpf(float(value)) for value in one] for one in (p, q))
        d = nearest(sum(x * mp.log(x / y) for x, y in zip(a, b)))
        yield make(name, 'The arguments exchanged give the other: 0.511 and 0.368.', {'p': p, 'q': q}, {'d': np.array(d)}, {'unit': 'nats'})
    d = np.array(nearest(mp.log(mp.mpf(4) / 3) / 2))
    yield make(
        'quarters',
        'An outcome that neither has gives no NaN.',
        {'p': exact([0.5, 0.5, 0]), 'q': exact([0.75, 0.25, 0])},
        {'d': d},
        {'unit': 'nats'},
    )
