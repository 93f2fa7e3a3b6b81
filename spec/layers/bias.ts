import { defineOperation } from '../operation.ts';
import { pytorch } from '../sources.ts';

export const bias = defineOperation({
  id: 'layers.bias',
  meaning: 'Every row plus one vector.',
  signature: 'x[..., n], bias[n] -> y[..., n]',
  definition: ({ x, bias }, { add }) => ({ y: (i) => add(x(i), bias(i)) }),
  special: 'propagates',
  homogeneous: [{ x: 1, bias: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: (_, { y: g }) => ({ x: (i) => g(i), bias: (i) => g(i) }),
  clauses: {
    C1: 'the opposite bias undoes it, bitwise on integers',
    C2: 'it is the affine map of the identity, linear(x, I, bias), bitwise on integers',
    C3: 'the gradient of the bias is the sum of the cotangent over all rows, bitwise on integers',
  },
  sources: [pytorch('torch.nn.Linear')],
});
