"""Probability and information by torch.distributions, torch.special and the losses; scores of classifiers."""

import math

import torch
from torch import distributions
from torch.nn import functional as F


def in_unit(call):
    """Nats, or bits: PyTorch has natural logarithms."""

    def run(unit, **given):
        scale = {"nats": 1.0, "bits": math.log(2)}[unit]
        return call(**given) / scale

    def of_one(p, unit):
        return run(unit, p=p)

    def of_two(p, q, unit):
        return run(unit, p=p, q=q)

    return of_two if call.__code__.co_argcount == 2 else of_one


def categorical(p):
    return distributions.Categorical(probs=p)


def normal(covariance):
    zeros = covariance.new_zeros(covariance.shape[-1])
    return distributions.MultivariateNormal(zeros, covariance_matrix=covariance, validate_args=False)


def gaussian_mutual_information(covariance, first):
    """The divergence of the distribution from that in which the first variables and the others are independent."""
    sizes = (first, covariance.shape[-1] - first)
    within, others = (rows.split(sizes, -1)[at] for at, rows in enumerate(covariance.split(sizes, -2)))
    apart = torch.zeros_like(covariance)
    apart[..., :first, :first] = within
    apart[..., first:, first:] = others
    return distributions.kl_divergence(normal(covariance), normal(apart))


def hard(is_hard):
    def run(logits, shape, temperature, key):
        torch.manual_seed(key)
        return F.gumbel_softmax(logits.expand(*shape, -1), temperature, hard=is_hard)

    return run


def relaxed(logits, shape, temperature, key):
    torch.manual_seed(key)
    return distributions.RelaxedOneHotCategorical(logits.new_tensor(temperature), logits=logits).rsample(shape)


def accuracy(scores, target):
    return (scores.argmax(-1) == target).to(scores.dtype).mean(-1)


def brier_score(p, target):
    return F.mse_loss(p, F.one_hot(target.long(), p.shape[-1]).to(p.dtype), reduction="none").sum(-1).mean(-1)


INFORMATION = {
    "information.crossEntropy": in_unit(lambda p, q: -torch.special.xlogy(p, q).sum(-1)),
    "information.entropy": in_unit(lambda p: torch.special.entr(p).sum(-1)),
    "information.gaussianEntropy": lambda covariance: normal(covariance).entropy(),
    "information.gaussianMutualInformation": gaussian_mutual_information,
    "information.jointEntropy": in_unit(lambda p: torch.special.entr(p).sum((-2, -1))),
    "information.klDivergence": in_unit(lambda p, q: F.kl_div(q.log(), p, reduction="none").sum(-1)),
    "information.totalVariation": lambda p, q: torch.cdist(p.unsqueeze(-2), q.unsqueeze(-2), p=1.0)[..., 0, 0] / 2,
    "metrics.accuracy": accuracy,
    "metrics.brierScore": brier_score,
    "metrics.fgsm": lambda x, gradient, epsilon: x + epsilon * torch.sign(gradient),
    "probability.gumbelSoftmax": hard(False),
    "probability.straightThroughGumbel": hard(True),
}

OTHER_INFORMATION = {
    "information.entropy": in_unit(lambda p: categorical(p).entropy()),
    "information.klDivergence": in_unit(lambda p, q: distributions.kl_divergence(categorical(p), categorical(q))),
    "information.totalVariation": lambda p, q: F.pairwise_distance(p, q, p=1.0, eps=0.0) / 2,
    "probability.gumbelSoftmax": relaxed,
}
