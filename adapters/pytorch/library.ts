import { defineLibrary } from '../../scripts/_internal/library.ts';
import { ofDifferentials } from './findings/differentials.ts';
import { ofLayers } from './findings/layers.ts';
import { ofLosses } from './findings/losses.ts';
import { ofMatrices } from './findings/matrices.ts';
import { ofTensors } from './findings/tensors.ts';

const command = 'python3 adapters/pytorch/adapter.py';

export default defineLibrary({
  title: 'PyTorch',
  homepage: 'https://github.com/pytorch/pytorch',
  language: 'Python',
  needs: 'PyTorch 2 and NumPy for python3 (`pip install torch numpy`)',
  ways: [
    {
      name: 'eager',
      exec: command,
      dtypes: ['float64'],
      says: 'One call after another on the CPU, by the functions that the documentation shows first, differentiated by autograd. Reductions over an empty list of axes are left to `no-axes`.',
    },
    {
      name: 'no-axes',
      exec: `${command} --way no-axes`,
      dtypes: ['float64'],
      says: 'sum, mean and amax with `dim=[]` too.',
    },
    {
      name: 'other',
      exec: `${command} --way other`,
      dtypes: ['float64'],
      says: 'Other calls for the same: addmm with beta 0, lu_factor and lu_solve, slogdet, geqrf and householder_product, log_softmax, multi_head_attention_forward, optimizers with foreach; modules in the place of functions, sequences of one step in that of cells, torch.distributions, torch.autograd.functional.',
    },
    {
      name: 'flex',
      exec: `${command} --way flex`,
      dtypes: ['float64'],
      says: 'torch.nn.attention.flex_attention, not compiled.',
    },
    {
      name: 'out',
      exec: `${command} --way out`,
      dtypes: ['float64'],
      says: 'Results are written into tensors that are given, `out=`: full of NaN, and lying column by column in memory.',
    },
  ],
  findings: [
    {
      id: 'sum-over-no-axes',
      title: 'sum, mean and amax with an empty list of axes reduce over all axes',
      kind: 'defect',
      clauses: ['tensor.sum/*', 'tensor.mean/*', 'tensor.max/*'],
      signature: 'axes = []',
      ways: ['no-axes'],
      cause:
        '`make_dim_mask` in aten/src/ATen/native/ReduceOpsUtils.h takes an empty list of axes for all of them, as it takes None. The documentation of torch.sum says it of None alone: "If None, all dimensions are reduced."',
      call: `import torch
print(torch.sum(torch.tensor([1.0, 2.0]), dim=[]))`,
      right:
        'tensor([1., 2.]): over no axes there is nothing to add, and the shape stays. NumPy and the array API standard have it so; a list of axes that a program computes may be empty.',
      link: 'https://github.com/pytorch/pytorch/issues/29137',
    },
    {
      id: 'kron-of-views',
      title: 'torch.kron refuses operands that are not contiguous',
      kind: 'defect',
      clauses: ['multilinear.kron/layouts', 'multilinear.kron/gradientLayouts'],
      cause:
        '`KronImpl` in aten/src/ATen/native/LinearAlgebra.cpp puts an axis of size 1 beside every axis by `at::_unsafe_view`, which copies nothing and therefore takes no transposed tensor; `reshape` would.',
      call: `import torch
try:
    print(torch.kron(torch.eye(2), torch.ones(2, 3).T))
except RuntimeError as error:
    print(error)`,
      right: 'The same as of `torch.ones(2, 3).T.contiguous()`: the values are the same.',
      link: 'https://github.com/pytorch/pytorch/issues/54135',
    },
    {
      id: 'matmul-into-a-view',
      title: 'torch.matmul of a batch and one matrix cannot write into memory that is not contiguous',
      kind: 'defect',
      clauses: ['linalg.matmul/*'],
      signature: 'must match the size of tensor b',
      ways: ['out'],
      cause:
        'The batch is folded into the rows, and `out` is reshaped for it: a copy where it is not contiguous, which is copied back in the shape of the folded product. That is how it looks from outside; the sizes in the error are those of the two.',
      call: `import torch
a, b = torch.ones(2, 3, 4), torch.ones(4, 5)
print(torch.matmul(a, b, out=torch.empty(2, 3, 5)).shape)
try:
    print(torch.matmul(a, b, out=torch.empty(5, 3, 2).permute(2, 1, 0)).shape)
except RuntimeError as error:
    print(error)`,
      right: 'The same in both: of two matrices, or of two batches, such an `out` is written to.',
    },
    {
      id: 'gradient-of-det-of-singular',
      title: 'The gradient of torch.linalg.det at a singular matrix is 0 without an error',
      kind: 'defect',
      clauses: ['decompositions.det/*'],
      signature: /gradient of decompositions\.det[\s\S]*-> a = float64\[.*\] \((-?0(, )?)+\)/,
      cause:
        '`linalg_det_backward` in torch/csrc/autograd/FunctionsManual.cpp solves A^H X = conj(det A) G by LU factors whose zero pivots it replaces by eps. Where det A is exactly 0 so is the right-hand side, and X.',
      call: `import torch
a = torch.tensor([[1.0, 2.0], [2.0, 4.0]], requires_grad=True)
torch.linalg.det(a).backward()
print(a.grad)`,
      right:
        '[[4, -2], [-2, 1]], the matrix of cofactors: a determinant is a polynomial in the entries and differentiable everywhere. Of a matrix of rank n - 1 its gradient is not 0.',
      link: 'https://github.com/pytorch/pytorch/issues/104675',
    },
    {
      id: 'frobenius-norm-overflows',
      title: 'The Frobenius norm overflows where the squares of entries do, long before the norm does',
      kind: 'limit',
      clauses: ['linalg.norm/C8', 'linalg.norm/C9', 'linalg.frobeniusNorm/C3'],
      cause:
        '`linalg_matrix_norm` calls `linalg_vector_norm`, which adds squares as they are; its gradient, x / norm, is then x / infinity.',
      call: `import torch
x = torch.tensor([[0.0, 2.0**512]], dtype=torch.float64, requires_grad=True)
norm = torch.linalg.matrix_norm(x)
norm.backward()
print(norm.item(), x.grad)`,
      right:
        '2^512 and [[0, 1]]. LAPACK (dlange) and BLAS (dnrm2) scale on the way; the definition by a sum of squares does not ask for it, and NumPy does as PyTorch.',
    },
    {
      id: 'gradient-of-logsumexp-far-from-zero',
      title: 'The gradient of torch.logsumexp loses its digits where the numbers are large',
      kind: 'defect',
      clauses: ['layers.logSumExp/C6', 'layers.logSumExp/gradientLayouts'],
      cause:
        '`logsumexp_backward` in torch/csrc/autograd/FunctionsManual.cpp is grad * (self - result).exp(): the result was rounded where it is large, and exp makes that error, |result| times the unit roundoff, a relative one. logaddexp and softmax subtract the largest number first. Blanchard, Higham and Higham 2021 (Accurately computing the log-sum-exp and softmax functions, section 3) advise against it.',
      call: `import torch
x = torch.tensor([1e8, 1e8], requires_grad=True)
torch.logsumexp(x, 0).backward()
print(x.grad, torch.softmax(x.detach(), 0))`,
      right: '[0.5, 0.5], the softmax of the same numbers: of equal ones each has half.',
    },
    {
      id: 'convolution-without-channels',
      title: 'A convolution over no input channels gives no output channels',
      kind: 'defect',
      clauses: [
        'layers.conv2d/integers',
        'layers.conv2d/shapes',
        'layers.conv1d/integers',
        'layers.conv1d/shapes',
        'layers.pointwiseConv2d/integers',
        'layers.pointwiseConv2d/shapes',
      ],
      signature: 'output y must be',
      cause:
        '`calc_output_size` in aten/src/ATen/native/Convolution.cpp: "Handle empty # of channels", by which the result has 0 channels where the input has. The documentation gives it C_out of them.',
      call: `import torch
from torch.nn import functional as F
weight, bias = torch.ones(2, 0, 1, 1), torch.ones(2)
print(F.conv2d(torch.ones(1, 0, 3, 3), weight, bias).shape)
print(F.linear(torch.ones(1, 0), weight[..., 0, 0], bias))`,
      right: '[1, 2, 3, 3], and the bias in each channel: a sum over nothing is 0, as F.linear and matmul have it.',
      link: 'https://github.com/pytorch/pytorch/pull/66256',
    },
    {
      id: 'linear-stretches-its-bias',
      title: 'F.linear takes a bias of any shape that broadcasts to the result',
      kind: 'defect',
      clauses: ['layers.linear/signature'],
      replays: [
        'lY5BC4JAEIX_y6PjUBkRsuBB6Nqhs3hYdbKlRWV3zET2v4eU1KVDc3h8h_fNzIQ7VESweoCC1SM7v7amYe023tSNlt4xCJWMHUPhYlsthz0IpfYMNcE0XS9-psccK-HGtw4q-3SzKCek74mPcYI8EAY29VV-Ojv6tk7bhdLbOU1eGwqj_T83A0GLOFP0wrMYCGVvO2cEanknEDxzBRWFJw',
      ],
      cause:
        'It hands the bias to addmm, or adds it, and both broadcast. The documentation: "Bias: (out_features) or ()".',
      call: `import torch
from torch.nn import functional as F
x, weight = torch.ones(2, 3), torch.ones(2, 3)
print(F.linear(x, weight, torch.tensor([1.0])))
print(F.linear(x, weight, torch.tensor([[1.0, 2.0], [3.0, 4.0]])))`,
      right: 'An error: a bias of one entry for two outputs, or of two axes, is a mistake of whoever made it.',
    },
    {
      id: 'differentiable-adam-in-float32',
      title: 'Adam and AdamW with differentiable=True correct their moments in float32, whatever the parameters are',
      kind: 'defect',
      clauses: [
        'optimizers.adam*/jacobian',
        'optimizers.adam*/adjoint',
        'optimizers.adam*/gradientLayouts',
        'optimizers.adam*/gradientScales',
        'optimizers.adam*/taylor',
        'optimizers.adam*/differences',
        'optimizers.adam*/golden/*/gradient',
      ],
      ways: ['eager'],
      cause:
        '`_single_tensor_adam` in torch/optim/adam.py computes 1 - beta**step by `step`, a tensor of float32, and lr / bias_correction and eps / step_size from it in float32: without differentiable (or capturable) it takes Python floats. Of parameters in float64 nine digits are lost, and an eps that float32 cannot hold becomes infinite.',
      call: `import torch
for differentiable in (False, True):
    p = torch.tensor([1.0], dtype=torch.float64)
    p.grad = torch.tensor([1.0], dtype=torch.float64)
    torch.optim.Adam([p], lr=0.001, differentiable=differentiable).step()
    print(p.item())`,
      right: 'The same step in both: 0.99900000001 to the precision of float64.',
    },
    {
      id: 'differentiable-adam-without-rate',
      title: 'The gradient through Adam and AdamW with differentiable=True is NaN where the learning rate is 0',
      kind: 'defect',
      clauses: ['optimizers.adam*/linearCotangent'],
      ways: ['eager'],
      cause:
        '`_single_tensor_adam` in torch/optim/adam.py divides the denominator by the step size, so that one addcdiv_ does for both: where lr is 0 the denominator is infinite. The step is right, 0, and its derivative 0 times infinity.',
      call: `import torch
g = torch.tensor([1.0], requires_grad=True)
p = torch.tensor([1.0], requires_grad=True)
q = p.clone()
q.grad = g
torch.optim.Adam([q], lr=0.0, differentiable=True).step()
print(torch.autograd.grad(q.sum(), [p, g]))`,
      right: '(1, 0): with a learning rate of 0 the parameter does not depend on the gradient.',
      link: 'https://github.com/pytorch/pytorch/issues/126514',
    },
    {
      id: 'attention-of-nan-is-zero',
      title: 'scaled_dot_product_attention answers a query that is NaN by zeros, where it has four axes on the CPU',
      kind: 'defect',
      clauses: [
        'sequence.scaledDotProductAttention/special',
        'sequence.transformerBlock/special',
        'sequence.multiHeadAttention/special',
        'sequence.cachedAttention/special',
      ],
      cause:
        'Of four axes the CPU takes `cpu_flash_attention` in aten/src/ATen/native/cpu/FlashAttentionKernel.cpp. It answers 0, as for a row that a mask has emptied: presumably its largest score, found by comparisons that NaN fails, stays minus infinity. This was seen from outside, and not read in the kernel. Of three axes the scores go through softmax and stay NaN. `multi_head_attention_forward`, and so nn.MultiheadAttention with need_weights=False and nn.TransformerEncoderLayer, adds the fourth axis.',
      call: `import torch
from torch.nn.functional import scaled_dot_product_attention as attention
query, key, value = torch.tensor([[[float('nan'), 1.0]]]), torch.ones(1, 1, 2), torch.ones(1, 1, 2)
print(attention(query, key, value))
print(attention(query[None], key[None], value[None]))`,
      right:
        'NaN in both: what is not a number must not become one. It was reported as a silent regression of 2.5 and closed; 2.13 has it.',
      link: 'https://github.com/pytorch/pytorch/issues/141128',
    },
    {
      id: 'seed-of-one-half',
      title: 'torch.manual_seed takes 0.5 for 0',
      kind: 'convention',
      clauses: [
        'layers.dropout/attributes',
        'numerics.haarOrthogonal/attributes',
        'probability.gumbelSoftmax/attributes',
        'probability.straightThroughGumbel/attributes',
      ],
      cause:
        '`manual_seed` in torch/random.py makes `int(seed)` of what it is given, without a look at whether it was a whole number; Generator.manual_seed refuses it.',
      call: `import torch
print(torch.manual_seed(0.5).initial_seed())`,
      right: 'The specification asks that a key that is no integer be refused.',
    },
    {
      id: 'attention-without-features',
      title: 'scaled_dot_product_attention without features gives every key the same weight',
      kind: 'convention',
      clauses: ['sequence.scaledDotProductAttention/R1', 'sequence.cachedAttention/R1'],
      cause:
        'Scores over no features are sums over nothing, 0, before the scale, 1 / sqrt(0), is multiplied to what has no elements: the softmax of zeros is uniform.',
      call: `import torch
none = torch.ones(2, 0)
print(torch.nn.functional.scaled_dot_product_attention(none, none, torch.tensor([[1.0], [3.0]])))`,
      right: 'The definition divides 0 by sqrt(0), so that the specification has an error or NaN there.',
    },
    ...ofTensors,
    ...ofLayers,
    ...ofLosses,
    ...ofDifferentials,
    ...ofMatrices,
  ],
});
