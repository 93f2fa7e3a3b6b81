"""Products, norms and factorisations by NumPy, or by SciPy where it alone has them, and by SciPy where both do."""

import numpy as np
import scipy.fft
import scipy.linalg
import scipy.signal
import scipy.spatial
from scipy.linalg import blas, lapack

from .values import Unsupported, of_axes, turned


def by_kind(function):
    """A routine of BLAS or LAPACK, whose first letter says the data type: `axpy` is daxpy or saxpy."""
    module, name = function

    def routine(*arrays):
        return getattr(module, ("s" if arrays[0].dtype == np.float32 else "d") + name)

    return routine


axpy, rotation, product = by_kind((blas, "axpy")), by_kind((lapack, "lartg")), by_kind((blas, "gemm"))


def added(x, y, alpha):
    """It writes into y."""
    of_axes("axpy", [(x, 1), (y, 1)])
    return axpy(x)(x, y.copy(), a=alpha)


def gemm(a, b, c, alpha, beta, transposeA, transposeB):
    of_axes("gemm", [(a, 2), (b, 2), (c, 2)])
    return product(a)(alpha, a, b, **({} if c is None else {"beta": beta, "c": c}), trans_a=transposeA, trans_b=transposeB)


def givens(a, b):
    of_axes("lartg", [(a, 0), (b, 0)])
    return tuple(np.asarray(one, a.dtype) for one in rotation(a)(a, b))


def distance(metric):
    def between(x, y):
        of_axes("scipy.spatial.distance", [(x, 1), (y, 1)])
        return np.asarray(metric(x, y))

    return between


def pairwise(x, y, metric):
    return scipy.spatial.distance.cdist(x, y, {"manhattan": "cityblock"}.get(metric, metric))


def svd(function, **options):
    def factors(a):
        u, s, vh = function(a, full_matrices=False, **options)
        return u, s, turned(vh)

    return factors


def eig(function):
    """The eigenvalues of a matrix are real arrays where all of them are real: here they are complex."""
    return lambda a: tuple(one.astype(np.result_type(one, np.complex64)) for one in function(a))


def eigvals(function):
    return lambda a: (lambda w: w.astype(np.result_type(w, np.complex64)))(function(a))


def lu(a):
    permutation, l, u = scipy.linalg.lu(a, p_indices=True)
    # P L U = A in SciPy, so that row i of L U is row permutation^-1 (i) of A.
    return np.argsort(permutation, axis=-1), l, u


def triangular_solve(t, b, lower, transpose, unitDiagonal):
    return scipy.linalg.solve_triangular(t, b, trans=int(transpose), lower=lower, unit_diagonal=unitDiagonal)


def norm(a, ord):
    if ord == "max":
        raise Unsupported("numpy.linalg.norm has no largest entry")
    return np.linalg.norm(a, ord={"1": 1, "inf": np.inf}.get(ord, ord), axis=(-2, -1))


def tensordot(a, b, axesA, axesB):
    every = lambda x, axes: list(range(x.ndim)) if axes is None else axes
    return np.tensordot(a, b, (every(a, axesA), every(b, axesB)))


def basis(function, columns_of):
    """SciPy gives the columns of the basis alone: here those that are left are 0, and their number is told."""

    def padded(a):
        found = function(a)
        q = np.zeros((*a.shape[:-2], found.shape[-2], columns_of(a)), found.dtype)
        q[..., : found.shape[-1]] = found
        return q, np.full(a.shape[:-2], found.shape[-1])

    return padded


def polar(a):
    if a.ndim >= 2 and a.shape[-2] < a.shape[-1]:
        raise Unsupported("scipy.linalg.polar is documented for wide matrices too")
    return scipy.linalg.polar(a)


def hessenberg(a):
    h, q = scipy.linalg.hessenberg(a, calc_q=True)
    return q, h


def unvec(x, m):
    return np.reshape(x, (m, -1), order="F")


