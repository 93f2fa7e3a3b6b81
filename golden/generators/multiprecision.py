"""Results without a useful closed form, from mpmath: evaluated at 60 and at 110 digits and rounded once to float64.

Gradients are J^T g with a Jacobian by central differences at 105 and 165 digits: exact to every bit of float64.
"""

import numpy as np
from mpmath import mp

import precise
from fixture import certified, exact, fixture, grid, indices, nearest

PROVENANCE = dict(source='mpmath', generator='multiprecision', tools=['python', 'mpmath', 'numpy'])
LN2, LN3 = nearest(mp.log(2)), nearest(mp.log(3))


def make(id, note, inputs, outputs, attributes=None, cotangents=None, **more):
    """The fixture whose outputs (named) and gradients are what `precise` computes."""
    entry = fixture(
        id,
        note,
        inputs,
        None,
        attributes,
        cotangents=cotangents,
        precision='60 and 110 digits, rounded once',
        **more,
        **PROVENANCE,
    )
    evaluate = lambda: precise.evaluate(entry['operation'], inputs, entry['attributes'])
    entry['outputs'] = certified(lambda: {name: value for name, value in evaluate().items() if name in outputs})
    if cotangents:
        slopes = lambda: precise.jacobian(entry['operation'], inputs, entry['attributes'], cotangents)
        entry['gradients'] = certified(lambda: precise.pullback(slopes(), inputs, cotangents), (105, 165))
    return entry


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


def normalisations():
    ladder = exact([[0, LN2, LN3]])
    yield make(
        'layers.softmax/sixths',
        'Logits 0, ln 2, ln 3 as doubles: 1/6, 1/3, 1/2 to the rounding of the logits.',
        {'x': ladder},
        ['y'],
        cotangents={'y': exact([[1, 0, 0]])},
    )
    yield make(
        'layers.softmax/huge-logits',
        '1e4, 0, -1e4: exp without the shift overflows to NaN.',
        {'x': exact([[1e4, 0, -1e4], [-1e4, -1e4, -1e4 + 1]])},
        ['y'],
    )
    yield make(
        'layers.softmax/wide-range',
        'Probabilities from 1 down to e^-60: each has its own relative accuracy.',
        {'x': exact([[0, -5, -20, -60]])},
        ['y'],
    )
    yield make(
        'layers.softmax/square',
        'As many rows as columns: a sum over the wrong axis keeps the shape.',
        {'x': grid(11, (4, 4))},
        ['y'],
        cotangents={'y': grid(12, (4, 4), span=4, step=1.0)},
        seed=11,
    )
    yield make(
        'layers.softmax/three-axes',
        'Only the last of three axes is normalised.',
        {'x': grid(13, (2, 3, 4))},
        ['y'],
        seed=13,
        cotangents={'y': grid(14, (2, 3, 4), span=4, step=1.0)},
    )
    yield make(
        'layers.logSumExp/sixths',
        'ln 6; the gradient is the softmax.',
        {'x': ladder},
        ['y'],
        cotangents={'y': exact([1])},
    )
    yield make(
        'layers.logSumExp/huge-logits',
        'Without the shift: Infinity above, -Infinity below.',
        {'x': exact([[1000, 999, 998], [-1000, -999, -998]])},
        ['y'],
    )
    yield make(
        'layers.logSumExp/square',
        'Rows, not columns; the cotangent multiplies every row.',
        {'x': grid(15, (4, 4))},
        ['y'],
        seed=15,
        cotangents={'y': exact([1, -2, 3, 0.5])},
    )
    yield make(
        'layers.layerNorm/epsilon-inside',
        'Variance 8.3e-6 beside epsilon 1e-5: outside the root epsilon would hardly show.',
        {'x': exact([[0, 2**-8, -(2**-8), 2**-9]])},
        ['y'],
        {'epsilon': 1e-5},
        cotangents={'y': exact([[1, -1, 2, 3]])},
    )
    yield make(
        'layers.layerNorm/constant-row',
        'A constant row becomes the bias; its gradient is finite.',
        {'x': exact([[5] * 4, [1, 2, 4, 8]]), 'weight': exact([1, 2, -1, 0.5]), 'bias': exact([0.25, -1, 0, 3])},
        ['y'],
        {'epsilon': 1e-3},
        cotangents={'y': exact([[1, 2, 3, -4], [0, 1, -1, 2]])},
    )
    yield make(
        'layers.layerNorm/affine',
        'Square, so that weight along the wrong axis keeps the shape; weight and bias gradients sum over the rows.',
        {'x': grid(16, (4, 4)), 'weight': grid(17, (4,)), 'bias': grid(18, (4,))},
        ['y'],
        seed=16,
        cotangents={'y': grid(19, (4, 4), span=4, step=1.0)},
    )
    yield make(
        'losses.crossEntropy/ladder',
        'Logits 0, ln 2, ln 3 with target 2 cost ln 2.',
        {'logits': ladder, 'target': indices([2])},
        ['loss'],
        cotangents={'loss': exact(1)},
    )
    yield make(
        'losses.crossEntropy/huge-logits',
        'Logits of 1e4: a finite loss from the shifted form.',
        {'logits': exact([[1e4, 0, -1e4], [1e4, 0, -1e4]]), 'target': indices([0, 2])},
        ['loss'],
    )
    yield make(
        'losses.crossEntropy/batch-equals-classes',
        'Four rows of four: summing over the wrong axis, or a sum for the mean, keeps the shape.',
        {'logits': grid(21, (4, 4)), 'target': indices([3, 0, 0, 2])},
        ['loss'],
        seed=21,
        cotangents={'loss': exact(2)},
    )


