import { gaussNewton, type Split } from '../differential.ts';
import { linear } from '../layers/linear.ts';
import { softmax } from '../layers/softmax.ts';
import { crossEntropy } from '../losses/crossEntropy.ts';
import { defineOperation } from '../operation.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { baldiHornik1989, foundationsText, martens2020, schraudolph2002 } from '../sources.ts';
import { scale, sub } from '../tensor/arithmetic.ts';
import { mul } from '../tensor/mul.ts';
import { square } from '../tensor/powers.ts';

/** `programs.twoLayerLoss` in two: the residual, and half its square. */
export const twoLayers: Split = {
  model: program({
    id: 'programs.twoLayerResidual',
    meaning: 'What a linear network of two layers with a unit each is off by.',
    signature: 'w1[], w2[], x[], y[] -> r[]',
    nodes: {
      hidden: node(mul, { a: 'w1', b: 'x' }),
      output: node(mul, { a: 'w2', b: 'hidden.c' }),
      residual: node(sub, { a: 'output.c', b: 'y' }),
    },
    results: { r: 'residual.c' },
    clauses: {},
    sources: [baldiHornik1989('section 3')],
  }),
  loss: program({
    id: 'programs.halfSquare',
    meaning: 'Half a square.',
    signature: 'r[] -> loss[]',
    nodes: { squared: node(square, { x: 'r' }), half: node(scale, { x: 'squared.y' }, { factor: 1 / 2 }) },
    results: { loss: 'half.y' },
    clauses: {},
    sources: [baldiHornik1989('section 3')],
  }),
};

/** `programs.batchLoss` in two: the logits, and their mean cross entropy. */
export const classifier: Split = {
  model: program({
    id: 'programs.logits',
    meaning: 'The logits of a linear classifier.',
    signature: 'bias[c], weight[c, i], x[n, i] -> z[n, c]',
    nodes: { logits: node(linear, { x: 'x', weight: 'weight', bias: 'bias' }) },
    results: { z: 'logits.y' },
    clauses: {},
    sources: [foundationsText('section 1.1.9')],
  }),
  loss: program({
    id: 'programs.meanLoss',
    meaning: 'The mean cross entropy of some logits.',
    signature: 'z[n, c], int target[n] -> loss[]',
    domain: { target: 'label' },
    nodes: { mean: node(crossEntropy, { logits: 'z', target: 'target' }) },
    results: { loss: 'mean.loss' },
    clauses: {},
    sources: [foundationsText('section 1.1.9')],
  }),
};

export const twoLayerLossGaussNewton = gaussNewton(twoLayers, {
  id: 'autodiff.twoLayerLossGaussNewton',
  meaning:
    'J^T J d of the residual r of a linear network of two layers with a unit each: the Hessian of r^2 / 2 without the curvature of r.',
  signature: 'w1[], w2[], x[], y[], d_w1[], d_w2[], d_x[], d_y[], c_loss[] -> h_w1[], h_w2[], h_x[], h_y[]',
  clauses: {
    C1: 'on integers it is J^T <J, d>, J = (w2 x, w1 x, w1 w2, -1), bitwise, whatever y is: positive semidefinite, of rank 1',
    C2: 'where the residual is 0 it is what the Hessian gives, on integers, bitwise',
  },
  sources: [schraudolph2002('section 3')],
});

export const classifierGaussNewton = gaussNewton(classifier, {
  id: 'autodiff.classifierGaussNewton',
  meaning:
    'J^T H J d of the mean loss of a linear classifier: J the Jacobian of the logits, H the Hessian of the cross entropy by them.',
  signature:
    'bias[c], weight[c, i], x[n, i], int target[n], d_bias[c], d_weight[c, i], d_x[n, i], c_loss[] -> h_bias[c], h_weight[c, i], h_x[n, i]',
  clauses: {
    C1: 'd^T G d >= 0 along all directions, those of the inputs too, where the Hessian may be indefinite',
    C2: 'along directions of the parameters, in which the logits are linear, it is by the parameters what the Hessian gives',
    C3: 'the labels do not matter',
  },
  sources: [schraudolph2002('section 3')],
});

export const classifierFisher = defineOperation({
  id: 'autodiff.classifierFisher',
  meaning:
    'The information matrix of Fisher of a linear classifier times a direction: the mean over inputs, and over labels as likely as the classifier itself holds them, of s <s, d>, s the gradient of the log probability of the label by the parameters.',
  signature: 'bias[c], weight[c, i], x[n, i], d_bias[c], d_weight[c, i] -> h_bias[c], h_weight[c, i]',
  parts: { linear, softmax },
  definition: (
    { bias, weight, x, d_bias: dBias, d_weight: dWeight },
    { size, tensor, sum, sub, mul, div, constant, either },
    _attributes,
    { linear, softmax },
  ) => {
    const p = softmax({ x: linear({ x, weight, bias }).y }).y;
    const changed = linear({ x, weight: dWeight, bias: dBias }).y;
    const mean = tensor('n', (n) => sum('c', (k) => mul(p(n, k), changed(n, k))));
    // <s, d> of a label: what its log probability changes by.
    const slope = tensor('n c', (n, k) => sub(changed(n, k), mean(n)));
    const share = tensor('n c', (n, j) =>
      either(mul(p(n, j), slope(n, j)), () =>
        sum('c', (k) => mul(mul(p(n, k), slope(n, k)), sub(constant(k === j ? 1 : 0), p(n, j)))),
      ),
    );
    const members = constant(size('n'));
    return {
      h_bias: (j) =>
        div(
          sum('n', (n) => share(n, j)),
          members,
        ),
      h_weight: (j, i) =>
        div(
          sum('n', (n) => mul(share(n, j), x(n, i))),
          members,
        ),
    };
  },
  special: 'undefined',
  feasible: ({ c, i, n }) => ({ c: Math.min(c, 9), i: Math.min(i, 9), n: Math.min(n, 9) }),
  homogeneous: [{ d_bias: 1, d_weight: 1, h_bias: 1, h_weight: 1 }],
  exchangeable: ['c', 'i', 'n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'it is the matrix of Gauss and Newton of the mean cross entropy, whatever the labels are',
    C2: 'd^T F d >= 0',
    C3: 'u^T F v = v^T F u',
    C4: 'what all logits change by alike changes no probability: F d = 0 where all classes have one direction',
  },
  sources: [martens2020('section 9')],
});
