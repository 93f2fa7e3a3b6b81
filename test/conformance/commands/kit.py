"""An adapter that tells what the kit gave it: for the tests of the kit."""

import math
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "kits" / "python"))
from tensor_laws import Adapter, Fatal, Unsupported, gradients_by, numpy_layouts, serve  # noqa: E402


def clip(x, min, max):
    if math.isnan(min):
        raise ValueError("min is not a number")
    if min == 13:
        raise ValueError(f"min is a {type(min).__name__}")
    return x


def add(a, b):
    if a is b:
        return np.full(a.shape, 2.0)
    return np.full(a.shape, float(a.base is not None and b.base is not None and np.shares_memory(a.base, b.base)))


def dot(a, b):
    if a[0] == 1:
        raise ValueError("too small")
    if a[0] == 2:
        raise Unsupported("only on Sundays")
    if a[0] == 3:
        return "three"
    if a[0] == 4:
        raise Fatal("the device is lost")
    if a[0] == 6:
        raise RuntimeError("CUDA error: device-side assert triggered")
    print("what a library prints goes elsewhere")
    return a[0]


def sgd(parameter, gradient, velocity, learningRate, momentum, weightDecay, nesterov):
    return parameter - 2 * gradient, 3 * velocity


def pullback(function, inputs, upstream):
    """Of linear functions, element by element, by differences."""
    start = function(*inputs)
    slopes = [np.zeros_like(one) for one in inputs]
    for k, one in enumerate(inputs):
        for place in np.ndindex(one.shape):
            moved = [each.copy() for each in inputs]
            moved[k][place] += 1
            ends = function(*moved)
            slopes[k][place] = sum(np.sum(g * (end - one)) for g, end, one in zip(upstream, ends, start))
    return slopes


serve(
    Adapter(
        name="kit",
        version="1.0.0",
        profile={"dtype": ["float64", "float32", "float16", "bfloat16"]},
        operations={
            "tensor.clip": clip,
            "tensor.add": add,
            "tensor.stack": lambda xs, axis: np.stack(xs, axis=axis),
            "tensor.split": lambda x, axis, parts: {"ys": np.split(x, parts, axis=axis)},
            "linalg.dot": dot,
            "layers.linear": lambda x, weight, bias: x if bias is None else bias,
            "optimizers.sgd": sgd,
        },
        gradients={
            "tensor.add": lambda g, a, b: {"a": g, "b": g},
            **gradients_by(
                pullback,
                {"optimizers.sgd": sgd, "tensor.stack": lambda xs, axis: np.stack(xs, axis=axis)},
                lambda value: isinstance(value, np.ndarray) and value.dtype.kind == "f",
            ),
        },
        layouts=numpy_layouts,
    )
)
