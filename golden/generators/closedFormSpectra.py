"""Spectra, low rank, layers and optimizers in closed form: the formula itself is evaluated, nothing is decomposed."""

from fractions import Fraction
from functools import partial

from mpmath import mp

import closedForm
from closedForm import real
from fixture import certified, exact, indices, rounded
from matrices import ROSSER, hadamard, lauchli, matrix, minimum, secondDifference, transposed

make = partial(closedForm.make, generator='closedFormSpectra')
makeReal = partial(closedForm.makeReal, generator='closedFormSpectra')


def spectra():
    root2, root10 = lambda: mp.sqrt(2), lambda: mp.sqrt(10)
    yield makeReal(
        'decompositions.svd/three-four-five',
        'sigma = (3 sqrt 5, sqrt 5), v = (1, 1), (1, -1), u = (1, 3), (3, -1).',
        {'a': exact([[3, 0], [4, 5]])},
        certified(
            lambda: {
                'u': real([[1, 3], [3, -1]]) / root10(),
                's': real([3, 1]) * mp.sqrt(5),
                'v': real([[1, 1], [1, -1]]) / root2(),
            }
        ),
        upTo={'u': 'column signs', 'v': 'column signs'},
    )
    lauchliS = lambda e, n: certified(lambda: {'s': real([mp.sqrt(n + e * e)] + [e] * (n - 1))})
    yield makeReal(
        'decompositions.svd/lauchli-tall',
        'sigma = (sqrt(3 + e^2), e, e) with e = 2^-28: the spectrum of A^T A has lost e.',
        {'a': exact(lauchli(Fraction(1, 2**28), 3))},
        lauchliS(mp.mpf(2) ** -28, 3),
    )
    yield makeReal(
        'decompositions.svd/lauchli-wide',
        'The transpose has the same singular values, three of them, not four.',
        {'a': exact(transposed(lauchli(Fraction(1, 2**28), 3)))},
        lauchliS(mp.mpf(2) ** -28, 3),
    )
    yield makeReal(
        'decompositions.svd/hadamard-8',
        'Eight equal values sqrt 8: a cluster that a shift strategy must survive.',
        {'a': exact(hadamard(8))},
        certified(lambda: {'s': real([mp.sqrt(8)] * 8)}),
    )
    difference = matrix(7, 6, lambda i, j: 1 if i == j else -1 if i == j + 1 else 0)
    yield makeReal(
        'decompositions.svd/first-difference-7-6',
        '2 cos(k pi / 14): a tall bidiagonal matrix.',
        {'a': exact(difference)},
        certified(lambda: {'s': real([2 * mp.cos(k * mp.pi / 14) for k in range(1, 7)])}),
    )
    yield makeReal(
        'decompositions.svd/rank-one-wide',
        '|u| |v| and zeros, from integers.',
        {'a': exact(matrix(3, 5, lambda i, j: i * (j - 3)))},
        certified(lambda: {'s': real([mp.sqrt(140), mp.mpf(0), mp.mpf(0)])}),
    )
    yield makeReal(
        'decompositions.svd/rank-one-square',
        'The shift of the first step is exact: a rotation by 0 / 0 unless it is left out (svd-js 1.1, numeric 1.2).',
        {'a': exact([[1, 1], [2, 2]])},
        certified(lambda: {'s': real([mp.sqrt(10), mp.mpf(0)])}),
    )
    yield make(
        'decompositions.svd/zero-3-2',
        'Two zeros, not -0 and not NaN from a division by the norm.',
        {'a': exact([[0, 0]] * 3)},
        {'s': exact([0, 0])},
        exact=True,
    )
    angle = lambda k, n: k * mp.pi / (n + 1)
    yield makeReal(
        'decompositions.eigh/second-difference-8',
        'lambda_k = 2 - 2 cos(k pi / 9), v_jk = sqrt(2/9) sin(j k pi / 9).',
        {'a': exact(secondDifference(8))},
        certified(
            lambda: {
                'w': real([2 - 2 * mp.cos(angle(k, 8)) for k in range(1, 9)]),
                'v': mp.sqrt(mp.mpf(2) / 9)
                * real(matrix(8, 8, lambda j, k: mp.sin(j * angle(k, 8)) if (j * k) % 9 else mp.mpf(0))),
            }
        ),
        upTo={'v': 'column signs'},
    )
    yield makeReal(
        'decompositions.eigh/two-by-two',
        'lambda = (1, 3) with (1, -1) and (1, 1).',
        {'a': exact([[2, 1], [1, 2]])},
        certified(lambda: {'w': real([1, 3]), 'v': real([[1, 1], [-1, 1]]) / root2()}),
        upTo={'v': 'column signs'},
    )
    yield makeReal(
        'decompositions.eigh/rosser',
        'A double eigenvalue 1000, a zero, a pair of opposite ones, 1020 beside 1019.9.',
        {'a': exact(ROSSER)},
        certified(
            lambda: {
                'w': real(
                    [
                        -10 * mp.sqrt(10405),
                        mp.mpf(0),
                        510 - 100 * mp.sqrt(26),
                        mp.mpf(1000),
                        mp.mpf(1000),
                        510 + 100 * mp.sqrt(26),
                        mp.mpf(1020),
                        10 * mp.sqrt(10405),
                    ]
                )
            }
        ),
    )
    yield makeReal(
        'decompositions.eigh/minimum-9',
        'lambda_k = 1 / (4 sin^2((2k - 1) pi / 38)), ascending: the order is the reverse of k.',
        {'a': exact(minimum(9))},
        certified(lambda: {'w': real([1 / (4 * mp.sin((2 * k - 1) * mp.pi / 38) ** 2) for k in range(9, 0, -1)])}),
    )
    cycle = matrix(6, 6, lambda i, j: int((i - j) % 6 in (1, 5)))
    yield make(
        'decompositions.eigh/cycle-6',
        '2 cos(2 pi k / 6) = -2, -1, -1, 1, 1, 2: two pairs of equal eigenvalues.',
        {'a': exact(cycle)},
        {'w': exact([-2, -1, -1, 1, 1, 2])},
    )