MATRICES = {
    "linalg.axpy": added,
    "linalg.blockDiag": lambda xs: scipy.linalg.block_diag(*xs),
    "linalg.chebyshevDistance": distance(scipy.spatial.distance.chebyshev),
    "linalg.circulant": lambda c: scipy.linalg.circulant(c),
    "linalg.companion": lambda a: scipy.linalg.companion(a),
    "linalg.convolve": lambda a, b: np.convolve(a, b),
    "linalg.dft": lambda x, inverse: np.fft.ifft(x) if inverse else np.fft.fft(x),
    "linalg.dot": lambda a, b: np.dot(a, b),
    "linalg.einsum": lambda xs, subscripts: np.einsum(subscripts, *xs),
    "linalg.euclideanDistance": distance(scipy.spatial.distance.euclidean),
    "linalg.frobeniusNorm": lambda a: np.linalg.norm(a, axis=(-2, -1)),
    "linalg.gemm": gemm,
    "linalg.givens": givens,
    "linalg.hankel": lambda c, r: scipy.linalg.hankel(c, r),
    "linalg.l1Norm": lambda x: np.linalg.norm(x, 1, axis=-1),
    "linalg.l2Norm": lambda x: np.linalg.norm(x, axis=-1),
    "linalg.lInfNorm": lambda x: np.linalg.norm(x, np.inf, axis=-1),
    "linalg.lpNorm": lambda x, p: np.linalg.norm(x, p, axis=-1),
    "linalg.manhattanDistance": distance(scipy.spatial.distance.cityblock),
    "linalg.matmul": lambda a, b, transposeA, transposeB: np.matmul(turned(a, transposeA), turned(b, transposeB)),
    "linalg.matrixPower": lambda a, exponent: np.linalg.matrix_power(a, exponent),
    "linalg.multiDot": lambda xs: np.linalg.multi_dot(xs),
    "linalg.norm": norm,
    "linalg.nuclearNorm": lambda a: np.linalg.norm(a, "nuc", axis=(-2, -1)),
    "linalg.outer": lambda a, b: np.linalg.outer(a, b),
    "linalg.pairwiseDistances": pairwise,
    "linalg.spectralNorm": lambda a: np.linalg.norm(a, ord=2, axis=(-2, -1)),
    "linalg.tensordot": tensordot,
    "linalg.toeplitz": lambda c, r: scipy.linalg.toeplitz(c, r),
    "linalg.trace": lambda a: np.trace(a, axis1=-2, axis2=-1),
    "linalg.vandermonde": lambda x, n, increasing: np.vander(x, n, increasing),
    "decompositions.characteristicPolynomial": lambda a: np.poly(a),
    "decompositions.cholesky": lambda a: np.linalg.cholesky(a),
    "decompositions.columnSpace": basis(scipy.linalg.orth, lambda a: min(a.shape[-2:])),
    "decompositions.cond": lambda a: np.linalg.cond(a),
    "decompositions.det": lambda a: np.linalg.det(a),
    "decompositions.eig": eig(np.linalg.eig),
    "decompositions.eigTwoSided": eig(lambda a: scipy.linalg.eig(a, left=True, right=True)),
    "decompositions.eigh": lambda a: tuple(np.linalg.eigh(a)),
    "decompositions.eigvals": eigvals(np.linalg.eigvals),
    "decompositions.eigvalsh": lambda a: np.linalg.eigvalsh(a),
    "decompositions.expm": lambda a: scipy.linalg.expm(a),
    "decompositions.hessenberg": hessenberg,
    "decompositions.inv": lambda a: np.linalg.inv(a),
    "decompositions.lstsq": lambda a, b: np.linalg.lstsq(a, b)[0],
    "decompositions.lu": lu,
    "decompositions.matrixRank": lambda a: np.linalg.matrix_rank(a),
    "decompositions.nullSpace": basis(scipy.linalg.null_space, lambda a: a.shape[-1]),
    "decompositions.pinv": lambda a: np.linalg.pinv(a),
    "decompositions.polar": polar,
    "decompositions.qr": lambda a: tuple(np.linalg.qr(a)),
    "decompositions.qrComplete": lambda a: tuple(np.linalg.qr(a, mode="complete")),
    "decompositions.qrPivoted": lambda a: scipy.linalg.qr(a, mode="economic", pivoting=True),
    "decompositions.schur": lambda a: scipy.linalg.schur(a)[::-1],
    "decompositions.slogdet": lambda a: tuple(np.linalg.slogdet(a)),
    "decompositions.solve": lambda a, b: np.linalg.solve(a, b),
    "decompositions.svd": svd(np.linalg.svd),
    "decompositions.svdvals": lambda a: np.linalg.svd(a, compute_uv=False),
    "decompositions.triangularSolve": triangular_solve,
    "multilinear.khatriRao": lambda a, b: scipy.linalg.khatri_rao(a, b),
    "multilinear.kron": lambda a, b: np.kron(a, b),
    "multilinear.sylvester": lambda a, b, c: scipy.linalg.solve_sylvester(a, b, c),
    "multilinear.unvec": unvec,
    "multilinear.vec": lambda a: np.reshape(a, -1, order="F"),
}

