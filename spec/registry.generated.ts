// Generated from the folders by `npm run generate`; do not edit.
import { bernoulli as numerics_bernoulli } from './numerics/bernoulli.ts';
import { haarOrthogonal as numerics_haarOrthogonal } from './numerics/haarOrthogonal.ts';
import { normal as numerics_normal } from './numerics/normal.ts';
import { uniform as numerics_uniform } from './numerics/uniform.ts';
import { add as tensor_add } from './tensor/add.ts';
import { argmax as tensor_argmax } from './tensor/argmax.ts';
import { broadcastTo as tensor_broadcastTo } from './tensor/broadcastTo.ts';
import { clip as tensor_clip } from './tensor/clip.ts';
import { concat as tensor_concat } from './tensor/concat.ts';
import { cumsum as tensor_cumsum } from './tensor/cumsum.ts';
import { div as tensor_div } from './tensor/div.ts';
import { max as tensor_max } from './tensor/max.ts';
import { mean as tensor_mean } from './tensor/mean.ts';
import { mul as tensor_mul } from './tensor/mul.ts';
import { permute as tensor_permute } from './tensor/permute.ts';
import { reshape as tensor_reshape } from './tensor/reshape.ts';
import { round as tensor_round } from './tensor/round.ts';
import { sort as tensor_sort } from './tensor/sort.ts';
import { split as tensor_split } from './tensor/split.ts';
import { stack as tensor_stack } from './tensor/stack.ts';
import { sum as tensor_sum } from './tensor/sum.ts';
import { topk as tensor_topk } from './tensor/topk.ts';
import { where as tensor_where } from './tensor/where.ts';
import { convolve as linalg_convolve } from './linalg/convolve.ts';
import { dft as linalg_dft } from './linalg/dft.ts';
import { dot as linalg_dot } from './linalg/dot.ts';
import { einsum as linalg_einsum } from './linalg/einsum.ts';
import { frobeniusNorm as linalg_frobeniusNorm } from './linalg/frobeniusNorm.ts';
import { matmul as linalg_matmul } from './linalg/matmul.ts';
import { norm as linalg_norm } from './linalg/norm.ts';
import { outer as linalg_outer } from './linalg/outer.ts';
import { spectralNorm as linalg_spectralNorm } from './linalg/spectralNorm.ts';
import { cholesky as decompositions_cholesky } from './decompositions/cholesky.ts';
import { det as decompositions_det } from './decompositions/det.ts';
import { eig as decompositions_eig } from './decompositions/eig.ts';
import { eigh as decompositions_eigh } from './decompositions/eigh.ts';
import { inv as decompositions_inv } from './decompositions/inv.ts';
import { lstsq as decompositions_lstsq } from './decompositions/leastSquares.ts';
import { normalEquations as decompositions_normalEquations } from './decompositions/leastSquares.ts';
import { ridge as decompositions_ridge } from './decompositions/leastSquares.ts';
import { lu as decompositions_lu } from './decompositions/lu.ts';
import { characteristicPolynomial as decompositions_characteristicPolynomial } from './decompositions/matrixFunctions.ts';
import { expm as decompositions_expm } from './decompositions/matrixFunctions.ts';
import { gramSchmidt as decompositions_gramSchmidt } from './decompositions/orthogonal.ts';
import { hessenberg as decompositions_hessenberg } from './decompositions/orthogonal.ts';
import { polar as decompositions_polar } from './decompositions/orthogonal.ts';
import { qrComplete as decompositions_qrComplete } from './decompositions/orthogonal.ts';
import { qrPivoted as decompositions_qrPivoted } from './decompositions/orthogonal.ts';
import { pinv as decompositions_pinv } from './decompositions/pinv.ts';
import { qr as decompositions_qr } from './decompositions/qr.ts';
import { columnSpace as decompositions_columnSpace } from './decompositions/rank.ts';
import { matrixRank as decompositions_matrixRank } from './decompositions/rank.ts';
import { nullSpace as decompositions_nullSpace } from './decompositions/rank.ts';
import { schur as decompositions_schur } from './decompositions/schur.ts';
import { slogdet as decompositions_slogdet } from './decompositions/slogdet.ts';
import { solve as decompositions_solve } from './decompositions/solve.ts';
import { cond as decompositions_cond } from './decompositions/spectralValues.ts';
import { eigvals as decompositions_eigvals } from './decompositions/spectralValues.ts';
import { eigvalsh as decompositions_eigvalsh } from './decompositions/spectralValues.ts';
import { svdvals as decompositions_svdvals } from './decompositions/spectralValues.ts';
import { svd as decompositions_svd } from './decompositions/svd.ts';
import { triangularSolve as decompositions_triangularSolve } from './decompositions/triangularSolve.ts';
import { cpReconstruct as multilinear_cpReconstruct } from './multilinear/cpReconstruct.ts';
import { kron as multilinear_kron } from './multilinear/kron.ts';
import { lowRankTruncate as multilinear_lowRankTruncate } from './multilinear/lowRankTruncate.ts';
import { tucker as multilinear_tucker } from './multilinear/tucker.ts';
import { vec as multilinear_vec } from './multilinear/vec.ts';
import { batchNorm as layers_batchNorm } from './layers/batchNorm.ts';
import { conv2d as layers_conv2d } from './layers/conv2d.ts';
import { convTranspose2d as layers_convTranspose2d } from './layers/convTranspose2d.ts';
import { dropout as layers_dropout } from './layers/dropout.ts';
import { layerNorm as layers_layerNorm } from './layers/layerNorm.ts';
import { linear as layers_linear } from './layers/linear.ts';
import { logSumExp as layers_logSumExp } from './layers/logSumExp.ts';
import { relu as layers_relu } from './layers/relu.ts';
import { softmax as layers_softmax } from './layers/softmax.ts';
import { lstm as sequence_lstm } from './sequence/lstm.ts';
import { lstmCell as sequence_lstmCell } from './sequence/lstmCell.ts';
import { mergeHeads as sequence_mergeHeads } from './sequence/mergeHeads.ts';
import { rnn as sequence_rnn } from './sequence/rnn.ts';
import { scaledDotProductAttention as sequence_scaledDotProductAttention } from './sequence/scaledDotProductAttention.ts';
import { splitHeads as sequence_splitHeads } from './sequence/splitHeads.ts';
import { crossEntropy as losses_crossEntropy } from './losses/crossEntropy.ts';
import { adam as optimizers_adam } from './optimizers/adam.ts';
import { adamw as optimizers_adamw } from './optimizers/adamw.ts';
import { sgd as optimizers_sgd } from './optimizers/sgd.ts';

