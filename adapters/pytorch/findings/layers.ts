import type { Finding } from '../../../scripts/_internal/library.ts';

/** Of activations and normalisations. */
export const ofLayers: readonly Finding[] = [
  {
    id: 'group-norm-with-a-bias-alone',
    title: 'F.group_norm with a bias and without a weight cannot be differentiated',
    kind: 'defect',
    clauses: ['layers.groupNorm/*'],
    signature: 'tensor does not have a device',
    cause:
      'Seen from outside: it is so whatever is differentiated, the bias or the input alone, as soon as there is a bias, and not without one. The forward takes a bias without a weight, as layer_norm, batch_norm and instance_norm do, which differentiate it too.',
    call: `import torch
from torch.nn import functional as F
x, bias = torch.ones(1, 2, 2, requires_grad=True), torch.zeros(2, requires_grad=True)
print(F.layer_norm(x, (2, 2), None, torch.zeros(2, 2)).sum().backward(), x.grad.shape)
try:
    F.group_norm(x, 1, None, bias).sum().backward()
except RuntimeError as error:
    print(error)`,
    right: 'Gradients, as without a bias, which moves the result and changes no derivative.',
  },
  {
    id: 'group-norm-of-nothing',
    title: 'The gradient of the weight of F.group_norm is NaN where the images have no pixels',
    kind: 'defect',
    clauses: ['layers.groupNorm/emptyGradient'],
    signature: /weight = float64\[\d+\] \((NaN(, )?)+\)/,
    cause:
      '`native_group_norm` in aten/src/ATen/native/group_norm.cpp gives the reciprocal deviation of an empty group as NaN, and the gradient of the weight, a sum over nothing, is multiplied by it; with no members in the batch the sum is one over no groups, and 0.',
    call: `import torch
from torch.nn import functional as F
weight = torch.ones(2, requires_grad=True)
F.group_norm(torch.ones(1, 2, 0), 1, weight).sum().backward()
print(weight.grad)`,
    right: '[0, 0]: nothing depends on the weight, and layer_norm, batch_norm and instance_norm have 0.',
  },
  {
    id: 'instance-norm-of-no-members',
    title: 'F.instance_norm with a weight or a bias breaks on a batch without members, and on one without channels',
    kind: 'defect',
    clauses: ['layers.instanceNorm/*'],
    signature: 'select(): index 0 out of range for tensor of size [0]',
    cause:
      'It is batch_norm of a single image with all channels of all members side by side, of which there are none; weight and bias are repeated for every member, and the repetition of nothing is looked at.',
    call: `import torch
from torch.nn import functional as F
print(F.group_norm(torch.ones(0, 2, 3), 2).shape)
try:
    print(F.instance_norm(torch.ones(0, 2, 3), weight=torch.ones(2)).shape)
except IndexError as error:
    print(error)`,
    right: '[0, 2, 3] in both, as of group_norm with a group a channel, which is the same.',
  },
  {
    id: 'instance-norm-by-a-number',
    title: 'F.instance_norm takes a weight or a bias without axes for that of a single channel',
    kind: 'convention',
    clauses: ['layers.instanceNorm/signature'],
    cause: 'It repeats both for every member of the batch, and a repeated number is a vector.',
    call: `import torch
print(torch.nn.functional.instance_norm(torch.tensor([[[1.0, 2.0]]]), bias=torch.tensor(19.0)))`,
    right: 'An error, as of group_norm. The specification asks that what has no axis be refused.',
  },
  {
    id: 'hardshrink-of-nan',
    title: 'F.hardshrink takes NaN, and a negative number, for its bound',
    kind: 'convention',
    clauses: ['layers.hardThreshold/attributes'],
    cause: 'It is not looked at. softshrink refuses both: "lambda must be in range".',
    call: `import torch
print(torch.nn.functional.hardshrink(torch.tensor([1.0]), float('nan')))`,
    right: 'An error, as of softshrink.',
  },
  {
    id: 'deviation-by-a-correction-of-nan',
    title: 'torch.std_mean with a correction of NaN is infinite',
    kind: 'convention',
    clauses: ['layers.zscore/attributes'],
    cause: 'What is divided by is the larger of 0 and n - correction, found by a comparison that NaN fails.',
    call: `import torch
print(torch.std_mean(torch.tensor([1.0, 2.0]), dim=0, correction=float('nan')))`,
    right: 'An error, or NaN.',
  },
  {
    id: 'deviation-of-too-few',
    title: 'torch.std_mean of no more numbers than the correction takes away is NaN, with a warning',
    kind: 'convention',
    clauses: ['layers.zscore/signature'],
    cause: 'Documented: the divisor is the larger of 0 and n - correction.',
    call: `import torch
print(torch.std_mean(torch.tensor([[19.0]]), dim=0, correction=8))`,
    right: 'The specification asks that too few rows be refused, or answered by NaN, and says so of their shape too.',
  },
  {
    id: 'linear-fused-with-plain-batch-norm',
    title: 'fuse_linear_bn_weights takes no batchNorm without weight and bias',
    kind: 'defect',
    clauses: ['layers.foldBatchNorm/*'],
    signature: /unsupported operand type\(s\) for [+*]: '(NoneType|Tensor)' and '(NoneType|Tensor)'/,
    ways: ['eager'],
    cause:
      '`fuse_linear_bn_weights` in torch/nn/utils/fusion.py multiplies by what is None there; `fuse_conv_bn_weights` beside it puts ones and zeros in its place.',
    call: `import torch
from torch.nn.utils.fusion import fuse_linear_bn_eval
linear, norm = torch.nn.Linear(2, 2).eval(), torch.nn.BatchNorm1d(2, affine=False).eval()
try:
    fuse_linear_bn_eval(linear, norm)
except TypeError as error:
    print(error)`,
    right: 'The linear layer that does what both do, as of a convolution.',
  },
  {
    id: 'gelu-tanh-gradient-of-large',
    title: "The gradient of F.gelu with approximate='tanh' is NaN for large numbers",
    kind: 'defect',
    clauses: ['layers.gelu/C5'],
    cause:
      '`GeluBackwardKernelImpl` in aten/src/ATen/native/cpu/Activation.cpp multiplies the derivative of the tanh, 1 - tanh^2, which is 0, with that of what is inside, in which x^2 is infinite from the square root of the largest number on: 1.8e19 in float32, and in bfloat16, which is computed in it.',
    call: `import torch
from torch.nn import functional as F
for form in ('none', 'tanh'):
    x = torch.tensor([1e18, 1e20, -1e20], requires_grad=True)
    F.gelu(x, approximate=form).sum().backward()
    print(x.grad)`,
    right: '[1, 1, 0] in both: so far out it is x, or 0.',
  },
  {
    id: 'softplus-from-twenty-on',
    title: 'F.softplus is x itself above 20',
    kind: 'convention',
    clauses: [
      'layers.softplus/C1',
      'layers.softplus/C4',
      'layers.softplus/definition',
      'layers.softplus/tiles',
      'layers.softplus/batch',
      'layers.softplus/layouts',
      'layers.softplus/integers',
      'layers.softplus/shapes',
      'layers.softplus/jacobian',
      'layers.softplus/adjoint',
      'layers.softplus/gradientLayouts',
      'layers.softplus/golden/*',
      'layers.logSigmoid/C2',
    ],
    cause:
      'Documented: "For numerical stability the implementation reverts to the linear function when input times beta > threshold", which is 20. In float32 nothing is lost; in float64 it is off by 2e-9, nine digits. The logarithm by log1p(exp(-|x|)) needs no threshold.',
    call: `import torch
x = torch.tensor(20.5, dtype=torch.float64)
print(torch.nn.functional.softplus(x).item(), torch.logaddexp(x, torch.zeros_like(x)).item())`,
    right: '20.50000000125 in both.',
  },
];
