"""Elements, reductions and shapes by NumPy."""

import numpy as np

from .values import FLOATS, Unsupported, axes_of, reduction


def ascending(name):
    def guard(descending):
        if descending:
            raise Unsupported(f"{name} ascends")

    return guard


def argsort(x, axis, descending):
    ascending("numpy.argsort")(descending)
    return np.argsort(x, axis=axis, kind="stable")


def sort(x, axis, descending):
    ascending("numpy.sort")(descending)
    return np.sort(x, axis=axis, kind="stable"), np.argsort(x, axis=axis, kind="stable")


def split(x, axis, parts):
    if not isinstance(parts, list):
        return {"ys": list(np.split(x, parts, axis=axis))}
    if -x.ndim <= axis < x.ndim and (min(parts, default=0) < 0 or sum(parts) != x.shape[int(axis)]):
        raise Unsupported("places between parts cover the axis whatever they are")
    return {"ys": list(np.split(x, np.cumsum(parts)[:-1], axis=axis))}


def spread(function):
    """numpy.std and numpy.var."""
    return lambda x, axes, correction, keepdims: function(x, axis=axes_of(axes), ddof=correction, keepdims=keepdims)


def per_axis(x, *lists):
    """Numbers for every axis; NumPy documents that one is taken for all of them, and Python that slices end where the axis does."""
    if not all(isinstance(one, list) and len(one) == x.ndim for one in lists):
        raise Unsupported("a number for every axis")
    return zip(*lists, strict=True)


def pad(x, before, after, mode, value):
    # Of no axes an empty list would be one of floating-point numbers.
    widths = np.reshape(np.array(list(per_axis(x, before, after)), int if x.ndim == 0 else None), (x.ndim, 2))
    if mode == "constant":
        return np.pad(x, widths, constant_values=value)
    return np.pad(x, widths, mode={"circular": "wrap"}.get(mode, mode))


def sliced(x, starts, stops, steps):
    return x[tuple(slice(*one) for one in per_axis(x, starts, stops, steps))]


def crop(x, before, after):
    parts = list(per_axis(x, before, after, list(x.shape)))
    if any(front + back > size for front, back, size in parts):
        raise Unsupported("a slice is documented to be empty where it stops before it starts")
    return x[tuple(slice(front, size - back) for front, back, size in parts)]


def arange(start, stop, step, dtype):
    return np.arange(start, stop, step, FLOATS[dtype])


def linspace(start, stop, n, endpoint, dtype):
    return np.linspace(start, stop, n, endpoint=endpoint, dtype=FLOATS[dtype])


def mask_fill(x, mask, value):
    """numpy.copyto with `where` and numpy.putmask write into what they are given."""
    return np.where(mask, np.asarray(value, x.dtype), x)


def scatter_add(x, indices, updates, axis):
    """numpy.add.at, which writes into its first argument, is told places on every axis."""
    lines = lambda one: [size for at, size in enumerate(one.shape) if at != axis % x.ndim]
    if not -x.ndim <= axis < x.ndim or x.ndim != indices.ndim or indices.shape != updates.shape or lines(x) != lines(indices):
        raise Unsupported("numpy.add.at takes places on every axis, which there are not")
    places = list(np.indices(indices.shape, sparse=True))
    places[axis] = indices
    y = x.copy()
    np.add.at(y, tuple(places), updates)
    return y


def diag_embed(v, k):
    if v.ndim != 1:
        raise Unsupported("of matrices numpy.diag is documented to give their diagonals")
    return np.diag(v, k)


def tiled(x, reps):
    if len(reps) != x.ndim:
        raise Unsupported("numpy.tile is documented to take more or fewer repetitions than axes")
    return np.tile(x, reps)