/** Every operation of the specification by id. */
export const operations = {
  'numerics.bernoulli': numerics_bernoulli,
  'numerics.haarOrthogonal': numerics_haarOrthogonal,
  'numerics.normal': numerics_normal,
  'numerics.uniform': numerics_uniform,
  'tensor.add': tensor_add,
  'tensor.argmax': tensor_argmax,
  'tensor.broadcastTo': tensor_broadcastTo,
  'tensor.clip': tensor_clip,
  'tensor.concat': tensor_concat,
  'tensor.cumsum': tensor_cumsum,
  'tensor.div': tensor_div,
  'tensor.max': tensor_max,
  'tensor.mean': tensor_mean,
  'tensor.mul': tensor_mul,
  'tensor.permute': tensor_permute,
  'tensor.reshape': tensor_reshape,
  'tensor.round': tensor_round,
  'tensor.sort': tensor_sort,
  'tensor.split': tensor_split,
  'tensor.stack': tensor_stack,
  'tensor.sum': tensor_sum,
  'tensor.topk': tensor_topk,
  'tensor.where': tensor_where,
  'linalg.convolve': linalg_convolve,
  'linalg.dft': linalg_dft,
  'linalg.dot': linalg_dot,
  'linalg.einsum': linalg_einsum,
  'linalg.frobeniusNorm': linalg_frobeniusNorm,
  'linalg.matmul': linalg_matmul,
  'linalg.norm': linalg_norm,
  'linalg.outer': linalg_outer,
  'linalg.spectralNorm': linalg_spectralNorm,
  'decompositions.cholesky': decompositions_cholesky,
  'decompositions.det': decompositions_det,
  'decompositions.eig': decompositions_eig,
  'decompositions.eigh': decompositions_eigh,
  'decompositions.inv': decompositions_inv,
  'decompositions.lstsq': decompositions_lstsq,
  'decompositions.normalEquations': decompositions_normalEquations,
  'decompositions.ridge': decompositions_ridge,
  'decompositions.lu': decompositions_lu,
  'decompositions.characteristicPolynomial': decompositions_characteristicPolynomial,
  'decompositions.expm': decompositions_expm,
  'decompositions.gramSchmidt': decompositions_gramSchmidt,
  'decompositions.hessenberg': decompositions_hessenberg,
  'decompositions.polar': decompositions_polar,
  'decompositions.qrComplete': decompositions_qrComplete,
  'decompositions.qrPivoted': decompositions_qrPivoted,
  'decompositions.pinv': decompositions_pinv,
  'decompositions.qr': decompositions_qr,
  'decompositions.columnSpace': decompositions_columnSpace,
  'decompositions.matrixRank': decompositions_matrixRank,
  'decompositions.nullSpace': decompositions_nullSpace,
  'decompositions.schur': decompositions_schur,
  'decompositions.slogdet': decompositions_slogdet,
  'decompositions.solve': decompositions_solve,
  'decompositions.cond': decompositions_cond,
  'decompositions.eigvals': decompositions_eigvals,
  'decompositions.eigvalsh': decompositions_eigvalsh,
  'decompositions.svdvals': decompositions_svdvals,
  'decompositions.svd': decompositions_svd,
  'decompositions.triangularSolve': decompositions_triangularSolve,
  'multilinear.cpReconstruct': multilinear_cpReconstruct,
  'multilinear.kron': multilinear_kron,
  'multilinear.lowRankTruncate': multilinear_lowRankTruncate,
  'multilinear.tucker': multilinear_tucker,
  'multilinear.vec': multilinear_vec,
  'layers.batchNorm': layers_batchNorm,
  'layers.conv2d': layers_conv2d,
  'layers.convTranspose2d': layers_convTranspose2d,
  'layers.dropout': layers_dropout,
  'layers.layerNorm': layers_layerNorm,
  'layers.linear': layers_linear,
  'layers.logSumExp': layers_logSumExp,
  'layers.relu': layers_relu,
  'layers.softmax': layers_softmax,
  'sequence.lstm': sequence_lstm,
  'sequence.lstmCell': sequence_lstmCell,
  'sequence.mergeHeads': sequence_mergeHeads,
  'sequence.rnn': sequence_rnn,
  'sequence.scaledDotProductAttention': sequence_scaledDotProductAttention,
  'sequence.splitHeads': sequence_splitHeads,
  'losses.crossEntropy': losses_crossEntropy,
  'optimizers.adam': optimizers_adam,
  'optimizers.adamw': optimizers_adamw,
  'optimizers.sgd': optimizers_sgd,
};
