"""What NumPy and SciPy say in float64 on larger and random inputs; `evaluate` also checks the other sources."""

from functools import partial

import numpy as np
import scipy.linalg
import scipy.signal
import scipy.special

from fixture import DEFAULTS, exact, fixture, grid

PROVENANCE = dict(generator='numpyScipy', precision='float64', tools=['python', 'numpy', 'scipy'])


def axesOf(axes):
    return None if axes is None else tuple(axes)


def transposedIf(flag, a):
    return np.swapaxes(a, -1, -2) if flag else a


def batched(function, *operands):
    """`function` on the last two axes, over the common leading axes; a tuple of arrays."""
    batch = np.broadcast_shapes(*(operand.shape[:-2] for operand in operands))
    spread = [np.broadcast_to(operand, batch + operand.shape[-2:]) for operand in operands]
    results = [function(*(operand[index] for operand in spread)) for index in np.ndindex(batch)]
    return [np.array(parts).reshape(batch + np.shape(parts[0])) for parts in zip(*results)]


def lu(a):
    packed, exchanges = scipy.linalg.lu_factor(a)
    order = np.arange(len(a), dtype=np.int32)
    for k, p in enumerate(exchanges):
        order[[k, p]] = order[[p, k]]
    return order, np.tril(packed, -1) + np.eye(len(a)), np.triu(packed)


def qr(a):
    """Signs so that diag R >= 0, for a readable file; `upTo` frees them."""
    q, r = scipy.linalg.qr(a, mode='economic')
    signs = np.where(np.diag(r) < 0, -1.0, 1.0)
    return q * signs, r * signs[:, None]


def svd(a):
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    return u, s, vt.T


def truncate(a, rank):
    u, s, v = svd(a)
    return (u[:, :rank] * s[:rank]) @ v[:, :rank].T


def triangularSolve(t, b, lower, transpose, unitDiagonal):
    return scipy.linalg.solve_triangular(t, b, trans=int(transpose), lower=lower, unit_diagonal=unitDiagonal)


