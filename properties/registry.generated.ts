// Generated from the folders by `npm run generate`; do not edit.
import type { Law } from './law.ts';
import { laws as numerics_arrangements } from './numerics/arrangements.ts';
import { laws as numerics_bernoulli } from './numerics/bernoulli.ts';
import { laws as numerics_differences } from './numerics/differences.ts';
import { laws as numerics_extremes } from './numerics/extremes.ts';
import { laws as numerics_floatingPoint } from './numerics/floatingPoint.ts';
import { laws as numerics_haarOrthogonal } from './numerics/haarOrthogonal.ts';
import { laws as numerics_normal } from './numerics/normal.ts';
import { laws as numerics_simplex } from './numerics/simplex.ts';
import { laws as numerics_summations } from './numerics/summations.ts';
import { laws as numerics_uniform } from './numerics/uniform.ts';
import { laws as numerics_unitSphere } from './numerics/unitSphere.ts';
import { laws as tensor_add } from './tensor/add.ts';
import { laws as tensor_argmax } from './tensor/argmax.ts';
import { laws as tensor_argsort } from './tensor/argsort.ts';
import { laws as tensor_arithmetic } from './tensor/arithmetic.ts';
import { laws as tensor_axes } from './tensor/axes.ts';
import { laws as tensor_broadcastTo } from './tensor/broadcastTo.ts';
import { laws as tensor_chunk } from './tensor/chunk.ts';
import { laws as tensor_clip } from './tensor/clip.ts';
import { laws as tensor_comparisons } from './tensor/comparisons.ts';
import { laws as tensor_concat } from './tensor/concat.ts';
import { laws as tensor_creation } from './tensor/creation.ts';
import { laws as tensor_cumsum } from './tensor/cumsum.ts';
import { laws as tensor_div } from './tensor/div.ts';
import { laws as tensor_exponentials } from './tensor/exponentials.ts';
import { laws as tensor_extrema } from './tensor/extrema.ts';
import { laws as tensor_hyperbolic } from './tensor/hyperbolic.ts';
import { laws as tensor_indexing } from './tensor/indexing.ts';
import { laws as tensor_logarithms } from './tensor/logarithms.ts';
import { laws as tensor_logical } from './tensor/logical.ts';
import { laws as tensor_max } from './tensor/max.ts';
import { laws as tensor_mean } from './tensor/mean.ts';
import { laws as tensor_moments } from './tensor/moments.ts';
import { laws as tensor_mul } from './tensor/mul.ts';
import { laws as tensor_padding } from './tensor/padding.ts';
import { laws as tensor_permute } from './tensor/permute.ts';
import { laws as tensor_powers } from './tensor/powers.ts';
import { laws as tensor_products } from './tensor/products.ts';
import { laws as tensor_reordering } from './tensor/reordering.ts';
import { laws as tensor_repetition } from './tensor/repetition.ts';
import { laws as tensor_reshape } from './tensor/reshape.ts';
import { laws as tensor_round } from './tensor/round.ts';
import { laws as tensor_roundings } from './tensor/roundings.ts';
import { laws as tensor_signs } from './tensor/signs.ts';
import { laws as tensor_smallest } from './tensor/smallest.ts';
import { laws as tensor_sort } from './tensor/sort.ts';
import { laws as tensor_split } from './tensor/split.ts';
import { laws as tensor_stack } from './tensor/stack.ts';
import { laws as tensor_sum } from './tensor/sum.ts';
import { laws as tensor_sumToShape } from './tensor/sumToShape.ts';
import { laws as tensor_topk } from './tensor/topk.ts';
import { laws as tensor_triangles } from './tensor/triangles.ts';
import { laws as tensor_trigonometric } from './tensor/trigonometric.ts';
import { laws as tensor_truths } from './tensor/truths.ts';
import { laws as tensor_where } from './tensor/where.ts';
import { laws as linalg_chains } from './linalg/chains.ts';
import { laws as linalg_combinations } from './linalg/combinations.ts';
import { laws as linalg_constantMatrices } from './linalg/constantMatrices.ts';
import { laws as linalg_convolve } from './linalg/convolve.ts';
import { laws as linalg_dft } from './linalg/dft.ts';
import { laws as linalg_distances } from './linalg/distances.ts';
import { laws as linalg_dot } from './linalg/dot.ts';
import { laws as linalg_einsum } from './linalg/einsum.ts';
import { laws as linalg_elementaryMaps } from './linalg/elementaryMaps.ts';
import { laws as linalg_frobeniusNorm } from './linalg/frobeniusNorm.ts';
import { laws as linalg_matmul } from './linalg/matmul.ts';
import { laws as linalg_norm } from './linalg/norm.ts';
import { laws as linalg_outer } from './linalg/outer.ts';
import { laws as linalg_projection } from './linalg/projection.ts';
import { laws as linalg_schattenNorms } from './linalg/schattenNorms.ts';
import { laws as linalg_spectralNorm } from './linalg/spectralNorm.ts';
import { laws as linalg_stft } from './linalg/stft.ts';
import { laws as linalg_structured } from './linalg/structured.ts';
import { laws as linalg_tensordot } from './linalg/tensordot.ts';
import { laws as linalg_trace } from './linalg/trace.ts';
import { laws as linalg_unitSphereImage } from './linalg/unitSphereImage.ts';
import { laws as linalg_vectorNorms } from './linalg/vectorNorms.ts';
import { laws as decompositions_bases } from './decompositions/bases.ts';
import { laws as decompositions_cholesky } from './decompositions/cholesky.ts';
import { laws as decompositions_det } from './decompositions/det.ts';
import { laws as decompositions_eig } from './decompositions/eig.ts';
import { laws as decompositions_eigTwoSided } from './decompositions/eigTwoSided.ts';
import { laws as decompositions_eigh } from './decompositions/eigh.ts';
import { laws as decompositions_inv } from './decompositions/inv.ts';
import { laws as decompositions_iterations } from './decompositions/iterations.ts';
import { laws as decompositions_leastSquares } from './decompositions/leastSquares.ts';
import { laws as decompositions_lu } from './decompositions/lu.ts';
import { laws as decompositions_matrixFunctions } from './decompositions/matrixFunctions.ts';
import { laws as decompositions_orthogonal } from './decompositions/orthogonal.ts';
import { laws as decompositions_pca } from './decompositions/pca.ts';
import { laws as decompositions_pinv } from './decompositions/pinv.ts';
import { laws as decompositions_powerIterations } from './decompositions/powerIterations.ts';
import { laws as decompositions_qr } from './decompositions/qr.ts';
import { laws as decompositions_rank } from './decompositions/rank.ts';
import { laws as decompositions_schur } from './decompositions/schur.ts';
import { laws as decompositions_slogdet } from './decompositions/slogdet.ts';
import { laws as decompositions_solve } from './decompositions/solve.ts';
import { laws as decompositions_spectralEmbedding } from './decompositions/spectralEmbedding.ts';
import { laws as decompositions_spectralValues } from './decompositions/spectralValues.ts';
import { laws as decompositions_stability } from './decompositions/stability.ts';
import { laws as decompositions_svd } from './decompositions/svd.ts';
import { laws as decompositions_triangularSolve } from './decompositions/triangularSolve.ts';
import { laws as multilinear_compressConv } from './multilinear/compressConv.ts';
import { laws as multilinear_cp } from './multilinear/cp.ts';
import { laws as multilinear_cpReconstruct } from './multilinear/cpReconstruct.ts';
import { laws as multilinear_factorPair } from './multilinear/factorPair.ts';
import { laws as multilinear_kron } from './multilinear/kron.ts';
import { laws as multilinear_kroneckerProducts } from './multilinear/kroneckerProducts.ts';
import { laws as multilinear_lora } from './multilinear/lora.ts';
import { laws as multilinear_lowRankTruncate } from './multilinear/lowRankTruncate.ts';
import { laws as multilinear_matrixCompletion } from './multilinear/matrixCompletion.ts';
import { laws as multilinear_matrixEquations } from './multilinear/matrixEquations.ts';
import { laws as multilinear_nearestKronecker } from './multilinear/nearestKronecker.ts';
import { laws as multilinear_rankCounts } from './multilinear/rankCounts.ts';
import { laws as multilinear_singularValueThreshold } from './multilinear/singularValueThreshold.ts';
import { laws as multilinear_stacking } from './multilinear/stacking.ts';
import { laws as multilinear_tucker } from './multilinear/tucker.ts';
import { laws as multilinear_unfoldings } from './multilinear/unfoldings.ts';
import { laws as multilinear_vec } from './multilinear/vec.ts';
import { laws as autodiff_broadcasting } from './autodiff/broadcasting.ts';
import { laws as autodiff_conventions } from './autodiff/conventions.ts';
import { laws as autodiff_curvature } from './autodiff/curvature.ts';
import { laws as autodiff_detached } from './autodiff/detached.ts';
import { laws as autodiff_equilibrium } from './autodiff/equilibrium.ts';
import { laws as autodiff_landscapes } from './autodiff/landscapes.ts';
import { laws as autodiff_networks } from './autodiff/networks.ts';
import { laws as autodiff_reuse } from './autodiff/reuse.ts';
import { laws as layers_batchNorm } from './layers/batchNorm.ts';
import { laws as layers_bias } from './layers/bias.ts';
import { laws as layers_conv1d } from './layers/conv1d.ts';
import { laws as layers_conv2d } from './layers/conv2d.ts';
import { laws as layers_convToeplitz } from './layers/convToeplitz.ts';
import { laws as layers_convTranspose2d } from './layers/convTranspose2d.ts';
import { laws as layers_dropout } from './layers/dropout.ts';
import { laws as layers_dropoutMasks } from './layers/dropoutMasks.ts';
import { laws as layers_embedding } from './layers/embedding.ts';
import { laws as layers_exponentialUnits } from './layers/exponentialUnits.ts';
import { laws as layers_foldBatchNorm } from './layers/foldBatchNorm.ts';
import { laws as layers_gelu } from './layers/gelu.ts';
import { laws as layers_groupNorms } from './layers/groupNorms.ts';
import { laws as layers_hardUnits } from './layers/hardUnits.ts';
import { laws as layers_layerNorm } from './layers/layerNorm.ts';
import { laws as layers_linear } from './layers/linear.ts';
import { laws as layers_locallyConnected1d } from './layers/locallyConnected1d.ts';
import { laws as layers_logSoftmax } from './layers/logSoftmax.ts';
import { laws as layers_logSumExp } from './layers/logSumExp.ts';
import { laws as layers_patches } from './layers/patches.ts';
import { laws as layers_pooling } from './layers/pooling.ts';
import { laws as layers_rectifiers } from './layers/rectifiers.ts';
import { laws as layers_relu } from './layers/relu.ts';
import { laws as layers_rmsNorm } from './layers/rmsNorm.ts';
import { laws as layers_separableConvolutions } from './layers/separableConvolutions.ts';
import { laws as layers_sigmoids } from './layers/sigmoids.ts';
import { laws as layers_smoothUnits } from './layers/smoothUnits.ts';
import { laws as layers_softmax } from './layers/softmax.ts';
import { laws as layers_spectralNormalisation } from './layers/spectralNormalisation.ts';
import { laws as layers_standardization } from './layers/standardization.ts';
import { laws as layers_thresholds } from './layers/thresholds.ts';
import { laws as sequence_attentionWeights } from './sequence/attentionWeights.ts';
import { laws as sequence_feedForward } from './sequence/feedForward.ts';
import { laws as sequence_gru } from './sequence/gru.ts';
import { laws as sequence_lstm } from './sequence/lstm.ts';
import { laws as sequence_lstmCell } from './sequence/lstmCell.ts';
import { laws as sequence_masks } from './sequence/masks.ts';
import { laws as sequence_mergeHeads } from './sequence/mergeHeads.ts';
import { laws as sequence_multiHeadAttention } from './sequence/multiHeadAttention.ts';
import { laws as sequence_positions } from './sequence/positions.ts';
import { laws as sequence_recurrences } from './sequence/recurrences.ts';
import { laws as sequence_rnn } from './sequence/rnn.ts';
import { laws as sequence_scaledDotProductAttention } from './sequence/scaledDotProductAttention.ts';
import { laws as sequence_splitHeads } from './sequence/splitHeads.ts';
import { laws as sequence_streamingAttention } from './sequence/streamingAttention.ts';
import { laws as sequence_transformerBlock } from './sequence/transformerBlock.ts';
import { laws as losses_binary } from './losses/binary.ts';
import { laws as losses_classes } from './losses/classes.ts';
import { laws as losses_crossEntropy } from './losses/crossEntropy.ts';
import { laws as losses_empiricalRisk } from './losses/empiricalRisk.ts';
import { laws as losses_generative } from './losses/generative.ts';
import { laws as losses_margins } from './losses/margins.ts';
import { laws as losses_regression } from './losses/regression.ts';
import { laws as probability_gumbelChoices } from './probability/gumbelChoices.ts';
import { laws as probability_temperatureSoftmax } from './probability/temperatureSoftmax.ts';
import { laws as information_bottleneck } from './information/bottleneck.ts';
import { laws as information_divergences } from './information/divergences.ts';
import { laws as information_entropies } from './information/entropies.ts';
import { laws as information_gaussian } from './information/gaussian.ts';
import { laws as information_mutualInformation } from './information/mutualInformation.ts';
import { laws as metrics_calibration } from './metrics/calibration.ts';
import { laws as metrics_classification } from './metrics/classification.ts';
import { laws as metrics_hardMarginSvm } from './metrics/hardMarginSvm.ts';
import { laws as metrics_margins } from './metrics/margins.ts';
import { laws as metrics_robustness } from './metrics/robustness.ts';
import { laws as metrics_separation } from './metrics/separation.ts';
import { laws as optimizers_adam } from './optimizers/adam.ts';
import { laws as optimizers_adamw } from './optimizers/adamw.ts';
import { laws as optimizers_sgd } from './optimizers/sgd.ts';

