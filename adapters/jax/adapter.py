"""JAX as tensor-laws sees it, forward and by jax.vjp: one operation after another, or compiled.

    npx tensor-laws check --exec "python3 adapters/jax/adapter.py --dtype float32 --way jit" --start-timeout 120
"""

import inspect
from argparse import ArgumentParser
from functools import partial, wraps

import jax
import jax.numpy as jnp
import numpy as np
from operations import OPERATIONS, STATIC, Unsupported

from tensor_laws import Adapter, BFloat16, gradients_by, serve

DTYPES = ("float64", "float32", "float16", "bfloat16")
parser = ArgumentParser(description=__doc__)
parser.add_argument("--device", default="cpu", help="cpu, cuda or tpu")
parser.add_argument("--dtype", choices=DTYPES, help="float64 enables it, as JAX_ENABLE_X64 does; default: float32, and 16 bits")
parser.add_argument("--way", choices=["eager", "jit"], default="eager")
options = parser.parse_args()
jax.config.update("jax_enable_x64", options.dtype == "float64")
jax.config.update("jax_platforms", options.device)
# Documented: on TPU and on newer GPUs products are rounded to fewer bits unless this is asked.
jax.config.update("jax_default_matmul_precision", "highest")


def to_native(array):
    if isinstance(array, BFloat16):
        return jnp.asarray(array.array, dtype=jnp.bfloat16)
    if array.dtype.itemsize == (16 if array.dtype.kind == "c" else 8) and not jax.config.jax_enable_x64:
        raise Unsupported("JAX makes 32 bits of 64 unless JAX_ENABLE_X64 is set")
    return jnp.asarray(array)


def from_native(value):
    return BFloat16(np.asarray(value, np.float32)) if value.dtype == jnp.bfloat16 else np.asarray(value)


def is_floating(value):
    return isinstance(value, jax.Array) and jnp.issubdtype(value.dtype, jnp.inexact)


def compiled(operation):
    """The operation by jax.jit; its attributes are constants of the program."""

    @wraps(operation)
    def run(**given):
        tensors = {name: value for name, value in given.items() if name not in STATIC and value is not None}
        rest = {name: value for name, value in given.items() if name not in tensors}
        return jax.jit(partial(operation, **rest))(**tensors)

    return run if inspect.signature(operation).parameters.keys() - set(STATIC) else operation


def pullback(function, inputs, upstream):
    results, pull = jax.vjp(function, *inputs)
    # Documented: JAX pairs complex numbers without conjugating one of them; the specification takes them for pairs of reals.
    gradients = pull([jnp.conj(one) for one in upstream])
    return [jnp.conj(one) for one in gradients]


operations = {id: compiled(one) for id, one in OPERATIONS.items()} if options.way == "jit" else OPERATIONS
#: These have no derivative in the specification.
CONSTANT = ("numerics.", "tensor.arg", "tensor.equal", "tensor.greater", "tensor.less", "tensor.notEqual", "tensor.logical", "tensor.is")
CONSTANT += ("tensor.all", "tensor.any", "tensor.signbit", "tensor.oneHot", "tensor.arange", "tensor.eye", "tensor.full", "tensor.linspace")
CONSTANT += ("tensor.ones", "tensor.zeros", "decompositions.matrixRank", "decompositions.qrComplete", "decompositions.hessenberg", "decompositions.schur")
#: JAX has no rule for these: it says so when it is asked.
CONSTANT += ("decompositions.polar", "multilinear.sylvester")
#: Documented for one matrix, or one vector.
SINGLE = ("linalg.vandermonde", "decompositions.characteristicPolynomial", "multilinear.sylvester")


def is_differentiated(id):
    return id not in ("decompositions.eig", "decompositions.eigvals") and not id.startswith(CONSTANT)



serve(
    Adapter(
        name="jax",
        version=jax.__version__,
        profile={
            "dtype": [options.dtype] if options.dtype else ["float32", "float16", "bfloat16"],
            # Documented: type promotion; arrays are not looked at, so that errors that values make are NaN.
            "beyond": ["dtypes"],
            "refusal": "nan",
            # The threads of XLA on CPU flush subnormal numbers.
            "flushToZero": True,
            "operations": {
                "linalg.convolve": {"batches": "none", "beyond": ["ranks", "dtypes"]},
                **{id: {"beyond": ["ranks", "dtypes"]} for id in ("linalg.dot", "linalg.outer", "multilinear.kron", "multilinear.vec")},
                **{id: {"batches": "none", "beyond": ["dtypes"]} for id in SINGLE},
                # Documented: "1-D arrays are .. treated as row and column vectors"; right-hand sides of one axis.
                "linalg.multiDot": {"beyond": ["ranks", "dtypes"]},
                "decompositions.lstsq": {"batches": "none", "beyond": ["ranks", "dtypes"]},
                "decompositions.lu": {"beyond": ["dtypes", "rectangular"]},
                "sequence.scaledDotProductAttention": {"batches": "leading", "ranks": [3, 3], "beyond": ["dtypes"]},
            },
        },
        operations=operations,
        gradients=gradients_by(pullback, {id: one for id, one in operations.items() if is_differentiated(id)}, is_floating),
        to_native=to_native,
        from_native=from_native,
    )
)
