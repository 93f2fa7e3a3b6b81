"""How much a backward-stable implementation may amplify rounding errors: the `condition` of a fixture, with its formula.

The error of a correct implementation is at most about c n eps condition max|output|, where n is the longest axis. For an
explicit formula the condition is that formula on absolute values over the result; for a factorisation or a solver it is
its condition number.
"""

import numpy as np
from mpmath import mp

from precise import exp, fromMatrix, lift, logSumExp, softmax, svd, toMatrix


def inverse(a):
    return fromMatrix(mp.inverse(toMatrix(a)))


def largest(a):
    return max(abs(value) for value in np.ravel(a))


def norm(a):
    return svd(a)[1][0]


def maxRowSum(a):
    return abs(a).sum(-1).max()


def worst(function, *operands):
    """The largest value of `function` over the leading axes."""
    batch = np.broadcast_shapes(*(operand.shape[:-2] for operand in operands))
    spread = [np.broadcast_to(operand, batch + operand.shape[-2:]) for operand in operands]
    return max(function(*(operand[index] for operand in spread)) for index in np.ndindex(batch))


def kappa(a):
    s = svd(a)[1]
    return s[0] / min(value for value in s if value > s[0] * mp.mpf(10) ** -12)


def leastSquares(a, b, x):
    length = lambda v: mp.sqrt((v * v).sum())
    return kappa(a) * (1 + kappa(a) * length(a @ x - b) / (norm(a) * length(x)))


def kappaMax(a):
    return maxRowSum(a) * maxRowSum(inverse(a))


def spectralGap(values):
    """The largest value over the smallest distance between two neighbours."""
    ordered = sorted(values)
    return max(abs(value) for value in values) / min(b - a for a, b in zip(ordered, ordered[1:]))


def triangular(t, b, lower, transpose, unitDiagonal):
    t = np.tril(t) if lower else np.triu(t)
    if unitDiagonal:
        t[np.diag_indices(len(t))] = mp.mpf(1)
    t = t.T if transpose else t
    x = inverse(t) @ b
    return (abs(inverse(t)) @ (abs(t) @ abs(x))).max() / abs(x).max()


def leadingColumns(a):
    """R of a wide matrix comes from the factorisation of its leading square block."""
    square = a[:, : len(a)] if a.shape[0] < a.shape[1] else a
    return kappa(square) * norm(a) / norm(square)


def truncation(a, rank):
    s = svd(a)[1]
    return 1 if rank >= len(s) else s[0] / (s[rank - 1] - s[rank])


def layerNorm(x, epsilon, weight=None, bias=None):
    centred = x - x.sum(-1, keepdims=True) / x.shape[-1]
    deviation = min(
        (row * row).sum() / len(row) + mp.mpf(epsilon) for row in centred.reshape(-1, x.shape[-1])
    ) ** mp.mpf('0.5')
    scale = 1 if weight is None else abs(weight).max()
    return scale * abs(x).max() / deviation + (0 if bias is None else abs(bias).max())


def softmaxSpread(x):
    """Each probability s inherits the rounding of its exponent, s (max - x): relative to the largest s."""
    s = softmax(x)
    return 1 + ((s * (x.max(-1, keepdims=True) - x)) / s.max(-1, keepdims=True)).max()


def logSumExpSpread(x):
    y = logSumExp(x)
    return (abs(y) + (y - x.max(-1)) + 1).max() / abs(y).max()


def gated(x, hidden, cell, weightX, weightHidden, bias=0):
    """What activations and products with the cell err by: gates have slopes of at most 1/4, tanh of at most 1."""
    activations = abs(x) @ abs(weightX).T + abs(hidden) @ abs(weightHidden).T + abs(bias)
    return (1 + largest(activations)) * (1 + largest(cell))