/** Every written law, in the order of the chapters. */
export const writtenLaws: readonly Law[] = [
  ...numerics_arrangements,
  ...numerics_bernoulli,
  ...numerics_differences,
  ...numerics_extremes,
  ...numerics_floatingPoint,
  ...numerics_haarOrthogonal,
  ...numerics_normal,
  ...numerics_simplex,
  ...numerics_summations,
  ...numerics_uniform,
  ...numerics_unitSphere,
  ...tensor_add,
  ...tensor_argmax,
  ...tensor_argsort,
  ...tensor_arithmetic,
  ...tensor_axes,
  ...tensor_broadcastTo,
  ...tensor_chunk,
  ...tensor_clip,
  ...tensor_comparisons,
  ...tensor_concat,
  ...tensor_creation,
  ...tensor_cumsum,
  ...tensor_div,
  ...tensor_exponentials,
  ...tensor_extrema,
  ...tensor_hyperbolic,
  ...tensor_indexing,
  ...tensor_logarithms,
  ...tensor_logical,
  ...tensor_max,
  ...tensor_mean,
  ...tensor_moments,
  ...tensor_mul,
  ...tensor_padding,
  ...tensor_permute,
  ...tensor_powers,
  ...tensor_products,
  ...tensor_reordering,
  ...tensor_repetition,
  ...tensor_reshape,
  ...tensor_round,
  ...tensor_roundings,
  ...tensor_signs,
  ...tensor_smallest,
  ...tensor_sort,
  ...tensor_split,
  ...tensor_stack,
  ...tensor_sum,
  ...tensor_sumToShape,
  ...tensor_topk,
  ...tensor_triangles,
  ...tensor_trigonometric,
  ...tensor_truths,
  ...tensor_where,
  ...linalg_chains,
  ...linalg_combinations,
  ...linalg_constantMatrices,
  ...linalg_convolve,
  ...linalg_dft,
  ...linalg_distances,
  ...linalg_dot,
  ...linalg_einsum,
  ...linalg_elementaryMaps,
  ...linalg_frobeniusNorm,
  ...linalg_matmul,
  ...linalg_norm,
  ...linalg_outer,
  ...linalg_projection,
  ...linalg_schattenNorms,
  ...linalg_spectralNorm,
  ...linalg_stft,
  ...linalg_structured,
  ...linalg_tensordot,
  ...linalg_trace,
  ...linalg_unitSphereImage,
  ...linalg_vectorNorms,
  ...decompositions_bases,
  ...decompositions_cholesky,
  ...decompositions_det,
  ...decompositions_eig,
  ...decompositions_eigTwoSided,
  ...decompositions_eigh,
  ...decompositions_inv,
  ...decompositions_iterations,
  ...decompositions_leastSquares,
  ...decompositions_lu,
  ...decompositions_matrixFunctions,
  ...decompositions_orthogonal,
  ...decompositions_pca,
  ...decompositions_pinv,
  ...decompositions_powerIterations,
  ...decompositions_qr,
  ...decompositions_rank,
  ...decompositions_schur,
  ...decompositions_slogdet,
  ...decompositions_solve,
  ...decompositions_spectralEmbedding,
  ...decompositions_spectralValues,
  ...decompositions_stability,
  ...decompositions_svd,
  ...decompositions_triangularSolve,
  ...multilinear_compressConv,
  ...multilinear_cp,
  ...multilinear_cpReconstruct,
  ...multilinear_factorPair,
  ...multilinear_kron,
  ...multilinear_kroneckerProducts,
  ...multilinear_lora,
  ...multilinear_lowRankTruncate,
  ...multilinear_matrixCompletion,
  ...multilinear_matrixEquations,
  ...multilinear_nearestKronecker,
  ...multilinear_rankCounts,
  ...multilinear_singularValueThreshold,
  ...multilinear_stacking,
  ...multilinear_tucker,
  ...multilinear_unfoldings,
  ...multilinear_vec,
  ...autodiff_broadcasting,
  ...autodiff_conventions,
  ...autodiff_curvature,
  ...autodiff_detached,
  ...autodiff_equilibrium,
  ...autodiff_landscapes,
  ...autodiff_networks,
  ...autodiff_reuse,
  ...layers_batchNorm,
  ...layers_bias,
  ...layers_conv1d,
  ...layers_conv2d,
  ...layers_convToeplitz,
  ...layers_convTranspose2d,
  ...layers_dropout,
  ...layers_dropoutMasks,
  ...layers_embedding,
  ...layers_exponentialUnits,
  ...layers_foldBatchNorm,
  ...layers_gelu,
  ...layers_groupNorms,
  ...layers_hardUnits,
  ...layers_layerNorm,
  ...layers_linear,
  ...layers_locallyConnected1d,
  ...layers_logSoftmax,
  ...layers_logSumExp,
  ...layers_patches,
  ...layers_pooling,
  ...layers_rectifiers,
  ...layers_relu,
  ...layers_rmsNorm,
  ...layers_separableConvolutions,
  ...layers_sigmoids,
  ...layers_smoothUnits,
  ...layers_softmax,
  ...layers_spectralNormalisation,
  ...layers_standardization,
  ...layers_thresholds,
  ...sequence_attentionWeights,
  ...sequence_feedForward,
  ...sequence_gru,
  ...sequence_lstm,
  ...sequence_lstmCell,
  ...sequence_masks,
  ...sequence_mergeHeads,
  ...sequence_multiHeadAttention,
  ...sequence_positions,
  ...sequence_recurrences,
  ...sequence_rnn,
  ...sequence_scaledDotProductAttention,
  ...sequence_splitHeads,
  ...sequence_streamingAttention,
  ...sequence_transformerBlock,
  ...losses_binary,
  ...losses_classes,
  ...losses_crossEntropy,
  ...losses_empiricalRisk,
  ...losses_generative,
  ...losses_margins,
  ...losses_regression,
  ...probability_gumbelChoices,
  ...probability_temperatureSoftmax,
  ...information_bottleneck,
  ...information_divergences,
  ...information_entropies,
  ...information_gaussian,
  ...information_mutualInformation,
  ...metrics_calibration,
  ...metrics_classification,
  ...metrics_hardMarginSvm,
  ...metrics_margins,
  ...metrics_robustness,
  ...metrics_separation,
  ...optimizers_adam,
  ...optimizers_adamw,
  ...optimizers_sgd,
];
