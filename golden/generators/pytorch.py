"""What PyTorch says, in float64, with its autograd for the gradients: the source for layers, losses and optimizers."""

from fixture import DEFAULTS, exact, fixture, grid, indices
from torchOperations import evaluate

PROVENANCE = dict(source='pytorch', generator='pytorch', precision='float64', tools=['python', 'torch', 'numpy'])


def make(id, note, inputs, attributes=None, cotangents=None, outputs=None, **more):
    """The fixture with PyTorch's outputs, and its gradients where cotangents are given."""
    operation = id.split('/')[0]
    result = evaluate(operation, inputs, {**DEFAULTS.get(operation, {}), **(attributes or {})}, cotangents)
    values, gradients = result if cotangents else (result, None)
    return fixture(
        id,
        note,
        inputs,
        {name: values[name] for name in outputs or values},
        attributes,
        cotangents=cotangents,
        gradients=gradients,
        **more,
        **PROVENANCE,
    )


def whole9(seed, *shape):
    """Integers from -9 to 9 without zero: every sum below is exact."""
    return grid(seed, shape, span=9, step=1.0)


def convolutions():
    x, weight, square = whole9(301, 2, 4, 4, 5), whole9(302, 2, 4, 3, 2), whole9(303, 1, 1, 4, 4)
    kernel, grouped = whole9(304, 1, 1, 3, 3), whole9(305, 4, 2, 3, 2)
    bias = whole9(306, 4)
    cases = [
        ('four-by-four', 'Plain.', square, kernel, None, {}),
        ('stride-2', 'Every second window.', square, kernel, None, {'stride': [2, 2], 'padding': [1, 1]}),
        ('padding-1', 'Zeros outside: the corners see four taps.', square, kernel, None, {'padding': [1, 1]}),
        (
            'dilation-2',
            'Taps two apart; padding keeps the size.',
            square,
            kernel,
            None,
            {'padding': [2, 2], 'dilation': [2, 2]},
        ),
        ('groups-2', 'Each half of the channels sees its own kernels.', x, grouped, bias, {'groups': 2}),
        (
            'unequal',
            'Rows and columns differ in every setting.',
            x,
            weight,
            bias[:2].copy(),
            {'stride': [2, 1], 'padding': [1, 2], 'dilation': [1, 3]},
        ),
    ]
    for number, (name, note, image, filters, offset, how) in enumerate(cases):
        inputs = {'x': image, 'weight': filters, **({} if offset is None else {'bias': offset})}
        shape = evaluate('layers.conv2d', inputs, {**DEFAULTS['layers.conv2d'], **how})['y'].shape
        yield make(
            f'layers.conv2d/{name}',
            f'{note} Gradients included.',
            inputs,
            how,
            {'y': whole9(310 + number, *shape)},
            exact=True,
            seed=301,
        )
    small, up, many = whole9(320, 1, 1, 2, 2), whole9(321, 1, 1, 2, 2), whole9(322, 2, 4, 3, 2)
    wide, grouped = whole9(323, 4, 3, 2, 3), whole9(324, 4, 2, 3, 3)
    cases = [
        ('two-by-two', 'Stride 2 tiles the output with scaled kernels.', small, up, None, {'stride': [2, 2]}),
        ('overlap', 'Stride 1: neighbouring kernels add.', small, up, None, {}),
        (
            'output-padding',
            'An extra row that only the bias reaches.',
            many,
            wide,
            whole9(325, 3),
            {'stride': [2, 3], 'padding': [1, 1], 'outputPadding': [1, 2]},
        ),
        (
            'groups-2',
            'The weight is input channels by outputs per group.',
            many,
            grouped,
            whole9(326, 4),
            {'groups': 2, 'stride': [2, 1], 'dilation': [1, 2]},
        ),
    ]
    for number, (name, note, image, filters, offset, how) in enumerate(cases):
        inputs = {'x': image, 'weight': filters, **({} if offset is None else {'bias': offset})}
        shape = evaluate('layers.convTranspose2d', inputs, {**DEFAULTS['layers.convTranspose2d'], **how})['y'].shape
        yield make(
            f'layers.convTranspose2d/{name}',
            f'{note} Gradients included.',
            inputs,
            how,
            {'y': whole9(330 + number, *shape)},
            exact=True,
            seed=320,
        )


