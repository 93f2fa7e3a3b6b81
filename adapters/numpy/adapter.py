"""NumPy and SciPy as tensor-laws sees them: each operation of the specification that they have, by a call of their own.

    npx tensor-laws check --exec "python3 adapters/numpy/adapter.py [--way numpy|scipy|drivers]"

Where both libraries have an operation, `numpy` takes NumPy's, `scipy` that of SciPy, which for `solve` looks at the structure of
the matrix, and `drivers` that of SciPy by the LAPACK routine that is not its default.

Conventions that they document, none of which counts as a bug:
- data types are promoted, sorting ascends, and there is no largest entry among the norms of matrices;
- `split` is told places and no sizes; of bounds of `clip` in the wrong order the upper one is the result;
- `ortho_group` draws float64, one matrix or more; SciPy refuses NaN and infinities (`check_finite`).
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import scipy
import scipy.fft
import scipy.linalg
import scipy.signal
import scipy.special
import scipy.stats

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "kits" / "python"))
from tensor_laws import Adapter, Unsupported, numpy_layouts, serve  # noqa: E402

FLOATS = {"float64": np.float64, "float32": np.float32}


def turned(matrix, flag=True):
    return np.swapaxes(matrix, -1, -2) if flag else matrix


def axes_of(axes):
    return None if axes is None else tuple(axes)


def reduction(function):
    return lambda x, axes, keepdims: function(x, axis=axes_of(axes), keepdims=keepdims)


def sort(x, axis, descending):
    if descending:
        raise Unsupported("numpy.sort ascends")
    return np.sort(x, axis=axis, kind="stable"), np.argsort(x, axis=axis, kind="stable")


def split(x, axis, parts):
    if not isinstance(parts, list):
        return {"ys": list(np.split(x, parts, axis=axis))}
    if -x.ndim <= axis < x.ndim and (min(parts, default=0) < 0 or sum(parts) != x.shape[int(axis)]):
        raise Unsupported("places between parts cover the axis whatever they are")
    return {"ys": list(np.split(x, np.cumsum(parts)[:-1], axis=axis))}


def svd(function, **options):
    def factors(a):
        u, s, vh = function(a, full_matrices=False, **options)
        return u, s, turned(vh)

    return factors


def eig(function):
    """The eigenvalues of a matrix are real arrays where all of them are real: here they are complex."""
    return lambda a: tuple(one.astype(np.result_type(one, np.complex64)) for one in function(a))


def lu(a):
    permutation, l, u = scipy.linalg.lu(a, p_indices=True)
    # P L U = A in SciPy, so that row i of L U is row permutation^-1 (i) of A.
    return np.argsort(permutation, axis=-1), l, u


def triangular_solve(t, b, lower, transpose, unitDiagonal):
    return scipy.linalg.solve_triangular(t, b, trans=int(transpose), lower=lower, unit_diagonal=unitDiagonal)


def norm(a, ord):
    if ord == "max":
        raise Unsupported("numpy.linalg.norm has no largest entry")
    return np.linalg.norm(a, ord={"1": 1, "inf": np.inf}.get(ord, ord), axis=(-2, -1))


def haar_orthogonal(shape, n, key, dtype):
    if dtype != "float64":
        raise Unsupported("scipy.stats.ortho_group draws float64")
    count = int(np.prod(shape, dtype=int))
    if count == 0:
        raise Unsupported("scipy.stats.ortho_group draws one matrix or more")
    drawn = scipy.stats.ortho_group.rvs(n, size=count, random_state=np.random.default_rng(key))
    return np.reshape(drawn, (*shape, n, n))


OPERATIONS = {
    "numerics.uniform": lambda shape, key, dtype: np.random.default_rng(key).random(shape, FLOATS[dtype]),
    "numerics.normal": lambda shape, key, dtype: np.random.default_rng(key).standard_normal(shape, FLOATS[dtype]),
    "numerics.bernoulli": lambda p, shape, key: np.asarray(np.random.default_rng(key).binomial(1, p, shape)),
    "numerics.haarOrthogonal": haar_orthogonal,
    "tensor.add": lambda a, b: np.add(a, b),
    "tensor.mul": lambda a, b: np.multiply(a, b),
    "tensor.div": lambda a, b: np.divide(a, b),
    "tensor.clip": lambda x, min, max: np.clip(x, min, max),
    "tensor.round": lambda x: np.round(x),
    "tensor.where": lambda condition, a, b: np.where(condition, a, b),
    "tensor.sum": reduction(np.sum),
    "tensor.mean": reduction(np.mean),
    "tensor.max": reduction(np.max),
    "tensor.argmax": lambda x, axis, keepdims: np.argmax(x, axis=axis, keepdims=keepdims),
    "tensor.cumsum": lambda x, axis: np.cumsum(x, axis=axis),
    "tensor.sort": sort,
    "tensor.permute": lambda x, axes: np.transpose(x, axes),
    "tensor.reshape": lambda x, shape: np.reshape(x, shape),
    "tensor.broadcastTo": lambda x, shape: np.broadcast_to(x, shape),
    "tensor.concat": lambda xs, axis: np.concatenate(xs, axis=axis),
    "tensor.stack": lambda xs, axis: np.stack(xs, axis=axis),
    "tensor.split": split,
    "linalg.matmul": lambda a, b, transposeA, transposeB: np.matmul(turned(a, transposeA), turned(b, transposeB)),
    "linalg.dot": lambda a, b: np.dot(a, b),
    "linalg.outer": lambda a, b: np.linalg.outer(a, b),
    "linalg.einsum": lambda xs, subscripts: np.einsum(subscripts, *xs),
    "linalg.convolve": lambda a, b: np.convolve(a, b),
    "linalg.dft": lambda x, inverse: np.fft.ifft(x) if inverse else np.fft.fft(x),
    "linalg.frobeniusNorm": lambda a: np.linalg.norm(a, axis=(-2, -1)),
    "linalg.spectralNorm": lambda a: np.linalg.norm(a, ord=2, axis=(-2, -1)),
    "linalg.norm": norm,
    "decompositions.cholesky": lambda a: np.linalg.cholesky(a),
    "decompositions.det": lambda a: np.linalg.det(a),
    "decompositions.eig": eig(np.linalg.eig),
    "decompositions.eigh": lambda a: tuple(np.linalg.eigh(a)),
    "decompositions.inv": lambda a: np.linalg.inv(a),
    "decompositions.lu": lu,
    "decompositions.pinv": lambda a: np.linalg.pinv(a),
    "decompositions.qr": lambda a: tuple(np.linalg.qr(a)),
    "decompositions.schur": lambda a: scipy.linalg.schur(a)[::-1],
    "decompositions.solve": lambda a, b: np.linalg.solve(a, b),
    "decompositions.svd": svd(np.linalg.svd),
    "decompositions.triangularSolve": triangular_solve,
    "multilinear.kron": lambda a, b: np.kron(a, b),
    "multilinear.vec": lambda a: np.reshape(a, -1, order="F"),
    "layers.softmax": lambda x: scipy.special.softmax(x, axis=-1),
    "layers.logSumExp": lambda x: scipy.special.logsumexp(x, axis=-1),
}

SCIPY = {
    "linalg.convolve": lambda a, b: scipy.signal.convolve(a, b, method="direct"),
    "linalg.dft": lambda x, inverse: scipy.fft.ifft(x) if inverse else scipy.fft.fft(x),
    "linalg.frobeniusNorm": lambda a: scipy.linalg.norm(a, axis=(-2, -1)),
    "linalg.spectralNorm": lambda a: scipy.linalg.norm(a, ord=2, axis=(-2, -1)),
    "decompositions.cholesky": lambda a: scipy.linalg.cholesky(a, lower=True),
    "decompositions.det": lambda a: scipy.linalg.det(a),
    "decompositions.eig": eig(scipy.linalg.eig),
    "decompositions.eigh": lambda a: scipy.linalg.eigh(a),
    "decompositions.inv": lambda a: scipy.linalg.inv(a),
    "decompositions.pinv": lambda a: scipy.linalg.pinv(a),
    "decompositions.qr": lambda a: scipy.linalg.qr(a, mode="economic"),
    "decompositions.solve": lambda a, b: scipy.linalg.solve(a, b),
    "decompositions.svd": svd(scipy.linalg.svd),
}

DRIVERS = {
    "decompositions.cholesky": lambda a: np.tril(scipy.linalg.cho_factor(a, lower=True)[0]),
    "decompositions.eigh": lambda a: scipy.linalg.eigh(a, driver="evd"),
    "decompositions.solve": lambda a, b: scipy.linalg.lu_solve(scipy.linalg.lu_factor(a), b),
    "decompositions.svd": svd(scipy.linalg.svd, lapack_driver="gesvd"),
}

WAYS = {"numpy": {}, "scipy": SCIPY, "drivers": {**SCIPY, **DRIVERS}}

parser = argparse.ArgumentParser()
parser.add_argument("--way", choices=WAYS, default="numpy")
way = parser.parse_args().way

# SciPy 1.16 applies its linear algebra to batches; earlier ones take one matrix.
BATCHES = "none" if tuple(map(int, scipy.__version__.split(".")[:2])) < (1, 16) else "leading"

# SciPy documents right-hand sides of one axis, too; `lu_factor` warns of a singular matrix, and `lu_solve` divides by 0.
SOLVE = {
    "decompositions.solve": {
        "nonfinite": "refuses",
        "batches": BATCHES,
        "beyond": ["ranks", "dtypes"],
        "refusal": "nan" if way == "drivers" else "error",
    }
}
if way == "numpy":
    SOLVE = {}

serve(
    Adapter(
        name="numpy" if way == "numpy" else f"numpy, {way}",
        version=f"{np.__version__} with scipy {scipy.__version__}",
        profile={
            "dtype": ["float64", "float32"],
            # NumPy promotes: that is documented of all of these.
            "beyond": ["dtypes"],
            "operations": {
                **{
                    id: {"nonfinite": "refuses", "batches": BATCHES}
                    for id in WAYS[way]
                    if id.startswith("decompositions.") or id.endswith("Norm")
                },
                **SOLVE,
                "decompositions.lu": {"beyond": ["dtypes", "rectangular"]},
                "linalg.convolve": {"batches": "none", "beyond": ["ranks", "dtypes"]},
                # These are documented for more or fewer axes than the specification has.
                **{
                    id: {"beyond": ["ranks", "dtypes"]}
                    for id in (
                        "linalg.dot",
                        "multilinear.kron",
                        "multilinear.vec",
                        "layers.softmax",
                        "layers.logSumExp",
                    )
                },
            },
        },
        operations={**OPERATIONS, **WAYS[way]},
        layouts=numpy_layouts,
    )
)
