// Generated from the folders by `npm run generate`; do not edit.
import type { AnyOperation } from './operation.ts';
import type { Phenomenon } from './phenomenon.ts';
import type { AnyProgram } from './program.ts';

/** Loads the record of an operation, by its id. */
export const records: Readonly<Record<string, () => Promise<AnyOperation>>> = {
  'tensor.add': async () => (await import('./tensor/add.ts')).add,
  'tensor.argmax': async () => (await import('./tensor/argmax.ts')).argmax,
  'tensor.broadcastTo': async () => (await import('./tensor/broadcastTo.ts')).broadcastTo,
  'tensor.clip': async () => (await import('./tensor/clip.ts')).clip,
  'tensor.cumsum': async () => (await import('./tensor/cumsum.ts')).cumsum,
  'tensor.div': async () => (await import('./tensor/div.ts')).div,
  'tensor.max': async () => (await import('./tensor/max.ts')).max,
  'tensor.mean': async () => (await import('./tensor/mean.ts')).mean,
  'tensor.mul': async () => (await import('./tensor/mul.ts')).mul,
  'tensor.permute': async () => (await import('./tensor/permute.ts')).permute,
  'tensor.reshape': async () => (await import('./tensor/reshape.ts')).reshape,
  'tensor.sum': async () => (await import('./tensor/sum.ts')).sum,
  'tensor.where': async () => (await import('./tensor/where.ts')).where,
  'linalg.dot': async () => (await import('./linalg/dot.ts')).dot,
  'linalg.frobeniusNorm': async () => (await import('./linalg/frobeniusNorm.ts')).frobeniusNorm,
  'linalg.matmul': async () => (await import('./linalg/matmul.ts')).matmul,
  'linalg.outer': async () => (await import('./linalg/outer.ts')).outer,
  'linalg.spectralNorm': async () => (await import('./linalg/spectralNorm.ts')).spectralNorm,
  'decompositions.cholesky': async () => (await import('./decompositions/cholesky.ts')).cholesky,
  'decompositions.det': async () => (await import('./decompositions/det.ts')).det,
  'decompositions.eigh': async () => (await import('./decompositions/eigh.ts')).eigh,
  'decompositions.inv': async () => (await import('./decompositions/inv.ts')).inv,
  'decompositions.lu': async () => (await import('./decompositions/lu.ts')).lu,
  'decompositions.pinv': async () => (await import('./decompositions/pinv.ts')).pinv,
  'decompositions.qr': async () => (await import('./decompositions/qr.ts')).qr,
  'decompositions.solve': async () => (await import('./decompositions/solve.ts')).solve,
  'decompositions.svd': async () => (await import('./decompositions/svd.ts')).svd,
  'decompositions.triangularSolve': async () => (await import('./decompositions/triangularSolve.ts')).triangularSolve,
  'multilinear.kron': async () => (await import('./multilinear/kron.ts')).kron,
  'multilinear.lowRankTruncate': async () => (await import('./multilinear/lowRankTruncate.ts')).lowRankTruncate,
  'multilinear.vec': async () => (await import('./multilinear/vec.ts')).vec,
  'layers.conv2d': async () => (await import('./layers/conv2d.ts')).conv2d,
  'layers.convTranspose2d': async () => (await import('./layers/convTranspose2d.ts')).convTranspose2d,
  'layers.layerNorm': async () => (await import('./layers/layerNorm.ts')).layerNorm,
  'layers.linear': async () => (await import('./layers/linear.ts')).linear,
  'layers.logSumExp': async () => (await import('./layers/logSumExp.ts')).logSumExp,
  'layers.relu': async () => (await import('./layers/relu.ts')).relu,
  'layers.softmax': async () => (await import('./layers/softmax.ts')).softmax,
  'sequence.rnn': async () => (await import('./sequence/rnn.ts')).rnn,
  'sequence.scaledDotProductAttention': async () => (await import('./sequence/scaledDotProductAttention.ts')).scaledDotProductAttention,
  'losses.crossEntropy': async () => (await import('./losses/crossEntropy.ts')).crossEntropy,
  'optimizers.adam': async () => (await import('./optimizers/adam.ts')).adam,
  'optimizers.adamw': async () => (await import('./optimizers/adamw.ts')).adamw,
  'optimizers.sgd': async () => (await import('./optimizers/sgd.ts')).sgd,
};

/** Loads the record of a phenomenon, by its id. */
export const phenomena: Readonly<Record<string, () => Promise<Phenomenon>>> = {
  'phenomena.P001': async () => (await import('./phenomena/P001.ts')).P001,
  'phenomena.P003': async () => (await import('./phenomena/P003.ts')).P003,
  'phenomena.P037': async () => (await import('./phenomena/P037.ts')).P037,
  'phenomena.P038': async () => (await import('./phenomena/P038.ts')).P038,
  'phenomena.P044': async () => (await import('./phenomena/P044.ts')).P044,
  'phenomena.P047': async () => (await import('./phenomena/P047.ts')).P047,
};

/** Loads the record of a program, by its id. */
export const programs: Readonly<Record<string, () => Promise<AnyProgram>>> = {
  'programs.accumulatedLoss': async () => (await import('./programs/accumulatedLoss.ts')).accumulatedLoss,
  'programs.batchLoss': async () => (await import('./programs/batchLoss.ts')).batchLoss,
  'programs.checkpointedPerceptron': async () => (await import('./programs/checkpointedPerceptron.ts')).checkpointedPerceptron,
  'programs.columnParallelLinear': async () => (await import('./programs/columnParallelLinear.ts')).columnParallelLinear,
  'programs.gradientDescent': async () => (await import('./programs/gradientDescent.ts')).gradientDescent,
  'programs.multilayerPerceptron': async () => (await import('./programs/multilayerPerceptron.ts')).multilayerPerceptron,
  'programs.rowParallelLinear': async () => (await import('./programs/rowParallelLinear.ts')).rowParallelLinear,
};
