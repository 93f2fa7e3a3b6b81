"""The operations of the specification that PyTorch has, each by a call of its own."""

import torch
from torch.nn import functional as F

from .matrices import matrices
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
    y = F.batch_norm(x, mean, variance, weight, bias, training, momentum, epsilon)
    return y, mean, variance


def conv2d(x, weight, bias, stride, padding, dilation, groups):
    return F.conv2d(x, weight, bias, stride, padding, dilation, groups)


def conv_transpose2d(x, weight, bias, stride, padding, dilation, groups, outputPadding):
    return F.conv_transpose2d(x, weight, bias, stride, padding, outputPadding, groups, dilation)


def dropout(x, p, training, key):
    torch.manual_seed(key)
    return F.dropout(x, p, training)


def called(module, parameters, *arguments):
    """The module with these parameters in the place of its own, so that gradients reach them."""
    if hasattr(torch, "func"):
        return torch.func.functional_call(module, parameters, arguments)
    return torch.nn.utils.stateless.functional_call(module, parameters, arguments)


def recurrent(kind, x, weightX, weightHidden, bias, states):
    """A recurrent module and its parameters; what PyTorch calls bias_hh is a second bias, and 0."""
    hidden = weightHidden.shape[-1]
    module = kind(x.shape[-1], hidden, bias=bias is not None, dtype=x.dtype, device=x.device)
    suffix = "" if isinstance(module, torch.nn.RNNCellBase) else "_l0"
    parameters = {f"weight_ih{suffix}": weightX, f"weight_hh{suffix}": weightHidden}
    if bias is not None:
        parameters |= {f"bias_ih{suffix}": bias, f"bias_hh{suffix}": torch.zeros_like(bias)}
    return module, parameters


def sequence_of(kind):
    def run(x, weightX, weightHidden, bias, states):
        module, parameters = recurrent(lambda *sizes, **more: kind(*sizes, batch_first=True, **more), x, weightX, weightHidden, bias, states)
        batch, hidden = x.shape[:-2], weightHidden.shape[-1]
        given = [torch.zeros(*batch, hidden, dtype=x.dtype, device=x.device) if one is None else one for one in states]
        given = tuple(one.unsqueeze(0) for one in given)
        return lambda x: called(module, parameters, x, given if len(given) > 1 else given[0])

    return run


def rnn(x, weightX, weightHidden, bias, initialHidden):
    return sequence_of(torch.nn.RNN)(x, weightX, weightHidden, bias, [initialHidden])(x)[0]


def lstm(x, weightX, weightHidden, bias, initialHidden, initialCell):
    run = sequence_of(torch.nn.LSTM)(x, weightX, weightHidden, bias, [initialHidden, initialCell])
    # nn.LSTM gives the last cell only: the others are the last ones of shorter sequences.
    cells = [run(x[..., : t + 1, :])[1][1].squeeze(0) for t in range(x.shape[-2])]
    return run(x)[0], torch.stack(cells, dim=-2)


def lstm_cell(x, hidden, cell, weightX, weightHidden, bias):
    module, parameters = recurrent(torch.nn.LSTMCell, x, weightX, weightHidden, bias, [hidden, cell])
    return called(module, parameters, x, (hidden, cell))


def attention(query, key, value, mask, causal):
    if causal and mask is not None:
        raise Unsupported("scaled_dot_product_attention is documented to take a mask or is_causal")
    return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)


def classified(call):
    def run(logits, target):
        if (target == -100).any():
            raise Unsupported("-100 is documented to be ignored: ignore_index")
        return call(logits, target.long())

    return run


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
    table = {
        **tensors(device),
        **matrices(driver),
        "numerics.uniform": drawn(torch.rand, device),
        "numerics.normal": drawn(torch.randn, device),
        "numerics.bernoulli": bernoulli(device),
        "numerics.haarOrthogonal": haar_orthogonal,
        "layers.batchNorm": batch_norm,
        "layers.conv2d": conv2d,
        "layers.convTranspose2d": conv_transpose2d,
        "layers.dropout": dropout,
        "layers.layerNorm": lambda x, weight, bias, epsilon: F.layer_norm(x, x.shape[-1:], weight, bias, epsilon),
        "layers.linear": lambda x, weight, bias: F.linear(x, weight, bias),
        "layers.logSumExp": lambda x: torch.logsumexp(x, -1),
        "layers.relu": lambda x: F.relu(x),
        "layers.softmax": lambda x: F.softmax(x, -1),
        "sequence.lstm": lstm,
        "sequence.lstmCell": lstm_cell,
        "sequence.rnn": rnn,
        "sequence.mergeHeads": lambda x: x.transpose(-3, -2).flatten(-2),
        "sequence.splitHeads": lambda x, heads: x.unflatten(-1, (heads, -1)).transpose(-3, -2),
        "losses.crossEntropy": classified(F.cross_entropy),
        "optimizers.adam": adam(torch.optim.Adam),
        "optimizers.adamw": adam(torch.optim.AdamW),
        "optimizers.sgd": sgd,
    }
    if hasattr(F, "scaled_dot_product_attention"):
        table["sequence.scaledDotProductAttention"] = attention
    return table
