"""A step of the information bottleneck on a pair of two by two, at three trade-offs."""

import numpy as np
from mpmath import mp

from fixture import exact, nearest


def step(p, encoder, beta):
    x = p.sum(axis=1)
    t = (x[:, None] * encoder).sum(axis=0)
    after = (encoder.T.dot(p)) / t[:, None]
    given = p / x[:, None]
    scores = np.empty(encoder.shape, dtype=object)
    for i, k in np.ndindex(encoder.shape):
        apart = sum(given[i, y] * mp.log(given[i, y] / after[k, y]) for y in range(p.shape[1]))
        scores[i, k] = t[k] * mp.exp(-mp.mpf(beta) * apart)
    return scores / scores.sum(axis=1)[:, None]


def define(p, encoder, beta):
    return {'next': step(p, encoder, beta)}


def fixtures(make):
    mp.dps = max(mp.dps, 60)
    p = exact([[0.375, 0.125], [0.125, 0.375]])
    encoder = exact([[0.75, 0.25], [0.5, 0.5]])
    lift = np.frompyfunc(lambda value: mp.mpf(float(value)), 1, 1)
    for beta in [1, 2, 10]:
        result = np.frompyfunc(nearest, 1, 1)(step(lift(p), lift(encoder), beta)).astype(np.float64)
        yield make(
            f'beta-{beta}',
            'The divergence the other way round, p(t) left out, or columns normalised.',
            {'p': p, 'encoder': encoder},
            {'next': result},
            {'beta': beta},
        )
