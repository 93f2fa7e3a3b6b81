"""Differentials of small functions by torch.func: vjp, jvp, and jvp over vjp; in the other way by torch.autograd."""

import torch
from torch.nn import functional as F


def perceptron(x, weight1, bias1, weight2, bias2, weight3, bias3):
    return (F.linear(F.relu(F.linear(F.relu(F.linear(x, weight1, bias1)), weight2, bias2)), weight3, bias3),)


def straight_through(x, q):
    return x + (q - x).detach()


def rounded_weights(x, weight):
    return (x * straight_through(weight, torch.round(weight)),)


def classifier(target):
    return lambda bias, weight, x: (F.cross_entropy(F.linear(x, weight, bias), target.long()),)


#: By name the function, its inputs in order, and its outputs.
FUNCTIONS = {
    "stretchedSum": (lambda x, row, shift, unused: (x * row + shift,), ["x", "row", "shift", "unused"], ["y"]),
    "detachedProduct": (lambda x: ((x * x).detach() * x,), ["x"], ["y"]),
    "roundedWeights": (rounded_weights, ["x", "weight"], ["y"]),
    "quadraticForm": (lambda a, x: (torch.dot(x, F.linear(x, a)),), ["a", "x"], ["f"]),
    "rosenbrock": (
        lambda x, y, a, b: ((a - x).square() + b * (y - x.square()).square(),),
        ["x", "y", "a", "b"],
        ["f"],
    ),
    "twoLayerLoss": (lambda w1, w2, x, y: ((w2 * (w1 * x) - y).square() * 0.5,), ["w1", "w2", "x", "y"], ["loss"]),
    "perceptron": (perceptron, ["x", "weight1", "bias1", "weight2", "bias2", "weight3", "bias3"], ["y"]),
    "diamond": (lambda x: (x + x, (x * x) * (x * x + x)), ["x"], ["twice", "quartic"]),
    "classifier": (None, ["bias", "weight", "x"], ["loss"]),
}


def bare(results):
    return results[0] if len(results) == 1 else tuple(results)


def by_func(mode, function, x, d, c):
    if mode == "jvp":
        return torch.func.jvp(function, x, d)[1]
    pull = lambda *x: torch.func.vjp(function, *x)[1](c)
    return pull(*x) if mode == "vjp" else torch.func.jvp(pull, x, d)[1]


def by_autograd(mode, function, x, d, c):
    """torch.autograd.functional, whose forward mode is reverse mode twice."""
    of = {"vjp": torch.autograd.functional.vjp, "jvp": torch.autograd.functional.jvp, "hvp": torch.autograd.functional.vhp}[mode]
    if mode == "hvp":
        weighted = lambda *x: sum((one * weight).sum() for one, weight in zip(function(*x), c))
        return of(weighted, x, d, create_graph=True)[1]
    return of(function, x, c if mode == "vjp" else d, create_graph=True)[1]


def differential(by, name, mode):
    made, inputs, outputs = FUNCTIONS[name]

    def run(**given):
        function = made or classifier(given["target"])
        d, c = (tuple(given[f"{kind}_{one}"] for one in names if f"{kind}_{one}" in given) for kind, names in (("d", inputs), ("c", outputs)))
        return bare(by(mode, function, tuple(given[one] for one in inputs), d, c))

    return run


MODES = {
    "stretchedSum": ("jvp", "vjp"),
    "detachedProduct": ("jvp", "vjp"),
    "roundedWeights": ("vjp",),
    "quadraticForm": ("hvp", "vjp"),
    "rosenbrock": ("hvp", "vjp"),
    "twoLayerLoss": ("hvp", "vjp"),
    "classifier": ("hvp", "vjp"),
    "perceptron": ("jvp", "vjp"),
    "diamond": ("hvp", "jvp", "vjp"),
}


def by_way(by):
    return {f"autodiff.{name}{mode.title()}": differential(by, name, mode) for name, modes in MODES.items() for mode in modes}


DIFFERENTIALS = {
    "autodiff.detach": lambda x: x.detach(),
    "autodiff.straightThrough": straight_through,
    **by_way(by_func),
}
OTHER_DIFFERENTIALS = by_way(by_autograd)
