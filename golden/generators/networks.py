"""Layers with a state and networks over a sequence: `layers.batchNorm`, `sequence.rnn` and `sequence.lstm`, from mpmath."""

from functools import partial

import numpy as np
from mpmath import mp

import multiprecision
from condition import largest
from fixture import DEFAULTS, exact, grid
from precise import lstmCell, sqrt, tanh

make = partial(multiprecision.make, generator='networks')


def moments(x):
    """Mean and variance of every channel of x[n, c, l]."""
    mean = x.sum((0, 2)) / (x.shape[0] * x.shape[2])
    centred = x - mean[:, None]
    return mean, (centred * centred).sum((0, 2)) / (x.shape[0] * x.shape[2])


def batchNorm(x, runningMean, runningVariance, training, momentum, epsilon, weight=None, bias=None):
    """Algorithms 1 and 2 of Ioffe and Szegedy 2015; the running variance is unbiased."""
    momentum, count = mp.mpf(momentum), x.shape[0] * x.shape[2]
    mean, variance = moments(x) if training else (runningMean, runningVariance)
    y = (x - mean[:, None]) / sqrt(variance + mp.mpf(epsilon))[:, None]
    y = (y if weight is None else y * weight[:, None]) + (0 if bias is None else bias[:, None])
    if not training:
        return {'y': y, 'nextMean': runningMean, 'nextVariance': runningVariance}
    kept = 1 - momentum
    return {
        'y': y,
        'nextMean': kept * runningMean + momentum * mean,
        'nextVariance': kept * runningVariance + momentum * variance * count / (count - 1),
    }


def rnn(x, weightX, weightHidden, bias=0, initialHidden=None):
    hidden = x[..., 0, :] @ weightX.T * 0 if initialHidden is None else initialHidden
    states = []
    for step in range(x.shape[-2]):
        hidden = tanh(x[..., step, :] @ weightX.T + hidden @ weightHidden.T + bias)
        states.append(hidden)
    return {'hidden': np.stack(states, -2)}


def lstm(x, weightX, weightHidden, bias=0, initialHidden=None, initialCell=None):
    nothing = x[..., 0, :1] * weightHidden[0] * 0
    hidden, cell = (nothing if one is None else one for one in (initialHidden, initialCell))
    states = []
    for step in range(x.shape[-2]):
        hidden, cell = lstmCell(x[..., step, :], hidden, cell, weightX, weightHidden, bias).values()
        states.append((hidden, cell))
    return {name: np.stack(values, -2) for name, values in zip(('hidden', 'cell'), zip(*states))}


def normalised(x, attributes, y):
    """What is subtracted over the smallest root, and squares over the variances that come out."""
    size = largest(x['x']) + largest(x['runningMean'])
    spread = moments(x['x'])[1] if attributes['training'] else x['runningVariance']
    root = min(sqrt(spread + mp.mpf(attributes['epsilon'])))
    shift = largest(x['bias']) if 'bias' in x else 0
    value = (largest(x['weight']) if 'weight' in x else 1) * size / root + shift
    terms = {'y': value, 'nextMean': size, 'nextVariance': size * size + largest(x['runningVariance'])}
    return max(terms[name] / largest(result) for name, result in y.items()), '(terms in absolute value) / (result)'


def carried(x, attributes, y):
    """An error of a step grows by at most 1 + ||weightHidden||_inf in the next; of activations it is as large as they are."""
    growth = (1 + abs(x['weightHidden']).sum(-1).max()) ** x['x'].shape[-2]
    states = 1 + sum(largest(x[name]) for name in ('initialHidden', 'initialCell') if name in x)
    activations = abs(x['x']) @ abs(x['weightX']).T
    parts = largest(activations) + states * abs(x['weightHidden']).sum(-1).max() + (largest(x['bias']) if 'bias' in x else 0)
    return (
        growth * (1 + parts) * states / min(largest(value) for value in y.values()),
        '(1 + ||weightHidden||_inf)^steps (1 + activations in absolute value) (1 + max|state|) / max|output|',
    )


DEFAULTS.update({'layers.batchNorm': {'training': True, 'momentum': 0.1, 'epsilon': 1e-5}})
DEFINITIONS = {'layers.batchNorm': batchNorm, 'sequence.rnn': rnn, 'sequence.lstm': lstm}
LIBRARY = {}
CONDITIONS = {'layers.batchNorm': normalised, 'sequence.rnn': carried, 'sequence.lstm': carried}


