"""Cross-correlation of sequences: 1 2 3 4 by 1 0 -1 in every mode, and one with all settings different."""

import numpy as np

from fixture import exact, grid

PLAIN = {'stride': 1, 'padding': [0, 0], 'dilation': 1, 'groups': 1, 'same': False, 'boundary': 'zeros'}


def define(x, weight, bias=None, stride=1, padding=(0, 0), dilation=1, groups=1, same=False, boundary='zeros'):
    (n, c, w), (o, i, k) = x.shape, weight.shape
    length = dilation * (k - 1) + 1
    missing = max((-(-w // stride) - 1) * stride + length - w, 0)
    before, after = (missing // 2, missing - missing // 2) if same else padding

    def around(image, channel, at):
        if boundary == 'circular':
            return x[image, channel, at % w]
        return x[image, channel, at] if 0 <= at < w else 0 * x[0, 0, 0]

    def element(image, output, position):
        first = output // (o // groups) * i
        return sum(
            weight[output, channel, j] * around(image, first + channel, position * stride + j * dilation - before)
            for channel in range(i)
            for j in range(k)
        ) + (0 if bias is None else bias[output])

    positions = (w + before + after - length) // stride + 1
    return {'y': np.array([[[element(a, b, t) for t in range(positions)] for b in range(o)] for a in range(n)])}


def fixtures(make):
    signal = {'x': exact([[[1, 2, 3, 4]]]), 'weight': exact([[[1, 0, -1]]])}
    note = '1 2 3 4 with 1 0 -1: a flipped kernel changes every sign.'
    for name, how, result in (
        ('valid', {}, [-2, -2]),
        ('same', {'same': True}, [-2, -2, -2, 3]),
        ('full', {'padding': [2, 2]}, [-1, -2, -2, -2, 3, 4]),
        ('circular', {'padding': [1, 1], 'boundary': 'circular'}, [2, -2, -2, 2]),
    ):
        yield make(name, note, signal, {'y': exact([[result]])}, {**PLAIN, **how}, exact=True)
    given = {'x': grid(741, (2, 4, 7), 7, 1.0), 'weight': grid(742, (6, 2, 3), 7, 1.0), 'bias': grid(743, (6,), 7, 1.0)}
    how = {**PLAIN, 'stride': 2, 'padding': [3, 1], 'dilation': 2, 'groups': 2}
    yield make(
        'everything',
        'Two groups, all settings different, more padding before than behind.',
        given,
        define(**given, **how),
        how,
        exact=True,
        seed=741,
    )