def sequences():
    attention = lambda name, *rest, **more: make(f'sequence.scaledDotProductAttention/{name}', *rest, **more)
    half = exact([[0, 0, 0, 0], [1, 1, 1, 1]])
    yield attention(
        'by-hand',
        'Scores 0 and ln 2: weights 1/2, 1/2 and 1/3, 2/3, so that 6 and 12 give 9 and 10. Not scaled, the second is 10.8.',
        {'query': half, 'key': half * (LN2 / 2), 'value': exact([[6], [12]])},
        ['output'],
        cotangents={'output': exact([[1], [-2]])},
    )
    yield attention(
        'causal',
        'Values that are the identity give the weights: a lower triangle whose rows sum to 1.',
        {'query': grid(21, (3, 2)), 'key': grid(22, (3, 2), span=8), 'value': exact(np.eye(3))},
        ['output'],
        attributes={'causal': True},
        cotangents={'output': grid(23, (3, 3), span=4, step=1.0)},
        seed=21,
    )
    yield attention(
        'causal-wide',
        'Fewer queries than keys: query i sees the keys 0 to i, counted from the first.',
        {'query': grid(24, (2, 2), span=8), 'key': grid(25, (4, 2), span=8), 'value': grid(26, (4, 3))},
        ['output'],
        attributes={'causal': True},
        seed=24,
    )
    yield attention(
        'no-lipschitz-constant',
        'Self-attention of the column (0, 10): the gradients of its first entry sum to 1/2 + 100/4 there.',
        {name: exact([[0], [10]]) for name in ('query', 'key', 'value')},
        ['output'],
        cotangents={'output': exact([[1], [0]])},
    )
    yield attention(
        'heads',
        'Two batches of three heads: keys shared by the heads, one mask for all of them.',
        {
            'query': grid(27, (2, 3, 2, 4), span=8),
            'key': grid(28, (2, 1, 3, 4), span=8),
            'value': grid(29, (2, 3, 3, 2)),
            'mask': grid(30, (2, 3), span=8),
        },
        ['output'],
        cotangents={'output': grid(31, (2, 3, 2, 2), span=4, step=1.0)},
        seed=27,
    )
    yield attention(
        'large-scores',
        'Scores of some thousands, apart by one: exp without the shift overflows.',
        {'query': exact([[64, 64]]), 'key': exact([[32, 32], [31.984375, 32]]), 'value': exact([[1, 2], [3, 5]])},
        ['output'],
    )


