"""NumPy and SciPy as tensor-laws sees them: each operation of the specification that they have, by a call of their own.

    npx tensor-laws check --exec "python3 adapters/numpy/adapter.py [--way numpy|scipy|drivers]"

Where both libraries have an operation, `numpy` takes NumPy's. `scipy` has those of SciPy, which for `solve` looks at the structure of
the matrix, and `drivers` those of SciPy by a LAPACK routine that is not its default.

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
from _internal.profile import profile
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

WAYS = {"numpy": OPERATIONS, "scipy": SCIPY, "drivers": DRIVERS}

parser = argparse.ArgumentParser()
parser.add_argument("--way", choices=WAYS, default="numpy")
way = parser.parse_args().way

serve(
    Adapter(
        name="numpy" if way == "numpy" else f"numpy, {way}",
        version=f"{np.__version__} with scipy {scipy.__version__}",
        profile=profile(way, WAYS[way]),
        operations=WAYS[way],
        layouts=numpy_layouts,
    )
)
