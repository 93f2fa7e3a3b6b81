"""The operations of the specification that JAX has, each by a call of its own."""

import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import jax.scipy as jsp
from jax import lax

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "kits" / "python"))
from tensor_laws import Unsupported  # noqa: E402

FLOATS = {"float64": jnp.float64, "float32": jnp.float32}
#: What these say must be known where a function is compiled; the others may be numbers of the program.
STATIC = ("axis", "axes", "keepdims", "shape", "dtype", "parts", "k", "largest", "descending", "subscripts", "transposeA", "transposeB")
STATIC += ("inverse", "ord", "lower", "transpose", "unitDiagonal", "stride", "padding", "dilation", "groups", "outputPadding", "n")
STATIC += ("training", "causal", "heads", "key", "min", "max", "p", "m", "repeats", "reps", "before", "after", "mode", "starts", "stops")
STATIC += ("steps", "source", "destination", "axis1", "axis2", "correction", "start", "stop", "step", "endpoint", "exponent", "increasing")
STATIC += ("axesA", "axesB", "shift")


def turned(matrix, flag=True):
    return jnp.swapaxes(matrix, -1, -2) if flag else matrix


def axes_of(axes):
    return None if axes is None else tuple(axes)


def reduction(function):
    return lambda x, axes, keepdims: function(x, axis=axes_of(axes), keepdims=keepdims)


def key_of(key):
    return jax.random.key(key)


def needed(dtype):
    if dtype == "float64" and not jax.config.jax_enable_x64:
        raise Unsupported("float64 needs JAX_ENABLE_X64")
    return FLOATS[dtype]


def haar_orthogonal(shape, n, key, dtype):
    return jax.random.orthogonal(key_of(key), n, tuple(shape), needed(dtype))


def sort(x, axis, descending):
    return (
        jnp.sort(x, axis=axis, descending=descending, stable=True),
        jnp.argsort(x, axis=axis, descending=descending, stable=True),
    )


def topk(x, axis, k, largest):
    if not largest:
        raise Unsupported("lax.top_k has the largest")
    return tuple(lax.top_k(x, k, axis=axis))


def spread(function):
    return lambda x, axes, correction, keepdims: function(x, axis=axes_of(axes), correction=correction, keepdims=keepdims)


def pad(x, before, after, mode, value):
    widths = list(zip(before, after, strict=True))
    if mode == "constant":
        return jnp.pad(x, widths, constant_values=value)
    return jnp.pad(x, widths, mode={"circular": "wrap"}.get(mode, mode))


def sliced(x, starts, stops, steps):
    return x[tuple(slice(*one) for one in zip(starts, stops, steps, strict=True))]


def crop(x, before, after):
    return x[tuple(slice(front, size - back) for front, back, size in zip(before, after, x.shape, strict=True))]


def in_range(indices, n):
    """Documented of JAX: places that are not there are clamped, filled with NaN or dropped, without an error."""
    if indices.size and not ((indices >= -n) & (indices < n)).all():
        raise Unsupported("JAX is documented not to refuse places that are not there")


def along(call):
    """An operation whose `indices` name places on an axis of x."""

    def run(x, indices, axis):
        if -x.ndim <= axis < x.ndim:
            in_range(indices, x.shape[axis])
        return call(x, indices, axis)

    return run


def scatter_add(x, indices, updates, axis):
    """x.at[..].add takes places on every axis."""
    if not -x.ndim <= axis < x.ndim or x.ndim != indices.ndim or indices.shape != updates.shape:
        raise Unsupported("places on every axis, which there are not")
    in_range(indices, x.shape[axis])
    places = list(jnp.indices(indices.shape, sparse=True))
    places[axis] = indices
    return x.at[tuple(places)].add(updates)


def one_hot(indices, n):
    in_range(indices, n)
    if (indices < 0).any():
        raise Unsupported("jax.nn.one_hot is documented to give zeros for what is no class")
    return jax.nn.one_hot(indices, n, dtype=jnp.int32)


def diag_embed(v, k):
    if v.ndim != 1:
        raise Unsupported("of matrices jnp.diag is documented to give their diagonals")
    return jnp.diag(v, k)


