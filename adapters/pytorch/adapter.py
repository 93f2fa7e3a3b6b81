"""PyTorch as tensor-laws sees it, forward and by autograd, 1.13 and 2.

    npx tensor-laws check --exec "python3 adapters/pytorch/adapter.py --device cuda --dtype float32" --start-timeout 120
"""

from argparse import ArgumentParser
from functools import wraps

import torch
from _internal.layouts import LAYOUTS
from _internal.values import Unsupported
from _internal.ways import WAYS

from tensor_laws import Adapter, BFloat16, gradients_by, serve

HALVES = ("float16", "bfloat16")
#: Of a type, and of what has no derivative, such as a target or weights of classes.
NO_KERNEL = ("not implemented for 'Half'", "not implemented for 'BFloat16'", "Low precision dtypes not supported")
NO_KERNEL += ("is not differentiable with respect to argument", "does not support backward on CPU")
parser = ArgumentParser(description=__doc__)
parser.add_argument("--device", default="cpu")
parser.add_argument("--dtype", choices=["float64", "float32", *HALVES], action="append", help="of several the first is the default")
parser.add_argument("--way", choices=list(WAYS), default="eager", help="by which calls, or with which settings")
parser.add_argument("--driver", help="of torch.linalg.svd on CUDA, or of torch.linalg.lstsq in the way of that name")
options = parser.parse_args()
torch.set_num_threads(1)
torch.backends.mkldnn.enabled = options.way != "native"


def to_native(array):
    value = torch.from_numpy(array.array).bfloat16() if isinstance(array, BFloat16) else torch.from_numpy(array)
    value = value.to(options.device)
    return value.to(memory_format=torch.channels_last) if options.way == "channels-last" and value.ndim == 4 else value


def from_native(value):
    value = value.detach().cpu().resolve_conj().resolve_neg()
    return BFloat16(value.float().numpy()) if value.dtype == torch.bfloat16 else value.numpy(force=True)


def is_floating(value):
    return isinstance(value, torch.Tensor) and (value.is_floating_point() or value.is_complex())


def offered(operation):
    """The operation; a data type for which it has no kernel, or a derivative that it has not, is not offered."""

    @wraps(operation)
    def run(**given):
        try:
            return operation(**given)
        except RuntimeError as error:
            text = str(error)
            if any(one in text for one in NO_KERNEL):
                raise Unsupported(text) from error
            raise

    return run


def pullback(function, inputs, upstream):
    leaves = [one.detach().requires_grad_() for one in inputs]
    pairs = list(zip(function(*leaves), upstream, strict=True))
    if any(getattr(result, "is_buffer", False) and g.count_nonzero() for result, g in pairs):
        raise Unsupported("a buffer is documented to have no gradient")
    pairs = [pair for pair in pairs if pair[0].requires_grad]
    results, upstream = ([pair[side] for pair in pairs] for side in (0, 1))
    gradients = torch.autograd.grad(results, leaves, upstream, allow_unused=True)
    return [torch.zeros_like(leaf) if g is None else g for leaf, g in zip(leaves, gradients)]


OPERATIONS = {id: offered(operation) for id, operation in WAYS[options.way](options.driver, options.device).items()}
#: These have no derivative in the specification.
WITHOUT = ("numerics.", "tensor.arg", "tensor.equal", "tensor.greater", "tensor.less", "tensor.notEqual", "tensor.logical", "tensor.is")
WITHOUT += ("tensor.all", "tensor.any", "tensor.signbit", "tensor.oneHot", "tensor.arange", "tensor.eye", "tensor.full", "tensor.linspace")
WITHOUT += ("layers.foldBatchNorm", "layers.step", "metrics.accuracy", "metrics.fgsm", "probability.straightThroughGumbel")
WITHOUT += ("sequence.bptt", "sequence.causalMask", "tensor.ones", "tensor.zeros", "decompositions.eigvals", "decompositions.matrixRank", "decompositions.qrComplete")
#: None of these is differentiated: they draw, they give positions, they write into memory that is given, they take lists of tensors;
#: a determinant by its logarithm has no derivative at 0, and geqrf has none at all; torch.distributions normalises what it is given.
CONSTANT = {
    "out": ("tensor.", "linalg.", "decompositions.", "multilinear.", "layers."),
    "other": ("optimizers.", "decompositions.det", "decompositions.qr", "information.entropy", "information.klDivergence"),
}.get(options.way, ()) + ("tensor.floorDivide", *WITHOUT)
NORMS = ("linalg.l1Norm", "linalg.l2Norm", "linalg.lInfNorm", "linalg.lpNorm")
#: Documented: images without a batch; as many axes as there are classes and one before.
IMAGES = ("layers.conv1d", "layers.conv2d", "layers.convTranspose2d", "layers.depthwiseConv2d", "layers.depthwiseSeparableConv2d")
IMAGES += ("layers.pointwiseConv2d", "layers.im2col", "layers.col2im", "layers.avgPool2d", "layers.globalAvgPool2d", "layers.maxPool2d")
CLASSES = ("losses.crossEntropy", "losses.negativeLogLikelihood", "losses.weightedCrossEntropy", "losses.softCrossEntropy")
#: A module makes its parameters itself, and so does not look at their shapes.
MODULES = {"sequence.lstm": 3, "sequence.rnn": 3, "sequence.gru": 3, "sequence.lstmCell": 2, "sequence.rnnCell": 2, "sequence.gruCell": 2}
MODULES |= {"sequence.attentionWeights": 3, "sequence.bptt": 3}
ATTENTION = ("sequence.scaledDotProductAttention", "sequence.multiHeadAttention", "sequence.cachedAttention", "sequence.blockAttention")
SUMS = ("layers.bias", "losses.halfSquaredError", "sequence.learnedPositions")
DIVERGENCES = ("information.klDivergence", "information.crossEntropy", "information.totalVariation")
SOFT = ("layers.softmax", "layers.logSoftmax", "layers.logSumExp", "information.entropy", "information.jointEntropy")
CATEGORICAL = ("information.entropy", "information.klDivergence")
SINGLE = ("linalg.gemm", "linalg.matvec", "linalg.trace")


