"""Entropies, divergences and metrics by SciPy."""

import math

import numpy as np
import scipy.spatial
import scipy.special
import scipy.stats

from .values import Unsupported

BASES = {"nats": None, "bits": 2}


def in_unit(nats, unit):
    return nats / {"nats": 1, "bits": math.log(2)}[unit]


def in_a_row(p):
    return np.reshape(p, (*p.shape[:-2], -1))


def js_divergence(p, q, unit):
    """Documented: jensenshannon is the root."""
    return np.square(scipy.spatial.distance.jensenshannon(p, q, BASES[unit], axis=-1))


def mutual_information(p, unit):
    independent = np.sum(p, axis=-1, keepdims=True) * np.sum(p, axis=-2, keepdims=True)
    return in_unit(np.sum(scipy.special.rel_entr(p, independent), axis=(-2, -1)), unit)


def conditional_entropy(p, unit):
    return in_unit(-np.sum(scipy.special.rel_entr(p, np.sum(p, axis=-1, keepdims=True)), axis=(-2, -1)), unit)


def gaussian_entropy(covariance):
    return scipy.stats.multivariate_normal(cov=covariance).entropy()


def confusion_matrix(target, predicted, n):
    if target.ndim != 1 or predicted.ndim != 1:
        raise Unsupported("scipy.stats.contingency.crosstab takes 1 axis")
    return scipy.stats.contingency.crosstab(target, predicted, levels=(range(n), range(n))).count


INFORMATION = {
    "information.conditionalEntropy": conditional_entropy,
    "information.crossEntropy": lambda p, q, unit: in_unit(-np.sum(scipy.special.xlogy(p, q), axis=-1), unit),
    "information.entropy": lambda p, unit: scipy.stats.entropy(p, base=BASES[unit], axis=-1),
    "information.gaussianEntropy": gaussian_entropy,
    "information.jointEntropy": lambda p, unit: scipy.stats.entropy(in_a_row(p), base=BASES[unit], axis=-1),
    "information.jsDivergence": js_divergence,
    "information.klDivergence": lambda p, q, unit: scipy.stats.entropy(p, q, base=BASES[unit], axis=-1),
    "information.mutualInformation": mutual_information,
    "metrics.confusionMatrix": confusion_matrix,
}

SPECIAL = {
    "information.entropy": lambda p, unit: in_unit(np.sum(scipy.special.entr(p), axis=-1), unit),
    "information.jointEntropy": lambda p, unit: in_unit(np.sum(scipy.special.entr(p), axis=(-2, -1)), unit),
    "information.klDivergence": lambda p, q, unit: in_unit(np.sum(scipy.special.rel_entr(p, q), axis=-1), unit),
    "layers.softplus": lambda x: scipy.special.softplus(x),
}
