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
STATIC += ("training", "causal", "heads", "key", "min", "max", "p")


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
    "tensor.add": lambda a, b: jnp.add(a, b),
    "tensor.mul": lambda a, b: jnp.multiply(a, b),
    "tensor.div": lambda a, b: jnp.divide(a, b),
    "tensor.clip": lambda x, min, max: jnp.clip(x, min, max),
    "tensor.round": lambda x: jnp.round(x),
    "tensor.where": lambda condition, a, b: jnp.where(condition, a, b),
    "tensor.sum": reduction(jnp.sum),
    "tensor.mean": reduction(jnp.mean),
    "tensor.max": reduction(jnp.max),
    "tensor.argmax": lambda x, axis, keepdims: jnp.argmax(x, axis=axis, keepdims=keepdims),
    "tensor.cumsum": lambda x, axis: jnp.cumsum(x, axis=axis),
    "tensor.sort": sort,
    "tensor.topk": topk,
    "tensor.permute": lambda x, axes: jnp.transpose(x, axes),
    "tensor.reshape": lambda x, shape: jnp.reshape(x, shape),
    "tensor.broadcastTo": lambda x, shape: jnp.broadcast_to(x, shape),
    "tensor.concat": lambda xs, axis: jnp.concatenate(xs, axis=axis),
    "tensor.stack": lambda xs, axis: jnp.stack(xs, axis=axis),
    "tensor.split": split,
    "linalg.matmul": lambda a, b, transposeA, transposeB: jnp.matmul(turned(a, transposeA), turned(b, transposeB)),
    "linalg.dot": lambda a, b: jnp.vdot(a, b) if a.ndim != 1 else jnp.dot(a, b),
    "linalg.outer": lambda a, b: jnp.linalg.outer(a, b),
    "linalg.einsum": lambda xs, subscripts: jnp.einsum(subscripts, *xs),
    "linalg.convolve": lambda a, b: jnp.convolve(a, b),
    "linalg.dft": lambda x, inverse: jnp.fft.ifft(x) if inverse else jnp.fft.fft(x),
    "linalg.frobeniusNorm": lambda a: jnp.linalg.norm(a, axis=(-2, -1)),
    "linalg.spectralNorm": lambda a: jnp.linalg.norm(a, ord=2, axis=(-2, -1)),
    "linalg.norm": norm,
    "decompositions.cholesky": lambda a: jnp.linalg.cholesky(a),
    "decompositions.det": lambda a: jnp.linalg.det(a),
    "decompositions.eig": lambda a: tuple(jnp.linalg.eig(a)),
    "decompositions.eigh": lambda a: tuple(jnp.linalg.eigh(a)),
    "decompositions.inv": lambda a: jnp.linalg.inv(a),
    "decompositions.lu": lu,
    "decompositions.pinv": lambda a: jnp.linalg.pinv(a),
    "decompositions.qr": lambda a: tuple(jnp.linalg.qr(a)),
    "decompositions.schur": schur,
    "decompositions.solve": lambda a, b: jnp.linalg.solve(a, b),
    "decompositions.svd": svd,
    "decompositions.triangularSolve": triangular_solve,
    "multilinear.kron": lambda a, b: jnp.kron(a, b),
    "multilinear.vec": lambda a: jnp.ravel(a, order="F"),
    "layers.conv2d": conv2d,
    "layers.layerNorm": layer_norm,
    "layers.logSumExp": lambda x: jax.nn.logsumexp(x, axis=-1),
    "layers.relu": lambda x: jax.nn.relu(x),
    "layers.softmax": lambda x: jax.nn.softmax(x, axis=-1),
    "sequence.scaledDotProductAttention": attention,
}
