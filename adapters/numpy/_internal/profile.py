"""What NumPy and SciPy document: of data types that they promote, of axes, of batches and of what is not finite."""

import scipy

from .fourier import FFT
from .information import SPECIAL
from .matrices import DRIVERS, SCIPY

#: Ways beside the first.
OTHERS = {"scipy": SCIPY, "drivers": DRIVERS, "special": SPECIAL, "fft": FFT}

# SciPy 1.16 applies its linear algebra to batches; earlier ones take one matrix.
BATCHES = "none" if tuple(map(int, scipy.__version__.split(".")[:2])) < (1, 16) else "leading"

#: These take more or fewer axes than the specification has; so does where a vector is a matrix, or a number a vector.
RANKS = ("linalg.dot", "linalg.multiDot", "linalg.blockDiag", "linalg.circulant", "linalg.toeplitz", "linalg.convolve")
RANKS += ("multilinear.kron", "multilinear.khatriRao", "multilinear.vec", "multilinear.unvec", "layers.softmax", "layers.logSumExp")
RANKS += ("decompositions.characteristicPolynomial", "decompositions.matrixRank", "decompositions.lstsq")
RANKS += ("tensor.take", "tensor.indexSelect", "layers.embedding", "layers.globalAvgPool2d", "layers.logSoftmax", "layers.zscore")

#: These add, multiply or compare by NumPy's rules, which stretch what does not fit; so do those of SciPy for every axis but one.
STRETCHED = ("numerics.allclose", "layers.bias", "losses.flowNegativeLogLikelihood", "losses.huber", "losses.logistic")
STRETCHED += ("information.crossEntropy", "information.entropy", "information.jointEntropy", "information.jsDivergence")
STRETCHED += ("information.klDivergence", "information.gaussianEntropy", "layers.conv1d", "layers.conv2d")

DISTANCES = ("linalg.chebyshevDistance", "linalg.euclideanDistance", "linalg.manhattanDistance", "linalg.pairwiseDistances")

#: These take one matrix or pair of vectors, by BLAS, LAPACK or a loop.
SINGLE = (*DISTANCES, "linalg.axpy", "linalg.convolve", "linalg.gemm", "linalg.givens", "linalg.hankel", "linalg.vandermonde")
SINGLE += ("decompositions.characteristicPolynomial", "decompositions.columnSpace", "decompositions.nullSpace")
SINGLE += ("tensor.diagEmbed", "metrics.confusionMatrix", "information.gaussianEntropy")

#: Computed in double precision, or drawn in it; numpy.vander promotes with integers.
WIDER = (*DISTANCES, "linalg.vandermonde", "numerics.dirichlet", "losses.flowNegativeLogLikelihood", "information.gaussianEntropy")
WIDER += ("information.jsDivergence",)

#: Of arrays without elements scipy.signal makes one without axes.
FULL = ("layers.conv1d", "layers.conv2d")

#: SciPy alone has these, and applies them to batches.
BATCHED = ("linalg.circulant", "linalg.companion", "linalg.toeplitz", "multilinear.sylvester", "decompositions.hessenberg")
BATCHED += ("decompositions.polar", "decompositions.qrPivoted", "decompositions.schur", "decompositions.lu")


def beyond(id):
    more = ["dtypes"]
    if id in RANKS or id in STRETCHED:
        more.append("ranks")
    if id in ("decompositions.lu", "linalg.trace"):
        more.append("rectangular")
    # Documented: "arr and indices should broadcast against each other".
    if id == "tensor.gather" or id in STRETCHED:
        more.append("broadcasting")
    return more


def profile(way, operations):
    by_scipy = {"scipy": SCIPY, "drivers": DRIVERS}.get(way, {})
    promises = {id: {"beyond": beyond(id)} for id in operations}
    for id in operations:
        if id in SINGLE:
            promises[id]["batches"] = "none"
        elif id in BATCHED or id in by_scipy:
            promises[id]["batches"] = BATCHES
        # Documented: `check_finite`.
        if id in by_scipy and id.startswith(("decompositions.", "linalg.nuclear", "linalg.l2", "linalg.spectral", "linalg.frobenius")):
            promises[id]["nonfinite"] = "refuses"
        # Documented: NaN where all are equal. Of windows in the padding the largest is minus infinity, and the mean NaN.
        if id in ("layers.zscore", "layers.maxPool2d", "layers.avgPool2d"):
            promises[id]["refusal"] = "nan"
        if id in FULL:
            promises[id]["empty"] = False
        # Documented: "Use of the FFT convolution on input containing NAN or INF will lead to the entire output being NAN or INF".
        if way == "fft":
            promises[id]["nonfinite"] = "undefined"
        if id in WIDER or (id == "decompositions.det" and way == "scipy"):
            promises[id]["wider"] = True
    if way == "numpy":
        promises["decompositions.lstsq"]["batches"] = "none"
    # Documented: `lu_factor` warns of a singular matrix, and `lu_solve` divides by 0; right-hand sides of one axis, too.
    if "decompositions.solve" in by_scipy:
        promises["decompositions.solve"] |= {"beyond": ["ranks", "dtypes"], "refusal": "nan" if way == "drivers" else "error"}
    plain = {"beyond": ["dtypes"]}
    return {"dtype": ["float64", "float32"], "operations": {id: one for id, one in promises.items() if one != plain}} | plain
