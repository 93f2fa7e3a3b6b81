"""Results without a useful closed form, from mpmath: evaluated at 60 and at 110 digits and rounded once to float64.

Gradients are J^T g with a Jacobian by central differences at 105 and 165 digits: exact to every bit of float64.
"""

import numpy as np
from mpmath import mp

import precise
from fixture import certified, exact, fixture, grid, indices, nearest

PROVENANCE = dict(source='mpmath', tools=['python', 'mpmath', 'numpy'])
LN2, LN3 = nearest(mp.log(2)), nearest(mp.log(3))


def make(id, note, inputs, outputs, attributes=None, cotangents=None, generator='multiprecision', **more):
    """The fixture whose outputs (named) and gradients are what `precise` computes; `generator` is the file that asks for it."""
    entry = fixture(
        id,
        note,
        inputs,
        None,
        attributes,
        cotangents=cotangents,
        generator=generator,
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
    for chapter in (normalisations, sequences, cells, optimizers):
        yield from chapter()