def lowRank():
    yield make(
        'multilinear.kron/two-by-two',
        'Blocks a_ij B; the other order interleaves.',
        {'a': exact([[1, 2], [3, 4]]), 'b': exact([[0, 5], [6, 7]])},
        {'c': exact([[0, 5, 0, 10], [6, 7, 12, 14], [0, 15, 0, 20], [18, 21, 24, 28]])},
        exact=True,
    )
    yield make(
        'multilinear.vec/two-by-three',
        'Columns below each other; row-major code gives 1 2 3 4 5 6.',
        {'a': exact([[1, 2, 3], [4, 5, 6]])},
        {'x': exact([1, 4, 2, 5, 3, 6])},
        exact=True,
    )
    for rank in (1, 2, 3):
        yield make(
            f'multilinear.lowRankTruncate/diagonal-rank-{rank}',
            'diag(3, 2, 1) keeps its largest values.',
            {'a': exact([[3, 0, 0], [0, 2, 0], [0, 0, 1]])},
            {'x': exact(matrix(3, 3, lambda i, j: 4 - i if i == j <= rank else 0))},
            {'rank': rank},
        )
    h = hadamard(4)
    turned = lambda values: matrix(
        4, 4, lambda i, j: Fraction(sum(h[i - 1][k] * h[k][j - 1] * values[k] for k in range(4)), 4)
    )
    yield make(
        'multilinear.lowRankTruncate/turned-diagonal',
        'H diag(4, 12, 8, 0) H / 4 to rank 2: the kept values are not the leading columns.',
        {'a': exact(turned([4, 12, 8, 0]))},
        {'x': exact(turned([0, 12, 8, 0]))},
        {'rank': 2},
    )


def layersAndOptimizers():
    yield make(
        'layers.softmax/equal',
        'Equal logits give 1/5 each, at any height.',
        {'x': exact([[7] * 5, [-300] * 5])},
        {'y': rounded([[Fraction(1, 5)] * 5] * 2)},
    )
    yield makeReal(
        'layers.logSumExp/equal',
        'c + ln n.',
        {'x': exact([[0] * 4, [1000] * 4, [-1000] * 4])},
        certified(lambda: {'y': real([0, 1000, -1000]) + mp.log(4)}),
    )
    yield makeReal(
        'layers.layerNorm/one-two-three',
        '(-1, 0, 1) sqrt(3/2): the variance is over n, not n - 1.',
        {'x': exact([[1, 2, 3]])},
        certified(lambda: {'y': real([[-1, 0, 1]]) * mp.sqrt(mp.mpf(3) / 2)}),
        {'epsilon': 0},
    )
    yield make(
        'layers.layerNorm/pairs',
        '(1, 2) and (10, 20) both become (-1, 1).',
        {'x': exact([[1, 2], [10, 20]])},
        {'y': exact([[-1, 1], [-1, 1]])},
        {'epsilon': 0},
    )
    yield makeReal(
        'layers.layerNorm/far-from-zero',
        '1e9 + (4, 7, 13, 16): variance 22.5, which a one-pass formula loses.',
        {'x': exact([[10**9 + d for d in (4, 7, 13, 16)]])},
        certified(lambda: {'y': real([[-6, -3, 3, 6]]) / mp.sqrt(mp.mpf('22.5'))}),
        {'epsilon': 0},
    )
    yield makeReal(
        'losses.crossEntropy/uniform',
        'Uniform logits cost ln C whatever the target.',
        {'logits': exact([[3] * 7] * 3), 'target': indices([0, 6, 2])},
        certified(lambda: {'loss': mp.log(7)}),
    )
    rate = Fraction(1, 16)
    x, y = Fraction(1), Fraction(1)
    for t in (1, 2, 3):
        following = ((1 - rate) ** t, (1 - 10 * rate) ** t)
        yield make(
            f'optimizers.sgd/quadratic-step-{t}',
            'f = (x^2 + 10 y^2) / 2 from (1, 1): (1 - rate lambda)^t, the velocity is the gradient.',
            {'parameter': exact([x, y]), 'gradient': exact([x, 10 * y]), 'velocity': exact([0, 0])},
            {'nextParameter': exact(following), 'nextVelocity': exact([x, 10 * y])},
            {'learningRate': float(rate)},
        )
        x, y = following


def fixtures():
    for chapter in (spectra, lowRank, layersAndOptimizers):
        yield from chapter()
