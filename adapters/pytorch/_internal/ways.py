"""The ways of PyTorch to compute the same: other calls, results written into given memory, other kernels."""

import torch
from torch.nn import functional as F

from .convolutions import OF_IMAGES, OTHER_CONVOLUTIONS
from .differentials import OTHER_DIFFERENTIALS
from .information import OTHER_INFORMATION
from .layers import OTHER_LAYERS
from .layouts import LAYOUTS
from .losses import OTHER_LOSSES
from .matrices import linalg, multiplied, solved
from .operations import adam, operations, sgd
from .sequences import FLEX, OTHER_SEQUENCES
from .tensors import clipped, reduced
from .values import Unsupported, turned


def into(call):
    """The call with `out=`: tensors of the right shapes that are full of NaN and lie column by column."""

    def run(*operands, **attributes):
        results = call(*operands, **attributes)
        fresh = lambda one: LAYOUTS["transposed"](torch.full_like(one, float("nan") if one.is_floating_point() or one.is_complex() else -1))
        if isinstance(results, torch.Tensor):
            return call(*operands, **attributes, out=fresh(results))
        return tuple(call(*operands, **attributes, out=tuple(fresh(one) for one in results)))

    return run


OUT = {
    "tensor.add": lambda a, b: into(torch.add)(a, b),
    "tensor.mul": lambda a, b: into(torch.mul)(a, b),
    "tensor.div": lambda a, b: into(torch.div)(a, b),
    "tensor.round": lambda x: into(torch.round)(x),
    "tensor.clip": clipped(into(torch.clamp)),
    "tensor.sum": reduced(into(torch.sum)),
    "tensor.mean": reduced(into(torch.mean)),
    "tensor.max": reduced(into(torch.amax)),
    "tensor.argmax": lambda x, axis, keepdims: into(torch.argmax)(x, dim=axis, keepdim=keepdims),
    "tensor.cumsum": lambda x, axis: into(torch.cumsum)(x, dim=axis),
    "tensor.sort": lambda x, axis, descending: into(torch.sort)(x, stable=True, dim=axis, descending=descending),
    "tensor.topk": lambda x, axis, k, largest: into(torch.topk)(x, k, dim=axis, largest=largest),
    "tensor.concat": lambda xs, axis: into(torch.cat)(xs, dim=axis),
    "tensor.stack": lambda xs, axis: into(torch.stack)(xs, dim=axis),
    "linalg.matmul": multiplied(into(torch.matmul)),
    "linalg.dot": lambda a, b: into(torch.dot)(a, b),
    "linalg.outer": lambda a, b: into(torch.outer)(a, b),
    "linalg.dft": lambda x, inverse: into(torch.fft.ifft if inverse else torch.fft.fft)(x),
    "linalg.frobeniusNorm": lambda a: into(linalg.matrix_norm)(a),
    "linalg.spectralNorm": lambda a: into(linalg.matrix_norm)(a, ord=2),
    "decompositions.cholesky": lambda a: into(linalg.cholesky)(a),
    "decompositions.det": lambda a: into(linalg.det)(a),
    "decompositions.eigh": lambda a: into(linalg.eigh)(a),
    "decompositions.eig": lambda a: into(linalg.eig)(a),
    "decompositions.inv": lambda a: into(linalg.inv)(a),
    "decompositions.pinv": lambda a: into(linalg.pinv)(a),
    "decompositions.qr": lambda a: into(linalg.qr)(a),
    "decompositions.solve": solved(into(linalg.solve)),
    "multilinear.kron": lambda a, b: into(torch.kron)(a, b),
    "layers.logSumExp": lambda x: into(torch.logsumexp)(x, dim=-1),
    "layers.softmax": lambda x: into(torch.softmax)(x, dim=-1),
}


def solve_factored(a, b):
    return linalg.lu_solve(*linalg.lu_factor(a), b)


def lu_unpacked(a):
    packed, pivots, _ = linalg.lu_factor_ex(a)
    permutation, l, u = torch.lu_unpack(packed, pivots)
    return permutation.argmax(-2), l, u


def det_from_logarithm(a):
    sign, logarithm = linalg.slogdet(a)
    return sign * logarithm.exp()


def inv_ex(a):
    inverse, _ = linalg.inv_ex(a, check_errors=True)
    return inverse


def cholesky_ex(a):
    l, _ = linalg.cholesky_ex(a, check_errors=True)
    return l


def eigh_upper(a):
    return tuple(linalg.eigh(a, UPLO="U"))


def qr_of_reflectors(a):
    reflectors, tau = torch.geqrf(a)
    k = min(a.shape[-2:])
    return linalg.householder_product(reflectors[..., :k], tau), torch.triu(reflectors[..., :k, :])