def conv2d(x, weight, bias=None, stride=None, padding=None, dilation=None, groups=1):
    """SciPy's full correlation of the padded input with the zero-stuffed kernel, every stride-th of it."""
    padded = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    stuffed = np.zeros(weight.shape[:2] + tuple(d * (k - 1) + 1 for d, k in zip(dilation, weight.shape[2:])))
    stuffed[:, :, :: dilation[0], :: dilation[1]] = weight
    perGroup, perOutput = weight.shape[1], len(weight) // groups
    y = np.array(
        [
            [
                sum(
                    scipy.signal.correlate2d(image[o // perOutput * perGroup + i], stuffed[o, i], mode='valid')
                    for i in range(perGroup)
                )
                for o in range(len(weight))
            ]
            for image in padded
        ]
    )[:, :, :: stride[0], :: stride[1]]
    return y if bias is None else y + bias[:, None, None]


def layerNorm(x, epsilon, weight=1.0, bias=0.0):
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + epsilon) * weight + bias


def attention(query, key, value, mask=0.0, causal=False):
    scores = query @ np.swapaxes(key, -1, -2) / np.sqrt(query.shape[-1]) + mask
    if causal:
        scores = np.where(np.tri(*scores.shape[-2:], dtype=bool), scores, -np.inf)
    return scipy.special.softmax(scores, axis=-1) @ value


def lstmCell(x, hidden, cell, weightX, weightHidden, bias=0.0):
    h = cell.shape[-1]
    z = x @ weightX.T + hidden @ weightHidden.T + bias
    i, f, o = (scipy.special.expit(z[..., at * h : (at + 1) * h]) for at in (0, 1, 3))
    nextCell = f * cell + i * np.tanh(z[..., 2 * h : 3 * h])
    return {'nextHidden': o * np.tanh(nextCell), 'nextCell': nextCell}


def crossEntropy(logits, target):
    return -scipy.special.log_softmax(logits, axis=-1)[np.arange(len(target)), target].mean()


OPERATIONS = {
    'tensor.add': lambda a, b: {'c': np.add(a, b)},
    'tensor.mul': lambda a, b: {'c': np.multiply(a, b)},
    'tensor.div': lambda a, b: {'c': np.divide(a, b)},
    'tensor.sum': lambda x, axes, keepdims: {'y': np.sum(x, axesOf(axes), keepdims=keepdims)},
    'tensor.mean': lambda x, axes, keepdims: {'y': np.mean(x, axesOf(axes), keepdims=keepdims)},
    'tensor.max': lambda x, axes, keepdims: {'y': np.max(x, axesOf(axes), keepdims=keepdims)},
    'tensor.reshape': lambda x, shape: {'y': np.reshape(x, shape)},
    'tensor.permute': lambda x, axes: {'y': np.transpose(x, axes)},
    'tensor.broadcastTo': lambda x, shape: {'y': np.broadcast_to(x, shape)},
    'linalg.matmul': lambda a, b, transposeA, transposeB: {
        'c': np.matmul(transposedIf(transposeA, a), transposedIf(transposeB, b))
    },
    'linalg.dot': lambda a, b: {'c': np.dot(a, b)},
    'linalg.outer': lambda a, b: {'c': np.outer(a, b)},
    'linalg.spectralNorm': lambda a: {'norm': np.linalg.norm(a, 2, axis=(-2, -1))},
    'decompositions.lu': lambda a: dict(zip(('permutation', 'l', 'u'), batched(lu, a))),
    'decompositions.solve': lambda a, b: {'x': np.linalg.solve(a, b)},
    'decompositions.triangularSolve': lambda t, b, **how: {
        'x': batched(lambda p, q: (triangularSolve(p, q, **how),), t, b)[0]
    },
    'decompositions.inv': lambda a: {'x': np.linalg.inv(a)},
    'decompositions.det': lambda a: {'d': np.linalg.det(a)},
    'decompositions.cholesky': lambda a: {'l': np.linalg.cholesky(a)},
    'decompositions.qr': lambda a: dict(zip(('q', 'r'), batched(qr, a))),
    'decompositions.svd': lambda a: dict(zip(('u', 's', 'v'), batched(svd, a))),
    'decompositions.lstsq': lambda a, b: {'x': np.linalg.lstsq(a, b, rcond=None)[0]},
    'decompositions.pinv': lambda a: {'x': np.linalg.pinv(a, rcond=max(a.shape[-2:]) * 2.0**-52)},
    'decompositions.eigh': lambda a: dict(zip(('w', 'v'), np.linalg.eigh(a))),
    'linalg.convolve': lambda a, b: {'c': np.convolve(a, b)},
    'multilinear.cpReconstruct': lambda weights, **factors: {
        'x': np.einsum('r,ir,jr,kr->ijk', weights, *factors.values())
    },
    'sequence.lstmCell': lstmCell,
    'multilinear.kron': lambda a, b: {'c': np.kron(a, b)},
    'multilinear.vec': lambda a: {'x': np.ravel(a, order='F')},
    'multilinear.lowRankTruncate': lambda a, rank: {'x': batched(lambda p: (truncate(p, rank),), a)[0]},
    'layers.linear': lambda x, weight, bias=0.0: {'y': np.einsum('...i,oi->...o', x, weight) + bias},
    'layers.relu': lambda x: {'y': np.maximum(x, 0)},
    'layers.softmax': lambda x: {'y': scipy.special.softmax(x, axis=-1)},
    'layers.logSumExp': lambda x: {'y': scipy.special.logsumexp(x, axis=-1)},
    'layers.layerNorm': lambda **all: {'y': layerNorm(**all)},
    'layers.conv2d': lambda **all: {'y': conv2d(**all)},
    'sequence.scaledDotProductAttention': lambda **all: {'output': attention(**all)},
    'losses.crossEntropy': lambda logits, target: {'loss': crossEntropy(logits, target)},
}


def evaluate(operation, inputs, attributes):
    """NumPy's outputs, or None where it has no such operation."""
    if operation not in OPERATIONS:
        return None
    return {name: np.asarray(value) for name, value in OPERATIONS[operation](**inputs, **attributes).items()}


def make(id, note, inputs, attributes=None, outputs=None, source='numpy', **more):
    """The fixture with NumPy's outputs, all or the named ones."""
    operation = id.split('/')[0]
    values = evaluate(operation, inputs, {**DEFAULTS.get(operation, {}), **(attributes or {})})
    return fixture(
        id,
        note,
        inputs,
        {name: values[name] for name in outputs or values},
        attributes,
        source=source,
        **more,
        **PROVENANCE,
    )


makeExact = partial(make, exact=True)


def normal(seed, shape):
    """Gaussian entries rounded to float32, so that both precisions read the same numbers."""
    return np.random.RandomState(seed).standard_normal(shape).astype(np.float32).astype(np.float64)


def tensors():
    pairs = [
        ((3, 1), (1, 4)),
        ((2, 3), (3,)),
        ((), (2, 2)),
        ((1,), (4,)),
        ((2, 1, 3), (4, 1)),
        ((5, 1), (5, 1)),
        ((1, 1), (1,)),
        ((2, 1, 1), (1, 3, 2)),
    ]
    for k, (left, right) in enumerate(pairs):
        operation = ('tensor.add', 'tensor.mul')[k % 2]
        name = f'{"x".join(map(str, left)) or "scalar"}-with-{"x".join(map(str, right))}'
        yield makeExact(
            f'{operation}/{name}',
            'Shapes are aligned at their last axes; both operands may stretch.',
            {'a': grid(200 + k, left, span=9, step=1.0), 'b': grid(220 + k, right, span=9, step=1.0)},
            seed=200 + k,
        )
    yield make(
        'tensor.div/normal', 'Elementwise quotients.', {'a': normal(210, (3, 4)), 'b': normal(211, (4,))}, seed=210
    )
    x = np.arange(24.0).reshape(2, 3, 4)
    for axes in ([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]):
        yield makeExact(
            f'tensor.permute/{"".join(map(str, axes))}',
            'Output axis k is input axis axes[k]; the inverse differs for 120 and 201.',
            {'x': x},
            {'axes': axes},
        )
    yield makeExact(
        'tensor.permute/heads',
        'Heads before positions: [b, s, h, e] to [b, h, s, e].',
        {'x': x.reshape(1, 2, 3, 4)},
        {'axes': [0, 2, 1, 3]},
    )
    yield makeExact(
        'tensor.reshape/heads',
        'Splits the last axis: the order in memory stays.',
        {'x': x},
        {'shape': [2, 3, 2, 2]},
    )
    yield makeExact('tensor.reshape/scalar', 'One element as a scalar.', {'x': exact([[7]])}, {'shape': []})
    yield makeExact('tensor.broadcastTo/row', 'A row repeated downwards.', {'x': exact([1, 2, 3])}, {'shape': [2, 3]})
    yield makeExact(
        'tensor.broadcastTo/column',
        'A column repeated sideways and over a new axis.',
        {'x': exact([[1], [2]])},
        {'shape': [2, 2, 3]},
    )
    for name, axes, keepdims in (('all', None, False), ('first-kept', [0], True), ('first-and-last', [0, 2], False)):
        yield makeExact(
            f'tensor.max/{name}',
            'All negative, so that a start at 0 shows.',
            {'x': -1 - abs(grid(230, (2, 3, 4)))},
            {'axes': axes, 'keepdims': keepdims},
            seed=230,
        )
    yield make(
        'tensor.sum/normal',
        'Cancelling terms along the first axis.',
        {'x': normal(231, (40, 3))},
        {'axes': [0]},
        seed=231,
    )


def products():
    yield make(
        'linalg.matmul/normal-20',
        'Above the tile of a small kernel in no direction by the same amount.',
        {'a': normal(240, (17, 20)), 'b': normal(241, (20, 13))},
        seed=240,
    )
    yield makeExact(
        'linalg.matmul/batch-broadcast',
        'Batches 2 by 1 and 3 meet as 2 by 3.',
        {'a': grid(242, (2, 1, 3, 4), span=9, step=1.0), 'b': grid(243, (3, 4, 2), span=9, step=1.0)},
        seed=242,
    )
    yield makeExact(
        'linalg.matmul/batch-transposed',
        'The flags swap the last two axes of every member.',
        {'a': grid(244, (2, 4, 3), span=9, step=1.0), 'b': grid(245, (2, 5, 4), span=9, step=1.0)},
        {'transposeA': True, 'transposeB': True},
        seed=244,
    )
    yield make('linalg.dot/normal-100', 'A hundred terms.', {'a': normal(246, 100), 'b': normal(247, 100)}, seed=246)
    yield make(
        'linalg.outer/normal', 'Every product rounded once.', {'a': normal(248, 5), 'b': normal(249, 3)}, seed=248
    )
    yield makeExact(
        'multilinear.kron/rectangular',
        'm p by n q, from 2 by 3 and 3 by 1.',
        {'a': grid(250, (2, 3), span=9, step=1.0), 'b': grid(251, (3, 1), span=9, step=1.0)},
        seed=250,
    )
    yield make(
        'linalg.spectralNorm/normal-batch',
        'One norm for each of two matrices.',
        {'a': normal(252, (2, 6, 4))},
        seed=252,
    )


def decompositions():
    a, tall, wide = normal(260, (8, 8)), normal(261, (9, 5)), normal(262, (5, 9))
    definite = np.round(a @ a.T * 64) / 64 + np.eye(8)
    even = np.round((a + a.T) * 64) / 64
    yield make(
        'decompositions.lu/normal-8', 'Partial pivoting on a Gaussian matrix.', {'a': a}, source='scipy', seed=260
    )
    yield make(
        'decompositions.solve/normal-8-3', 'Three right-hand sides.', {'a': a, 'b': normal(263, (8, 3))}, seed=260
    )
    yield make('decompositions.inv/normal-8', 'A Gaussian matrix.', {'a': a}, seed=260)
    yield make('decompositions.det/normal-8', 'A Gaussian matrix.', {'a': a}, seed=260)
    yield make('decompositions.cholesky/normal-8', 'A symmetric positive definite matrix.', {'a': definite}, seed=260)
    yield make(
        'decompositions.triangularSolve/normal-batch',
        'A batch of lower systems against one right-hand side.',
        {'t': normal(264, (2, 4, 4)) + 3 * np.eye(4), 'b': normal(265, (4, 2))},
        source='scipy',
        seed=264,
    )
    for name, x in (('tall-9-5', tall), ('wide-5-9', wide), ('square-8', a)):
        yield make(
            f'decompositions.qr/normal-{name}',
            'Reduced factors.',
            {'a': x},
            source='scipy',
            seed=260,
            upTo={'q': 'column signs', 'r': 'row signs'},
        )
        yield make(f'decompositions.svd/normal-{name}', 'Singular values.', {'a': x}, outputs=['s'], seed=260)
    yield make(
        'decompositions.svd/normal-vectors-5-9',
        'Vectors of a wide matrix: V is 9 by 5.',
        {'a': wide},
        seed=262,
        upTo={'u': 'column signs', 'v': 'column signs'},
    )
    yield make('decompositions.pinv/normal-9-5', 'Full column rank.', {'a': tall}, seed=261)
    yield make(
        'decompositions.eigh/normal-8',
        'Values and vectors of a symmetric matrix.',
        {'a': even},
        seed=260,
        upTo={'v': 'column signs'},
    )
    yield make(
        'decompositions.eigh/normal-batch',
        'Two symmetric matrices.',
        {'a': np.stack([even[:4, :4], even[4:, 4:]])},
        outputs=['w'],
        seed=260,
    )
    yield make('multilinear.lowRankTruncate/normal-9-5', 'Rank 3 of a tall matrix.', {'a': tall}, {'rank': 3}, seed=261)


def layers():
    yield make('layers.softmax/normal', 'Gaussian logits.', {'x': 4 * normal(270, (3, 10))}, source='scipy', seed=270)
    yield make('layers.logSumExp/normal', 'Gaussian logits.', {'x': 4 * normal(271, (3, 10))}, source='scipy', seed=271)


def fixtures():
    for chapter in (tensors, products, decompositions, layers):
        yield from chapter()
