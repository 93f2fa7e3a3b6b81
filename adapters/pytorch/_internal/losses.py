"""Losses by PyTorch."""

import torch
from torch.nn import functional as F

from .values import Unsupported, exactly


def classified(call):
    def run(logits, target):
        if (target == -100).any():
            raise Unsupported("-100 is documented to be ignored: ignore_index")
        return call(logits, target.long())

    return run


def of_pairs(call):
    """A loss of predictions and targets; `delta` and `beta` come by their names."""
    return lambda prediction, target, **given: call(prediction, target, **given)


def binary_cross_entropy(probability, target, reduction, floor):
    exactly("binary_cross_entropy is documented to have a floor of -100", floor == -100)
    return F.binary_cross_entropy(probability, target, reduction=reduction)


def negative_log_likelihood(logProbability, target, weight, reduction, ignored):
    return F.nll_loss(logProbability, target.long(), weight, ignore_index=ignored, reduction=reduction)


def weighted_cross_entropy(logits, target, weight, reduction, ignored, smoothing, over):
    exactly("label_smoothing is documented to be over all classes", over == "classes")
    return F.cross_entropy(logits, target.long(), weight, ignore_index=ignored, reduction=reduction, label_smoothing=smoothing)


def soft_cross_entropy(logits, target):
    """Documented: classes are axis 1 of a batch."""
    if logits.ndim < 2:
        return F.cross_entropy(logits, target, reduction="none")
    return F.cross_entropy(logits.movedim(-1, 1), target.movedim(-1, 1), reduction="none")


def half_squared_error(prediction, target, reduction):
    """gaussian_nll_loss of a variance of 1, without its constant."""
    return F.gaussian_nll_loss(prediction, target, torch.ones_like(prediction), reduction=reduction)


def hinge(score, label, reduction):
    return F.margin_ranking_loss(score, torch.zeros_like(score), label, margin=1.0, reduction=reduction)


def huber(prediction, target, delta, reduction):
    exactly("huber_loss is documented for delta > 0", delta > 0)
    return F.huber_loss(prediction, target, delta=delta, reduction=reduction)


def gan_minimax(real, fake):
    value = F.binary_cross_entropy(real, torch.ones_like(real)) + F.binary_cross_entropy(fake, torch.zeros_like(fake))
    return -value


def flow(z, logDeterminant):
    base = torch.distributions.Normal(torch.zeros_like(z), torch.ones_like(z), validate_args=False)
    return -(torch.distributions.Independent(base, 1, validate_args=False).log_prob(z) + logDeterminant)


LOSSES = {
    "losses.binaryCrossEntropy": binary_cross_entropy,
    "losses.binaryCrossEntropyWithLogits": lambda logit, target, reduction: F.binary_cross_entropy_with_logits(
        logit, target, reduction=reduction
    ),
    "losses.crossEntropy": classified(F.cross_entropy),
    "losses.flowNegativeLogLikelihood": flow,
    "losses.ganMinimax": gan_minimax,
    "losses.halfSquaredError": half_squared_error,
    "losses.hinge": hinge,
    "losses.huber": huber,
    "losses.logistic": lambda score, label, reduction: F.soft_margin_loss(score, label, reduction=reduction),
    "losses.meanAbsoluteError": of_pairs(F.l1_loss),
    "losses.meanSquaredError": of_pairs(F.mse_loss),
    "losses.negativeLogLikelihood": negative_log_likelihood,
    "losses.smoothL1": of_pairs(F.smooth_l1_loss),
    "losses.softCrossEntropy": soft_cross_entropy,
    "losses.weightedCrossEntropy": weighted_cross_entropy,
}


def hinge_of_embedding(score, label, reduction):
    """hinge_embedding_loss of the margin, as that of what is no pair: the larger of 0 and 1 less it."""
    return F.hinge_embedding_loss(score * label, -torch.ones_like(score), margin=1.0, reduction=reduction)


def of_two_classes(logit, target, reduction):
    """The cross entropy of the logits (0, z) with the probabilities (1 - t, t)."""
    logits, chances = torch.stack([torch.zeros_like(logit), logit], -1), torch.stack([1 - target, target], -1)
    each = soft_cross_entropy(logits, chances)
    return {"none": lambda x: x, "mean": torch.mean, "sum": torch.sum}[reduction](each)


def nll_of_images(logProbability, target, weight, reduction, ignored):
    """nll_loss2d, that of images, of one pixel each."""
    loss = F.nll_loss(logProbability[..., None, None], target.long()[..., None, None], weight, ignore_index=ignored, reduction=reduction)
    return loss[..., 0, 0] if reduction == "none" else loss


OTHER_LOSSES = {
    "losses.binaryCrossEntropyWithLogits": of_two_classes,
    "losses.crossEntropy": classified(lambda logits, target: F.nll_loss(F.log_softmax(logits, -1), target)),
    "losses.hinge": hinge_of_embedding,
    "losses.negativeLogLikelihood": nll_of_images,
}
