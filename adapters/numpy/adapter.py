"""NumPy and SciPy as tensor-laws sees them: each operation of the specification that they have, by a call of their own.

    npx tensor-laws check --exec "python3 adapters/numpy/adapter.py [--way numpy|scipy|drivers]"

Where both libraries have an operation, `numpy` takes NumPy's, `scipy` that of SciPy, which for `solve` looks at the structure of
the matrix, and `drivers` that of SciPy by the LAPACK routine that is not its default.

Conventions that they document, none of which counts as a bug:
- data types are promoted, sorting ascends, and there is no largest entry among the norms of matrices;
- `split` is told places and no sizes; of bounds of `clip` in the wrong order the upper one is the result;
- `numpy.tile` and `numpy.diag` mean something else by more or fewer axes, and places counted from the end are taken;
- `ortho_group` draws float64, one matrix or more; SciPy refuses NaN and infinities (`check_finite`).
"""

import argparse

import numpy as np
import scipy
import scipy.special
import scipy.stats
from _internal.matrices import DRIVERS, MATRICES, SCIPY
from _internal.tensors import TENSORS
from _internal.values import FLOATS, Unsupported

from tensor_laws import Adapter, numpy_layouts, serve


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
    **TENSORS,
    **MATRICES,
    "layers.softmax": lambda x: scipy.special.softmax(x, axis=-1),
    "layers.logSumExp": lambda x: scipy.special.logsumexp(x, axis=-1),
}

WAYS = {"numpy": {}, "scipy": SCIPY, "drivers": {**SCIPY, **DRIVERS}}

parser = argparse.ArgumentParser()
parser.add_argument("--way", choices=WAYS, default="numpy")
way = parser.parse_args().way

# SciPy 1.16 applies its linear algebra to batches; earlier ones take one matrix.
BATCHES = "none" if tuple(map(int, scipy.__version__.split(".")[:2])) < (1, 16) else "leading"

#: SciPy alone has these, by BLAS or LAPACK for one matrix, or by NumPy's functions of one.
SINGLE = ("linalg.axpy", "linalg.gemm", "linalg.givens", "linalg.hankel", "linalg.vandermonde", "linalg.pairwiseDistances")
SINGLE += ("linalg.chebyshevDistance", "linalg.euclideanDistance", "linalg.manhattanDistance")
SINGLE += ("decompositions.characteristicPolynomial", "decompositions.columnSpace", "decompositions.nullSpace")
#: These apply to batches since SciPy 1.16.
BATCHED = ("linalg.circulant", "linalg.companion", "linalg.toeplitz", "multilinear.sylvester", "decompositions.hessenberg")
BATCHED += ("decompositions.polar", "decompositions.qrPivoted", "decompositions.schur", "decompositions.lu")

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
                **{id: {"batches": "none", "beyond": ["dtypes"]} for id in SINGLE},
                **{id: {"batches": BATCHES, "beyond": ["dtypes"]} for id in BATCHED},
                "decompositions.lstsq": {
                    "batches": "none" if way == "numpy" else BATCHES,
                    "nonfinite": "propagates" if way == "numpy" else "refuses",
                    # Documented: right-hand sides of one axis, too.
                    "beyond": ["ranks", "dtypes"],
                },
                # Documented: "1-D arrays are .. treated as row and column vectors".
                "linalg.multiDot": {"beyond": ["ranks", "dtypes"]},
                # Documented: distances are computed in double precision.
                **{id: {"batches": "none", "wider": True, "beyond": ["dtypes"]} for id in SINGLE if id.endswith(("Distance", "Distances"))},
                "decompositions.lu": {"batches": BATCHES, "beyond": ["dtypes", "rectangular"]},
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
