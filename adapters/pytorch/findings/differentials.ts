import type { Finding } from '../../../scripts/_internal/library.ts';

/** Of differentials and of what is drawn. */
export const ofDifferentials: readonly Finding[] = [
  {
    id: 'forward-mode-at-expanded-tensors',
    title: 'torch.func.jvp refuses a point that was expanded',
    kind: 'defect',
    clauses: [
      'autodiff.stretchedSumJvp/layouts',
      'autodiff.detachedProductJvp/layouts',
      'autodiff.diamondJvp/layouts',
      'autodiff.perceptronJvp/layouts',
      'autodiff.*Hvp/layouts',
    ],
    signature: 'more than one element of the written-to tensor refers to a single memory location',
    cause:
      '`_set_fw_grad` in torch/csrc/autograd/autograd_meta.cpp gives the direction the strides of the point before it copies it there; of an expanded tensor these are 0, and nothing can be written. So does make_dual of torch.autograd.forward_ad. Reverse mode takes such a point, and so does forward mode an expanded direction.',
    call: `import torch
x = torch.ones(1).expand(2)
print(torch.func.vjp(torch.sin, x)[1](torch.ones(2)))
try:
    print(torch.func.jvp(torch.sin, (x,), (torch.ones(2),)))
except RuntimeError as error:
    print(error)`,
    right: 'sin 1 and cos 1, twice each: the values are those of a copy.',
  },
  {
    id: 'gumbel-softmax-without-temperature',
    title: 'F.gumbel_softmax at a temperature of 0 is NaN, where choices are asked for too',
    kind: 'defect',
    clauses: ['probability.gumbelSoftmax/R4', 'probability.straightThroughGumbel/R4'],
    cause:
      '`gumbel_softmax` in torch/nn/functional.py divides by it whatever it is. The documentation: "tau: non-negative scalar temperature".',
    call: `import torch
print(torch.nn.functional.gumbel_softmax(torch.zeros(2), tau=0.0, hard=True))`,
    right: 'An error, or a choice, which no temperature changes.',
  },
];
