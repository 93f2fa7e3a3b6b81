"""What several of the tables share."""

import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "kits" / "python"))
from tensor_laws import Unsupported  # noqa: E402

FLOATS = {"float64": torch.float64, "float32": torch.float32}


def turned(matrix, flag=True):
    return matrix.transpose(-1, -2) if flag else matrix


def of_axes(name, ndim, *tensors):
    """Passes over numbers of axes for which the library has another call, or means something else."""
    if any(one is not None and one.ndim != ndim for one in tensors):
        raise Unsupported(f"{name} takes {ndim} axes")


def exactly(name, condition):
    """Passes over what the library documents otherwise."""
    if not condition:
        raise Unsupported(name)
