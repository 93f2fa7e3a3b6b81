import { differential } from '../differential.ts';
import { batchLoss } from '../programs/batchLoss.ts';
import { multilayerPerceptron } from '../programs/multilayerPerceptron.ts';
import { eigenvaluesText, essenceText, foundationsText, pearlmutter1994 } from '../sources.ts';

export const perceptronVjp = differential('vjp', multilayerPerceptron, {
  id: 'autodiff.perceptronVjp',
  meaning: 'Backpropagation through three affine maps with rectifiers between them.',
  signature:
    'x[n, i], weight1[h, i], bias1[h], weight2[k, h], bias2[k], weight3[o, k], bias3[o], c_y[n, o] -> g_x[n, i], g_weight1[h, i], g_bias1[h], g_weight2[k, h], g_bias2[k], g_weight3[o, k], g_bias3[o]',
  clauses: {
    C1: 'on integers g_x is W1^T D1 W2^T D2 W3^T c, D the signs of what came before each rectifier, bitwise',
    C2: 'the gradients of a batch are those of its members: by x one by one, by a parameter their sum, on integers',
    C3: 'without biases <theta, g> is <y, c> for the weights of each layer: the network is homogeneous in each, on integers',
  },
  errata: {
    E55: {
      claim: 'the update signal of the earliest layer is proportional to W_1^T W_2^T .. W_L^T',
      where: eigenvaluesText('the tyranny of depth and the ghost of eigenvalues'),
      kind: 'imprecise',
      counterexample:
        'with weights 2, 3 and 5 and x = 1, and units that all let through, the gradient of the first weight is 15, whatever that weight is',
      right: 'delta_1 = D_1 W_2^T D_2 W_3^T .. c: the transposed weights of the layers behind it, and not its own',
      clauses: ['C1'],
    },
  },
  sources: [foundationsText('section 1.1.9')],
});

export const perceptronJvp = differential('jvp', multilayerPerceptron, {
  id: 'autodiff.perceptronJvp',
  meaning: 'Forward mode through three affine maps with rectifiers between them.',
  signature:
    'x[n, i], weight1[h, i], bias1[h], weight2[k, h], bias2[k], weight3[o, k], bias3[o], d_x[n, i], d_weight1[h, i], d_bias1[h], d_weight2[k, h], d_bias2[k], d_weight3[o, k], d_bias3[o] -> d_y[n, o]',
  clauses: {
    C1: 'on integers and along x it is W3 D2 W2 D1 W1 d, D the signs of what came before each rectifier, bitwise',
    C2: 'where no unit changes its sign, J is the same at x + delta, bitwise: the network is piecewise affine',
    C3: 'and J delta is f(x + delta) - f(x), on integers and 2^-16 of them, bitwise',
    C4: 'behind a layer of one unit the rank of J is 1 at most: two results are parallel, on integers',
  },
  sources: [foundationsText('section 1.1.9')],
});

export const classifierVjp = differential('vjp', batchLoss, {
  id: 'autodiff.classifierVjp',
  meaning: 'The gradient of the mean loss of a linear classifier: labels have none.',
  signature: 'bias[c], weight[c, i], x[n, i], int target[n], c_loss[] -> g_bias[c], g_weight[c, i], g_x[n, i]',
  clauses: {
    C1: 'with L = max(1 + |x_n|^2) / 2 a step of -g / L in the parameters lowers the loss by |g|^2 / 2L at least, and one of g / L raises it by |g|^2 / L at least',
  },
  errata: {
    E31: {
      claim: 'the gradient is the direction of fastest descent',
      where: essenceText('3.2'),
      kind: 'wrong',
      counterexample:
        'a step of 1/8 along the gradient raises the loss of one example with equal logits, and one against it lowers it',
      right: 'the gradient is the direction of steepest ascent, and the negative gradient that of steepest descent',
      clauses: ['C1'],
    },
  },
  sources: [foundationsText('section 1.1.9')],
});

export const classifierHvp = differential('hvp', batchLoss, {
  id: 'autodiff.classifierHvp',
  meaning: 'The Hessian of the mean loss of a linear classifier times a direction.',
  signature:
    'bias[c], weight[c, i], x[n, i], int target[n], d_bias[c], d_weight[c, i], d_x[n, i], c_loss[] -> h_bias[c], h_weight[c, i], h_x[n, i]',
  clauses: {
    C1: 'along directions of the parameters, in which the logits are linear, d^T H d >= 0',
  },
  sources: [pearlmutter1994('section 3')],
});
