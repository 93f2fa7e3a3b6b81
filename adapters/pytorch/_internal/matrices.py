"""Products, norms and factorisations by PyTorch."""

import torch
from torch.nn import functional as F

from .tensors import every
from .values import Unsupported, exactly, of_axes, turned

linalg = torch.linalg
ORDERS = {"euclidean": 2.0, "manhattan": 1.0, "chebyshev": float("inf")}


def convolve(a, b):
    """conv1d, which correlates, with b turned round; a batch of one."""
    if a.ndim != 1 or b.ndim != 1:
        raise Unsupported("one pair of sequences")
    return F.conv1d(a[None, None], b.flip(-1)[None, None], padding=b.shape[-1] - 1)[0, 0]


def norm(a, ord):
    if ord == "max":
        return linalg.vector_norm(a, float("inf"), dim=(-2, -1))
    return linalg.matrix_norm(a, {"1": 1, "inf": float("inf")}.get(ord, ord))


def lu(a):
    permutation, l, u = linalg.lu(a)
    # A = P L U: row i of L U is that row of A whose entry in column i of P is 1.
    return permutation.argmax(-2), l, u


def svd(a, **driver):
    u, s, vh = linalg.svd(a, full_matrices=False, **driver)
    return u, s, turned(vh)


def solve(a, b):
    if a.ndim - 1 == b.ndim and b.shape == a.shape[:-1]:
        raise Unsupported("torch.linalg.solve is documented to take this for a batch of vectors")
    return linalg.solve(a, b)


def triangular_solve(t, b, lower, transpose, unitDiagonal):
    upper = lower if transpose else not lower
    return linalg.solve_triangular(turned(t, transpose), b, upper=upper, unitriangular=unitDiagonal)


def gemm(a, b, c, alpha, beta, transposeA, transposeB):
    exactly("torch.addmm takes what is added", c is not None)
    of_axes("torch.addmm", 2, a, b, c)
    a, b = turned(a, transposeA), turned(b, transposeB)
    exactly("torch.addmm is documented to broadcast what is added", tuple(c.shape) == (a.shape[0], b.shape[1]))
    return torch.addmm(c, a, b, beta=beta, alpha=alpha)


def matvec(a, x):
    of_axes("torch.mv", 2, a)
    return torch.mv(a, x)


def trace(a):
    of_axes("torch.trace", 2, a)
    exactly("torch.trace is documented for matrices that are not square", a.shape[0] == a.shape[1])
    return torch.trace(a)


def distance(p):
    """F.pairwise_distance adds `eps`, which is 1e-6 unless it is asked for, to every difference: documented."""
    return lambda x, y: F.pairwise_distance(x, y, p=p, eps=0.0)


def tensordot(a, b, axesA, axesB):
    return torch.tensordot(a, b, (list(every(a, axesA)), list(every(b, axesB))))


def vandermonde(x, n, increasing):
    if increasing:
        return linalg.vander(x, N=n)
    of_axes("torch.vander", 1, x)
    return torch.vander(x, n)


def lstsq(a, b):
    exactly("torch.linalg.lstsq is documented to take this for a batch of vectors", b.ndim >= 2 and (a.ndim - 1 != b.ndim or b.shape != a.shape[:-1]))
    return linalg.lstsq(a, b).solution


def matrices(driver=None):
    """By id; `driver` is one of torch.linalg.svd on CUDA."""
    way = {"driver": driver} if driver else {}
    return {
        "linalg.axpy": lambda x, y, alpha: torch.add(y, x, alpha=alpha),
        "linalg.blockDiag": lambda xs: torch.block_diag(*xs),
        "linalg.chebyshevDistance": distance(float("inf")),
        "linalg.convolve": convolve,
        "linalg.cosineSimilarity": lambda x, y: F.cosine_similarity(x, y, dim=-1),
        "linalg.dft": lambda x, inverse: torch.fft.ifft(x) if inverse else torch.fft.fft(x),
        "linalg.dot": lambda a, b: torch.dot(a, b),
        "linalg.einsum": lambda xs, subscripts: torch.einsum(subscripts, *xs),
        "linalg.euclideanDistance": distance(2.0),
        "linalg.frobeniusNorm": lambda a: linalg.matrix_norm(a),
        "linalg.gemm": gemm,
        "linalg.l1Norm": lambda x: linalg.vector_norm(x, 1, dim=-1),
        "linalg.l2Norm": lambda x: linalg.vector_norm(x, dim=-1),
        "linalg.lInfNorm": lambda x: linalg.vector_norm(x, float("inf"), dim=-1),
        "linalg.lpNorm": lambda x, p: linalg.vector_norm(x, p, dim=-1),
        "linalg.manhattanDistance": distance(1.0),
        "linalg.matmul": lambda a, b, transposeA, transposeB: torch.matmul(turned(a, transposeA), turned(b, transposeB)),
        "linalg.matrixPower": lambda a, exponent: linalg.matrix_power(a, exponent),
        "linalg.matvec": matvec,
        "linalg.multiDot": lambda xs: linalg.multi_dot(xs),
        "linalg.norm": norm,
        "linalg.nuclearNorm": lambda a: linalg.matrix_norm(a, "nuc"),
        "linalg.outer": lambda a, b: torch.outer(a, b),
        "linalg.pairwiseDistances": lambda x, y, metric: torch.cdist(x, y, p=ORDERS[metric]),
        "linalg.spectralNorm": lambda a: linalg.matrix_norm(a, 2),
        "linalg.tensordot": tensordot,
        "linalg.trace": trace,
        "linalg.vandermonde": vandermonde,
        "decompositions.cholesky": lambda a: linalg.cholesky(a),
        "decompositions.cond": lambda a: linalg.cond(a),
        "decompositions.det": lambda a: linalg.det(a),
        "decompositions.eig": lambda a: tuple(linalg.eig(a)),
        "decompositions.eigh": lambda a: tuple(linalg.eigh(a)),
        "decompositions.eigvals": lambda a: linalg.eigvals(a),
        "decompositions.eigvalsh": lambda a: linalg.eigvalsh(a),
        "decompositions.expm": lambda a: linalg.matrix_exp(a),
        "decompositions.inv": lambda a: linalg.inv(a),
        "decompositions.lstsq": lstsq,
        "decompositions.lu": lu,
        "decompositions.matrixRank": lambda a: linalg.matrix_rank(a),
        "decompositions.pinv": lambda a: linalg.pinv(a),
        "decompositions.qr": lambda a: tuple(linalg.qr(a)),
        "decompositions.qrComplete": lambda a: tuple(linalg.qr(a, mode="complete")),
        "decompositions.slogdet": lambda a: tuple(linalg.slogdet(a)),
        "decompositions.solve": solve,
        "decompositions.svd": lambda a: svd(a, **way),
        "decompositions.svdvals": lambda a: linalg.svdvals(a),
        "decompositions.triangularSolve": triangular_solve,
        "multilinear.kron": lambda a, b: torch.kron(a, b),
    }
