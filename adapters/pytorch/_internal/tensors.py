"""Elements, reductions and shapes by PyTorch."""

import torch
from torch.nn import functional as F

from .values import FLOATS, Unsupported, exactly


def every(x, axes):
    return tuple(range(x.ndim)) if axes is None else axes


def reduced(call):
    """A reduction over some axes; over none, which the way `no-axes` is about, it is over all in PyTorch."""

    def run(x, axes, keepdims):
        if axes == []:
            raise Unsupported("no axes: see the way no-axes")
        return call(x, dim=every(x, axes), keepdim=keepdims)

    return run


def broadcast_to(x, shape):
    if any(size < 0 for size in shape):
        raise Unsupported("torch.broadcast_to is expand, where -1 is documented to keep a size")
    return torch.broadcast_to(x, shape)


def clipped(call):
    def run(x, min, max):
        if min > max:
            raise Unsupported("torch.clamp is documented to give max where min is greater")
        return call(x, min=min, max=max)

    return run


def split(x, axis, parts):
    if not isinstance(parts, int):
        return {"ys": list(torch.split(x, parts, dim=axis))}
    ys = torch.tensor_split(x, parts, dim=axis)
    if x.shape[axis] % parts:
        raise Unsupported("torch.tensor_split is documented to make parts of two sizes")
    return {"ys": list(ys)}


def eye(device):
    def run(m, n, k, dtype):
        exactly("torch.eye has the main diagonal", k == 0)
        return torch.eye(m, n, dtype=FLOATS[dtype], device=device)

    return run


def linspace(device):
    def run(start, stop, n, endpoint, dtype):
        exactly("torch.linspace has its end point", endpoint)
        return torch.linspace(start, stop, n, dtype=FLOATS[dtype], device=device)

    return run


def spread(call):
    """torch.std and torch.var."""

    def run(x, axes, correction, keepdims):
        return reduced(lambda x, dim, keepdim: call(x, dim=dim, correction=correction, keepdim=keepdim))(x, axes, keepdims)

    return run


def prod(x, axes, keepdims):
    if axes is None and not keepdims:
        return torch.prod(x)
    exactly("torch.prod takes one axis, or all", axes is not None and len(axes) == 1)
    return torch.prod(x, axes[0], keepdim=keepdims)


def squeeze(x, axes):
    if axes is None:
        return torch.squeeze(x)
    longer = all(-x.ndim <= axis < x.ndim for axis in axes) and any(x.shape[axis] != 1 for axis in axes)
    exactly("torch.squeeze is documented to leave a named axis that is longer", not longer)
    return torch.squeeze(x, tuple(axes))


def gather(x, indices, axis):
    exactly("torch.gather is documented to take fewer lines of indices", alongside(x, indices, axis))
    return torch.gather(x, axis, indices.long())


def scatter_add(x, indices, updates, axis):
    exactly("torch.scatter_add is documented to take fewer lines of indices", alongside(x, indices, axis) and indices.shape == updates.shape)
    return torch.scatter_add(x, axis, indices.long(), updates)


def alongside(x, indices, axis):
    if x.ndim != indices.ndim or not -x.ndim <= axis < x.ndim:
        return True
    lines = lambda one: [size for at, size in enumerate(one.shape) if at != axis % x.ndim]
    return lines(x) == lines(indices)


def take(x, indices, axis):
    """An index, as x[:, indices]: torch.take is of the elements of all axes."""
    exactly("an axis that is there", -x.ndim <= axis < x.ndim)
    return x[(slice(None),) * (axis % x.ndim) + (indices.long(),)]


def crop(x, before, after):
    return x[tuple(slice(front, size - back) for front, back, size in zip(before, after, x.shape, strict=True))]


def sliced(x, starts, stops, steps):
    exactly("slices of PyTorch go forward", all(step > 0 for step in steps))
    return x[tuple(slice(*one) for one in zip(starts, stops, steps, strict=True))]


