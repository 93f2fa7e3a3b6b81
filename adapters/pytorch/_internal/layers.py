"""Activations, normalisations and tables by PyTorch."""

from functools import wraps

import torch
from torch.nn import functional as F
from torch.nn.utils import fusion, parametrizations
from torch.nn.utils.spectral_norm import SpectralNorm

from .values import exactly


def of_one_batch(call):
    """A call that is documented for one batch axis before the two of x: there is one more, or several are one."""

    @wraps(call)
    def run(x, **given):
        if x.ndim == 3:
            return call(x, **given)
        batched = x.unsqueeze(0) if x.ndim < 3 else x.flatten(0, -3)
        return call(batched, **given).reshape(x.shape)

    return run


def prelu(x, weight):
    exactly(
        "prelu is documented to take one weight, or one for each channel, axis 1",
        weight.ndim < min(x.ndim + 1, 2) and (weight.numel() == 1 or (x.ndim == 2 and tuple(weight.shape) == (x.shape[1],))),
    )
    return F.prelu(x, weight)


def spectral_step(weight, u, v, training, first, epsilon):
    """The hook of nn.utils.spectral_norm, which goes on with v, or the parametrization of the same name, which goes on with u.

    Neither gives sigma: it is made as they make it."""
    if {"v": True, "u": False}[first]:
        hook, module = SpectralNorm("weight", 1, 0, epsilon), torch.nn.Module()
        module.weight_orig, module.weight_u, module.weight_v = weight, u.detach().clone(), v.detach().clone()
        y = hook.compute_weight(module, do_power_iteration=training)
        left, right = module.weight_u, module.weight_v
    else:
        m, n = weight.shape
        layer = torch.nn.Linear(n, m, bias=False, dtype=weight.dtype, device=weight.device)
        module = parametrizations.spectral_norm(layer, n_power_iterations=1, eps=epsilon, dim=0).parametrizations.weight[0]
        module.train(training)
        module._u, module._v = u.detach().clone(), v.detach().clone()
        y, left, right = module(weight), module._u, module._v
    return y, torch.dot(left, torch.mv(weight, right)), left, right


def zscore(x, correction):
    deviation, mean = torch.std_mean(x, dim=0, correction=correction)
    return (x - mean) / deviation, mean, deviation


def fold_batch_norm(weight, bias, runningMean, runningVariance, scale, shift, epsilon):
    made = fusion.fuse_linear_bn_weights(weight, bias, runningMean, runningVariance, epsilon, scale, shift)
    return tuple(one.detach() for one in made)


def fold_conv_batch_norm(weight, bias, runningMean, runningVariance, scale, shift, epsilon):
    kernel, moved = fusion.fuse_conv_bn_weights(weight[..., None, None], bias, runningMean, runningVariance, epsilon, scale, shift)
    return kernel.detach()[..., 0, 0], moved.detach()


def normalised(weight, cap):
    norm = torch.linalg.matrix_norm(weight, ord=2, keepdim=True)
    return weight / (norm.clamp(min=1) if cap else norm)


def rms_norm(x, weight, epsilon, epsilonPlace):
    exactly("rms_norm is documented to add epsilon inside the root", epsilonPlace == "inside")
    return F.rms_norm(x, x.shape[-1:], weight, epsilon)


@of_one_batch
def instance_norm(x, weight, bias, epsilon):
    return F.instance_norm(x, None, None, weight, bias, eps=epsilon)


@of_one_batch
def group_norm(x, weight, bias, groups, epsilon):
    return F.group_norm(x, groups, weight, bias, epsilon)


def embedding(weight, ids, padding):
    return F.embedding(ids, weight, None if padding == -1 else padding)


LAYERS = {
    "layers.bias": lambda x, bias: x + bias,
    "layers.embedding": embedding,
    "layers.foldBatchNorm": fold_batch_norm,
    "layers.gelu": lambda x, approximate: F.gelu(x, approximate=approximate),
    "layers.groupNorm": group_norm,
    "layers.hardThreshold": lambda x, **given: F.hardshrink(x, given["lambda"]),
    "layers.instanceNorm": instance_norm,
    "layers.leakyRelu": lambda x, slope: F.leaky_relu(x, slope),
    "layers.logSigmoid": lambda x: F.logsigmoid(x),
    "layers.logSoftmax": lambda x: F.log_softmax(x, -1),
    "layers.prelu": prelu,
    "layers.rmsNorm": rms_norm,
    "layers.sigmoid": lambda x: torch.sigmoid(x),
    "layers.silu": lambda x: F.silu(x),
    "layers.softplus": lambda x: F.softplus(x),
    "layers.spectralNormalise": normalised,
    "layers.spectralNormaliseStep": spectral_step,
    "layers.step": lambda x, atZero: torch.heaviside(x, torch.full((), atZero, dtype=x.dtype, device=x.device)),
    "layers.zscore": zscore,
    "probability.temperatureSoftmax": lambda logits, temperature: F.softmax(logits / temperature, -1),
}

def gated(x):
    """glu of x beside itself."""
    exactly("torch.cat takes no tensors without axes", x.ndim > 0)
    return F.glu(torch.cat([x, x], -1), -1)


OTHER_LAYERS = {
    "layers.foldBatchNorm": fold_conv_batch_norm,
    "layers.leakyRelu": lambda x, slope: F.rrelu(x, slope, slope, training=False),
    "layers.sigmoid": lambda x: torch.special.expit(x),
    "layers.softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
    "layers.silu": gated,
}
