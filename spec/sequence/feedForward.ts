import { gelu } from '../layers/gelu.ts';
import { linear } from '../layers/linear.ts';
import { relu } from '../layers/relu.ts';
import { defineOperation } from '../operation.ts';
import { pytorch, vaswani2017 } from '../sources.ts';

/** What stands between the two affine maps. */
export const activation = {
  kind: 'choice',
  options: ['relu', 'gelu', 'geluTanh', 'identity'],
  default: 'relu',
} as const;

export const kinks = "relu'(0) is any number from 0 to 1 (here 0)";

export const feedForward = defineOperation({
  id: 'sequence.feedForward',
  meaning:
    'Two affine maps with an activation between them, position by position: W2 phi(W1 x + b1) + b2, phi the rectifier, the Gaussian error linear unit, the same in its form with tanh, or nothing.',
  signature: 'x[..., m], weight1[f, m], bias1?[f], weight2[o, f], bias2?[o] -> y[..., o]',
  attributes: { activation },
  parts: { linear, relu, gelu },
  definition({ x, weight1, bias1, weight2, bias2 }, _notation, { activation }, { linear, relu, gelu }) {
    const inner = { x: linear({ x, weight: weight1, bias: bias1 }).y };
    const activated = {
      identity: () => inner.x,
      relu: () => relu(inner).y,
      gelu: () => gelu(inner).y,
      geluTanh: () => gelu(inner, { approximate: 'tanh' }).y,
    };
    return { y: linear({ x: activated[activation](), weight: weight2, bias: bias2 }).y };
  },
  special: 'propagatesNaN',
  homogeneous: [
    { weight2: 1, bias2: 1, y: 1 },
    { x: 1, weight1: -1 },
  ],
  exchangeable: ['m', 'f', 'o'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'every position has its own result: reordered positions give reordered results, bitwise, whatever stands beside them, where the sums are exact',
    C2: 'without an activation it is affine, f(x + z) - f(z) = f(x) - f(0), and the linear layer of W2 W1 and W2 b1 + b2, on integers',
    C3: 'with the rectifier it is not: f(x) + f(-x) - 2 f(0) is W2 |W1 x| without biases, on integers',
    C4: 'the Gaussian error linear unit, of either form, lies between the rectifier less 0.171 and the rectifier, by a W2 of the identity, up to rounding',
    C5: 'its Lipschitz constant is at most the product of those of its parts: |f(x) - f(z)|_1 <= |W2|_1 |W1|_1 |x - z|_1 with the rectifier, and without an activation, on integers',
  },
  sources: [vaswani2017('section 3.3'), pytorch('torch.nn.TransformerEncoderLayer'), pytorch('torch.nn.GELU')],
});
