"""Convolutions, patches and pooling by PyTorch."""

import torch
from torch.nn import functional as F

from .values import exactly


def called(module, parameters, *arguments):
    """The module with these parameters in the place of its own, so that gradients reach them."""
    if hasattr(torch, "func"):
        return torch.func.functional_call(module, parameters, arguments)
    return torch.nn.utils.stateless.functional_call(module, parameters, arguments)


def of_module(x, weight, bias, stride, padding, dilation, groups, mode):
    """nn.Conv1d, which alone pads with what stands at the other end."""
    o, i, k = weight.shape
    module = torch.nn.Conv1d(
        i * groups, o, k, stride, padding, dilation, groups, bias is not None, mode, dtype=x.dtype, device=x.device
    )  # fmt: skip
    return called(module, {"weight": weight} | ({} if bias is None else {"bias": bias}), x)


def conv1d(by_module):
    def run(x, weight, bias, stride, padding, dilation, groups, same, boundary):
        exactly("conv1d is documented to pad both ends by as much", padding[0] == padding[1])
        exactly("padding='same' is documented for a stride of 1, and is no number besides", not same or (stride == 1 and padding[0] == 0))
        amount = "same" if same else padding[0]
        if boundary != "zeros" or by_module:
            return of_module(x, weight, bias, stride, amount, dilation, groups, boundary)
        return F.conv1d(x, weight, bias, stride, amount, dilation, groups)

    return run


def conv2d(x, weight, bias, stride, padding, dilation, groups):
    return F.conv2d(x, weight, bias, stride, padding, dilation, groups)


def conv_transpose2d(x, weight, bias, stride, padding, dilation, groups, outputPadding):
    return F.conv_transpose2d(x, weight, bias, stride, padding, outputPadding, groups, dilation)


def depthwise(x, weight, bias, stride, padding, dilation):
    return F.conv2d(x, weight.flatten(0, 1).unsqueeze(1), bias, stride, padding, dilation, groups=weight.shape[0])


def pointwise(x, weight, bias):
    return F.conv2d(x, weight[..., None, None], bias)


def separable(x, depthwise, pointwise, bias, stride, padding, dilation):
    kernel = depthwise.flatten(0, 1).unsqueeze(1)
    between = F.conv2d(x, kernel, None, stride, padding, dilation, groups=depthwise.shape[0])
    return F.conv2d(between, pointwise[..., None, None], bias)


def max_pool2d(x, kernel, stride, padding, dilation):
    return F.max_pool2d(x, kernel, stride, padding, dilation)


def avg_pool2d(x, kernel, stride, padding, countIncludePad):
    return F.avg_pool2d(x, kernel, stride, padding, count_include_pad=countIncludePad)


CONVOLUTIONS = {
    "layers.avgPool2d": avg_pool2d,
    "layers.col2im": lambda y, size, kernel, stride, padding, dilation: F.fold(y, size, kernel, dilation, padding, stride),
    "layers.conv1d": conv1d(False),
    "layers.conv2d": conv2d,
    "layers.convTranspose2d": conv_transpose2d,
    "layers.depthwiseConv2d": depthwise,
    "layers.depthwiseSeparableConv2d": separable,
    "layers.globalAvgPool2d": lambda x: F.adaptive_avg_pool2d(x, 1).flatten(1),
    "layers.im2col": lambda x, kernel, stride, padding, dilation: F.unfold(x, kernel, dilation, padding, stride),
    "layers.maxPool2d": max_pool2d,
    "layers.pointwiseConv2d": pointwise,
}


def max_pool2d_with_places(x, kernel, stride, padding, dilation):
    values, _ = F.max_pool2d(x, kernel, stride, padding, dilation, return_indices=True)
    return values


OTHER_CONVOLUTIONS = {
    "layers.conv1d": conv1d(True),
    "layers.globalAvgPool2d": lambda x: F.avg_pool2d(x, x.shape[-2:]).flatten(1),
    "layers.maxPool2d": max_pool2d_with_places,
}
#: Of images with four axes, whose memory may have the channels last.
OF_IMAGES = [id for id in CONVOLUTIONS if id not in ("layers.conv1d", "layers.col2im")]
