"""What several of the tables share."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "kits" / "python"))
from tensor_laws import Unsupported  # noqa: E402, F401

FLOATS = {"float64": np.float64, "float32": np.float32}


def turned(matrix, flag=True):
    return np.swapaxes(matrix, -1, -2) if flag else matrix


def axes_of(axes):
    return None if axes is None else tuple(axes)


def reduction(function):
    return lambda x, axes, keepdims: function(x, axis=axes_of(axes), keepdims=keepdims)



def shaped(value, shape):
    """Of a shape without axes NumPy's generators draw a number."""
    return np.reshape(value, shape)


def of_axes(name, operands):
    for operand, ndim in operands:
        if operand is not None and operand.ndim != ndim:
            raise Unsupported(f"{name} takes {ndim} axes")
