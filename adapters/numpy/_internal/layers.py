"""Activations, normalisation, convolutions, pooling and losses by functions of NumPy and SciPy."""

import numpy as np
import scipy.linalg
import scipy.signal
import scipy.special
import scipy.stats
from numpy.lib.stride_tricks import sliding_window_view

from .values import Unsupported, of_axes


def zscore(x, correction):
    return scipy.stats.zscore(x, axis=0, ddof=correction), np.mean(x, axis=0), np.std(x, axis=0, ddof=correction)


def gelu(x, approximate):
    if approximate == "tanh":
        raise Unsupported("scipy.special.ndtr is the distribution function itself")
    return x * scipy.special.ndtr(x)


def embedding(weight, ids, padding):
    if padding != -1:
        raise Unsupported("numpy.take has no row of padding, which gradients alone know")
    return np.take(weight, ids, axis=0)


def correlation(method, stride, dilation, groups, padded, weight, bias):
    """Correlation over channels and pixels; where nothing overlaps in full SciPy is documented to take the kernel for the image."""
    if any(one != 1 for one in dilation):
        raise Unsupported("scipy.signal.correlate does not dilate")
    if len(weight) % groups:
        raise ValueError("the number of kernels must be a multiple of that of groups")
    sizes = [padded.shape[2 + axis] - weight.shape[2 + axis] + 1 for axis in range(len(stride))]
    if min(sizes) < 1:
        raise Unsupported("one of two may be the larger: 'either in1 or in2 must be at least as large as the other'")
    y = np.empty((len(padded), len(weight), *sizes), np.result_type(padded, weight))
    for at, image in enumerate(padded):
        parts = np.split(image, groups)
        for of, kernel in enumerate(weight):
            part = parts[of * groups // len(weight)]
            y[at, of] = np.squeeze(scipy.signal.correlate(part, kernel, mode="valid", method=method), 0)
    y = y[(..., *(slice(None, None, step) for step in stride))]
    if bias is not None:
        y += np.reshape(bias, (-1, *(1 for _ in stride)))
    return y


def conv1d(method):
    def convolved(x, weight, bias, stride, padding, dilation, groups, same, boundary):
        of_axes("scipy.signal.correlate", [(x, 3), (weight, 3), (bias, 1)])
        if same:
            raise Unsupported("the centre of scipy.signal.correlate in mode 'same' is another")
        around = np.pad(x, ((0, 0), (0, 0), padding), mode="wrap" if boundary == "circular" else "constant")
        return correlation(method, [stride], [dilation], groups, around, weight, bias)

    return convolved


def conv2d(method):
    def convolved(x, weight, bias, stride, padding, dilation, groups):
        of_axes("scipy.signal.correlate", [(x, 4), (weight, 4), (bias, 1)])
        around = np.pad(x, ((0, 0), (0, 0), *((one, one) for one in padding)))
        return correlation(method, stride, dilation, groups, around, weight, bias)

    return convolved


def conv_toeplitz(weight, size, stride, padding, dilation, groups, boundary):
    """A block of `scipy.linalg.convolution_matrix` for every row of a kernel, where it meets a row of an image."""
    if groups != 1 or dilation != [1, 1] or boundary != "zeros":
        raise Unsupported("scipy.linalg.convolution_matrix has no groups, does not dilate and does not go round")
    (o, i, kh, kw), (h, w), (ph, pw) = weight.shape, size, padding
    (oh, ow) = h + 2 * ph - kh + 1, w + 2 * pw - kw + 1
    if min(o, i) < 1 or min(kh, kw) < 1 or pw >= kw:
        raise Unsupported("scipy.linalg.convolution_matrix pads by less than the kernel")
    if min(oh, ow) < 1:
        raise ValueError("the kernel must fit into the padded images")

    def block(kernel, top, row):
        if not 0 <= row - top + ph < kh:
            return np.zeros((len(range(0, ow, stride[1])), w), weight.dtype)
        line = scipy.linalg.convolution_matrix(kernel[row - top + ph][::-1], w, mode="full")
        return line[kw - 1 - pw :][:ow][:: stride[1]]

    matrix = lambda kernel: np.block([[block(kernel, top, row) for row in range(h)] for top in range(0, oh, stride[0])])
    return np.block([[matrix(kernel) for kernel in kernels] for kernels in weight])


def windows(x, kernel, stride, padding, dilation, value):
    around = np.pad(x, ((0, 0), (0, 0), *((one, one) for one in padding)), constant_values=value)
    spans = tuple((size - 1) * step + 1 for size, step in zip(kernel, dilation, strict=True))
    steps = tuple(slice(None, None, one) for one in (*stride, *dilation))
    return sliding_window_view(around, spans, axis=(2, 3))[(slice(None), slice(None), *steps)]


def max_pool(x, kernel, stride, padding, dilation):
    return np.max(windows(x, kernel, stride, padding, dilation, -np.inf), axis=(-2, -1))


def avg_pool(x, kernel, stride, padding, countIncludePad):
    met = windows(x, kernel, stride, padding, [1, 1], 0)
    if countIncludePad:
        return np.mean(met, axis=(-2, -1))
    return np.mean(met, axis=(-2, -1), where=windows(np.ones(x.shape, bool), kernel, stride, padding, [1, 1], False))


def im2col(x, kernel, stride, padding, dilation):
    met = windows(x, kernel, stride, padding, dilation, 0)
    n, c, oh, ow, kh, kw = met.shape
    return np.reshape(np.transpose(met, (0, 1, 4, 5, 2, 3)), (n, c * kh * kw, oh * ow))


def causal_mask(l, s, align):
    return np.tri(l, s, {"start": 0, "end": s - l}[align], dtype=int)


def reduced(loss, reduction):
    return {"mean": np.mean, "sum": np.sum, "none": lambda one: one}[reduction](loss)


LAYERS = {
    "layers.avgPool2d": avg_pool,
    "layers.bias": lambda x, bias: np.add(x, bias),
    "layers.conv1d": conv1d("direct"),
    "layers.conv2d": conv2d("direct"),
    "layers.convToeplitz": conv_toeplitz,
    "layers.embedding": embedding,
    "layers.gelu": gelu,
    "layers.globalAvgPool2d": lambda x: np.mean(x, axis=(2, 3)),
    "layers.im2col": im2col,
    "layers.logSigmoid": lambda x: scipy.special.log_expit(x),
    "layers.logSoftmax": lambda x: scipy.special.log_softmax(x, axis=-1),
    "layers.logSumExp": lambda x: scipy.special.logsumexp(x, axis=-1),
    "layers.maxPool2d": max_pool,
    "layers.relu": lambda x: np.maximum(x, 0),
    "layers.sigmoid": lambda x: scipy.special.expit(x),
    "layers.silu": lambda x: x * scipy.special.expit(x),
    "layers.softmax": lambda x: scipy.special.softmax(x, axis=-1),
    "layers.softplus": lambda x: np.logaddexp(0, x),
    "layers.step": lambda x, atZero: np.heaviside(x, atZero),
    "layers.zscore": zscore,
    "losses.empiricalRisk": lambda losses, weight: np.average(losses, weights=weight),
    "losses.flowNegativeLogLikelihood": lambda z, logDeterminant: -(
        np.sum(scipy.stats.norm.logpdf(z), axis=-1) + logDeterminant
    ),
    "losses.huber": lambda prediction, target, delta, reduction: reduced(
        scipy.special.huber(delta, prediction - target), reduction
    ),
    "losses.logistic": lambda score, label, reduction: reduced(-scipy.special.log_expit(label * score), reduction),
    "sequence.causalMask": causal_mask,
}
