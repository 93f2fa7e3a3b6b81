import type { Finding } from '../../../scripts/_internal/library.ts';

/** Of losses and of information. */
export const ofLosses: readonly Finding[] = [
  {
    id: 'soft-margin-loss-overflows',
    title: 'F.soft_margin_loss is infinite, and its gradient NaN, where e to the margin overflows',
    kind: 'defect',
    clauses: ['losses.logistic/*'],
    signature: 'Infinity',
    cause:
      '`soft_margin_loss_out` in aten/src/ATen/native/Loss.cpp takes the exponential of the margin as it is, and then the logarithm of 1 more: from 709 on in float64, from 88.7 on in float32, it is infinite. `soft_margin_loss_backward_out` divides one such exponential by another. It is softplus of the margin, which does neither.',
    call: `import torch
from torch.nn import functional as F
score = torch.tensor([-100.0], requires_grad=True)
loss = F.soft_margin_loss(score, torch.ones(1))
loss.backward()
print(loss.item(), score.grad, F.softplus(-score).item())`,
    right: '100 and -1: the loss of what is on the wrong side by 100.',
    link: 'https://github.com/pytorch/pytorch/issues/77529',
  },
  {
    id: 'binary-cross-entropy-with-a-steady-slope',
    title: 'The gradient of F.binary_cross_entropy is never steeper than 1e12, also in float64',
    kind: 'defect',
    clauses: ['losses.binaryCrossEntropy/C5', 'losses.ganMinimax/gradientLayouts', 'losses.ganMinimax/adjoint'],
    cause:
      '`binary_cross_entropy_backward_out_cpu` in aten/src/ATen/native/Loss.cpp divides by p (1 - p) or by 1e-12, whichever is larger, so that the slope of a probability below that falls with it: through a sigmoid what is most wrong learns nothing. What is documented is another bound, that no logarithm is below -100, which a probability of 4e-44 has.',
    call: `import torch
from torch.nn import functional as F
for loss in (lambda p: F.binary_cross_entropy(p, torch.ones_like(p)), lambda p: -p.log().mean()):
    z = torch.tensor([-50.0], requires_grad=True)
    loss(torch.sigmoid(z)).backward()
    print(z.grad)`,
    right: '-1 in both: of p = 2e-22 the logarithm has the slope 1 / p.',
    link: 'https://github.com/pytorch/pytorch/issues/103316',
  },
  {
    id: 'binary-cross-entropy-of-what-is-right-about-zero',
    title: 'F.binary_cross_entropy_with_logits loses the loss of what is right about a target of 0',
    kind: 'defect',
    clauses: [
      'losses.binaryCrossEntropyWithLogits/definition',
      'losses.binaryCrossEntropyWithLogits/integers',
      'losses.binaryCrossEntropyWithLogits/layouts',
      'losses.binaryCrossEntropyWithLogits/tiles',
      'losses.binaryCrossEntropyWithLogits/batch',
      'losses.binaryCrossEntropyWithLogits/C3',
    ],
    cause:
      'It is computed as (1 - t) z - log_sigmoid(z). For z below 0 and a target of 0 the two cancel, and what is left, e^z, is off by the unit roundoff of z: it is 0 from -17 on in float32, and from -37 on in float64. For a target of 1 and -z nothing cancels. max(z, 0) - z t + log1p(exp(-|z|)) is exact on both sides.',
    call: `import torch
from torch.nn import functional as F
z = torch.tensor([-17.0, 17.0])
print(F.binary_cross_entropy_with_logits(z, torch.tensor([0.0, 1.0]), reduction='none'))`,
    right: '4.1399e-8 twice: which of two classes is called 1 does not matter.',
  },
  {
    id: 'label-smoothing-of-nan',
    title: 'F.cross_entropy takes a label_smoothing of NaN, and a negative one, for none',
    kind: 'defect',
    clauses: ['losses.weightedCrossEntropy/attributes'],
    cause:
      '`cross_entropy_loss` in aten/src/ATen/native/LossNLL.cpp looks whether it is above 0, and only then whether it lies from 0 to 1. The documentation: "A float in [0.0, 1.0]"; 2.0 is refused.',
    call: `import torch
from torch.nn import functional as F
print(F.cross_entropy(torch.zeros(1, 2), torch.tensor([0]), label_smoothing=float('nan')))
print(F.cross_entropy(torch.zeros(1, 2), torch.tensor([0]), label_smoothing=-1.0))`,
    right: 'An error, as of 2.0.',
  },
  {
    id: 'gaussian-nll-reduction',
    title: 'F.gaussian_nll_loss stumbles over a reduction that is no text while it says so',
    kind: 'convention',
    clauses: ['losses.halfSquaredError/attributes'],
    signature: 'unsupported operand type',
    cause: '`gaussian_nll_loss` in torch/nn/functional.py makes its message by reduction + " is not valid".',
    call: `import torch
from torch.nn import functional as F
try:
    F.gaussian_nll_loss(torch.ones(1), torch.ones(1), torch.ones(1), reduction=0)
except TypeError as error:
    print(error)`,
    right: 'A message about the reduction.',
  },
  {
    id: 'kl-div-of-what-neither-gives',
    title: 'F.kl_div is NaN where the target is 0 and the logarithm minus infinity',
    kind: 'defect',
    clauses: ['information.klDivergence/C2', 'information.klDivergence/C5', 'information.klDivergence/golden/*'],
    cause:
      '`kl_div` in aten/src/ATen/native/Loss.cpp is xlogy(target, target) - target * input: xlogy takes 0 ln 0 for 0, as it should, and the second term is 0 times infinity. torch.distributions.kl_divergence sets it to 0.',
    call: `import torch
from torch.distributions import Categorical, kl_divergence
p = torch.tensor([0.0, 1.0])
print(torch.nn.functional.kl_div(p.log(), p, reduction='sum'), kl_divergence(Categorical(p), Categorical(p)))`,
    right: '0 in both: an outcome that neither distribution gives adds nothing.',
  },
  {
    id: 'cross-entropy-of-no-classes',
    title: 'F.cross_entropy with probabilities of no classes is -0',
    kind: 'convention',
    clauses: ['losses.softCrossEntropy/R1'],
    cause: 'It is a sum over nothing with the other sign.',
    call: `import torch
print(torch.nn.functional.cross_entropy(torch.zeros(1, 0), torch.zeros(1, 0), reduction='none'))`,
    right: 'The specification asks that no classes be refused, as cross_entropy with indices does.',
  },
  {
    id: 'nll-loss-of-images-that-lie-otherwise',
    title: 'F.nll_loss of images cannot be differentiated where they do not lie channel by channel in memory',
    kind: 'defect',
    clauses: ['losses.negativeLogLikelihood/gradientLayouts'],
    signature: 'grad_input must be contiguous',
    ways: ['other'],
    cause:
      '`nll_loss_nd` in aten/src/ATen/native/LossNLL.cpp hands images to `nll_loss2d` as they lie, whose backward asks the gradient, which lies as they do, to be contiguous. The forward takes any layout; cross_entropy copies on its way.',
    call: `import torch
from torch.nn import functional as F
images = torch.zeros(2, 4, 3, 3).to(memory_format=torch.channels_last).requires_grad_()
try:
    F.nll_loss(images, torch.zeros(2, 3, 3, dtype=torch.long)).backward()
except RuntimeError as error:
    print(error)`,
    right: 'A gradient, as of `images.contiguous()`.',
    link: 'https://github.com/pytorch/pytorch/issues/175084',
  },
  {
    id: 'categorical-clamps-its-probabilities',
    title: 'The entropy of torch.distributions.Categorical takes probabilities below 2^-52 for that, and 1 for less',
    kind: 'defect',
    clauses: [
      'information.entropy/C1',
      'information.entropy/C5',
      'information.entropy/C7',
      'information.entropy/definition',
      'information.entropy/tiles',
      'information.entropy/integers',
      'information.entropy/exchange',
      'information.entropy/batch',
      'information.entropy/neighbours',
      'information.entropy/layouts',
      'information.entropy/storage',
    ],
    ways: ['other'],
    cause:
      '`clamp_probs` in torch/distributions/utils.py keeps them from finfo.eps to 1 - eps before it takes logarithms; its documentation calls that "the smallest representable positive number". log_prob of an outcome of 1e-20 is -36 for it, in place of -46. torch.special.entr needs no such thing.',
    call: `import torch
p = torch.tensor([0.0, 1.0], dtype=torch.float64)
print(torch.distributions.Categorical(probs=p).entropy().item(), torch.special.entr(p).sum().item())`,
    right: '0 in both: the outcome is certain.',
  },
  {
    id: 'losses-that-broadcast',
    title:
      'F.soft_margin_loss and margin_ranking_loss take a target that broadcasts, without a word; mse_loss, l1_loss, huber_loss and smooth_l1_loss warn',
    kind: 'convention',
    clauses: [
      'losses.logistic/signature',
      'losses.hinge/signature',
      'losses.meanSquaredError/signature',
      'losses.meanAbsoluteError/signature',
      'losses.huber/signature',
      'losses.smoothL1/signature',
    ],
    cause:
      'The functions in torch/nn/functional.py expand both, four of them after a warning that "this will likely lead to incorrect results due to broadcasting". The documentation: "Target: same shape as the input". binary_cross_entropy refuses, and margin_ranking_loss other numbers of axes alone.',
    call: `import torch
from torch.nn import functional as F
print(F.soft_margin_loss(torch.zeros(2), torch.tensor(1.0)))`,
    right:
      'An error: a target of another shape is a mistake of whoever made it, and a mean over (2, 2) of (2, 1) and (2) one that nobody sees.',
  },
];
