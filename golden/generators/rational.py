"""Integer and dyadic problems solved exactly with Python's Fractions, by plain elimination and plain loops."""

from fractions import Fraction
from functools import partial
from itertools import product

import numpy as np

from fixture import exact, fixture, grid, indices, rounded

make = partial(
    fixture,
    source='rational',
    generator='rational',
    precision='exact rational, rounded once',
    tools=['python', 'numpy'],
)
WILSON = [[10, 7, 8, 7], [7, 5, 6, 5], [8, 6, 10, 9], [7, 5, 9, 10]]


def fractions(array):
    """Nested lists of the exact values of a float64 array."""
    return [fractions(row) for row in array] if np.ndim(array) else Fraction(float(array))


def eliminate(a, b):
    """Gauss-Jordan on [a | b]: (solution, determinant)."""
    n, determinant = len(a), Fraction(1)
    rows = [list(left) + list(right) for left, right in zip(a, b)]
    for k in range(n):
        pivot = next(row for row in range(k, n) if rows[row][k] != 0)
        if pivot != k:
            rows[k], rows[pivot], determinant = rows[pivot], rows[k], -determinant
        determinant *= rows[k][k]
        rows[k] = [value / rows[k][k] for value in rows[k]]
        for row in range(n):
            if row != k:
                rows[row] = [value - rows[row][k] * top for value, top in zip(rows[row], rows[k])]
    return [row[n:] for row in rows], determinant


def identity(n):
    return [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]


def solve(a, b):
    return rounded(eliminate(fractions(a), fractions(b))[0])


def inverse(a):
    return rounded(eliminate(fractions(a), identity(len(a)))[0])


def determinant(a):
    return eliminate(fractions(a), identity(len(a)))[1]


def multiply(a, b):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]


def transposed(a):
    return [list(column) for column in zip(*a)]


def pseudoinverse(a):
    """(A^T A)^-1 A^T for full column rank."""
    a = fractions(a)
    return eliminate(multiply(transposed(a), a), transposed(a))[0]


def pivotedLu(a):
    """Partial pivoting by exact comparison; refuses a tie, where implementations may differ."""
    u, n = fractions(a), len(a)
    order, l = list(range(n)), [[Fraction(0)] * n for _ in range(n)]
    for k in range(n):
        ranking = sorted(range(k, n), key=lambda row: -abs(u[row][k]))
        if len(ranking) > 1 and abs(u[ranking[0]][k]) == abs(u[ranking[1]][k]):
            raise ValueError('tied pivots')
        for rows in (order, u, l):
            rows[k], rows[ranking[0]] = rows[ranking[0]], rows[k]
        l[k][k] = Fraction(1)
        for row in range(k + 1, n):
            l[row][k] = u[row][k] / u[k][k]
            u[row] = [value - l[row][k] * top for value, top in zip(u[row], u[k])]
    return {'permutation': indices(order), 'l': rounded(l), 'u': rounded(u)}


def substitution(t, b, lower, transpose, unitDiagonal):
    """Forward or back substitution that reads nothing but its triangle."""
    n, t, b = len(t), fractions(t), fractions(b)
    entry = lambda i, j: Fraction(1) if unitDiagonal and i == j else t[j][i] if transpose else t[i][j]
    forward = lower != transpose
    x = [None] * n
    for i in range(n) if forward else reversed(range(n)):
        known = range(i) if forward else range(i + 1, n)
        x[i] = [(b[i][c] - sum(entry(i, j) * x[j][c] for j in known)) / entry(i, i) for c in range(len(b[0]))]
    return rounded(x)


