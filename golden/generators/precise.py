"""Every operation at `mp.dps` decimal digits, from its definition: the truth that fixtures are checked against.

Tensors are NumPy arrays of mpf (dtype object): NumPy supplies the shapes, mpmath the arithmetic. Integer tensors stay
int32.
"""

from functools import reduce

import numpy as np
from mpmath import mp


def tensor(values):
    """An object array whatever the rank: NumPy would otherwise unwrap scalars."""
    array = np.empty(np.shape(values), dtype=object)
    array[...] = values
    return array


def lift(array):
    """The exact mpf values of a float64 array."""
    if array.dtype.kind == 'i':
        return array
    return tensor(np.frompyfunc(lambda value: mp.mpf(float(value)), 1, 1)(array))


def each(function):
    return lambda x: tensor(np.frompyfunc(function, 1, 1)(x))


exp, log, sqrt, tanh = each(mp.exp), each(mp.log), each(mp.sqrt), each(mp.tanh)


def toMatrix(a):
    return mp.matrix(a.tolist())


def fromMatrix(a):
    return tensor(a.tolist()) if isinstance(a, mp.matrix) else tensor(a)


def overBatch(function, *operands):
    """`function`, which returns a tuple, on the last two axes of the operands, over their common leading axes."""
    batch = np.broadcast_shapes(*(operand.shape[:-2] for operand in operands))
    spread = [np.broadcast_to(operand, batch + operand.shape[-2:]) for operand in operands]
    results = [function(*(operand[index] for operand in spread)) for index in np.ndindex(batch)]
    stacked = []
    for parts in zip(*results):
        parts = [part if isinstance(part, np.ndarray) else tensor(part) for part in parts]
        whole = np.empty((len(parts),) + parts[0].shape, dtype=parts[0].dtype)
        for position, part in enumerate(parts):
            whole[position] = part if part.ndim else part[()]
        stacked.append(whole.reshape(batch + parts[0].shape))
    return tuple(stacked)


def sameSigns(reference, *followers):
    """Columns times the sign of their first entry of at least half the largest magnitude; followers move along."""
    signs = []
    for column in reference.T:
        largest = max(abs(value) for value in column)
        leading = next((value for value in column if 2 * abs(value) >= largest), mp.mpf(1))
        signs.append(-1 if leading < 0 else 1)
    return tuple(part * np.array(signs, dtype=object) for part in (reference, *followers))


def eliminate(a):
    """LU with partial pivoting: permutation, unit lower L, upper U with a[permutation] = L U."""
    u, size = a.copy(), len(a)
    order, l = list(range(size)), tensor(np.zeros((size, size))) * mp.mpf(0)
    for k in range(size):
        p = max(range(k, size), key=lambda row: abs(u[row, k]))
        order[k], order[p] = order[p], order[k]
        u[[k, p]], l[[k, p]] = u[[p, k]], l[[p, k]]
        l[k, k] = mp.mpf(1)
        for row in range(k + 1, size):
            l[row, k] = u[row, k] / u[k, k]
            u[row] = u[row] - l[row, k] * u[k]
            u[row, k] = mp.mpf(0)
    return np.array(order, dtype=np.int32), l, u


def qr(a):
    """Householder on the leading min(m, n) columns; R of a wide matrix is Q^T A."""
    k = min(a.shape)
    q = fromMatrix(mp.qr(toMatrix(a[:, :k]), mode='full')[0])[:, :k]
    r = np.triu(q.T @ a)
    signs = np.array([-1 if r[i, i] < 0 else 1 for i in range(k)], dtype=object)
    return q * signs, r * signs[:, None]


def svd(a):
    if a.shape[0] < a.shape[1]:
        v, s, u = svd(a.T)
        u, v = sameSigns(u, v)
        return u, s, v
    u, s, vt = mp.svd_r(toMatrix(a))
    u, v = sameSigns(fromMatrix(u), fromMatrix(vt).T)
    return u, tensor([s[i] for i in range(len(s))]), v


def eigh(a):
    w, v = mp.eigsy(toMatrix((a + a.T) / 2))
    return tensor([w[i] for i in range(len(w))]), sameSigns(fromMatrix(v))[0]


def pinv(a):
    u, s, v = svd(a)
    tolerance = max(a.shape) * mp.mpf(2) ** -52 * s[0]
    inverse = tensor([1 / value if value > tolerance else mp.mpf(0) for value in s])
    return (v * inverse) @ u.T


