/** The adapter that `init --python` writes beside the kit: NumPy, with two operations and their gradients. */
export const templatePython = (
  file: string,
): string => `"""An adapter: how tensor-laws calls a numeric library. Judge it with

    npx tensor-laws check --exec 'python3 ${file}'

Replace NumPy below by your library, then add operations: "npx tensor-laws list" names them, "npx tensor-laws show linalg.matmul"
says what one must satisfy. What is absent counts as unsupported, not as a failure. For a case that your library does not offer,
raise Unsupported("..."). The kit, tensor_laws.py, lies beside this file and says the rest.
"""

import numpy as np
from tensor_laws import Adapter, Unsupported, numpy_layouts, serve


def floating(*arrays):
    """Refuses what is not floating-point, or not of one type: a wrong result would go unnoticed."""
    if not np.issubdtype(arrays[0].dtype, np.floating) or any(one.dtype != arrays[0].dtype for one in arrays):
        raise TypeError("needs floating-point numbers of one type")


def turned(x, turn):
    return np.swapaxes(x, -1, -2) if turn else x


def matmul(a, b, transposeA, transposeB):
    floating(a, b)
    if a.ndim < 2 or b.ndim < 2:
        raise ValueError("matmul: needs two matrices")
    return turned(a, transposeA) @ turned(b, transposeB)


def matmul_gradient(g, a, b, transposeA, transposeB):
    """The pullback: the cotangent of the output comes first, one gradient per input by name goes out."""
    if a.shape[:-2] != b.shape[:-2]:
        raise Unsupported("matmul: sums no gradient over broadcast axes")
    left, right = turned(a, transposeA), turned(b, transposeB)
    return {"a": turned(g @ turned(right, True), transposeA), "b": turned(turned(left, True) @ g, transposeB)}


def relu(x):
    floating(x)
    return np.where(x < 0, x.dtype.type(0), x)


serve(
    Adapter(
        name="my-library",
        version=np.__version__,
        # What your library promises: bounds are computed from it, and the report prints it (docs/profile.md of tensor-laws).
        profile={"dtype": "float64", "batches": "leading"},
        # Inputs and attributes come as keywords. One output is returned bare, several as a tuple or a dict.
        operations={"linalg.matmul": matmul, "layers.relu": relu},
        gradients={
            "linalg.matmul": matmul_gradient,
            "layers.relu": lambda g, x: {"x": np.where(x > 0, g, g.dtype.type(0))},
        },
        layouts=numpy_layouts,
    )
)
`;