def cells():
    state = dict(zip(('hidden', 'cell'), (exact([[0.5, -0.25]]), exact([[1, -2]]))))
    yield make(
        'sequence.lstmCell/constant-weights',
        'All weights 1/2 and no bias: all gates of a unit are the same.',
        {'x': exact([[1, -2, 3]]), **state, 'weightX': np.full((8, 3), 0.5), 'weightHidden': np.full((8, 2), 0.5)},
        ('nextHidden', 'nextCell'),
        cotangents={'nextHidden': exact([[1, -2]]), 'nextCell': exact([[3, 1]])},
    )
    yield make(
        'sequence.lstmCell/batch',
        'Two members, every weight another: blocks of input gate, forget gate, candidate and output gate.',
        {
            'x': grid(621, (2, 3), span=8),
            'hidden': grid(622, (2, 2), span=8),
            'cell': grid(623, (2, 2), span=8),
            'weightX': grid(624, (8, 3), span=8),
            'weightHidden': grid(625, (8, 2), span=8),
            'bias': grid(626, (8,), span=8),
        },
        ('nextHidden', 'nextCell'),
        seed=621,
    )


def decompositions():
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


def trajectory(name, operation, state, attributes, step):
    """Three steps on f = (x^2 + 10 y^2) / 2 from (1, 1): each starts from the rounded result of the last."""
    parameter, rest = exact([1, 1]), {key: exact([0, 0]) for key in state}
    for t in (1, 2, 3):
        inputs = {'parameter': parameter, 'gradient': parameter * np.array([1.0, 10.0]), **rest}
        following = {'next' + key[0].upper() + key[1:]: key for key in state}
        entry = make(
            f'{operation}/{name}-step-{t}',
            f'Step {t} from (1, 1) on f = (x^2 + 10 y^2) / 2.',
            inputs,
            ['nextParameter', *following],
            {**attributes, **({'step': t} if step else {})},
        )
        yield entry
        parameter, rest = entry['outputs']['nextParameter'], {
            key: entry['outputs'][out] for out, key in following.items()
        }


def optimizers():
    yield from trajectory('momentum', 'optimizers.sgd', ['velocity'], {'learningRate': 0.05, 'momentum': 0.9}, False)
    yield from trajectory(
        'nesterov', 'optimizers.sgd', ['velocity'], {'learningRate': 0.05, 'momentum': 0.9, 'nesterov': True}, False
    )
    yield from trajectory('quadratic', 'optimizers.adam', ['m', 'v'], {'learningRate': 0.1}, True)
    yield from trajectory('decay', 'optimizers.adam', ['m', 'v'], {'learningRate': 0.1, 'weightDecay': 0.5}, True)
    yield from trajectory('decay', 'optimizers.adamw', ['m', 'v'], {'learningRate': 0.1, 'weightDecay': 0.5}, True)
    yield make(
        'optimizers.adam/large-epsilon',
        'Epsilon outside the root and after the correction: at 0.5 every other place shows.',
        {'parameter': exact([1, -2]), 'gradient': exact([0.25, -3]), 'm': exact([0.5, 0.125]), 'v': exact([0.0625, 4])},
        ['nextParameter', 'nextM', 'nextV'],
        {'step': 7, 'learningRate': 0.5, 'epsilon': 0.5, 'beta1': 0.75, 'beta2': 0.875},
        cotangents={'nextParameter': exact([1, 2]), 'nextM': exact([-1, 0.5]), 'nextV': exact([2, 0])},
    )
    yield make(
        'optimizers.adamw/decay-first',
        'The decay multiplies the old parameter and never enters m and v.',
        {'parameter': exact([8, -8]), 'gradient': exact([0.5, 0.5]), 'm': exact([0, 0]), 'v': exact([0, 0])},
        ['nextParameter', 'nextM', 'nextV'],
        {'step': 1, 'learningRate': 0.125, 'weightDecay': 0.25},
    )


def fixtures():
    for chapter in (normalisations, sequences, cells, decompositions, optimizers):
        yield from chapter()