def is_differentiated(id):
    return id in ("decompositions.eigvalsh",) or not (id == "decompositions.eig" or id.startswith(CONSTANT))


serve(
    Adapter(
        name="pytorch",
        version=torch.__version__,
        profile={
            "dtype": options.dtype or ["float64", "float32", *HALVES],
            # Documented: type promotion.
            "beyond": ["dtypes"],
            "operations": {
                # Documented: any numbers of axes; matrices of any shape.
                "multilinear.kron": {"beyond": ["ranks", "dtypes"]},
                "decompositions.lu": {"beyond": ["dtypes", "rectangular"]},
                # Documented: "the indices of tied elements are not guaranteed to be stable".
                "tensor.topk": {"ties": "any", "beyond": ["dtypes"]},
                # Documented: one matrix, or one vector.
                **{id: {"batches": "none", "beyond": ["dtypes"]} for id in SINGLE},
                # Documented: a first or last vector; blocks of fewer axes.
                **{id: {"beyond": ["ranks", "dtypes"]} for id in ("linalg.multiDot", "linalg.blockDiag")},
                # Documented: any number of axes, a tensor without axes among them.
                **{id: {"beyond": ["ranks", "dtypes"]} for id in NORMS},
                # Documented: as many axes of both, or one fewer of the right-hand sides.
                "decompositions.lstsq": {"batches": "leading", "beyond": ["ranks", "dtypes"]},
                # Documented: "broadcastable to a common shape".
                "linalg.cosineSimilarity": {"beyond": ["broadcasting", "ranks", "dtypes"]},
                # conv1d multiplies the zeros of its padding with what is not finite.
                "linalg.convolve": {"batches": "none", "nonfinite": "undefined"},
                # Documented: "if A is not invertible the result may contain NaN".
                "decompositions.triangularSolve": {"refusal": "nan"},
                # Documented: a tensor without axes has an axis 0 and -1.
                **{id: {"beyond": ["ranks", "dtypes"]} for id in SOFT},
                # Documented: images without a batch, batch_norm over (N, C), a weight and a bias without the axis of outputs, logits (C).
                **{id: {"beyond": ["ranks", "dtypes"]} for id in (*IMAGES, *CLASSES, "layers.batchNorm", "layers.linear")},
                **{
                    id: {"batches": "leading", "ranks": [1, most], "beyond": ["broadcasting", "dtypes"]}
                    for id, most in MODULES.items()
                },
                # Documented: query, key and value have the same batch axes, and the mask may be broadcast.
                **{id: {"batches": "leading", "beyond": ["broadcasting", "dtypes"]} for id in ATTENTION},
                # Documented: probabilities lie from 0 to 1, and NaN does not.
                "losses.ganMinimax": {"nonfinite": "refuses", "beyond": ["dtypes"]},
                # Documented: validate_args.
                **({id: {"nonfinite": "refuses", "beyond": ["broadcasting", "ranks", "dtypes"]} for id in CATEGORICAL} if options.way == "other" else {}),
                "probability.temperatureSoftmax": {"refusal": "nan", "beyond": ["ranks", "dtypes"]},
                # It looks at no shape.
                "layers.foldBatchNorm": {"beyond": ["broadcasting", "ranks", "dtypes"]},
                # Documented: the deviation of too few is NaN or infinite, with a warning.
                "layers.zscore": {"refusal": "nan", "beyond": ["ranks", "dtypes"]},
                # What it goes on with are buffers, which it makes itself.
                "layers.spectralNormaliseStep": {"beyond": ["broadcasting", "ranks", "dtypes"]},
                # A module looks at no epsilon.
                "sequence.transformerBlock": {"batches": "leading", "ranks": [1, 3], "beyond": ["broadcasting", "dtypes"], "refusal": "nan"},
                # What is composed here of sums and products broadcasts, as they do.
                **{glob: {"beyond": ["broadcasting", "ranks", "dtypes"]} for glob in ("autodiff.*", "metrics.*", *DIVERGENCES)},
                # Documented: any number of axes before that of classes.
                **{id: {"beyond": ["broadcasting", "ranks", "dtypes"]} for id in ("probability.gumbelSoftmax", "probability.straightThroughGumbel")},
                # Documented: "The target ... is the same shape as the input".
                "losses.softCrossEntropy": {"batches": "leading", "beyond": ["ranks", "dtypes"]},
                # Documented: "broadcastable to a common shape".
                **{id: {"beyond": ["broadcasting", "ranks", "dtypes"]} for id in SUMS},
            },
        },
        operations=OPERATIONS,
        gradients=gradients_by(pullback, {id: one for id, one in OPERATIONS.items() if is_differentiated(id)}, is_floating),
        to_native=to_native,
        from_native=from_native,
        layouts={name: (lambda array, lay=lay: lay(to_native(array))) for name, lay in LAYOUTS.items()},
    )
)