def truncate(a, rank):
    u, s, v = svd(a)
    return (u[:, :rank] * s[:rank]) @ v[:, :rank].T


def cholesky(a):
    return fromMatrix(mp.cholesky(toMatrix((a + a.T) / 2)))


def triangularSolve(t, b, lower, transpose, unitDiagonal):
    t = np.tril(t) if lower else np.triu(t)
    if unitDiagonal:
        t[np.diag_indices(len(t))] = mp.mpf(1)
    return fromMatrix(mp.inverse(toMatrix(t.T if transpose else t))) @ b


def transposedIf(flag, a):
    return np.swapaxes(a, -1, -2) if flag else a


def softmax(x):
    e = exp(x)
    return e / e.sum(-1, keepdims=True)


def logSumExp(x):
    return log(exp(x).sum(-1))


def attention(query, key, value, mask=None, causal=False):
    scores = query @ np.swapaxes(key, -1, -2) / mp.sqrt(query.shape[-1])
    weights = exp(scores if mask is None else scores + mask)
    weights = np.tril(weights) if causal else weights
    return (weights / weights.sum(-1, keepdims=True)) @ value


def layerNorm(x, weight, bias, epsilon):
    centred = x - x.sum(-1, keepdims=True) / x.shape[-1]
    y = centred / sqrt((centred * centred).sum(-1, keepdims=True) / x.shape[-1] + mp.mpf(epsilon))
    return (y if weight is None else y * weight) + (0 if bias is None else bias)


def taps(coarse, kernel, fine, stride, padding, dilation):
    """Every (coarse, kernel, fine) position of a kernel that slides over the fine grid, where it does not leave it."""
    for r, s, p, q in np.ndindex(*coarse, *kernel):
        row, column = r * stride[0] + p * dilation[0] - padding[0], s * stride[1] + q * dilation[1] - padding[1]
        if 0 <= row < fine[0] and 0 <= column < fine[1]:
            yield (r, s), (p, q), (row, column)