def layers():
    yield make(
        'layers.linear/batch',
        'Two leading axes; the weight gradient sums over both.',
        {'x': whole9(340, 2, 3, 4), 'weight': whole9(341, 5, 4), 'bias': whole9(342, 5)},
        cotangents={'y': whole9(343, 2, 3, 5)},
        exact=True,
        seed=340,
    )
    yield make(
        'layers.linear/square-without-bias',
        'Square: W for W^T keeps the shape.',
        {'x': whole9(344, 3, 3), 'weight': whole9(345, 3, 3)},
        cotangents={'y': whole9(346, 3, 3)},
        exact=True,
        seed=344,
    )
    yield make(
        'layers.relu/signs',
        'Negative to 0; the gradient passes where x > 0.',
        {'x': exact([[-2, 3, -0.5], [0.25, -7, 1]])},
        cotangents={'y': exact([[5, 6, 7], [8, 9, 10]])},
        exact=True,
    )
    yield make(
        'layers.layerNorm/three-axes',
        'The last axis only; weight and bias gradients sum over two axes.',
        {'x': grid(350, (2, 3, 5)), 'weight': grid(351, (5,)), 'bias': grid(352, (5,))},
        cotangents={'y': grid(353, (2, 3, 5))},
        seed=350,
    )
    yield make(
        'layers.softmax/rows',
        'The gradient s (g - <g, s>).',
        {'x': grid(354, (3, 5), step=1 / 16)},
        cotangents={'y': grid(355, (3, 5))},
        seed=354,
    )
    yield make(
        'layers.logSumExp/rows',
        'The gradient g softmax.',
        {'x': grid(356, (3, 5), step=1 / 16)},
        cotangents={'y': exact([1, -2, 3])},
        seed=356,
    )
    yield make(
        'losses.crossEntropy/eight-of-five',
        'The gradient (softmax - one-hot) / n.',
        {'logits': grid(357, (8, 5)), 'target': indices([0, 1, 2, 3, 4, 0, 2, 2])},
        cotangents={'loss': exact(1)},
        seed=357,
    )


