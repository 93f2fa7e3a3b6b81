"""Decompositions, norms and quotients of matrices from mpmath, as in `multiprecision.py`."""

from functools import partial

import numpy as np

import multiprecision
from fixture import exact, grid

make = partial(multiprecision.make, generator='multiprecisionMatrices')


def symmetric(seed, n, **how):
    a = grid(seed, (n, n), **how)
    return np.tril(a) + np.tril(a, -1).T


def positiveDefinite(seed, n):
    l = np.tril(grid(seed, (n, n), span=3, step=1.0))
    l[np.diag_indices(n)] = abs(l[np.diag_indices(n)])
    return l @ l.T


def graded(n, ratio):
    """A matrix whose singular values fall by about `ratio` from one to the next; exact, for the powers of two."""
    return grid(71, (n, n), span=7, step=1.0) * ratio ** np.arange(n)[:, None] * ratio ** np.arange(n)


def wilkinson(n):
    half = n // 2
    return np.diag(abs(np.arange(-half, half + 1.0))) + np.diag(np.ones(n - 1), 1) + np.diag(np.ones(n - 1), -1)


def clement(n):
    k = np.arange(1, n)
    side = np.sqrt(k * (n - k))
    return np.diag(side, 1) + np.diag(side, -1)


def kahan(n):
    """Kahan's diag(s^i) (I - c strictly upper ones) with s = 1/2 and c = 7/8, near sin and cos of 30 degrees: exact."""
    return 0.5 ** np.arange(n)[:, None] * (np.eye(n) - 7 / 8 * np.triu(np.ones((n, n)), 1))


def fixtures():
    yield make(
        'decompositions.eigh/wilkinson-21',
        'Pairs: the top one, 10.746194182903322 and 10.746194182903393, agrees to 14 digits.',
        {'a': wilkinson(21)},
        ['w'],
    )
    yield make(
        'decompositions.eigh/clement-8',
        'Rounded to float64, the eigenvalues are +-7, +-5, +-3, +-1 to about an ulp: a zero diagonal.',
        {'a': clement(8)},
        ['w'],
    )
    yield make(
        'decompositions.eigh/random-5',
        'Values with their gradient sum_k g_k v_k v_k^T.',
        {'a': symmetric(31, 5)},
        ['w', 'v'],
        seed=31,
        upTo={'v': 'column signs'},
        cotangents={'w': exact([1, -2, 3, 0, 1])},
        gradientsUpTo={'a': 'symmetric part'},
    )
    yield make(
        'decompositions.svd/hilbert-6',
        '27720 H_6, whose entries are integers: condition 1.5e7.',
        {'a': exact([[27720 // (i + j + 1) for j in range(6)] for i in range(6)])},
        ['s'],
    )
    yield make(
        'decompositions.svd/kahan-8',
        "Kahan's triangular matrix: diagonal entries hide how small the last value is.",
        {'a': kahan(8)},
        ['s'],
    )
    yield make(
        'decompositions.svd/graded-5',
        'Graded rows and columns: values from 4 to 3e-12, of which A^T A keeps two.',
        {'a': graded(5, 2.0**-5)},
        ['s'],
        seed=71,
    )
    yield make(
        'decompositions.svd/tall-5-3',
        'Values, vectors and the gradient U diag(g) V^T of the values.',
        {'a': grid(33, (5, 3))},
        ['u', 's', 'v'],
        seed=33,
        upTo={'u': 'column signs', 'v': 'column signs'},
        cotangents={'s': exact([1, -2, 3])},
    )
    yield make(
        'decompositions.svd/wide-batch-2-3-5',
        'A batch of wide matrices: three values each.',
        {'a': grid(34, (2, 3, 5))},
        ['s'],
        seed=34,
        cotangents={'s': exact([[1, 2, -1], [0, 1, 3]])},
    )
    yield make(
        'decompositions.cholesky/random-5',
        'The gradient of the factor, symmetrised.',
        {'a': positiveDefinite(35, 5)},
        ['l'],
        seed=35,
        cotangents={'l': np.tril(grid(36, (5, 5), span=3, step=1.0))},
        gradientsUpTo={'a': 'symmetric part'},
    )
    yield make(
        'decompositions.qr/tall-5-3',
        'Reduced: Q is 5 by 3.',
        {'a': grid(37, (5, 3))},
        ['q', 'r'],
        seed=37,
        upTo={'q': 'column signs', 'r': 'row signs'},
    )
    yield make(
        'decompositions.qr/wide-3-5',
        'Wide: Q is 3 by 3 and R is 3 by 5.',
        {'a': grid(38, (3, 5))},
        ['q', 'r'],
        seed=38,
        upTo={'q': 'column signs', 'r': 'row signs'},
    )
    yield make(
        'decompositions.pinv/tall-4-2',
        'Full column rank.',
        {'a': grid(39, (4, 2))},
        ['x'],
        seed=39,
        cotangents={'x': grid(40, (2, 4), span=3, step=1.0)},
    )
    yield make('decompositions.pinv/wide-2-4', 'Full row rank.', {'a': grid(41, (2, 4))}, ['x'], seed=41)
    yield make(
        'decompositions.inv/random-4',
        'The gradient -X^T G X^T: a missing transpose keeps the shape.',
        {'a': grid(42, (4, 4))},
        ['x'],
        seed=42,
        cotangents={'x': grid(43, (4, 4), span=3, step=1.0)},
    )
    yield make(
        'decompositions.det/random-4',
        'The gradient d A^-T.',
        {'a': grid(44, (4, 4), span=8, step=0.5)},
        ['d'],
        seed=44,
        cotangents={'d': exact(3)},
    )
    yield make(
        'decompositions.solve/random-4-2',
        'Gradients A^-T G and -A^-T G X^T.',
        {'a': grid(45, (4, 4)), 'b': grid(46, (4, 2))},
        ['x'],
        seed=45,
        cotangents={'x': grid(47, (4, 2), span=3, step=1.0)},
    )
    yield make(
        'decompositions.triangularSolve/random-4',
        'Upper; the gradient of T is upper as well.',
        {'t': np.triu(grid(48, (4, 4))), 'b': grid(49, (4, 2))},
        ['x'],
        {'lower': False},
        seed=48,
        cotangents={'x': grid(50, (4, 2), span=3, step=1.0)},
    )
    yield make(
        'linalg.spectralNorm/random-4-3',
        'The gradient u_1 v_1^T.',
        {'a': grid(51, (4, 3))},
        ['norm'],
        seed=51,
        cotangents={'norm': exact(2)},
    )
    yield make(
        'linalg.frobeniusNorm/random-batch',
        'One norm for each of two matrices; the gradient A / |A|.',
        {'a': grid(52, (2, 3, 4))},
        ['norm'],
        seed=52,
        cotangents={'norm': exact([1, -3])},
    )
    yield make(
        'multilinear.lowRankTruncate/random-4-5',
        'Rank 2 of a wide matrix.',
        {'a': grid(53, (4, 5))},
        ['x'],
        {'rank': 2},
        seed=53,
    )
    yield make(
        'tensor.div/broadcast',
        'Both operands stretch; the gradients sum over what was stretched.',
        {'a': grid(54, (3, 1)), 'b': grid(55, (2, 1, 4))},
        ['c'],
        seed=54,
        cotangents={'c': grid(56, (2, 3, 4), span=3, step=1.0)},
    )