def tile(x, reps):
    if len(reps) != x.ndim:
        raise Unsupported("jnp.tile is documented to take more or fewer repetitions than axes")
    return jnp.tile(x, reps)


def tensordot(a, b, axesA, axesB):
    every = lambda x, axes: list(range(x.ndim)) if axes is None else axes
    return jnp.tensordot(a, b, (every(a, axesA), every(b, axesB)))


def lstsq(a, b):
    if a.ndim != 2:
        raise Unsupported("jnp.linalg.lstsq takes one matrix")
    return jnp.linalg.lstsq(a, b)[0]


def hessenberg(a):
    h, q = jsp.linalg.hessenberg(a, calc_q=True)
    return q, h


def split(x, axis, parts):
    places = parts if isinstance(parts, int) else [sum(parts[: at + 1]) for at in range(len(parts) - 1)]
    if not isinstance(parts, int) and sum(parts) != x.shape[axis]:
        raise Unsupported("jnp.split takes places, not sizes")
    return {"ys": list(jnp.split(x, places, axis=axis))}


def norm(a, ord):
    if ord == "max":
        raise Unsupported("jnp.linalg.norm has no largest entry")
    return jnp.linalg.norm(a, ord={"1": 1, "inf": jnp.inf}.get(ord, ord), axis=(-2, -1))


def lu(a):
    permutation, l, u = jsp.linalg.lu(a)
    # A = P L U: row i of L U is that row of A whose entry in column i of P is 1.
    return jnp.argmax(permutation, axis=-2), l, u


def svd(a):
    u, s, vh = jnp.linalg.svd(a, full_matrices=False)
    return u, s, turned(vh)


def triangular_solve(t, b, lower, transpose, unitDiagonal):
    return jsp.linalg.solve_triangular(t, b, lower=lower, trans=int(transpose), unit_diagonal=unitDiagonal)


def schur(a):
    t, q = jsp.linalg.schur(a, output="real")
    return q, t


def conv2d(x, weight, bias, stride, padding, dilation, groups):
    if any(one < 0 for one in padding):
        raise Unsupported("XLA documents that negative padding removes rows and columns")
    y = lax.conv_general_dilated(
        x, weight, stride, [(one, one) for one in padding], rhs_dilation=dilation, feature_group_count=groups
    )
    return y if bias is None else y + bias[:, None, None]


def layer_norm(x, weight, bias, epsilon):
    """jax.nn has the shift and the scale to mean 0 and variance 1; what follows is a product and a sum."""
    y = jax.nn.standardize(x, axis=-1, epsilon=epsilon)
    y = y if weight is None else y * weight
    return y if bias is None else y + bias


def attention(query, key, value, mask, causal):
    """jax.nn.dot_product_attention has axes (batch, position, head, feature), and a head here."""
    if query.ndim != 3 or not query.ndim == key.ndim == value.ndim or key.shape[-1] != value.shape[-1]:
        raise Unsupported("batches of positions with one number of features")
    head = lambda x: x[:, :, None, :]
    bias = None if mask is None else (mask[:, None] if mask.ndim == 3 else mask)
    return jax.nn.dot_product_attention(head(query), head(key), head(value), bias=bias, is_causal=causal)[:, :, 0]