TENSORS = {
    "tensor.abs": lambda x: np.abs(x),
    "tensor.acos": lambda x: np.arccos(x),
    "tensor.acosh": lambda x: np.arccosh(x),
    "tensor.add": lambda a, b: np.add(a, b),
    "tensor.all": reduction(np.all),
    "tensor.any": reduction(np.any),
    "tensor.arange": arange,
    "tensor.argmax": lambda x, axis, keepdims: np.argmax(x, axis=axis, keepdims=keepdims),
    "tensor.argmin": lambda x, axis, keepdims: np.argmin(x, axis=axis, keepdims=keepdims),
    "tensor.argsort": argsort,
    "tensor.asin": lambda x: np.arcsin(x),
    "tensor.asinh": lambda x: np.arcsinh(x),
    "tensor.atan": lambda x: np.arctan(x),
    "tensor.atanh": lambda x: np.arctanh(x),
    "tensor.atan2": lambda y, x: np.arctan2(y, x),
    "tensor.broadcastTo": lambda x, shape: np.broadcast_to(x, shape),
    "tensor.ceil": lambda x: np.ceil(x),
    "tensor.clip": lambda x, min, max: np.clip(x, min, max),
    "tensor.concat": lambda xs, axis: np.concatenate(xs, axis=axis),
    "tensor.copysign": lambda a, b: np.copysign(a, b),
    "tensor.cos": lambda x: np.cos(x),
    "tensor.cosh": lambda x: np.cosh(x),
    "tensor.crop": crop,
    "tensor.cumprod": lambda x, axis: np.cumprod(x, axis=axis),
    "tensor.cumsum": lambda x, axis: np.cumsum(x, axis=axis),
    "tensor.diag": lambda x, k: np.diagonal(x, k, axis1=-2, axis2=-1),
    "tensor.diagEmbed": diag_embed,
    "tensor.div": lambda a, b: np.divide(a, b),
    "tensor.equal": lambda a, b: np.equal(a, b),
    "tensor.exp": lambda x: np.exp(x),
    "tensor.expandDims": lambda x, axis: np.expand_dims(x, axis),
    "tensor.expm1": lambda x: np.expm1(x),
    "tensor.eye": lambda m, n, k, dtype: np.eye(m, n, k, FLOATS[dtype]),
    "tensor.flatten": lambda x: np.ravel(x),
    "tensor.flip": lambda x, axes: np.flip(x, axes_of(axes)),
    "tensor.floor": lambda x: np.floor(x),
    "tensor.floorDivide": lambda a, b: np.floor_divide(a, b),
    "tensor.full": lambda shape, value, dtype: np.full(shape, value, FLOATS[dtype]),
    "tensor.gather": lambda x, indices, axis: np.take_along_axis(x, indices, axis),
    "tensor.greater": lambda a, b: np.greater(a, b),
    "tensor.greaterEqual": lambda a, b: np.greater_equal(a, b),
    "tensor.hypot": lambda a, b: np.hypot(a, b),
    "tensor.indexSelect": lambda x, indices, axis: np.take(x, indices, axis=axis),
    "tensor.isfinite": lambda x: np.isfinite(x),
    "tensor.isinf": lambda x: np.isinf(x),
    "tensor.isnan": lambda x: np.isnan(x),
    "tensor.less": lambda a, b: np.less(a, b),
    "tensor.lessEqual": lambda a, b: np.less_equal(a, b),
    "tensor.linspace": linspace,
    "tensor.log": lambda x: np.log(x),
    "tensor.log10": lambda x: np.log10(x),
    "tensor.log1p": lambda x: np.log1p(x),
    "tensor.log2": lambda x: np.log2(x),
    "tensor.logicalAnd": lambda a, b: np.logical_and(a, b),
    "tensor.logicalNot": lambda x: np.logical_not(x),
    "tensor.logicalOr": lambda a, b: np.logical_or(a, b),
    "tensor.logicalXor": lambda a, b: np.logical_xor(a, b),
    "tensor.maskFill": mask_fill,
    "tensor.max": reduction(np.max),
    "tensor.maximum": lambda a, b: np.maximum(a, b),
    "tensor.mean": reduction(np.mean),
    "tensor.min": reduction(np.min),
    "tensor.minimum": lambda a, b: np.minimum(a, b),
    "tensor.moveaxis": lambda x, source, destination: np.moveaxis(x, source, destination),
    "tensor.mul": lambda a, b: np.multiply(a, b),
    "tensor.neg": lambda x: np.negative(x),
    "tensor.notEqual": lambda a, b: np.not_equal(a, b),
    "tensor.ones": lambda shape, dtype: np.ones(shape, FLOATS[dtype]),
    "tensor.pad": pad,
    "tensor.permute": lambda x, axes: np.transpose(x, axes),
    "tensor.pow": lambda a, b: np.power(a, b),
    "tensor.prod": reduction(np.prod),
    "tensor.reciprocal": lambda x: np.reciprocal(x),
    "tensor.remainder": lambda a, b: np.remainder(a, b),
    "tensor.repeat": lambda x, repeats, axis: np.repeat(x, repeats, axis=axis),
    "tensor.reshape": lambda x, shape: np.reshape(x, shape),
    "tensor.roll": lambda x, shift, axis: np.roll(x, shift, axis=axis),
    "tensor.round": lambda x: np.round(x),
    "tensor.scale": lambda x, factor: np.multiply(x, factor),
    "tensor.scatterAdd": scatter_add,
    "tensor.sign": lambda x: np.sign(x),
    "tensor.signbit": lambda x: np.signbit(x),
    "tensor.sin": lambda x: np.sin(x),
    "tensor.sinh": lambda x: np.sinh(x),
    "tensor.slice": sliced,
    "tensor.sort": sort,
    "tensor.split": split,
    "tensor.sqrt": lambda x: np.sqrt(x),
    "tensor.square": lambda x: np.square(x),
    "tensor.squeeze": lambda x, axes: np.squeeze(x, axes_of(axes)),
    "tensor.stack": lambda xs, axis: np.stack(xs, axis=axis),
    "tensor.std": spread(np.std),
    "tensor.sub": lambda a, b: np.subtract(a, b),
    "tensor.sum": reduction(np.sum),
    "tensor.swapaxes": lambda x, axis1, axis2: np.swapaxes(x, axis1, axis2),
    "tensor.take": lambda x, indices, axis: np.take(x, indices, axis=axis),
    "tensor.tan": lambda x: np.tan(x),
    "tensor.tanh": lambda x: np.tanh(x),
    "tensor.tile": tiled,
    "tensor.tril": lambda x, k: np.tril(x, k),
    "tensor.triu": lambda x, k: np.triu(x, k),
    "tensor.trunc": lambda x: np.trunc(x),
    "tensor.variance": spread(np.var),
    "tensor.where": lambda condition, a, b: np.where(condition, a, b),
    "tensor.zeros": lambda shape, dtype: np.zeros(shape, FLOATS[dtype]),
}
