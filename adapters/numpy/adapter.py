"""NumPy and SciPy as tensor-laws sees them: every operation of the specification that they have, by their own calls."""

import sys
from pathlib import Path

import numpy as np
import scipy
import scipy.linalg
import scipy.special

sys.path.insert(0, str(Path(__file__).parents[2] / "kits" / "python"))
from tensor_laws import Adapter, Unsupported, numpy_layouts, serve  # noqa: E402


def transposed(matrix, flag):
    return np.swapaxes(matrix, -1, -2) if flag else matrix


def axes_of(axes):
    return None if axes is None else tuple(axes)


OPERATIONS = {
    "tensor.add": lambda a, b: a + b,
    "tensor.div": lambda a, b: a / b,
    "linalg.matmul": lambda a, b, transposeA, transposeB: transposed(a, transposeA) @ transposed(b, transposeB),
    "linalg.dot": lambda a, b: np.vecdot(a, b),
}

serve(
    Adapter(
        name="numpy",
        version=f"{np.__version__} with scipy {scipy.__version__}",
        profile={"dtype": ["float64", "float32"]},
        operations=OPERATIONS,
        layouts=numpy_layouts,
    )
)
