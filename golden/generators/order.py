"""Order, comparison and rounding, exact in every arithmetic: `tensor.sort`, `topk`, `argmax`, `where`, `clip` and `round`."""

from functools import partial

import numpy as np
from mpmath import mp

import precise
from fixture import DEFAULTS, exact, fixture, indices

make = partial(
    fixture, source='rational', generator='order', precision='exact integers', tools=['python', 'numpy'], exact=True
)


def sort(x, axis, descending):
    """Python's sort is stable, and stays so in reverse: equals keep their order in both directions."""
    line = lambda row: np.array(
        sorted(range(len(row)), key=lambda at: row[at], reverse=descending), dtype=np.int32
    )
    order = np.apply_along_axis(line, axis, x)
    return {'values': np.take_along_axis(x, order, axis), 'indices': order.astype(np.int32)}


def topk(x, axis, k, largest):
    first = lambda of: np.take(of, range(k), axis)
    return {name: first(value) for name, value in sort(x, axis, largest).items()}


def sortedByNumpy(x, axis, descending):
    order = np.argsort(-x if descending else x, axis, kind='stable')
    return {'values': np.take_along_axis(x, order, axis), 'indices': order.astype(np.int32)}


def argmax(x, axis, keepdims):
    """Of equals Python's max takes the first."""
    line = lambda row: max(range(len(row)), key=lambda at: row[at])
    y = np.apply_along_axis(line, axis, x).astype(np.int32)
    return {'y': np.expand_dims(y, axis) if keepdims else y}


def clip(x, min, max):
    return {'y': np.where(x < min, min, np.where(x > max, max, x))}


DEFAULTS.update(
    {'tensor.sort': {'descending': False}, 'tensor.topk': {'largest': True}, 'tensor.argmax': {'keepdims': False}}
)
DEFINITIONS = {
    'tensor.sort': sort,
    'tensor.topk': topk,
    'tensor.argmax': argmax,
    'tensor.where': lambda condition, a, b: {'c': np.where(condition != 0, a, b)},
    'tensor.clip': clip,
    'tensor.round': lambda x: {'y': precise.each(mp.nint)(x)},
}
LIBRARY = {
    'tensor.sort': sortedByNumpy,
    'tensor.argmax': lambda x, axis, keepdims: {'y': np.argmax(x, axis, keepdims=keepdims).astype(np.int32)},
    'tensor.clip': lambda x, min, max: {'y': np.clip(x, min, max)},
    'tensor.round': lambda x: {'y': np.rint(x)},
}
CONDITIONS = {}


def fixtures():
    ties = exact([[3, 1, 2, 1, 3], [-1, -1, 0, -2, 0]])
    yield make(
        'tensor.sort/equal-elements',
        'Equal elements keep their order: an unstable sort gives the same values and other positions.',
        {'x': ties},
        {
            'values': exact([[1, 1, 2, 3, 3], [-2, -1, -1, 0, 0]]),
            'indices': indices([[1, 3, 2, 0, 4], [3, 0, 1, 2, 4]]),
        },
        {'axis': -1},
    )
    yield make(
        'tensor.sort/equal-elements-descending',
        'They keep it in descending order too: the ascending order read backwards has them reversed.',
        {'x': ties},
        {
            'values': exact([[3, 3, 2, 1, 1], [0, 0, -1, -1, -2]]),
            'indices': indices([[0, 4, 2, 1, 3], [2, 4, 0, 1, 3]]),
        },
        {'axis': 1, 'descending': True},
    )
    yield make(
        'tensor.sort/first-axis',
        'Columns are sorted each by itself; the order of the first is a cycle, which is not its own inverse, and G goes back by it.',
        {'x': exact([[3, 10], [1, 30], [2, 20]])},
        {'values': exact([[1, 10], [2, 20], [3, 30]]), 'indices': indices([[1, 0], [2, 2], [0, 1]])},
        {'axis': 0},
        cotangents={'values': exact([[1, 4], [2, 5], [3, 6]])},
        gradients={'x': exact([[3, 4], [1, 6], [2, 5]])},
    )
    yield make(
        'tensor.topk/equal-elements',
        'Of three largest the two in front are taken, in the order in which they stand.',
        {'x': exact([7, 2, 7, 9, 7])},
        {'values': exact([9, 7, 7]), 'indices': indices([3, 0, 2])},
        {'axis': 0, 'k': 3},
    )
    yield make(
        'tensor.topk/smallest',
        'The two smallest of each row, the smaller first; all others have gradient 0.',
        {'x': exact([[5, -3, 8, 1], [0, 4, -6, -2]])},
        {'values': exact([[-3, 1], [-6, -2]]), 'indices': indices([[1, 3], [2, 3]])},
        {'axis': -1, 'k': 2, 'largest': False},
        cotangents={'values': exact([[2, 3], [-5, 7]])},
        gradients={'x': exact([[0, 2, 0, 3], [0, 0, -5, 7]])},
    )
    yield make(
        'tensor.round/halves',
        'Halves go to the even integer: away from zero, or upwards, every second one differs.',
        {'x': exact([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])},
        {'y': exact([-4, -2, -2, 0, 0, 2, 2, 4])},
    )
    yield make(
        'tensor.round/half-added',
        'In float32 floor(x + 1/2) is wrong just below a half, and for odd integers from 2^23 on, where the sum is rounded.',
        {'x': exact([0.5 - 2**-25, 2**23 + 1, 2**23 - 0.5, -(2**23) - 1])},
        {'y': exact([0, 2**23 + 1, 2**23, -(2**23) - 1])},
    )
    yield make(
        'tensor.round/flat',
        'Between halves the function is flat: every gradient is 0.',
        {'x': exact([[-1.75, 0.25], [2.625, 8]])},
        {'y': exact([[-2, 0], [3, 8]])},
        cotangents={'y': exact([[1, 2], [3, 4]])},
        gradients={'x': exact([[0, 0], [0, 0]])},
    )
    yield make(
        'tensor.argmax/equal-elements',
        'Of equals the first: the last is the answer of a comparison that does not exclude them.',
        {'x': exact([[2, 5, 1, 5], [-3, -3, -4, -3]])},
        {'y': indices([[1], [0]])},
        {'axis': -1, 'keepdims': True},
    )
    yield make(
        'tensor.argmax/first-axis',
        'Along the first axis the positions are those of rows, without an axis of size 1.',
        {'x': exact([[0, 9, -1], [3, -9, -2]])},
        {'y': indices([1, 0, 0])},
        {'axis': 0},
    )
    yield make(
        'tensor.where/stretched',
        'Any number but 0 is true; all three operands are stretched, and the gradients sum what was.',
        {'condition': indices([[2], [0], [-1]]), 'a': exact([[1, 2]]), 'b': exact([[10], [20], [30]])},
        {'c': exact([[1, 2], [20, 20], [1, 2]])},
        cotangents={'c': exact([[1, 2], [3, 4], [5, 6]])},
        gradients={'a': exact([[6, 8]]), 'b': exact([[0], [7], [0]])},
    )
    yield make(
        'tensor.clip/both-bounds',
        'What lies outside has the bound and no gradient.',
        {'x': exact([[-5, -1.5, 0], [0.25, 2, 7]])},
        {'y': exact([[-2, -1.5, 0], [0.25, 1, 1]])},
        {'min': -2, 'max': 1},
        cotangents={'y': exact([[1, 2, 3], [4, 5, 6]])},
        gradients={'x': exact([[0, 2, 3], [4, 0, 0]])},
    )
