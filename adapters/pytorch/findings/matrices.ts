import type { Finding } from '../../../scripts/_internal/library.ts';

/** Of products, norms, distances and factorisations. */
export const ofMatrices: readonly Finding[] = [
  {
    id: 'lstsq-pivots-by-what-lay-in-memory',
    title: 'torch.linalg.lstsq gives wrong solutions, and others each time, where the matrix has no full column rank',
    kind: 'defect',
    clauses: ['decompositions.lstsq/*'],
    signature: /C1: |x\[|column \d+ of x/,
    cause:
      '`apply_lstsq` in aten/src/ATen/native/BatchLinearAlgebraKernel.cpp leaves JPVT of LAPACK `gelsy` unset, and takes it from one matrix of a batch to the next. What is not 0 there fixes a column in front: pivoting is off, and the rank that is found 0 where that column is. `gelsy` is the default driver on the CPU.',
    call: `import torch
a = torch.zeros(2, 3, 3)
a[0], a[1, 0, 1], a[1, 1, 2] = torch.eye(3), 1.0, 1.0
answer = torch.linalg.lstsq(a, torch.ones(2, 3, 1))
print(answer.rank[1].item(), answer.solution[1].ravel())`,
    right: '2 and [0, 1, 1]: the second matrix has rank 2. The driver gelsd has it.',
    link: 'https://github.com/pytorch/pytorch/issues/187411',
  },
  {
    id: 'exponential-of-a-small-matrix',
    title: 'torch.linalg.matrix_exp of one small matrix has an error of 10^-10 in float64, and of 10^-5 in float32',
    kind: 'defect',
    clauses: ['decompositions.expm/C6'],
    cause:
      'In `compute_T8` in aten/src/ATen/native/LinearAlgebra.cpp, the polynomial of degree 8 that is taken below a norm of 0.05, or of 0.58 in float32, the coefficient x7 lacks a factor x3. It is taken for one matrix; a batch is computed otherwise. Mended upstream after 2.14.',
    call: `import math
import torch
a = torch.tensor([[0.0, -0.04], [0.04, 0.0]], dtype=torch.float64)
print(torch.linalg.matrix_exp(a)[1, 0].item(), torch.linalg.matrix_exp(a.repeat(2, 1, 1))[0, 1, 0].item(), math.sin(0.04))`,
    right: 'sin 0.04 = 0.03998933418663416 in all three.',
    link: 'https://github.com/pytorch/pytorch/issues/196592',
  },
  {
    id: 'exponential-of-views',
    title: 'torch.linalg.matrix_exp refuses a batch of several axes that is not contiguous',
    kind: 'defect',
    clauses: ['decompositions.expm/layouts', 'decompositions.expm/gradientLayouts'],
    signature: 'view size is not compatible',
    cause:
      'The batch axes are made one by `view`, which copies nothing; `reshape` would. That is how it looks from outside.',
    call: `import torch
try:
    print(torch.linalg.matrix_exp(torch.ones(2, 2, 3, 2, 2).transpose(0, 2)))
except RuntimeError as error:
    print(error)`,
    right: 'The same as of `.contiguous()`: the values are the same.',
  },
  {
    id: 'gradient-of-exponential-of-large-cotangents',
    title: 'The gradient of torch.linalg.matrix_exp is wrong where the cotangent is large',
    kind: 'defect',
    clauses: ['decompositions.expm/linearCotangent'],
    cause:
      '`linalg_matrix_exp_differential` in torch/csrc/autograd/FunctionsManual.cpp reads it off the exponential of [A G; 0 A], which is scaled by the norm of the whole: beside a large G, A is rounded away. The derivative is linear in G, which may be scaled to the size of A first (Al-Mohy and Higham 2009, Computing the Frechet derivative of the matrix exponential).',
    call: `import torch
a = torch.ones(1, 1, dtype=torch.float64, requires_grad=True)
for size in (1.0, 1e30):
    print(torch.autograd.grad(torch.linalg.matrix_exp(a), a, torch.full((1, 1), size, dtype=torch.float64))[0].item() / size)`,
    right: 'e = 2.718281828459045 in both.',
  },
  {
    id: 'eigenvalues-of-nan',
    title: 'torch.linalg.eigvals and eigvalsh give finite eigenvalues of a matrix with NaN',
    kind: 'limit',
    clauses: ['decompositions.eigvals/R1', 'decompositions.eigvalsh/R1'],
    cause:
      'They hand it to LAPACK as it is; `eig` looks first, and refuses it. MKL reports an illegal argument of GEBAL and leaves the eigenvalues as they are; in float32 the process ends with a segmentation fault. Documented: "no guarantees on their behaviour when the inputs have non-finite values like inf or NaN".',
    call: `import torch
nan = float('nan')
print(torch.linalg.eigvals(torch.tensor([[1.0, nan], [nan, 1.0]], dtype=torch.float64)))
print(torch.linalg.eigvalsh(torch.tensor([[nan, 1.0], [1.0, 1.0]], dtype=torch.float64)))`,
    right: 'NaN or an error: no number is known.',
    link: 'https://github.com/pytorch/pytorch/issues/85950',
  },
  {
    id: 'vector-norms-overflow',
    title: 'vector_norm, pairwise_distance, cosine_similarity and cdist over- and underflow, and so do their gradients',
    kind: 'limit',
    clauses: [
      'linalg.l2Norm/C3',
      'linalg.l2Norm/definition',
      'linalg.l2Norm/adjoint',
      'linalg.l2Norm/gradientScales',
      'linalg.lpNorm/C3',
      'linalg.lpNorm/definition',
      'linalg.lpNorm/adjoint',
      'linalg.lpNorm/gradientScales',
      'linalg.euclideanDistance/definition',
      'linalg.euclideanDistance/adjoint',
      'linalg.euclideanDistance/gradientScales',
      'linalg.cosineSimilarity/definition',
      'linalg.cosineSimilarity/gradientScales',
      'linalg.pairwiseDistances/adjoint',
      'linalg.pairwiseDistances/gradientScales',
    ],
    cause:
      '`linalg_vector_norm` and the kernels of cdist add up squares, or powers, as they are, long before the norm is out of range; their gradients are x / norm, of a norm that is 0 or infinite.',
    call: `import torch
x = torch.tensor([2.0**600, 0.0], dtype=torch.float64, requires_grad=True)
for p in (2, 3):
    norm = torch.linalg.vector_norm(x, p)
    print(norm.item(), torch.autograd.grad(norm, x)[0])
print(torch.cdist(x.detach()[None], torch.zeros(1, 2, dtype=torch.float64)))`,
    right: '2^600 = 4.15e180 in all, with the gradient [1, 0]. BLAS (dnrm2) scales on the way; NumPy does as PyTorch.',
  },
  {
    id: 'cdist-by-products',
    title: 'torch.cdist loses half of the digits where there are more than 25 rows',
    kind: 'limit',
    clauses: ['linalg.pairwiseDistances/definition'],
    cause:
      'Documented: with `use_mm_for_euclid_dist_if_necessary`, the default, distances of more than 25 rows are computed by a matrix product. ||x||^2 + ||y||^2 - 2 <x, y> cancels where rows are near one another, and what is computed of few rows is another number.',
    call: `import torch
x = torch.arange(52, dtype=torch.float64).reshape(26, 2) / 7
for rows in (25, 26):
    print(torch.cdist(x[:rows], x[:rows]).diagonal().max().item())`,
    right: '0 in both: the distance of a row from itself.',
    link: 'https://github.com/pytorch/pytorch/issues/42479',
  },
  {
    id: 'cdist-loses-nan',
    title: 'torch.cdist makes 0 of NaN where p is infinite',
    kind: 'defect',
    clauses: ['linalg.pairwiseDistances/special'],
    cause:
      'Seen from outside: the largest difference is presumably found by comparisons that NaN fails, in aten/src/ATen/native/cpu/DistanceOpsKernel.cpp. With p = 1 or 2 it is NaN.',
    call: `import torch
x, y = torch.tensor([[float('nan')]]), torch.tensor([[1.0]])
print(torch.cdist(x, y, p=float('inf')), torch.cdist(x, y, p=1.0))`,
    right: 'NaN in both: what is not a number must not become one.',
  },
  {
    id: 'tensordot-stretches',
    title: 'torch.tensordot stretches an axis of size 1 beside a longer one',
    kind: 'defect',
    clauses: ['linalg.tensordot/R2', 'linalg.tensordot/signature'],
    cause:
      '`tensordot` in aten/src/ATen/native/Linear.cpp: "broadcasted dimensions can be summed right away". The documentation does not speak of it; a mistaken axis gives a sum in the place of an error.',
    call: `import torch
print(torch.tensordot(torch.tensor([1.0, 2.0]), torch.tensor([1.0]), dims=([0], [0])))`,
    right: 'An error, as NumPy and einsum have it: "contracted dimensions need to match".',
  },
  {
    id: 'vandermonde-of-few-columns',
    title: 'torch.linalg.vander refuses fewer than two columns',
    kind: 'limit',
    clauses: [
      'linalg.vandermonde/C2',
      'linalg.vandermonde/C3',
      ...['definition', 'tiles', 'integers', 'exchange', 'shapes', 'batch', 'neighbours', 'layouts', 'storage'].map(
        (law) => `linalg.vandermonde/${law}`,
      ),
      ...['untouched', 'repeatable', 'jacobian', 'adjoint', 'linearCotangent', 'untouchedByGradient'].map(
        (law) => `linalg.vandermonde/${law}`,
      ),
      ...['gradientLayouts', 'taylor', 'differences'].map((law) => `linalg.vandermonde/${law}`),
    ],
    signature: 'N must be greater than 1',
    cause: '`linalg_vander` in aten/src/ATen/native/LinearAlgebra.cpp asks for it.',
    call: `import torch
print(torch.vander(torch.tensor([2.0]), 1, increasing=True))
try:
    print(torch.linalg.vander(torch.tensor([2.0])))
except RuntimeError as error:
    print(error)`,
    right: '[[1]] in both, the matrix of one point; torch.vander and NumPy have it.',
  },
  {
    id: 'gradient-of-vander',
    title: 'torch.vander has no gradient',
    kind: 'defect',
    clauses: [
      'linalg.vandermonde/jacobian',
      'linalg.vandermonde/adjoint',
      'linalg.vandermonde/linearCotangent',
      'linalg.vandermonde/untouchedByGradient',
      'linalg.vandermonde/gradientLayouts',
      'linalg.vandermonde/taylor',
      'linalg.vandermonde/differences',
    ],
    signature: 'modified by an inplace operation',
    cause:
      '`vander` in aten/src/ATen/native/TensorFactories.cpp writes the powers into a tensor in which it then multiplies them up in place, so that autograd lacks what was there.',
    call: `import torch
x = torch.tensor([2.0], requires_grad=True)
try:
    torch.vander(x, 3).sum().backward()
except RuntimeError as error:
    print(error)
torch.linalg.vander(x, N=3).sum().backward()
print(x.grad)`,
    right: '1 + 2 x = 5 in both: linalg.vander has it.',
    link: 'https://github.com/pytorch/pytorch/issues/60197',
  },
  {
    id: 'sums-and-distances-broadcast',
    title:
      'torch.add with alpha and F.pairwise_distance take vectors of different lengths, and numbers, and stretch them',
    kind: 'convention',
    clauses: [
      'linalg.axpy/signature',
      'linalg.euclideanDistance/signature',
      'linalg.manhattanDistance/signature',
      'linalg.chebyshevDistance/signature',
    ],
    cause:
      'Documented of torch.add: "Supports broadcasting to a common shape"; F.pairwise_distance is the norm of such a difference, and is documented for shapes (N, D) and (D).',
    call: `import torch
print(torch.add(torch.tensor([19.0, 10.0]), torch.tensor([1.0]), alpha=2))
print(torch.nn.functional.pairwise_distance(torch.tensor([1.0]), torch.tensor([19.0, 10.0])))`,
    right: 'The specification asks that vectors of different lengths be refused.',
  },
  {
    id: 'block-diagonal-of-nothing',
    title: 'torch.block_diag of no matrices is a matrix of one row and no columns',
    kind: 'convention',
    clauses: ['linalg.blockDiag/R1', 'linalg.blockDiag/signature'],
    cause: 'As scipy.linalg.block_diag has it, after which it is made.',
    call: `import torch
print(torch.block_diag().shape)`,
    right: 'The specification asks for at least one matrix; of none the matrix would have no rows, either.',
  },
  {
    id: 'powers-below-zero',
    title: 'torch.linalg.matrix_power takes a negative exponent: the power of the inverse',
    kind: 'convention',
    clauses: ['linalg.matrixPower/attributes'],
    cause:
      'Documented: "If n is negative, it returns the inverse of each matrix (if invertible) raised to the power of abs(n)".',
    call: `import torch
print(torch.linalg.matrix_power(torch.tensor([[2.0]]), -1))`,
    right: 'The specification asks for a whole number that is not negative.',
  },
  {
    id: 'norm-of-order-nan',
    title: 'torch.linalg.vector_norm takes an order of NaN',
    kind: 'convention',
    clauses: ['linalg.lpNorm/attributes'],
    cause: 'An order is a Python float and is not looked at.',
    call: `import torch
print(torch.linalg.vector_norm(torch.tensor([1.0]), float('nan')))`,
    right: 'The specification asks that an attribute that is no number be refused.',
  },
];
