"""The operations of the specification that PyTorch has, each by a call of its own."""

import torch
from torch.nn import functional as F

from .convolutions import CONVOLUTIONS
from .differentials import DIFFERENTIALS
from .information import INFORMATION
from .layers import LAYERS
from .losses import LOSSES
from .matrices import matrices
from .sequences import SEQUENCES
from .tensors import tensors
from .values import FLOATS, Unsupported


def generator(key, device):
    return torch.Generator(device=device).manual_seed(key)


def drawn(draw, device):
    return lambda shape, key, dtype: draw(shape, generator=generator(key, device), dtype=FLOATS[dtype], device=device)


def bernoulli(device):
    return lambda p, shape, key: torch.bernoulli(
        torch.full(shape, p, device=device), generator=generator(key, device)
    ).to(torch.int32)


def haar_orthogonal(shape, n, key, dtype):
    torch.manual_seed(key)
    # nn.init.orthogonal_ fills a matrix that is there.
    count = torch.Size(shape).numel()
    if count == 0 or n < 1:
        raise Unsupported("nn.init.orthogonal_ fills one matrix")
    made = [torch.nn.init.orthogonal_(torch.empty((n, n), dtype=FLOATS[dtype])) for _ in range(count)]
    return torch.stack(made).reshape(*shape, n, n)


def batch_norm(x, runningMean, runningVariance, weight, bias, training, momentum, epsilon):
    # Buffers: documented to be updated in place, and to have no gradient.
    if not training and runningMean.requires_grad:
        raise Unsupported("buffers have no gradient")
    if training and epsilon == 0 and torch.__version__ >= "2":
        raise Unsupported("epsilon must be positive in training: batch_norm refuses 0")
    mean, variance = runningMean.detach().clone(), runningVariance.detach().clone()
    mean.is_buffer = variance.is_buffer = training
    y = F.batch_norm(x, mean, variance, weight, bias, training, momentum, epsilon)
    return y, mean, variance


def dropout(x, p, training, key):
    torch.manual_seed(key)
    return F.dropout(x, p, training)


def stepped(optimizer, parameter, gradient, state):
    """One step from a given state; a parameter that is differentiated is no leaf, as the tests of torch.optim have it."""
    parameter = parameter.clone()
    parameter.grad = gradient.clone()
    chosen = optimizer([parameter])
    chosen.state[parameter] = {name: value.clone() for name, value in state.items()}
    chosen.step()
    kept = chosen.state[parameter]
    return parameter, *(kept[name] for name in state if name != "step")


def adam(kind, **way):
    def run(parameter, gradient, m, v, step, learningRate, beta1, beta2, epsilon, weightDecay):
        more = {"differentiable": True} if parameter.requires_grad or gradient.requires_grad else {}
        optimizer = lambda parameters: kind(
            parameters, learningRate, (beta1, beta2), epsilon, weightDecay, **way, **more
        )
        if step < 1 or step % 1:
            raise Unsupported("torch.optim counts the steps itself")
        return stepped(optimizer, parameter, gradient, {"step": torch.tensor(float(step - 1)), "exp_avg": m, "exp_avg_sq": v})

    return run


def sgd(parameter, gradient, velocity, learningRate, momentum, weightDecay, nesterov, **way):
    if momentum == 0:
        raise Unsupported("torch.optim.SGD keeps no velocity without momentum")
    more = {"differentiable": True} if parameter.requires_grad or gradient.requires_grad else {}
    optimizer = lambda parameters: torch.optim.SGD(
        parameters, learningRate, momentum, weight_decay=weightDecay, nesterov=nesterov, **way, **more
    )
    return stepped(optimizer, parameter, gradient, {"momentum_buffer": velocity})


def operations(driver=None, device="cpu"):
    """All of them; `driver` is one of torch.linalg.svd on CUDA, `device` where numbers are drawn."""
    return {
        **tensors(device),
        **matrices(driver),
        **LAYERS,
        **CONVOLUTIONS,
        **LOSSES,
        **SEQUENCES,
        **INFORMATION,
        **DIFFERENTIALS,
        "numerics.uniform": drawn(torch.rand, device),
        "numerics.normal": drawn(torch.randn, device),
        "numerics.bernoulli": bernoulli(device),
        "numerics.haarOrthogonal": haar_orthogonal,
        "layers.batchNorm": batch_norm,
        "layers.dropout": dropout,
        "layers.layerNorm": lambda x, weight, bias, epsilon: F.layer_norm(x, x.shape[-1:], weight, bias, epsilon),
        "layers.linear": lambda x, weight, bias: F.linear(x, weight, bias),
        "layers.logSumExp": lambda x: torch.logsumexp(x, -1),
        "layers.relu": lambda x: F.relu(x),
        "layers.softmax": lambda x: F.softmax(x, -1),
        "optimizers.adam": adam(torch.optim.Adam),
        "optimizers.adamw": adam(torch.optim.AdamW),
        "optimizers.sgd": sgd,
    }