def conv2d(x, weight, bias, stride, padding, dilation, groups):
    outputs, perGroup, *kernel = weight.shape
    size = [(x.shape[2 + i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) // stride[i] + 1 for i in (0, 1)]
    y = tensor(np.zeros((len(x), outputs, *size))) * mp.mpf(0)
    for (r, s), (p, q), (row, column) in taps(size, kernel, x.shape[2:], stride, padding, dilation):
        for o in range(outputs):
            first = o // (outputs // groups) * perGroup
            y[:, o, r, s] += x[:, first : first + perGroup, row, column] @ weight[o, :, p, q]
    return y if bias is None else y + bias[:, None, None]


def convTranspose2d(x, weight, bias, stride, padding, dilation, groups, outputPadding):
    channels, perGroup, *kernel = weight.shape
    size = [
        (x.shape[2 + i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + 1 + outputPadding[i]
        for i in (0, 1)
    ]
    y = tensor(np.zeros((len(x), perGroup * groups, *size))) * mp.mpf(0)
    for (r, s), (p, q), (row, column) in taps(x.shape[2:], kernel, size, stride, padding, dilation):
        for c in range(channels):
            first = c // (channels // groups) * perGroup
            y[:, first : first + perGroup, row, column] += x[:, c, r, s][:, None] * weight[c, :, p, q]
    return y if bias is None else y + bias[:, None, None]


def crossEntropy(logits, target):
    losses = logSumExp(logits) - logits[np.arange(len(target)), target]
    return losses.sum() / len(target)


def sgd(parameter, gradient, velocity, learningRate, momentum, weightDecay, nesterov):
    gradient = gradient + mp.mpf(weightDecay) * parameter
    velocity = mp.mpf(momentum) * velocity + gradient
    return (
        parameter - mp.mpf(learningRate) * (gradient + mp.mpf(momentum) * velocity if nesterov else velocity),
        velocity,
    )


def adam(decoupled, parameter, gradient, m, v, step, learningRate, beta1, beta2, epsilon, weightDecay):
    learningRate, beta1, beta2, epsilon, decay = map(mp.mpf, (learningRate, beta1, beta2, epsilon, weightDecay))
    if decoupled:
        parameter = parameter - learningRate * decay * parameter
    else:
        gradient = gradient + decay * parameter
    m, v = beta1 * m + (1 - beta1) * gradient, beta2 * v + (1 - beta2) * gradient * gradient
    update = m / (1 - beta1**step) / (sqrt(v / (1 - beta2**step)) + epsilon)
    return parameter - learningRate * update, m, v


def sigmoid(x):
    return 1 / (1 + exp(-x))


def lstmCell(x, hidden, cell, weightX, weightHidden, bias=0):
    """The gates are i, f, g, o: Hochreiter and Schmidhuber 1997 with the forget gate of Gers and others 2000."""
    i, f, g, o = np.split(x @ weightX.T + hidden @ weightHidden.T + bias, 4, -1)
    nextCell = sigmoid(f) * cell + sigmoid(i) * tanh(g)
    return {'nextHidden': sigmoid(o) * tanh(nextCell), 'nextCell': nextCell}


def convolve(a, b):
    terms = lambda k: (a[i] * b[k - i] for i in range(len(a)) if 0 <= k - i < len(b))
    return np.array([sum(terms(k)) for k in range(len(a) + len(b) - 1)])


def splitHeads(x, heads):
    return np.swapaxes(x.reshape(x.shape[:-1] + (heads, -1)), -2, -3)


def mergeHeads(x):
    turned = np.swapaxes(x, -2, -3)
    return turned.reshape(turned.shape[:-2] + (-1,))


def split(x, axis, parts):
    pieces = np.split(x, parts if isinstance(parts, int) else np.cumsum(parts)[:-1], axis)
    return {f'ys.{k}': piece for k, piece in enumerate(pieces)}


def cpReconstruct(weights, factors):
    term = lambda k, weight: reduce(np.multiply.outer, [factor[:, k] for factor in factors], weight)
    return sum(term(k, weight) for k, weight in enumerate(weights))


def axesOf(axes):
    return None if axes is None else tuple(axes)


def mean(x, axes, keepdims):
    total = tensor(x.sum(axesOf(axes), keepdims=keepdims))
    return total / (x.size // total.size)


OPERATIONS = {
    'tensor.concat': lambda axis, **xs: {'y': np.concatenate(list(xs.values()), axis)},
    'tensor.stack': lambda axis, **xs: {'y': np.stack(list(xs.values()), axis)},
    'tensor.split': split,
    'tensor.add': lambda a, b: {'c': a + b},
    'tensor.mul': lambda a, b: {'c': a * b},
    'tensor.div': lambda a, b: {'c': a / b},
    'tensor.sum': lambda x, axes, keepdims: {'y': x.sum(axesOf(axes), keepdims=keepdims)},
    'tensor.mean': lambda x, axes, keepdims: {'y': mean(x, axes, keepdims)},
    'tensor.max': lambda x, axes, keepdims: {'y': x.max(axesOf(axes), keepdims=keepdims)},
    'tensor.reshape': lambda x, shape: {'y': x.reshape(shape)},
    'tensor.permute': lambda x, axes: {'y': x.transpose(axes)},
    'tensor.broadcastTo': lambda x, shape: {'y': np.broadcast_to(x, shape)},
    'linalg.matmul': lambda a, b, transposeA, transposeB: {
        'c': transposedIf(transposeA, a) @ transposedIf(transposeB, b)
    },
    'linalg.dot': lambda a, b: {'c': (a * b).sum()},
    'linalg.convolve': lambda a, b: {'c': convolve(a, b)},
    'linalg.outer': lambda a, b: {'c': a[:, None] * b},
    'linalg.frobeniusNorm': lambda a: {'norm': sqrt((a * a).sum((-2, -1)))},
    'linalg.spectralNorm': lambda a: {'norm': overBatch(lambda x: (svd(x)[1][0],), a)[0]},
    'decompositions.lu': lambda a: dict(zip(('permutation', 'l', 'u'), overBatch(eliminate, a))),
    'decompositions.solve': lambda a, b: {
        'x': overBatch(lambda p, q: (fromMatrix(mp.inverse(toMatrix(p))) @ q,), a, b)[0]
    },
    'decompositions.triangularSolve': lambda t, b, **how: {
        'x': overBatch(lambda p, q: (triangularSolve(p, q, **how),), t, b)[0]
    },
    'decompositions.inv': lambda a: {'x': overBatch(lambda p: (fromMatrix(mp.inverse(toMatrix(p))),), a)[0]},
    'decompositions.det': lambda a: {'d': overBatch(lambda p: (mp.det(toMatrix(p)),), a)[0]},
    'decompositions.cholesky': lambda a: {'l': overBatch(lambda p: (cholesky(p),), a)[0]},
    'decompositions.qr': lambda a: dict(zip(('q', 'r'), overBatch(qr, a))),
    'decompositions.svd': lambda a: dict(zip(('u', 's', 'v'), overBatch(svd, a))),
    'decompositions.pinv': lambda a: {'x': overBatch(lambda p: (pinv(p),), a)[0]},
    'decompositions.eigh': lambda a: dict(zip(('w', 'v'), overBatch(eigh, a))),
    'multilinear.cpReconstruct': lambda weights, **factors: {'x': cpReconstruct(weights, list(factors.values()))},
    'multilinear.kron': lambda a, b: {'c': np.kron(a, b)},
    'multilinear.vec': lambda a: {'x': a.T.reshape(-1)},
    'multilinear.lowRankTruncate': lambda a, rank: {'x': overBatch(lambda p: (truncate(p, rank),), a)[0]},
    'layers.linear': lambda x, weight, bias=None: {'y': x @ weight.T + (0 if bias is None else bias)},
    'layers.relu': lambda x: {'y': np.maximum(x, mp.mpf(0))},
    'layers.softmax': lambda x: {'y': softmax(x)},
    'layers.logSumExp': lambda x: {'y': logSumExp(x)},
    'layers.layerNorm': lambda x, epsilon, weight=None, bias=None: {'y': layerNorm(x, weight, bias, epsilon)},
    'layers.conv2d': lambda x, weight, bias=None, **how: {'y': conv2d(x, weight, bias, **how)},
    'layers.convTranspose2d': lambda x, weight, bias=None, **how: {'y': convTranspose2d(x, weight, bias, **how)},
    'sequence.lstmCell': lstmCell,
    'sequence.splitHeads': lambda x, heads: {'y': splitHeads(x, heads)},
    'sequence.mergeHeads': lambda x: {'y': mergeHeads(x)},
    'sequence.scaledDotProductAttention': lambda **all: {'output': attention(**all)},
    'losses.crossEntropy': lambda logits, target: {'loss': crossEntropy(logits, target)},
    'optimizers.sgd': lambda **all: dict(zip(('nextParameter', 'nextVelocity'), sgd(**all))),
    'optimizers.adam': lambda **all: dict(zip(('nextParameter', 'nextM', 'nextV'), adam(False, **all))),
    'optimizers.adamw': lambda **all: dict(zip(('nextParameter', 'nextM', 'nextV'), adam(True, **all))),
}


def evaluate(operation, inputs, attributes):
    """The outputs of `operation` on float64 (or already lifted) inputs, as arrays of mpf."""
    given = {name: np.asarray(value) for name, value in inputs.items()}
    lifted = {name: lift(value) if value.dtype != object else value for name, value in given.items()}
    outputs = OPERATIONS[operation](**lifted, **attributes)
    return {
        name: value if isinstance(value, np.ndarray) and value.dtype == np.int32 else tensor(value)
        for name, value in outputs.items()
    }


def jacobian(operation, inputs, attributes, outputs):
    """For every float input, the array of d(outputs) / d(element), by central differences h = 10^(-dps/3).

    Their error is about h^2 relative, so two thirds of the digits are right.
    """
    h = mp.mpf(10) ** (-mp.dps // 3)
    lifted = {name: lift(value) for name, value in inputs.items()}
    slopes = {}
    for name, value in lifted.items():
        if value.dtype != object:
            continue
        slopes[name] = [None] * value.size
        for position, index in enumerate(np.ndindex(value.shape)):
            sides = []
            for sign in (1, -1):
                moved = value.copy()
                moved[index] += sign * h
                sides.append(evaluate(operation, {**lifted, name: moved}, attributes))
            slopes[name][position] = {key: (sides[0][key] - sides[1][key]) / (2 * h) for key in outputs}
    return slopes


def pullback(slopes, inputs, cotangents, magnitude=lambda x: x):
    """J^T g for the given cotangents; with `magnitude = abs`, |J|^T |g|: the size of what cancelled."""
    gradients = {}
    for name, columns in slopes.items():
        sums = [
            sum(tensor(magnitude(lift(g)) * magnitude(column[key])).sum() for key, g in cotangents.items())
            for column in columns
        ]
        gradients[name] = tensor(np.array(sums, dtype=object).reshape(inputs[name].shape))
    return gradients