def attentionSpread(query, key, value, mask=None, causal=False):
    """Each weight inherits the rounding of its score and of the others' of its row: |q||k| / sqrt(d) + |mask| + max - score."""
    turned, root = np.swapaxes(key, -1, -2), mp.sqrt(query.shape[-1])
    scores, sizes = query @ turned / root, abs(query) @ abs(turned) / root
    if mask is not None:
        scores, sizes = scores + mask, sizes + abs(mask)
    errors = 1 + sizes + scores.max(-1, keepdims=True) - scores
    weights = np.tril(exp(scores)) if causal else exp(scores)
    weights = weights / weights.sum(-1, keepdims=True)
    terms = (weights * (errors + errors.max(-1, keepdims=True))) @ abs(value)
    return terms.max() / abs(weights @ value).max()


def crossEntropy(logits, target, loss):
    rows = np.arange(len(target))
    return (abs(logSumExp(logits)) + abs(logits[rows, target]) + 1).sum() / len(target) / abs(loss)


def optimizer(operation, inputs, attributes, outputs):
    """The largest, over the outputs, of the step's terms in absolute value over the result."""
    p, g = abs(inputs['parameter']), abs(inputs['gradient'])
    rate, decay = mp.mpf(attributes['learningRate']), mp.mpf(attributes['weightDecay'])
    if operation == 'optimizers.sgd':
        velocity = mp.mpf(attributes['momentum']) * abs(inputs['velocity']) + g + decay * p
        terms = {'nextParameter': p + 2 * rate * (velocity + g + decay * p), 'nextVelocity': velocity}
    else:
        beta1, beta2, step = mp.mpf(attributes['beta1']), mp.mpf(attributes['beta2']), attributes['step']
        g = g if operation == 'optimizers.adamw' else g + decay * p
        m, v = beta1 * abs(inputs['m']) + (1 - beta1) * g, beta2 * inputs['v'] + (1 - beta2) * g * g
        corrections = 1 / (1 - beta1**step) + 1 / (1 - beta2**step)
        denominator = abs(outputs['nextV'] / (1 - beta2**step)) ** mp.mpf('0.5') + mp.mpf(attributes['epsilon'])
        update = m / (1 - beta1**step) / denominator
        terms = {'nextParameter': (1 + rate * decay) * p + rate * update * corrections, 'nextM': m, 'nextV': v}
    return max(largest(terms[name]) / largest(value) for name, value in outputs.items())


def magnitudes(operation, inputs, attributes, outputs, evaluate):
    """Every explicit operation with a cancelling sum: itself on absolute values."""
    absolute = evaluate(operation, {name: abs(value) for name, value in inputs.items()}, attributes)
    # What is 0 in every term has no error.
    return max(largest(absolute[name]) / largest(value) for name, value in outputs.items() if largest(absolute[name]) != 0)


FAMILIES = {}  # of operations that have a file of their own: (value, formula) of inputs, attributes and outputs