def pullbacks():
    yield make(
        'tensor.add/both-stretch',
        'The gradient sums over every axis along which an operand was stretched.',
        {'a': whole9(360, 3, 1), 'b': whole9(361, 2, 1, 4)},
        cotangents={'c': whole9(362, 2, 3, 4)},
        exact=True,
        seed=360,
    )
    yield make(
        'tensor.mul/both-stretch',
        'Each gradient is the cotangent times the other operand, summed.',
        {'a': whole9(363, 3, 1), 'b': whole9(364, 2, 1, 4)},
        cotangents={'c': whole9(365, 2, 3, 4)},
        exact=True,
        seed=363,
    )
    yield make(
        'tensor.sum/pullback',
        'The cotangent is spread.',
        {'x': whole9(366, 2, 3)},
        {'axes': [1], 'keepdims': False},
        {'y': exact([4, -5])},
        exact=True,
        seed=366,
    )
    yield make(
        'tensor.mean/pullback',
        'The cotangent is spread over four terms.',
        {'x': whole9(367, 2, 4)},
        {'axes': [1], 'keepdims': True},
        {'y': exact([[4], [-8]])},
        seed=367,
    )
    yield make(
        'tensor.max/pullback',
        'Only the largest receives.',
        {'x': exact([[1, 9, 3], [-4, -2, -8]])},
        {'axes': [1], 'keepdims': False},
        {'y': exact([4, -5])},
        exact=True,
    )
    yield make(
        'tensor.permute/pullback',
        'The inverse permutation, which differs for 1 2 0.',
        {'x': whole9(368, 2, 3, 4)},
        {'axes': [1, 2, 0]},
        {'y': whole9(369, 3, 4, 2)},
        exact=True,
        seed=368,
    )
    yield make(
        'tensor.reshape/pullback',
        'The shape goes back.',
        {'x': whole9(370, 2, 6)},
        {'shape': [3, 4]},
        {'y': whole9(371, 3, 4)},
        exact=True,
        seed=370,
    )
    yield make(
        'tensor.broadcastTo/pullback',
        'The sum over what was repeated.',
        {'x': whole9(372, 3, 1)},
        {'shape': [2, 3, 4]},
        {'y': whole9(373, 2, 3, 4)},
        exact=True,
        seed=372,
    )
    for name, flags in (('plain', (False, False)), ('transposed-a', (True, False)), ('transposed-both', (True, True))):
        yield make(
            f'linalg.matmul/pullback-{name}',
            'Square factors: every wrong transpose keeps the shape.',
            {'a': whole9(374, 3, 3), 'b': whole9(375, 3, 3)},
            dict(zip(('transposeA', 'transposeB'), flags)),
            {'c': whole9(376, 3, 3)},
            exact=True,
            seed=374,
        )
    yield make(
        'linalg.matmul/pullback-batch',
        'A stretched batch axis is summed in the gradient.',
        {'a': whole9(377, 2, 1, 3, 2), 'b': whole9(378, 3, 2, 4)},
        cotangents={'c': whole9(379, 2, 3, 3, 4)},
        exact=True,
        seed=377,
    )
    yield make(
        'linalg.dot/pullback',
        'Each gradient is the other vector times the cotangent.',
        {'a': whole9(380, 5), 'b': whole9(381, 5)},
        cotangents={'c': exact(-3)},
        exact=True,
        seed=380,
    )
    yield make(
        'linalg.outer/pullback',
        'G b and G^T a.',
        {'a': whole9(382, 3), 'b': whole9(383, 4)},
        cotangents={'c': whole9(384, 3, 4)},
        exact=True,
        seed=382,
    )
    yield make(
        'multilinear.kron/pullback',
        'Block sums weighted by the other factor.',
        {'a': whole9(385, 2, 2), 'b': whole9(386, 2, 3)},
        cotangents={'c': whole9(387, 4, 6)},
        exact=True,
        seed=385,
    )
    yield make(
        'multilinear.vec/pullback',
        'Back into columns.',
        {'a': whole9(388, 3, 2)},
        cotangents={'x': whole9(389, 6)},
        exact=True,
        seed=388,
    )
    yield make(
        'decompositions.inv/pullback-batch',
        '-X^T G X^T for each of two.',
        {'a': whole9(390, 2, 3, 3)},
        cotangents={'x': whole9(391, 2, 3, 3)},
        seed=390,
    )
    yield make(
        'decompositions.solve/pullback-batch',
        'Two systems; gradients of both operands.',
        {'a': whole9(392, 2, 3, 3), 'b': whole9(393, 2, 3, 2)},
        cotangents={'x': whole9(394, 2, 3, 2)},
        seed=392,
    )


def optimizers():
    state = {'parameter': grid(400, (2, 3)), 'gradient': grid(401, (2, 3))}
    moments = {'m': grid(402, (2, 3)), 'v': abs(grid(403, (2, 3)))}
    yield make(
        'optimizers.sgd/momentum-decay',
        'Decay enters the velocity.',
        {**state, 'velocity': grid(404, (2, 3))},
        {'learningRate': 0.1, 'momentum': 0.9, 'weightDecay': 0.25},
        seed=400,
    )
    yield make(
        'optimizers.sgd/nesterov-decay',
        'g + mu v, with the decay in g.',
        {**state, 'velocity': grid(404, (2, 3))},
        {'learningRate': 0.1, 'momentum': 0.9, 'weightDecay': 0.25, 'nesterov': True},
        seed=400,
    )
    yield make(
        'optimizers.adam/step-3',
        'Defaults in the middle of a run: two different bias corrections.',
        {**state, **moments},
        {'step': 3},
        seed=400,
    )
    yield make(
        'optimizers.adam/decay',
        'The decay passes through both moments.',
        {**state, **moments},
        {'step': 3, 'learningRate': 0.1, 'weightDecay': 0.5},
        seed=400,
    )
    yield make(
        'optimizers.adamw/decay',
        'The decay bypasses both moments.',
        {**state, **moments},
        {'step': 3, 'learningRate': 0.1, 'weightDecay': 0.5},
        seed=400,
    )
    yield make(
        'optimizers.adamw/step-1000',
        'Late in a run: the corrections are nearly 1.',
        {**state, **moments},
        {'step': 1000, 'learningRate': 0.1, 'weightDecay': 0.5},
        seed=400,
    )


def fixtures():
    for chapter in (convolutions, layers, pullbacks, optimizers):
        yield from chapter()
