"""NumPy and SciPy as tensor-laws sees them: each operation of the specification that they have, by a call of their own.

    npx tensor-laws check --exec "python3 adapters/numpy/adapter.py [--way numpy|scipy|drivers|special|fft]"

Where both libraries have an operation, `numpy` takes NumPy's. `scipy` has those of SciPy, which for `solve` looks at the structure of
the matrix, `drivers` those of SciPy by a LAPACK routine that is not its default, `special` those of scipy.special that scipy.stats or
NumPy has too, and `fft` convolutions by transforms.

Conventions that they document, none of which counts as a bug:
- data types are promoted, sorting ascends, and there is no largest entry among the norms of matrices;
- `split` is told places and no sizes; of bounds of `clip` in the wrong order the upper one is the result;
- `numpy.tile` and `numpy.diag` mean something else by more or fewer axes, and places counted from the end are taken;
- `ortho_group` draws float64, one matrix or more; SciPy refuses NaN and infinities (`check_finite`);
- `scipy.stats.entropy` and `jensenshannon` normalise what they are given, and the second is the root of the divergence.
"""

import argparse

import numpy as np
import scipy
from _internal.chance import CHANCE
from _internal.information import INFORMATION
from _internal.layers import LAYERS
from _internal.matrices import MATRICES
from _internal.profile import OTHERS, profile
from _internal.tensors import TENSORS

from tensor_laws import Adapter, numpy_layouts, serve

OPERATIONS = {**CHANCE, **TENSORS, **MATRICES, **LAYERS, **INFORMATION}

WAYS = {"numpy": OPERATIONS, **OTHERS}

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