OPERATIONS = {
    "numerics.uniform": lambda shape, key, dtype: jax.random.uniform(key_of(key), tuple(shape), needed(dtype)),
    "numerics.normal": lambda shape, key, dtype: jax.random.normal(key_of(key), tuple(shape), needed(dtype)),
    "numerics.bernoulli": lambda p, shape, key: jax.random.bernoulli(key_of(key), p, tuple(shape)).astype(jnp.int32),
    "numerics.haarOrthogonal": haar_orthogonal,
    "tensor.abs": lambda x: jnp.abs(x),
    "tensor.acos": lambda x: jnp.arccos(x),
    "tensor.add": lambda a, b: jnp.add(a, b),
    "tensor.all": reduction(jnp.all),
    "tensor.any": reduction(jnp.any),
    "tensor.arange": lambda start, stop, step, dtype: jnp.arange(start, stop, step, needed(dtype)),
    "tensor.argmax": lambda x, axis, keepdims: jnp.argmax(x, axis=axis, keepdims=keepdims),
    "tensor.argmin": lambda x, axis, keepdims: jnp.argmin(x, axis=axis, keepdims=keepdims),
    "tensor.argsort": lambda x, axis, descending: jnp.argsort(x, axis=axis, descending=descending, stable=True),
    "tensor.asin": lambda x: jnp.arcsin(x),
    "tensor.atan": lambda x: jnp.arctan(x),
    "tensor.atan2": lambda y, x: jnp.arctan2(y, x),
    "tensor.broadcastTo": lambda x, shape: jnp.broadcast_to(x, shape),
    "tensor.ceil": lambda x: jnp.ceil(x),
    "tensor.clip": lambda x, min, max: jnp.clip(x, min, max),
    "tensor.concat": lambda xs, axis: jnp.concatenate(xs, axis=axis),
    "tensor.copysign": lambda a, b: jnp.copysign(a, b),
    "tensor.cos": lambda x: jnp.cos(x),
    "tensor.cosh": lambda x: jnp.cosh(x),
    "tensor.crop": crop,
    "tensor.cumprod": lambda x, axis: jnp.cumprod(x, axis=axis),
    "tensor.cumsum": lambda x, axis: jnp.cumsum(x, axis=axis),
    "tensor.diag": lambda x, k: jnp.diagonal(x, k, axis1=-2, axis2=-1),
    "tensor.diagEmbed": diag_embed,
    "tensor.div": lambda a, b: jnp.divide(a, b),
    "tensor.equal": lambda a, b: jnp.equal(a, b),
    "tensor.exp": lambda x: jnp.exp(x),
    "tensor.expandDims": lambda x, axis: jnp.expand_dims(x, axis),
    "tensor.expm1": lambda x: jnp.expm1(x),
    "tensor.eye": lambda m, n, k, dtype: jnp.eye(m, n, k, needed(dtype)),
    "tensor.flatten": lambda x: jnp.ravel(x),
    "tensor.flip": lambda x, axes: jnp.flip(x, axes_of(axes)),
    "tensor.floor": lambda x: jnp.floor(x),
    "tensor.floorDivide": lambda a, b: jnp.floor_divide(a, b),
    "tensor.full": lambda shape, value, dtype: jnp.full(shape, value, needed(dtype)),
    "tensor.gather": along(lambda x, indices, axis: jnp.take_along_axis(x, indices, axis)),
    "tensor.greater": lambda a, b: jnp.greater(a, b),
    "tensor.greaterEqual": lambda a, b: jnp.greater_equal(a, b),
    "tensor.hypot": lambda a, b: jnp.hypot(a, b),
    "tensor.indexSelect": along(lambda x, indices, axis: jnp.take(x, indices, axis=axis)),
    "tensor.isfinite": lambda x: jnp.isfinite(x),
    "tensor.isinf": lambda x: jnp.isinf(x),
    "tensor.isnan": lambda x: jnp.isnan(x),
    "tensor.less": lambda a, b: jnp.less(a, b),
    "tensor.lessEqual": lambda a, b: jnp.less_equal(a, b),
    "tensor.linspace": lambda start, stop, n, endpoint, dtype: jnp.linspace(start, stop, n, endpoint=endpoint, dtype=needed(dtype)),
    "tensor.log": lambda x: jnp.log(x),
    "tensor.log10": lambda x: jnp.log10(x),
    "tensor.log1p": lambda x: jnp.log1p(x),
    "tensor.log2": lambda x: jnp.log2(x),
    "tensor.logicalAnd": lambda a, b: jnp.logical_and(a, b),
    "tensor.logicalNot": lambda x: jnp.logical_not(x),
    "tensor.logicalOr": lambda a, b: jnp.logical_or(a, b),
    "tensor.logicalXor": lambda a, b: jnp.logical_xor(a, b),
    "tensor.maskFill": lambda x, mask, value: jnp.where(mask, value, x),
    "tensor.max": reduction(jnp.max),
    "tensor.maximum": lambda a, b: jnp.maximum(a, b),
    "tensor.mean": reduction(jnp.mean),
    "tensor.min": reduction(jnp.min),
    "tensor.minimum": lambda a, b: jnp.minimum(a, b),
    "tensor.moveaxis": lambda x, source, destination: jnp.moveaxis(x, source, destination),
    "tensor.mul": lambda a, b: jnp.multiply(a, b),
    "tensor.neg": lambda x: jnp.negative(x),
    "tensor.notEqual": lambda a, b: jnp.not_equal(a, b),
    "tensor.oneHot": one_hot,
    "tensor.ones": lambda shape, dtype: jnp.ones(shape, needed(dtype)),
    "tensor.pad": pad,
    "tensor.permute": lambda x, axes: jnp.transpose(x, axes),
    "tensor.pow": lambda a, b: jnp.power(a, b),
    "tensor.prod": reduction(jnp.prod),
    "tensor.reciprocal": lambda x: jnp.reciprocal(x),
    "tensor.remainder": lambda a, b: jnp.remainder(a, b),
    "tensor.repeat": lambda x, repeats, axis: jnp.repeat(x, repeats, axis=axis),
    "tensor.reshape": lambda x, shape: jnp.reshape(x, shape),
    "tensor.roll": lambda x, shift, axis: jnp.roll(x, shift, axis=axis),
    "tensor.round": lambda x: jnp.round(x),
    "tensor.scale": lambda x, factor: jnp.multiply(x, factor),
    "tensor.scatterAdd": scatter_add,
    "tensor.sign": lambda x: jnp.sign(x),
    "tensor.signbit": lambda x: jnp.signbit(x),
    "tensor.sin": lambda x: jnp.sin(x),
    "tensor.sinh": lambda x: jnp.sinh(x),
    "tensor.slice": sliced,
    "tensor.sort": sort,
    "tensor.split": split,
    "tensor.sqrt": lambda x: jnp.sqrt(x),
    "tensor.square": lambda x: jnp.square(x),
    "tensor.squeeze": lambda x, axes: jnp.squeeze(x, axes_of(axes)),
    "tensor.stack": lambda xs, axis: jnp.stack(xs, axis=axis),
    "tensor.std": spread(jnp.std),
    "tensor.sub": lambda a, b: jnp.subtract(a, b),
    "tensor.sum": reduction(jnp.sum),
    "tensor.swapaxes": lambda x, axis1, axis2: jnp.swapaxes(x, axis1, axis2),
    "tensor.take": along(lambda x, indices, axis: jnp.take(x, indices, axis=axis)),
    "tensor.tan": lambda x: jnp.tan(x),
    "tensor.tanh": lambda x: jnp.tanh(x),
    "tensor.tile": tile,
    "tensor.topk": topk,
    "tensor.tril": lambda x, k: jnp.tril(x, k),
    "tensor.triu": lambda x, k: jnp.triu(x, k),
    "tensor.trunc": lambda x: jnp.trunc(x),
    "tensor.variance": spread(jnp.var),
    "tensor.where": lambda condition, a, b: jnp.where(condition, a, b),
    "tensor.zeros": lambda shape, dtype: jnp.zeros(shape, needed(dtype)),
    "linalg.blockDiag": lambda xs: jsp.linalg.block_diag(*xs),
    "linalg.convolve": lambda a, b: jnp.convolve(a, b),
    "linalg.dft": lambda x, inverse: jnp.fft.ifft(x) if inverse else jnp.fft.fft(x),
    "linalg.dot": lambda a, b: jnp.vdot(a, b) if a.ndim != 1 else jnp.dot(a, b),
    "linalg.einsum": lambda xs, subscripts: jnp.einsum(subscripts, *xs),
    "linalg.frobeniusNorm": lambda a: jnp.linalg.norm(a, axis=(-2, -1)),
    "linalg.l1Norm": lambda x: jnp.linalg.norm(x, 1, axis=-1),
    "linalg.l2Norm": lambda x: jnp.linalg.norm(x, axis=-1),
    "linalg.lInfNorm": lambda x: jnp.linalg.norm(x, jnp.inf, axis=-1),
    "linalg.lpNorm": lambda x, p: jnp.linalg.norm(x, p, axis=-1),
    "linalg.matmul": lambda a, b, transposeA, transposeB: jnp.matmul(turned(a, transposeA), turned(b, transposeB)),
    "linalg.matrixPower": lambda a, exponent: jnp.linalg.matrix_power(a, exponent),
    "linalg.matvec": lambda a, x: jnp.matvec(a, x),
    "linalg.multiDot": lambda xs: jnp.linalg.multi_dot(xs),
    "linalg.norm": norm,
    "linalg.nuclearNorm": lambda a: jnp.linalg.norm(a, "nuc", axis=(-2, -1)),
    "linalg.outer": lambda a, b: jnp.linalg.outer(a, b),
    "linalg.spectralNorm": lambda a: jnp.linalg.norm(a, ord=2, axis=(-2, -1)),
    "linalg.tensordot": tensordot,
    "linalg.toeplitz": lambda c, r: jsp.linalg.toeplitz(c, r),
    "linalg.trace": lambda a: jnp.trace(a, axis1=-2, axis2=-1),
    "linalg.vandermonde": lambda x, n, increasing: jnp.vander(x, n, increasing),
    # The type of what JAX gives cannot depend on values: it is complex.
    "decompositions.characteristicPolynomial": lambda a: jnp.poly(a).real,
    "decompositions.cholesky": lambda a: jnp.linalg.cholesky(a),
    "decompositions.cond": lambda a: jnp.linalg.cond(a),
    "decompositions.det": lambda a: jnp.linalg.det(a),
    "decompositions.eig": lambda a: tuple(jnp.linalg.eig(a)),
    "decompositions.eigh": lambda a: tuple(jnp.linalg.eigh(a)),
    "decompositions.eigvals": lambda a: jnp.linalg.eigvals(a),
    "decompositions.eigvalsh": lambda a: jnp.linalg.eigvalsh(a),
    "decompositions.expm": lambda a: jsp.linalg.expm(a),
    "decompositions.hessenberg": hessenberg,
    "decompositions.inv": lambda a: jnp.linalg.inv(a),
    "decompositions.lstsq": lstsq,
    "decompositions.lu": lu,
    "decompositions.matrixRank": lambda a: jnp.linalg.matrix_rank(a),
    "decompositions.pinv": lambda a: jnp.linalg.pinv(a),
    "decompositions.polar": lambda a: tuple(jsp.linalg.polar(a)),
    "decompositions.qr": lambda a: tuple(jnp.linalg.qr(a)),
    "decompositions.qrComplete": lambda a: tuple(jnp.linalg.qr(a, mode="complete")),
    "decompositions.qrPivoted": lambda a: tuple(jsp.linalg.qr(a, mode="economic", pivoting=True)),
    "decompositions.schur": schur,
    "decompositions.slogdet": lambda a: tuple(jnp.linalg.slogdet(a)),
    "decompositions.solve": lambda a, b: jnp.linalg.solve(a, b),
    "decompositions.svd": svd,
    "decompositions.svdvals": lambda a: jnp.linalg.svdvals(a),
    "decompositions.triangularSolve": triangular_solve,
    "multilinear.kron": lambda a, b: jnp.kron(a, b),
    "multilinear.sylvester": lambda a, b, c: jsp.linalg.solve_sylvester(a, b, c),
    "multilinear.unvec": lambda x, m: jnp.reshape(x, (m, -1), order="F"),
    "multilinear.vec": lambda a: jnp.ravel(a, order="F"),
    "layers.conv2d": conv2d,
    "layers.layerNorm": layer_norm,
    "layers.logSumExp": lambda x: jax.nn.logsumexp(x, axis=-1),
    "layers.relu": lambda x: jax.nn.relu(x),
    "layers.softmax": lambda x: jax.nn.softmax(x, axis=-1),
    "sequence.scaledDotProductAttention": attention,
}