def correlate(x, weight, stride, padding, dilation, groups):
    """The seven nested loops of a grouped two-dimensional correlation."""
    (batch, channels, h, w), (outputs, perGroup, kh, kw) = x.shape, weight.shape
    oh, ow = (h + 2 * padding[0] - dilation[0] * (kh - 1) - 1) // stride[0] + 1, (
        w + 2 * padding[1] - dilation[1] * (kw - 1) - 1
    ) // stride[1] + 1
    y = np.zeros((batch, outputs, oh, ow))
    for n, o, r, s, i, p, q in product(*map(range, (batch, outputs, oh, ow, perGroup, kh, kw))):
        row, column = r * stride[0] + p * dilation[0] - padding[0], s * stride[1] + q * dilation[1] - padding[1]
        if 0 <= row < h and 0 <= column < w:
            y[n, o, r, s] += x[n, o // (outputs // groups) * perGroup + i, row, column] * weight[o, i, p, q]
    return y


def solvers():
    a, b = grid(101, (4, 4)), grid(102, (4, 2))
    yield make(
        'decompositions.solve/integers-4-2',
        'Two right-hand sides: one permutation for both.',
        {'a': a, 'b': b},
        {'x': solve(a, b)},
        seed=101,
    )
    a, b = grid(103, (3, 1, 2, 2), span=9, step=1.0), grid(104, (1, 2, 2, 3), span=9, step=1.0)
    x = [[solve(p, q) for q in b[0]] for (p,) in a]
    yield make(
        'decompositions.solve/batch-broadcast',
        'Batches 3 by 1 and 1 by 2 meet as 3 by 2.',
        {'a': a, 'b': b},
        {'x': np.array(x)},
        seed=103,
    )
    yield make(
        'decompositions.solve/wilson',
        "T. S. Wilson's matrix, infinity-norm condition 4488: the answer to (32, 23, 33, 31) is all ones.",
        {'a': exact(WILSON), 'b': exact([[32], [23], [33], [31]])},
        {'x': exact([[1]] * 4)},
    )
    moved = exact([[Fraction(value) + Fraction(sign, 8)] for value, sign in ((32, 1), (23, -1), (33, 1), (31, -1))])
    yield make(
        'decompositions.solve/wilson-moved',
        'An eighth in b moves the answer by up to 17.',
        {'a': exact(WILSON), 'b': moved},
        {'x': solve(exact(WILSON), moved)},
    )
    yield make(
        'decompositions.inv/wilson',
        'An integer inverse from a determinant of 1.',
        {'a': exact(WILSON)},
        {'x': inverse(exact(WILSON))},
    )
    yield make(
        'decompositions.inv/needs-pivot',
        'A zero on the diagonal at the start and another later.',
        {'a': exact([[0, 1, 2], [1, 0, 3], [4, -3, 8]])},
        {'x': inverse(exact([[0, 1, 2], [1, 0, 3], [4, -3, 8]]))},
    )
    a = grid(105, (2, 3, 3), span=9, step=1.0)
    yield make(
        'decompositions.inv/batch',
        'Two matrices, each its own pivots.',
        {'a': a},
        {'x': np.array([inverse(p) for p in a])},
        seed=105,
    )
    yield make(
        'decompositions.det/wilson', 'Determinant 1.', {'a': exact(WILSON)}, {'d': rounded(determinant(exact(WILSON)))}
    )
    a = grid(106, (3, 4, 4), span=9, step=1.0)
    yield make(
        'decompositions.det/batch',
        'Three determinants with their signs.',
        {'a': a},
        {'d': rounded([determinant(p) for p in a])},
        seed=106,
    )
    yield make('decompositions.det/one-by-one', 'The entry, with its sign.', {'a': exact([[-3]])}, {'d': exact(-3)})
    for size, shape, seed in (('4', (4, 4), 107), ('6', (6, 6), 108)):
        a = grid(seed, shape, span=99, step=1.0)
        yield make(
            f'decompositions.lu/integers-{size}',
            'Row exchanges; a[permutation] = L U, not the inverse permutation.',
            {'a': a},
            pivotedLu(a),
            seed=seed,
        )
    a = grid(109, (2, 3, 3), span=99, step=1.0)
    parts = [pivotedLu(p) for p in a]
    yield make(
        'decompositions.lu/batch',
        'Two matrices with different permutations.',
        {'a': a},
        {key: np.array([p[key] for p in parts]) for key in parts[0]},
        seed=109,
    )
    a = grid(110, (4, 2), span=9, step=1.0)
    yield make(
        'decompositions.pinv/integers-4-2', '(A^T A)^-1 A^T.', {'a': a}, {'x': rounded(pseudoinverse(a))}, seed=110
    )
    yield make(
        'decompositions.pinv/integers-2-4',
        'A^T (A A^T)^-1.',
        {'a': a.T.copy()},
        {'x': rounded(transposed(pseudoinverse(a)))},
        seed=110,
    )


def triangles():
    for lower, transpose, unit in product((True, False), repeat=3):
        t, b = grid(111, (4, 4), span=7, step=1.0), grid(112, (4, 2), span=7, step=1.0)
        name = f'{"lower" if lower else "upper"}{"-transposed" if transpose else ""}{"-unit" if unit else ""}'
        how = {'lower': lower, 'transpose': transpose, 'unitDiagonal': unit}
        yield make(
            f'decompositions.triangularSolve/{name}',
            'The other triangle is full of numbers that must not be read.',
            {'t': t, 'b': b},
            {'x': substitution(t, b, **how)},
            how,
            seed=111,
        )


def products():
    a, b = grid(113, (3, 3), span=9, step=1.0), grid(114, (3, 3), span=9, step=1.0)
    for flags in product((False, True), repeat=2):
        left, right = (fractions(m.T if flag else m) for m, flag in zip((a, b), flags))
        name = '-'.join(f'{operand}{"-transposed" if flag else ""}' for operand, flag in zip('ab', flags))
        yield make(
            f'linalg.matmul/integers-{name}',
            'Square, so that a wrong transpose keeps the shape.',
            {'a': a, 'b': b},
            {'c': exact(multiply(left, right))},
            dict(zip(('transposeA', 'transposeB'), flags)),
            exact=True,
            seed=113,
        )
    x, weight, bias = grid(115, (2, 3), span=9, step=1.0), grid(116, (4, 3), span=9, step=1.0), exact([1, -2, 3, -4])
    y = np.array(multiply(fractions(x), transposed(fractions(weight))), dtype=object) + fractions(bias)
    yield make(
        'layers.linear/integers',
        'x W^T + b: the weight is outputs by inputs.',
        {'x': x, 'weight': weight, 'bias': bias},
        {'y': exact(y)},
        exact=True,
        seed=115,
    )
    yield make(
        'linalg.dot/integers',
        'Thirds and sevenths would round; integers do not.',
        {'a': exact([3, -1, 4, 1, -5]), 'b': exact([2, 7, -1, 8, 2])},
        {'c': exact(-7)},
        exact=True,
    )
    yield make(
        'linalg.outer/integers',
        'Rows follow the first vector.',
        {'a': exact([1, -2]), 'b': exact([3, 5, -7])},
        {'c': exact([[3, 5, -7], [-6, -10, 14]])},
        exact=True,
    )


def convolutions():
    signal, kernel = exact([[[[1, 2, 3, 4]]]]), exact([[[[1, 0, -1]]]])
    for mode, pad in (('valid', 0), ('same', 1), ('full', 2)):
        how = {'stride': [1, 1], 'padding': [0, pad], 'dilation': [1, 1], 'groups': 1}
        yield make(
            f'layers.conv2d/signal-{mode}',
            'One-dimensional 1 2 3 4 with 1 0 -1: a flipped kernel changes every sign.',
            {'x': signal, 'weight': kernel},
            {'y': correlate(signal, kernel, **how)},
            how,
            exact=True,
        )
    how = {'stride': [2, 1], 'padding': [1, 2], 'dilation': [2, 1], 'groups': 2}
    x, weight = grid(117, (2, 4, 5, 4), span=7, step=1.0), grid(118, (6, 2, 2, 3), span=7, step=1.0)
    yield make(
        'layers.conv2d/everything',
        'Two rows, two columns, two groups, all settings different for rows and columns.',
        {'x': x, 'weight': weight},
        {'y': correlate(x, weight, **how)},
        how,
        exact=True,
        seed=117,
    )


def reductions():
    x = grid(119, (2, 3, 4), span=9, step=1.0)
    nested = np.array(fractions(x), dtype=object)
    for name, axes, keepdims in (
        ('all', None, False),
        ('middle', [1], False),
        ('outer-kept', [0, 2], True),
        ('last', [2], False),
    ):
        how = {'axes': axes, 'keepdims': keepdims}
        total = nested.sum(None if axes is None else tuple(axes), keepdims=keepdims)
        count = x.size // np.size(total)
        if name != 'last':
            yield make(
                f'tensor.sum/{name}',
                'Axes and kept dimensions.',
                {'x': x},
                {'y': exact(total)},
                how,
                exact=True,
                seed=119,
            )
        yield make(
            f'tensor.mean/{name}',
            'The divisor is the number of terms of each mean.',
            {'x': x},
            {'y': rounded(np.array(total) / count)},
            how,
            seed=119,
        )
    yield make(
        'tensor.mean/far-from-zero',
        '1e9 + (4, 7, 13, 16) has mean 1e9 + 10.',
        {'x': exact([10**9 + d for d in (4, 7, 13, 16)])},
        {'y': exact(10**9 + 10)},
        {'axes': [0], 'keepdims': False},
    )
    yield make(
        'tensor.div/thirds',
        'Each quotient rounded once.',
        {'a': exact([[1, 2, -5]]), 'b': exact([[3], [7]])},
        {'c': rounded([[Fraction(n, d) for n in (1, 2, -5)] for d in (3, 7)])},
    )


def fixtures():
    for chapter in (solvers, triangles, products, convolutions, reductions):
        yield from chapter()
