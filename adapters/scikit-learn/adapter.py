"""scikit-learn as tensor-laws sees it: metrics, distances and estimators that have an operation of the specification.

    npx tensor-laws check --exec "python3 adapters/scikit-learn/adapter.py [--way default|solvers]"

`default` has each as it is called without options, `solvers` those that can be asked to compute in another way: PCA by the
covariance, ridge regression by singular values, least squares with all singular values but those that rounding leaves.

Conventions that it documents, none of which counts as a bug:
- samples are rows, one matrix or list of them, and at least one; NaN and infinities are refused (`check_array`);
- losses are means over samples, `softmax` takes a matrix, and `label_binarize` has one column for two classes;
- `mutual_info_score` counts labels, and takes a table of counts, not of probabilities;
- the silhouette needs two classes or more, and more samples than classes.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import pairwise
from sklearn.preprocessing import StandardScaler, label_binarize
from sklearn.utils import extmath

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "kits" / "python"))
from tensor_laws import Adapter, Unsupported, numpy_layouts, serve  # noqa: E402


def of_pair(distance):
    """Of two vectors as the only rows of two matrices."""
    return lambda x, y: np.ravel(distance(x[np.newaxis], y[np.newaxis]))[0]


def distances(x, y, metric):
    if metric == "chebyshev":
        raise Unsupported("scikit-learn leaves the Chebyshev distance to SciPy")
    return {"euclidean": pairwise.euclidean_distances, "manhattan": pairwise.manhattan_distances}[metric](x, y)


def mean_of(loss):
    def mean(prediction, target, reduction):
        if reduction != "mean":
            raise Unsupported("it is a mean over samples")
        return loss(target, prediction)

    return mean


def binned_mutual_information(x, y, bins, low, high):
    """Of cells, which are labels: what the cells are is the caller's."""
    if bins < 1 or not low < high:
        raise ValueError("there must be a cell, and low below high")
    cells = lambda one: np.digitize(one, np.linspace(low, high, bins + 1)[1:-1])
    return metrics.mutual_info_score(cells(x), cells(y))


def brier_score(p, target):
    if p.ndim < 2 or p.shape[1] < 2:
        raise Unsupported("documented: a single column is that of the positive class of two")
    return metrics.brier_score_loss(target, p, labels=np.arange(p.shape[1]), scale_by_half=False)


def softmax(x):
    if x.ndim != 2:
        raise Unsupported("documented: array-like of float of shape (M, N)")
    return extmath.softmax(x)


def silhouette(x, label):
    if not 2 <= len(np.unique(label)) < len(x):
        raise Unsupported("documented: 2 <= n_labels <= n_samples - 1")
    return metrics.silhouette_samples(x, label)


def one_hot(indices, n):
    if n <= 2 or indices.ndim != 1:
        raise Unsupported("sklearn.preprocessing.label_binarize has one column for two classes, and takes 1 axis")
    return label_binarize(indices, classes=np.arange(n))


def pca(**options):
    def fitted(x, k):
        found = PCA(n_components=k, **options).fit(x)
        return found.mean_, found.components_.T, found.explained_variance_

    return fitted


def zscore(x, correction):
    if correction != 0:
        raise Unsupported("sklearn.preprocessing.StandardScaler divides by n")
    scaler = StandardScaler().fit(x)
    return scaler.transform(x), scaler.mean_, scaler.scale_


def ridge(solver):
    def solution(a, b, **lambda_):
        found = Ridge(alpha=lambda_["lambda"], fit_intercept=False, solver=solver).fit(a, b)
        # Of one column of targets the coefficients are a vector.
        return np.atleast_2d(found.coef_).T

    return solution


OPERATIONS = {
    "tensor.oneHot": one_hot,
    "linalg.cosineSimilarity": of_pair(pairwise.cosine_similarity),
    "linalg.euclideanDistance": of_pair(pairwise.paired_euclidean_distances),
    "linalg.l2Norm": lambda x: extmath.row_norms(x[np.newaxis])[0],
    "linalg.manhattanDistance": of_pair(pairwise.paired_manhattan_distances),
    "linalg.pairwiseDistances": distances,
    "decompositions.lstsq": lambda a, b: LinearRegression(fit_intercept=False).fit(a, b).coef_.T,
    "decompositions.pca": pca(),
    "decompositions.ridge": ridge("auto"),
    "layers.softmax": softmax,
    "layers.zscore": zscore,
    "losses.meanAbsoluteError": mean_of(metrics.mean_absolute_error),
    "losses.meanSquaredError": mean_of(metrics.mean_squared_error),
    "information.binnedMutualInformation": binned_mutual_information,
    "metrics.accuracy": lambda scores, target: metrics.accuracy_score(target, np.argmax(scores, axis=-1)),
    "metrics.brierScore": brier_score,
    "metrics.confusionMatrix": lambda target, predicted, n: metrics.confusion_matrix(target, predicted, labels=list(range(n))),
    "metrics.silhouette": silhouette,
}

SOLVERS = {
    "decompositions.lstsq": lambda a, b: LinearRegression(fit_intercept=False, tol=max(a.shape) * np.finfo(a.dtype).eps)
    .fit(a, b)
    .coef_.T,
    "decompositions.pca": pca(svd_solver="covariance_eigh"),
    "decompositions.ridge": ridge("svd"),
}

WAYS = {"default": OPERATIONS, "solvers": SOLVERS}

parser = argparse.ArgumentParser()
parser.add_argument("--way", choices=WAYS, default="default")
way = parser.parse_args().way

SHARED = {"batches": "none", "empty": False, "nonfinite": "refuses", "beyond": ["dtypes"], "wider": True}

serve(
    Adapter(
        name="scikit-learn" if way == "default" else f"scikit-learn, {way}",
        version=f"{sklearn.__version__} with numpy {np.__version__}",
        profile={
            "dtype": ["float64", "float32"],
            **SHARED,
            "operations": {
                "layers.softmax": {**SHARED, "batches": "leading", "ranks": [2, 2]},
                # Documented: of shape (n_samples,) or (n_samples, n_outputs).
                "losses.*": {**SHARED, "ranks": [1, 2], "beyond": ["ranks", "dtypes"]},
                # Documented: NaN are missing values.
                "layers.zscore": {**SHARED, "nonfinite": "undefined"},
            },
        },
        operations=WAYS[way],
        layouts=numpy_layouts,
    )
)
