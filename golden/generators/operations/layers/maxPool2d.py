"""The largest element of every window."""

import numpy as np

from fixture import exact

PLAIN = {'stride': [1, 1], 'padding': [0, 0], 'dilation': [1, 1]}


def define(x, kernel, stride=(1, 1), padding=(0, 0), dilation=(1, 1)):
    n, c, h, w = x.shape

    def window(image, channel, top, left):
        places = (
            (top * stride[0] + ky * dilation[0] - padding[0], left * stride[1] + kx * dilation[1] - padding[1])
            for ky in range(kernel[0])
            for kx in range(kernel[1])
        )
        return [x[image, channel, row, column] for row, column in places if 0 <= row < h and 0 <= column < w]

    oh, ow = (
        (x.shape[2 + k] + 2 * padding[k] - dilation[k] * (kernel[k] - 1) - 1) // stride[k] + 1 for k in range(2)
    )
    return {
        'y': np.array(
            [[[[max(window(a, b, t, s)) for s in range(ow)] for t in range(oh)] for b in range(c)] for a in range(n)]
        )
    }


def fixtures(make):
    yield make(
        'tie',
        'Two windows with equal largest elements; whose gradient it is, C4 says.',
        {'x': exact([[[[1, 3, 2, 2], [3, 0, 2, 2]]]])},
        {'y': exact([[[[3, 2]]]])},
        {**PLAIN, 'kernel': [2, 2], 'stride': [2, 2]},
        exact=True,
    )
    yield make(
        'negative-padded',
        'Negative numbers with padding: zeros around them would win.',
        {'x': exact([[[[-4, -3], [-2, -1]]]])},
        {'y': exact([[[[-4, -3, -3], [-2, -1, -1], [-2, -1, -1]]]])},
        {**PLAIN, 'kernel': [2, 2], 'padding': [1, 1]},
        exact=True,
    )
