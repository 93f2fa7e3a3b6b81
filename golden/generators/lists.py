"""Integer results of operations of lists and of sizes by arithmetic, by plain loops over Python's integers."""

from functools import partial
from itertools import product

import numpy as np

from fixture import exact, fixture, grid

make = partial(
    fixture,
    source='rational',
    generator='lists',
    precision='exact integers',
    tools=['python', 'numpy'],
    exact=True,
)
integers = partial(grid, span=9, step=1.0)


def listed(name, arrays):
    """The members of a list under the names by which they cross."""
    return {f'{name}.{k}': array for k, array in enumerate(arrays)}


def built(shape, element):
    """The array whose element at an index is `element(*index)`."""
    array = np.empty(shape)
    for index in np.ndindex(*shape):
        array[index] = element(*index)
    return array


def shapes():
    a, b, c = integers(601, (2, 1, 2)), integers(602, (2, 3, 2)), integers(603, (2, 0, 2))
    rows = [[0], [1, 2, 3], []]
    starts = [0, 1, 4]
    place = lambda j: (0, j) if j < 1 else (1, j - 1)
    parts = [a, b, c]
    joined = built((2, 4, 2), lambda i, j, k: parts[place(j)[0]][i, place(j)[1], k])
    g = integers(604, (2, 4, 2))
    cut = [built((2, len(own), 2), lambda i, j, k, at=at: g[i, at + j, k]) for own, at in zip(rows, starts)]
    yield make(
        'tensor.concat/middle-axis',
        'Tensors of different sizes along an axis that is neither the first nor the last; the third is empty.',
        listed('xs', parts),
        {'y': joined},
        {'axis': -2},
        seed=601,
        cotangents={'y': g},
        gradients=listed('xs', cut),
    )
    yield make(
        'tensor.split/named-sizes',
        'Parts of the sizes 1, 3 and 0 along the middle axis.',
        {'x': joined},
        listed('ys', parts),
        {'axis': 1, 'parts': [1, 3, 0]},
        seed=601,
    )
    x, y = integers(605, (2, 3)), integers(606, (2, 3))
    yield make(
        'tensor.stack/last-axis',
        'The new axis is the last one: elements of both alternate.',
        listed('xs', [x, y]),
        {'y': built((2, 3, 2), lambda i, j, k: (x, y)[k][i, j])},
        {'axis': -1},
        seed=605,
    )


def heads():
    x = integers(607, (2, 3, 6))
    split = built((2, 3, 3, 2), lambda b, head, i, e: x[b, i, 2 * head + e])
    yield make(
        'sequence.splitHeads/three-heads-of-two',
        'As many heads as positions: a reshape without the permutation has the same shape.',
        {'x': x},
        {'y': split},
        {'heads': 3},
        seed=607,
    )
    yield make(
        'sequence.mergeHeads/three-heads-of-two',
        'As many heads as positions: a reshape without the permutation has the same shape.',
        {'x': split},
        {'y': x},
        seed=607,
    )


def products():
    a, b = integers(608, (4,)), integers(609, (3,))
    g = integers(610, (6,))
    yield make(
        'linalg.convolve/four-by-three',
        'The kernel is turned: a correlation differs.',
        {'a': a, 'b': b},
        {'c': built((6,), lambda k: sum(a[i] * b[j] for i, j in product(range(4), range(3)) if i + j == k))},
        seed=608,
        cotangents={'c': g},
        gradients={
            'a': built((4,), lambda i: sum(g[i + j] * b[j] for j in range(3))),
            'b': built((3,), lambda j: sum(g[i + j] * a[i] for i in range(4))),
        },
    )
    weights = exact([2, -1])
    p, q, r = integers(611, (2, 2)), integers(612, (3, 2)), integers(613, (4, 2))
    yield make(
        'multilinear.cpReconstruct/three-factors',
        'Axes of the sizes 2, 3 and 4, in the order of the factors.',
        {'weights': weights, **listed('factors', [p, q, r])},
        {'x': built((2, 3, 4), lambda i, j, k: sum(weights[s] * p[i, s] * q[j, s] * r[k, s] for s in range(2)))},
        seed=611,
    )


def fixtures():
    for group in (shapes, heads, products):
        yield from group()