if hasattr(np, "matvec"):
    MATRICES["linalg.matvec"] = lambda a, x: np.matvec(a, x)

SCIPY = {
    "linalg.convolve": lambda a, b: scipy.signal.convolve(a, b, method="direct"),
    "linalg.dft": lambda x, inverse: scipy.fft.ifft(x) if inverse else scipy.fft.fft(x),
    "linalg.frobeniusNorm": lambda a: scipy.linalg.norm(a, axis=(-2, -1)),
    "linalg.l2Norm": lambda x: scipy.linalg.norm(x, axis=-1),
    "linalg.nuclearNorm": lambda a: scipy.linalg.norm(a, "nuc", axis=(-2, -1)),
    "linalg.spectralNorm": lambda a: scipy.linalg.norm(a, ord=2, axis=(-2, -1)),
    "decompositions.cholesky": lambda a: scipy.linalg.cholesky(a, lower=True),
    "decompositions.det": lambda a: scipy.linalg.det(a),
    "decompositions.eig": eig(scipy.linalg.eig),
    "decompositions.eigh": lambda a: scipy.linalg.eigh(a),
    "decompositions.eigvals": eigvals(scipy.linalg.eigvals),
    "decompositions.eigvalsh": lambda a: scipy.linalg.eigvalsh(a),
    "decompositions.inv": lambda a: scipy.linalg.inv(a),
    "decompositions.lstsq": lambda a, b: scipy.linalg.lstsq(a, b)[0],
    "decompositions.pinv": lambda a: scipy.linalg.pinv(a),
    "decompositions.qr": lambda a: scipy.linalg.qr(a, mode="economic"),
    "decompositions.qrComplete": lambda a: scipy.linalg.qr(a),
    "decompositions.solve": lambda a, b: scipy.linalg.solve(a, b),
    "decompositions.svd": svd(scipy.linalg.svd),
    "decompositions.svdvals": lambda a: scipy.linalg.svdvals(a),
}

DRIVERS = {
    "decompositions.cholesky": lambda a: np.tril(scipy.linalg.cho_factor(a, lower=True)[0]),
    "decompositions.eigh": lambda a: scipy.linalg.eigh(a, driver="evd"),
    "decompositions.eigvalsh": lambda a: scipy.linalg.eigvalsh(a, driver="ev"),
    "decompositions.lstsq": lambda a, b: scipy.linalg.lstsq(a, b, lapack_driver="gelsy")[0],
    "decompositions.solve": lambda a, b: scipy.linalg.lu_solve(scipy.linalg.lu_factor(a), b),
    "decompositions.svd": svd(scipy.linalg.svd, lapack_driver="gesvd"),
}
