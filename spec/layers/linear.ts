import { defineOperation } from '../operation.ts';
import { higham2002, pytorch } from '../sources.ts';

export const linear = defineOperation({
  id: 'layers.linear',
  meaning: 'Affine map of the last axis: the product with the transposed weight, plus a bias.',
  signature: 'x[..., i], weight[o, i], bias?[o] -> y[..., o]',
  definition: ({ x, weight, bias }, { mul, total, each }) => {
    const products = (o: number) => each('i', (i) => mul(x(i), weight(o, i)));
    return { y: (o) => total(bias === undefined ? products(o) : [...products(o), bias(o)]) };
  },
  special: 'propagates',
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['i', 'o'],
  derivative: ({ x, weight }, { y: g }, { sum, mul }) => ({
    x: (i) => sum('o', (o) => mul(g(o), weight(o, i))),
    weight: (o, i) => mul(g(o), x(i)),
    bias: g,
  }),
  clauses: {
    C1: 'f(x + z) - f(z) = f(x) - f(0) on integers: f is affine',
    C2: 'two affine maps in a row are one: weight W2 W1, bias W2 b1 + b2, on integers',
    C3: 'without a bias, y = x W^T, and a bias of zeros changes nothing, bitwise',
    C4: 'the gradient of the bias is the sum of the cotangent over the batch',
    C5: 'f((1 - t) x + t z) = (1 - t) f(x) + t f(z), t in quarters, on multiples of 4; and f(x) + f(z) - f(x + z) = bias: it is linear only without one',
  },
  sources: [higham2002('section 3.5'), pytorch('torch.nn.functional.linear')],
  cost: { multiplications: ({ i = 0, o = 0 }) => i * o },
});
