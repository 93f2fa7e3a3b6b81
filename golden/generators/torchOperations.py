"""Every operation that PyTorch has, in float64, with autograd for its gradients."""

import numpy as np
import torch
import torch.nn.functional as F


def whole(x, axes):
    return list(range(x.dim())) if axes is None else axes


def transposedIf(flag, a):
    return a.transpose(-1, -2) if flag else a


def triangularSolve(t, b, lower, transpose, unitDiagonal):
    if transpose:
        t, lower = t.transpose(-1, -2), not lower
    return torch.linalg.solve_triangular(
        t.tril() if lower else t.triu(), b, upper=not lower, unitriangular=unitDiagonal
    )


def svd(a):
    u, s, vh = torch.linalg.svd(a, full_matrices=False)
    return {'u': u, 's': s, 'v': vh.transpose(-1, -2)}


def truncate(a, rank):
    parts = svd(a)
    return (parts['u'][..., :rank] * parts['s'][..., None, :rank]) @ parts['v'][..., :rank].transpose(-1, -2)


def convolution(function):
    return lambda x, weight, bias=None, outputPadding=None, **how: {
        'y': function(x, weight, bias, **how, **({'output_padding': outputPadding} if outputPadding else {}))
    }


def optimizer(kind, state, names):
    """One step of torch.optim from a given state."""

    def step(inputs, attributes):
        parameter = torch.nn.Parameter(inputs['parameter'].clone())
        parameter.grad = inputs['gradient'].clone()
        method = kind([parameter], attributes)
        method.state[parameter] = {key: inputs[name].clone() for key, name in state.items()}
        if 'step' in attributes:
            method.state[parameter]['step'] = torch.tensor(float(attributes['step'] - 1))
        method.step()
        touched = attributes.get('momentum') != 0  # without momentum PyTorch keeps no buffer
        return {
            'nextParameter': parameter.detach(),
            **({name: method.state[parameter][key] for key, name in names.items()} if touched else {}),
        }

    return step


def sgdOf(parameters, a):
    return torch.optim.SGD(
        parameters, lr=a['learningRate'], momentum=a['momentum'], weight_decay=a['weightDecay'], nesterov=a['nesterov']
    )


def adamOf(kind):
    return lambda parameters, a: kind(
        parameters,
        lr=a['learningRate'],
        betas=(a['beta1'], a['beta2']),
        eps=a['epsilon'],
        weight_decay=a['weightDecay'],
    )


MOMENTS, NEXT_MOMENTS = {'exp_avg': 'm', 'exp_avg_sq': 'v'}, {'exp_avg': 'nextM', 'exp_avg_sq': 'nextV'}
STEPS = {
    'optimizers.sgd': optimizer(sgdOf, {'momentum_buffer': 'velocity'}, {'momentum_buffer': 'nextVelocity'}),
    'optimizers.adam': optimizer(adamOf(torch.optim.Adam), MOMENTS, NEXT_MOMENTS),
    'optimizers.adamw': optimizer(adamOf(torch.optim.AdamW), MOMENTS, NEXT_MOMENTS),
}
def attention(query, key, value, mask=None, causal=False):
    """Written out: PyTorch 1.13 has no `scaled_dot_product_attention` yet."""
    scores = query @ key.mT / query.shape[-1] ** 0.5
    scores = scores if mask is None else scores + mask
    if causal:
        scores = scores.masked_fill(~torch.ones(scores.shape[-2:], dtype=torch.bool).tril(), float('-inf'))
    return F.softmax(scores, -1) @ value