def condition(operation, inputs, attributes, outputs, evaluate):
    """(value, formula) at the current precision, of float64 inputs and of the outputs that the fixture holds."""
    x = {name: lift(value) for name, value in inputs.items()}
    y = {name: lift(value) for name, value in outputs.items() if value.dtype.kind == 'f'}
    a = x.get('a')
    vectors = bool(set(outputs) & {'u', 'v'})
    table = {
        'linalg.frobeniusNorm': lambda: (1, '1: a norm has relative condition 1'),
        'linalg.spectralNorm': lambda: (1, '1: a norm has relative condition 1'),
        'tensor.variance': lambda: (
            mp.sqrt((x['x'] ** 2).sum() / ((x['x'] - x['x'].sum() / x['x'].size) ** 2).sum()),
            'sqrt(sum x^2 / sum (x - mean)^2) (Higham, Accuracy and Stability, section 1.9)',
        ),
        'decompositions.lu': lambda: (
            worst(lambda l, u: norm(inverse(l)) * norm(inverse(u)) * norm(abs(l) @ abs(u)), y['l'], y['u']),
            '||L^-1||_2 ||U^-1||_2 || |L||U| ||_2 (Barrlund)',
        ),
        'decompositions.solve': lambda: (worst(kappaMax, a), '||A||_inf ||A^-1||_inf'),
        'decompositions.triangularSolve': lambda: (
            worst(lambda t, b: triangular(t, b, **attributes), x['t'], x['b']),
            '|| |T^-1||T||x| ||_inf / ||x||_inf (Higham, Accuracy and Stability, section 8.2)',
        ),
        'decompositions.inv': lambda: (worst(kappaMax, a), '||A||_inf ||A^-1||_inf'),
        'decompositions.det': lambda: (worst(kappaMax, a), '||A||_inf ||A^-1||_inf'),
        'decompositions.slogdet': lambda: (worst(kappaMax, a), '||A||_inf ||A^-1||_inf'),
        'decompositions.cholesky': lambda: (worst(kappa, a), 'sigma_1 / sigma_n'),
        'decompositions.qr': lambda: (
            worst(leadingColumns, a),
            'sigma_1 / sigma_min of the leading min(m, n) columns, times ||A|| over theirs',
        ),
        'decompositions.svd': lambda: (
            (
                worst(lambda p: spectralGap(list(svd(p)[1]) + [0] * (p.shape[0] != p.shape[1])), a),
                'sigma_1 / gap of the singular values',
            )
            if vectors
            else (1, '1 (Weyl): relative to the largest singular value')
        ),
        'decompositions.eigh': lambda: (
            (
                worst(lambda p: spectralGap(list(mp.eigsy(toMatrix(p), eigvals_only=True))), a),
                '||A||_2 / gap of the eigenvalues',
            )
            if vectors
            else (1, '1 (Weyl): relative to the largest eigenvalue')
        ),
        'decompositions.lstsq': lambda: (
            leastSquares(a, x['b'], y['x']),
            'kappa (1 + kappa ||A x - b||_2 / (||A||_2 ||x||_2)) (Wedin)',
        ),
        'decompositions.pinv': lambda: (worst(kappa, a), 'sigma_1 / sigma_r'),
        'multilinear.lowRankTruncate': lambda: (
            worst(lambda p: truncation(p, attributes['rank']), a),
            'sigma_1 / (sigma_k - sigma_{k+1})',
        ),
        'layers.softplus': lambda: (1, '1: a function of one element is right to a few units in the last place'),
        'layers.softmax': lambda: (softmaxSpread(x['x']), '1 + max s_i (max x - x_i) / max s'),
        'layers.logSumExp': lambda: (logSumExpSpread(x['x']), 'max(|y| + (y - max x) + 1) / max|y|'),
        'layers.layerNorm': lambda: (
            layerNorm(**x, **attributes) / abs(y['y']).max(),
            '(max|weight| max|x| / deviation + max|bias|) / max|y|',
        ),
        'sequence.scaledDotProductAttention': lambda: (
            attentionSpread(**x, **attributes),
            'max sum_j weight (error of its score + largest of the row) |value| / max|output|',
        ),
        'sequence.lstmCell': lambda: (
            gated(**x) / min(largest(value) for value in y.values()),
            '(1 + max (|weightX| |x| + |weightHidden| |hidden| + |bias|)) (1 + max|cell|) / max|output|',
        ),
        'losses.crossEntropy': lambda: (
            crossEntropy(**x, loss=y['loss'][()]),
            'mean(|logSumExp| + |logit| + 1) / loss',
        ),
    }
    if operation.startswith('optimizers.'):
        return optimizer(operation, x, attributes, y), 'largest of (terms of the step in absolute value) / (result)'
    if operation in FAMILIES:
        return FAMILIES[operation](x, attributes, y)
    if operation in table:
        return table[operation]()
    return magnitudes(operation, x, attributes, y, evaluate), 'the definition on absolute values over the result'


def roundedUp(value):
    """Two significant digits, upwards, at least 1: the same on every machine."""
    value = max(mp.mpf(value), mp.mpf(1)) * (1 - mp.mpf(10) ** -20)
    unit = mp.mpf(10) ** (int(mp.floor(mp.log10(value))) - 1)
    return float(mp.ceil(value / unit) * unit)
