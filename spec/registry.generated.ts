// Generated from the folders by `npm run generate`; do not edit.
import { bernoulli as numerics_bernoulli } from './numerics/bernoulli.ts';
import { haarOrthogonal as numerics_haarOrthogonal } from './numerics/haarOrthogonal.ts';
import { normal as numerics_normal } from './numerics/normal.ts';
import { uniform as numerics_uniform } from './numerics/uniform.ts';
import { add as tensor_add } from './tensor/add.ts';
import { argmax as tensor_argmax } from './tensor/argmax.ts';
import { floorDivide as tensor_floorDivide } from './tensor/arithmetic.ts';
import { remainder as tensor_remainder } from './tensor/arithmetic.ts';
import { scale as tensor_scale } from './tensor/arithmetic.ts';
import { sub as tensor_sub } from './tensor/arithmetic.ts';
import { broadcastTo as tensor_broadcastTo } from './tensor/broadcastTo.ts';
import { clip as tensor_clip } from './tensor/clip.ts';
import { equal as tensor_equal } from './tensor/comparisons.ts';
import { greater as tensor_greater } from './tensor/comparisons.ts';
import { greaterEqual as tensor_greaterEqual } from './tensor/comparisons.ts';
import { isfinite as tensor_isfinite } from './tensor/comparisons.ts';
import { isinf as tensor_isinf } from './tensor/comparisons.ts';
import { isnan as tensor_isnan } from './tensor/comparisons.ts';
import { less as tensor_less } from './tensor/comparisons.ts';
import { lessEqual as tensor_lessEqual } from './tensor/comparisons.ts';
import { notEqual as tensor_notEqual } from './tensor/comparisons.ts';
import { concat as tensor_concat } from './tensor/concat.ts';
import { cumsum as tensor_cumsum } from './tensor/cumsum.ts';
import { div as tensor_div } from './tensor/div.ts';
import { exp as tensor_exp } from './tensor/exponentials.ts';
import { expm1 as tensor_expm1 } from './tensor/exponentials.ts';
import { maximum as tensor_maximum } from './tensor/extrema.ts';
import { minimum as tensor_minimum } from './tensor/extrema.ts';
import { cosh as tensor_cosh } from './tensor/hyperbolic.ts';
import { sinh as tensor_sinh } from './tensor/hyperbolic.ts';
import { tanh as tensor_tanh } from './tensor/hyperbolic.ts';
import { log as tensor_log } from './tensor/logarithms.ts';
import { log10 as tensor_log10 } from './tensor/logarithms.ts';
import { log1p as tensor_log1p } from './tensor/logarithms.ts';
import { log2 as tensor_log2 } from './tensor/logarithms.ts';
import { logicalAnd as tensor_logicalAnd } from './tensor/logical.ts';
import { logicalNot as tensor_logicalNot } from './tensor/logical.ts';
import { logicalOr as tensor_logicalOr } from './tensor/logical.ts';
import { logicalXor as tensor_logicalXor } from './tensor/logical.ts';
import { max as tensor_max } from './tensor/max.ts';
import { mean as tensor_mean } from './tensor/mean.ts';
import { mul as tensor_mul } from './tensor/mul.ts';
import { permute as tensor_permute } from './tensor/permute.ts';
import { hypot as tensor_hypot } from './tensor/powers.ts';
import { pow as tensor_pow } from './tensor/powers.ts';
import { reciprocal as tensor_reciprocal } from './tensor/powers.ts';
import { sqrt as tensor_sqrt } from './tensor/powers.ts';
import { square as tensor_square } from './tensor/powers.ts';
import { reshape as tensor_reshape } from './tensor/reshape.ts';
import { round as tensor_round } from './tensor/round.ts';
import { ceil as tensor_ceil } from './tensor/roundings.ts';
import { floor as tensor_floor } from './tensor/roundings.ts';
import { trunc as tensor_trunc } from './tensor/roundings.ts';
import { abs as tensor_abs } from './tensor/signs.ts';
import { copysign as tensor_copysign } from './tensor/signs.ts';
import { neg as tensor_neg } from './tensor/signs.ts';
import { sign as tensor_sign } from './tensor/signs.ts';
import { signbit as tensor_signbit } from './tensor/signs.ts';
import { sort as tensor_sort } from './tensor/sort.ts';
import { split as tensor_split } from './tensor/split.ts';
import { stack as tensor_stack } from './tensor/stack.ts';
import { sum as tensor_sum } from './tensor/sum.ts';
import { topk as tensor_topk } from './tensor/topk.ts';
import { acos as tensor_acos } from './tensor/trigonometric.ts';
import { asin as tensor_asin } from './tensor/trigonometric.ts';
import { atan as tensor_atan } from './tensor/trigonometric.ts';
import { atan2 as tensor_atan2 } from './tensor/trigonometric.ts';
import { cos as tensor_cos } from './tensor/trigonometric.ts';
import { sin as tensor_sin } from './tensor/trigonometric.ts';
import { tan as tensor_tan } from './tensor/trigonometric.ts';
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
import { lu as decompositions_lu } from './decompositions/lu.ts';
import { pinv as decompositions_pinv } from './decompositions/pinv.ts';
import { qr as decompositions_qr } from './decompositions/qr.ts';
import { schur as decompositions_schur } from './decompositions/schur.ts';
import { solve as decompositions_solve } from './decompositions/solve.ts';
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
  'tensor.floorDivide': tensor_floorDivide,
  'tensor.remainder': tensor_remainder,
  'tensor.scale': tensor_scale,
  'tensor.sub': tensor_sub,
  'tensor.broadcastTo': tensor_broadcastTo,
  'tensor.clip': tensor_clip,
  'tensor.equal': tensor_equal,
  'tensor.greater': tensor_greater,
  'tensor.greaterEqual': tensor_greaterEqual,
  'tensor.isfinite': tensor_isfinite,
  'tensor.isinf': tensor_isinf,
  'tensor.isnan': tensor_isnan,
  'tensor.less': tensor_less,
  'tensor.lessEqual': tensor_lessEqual,
  'tensor.notEqual': tensor_notEqual,
  'tensor.concat': tensor_concat,
  'tensor.cumsum': tensor_cumsum,
  'tensor.div': tensor_div,
  'tensor.exp': tensor_exp,
  'tensor.expm1': tensor_expm1,
  'tensor.maximum': tensor_maximum,
  'tensor.minimum': tensor_minimum,
  'tensor.cosh': tensor_cosh,
  'tensor.sinh': tensor_sinh,
  'tensor.tanh': tensor_tanh,
  'tensor.log': tensor_log,
  'tensor.log10': tensor_log10,
  'tensor.log1p': tensor_log1p,
  'tensor.log2': tensor_log2,
  'tensor.logicalAnd': tensor_logicalAnd,
  'tensor.logicalNot': tensor_logicalNot,
  'tensor.logicalOr': tensor_logicalOr,
  'tensor.logicalXor': tensor_logicalXor,
  'tensor.max': tensor_max,
  'tensor.mean': tensor_mean,
  'tensor.mul': tensor_mul,
  'tensor.permute': tensor_permute,
  'tensor.hypot': tensor_hypot,
  'tensor.pow': tensor_pow,
  'tensor.reciprocal': tensor_reciprocal,
  'tensor.sqrt': tensor_sqrt,
  'tensor.square': tensor_square,
  'tensor.reshape': tensor_reshape,
  'tensor.round': tensor_round,
  'tensor.ceil': tensor_ceil,
  'tensor.floor': tensor_floor,
  'tensor.trunc': tensor_trunc,
  'tensor.abs': tensor_abs,
  'tensor.copysign': tensor_copysign,
  'tensor.neg': tensor_neg,
  'tensor.sign': tensor_sign,
  'tensor.signbit': tensor_signbit,
  'tensor.sort': tensor_sort,
  'tensor.split': tensor_split,
  'tensor.stack': tensor_stack,
  'tensor.sum': tensor_sum,
  'tensor.topk': tensor_topk,
  'tensor.acos': tensor_acos,
  'tensor.asin': tensor_asin,
  'tensor.atan': tensor_atan,
  'tensor.atan2': tensor_atan2,
  'tensor.cos': tensor_cos,
  'tensor.sin': tensor_sin,
  'tensor.tan': tensor_tan,
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
  'decompositions.lu': decompositions_lu,
  'decompositions.pinv': decompositions_pinv,
  'decompositions.qr': decompositions_qr,
  'decompositions.schur': decompositions_schur,
  'decompositions.solve': decompositions_solve,
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
