"""The mean of every window, with its padding counted and not."""

import numpy as np

from fixture import exact

PLAIN = {'stride': [1, 1], 'padding': [0, 0], 'countIncludePad': False}


def define(x, kernel, stride=(1, 1), padding=(0, 0), countIncludePad=False):
    n, c, h, w = x.shape

    def mean(image, channel, top, left):
        places = [
            (top * stride[0] + ky - padding[0], left * stride[1] + kx - padding[1])
            for ky in range(kernel[0])
            for kx in range(kernel[1])
        ]
        met = [x[image, channel, row, column] for row, column in places if 0 <= row < h and 0 <= column < w]
        return sum(met) / (len(places) if countIncludePad else len(met))

    oh, ow = ((x.shape[2 + k] + 2 * padding[k] - kernel[k]) // stride[k] + 1 for k in range(2))
    return {
        'y': np.array([[[[mean(a, b, t, s) for s in range(ow)] for t in range(oh)] for b in range(c)] for a in range(n)])
    }


def fixtures(make):
    x = {'x': exact([[[[8, 16], [24, 32]]]])}
    note = 'The corners of 2 by 2 pixels, padded by one: a quarter of them where the padding is counted.'
    for name, counted, result in (
        ('edge', False, [[8, 12, 16], [16, 20, 24], [24, 28, 32]]),
        ('edge-counted', True, [[2, 6, 4], [8, 20, 12], [6, 14, 8]]),
    ):
        how = {**PLAIN, 'kernel': [2, 2], 'padding': [1, 1], 'countIncludePad': counted}
        yield make(name, note, x, {'y': exact([[result]])}, how)
