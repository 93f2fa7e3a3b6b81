"""Functions of NumPy for vectors, and an adapter of the same ones."""

import sys
from pathlib import Path

import numpy as np


def turned(matrix, flag):
    return np.swapaxes(matrix, -1, -2) if flag else matrix


OPERATIONS = {
    "tensor.mul": lambda a, b: np.multiply(a, b),
    "tensor.sum": lambda x, axes, keepdims: np.sum(x, axis=None if axes is None else tuple(axes), keepdims=keepdims),
    "tensor.stack": lambda xs, axis: np.stack(xs, axis=axis),
    "tensor.split": lambda x, axis, parts: {
        "ys": np.split(x, parts if isinstance(parts, int) else np.cumsum(parts)[:-1], axis=axis)
    },
    "tensor.clip": lambda x, min, max: np.clip(x, min, max),
    "linalg.matmul": lambda a, b, transposeA, transposeB: np.matmul(turned(a, transposeA), turned(b, transposeB)),
    "linalg.dft": lambda x, inverse: (x if x.shape[-1] == 0 else np.fft.ifft(x) if inverse else np.fft.fft(x)),
}

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "kits" / "python"))
    from tensor_laws import Adapter, serve

    serve(Adapter(name="functions", version="1.0.0", profile={"dtype": ["float64", "float32"]}, operations=OPERATIONS))
