"""The row-stochastic matrix of attention."""

import numpy as np
from mpmath import mp

from fixture import certified, exact, grid
from precise import exp, lift


def define(query, key, mask=None, causal=False):
    scores = query @ np.swapaxes(key, -1, -2) / mp.sqrt(query.shape[-1])
    scores = scores if mask is None else scores + mask
    l, s = scores.shape[-2:]
    seen = np.arange(s) <= np.arange(l)[:, None] if causal else np.ones((l, s), dtype=bool)
    terms = exp(scores) * seen
    return {'weights': terms / terms.sum(-1)[..., None]}


def fixtures(make):
    for name, note, given, settings in [
        (
            'by-hand',
            'One feature, so that nothing is scaled: e / (1 + e) and 1 / (1 + e), turned for the second query.',
            {'query': exact([[1], [-1]]), 'key': exact([[1], [0]])},
            {},
        ),
        (
            'causal',
            'Three queries that see one, two and three keys: the first has a weight of 1.',
            {'query': grid(821, (3, 4), span=8), 'key': grid(822, (3, 4), span=8)},
            {'causal': True},
        ),
        (
            'masked',
            'A bias of the scores, in a batch.',
            {
                'query': grid(823, (2, 2, 3), span=8),
                'key': grid(824, (2, 4, 3), span=8),
                'mask': grid(825, (2, 4), span=16),
            },
            {},
        ),
    ]:
        settings = {'causal': False, **settings}
        weights = certified(lambda: define(**{key: lift(one) for key, one in given.items()}, **settings))
        yield make(name, note, given, weights, settings)