def pad(x, before, after, mode, value):
    if mode == "constant":
        widths = [one for pair in zip(reversed(before), reversed(after), strict=True) for one in pair]
        return F.pad(x, widths, value=value)
    axes = x.ndim - next((at for at in range(x.ndim) if before[at] or after[at]), x.ndim - 1)
    exactly("modes of F.pad are of the last three axes, behind one or two", 2 <= x.ndim <= 5 and x.ndim - 2 <= axes <= 3 and axes < x.ndim)
    axes = max(axes, x.ndim - 2, 1)
    widths = [one for at in range(1, axes + 1) for one in (before[-at], after[-at])]
    return F.pad(x, widths, mode={"edge": "replicate"}.get(mode, mode))


def tile(x, reps):
    exactly("torch.tile is documented to take fewer repetitions than axes", len(reps) == x.ndim)
    return torch.tile(x, reps)


def tensors(device):
    """By id; `device` is where those are made that are made of nothing."""
    return {
        "tensor.abs": lambda x: torch.abs(x),
        "tensor.acos": lambda x: torch.acos(x),
        "tensor.add": lambda a, b: torch.add(a, b),
        "tensor.all": reduced(torch.all),
        "tensor.any": reduced(torch.any),
        "tensor.arange": lambda start, stop, step, dtype: torch.arange(start, stop, step, dtype=FLOATS[dtype], device=device),
        "tensor.argmax": lambda x, axis, keepdims: torch.argmax(x, dim=axis, keepdim=keepdims),
        "tensor.argmin": lambda x, axis, keepdims: torch.argmin(x, dim=axis, keepdim=keepdims),
        "tensor.argsort": lambda x, axis, descending: torch.argsort(x, dim=axis, descending=descending, stable=True),
        "tensor.asin": lambda x: torch.asin(x),
        "tensor.atan": lambda x: torch.atan(x),
        "tensor.atan2": lambda y, x: torch.atan2(y, x),
        "tensor.broadcastTo": broadcast_to,
        "tensor.ceil": lambda x: torch.ceil(x),
        "tensor.chunk": lambda x, chunks, axis: {"ys": list(torch.chunk(x, chunks, dim=axis))},
        "tensor.clip": clipped(torch.clamp),
        "tensor.concat": lambda xs, axis: torch.cat(xs, dim=axis),
        "tensor.copysign": lambda a, b: torch.copysign(a, b),
        "tensor.cos": lambda x: torch.cos(x),
        "tensor.cosh": lambda x: torch.cosh(x),
        "tensor.crop": crop,
        "tensor.cumprod": lambda x, axis: torch.cumprod(x, dim=axis),
        "tensor.cumsum": lambda x, axis: torch.cumsum(x, dim=axis),
        "tensor.diag": lambda x, k: torch.diagonal(x, k, dim1=-2, dim2=-1),
        "tensor.diagEmbed": lambda v, k: torch.diag_embed(v, k),
        "tensor.div": lambda a, b: torch.div(a, b),
        "tensor.equal": lambda a, b: torch.eq(a, b),
        "tensor.exp": lambda x: torch.exp(x),
        "tensor.expandDims": lambda x, axis: torch.unsqueeze(x, axis),
        "tensor.expm1": lambda x: torch.expm1(x),
        "tensor.eye": eye(device),
        "tensor.flatten": lambda x: torch.flatten(x),
        "tensor.flip": lambda x, axes: torch.flip(x, every(x, axes)),
        "tensor.floor": lambda x: torch.floor(x),
        "tensor.floorDivide": lambda a, b: torch.floor_divide(a, b),
        "tensor.full": lambda shape, value, dtype: torch.full(shape, value, dtype=FLOATS[dtype], device=device),
        "tensor.gather": gather,
        "tensor.greater": lambda a, b: torch.gt(a, b),
        "tensor.greaterEqual": lambda a, b: torch.ge(a, b),
        "tensor.hypot": lambda a, b: torch.hypot(a, b),
        "tensor.indexSelect": lambda x, indices, axis: torch.index_select(x, axis, indices),
        "tensor.isfinite": lambda x: torch.isfinite(x),
        "tensor.isinf": lambda x: torch.isinf(x),
        "tensor.isnan": lambda x: torch.isnan(x),
        "tensor.less": lambda a, b: torch.lt(a, b),
        "tensor.lessEqual": lambda a, b: torch.le(a, b),
        "tensor.linspace": linspace(device),
        "tensor.log": lambda x: torch.log(x),
        "tensor.log10": lambda x: torch.log10(x),
        "tensor.log1p": lambda x: torch.log1p(x),
        "tensor.log2": lambda x: torch.log2(x),
        "tensor.logicalAnd": lambda a, b: torch.logical_and(a, b),
        "tensor.logicalNot": lambda x: torch.logical_not(x),
        "tensor.logicalOr": lambda a, b: torch.logical_or(a, b),
        "tensor.logicalXor": lambda a, b: torch.logical_xor(a, b),
        "tensor.maskFill": lambda x, mask, value: torch.masked_fill(x, mask.bool(), value),
        "tensor.max": reduced(torch.amax),
        "tensor.maximum": lambda a, b: torch.maximum(a, b),
        "tensor.mean": reduced(torch.mean),
        "tensor.min": reduced(torch.amin),
        "tensor.minimum": lambda a, b: torch.minimum(a, b),
        "tensor.moveaxis": lambda x, source, destination: torch.movedim(x, source, destination),
        "tensor.mul": lambda a, b: torch.mul(a, b),
        "tensor.neg": lambda x: torch.neg(x),
        "tensor.notEqual": lambda a, b: torch.ne(a, b),
        "tensor.oneHot": lambda indices, n: F.one_hot(indices.long(), n),
        "tensor.ones": lambda shape, dtype: torch.ones(shape, dtype=FLOATS[dtype], device=device),
        "tensor.pad": pad,
        "tensor.permute": lambda x, axes: torch.permute(x, axes),
        "tensor.pow": lambda a, b: torch.pow(a, b),
        "tensor.prod": prod,
        "tensor.reciprocal": lambda x: torch.reciprocal(x),
        "tensor.remainder": lambda a, b: torch.remainder(a, b),
        "tensor.repeat": lambda x, repeats, axis: torch.repeat_interleave(x, repeats, dim=axis),
        "tensor.reshape": lambda x, shape: torch.reshape(x, shape),
        "tensor.roll": lambda x, shift, axis: torch.roll(x, shift, axis),
        "tensor.round": lambda x: torch.round(x),
        "tensor.scale": lambda x, factor: torch.mul(x, factor),
        "tensor.scatterAdd": scatter_add,
        "tensor.sign": lambda x: torch.sign(x),
        "tensor.signbit": lambda x: torch.signbit(x),
        "tensor.sin": lambda x: torch.sin(x),
        "tensor.sinh": lambda x: torch.sinh(x),
        "tensor.slice": sliced,
        "tensor.sort": lambda x, axis, descending: tuple(torch.sort(x, dim=axis, descending=descending, stable=True)),
        "tensor.split": split,
        "tensor.sqrt": lambda x: torch.sqrt(x),
        "tensor.square": lambda x: torch.square(x),
        "tensor.squeeze": squeeze,
        "tensor.stack": lambda xs, axis: torch.stack(xs, dim=axis),
        "tensor.std": spread(torch.std),
        "tensor.sub": lambda a, b: torch.sub(a, b),
        "tensor.sum": reduced(torch.sum),
        "tensor.sumToShape": lambda x, shape: x.sum_to_size(shape),
        "tensor.swapaxes": lambda x, axis1, axis2: torch.swapaxes(x, axis1, axis2),
        "tensor.take": take,
        "tensor.tan": lambda x: torch.tan(x),
        "tensor.tanh": lambda x: torch.tanh(x),
        "tensor.tile": tile,
        "tensor.topk": lambda x, axis, k, largest: tuple(torch.topk(x, k, dim=axis, largest=largest)),
        "tensor.tril": lambda x, k: torch.tril(x, k),
        "tensor.triu": lambda x, k: torch.triu(x, k),
        "tensor.trunc": lambda x: torch.trunc(x),
        "tensor.variance": spread(torch.var),
        "tensor.where": lambda condition, a, b: torch.where(condition.bool(), a, b),
        "tensor.zeros": lambda shape, dtype: torch.zeros(shape, dtype=FLOATS[dtype], device=device),
    }