def norms():
    averages = {'runningMean': exact([1, -2]), 'runningVariance': exact([4, 0.25])}
    affine = {'weight': exact([2, -0.5]), 'bias': exact([1, 3])}
    outputs = ['y', 'nextMean', 'nextVariance']
    yield make(
        'layers.batchNorm/training',
        'y takes the variance over n l, the running average that over n l - 1; its gradient comes through both.',
        {'x': grid(721, (3, 2, 2), span=8), **averages, **affine},
        outputs,
        {'momentum': 0.25, 'epsilon': 0.125},
        cotangents={
            'y': grid(722, (3, 2, 2), span=4, step=1.0),
            'nextMean': exact([1, -2]),
            'nextVariance': exact([3, 1]),
        },
        seed=721,
    )
    yield make(
        'layers.batchNorm/running-averages',
        'Without training the running averages are taken, and come out as they went in.',
        {'x': grid(723, (2, 2, 3), span=8), **averages, **affine},
        outputs,
        {'training': False, 'epsilon': 0.75},
        cotangents={'y': grid(724, (2, 2, 3), span=4, step=1.0)},
        seed=723,
    )
    four = {'x': exact([[[0], [1]], [[1], [-2]], [[10], [3]], [[11], [6]]]), **averages}
    yield make(
        'layers.batchNorm/four-by-two',
        'Means 5.5 and 2, variances 25.25 and 8.5, over three 33.67 and 11.33; 0, 1, 10, 11 by themselves are no two halves of -1 and 1.',
        four,
        outputs,
        {'momentum': 0.5, 'epsilon': 0.0},
        cotangents={
            'y': exact([[[1], [0]], [[-2], [1]], [[0], [3]], [[5], [-1]]]),
            'nextMean': exact([1, 2]),
            'nextVariance': exact([-1, 1]),
        },
    )
    yield make(
        'layers.batchNorm/half-of-four',
        'The first half of four-by-two by itself: 0 and 1 become -1 and 1.',
        {**four, 'x': four['x'][:2]},
        outputs,
        {'momentum': 0.5, 'epsilon': 0.0},
    )


def sequences():
    weights = lambda rows, seed: {
        'x': grid(seed, (2, 3, 2), span=8),
        'weightX': grid(seed + 1, (rows, 2), span=4),
        'weightHidden': grid(seed + 2, (rows, 2), span=4),
        'bias': grid(seed + 3, (rows,), span=4),
    }
    yield make(
        'sequence.rnn/from-zero',
        'One unit that hears itself: h_1 = tanh 1, and with no input after it h_2 = tanh(h_1), h_3 = tanh(h_2).',
        {'x': exact([[1], [0], [0]]), 'weightX': exact([[1]]), 'weightHidden': exact([[1]])},
        ['hidden'],
        cotangents={'hidden': exact([[0], [0], [1]])},
    )
    yield make(
        'sequence.rnn/batch',
        'Two sequences of three steps from a state of their own: what reaches a weight is summed over both and over all steps.',
        {**weights(2, 731), 'initialHidden': exact([[0.5, -0.25], [-0.75, 1]])},
        ['hidden'],
        cotangents={'hidden': grid(735, (2, 3, 2), span=4, step=1.0)},
        seed=731,
    )
    yield make(
        'sequence.lstm/from-zero',
        'All weights 1/2, no bias and no state: only the input gate and the candidate let anything in at first.',
        {'x': exact([[1, -2], [3, 0], [0, 0]]), 'weightX': np.full((8, 2), 0.5), 'weightHidden': np.full((8, 2), 0.5)},
        ['hidden', 'cell'],
    )
    yield make(
        'sequence.lstm/batch',
        'Every weight another, cotangents of all states: blocks of input gate, forget gate, candidate and output gate.',
        {**weights(8, 741), 'initialHidden': exact([[0.5, -0.25], [-0.75, 1]]), 'initialCell': exact([[1, -2], [0.5, 2]])},
        ['hidden', 'cell'],
        cotangents={'hidden': grid(745, (2, 3, 2), span=4, step=1.0), 'cell': grid(746, (2, 3, 2), span=4, step=1.0)},
        seed=741,
    )


def fixtures():
    for chapter in (norms, sequences):
        yield from chapter()