OPERATIONS = {
    'tensor.add': lambda a, b: {'c': a + b},
    'tensor.mul': lambda a, b: {'c': a * b},
    'tensor.div': lambda a, b: {'c': a / b},
    'tensor.sum': lambda x, axes, keepdims: {'y': x.sum(whole(x, axes), keepdim=keepdims)},
    'tensor.mean': lambda x, axes, keepdims: {'y': x.mean(whole(x, axes), keepdim=keepdims)},
    'tensor.max': lambda x, axes, keepdims: {'y': x.amax(whole(x, axes), keepdim=keepdims)},
    'tensor.reshape': lambda x, shape: {'y': x.reshape(shape)},
    'tensor.permute': lambda x, axes: {'y': x.permute(axes)},
    'tensor.broadcastTo': lambda x, shape: {'y': x.broadcast_to(shape)},
    'linalg.matmul': lambda a, b, transposeA, transposeB: {
        'c': transposedIf(transposeA, a) @ transposedIf(transposeB, b)
    },
    'linalg.dot': lambda a, b: {'c': a @ b},
    'linalg.outer': lambda a, b: {'c': torch.outer(a, b)},
    'linalg.spectralNorm': lambda a: {'norm': torch.linalg.matrix_norm(a, 2)},
    'decompositions.solve': lambda a, b: {
        'x': torch.linalg.solve(*((a, b) if a.dim() == b.dim() else (a, b.expand(a.shape[:-2] + b.shape[-2:]))))
    },
    'decompositions.triangularSolve': lambda t, b, **how: {'x': triangularSolve(t, b, **how)},
    'decompositions.inv': lambda a: {'x': torch.linalg.inv(a)},
    'decompositions.det': lambda a: {'d': torch.linalg.det(a)},
    'decompositions.cholesky': lambda a: {'l': torch.linalg.cholesky(a)},
    'decompositions.qr': lambda a: dict(zip(('q', 'r'), torch.linalg.qr(a))),
    'decompositions.svd': svd,
    'decompositions.pinv': lambda a: {'x': torch.linalg.pinv(a, rtol=max(a.shape[-2:]) * 2.0**-52)},
    'decompositions.eigh': lambda a: dict(zip(('w', 'v'), torch.linalg.eigh(a))),
    'multilinear.kron': lambda a, b: {'c': torch.kron(a, b)},
    'multilinear.vec': lambda a: {'x': a.T.reshape(-1)},
    'multilinear.lowRankTruncate': lambda a, rank: {'x': truncate(a, rank)},
    'layers.linear': lambda x, weight, bias=None: {'y': F.linear(x, weight, bias)},
    'layers.relu': lambda x: {'y': F.relu(x)},
    'layers.softmax': lambda x: {'y': F.softmax(x, -1)},
    'layers.logSumExp': lambda x: {'y': torch.logsumexp(x, -1)},
    'layers.layerNorm': lambda x, epsilon, weight=None, bias=None: {
        'y': F.layer_norm(x, x.shape[-1:], weight, bias, epsilon)
    },
    'layers.conv2d': convolution(F.conv2d),
    'layers.convTranspose2d': convolution(F.conv_transpose2d),
    'sequence.scaledDotProductAttention': lambda **all: {'output': attention(**all)},
    'losses.crossEntropy': lambda logits, target: {'loss': F.cross_entropy(logits, target.long())},
}


def evaluate(operation, inputs, attributes, cotangents=None):
    """PyTorch's outputs, and with `cotangents` the pair (outputs, gradients); None where it has no such operation."""
    tensors = {
        name: torch.from_numpy(np.array(value)).requires_grad_(bool(cotangents) and value.dtype.kind == 'f')
        for name, value in inputs.items()
    }
    if operation in STEPS and not cotangents:
        outputs = STEPS[operation](tensors, attributes)
    elif operation in OPERATIONS:
        outputs = OPERATIONS[operation](**tensors, **attributes)
    else:
        return None
    values = {name: np.asarray(value.detach()) for name, value in outputs.items()}
    if not cotangents:
        return values
    torch.autograd.backward([outputs[name] for name in cotangents], [torch.from_numpy(g) for g in cotangents.values()])
    return values, {name: value.grad.numpy() for name, value in tensors.items() if value.requires_grad}
