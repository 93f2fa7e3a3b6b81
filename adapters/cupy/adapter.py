"""CuPy as tensor-laws sees it: each operation of the specification that it has, by a call of its own, on the current GPU.

    npx tensor-laws check --exec "python3 adapters/cupy/adapter.py --dtype float32" --start-timeout 120

Written without a GPU at hand: it has been run with a stand-in that forwards to NumPy (test/conformance/cupy), not with CuPy itself.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

import cupy as cp
import cupyx.scipy.linalg
import cupyx.scipy.special
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "kits" / "python"))
from tensor_laws import Adapter, Unsupported, layouts_of, serve  # noqa: E402

FLOATS = {"float64": cp.float64, "float32": cp.float32}
parser = ArgumentParser(description=__doc__)
parser.add_argument("--dtype", choices=["float64", "float32", "float16"], action="append", help="of several the first is the default")
options = parser.parse_args()


def turned(matrix, flag=True):
    return cp.swapaxes(matrix, -1, -2) if flag else matrix


def axes_of(axes):
    return None if axes is None else tuple(axes)


def reduction(function):
    return lambda x, axes, keepdims: function(x, axis=axes_of(axes), keepdims=keepdims)


def drawn(method, shape, key, dtype):
    return getattr(cp.random.default_rng(key), method)(size=tuple(shape), dtype=FLOATS[dtype])


def sort(x, axis, descending):
    if descending:
        raise Unsupported("cupy.sort ascends")
    # Documented: the only kind of sort is stable.
    return cp.sort(x, axis=axis), cp.argsort(x, axis=axis)


def split(x, axis, parts):
    if isinstance(parts, int):
        return {"ys": list(cp.split(x, parts, axis=axis))}
    if sum(parts) != x.shape[axis]:
        raise Unsupported("cupy.split takes places, not sizes")
    return {"ys": list(cp.split(x, np.cumsum(parts)[:-1].tolist(), axis=axis))}


def norm(a, ord):
    if ord == "max":
        raise Unsupported("cupy.linalg.norm has no largest entry")
    return cp.linalg.norm(a, ord={"1": 1, "inf": np.inf}.get(ord, ord), axis=(-2, -1))


def svd(a):
    u, s, vh = cp.linalg.svd(a, full_matrices=False)
    return u, s, turned(vh)


def lu(a):
    if a.ndim != 2:
        raise Unsupported("cupyx.scipy.linalg.lu takes one matrix")
    permutation, l, u = cupyx.scipy.linalg.lu(a)
    # A = P L U: row i of L U is that row of A whose entry in column i of P is 1.
    return cp.argmax(permutation, axis=-2), l, u


def triangular_solve(t, b, lower, transpose, unitDiagonal):
    if t.ndim != 2 or b.ndim != 2:
        raise Unsupported("cupyx.scipy.linalg.solve_triangular takes one matrix")
    return cupyx.scipy.linalg.solve_triangular(t, b, trans=int(transpose), lower=lower, unit_diagonal=unitDiagonal)


OPERATIONS = {
    "numerics.uniform": lambda shape, key, dtype: drawn("random", shape, key, dtype),
    "numerics.normal": lambda shape, key, dtype: drawn("standard_normal", shape, key, dtype),
    "numerics.bernoulli": lambda p, shape, key: cp.random.default_rng(key).binomial(1, p, size=tuple(shape)).astype(cp.int32),
    "tensor.add": lambda a, b: cp.add(a, b),
    "tensor.mul": lambda a, b: cp.multiply(a, b),
    "tensor.div": lambda a, b: cp.divide(a, b),
    "tensor.clip": lambda x, min, max: cp.clip(x, min, max),
    "tensor.round": lambda x: cp.around(x),
    "tensor.where": lambda condition, a, b: cp.where(condition, a, b),
    "tensor.sum": reduction(cp.sum),
    "tensor.mean": reduction(cp.mean),
    "tensor.max": reduction(cp.amax),
    "tensor.argmax": lambda x, axis, keepdims: cp.argmax(x, axis=axis, keepdims=keepdims),
    "tensor.cumsum": lambda x, axis: cp.cumsum(x, axis=axis),
    "tensor.sort": sort,
    "tensor.permute": lambda x, axes: cp.transpose(x, axes),
    "tensor.reshape": lambda x, shape: cp.reshape(x, tuple(shape)),
    "tensor.broadcastTo": lambda x, shape: cp.broadcast_to(x, tuple(shape)),
    "tensor.concat": lambda xs, axis: cp.concatenate(xs, axis=axis),
    "tensor.stack": lambda xs, axis: cp.stack(xs, axis=axis),
    "tensor.split": split,
    "linalg.matmul": lambda a, b, transposeA, transposeB: cp.matmul(turned(a, transposeA), turned(b, transposeB)),
    "linalg.dot": lambda a, b: cp.dot(a, b),
    "linalg.outer": lambda a, b: cp.outer(a, b),
    "linalg.einsum": lambda xs, subscripts: cp.einsum(subscripts, *xs),
    "linalg.convolve": lambda a, b: cp.convolve(a, b),
    "linalg.dft": lambda x, inverse: cp.fft.ifft(x) if inverse else cp.fft.fft(x),
    "linalg.frobeniusNorm": lambda a: cp.linalg.norm(a, axis=(-2, -1)),
    "linalg.spectralNorm": lambda a: cp.linalg.norm(a, ord=2, axis=(-2, -1)),
    "linalg.norm": norm,
    "decompositions.cholesky": lambda a: cp.linalg.cholesky(a),
    "decompositions.det": lambda a: cp.linalg.det(a),
    "decompositions.eigh": lambda a: tuple(cp.linalg.eigh(a)),
    "decompositions.inv": lambda a: cp.linalg.inv(a),
    "decompositions.lu": lu,
    "decompositions.pinv": lambda a: cp.linalg.pinv(a, rcond=max(a.shape[-2:]) * cp.finfo(a.dtype).eps),
    "decompositions.qr": lambda a: tuple(cp.linalg.qr(a)),
    "decompositions.solve": lambda a, b: cp.linalg.solve(a, b),
    "decompositions.svd": svd,
    "decompositions.triangularSolve": triangular_solve,
    "multilinear.kron": lambda a, b: cp.kron(a, b),
    "multilinear.vec": lambda a: cp.reshape(a, -1, order="F"),
    "layers.softmax": lambda x: cupyx.scipy.special.softmax(x, axis=-1),
    "layers.logSumExp": lambda x: cupyx.scipy.special.logsumexp(x, axis=-1),
}


serve(
    Adapter(
        name="cupy",
        version=cp.__version__,
        profile={
            "dtype": options.dtype or ["float64", "float32"],
            # Documented: type promotion as NumPy's; cuSOLVER's failures are NaN unless cupyx.errstate(linalg="raise") asks for errors.
            "beyond": ["dtypes"],
            "refusal": "nan",
            # Sums by atomic additions.
            "deterministic": False,
            "operations": {
                "linalg.convolve": {"batches": "none", "beyond": ["ranks", "dtypes"]},
                **{
                    id: {"beyond": ["ranks", "dtypes"]}
                    for id in ("linalg.dot", "linalg.outer", "multilinear.kron", "multilinear.vec", "layers.softmax", "layers.logSumExp")
                },
                "decompositions.lu": {"batches": "none", "beyond": ["dtypes", "rectangular"]},
            },
        },
        operations=OPERATIONS,
        to_native=cp.asarray,
        from_native=cp.asnumpy,
        layouts=layouts_of(cp),
    )
)
