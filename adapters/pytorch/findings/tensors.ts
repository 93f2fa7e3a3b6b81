import type { Finding } from '../../../scripts/_internal/library.ts';

/** Of elements, reductions and shapes. */
export const ofTensors: readonly Finding[] = [
  {
    id: 'sqrt-one-unit-off',
    title: 'torch.sqrt is not always the number that is nearest to the root',
    kind: 'defect',
    clauses: ['tensor.sqrt/C1', 'tensor.sqrt/storage'],
    cause:
      '`sqrt` in aten/src/ATen/native/cpu/UnaryOpsKernel.cpp goes through the vector mathematics of MKL, which allows an error of somewhat more than half a unit: of 100000 numbers between 1 and 2 it is off by one in 1000, and in 9000 in float32. IEEE 754 asks for the nearest number, and the instruction of every processor gives it.',
    call: `import math
import torch
x = 1.1122807685915925
print(torch.sqrt(torch.tensor([x], dtype=torch.float64)).item(), math.sqrt(x))`,
    right: '1.0546472247114638 in both, as NumPy has it.',
    link: 'https://github.com/pytorch/pytorch/issues/31250',
  },
  {
    id: 'sign-of-nan',
    title: 'torch.sign makes 0 of NaN',
    kind: 'defect',
    clauses: ['tensor.sign/specialCases'],
    cause: 'The sign is (0 < x) - (x < 0), and both comparisons are false.',
    call: `import torch
print(torch.sign(torch.tensor(float('nan'))))`,
    right: 'NaN, as the array API standard and NumPy have it: what is not a number must not become one.',
    link: 'https://github.com/pytorch/pytorch/issues/41245',
  },
  {
    id: 'remainder-of-negative-zero',
    title: 'torch.remainder of -0 and a positive number is -0',
    kind: 'defect',
    clauses: ['tensor.remainder/specialCases'],
    cause:
      '`remainder_kernel` in aten/src/ATen/native/cpu/BinaryOpsKernel.cpp adds the divisor where fmod has the other sign and is not 0: a zero keeps the sign of the dividend. The documentation: "The result has the same sign as the divisor".',
    call: `import torch
print(torch.remainder(torch.tensor(-0.0), 2.0), -0.0 % 2.0)`,
    right: '0, as Python and NumPy have it: the sign of the divisor.',
  },
  {
    id: 'clamp-to-a-point',
    title: 'torch.clamp to a single number has a gradient of 1 there',
    kind: 'defect',
    clauses: ['tensor.clip/kinks'],
    cause:
      'The backward lets through what lies from min to max, both counted in; where they are equal that is a point.',
    call: `import torch
x = torch.zeros(1, requires_grad=True)
torch.clamp(x, 0.0, 0.0).backward()
print(x.grad)`,
    right: '0: the function is constant, whatever x is.',
  },
  {
    id: 'arange-against-its-step',
    title: 'torch.arange refuses a range against the direction of its step',
    kind: 'limit',
    clauses: [
      'tensor.arange/C2',
      'tensor.arange/definition',
      'tensor.arange/tiles',
      'tensor.arange/integers',
      'tensor.arange/shapes',
      'tensor.arange/repeatable',
    ],
    signature: 'inconsistent with step sign',
    cause: '`arange_check_bounds` in aten/src/ATen/native/RangeUtils.h asks for it.',
    call: `import torch
try:
    print(torch.arange(0, -1, 1))
except RuntimeError as error:
    print(error)`,
    right: 'Nothing, as the array API standard and NumPy have it: "length 0 otherwise".',
    link: 'https://github.com/pytorch/pytorch/issues/70915',
  },
  {
    id: 'arange-in-vectors',
    title: 'torch.arange rounds its elements twice',
    kind: 'limit',
    clauses: ['tensor.arange/C4'],
    cause:
      '`arange` in aten/src/ATen/native/cpu/RangeFactoriesKernel.cpp computes start + i step for the first number of a vector of the processor, and the others from that one: two roundings, and those of the larger number.',
    call: `import torch
print(torch.arange(0, 4, 0.1, dtype=torch.float64)[13].item(), 13 * 0.1)`,
    right: '1.3 in both: element i is start + i step.',
  },
  {
    id: 'number-for-a-vector',
    title:
      'gather, scatter_add, index_select and linalg.vander take a tensor without axes for a vector of one element, beside a vector too',
    kind: 'convention',
    clauses: [
      'tensor.gather/signature',
      'tensor.scatterAdd/signature',
      'tensor.indexSelect/signature',
      'linalg.vandermonde/signature',
    ],
    cause:
      'A tensor without axes has an axis 0 and -1 wherever an axis is asked for (`maybe_wrap_dim` with `wrap_scalar`), and their checks of the numbers of axes count it as 1.',
    call: `import torch
print(torch.gather(torch.tensor(19.0), 0, torch.tensor([0])))
print(torch.index_select(torch.tensor([19.0]), 0, torch.tensor(0)))
print(torch.linalg.vander(torch.tensor(19.0), N=2))`,
    right:
      'The specification asks that what has no axis be refused. The documentation: index of index_select is "the 1-D tensor containing the indices".',
  },
];
