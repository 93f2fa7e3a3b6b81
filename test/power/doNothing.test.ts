import { describe, expect, test } from 'vitest';
import { answers, passedBy } from './doNothing.ts';

/** Derived laws that an adapter passes which computes nothing, and why that is right. */
const explained: Readonly<Record<string, string>> = {
  homogeneity: 'zeros scale to zeros, and an input to its multiple',
  emptyGradient: 'over nothing, nothing is right',
  untouched: 'it writes nowhere',
  untouchedByGradient: 'it writes nowhere',
  repeatable: 'it remembers nothing',
  storage: 'it looks at no memory',
  gradientStorage: 'nor for gradients',
  linearCotangent: 'zeros, and the cotangent itself, are linear in the cotangent',
  differences: 'a gradient of zeros is that of a constant function: forward and gradient agree, and both are wrong',
  special: 'NaN in the input reaches the result where the result is the input',
};

/**
 * Numbered clauses that one of them passes: relations between results of the operation, such as f(a) = f(b), |f| <= g or f(2x) = 2 f(x),
 * which zeros (or the input, unchanged) satisfy. What the operation is, its definition, equations, batches, shapes and gradients say.
 */
const relations: Readonly<Record<string, string>> = {
  'numerics.bernoulli': 'C1 shapes',
  'numerics.haarOrthogonal': 'C2 C5',
  'numerics.normal': 'C1 C2 shapes',
  'numerics.uniform': 'C1 C5 shapes',
  'tensor.add': 'C1 C3 C4',
  'tensor.argmax': 'C2 C4',
  'tensor.broadcastTo': 'C1 C2 C3 C4',
  'tensor.clip': 'C1 C2 C3 C4 C5 C6',
  'tensor.concat': 'C2 C3 C4 C5',
  'tensor.cumsum': 'C1 C3 C4',
  'tensor.div': 'C4',
  'tensor.max': 'C3 C6',
  'tensor.mean': 'C4 C5',
  'tensor.mul': 'C1 C3 C4',
  'tensor.permute': 'C1 C3',
  'tensor.reshape': 'C1',
  // An integer is its own nearest, and the gradient is 0.
  'tensor.round': 'C3 C4 C6 integers shapes zeros jacobian adjoint gradientLayouts taylor kinks',
  'tensor.split': 'C2 C3',
  'tensor.stack': 'C2 C3',
  'tensor.sum': 'C1 C2 C3 C4 C5',
  'tensor.topk': 'C1',
  'tensor.where': 'C2',
  'linalg.convolve': 'C1 C2',
  'linalg.dot': 'C1 C2 C3 C4',
  'linalg.einsum': 'C2 C3 C4 C5 C7',
  'linalg.frobeniusNorm': 'C1 C3 C4 C5 C7 C8',
  'linalg.matmul': 'C1 C2 C3 C5',
  'linalg.norm': 'C1 C3 C4 C5 C6 C7',
  'linalg.outer': 'C1 C3 C4',
  'linalg.spectralNorm': 'C3 C4 C5 C6 C7',
  'decompositions.cholesky': 'C2 C3 C4 C6 R2',
  'decompositions.det': 'C3 C4',
  'decompositions.eigh': 'C3 C6 C7 C10 R1',
  'decompositions.inv': 'C4',
  'decompositions.lu': 'C3 C5 C6 C7 C8',
  'decompositions.pinv': 'C2 C3 C4',
  'decompositions.qr': 'C3 C5 C6 C7',
  'decompositions.solve': 'C2',
  'decompositions.svd': 'C4 C6 C8 C9 C10 C11',
  'decompositions.triangularSolve': 'C2 C4',
  'multilinear.cpReconstruct': 'C2 C4',
  'multilinear.kron': 'C1 C2 C3 C6',
  'multilinear.lowRankTruncate': 'C1 C2 C3 C4 C7 C8 C9',
  'multilinear.tucker': 'C4',
  'multilinear.vec': 'C1',
  'layers.conv2d': 'C1 C3 C4 C5 C6 C7 C8 C9',
  'layers.convTranspose2d': 'C1 C2 C3 C4 C5',
  'layers.batchNorm': 'C1 C2',
  'layers.dropout': 'C1 C2 C3 C5 C6',
  'layers.layerNorm': 'C3 C5 C6',
  'layers.linear': 'C1 C2',
  'layers.logSumExp': 'C4 C5',
  'layers.relu': 'C1 C3 C4 C6',
  'layers.softmax': 'C3 C4 C6',
  'sequence.lstm': 'C1 C2',
  'sequence.lstmCell': 'C2 C3 C5',
  'sequence.rnn': 'C1 C2 C3',
  'sequence.scaledDotProductAttention': 'C8 C12',
  'sequence.mergeHeads': 'C2',
  'losses.crossEntropy': 'C1 C3 C4 C5 C6 C7 C8',
  'optimizers.adam': 'C2 C3 C4 C5 C6',
  'optimizers.adamw': 'C3 C4 C5',
  'optimizers.sgd': 'C3 C4',
};

describe('adapters that compute nothing', () => {
  test.each(Object.keys(answers) as (keyof typeof answers)[])(
    '%s passes no clause that is not explained',
    async (name) => {
      const unexplained = (await passedBy(name)).filter((id) => {
        const [operation = '', clause = ''] = id.split('/');
        return explained[clause] === undefined && !(relations[operation] ?? '').split(' ').includes(clause);
      });
      expect(unexplained).toEqual([]);
    },
  );
});