def max_with_position(x, axes, keepdims):
    if axes is None or len(axes) != 1:
        raise Unsupported("torch.max takes one axis")
    return torch.max(x, axes[0], keepdim=keepdims).values


def product(a, b, transposeA, transposeB):
    """addmm and baddbmm, whose first argument is not to be read where beta is 0."""
    a, b = turned(a, transposeA), turned(b, transposeB)
    if not 2 <= a.ndim == b.ndim <= 3 or a.shape[:-2] != b.shape[:-2]:
        raise Unsupported("addmm takes matrices, baddbmm batches of them that are as long")
    start = torch.full((*a.shape[:-1], b.shape[-1]), float("nan"), dtype=a.dtype, device=a.device)
    return torch.addmm(start, a, b, beta=0) if a.ndim == 2 else torch.baddbmm(start, a, b, beta=0)


def attention_of_module(query, key, value, mask, causal):
    """multi_head_attention_forward, one head whose projections are identities."""
    d = query.shape[-1]
    if value.shape[-1] != d or not 2 <= query.ndim == key.ndim == value.ndim <= 3 or d == 0:
        raise Unsupported("multi_head_attention_forward has one number of features")
    if causal or (mask is not None and mask.ndim > 3):
        raise Unsupported("a mask of two or three axes")
    eye = torch.eye(d, dtype=query.dtype, device=query.device)
    sequence_first = (lambda x: x.transpose(0, 1)) if query.ndim == 3 else (lambda x: x)
    output, _ = F.multi_head_attention_forward(
        *(sequence_first(x) for x in (query, key, value)), d, 1, torch.cat([eye] * 3), None, None, None, False, 0.0, eye, None,
        need_weights=False, attn_mask=mask,
    )  # fmt: skip
    return sequence_first(output)


OTHER = {
    **OTHER_LAYERS,
    **OTHER_CONVOLUTIONS,
    **OTHER_LOSSES,
    **OTHER_SEQUENCES,
    **OTHER_INFORMATION,
    **OTHER_DIFFERENTIALS,
    "tensor.max": max_with_position,
    "tensor.add": lambda a, b: torch.sub(a, b, alpha=-1),
    # -0 is what changes no product where it is added.
    "tensor.mul": lambda a, b: torch.addcmul(torch.full((), -0.0, dtype=a.dtype, device=a.device), a, b),
    "linalg.matmul": product,
    "linalg.dot": lambda a, b: torch.vdot(a, b),
    "linalg.outer": lambda a, b: torch.addr(torch.full((), float("nan"), dtype=a.dtype, device=a.device), a, b, beta=0),
    "linalg.frobeniusNorm": lambda a: torch.linalg.vector_norm(a, dim=(-2, -1)),
    "linalg.spectralNorm": lambda a: torch.amax(linalg.svdvals(a), -1),
    "decompositions.cholesky": cholesky_ex,
    "decompositions.det": det_from_logarithm,
    "decompositions.eigh": eigh_upper,
    "decompositions.inv": inv_ex,
    "decompositions.lu": lu_unpacked,
    "decompositions.qr": qr_of_reflectors,
    "decompositions.solve": solve_factored,
    "layers.softmax": lambda x: F.log_softmax(x, -1).exp(),
    "sequence.scaledDotProductAttention": attention_of_module,
    "optimizers.adam": adam(torch.optim.Adam, foreach=True),
    "optimizers.adamw": adam(torch.optim.AdamW, foreach=True),
    "optimizers.sgd": lambda **given: sgd(**given, foreach=True),
}


def reduced_over(call):
    return lambda x, axes, keepdims: call(x, dim=axes, keepdim=keepdims)


NO_AXES = {
    "tensor.sum": reduced_over(torch.sum),
    "tensor.mean": reduced_over(torch.mean),
    "tensor.max": lambda x, axes, keepdims: torch.amax(x, dim=() if axes is None else axes, keepdim=keepdims),
}


def least_squares(driver, device):
    def pinv(a):
        eye = torch.eye(a.shape[-2], dtype=a.dtype, device=a.device)
        return linalg.lstsq(a, eye.expand(*a.shape[:-2], *eye.shape), driver=driver or "gelsd").solution

    return {"decompositions.pinv": pinv}


#: By name the operations of a way, given driver and device; `native` and `channels-last` are settings, and take all of them.
WAYS = {
    "eager": operations,
    "out": lambda driver, device: OUT,
    "other": lambda driver, device: OTHER,
    "no-axes": lambda driver, device: NO_AXES,
    "lstsq": least_squares,
    "native": operations,
    "flex": lambda driver, device: FLEX,
    "channels-last": lambda driver, device: {id: operations()[id] for id in OF_IMAGES},
}
