"""Attention in heads, some of which may share keys and values."""

import numpy as np
from mpmath import mp

from fixture import certified, grid
from precise import exp, lift


def define(x, context, weightQ, weightK, weightV, weightO, heads, groups, biasQ=0, biasK=0, biasV=0, biasO=0, causal=False):
    query, key, value = x @ weightQ.T + biasQ, context @ weightK.T + biasK, context @ weightV.T + biasV
    d = weightQ.shape[0] // heads
    outputs = []
    for head in range(heads):
        group = head // (heads // groups)
        q, k, v = query[:, head * d : (head + 1) * d], key[:, group * d : (group + 1) * d], value[:, group * d : (group + 1) * d]
        scores = q @ k.T / mp.sqrt(d)
        seen = np.arange(k.shape[0]) <= np.arange(q.shape[0])[:, None] if causal else np.ones(scores.shape, dtype=bool)
        terms = exp(scores) * seen
        outputs.append((terms / terms.sum(-1)[:, None]) @ v)
    return {'y': np.concatenate(outputs, -1) @ weightO.T + biasO}


def fixtures(make):
    def given(seed, groups, context=None):
        x = grid(seed, (2, 4), span=8)
        return {
            'x': x,
            'context': x if context is None else context,
            'weightQ': grid(seed + 1, (4, 4), span=4),
            'weightK': grid(seed + 2, (2 * groups, 4), span=4),
            'weightV': grid(seed + 3, (2 * groups, 4), span=4),
            'weightO': grid(seed + 4, (4, 4), span=4),
            'biasQ': grid(seed + 5, (4,), span=4),
            'biasK': grid(seed + 6, (2 * groups,), span=4),
            'biasV': grid(seed + 7, (2 * groups,), span=4),
            'biasO': grid(seed + 8, (4,), span=4),
        }

    for name, note, inputs, groups, causal in [
        ('two-heads', 'Two positions of width 4, in two heads of two consecutive features.', given(831, 2), 2, False),
        ('causal', 'The first position sees itself alone.', given(841, 2), 2, True),
        ('one-group', 'Two heads that share keys and values.', given(851, 1), 1, False),
        ('cross', 'Three positions of another sequence for a context.', given(861, 2, grid(870, (3, 4), span=8)), 2, False),
    ]:
        settings = {'heads': 2, 'groups': groups, 'causal': causal}
        y = certified(lambda: define(**{key: lift(one) for key, one in inputs.items()}, **settings))
        yield make(name, note, inputs, y, settings)
