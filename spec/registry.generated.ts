// Generated from the folders by `npm run generate`; do not edit.
import { choice as numerics_choice } from './numerics/arrangements.ts';
import { permutation as numerics_permutation } from './numerics/arrangements.ts';
import { bernoulli as numerics_bernoulli } from './numerics/bernoulli.ts';
import { centralDifference as numerics_centralDifference } from './numerics/differences.ts';
import { orderOfConvergence as numerics_orderOfConvergence } from './numerics/differences.ts';
import { richardson as numerics_richardson } from './numerics/differences.ts';
import { exponential as numerics_exponential } from './numerics/extremes.ts';
import { gumbel as numerics_gumbel } from './numerics/extremes.ts';
import { allclose as numerics_allclose } from './numerics/floatingPoint.ts';
import { gamma as numerics_gamma } from './numerics/floatingPoint.ts';
import { nextAfter as numerics_nextAfter } from './numerics/floatingPoint.ts';
import { haarOrthogonal as numerics_haarOrthogonal } from './numerics/haarOrthogonal.ts';
import { normal as numerics_normal } from './numerics/normal.ts';
import { categorical as numerics_categorical } from './numerics/simplex.ts';
import { dirichlet as numerics_dirichlet } from './numerics/simplex.ts';
import { sumCompensated as numerics_sumCompensated } from './numerics/summations.ts';
import { sumPairwise as numerics_sumPairwise } from './numerics/summations.ts';
import { uniform as numerics_uniform } from './numerics/uniform.ts';
import { unitSphere as numerics_unitSphere } from './numerics/unitSphere.ts';
import { add as tensor_add } from './tensor/add.ts';
import { argmax as tensor_argmax } from './tensor/argmax.ts';
import { argsort as tensor_argsort } from './tensor/argsort.ts';
import { floorDivide as tensor_floorDivide } from './tensor/arithmetic.ts';
import { remainder as tensor_remainder } from './tensor/arithmetic.ts';
import { scale as tensor_scale } from './tensor/arithmetic.ts';
import { sub as tensor_sub } from './tensor/arithmetic.ts';
import { expandDims as tensor_expandDims } from './tensor/axes.ts';
import { flatten as tensor_flatten } from './tensor/axes.ts';
import { moveaxis as tensor_moveaxis } from './tensor/axes.ts';
import { squeeze as tensor_squeeze } from './tensor/axes.ts';
import { swapaxes as tensor_swapaxes } from './tensor/axes.ts';
import { broadcastTo as tensor_broadcastTo } from './tensor/broadcastTo.ts';
import { chunk as tensor_chunk } from './tensor/chunk.ts';
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
import { arange as tensor_arange } from './tensor/creation.ts';
import { eye as tensor_eye } from './tensor/creation.ts';
import { full as tensor_full } from './tensor/creation.ts';
import { linspace as tensor_linspace } from './tensor/creation.ts';
import { ones as tensor_ones } from './tensor/creation.ts';
import { zeros as tensor_zeros } from './tensor/creation.ts';
import { cumsum as tensor_cumsum } from './tensor/cumsum.ts';
import { div as tensor_div } from './tensor/div.ts';
import { exp as tensor_exp } from './tensor/exponentials.ts';
import { expm1 as tensor_expm1 } from './tensor/exponentials.ts';
import { maximum as tensor_maximum } from './tensor/extrema.ts';
import { minimum as tensor_minimum } from './tensor/extrema.ts';
import { acosh as tensor_acosh } from './tensor/hyperbolic.ts';
import { asinh as tensor_asinh } from './tensor/hyperbolic.ts';
import { atanh as tensor_atanh } from './tensor/hyperbolic.ts';
import { cosh as tensor_cosh } from './tensor/hyperbolic.ts';
import { sinh as tensor_sinh } from './tensor/hyperbolic.ts';
import { tanh as tensor_tanh } from './tensor/hyperbolic.ts';
import { gather as tensor_gather } from './tensor/indexing.ts';
import { indexSelect as tensor_indexSelect } from './tensor/indexing.ts';
import { maskFill as tensor_maskFill } from './tensor/indexing.ts';
import { oneHot as tensor_oneHot } from './tensor/indexing.ts';
import { scatterAdd as tensor_scatterAdd } from './tensor/indexing.ts';
import { take as tensor_take } from './tensor/indexing.ts';
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
import { std as tensor_std } from './tensor/moments.ts';
import { variance as tensor_variance } from './tensor/moments.ts';
import { mul as tensor_mul } from './tensor/mul.ts';
import { crop as tensor_crop } from './tensor/padding.ts';
import { pad as tensor_pad } from './tensor/padding.ts';
import { permute as tensor_permute } from './tensor/permute.ts';
import { hypot as tensor_hypot } from './tensor/powers.ts';
import { pow as tensor_pow } from './tensor/powers.ts';
import { reciprocal as tensor_reciprocal } from './tensor/powers.ts';
import { sqrt as tensor_sqrt } from './tensor/powers.ts';
import { square as tensor_square } from './tensor/powers.ts';
import { cumprod as tensor_cumprod } from './tensor/products.ts';
import { prod as tensor_prod } from './tensor/products.ts';
import { flip as tensor_flip } from './tensor/reordering.ts';
import { roll as tensor_roll } from './tensor/reordering.ts';
import { slice as tensor_slice } from './tensor/reordering.ts';
import { repeat as tensor_repeat } from './tensor/repetition.ts';
import { tile as tensor_tile } from './tensor/repetition.ts';
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
import { argmin as tensor_argmin } from './tensor/smallest.ts';
import { min as tensor_min } from './tensor/smallest.ts';
import { sort as tensor_sort } from './tensor/sort.ts';
import { split as tensor_split } from './tensor/split.ts';
import { stack as tensor_stack } from './tensor/stack.ts';
import { sum as tensor_sum } from './tensor/sum.ts';
import { sumToShape as tensor_sumToShape } from './tensor/sumToShape.ts';
import { topk as tensor_topk } from './tensor/topk.ts';
import { diag as tensor_diag } from './tensor/triangles.ts';
import { diagEmbed as tensor_diagEmbed } from './tensor/triangles.ts';
import { tril as tensor_tril } from './tensor/triangles.ts';
import { triu as tensor_triu } from './tensor/triangles.ts';
import { acos as tensor_acos } from './tensor/trigonometric.ts';
import { asin as tensor_asin } from './tensor/trigonometric.ts';
import { atan as tensor_atan } from './tensor/trigonometric.ts';
import { atan2 as tensor_atan2 } from './tensor/trigonometric.ts';
import { cos as tensor_cos } from './tensor/trigonometric.ts';
import { sin as tensor_sin } from './tensor/trigonometric.ts';
import { tan as tensor_tan } from './tensor/trigonometric.ts';
import { all as tensor_all } from './tensor/truths.ts';
import { any as tensor_any } from './tensor/truths.ts';
import { where as tensor_where } from './tensor/where.ts';
import { matrixPower as linalg_matrixPower } from './linalg/chains.ts';
import { multiDot as linalg_multiDot } from './linalg/chains.ts';
import { axpy as linalg_axpy } from './linalg/combinations.ts';
import { gemm as linalg_gemm } from './linalg/combinations.ts';
import { matvec as linalg_matvec } from './linalg/combinations.ts';
import { pathLaplacian as linalg_pathLaplacian } from './linalg/constantMatrices.ts';
import { permutationMatrix as linalg_permutationMatrix } from './linalg/constantMatrices.ts';
import { convolve as linalg_convolve } from './linalg/convolve.ts';
import { dft as linalg_dft } from './linalg/dft.ts';
import { angularDistance as linalg_angularDistance } from './linalg/distances.ts';
import { chebyshevDistance as linalg_chebyshevDistance } from './linalg/distances.ts';
import { cosineSimilarity as linalg_cosineSimilarity } from './linalg/distances.ts';
import { euclideanDistance as linalg_euclideanDistance } from './linalg/distances.ts';
import { manhattanDistance as linalg_manhattanDistance } from './linalg/distances.ts';
import { pairwiseDistances as linalg_pairwiseDistances } from './linalg/distances.ts';
import { dot as linalg_dot } from './linalg/dot.ts';
import { einsum as linalg_einsum } from './linalg/einsum.ts';
import { givens as linalg_givens } from './linalg/elementaryMaps.ts';
import { planeRotation as linalg_planeRotation } from './linalg/elementaryMaps.ts';
import { reflection as linalg_reflection } from './linalg/elementaryMaps.ts';
import { shear as linalg_shear } from './linalg/elementaryMaps.ts';
import { frobeniusNorm as linalg_frobeniusNorm } from './linalg/frobeniusNorm.ts';
import { matmul as linalg_matmul } from './linalg/matmul.ts';
import { norm as linalg_norm } from './linalg/norm.ts';
import { outer as linalg_outer } from './linalg/outer.ts';
import { projection as linalg_projection } from './linalg/projection.ts';
import { nuclearNorm as linalg_nuclearNorm } from './linalg/schattenNorms.ts';
import { schattenNorm as linalg_schattenNorm } from './linalg/schattenNorms.ts';
import { spectralNorm as linalg_spectralNorm } from './linalg/spectralNorm.ts';
import { stft as linalg_stft } from './linalg/stft.ts';
import { blockDiag as linalg_blockDiag } from './linalg/structured.ts';
import { circulant as linalg_circulant } from './linalg/structured.ts';
import { companion as linalg_companion } from './linalg/structured.ts';
import { hankel as linalg_hankel } from './linalg/structured.ts';
import { toeplitz as linalg_toeplitz } from './linalg/structured.ts';
import { vandermonde as linalg_vandermonde } from './linalg/structured.ts';
import { tensordot as linalg_tensordot } from './linalg/tensordot.ts';
import { trace as linalg_trace } from './linalg/trace.ts';
import { unitSphereImage as linalg_unitSphereImage } from './linalg/unitSphereImage.ts';
import { groupNorm21 as linalg_groupNorm21 } from './linalg/vectorNorms.ts';
import { l1Norm as linalg_l1Norm } from './linalg/vectorNorms.ts';
import { l2Norm as linalg_l2Norm } from './linalg/vectorNorms.ts';
import { lInfNorm as linalg_lInfNorm } from './linalg/vectorNorms.ts';
import { lpNorm as linalg_lpNorm } from './linalg/vectorNorms.ts';
import { changeOfBasis as decompositions_changeOfBasis } from './decompositions/bases.ts';
import { isBasis as decompositions_isBasis } from './decompositions/bases.ts';
import { isLinearlyIndependent as decompositions_isLinearlyIndependent } from './decompositions/bases.ts';
import { cholesky as decompositions_cholesky } from './decompositions/cholesky.ts';
import { det as decompositions_det } from './decompositions/det.ts';
import { eig as decompositions_eig } from './decompositions/eig.ts';
import { eigTwoSided as decompositions_eigTwoSided } from './decompositions/eigTwoSided.ts';
import { eigh as decompositions_eigh } from './decompositions/eigh.ts';
import { inv as decompositions_inv } from './decompositions/inv.ts';
import { inverseIteration as decompositions_inverseIteration } from './decompositions/iterations.ts';
import { qrAlgorithm as decompositions_qrAlgorithm } from './decompositions/iterations.ts';
import { rayleighQuotient as decompositions_rayleighQuotient } from './decompositions/iterations.ts';
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
import { pca as decompositions_pca } from './decompositions/pca.ts';
import { pinv as decompositions_pinv } from './decompositions/pinv.ts';
import { powerIteration as decompositions_powerIteration } from './decompositions/powerIterations.ts';
import { singularPowerIteration as decompositions_singularPowerIteration } from './decompositions/powerIterations.ts';
import { qr as decompositions_qr } from './decompositions/qr.ts';
import { columnSpace as decompositions_columnSpace } from './decompositions/rank.ts';
import { matrixRank as decompositions_matrixRank } from './decompositions/rank.ts';
import { nullSpace as decompositions_nullSpace } from './decompositions/rank.ts';
import { schur as decompositions_schur } from './decompositions/schur.ts';
import { slogdet as decompositions_slogdet } from './decompositions/slogdet.ts';
import { solve as decompositions_solve } from './decompositions/solve.ts';
import { spectralEmbedding as decompositions_spectralEmbedding } from './decompositions/spectralEmbedding.ts';
import { cond as decompositions_cond } from './decompositions/spectralValues.ts';
import { eigvals as decompositions_eigvals } from './decompositions/spectralValues.ts';
import { eigvalsh as decompositions_eigvalsh } from './decompositions/spectralValues.ts';
import { svdvals as decompositions_svdvals } from './decompositions/spectralValues.ts';
import { isHurwitzStable as decompositions_isHurwitzStable } from './decompositions/stability.ts';
import { isSchurStable as decompositions_isSchurStable } from './decompositions/stability.ts';
import { spectralRadius as decompositions_spectralRadius } from './decompositions/stability.ts';
import { svd as decompositions_svd } from './decompositions/svd.ts';
import { triangularSolve as decompositions_triangularSolve } from './decompositions/triangularSolve.ts';
import { compressConv as multilinear_compressConv } from './multilinear/compressConv.ts';
import { cp as multilinear_cp } from './multilinear/cp.ts';
import { cpReconstruct as multilinear_cpReconstruct } from './multilinear/cpReconstruct.ts';
import { compressLinear as multilinear_compressLinear } from './multilinear/factorPair.ts';
import { factorPair as multilinear_factorPair } from './multilinear/factorPair.ts';
import { kron as multilinear_kron } from './multilinear/kron.ts';
import { khatriRao as multilinear_khatriRao } from './multilinear/kroneckerProducts.ts';
import { kronMatvec as multilinear_kronMatvec } from './multilinear/kroneckerProducts.ts';
import { lora as multilinear_lora } from './multilinear/lora.ts';
import { loraMerge as multilinear_loraMerge } from './multilinear/lora.ts';
import { lowRankTruncate as multilinear_lowRankTruncate } from './multilinear/lowRankTruncate.ts';
import { matrixCompletion as multilinear_matrixCompletion } from './multilinear/matrixCompletion.ts';
import { kronSolve as multilinear_kronSolve } from './multilinear/matrixEquations.ts';
import { sylvester as multilinear_sylvester } from './multilinear/matrixEquations.ts';
import { nearestKronecker as multilinear_nearestKronecker } from './multilinear/nearestKronecker.ts';
import { degreesOfFreedom as multilinear_degreesOfFreedom } from './multilinear/rankCounts.ts';
import { explainedEnergy as multilinear_explainedEnergy } from './multilinear/rankCounts.ts';
import { singularValueThreshold as multilinear_singularValueThreshold } from './multilinear/singularValueThreshold.ts';
import { commutationMatrix as multilinear_commutationMatrix } from './multilinear/stacking.ts';
import { unvec as multilinear_unvec } from './multilinear/stacking.ts';
import { hooi as multilinear_hooi } from './multilinear/tucker.ts';
import { tucker as multilinear_tucker } from './multilinear/tucker.ts';
import { fold as multilinear_fold } from './multilinear/unfoldings.ts';
import { modeProduct as multilinear_modeProduct } from './multilinear/unfoldings.ts';
import { unfold as multilinear_unfold } from './multilinear/unfoldings.ts';
import { vec as multilinear_vec } from './multilinear/vec.ts';
import { stretchedSumJvp as autodiff_stretchedSumJvp } from './autodiff/broadcasting.ts';
import { stretchedSumVjp as autodiff_stretchedSumVjp } from './autodiff/broadcasting.ts';
import { detachedProductJvp as autodiff_detachedProductJvp } from './autodiff/conventions.ts';
import { detachedProductVjp as autodiff_detachedProductVjp } from './autodiff/conventions.ts';
import { roundedWeightsVjp as autodiff_roundedWeightsVjp } from './autodiff/conventions.ts';
import { classifierFisher as autodiff_classifierFisher } from './autodiff/curvature.ts';
import { classifierGaussNewton as autodiff_classifierGaussNewton } from './autodiff/curvature.ts';
import { twoLayerLossGaussNewton as autodiff_twoLayerLossGaussNewton } from './autodiff/curvature.ts';
import { detach as autodiff_detach } from './autodiff/detached.ts';
import { straightThrough as autodiff_straightThrough } from './autodiff/detached.ts';
import { equilibrium as autodiff_equilibrium } from './autodiff/equilibrium.ts';
import { quadraticFormHvp as autodiff_quadraticFormHvp } from './autodiff/landscapes.ts';
import { quadraticFormVjp as autodiff_quadraticFormVjp } from './autodiff/landscapes.ts';
import { rosenbrockHvp as autodiff_rosenbrockHvp } from './autodiff/landscapes.ts';
import { rosenbrockVjp as autodiff_rosenbrockVjp } from './autodiff/landscapes.ts';
import { twoLayerLossHvp as autodiff_twoLayerLossHvp } from './autodiff/landscapes.ts';
import { twoLayerLossVjp as autodiff_twoLayerLossVjp } from './autodiff/landscapes.ts';
import { classifierHvp as autodiff_classifierHvp } from './autodiff/networks.ts';
import { classifierVjp as autodiff_classifierVjp } from './autodiff/networks.ts';
import { perceptronJvp as autodiff_perceptronJvp } from './autodiff/networks.ts';
import { perceptronVjp as autodiff_perceptronVjp } from './autodiff/networks.ts';
import { diamondHvp as autodiff_diamondHvp } from './autodiff/reuse.ts';
import { diamondJvp as autodiff_diamondJvp } from './autodiff/reuse.ts';
import { diamondVjp as autodiff_diamondVjp } from './autodiff/reuse.ts';
import { batchNorm as layers_batchNorm } from './layers/batchNorm.ts';
import { bias as layers_bias } from './layers/bias.ts';
import { conv1d as layers_conv1d } from './layers/conv1d.ts';
import { conv2d as layers_conv2d } from './layers/conv2d.ts';
import { convToeplitz as layers_convToeplitz } from './layers/convToeplitz.ts';
import { convTranspose2d as layers_convTranspose2d } from './layers/convTranspose2d.ts';
import { dropout as layers_dropout } from './layers/dropout.ts';
import { applyDropoutMask as layers_applyDropoutMask } from './layers/dropoutMasks.ts';
import { rawDropout as layers_rawDropout } from './layers/dropoutMasks.ts';
import { embedding as layers_embedding } from './layers/embedding.ts';
import { celu as layers_celu } from './layers/exponentialUnits.ts';
import { elu as layers_elu } from './layers/exponentialUnits.ts';
import { selu as layers_selu } from './layers/exponentialUnits.ts';
import { foldBatchNorm as layers_foldBatchNorm } from './layers/foldBatchNorm.ts';
import { gelu as layers_gelu } from './layers/gelu.ts';
import { groupNorm as layers_groupNorm } from './layers/groupNorms.ts';
import { instanceNorm as layers_instanceNorm } from './layers/groupNorms.ts';
import { hardSigmoid as layers_hardSigmoid } from './layers/hardUnits.ts';
import { hardSwish as layers_hardSwish } from './layers/hardUnits.ts';
import { layerNorm as layers_layerNorm } from './layers/layerNorm.ts';
import { linear as layers_linear } from './layers/linear.ts';
import { locallyConnected1d as layers_locallyConnected1d } from './layers/locallyConnected1d.ts';
import { logSoftmax as layers_logSoftmax } from './layers/logSoftmax.ts';
import { logSumExp as layers_logSumExp } from './layers/logSumExp.ts';
import { col2im as layers_col2im } from './layers/patches.ts';
import { im2col as layers_im2col } from './layers/patches.ts';
import { avgPool2d as layers_avgPool2d } from './layers/pooling.ts';
import { globalAvgPool2d as layers_globalAvgPool2d } from './layers/pooling.ts';
import { maxPool2d as layers_maxPool2d } from './layers/pooling.ts';
import { leakyRelu as layers_leakyRelu } from './layers/rectifiers.ts';
import { prelu as layers_prelu } from './layers/rectifiers.ts';
import { relu as layers_relu } from './layers/relu.ts';
import { rmsNorm as layers_rmsNorm } from './layers/rmsNorm.ts';
import { depthwiseConv2d as layers_depthwiseConv2d } from './layers/separableConvolutions.ts';
import { depthwiseSeparableConv2d as layers_depthwiseSeparableConv2d } from './layers/separableConvolutions.ts';
import { pointwiseConv2d as layers_pointwiseConv2d } from './layers/separableConvolutions.ts';
import { logSigmoid as layers_logSigmoid } from './layers/sigmoids.ts';
import { sigmoid as layers_sigmoid } from './layers/sigmoids.ts';
import { silu as layers_silu } from './layers/sigmoids.ts';
import { softplus as layers_softplus } from './layers/sigmoids.ts';
import { mish as layers_mish } from './layers/smoothUnits.ts';
import { softsign as layers_softsign } from './layers/smoothUnits.ts';
import { softmax as layers_softmax } from './layers/softmax.ts';
import { spectralNormalise as layers_spectralNormalise } from './layers/spectralNormalisation.ts';
import { spectralNormaliseStep as layers_spectralNormaliseStep } from './layers/spectralNormalisation.ts';
import { destandardize as layers_destandardize } from './layers/standardization.ts';
import { standardize as layers_standardize } from './layers/standardization.ts';
import { zscore as layers_zscore } from './layers/standardization.ts';
import { hardThreshold as layers_hardThreshold } from './layers/thresholds.ts';
import { step as layers_step } from './layers/thresholds.ts';
import { attentionScores as sequence_attentionScores } from './sequence/attentionWeights.ts';
import { attentionWeights as sequence_attentionWeights } from './sequence/attentionWeights.ts';
import { feedForward as sequence_feedForward } from './sequence/feedForward.ts';
import { gru as sequence_gru } from './sequence/gru.ts';
import { gruCell as sequence_gruCell } from './sequence/gru.ts';
import { lstm as sequence_lstm } from './sequence/lstm.ts';
import { lstmCell as sequence_lstmCell } from './sequence/lstmCell.ts';
import { causalMask as sequence_causalMask } from './sequence/masks.ts';
import { paddingMask as sequence_paddingMask } from './sequence/masks.ts';
import { mergeHeads as sequence_mergeHeads } from './sequence/mergeHeads.ts';
import { multiHeadAttention as sequence_multiHeadAttention } from './sequence/multiHeadAttention.ts';
import { learnedPositions as sequence_learnedPositions } from './sequence/positions.ts';
import { rotaryPositions as sequence_rotaryPositions } from './sequence/positions.ts';
import { sinusoidalPositions as sequence_sinusoidalPositions } from './sequence/positions.ts';
import { bptt as sequence_bptt } from './sequence/recurrences.ts';
import { linearRnn as sequence_linearRnn } from './sequence/recurrences.ts';
import { rnnCell as sequence_rnnCell } from './sequence/recurrences.ts';
import { rnn as sequence_rnn } from './sequence/rnn.ts';
import { scaledDotProductAttention as sequence_scaledDotProductAttention } from './sequence/scaledDotProductAttention.ts';
import { splitHeads as sequence_splitHeads } from './sequence/splitHeads.ts';
import { blockAttention as sequence_blockAttention } from './sequence/streamingAttention.ts';
import { cachedAttention as sequence_cachedAttention } from './sequence/streamingAttention.ts';
import { mergeAttention as sequence_mergeAttention } from './sequence/streamingAttention.ts';
import { streamingAttention as sequence_streamingAttention } from './sequence/streamingAttention.ts';
import { transformerBlock as sequence_transformerBlock } from './sequence/transformerBlock.ts';
import { binaryCrossEntropy as losses_binaryCrossEntropy } from './losses/binary.ts';
import { binaryCrossEntropyWithLogits as losses_binaryCrossEntropyWithLogits } from './losses/binary.ts';
import { negativeLogLikelihood as losses_negativeLogLikelihood } from './losses/classes.ts';
import { softCrossEntropy as losses_softCrossEntropy } from './losses/classes.ts';
import { weightedCrossEntropy as losses_weightedCrossEntropy } from './losses/classes.ts';
import { crossEntropy as losses_crossEntropy } from './losses/crossEntropy.ts';
import { empiricalRisk as losses_empiricalRisk } from './losses/empiricalRisk.ts';
import { flowNegativeLogLikelihood as losses_flowNegativeLogLikelihood } from './losses/generative.ts';
import { ganHinge as losses_ganHinge } from './losses/generative.ts';
import { ganMinimax as losses_ganMinimax } from './losses/generative.ts';
import { wassersteinCritic as losses_wassersteinCritic } from './losses/generative.ts';
import { exponential as losses_exponential } from './losses/margins.ts';
import { hinge as losses_hinge } from './losses/margins.ts';
import { logistic as losses_logistic } from './losses/margins.ts';
import { halfSquaredError as losses_halfSquaredError } from './losses/regression.ts';
import { huber as losses_huber } from './losses/regression.ts';
import { meanAbsoluteError as losses_meanAbsoluteError } from './losses/regression.ts';
import { meanSquaredError as losses_meanSquaredError } from './losses/regression.ts';
import { smoothL1 as losses_smoothL1 } from './losses/regression.ts';
import { gumbelMax as probability_gumbelMax } from './probability/gumbelChoices.ts';
import { gumbelSoftmax as probability_gumbelSoftmax } from './probability/gumbelChoices.ts';
import { straightThroughGumbel as probability_straightThroughGumbel } from './probability/gumbelChoices.ts';
import { temperatureSoftmax as probability_temperatureSoftmax } from './probability/temperatureSoftmax.ts';
import { blahutArimotoStep as information_blahutArimotoStep } from './information/bottleneck.ts';
import { bottleneckObjective as information_bottleneckObjective } from './information/bottleneck.ts';
import { informationPlane as information_informationPlane } from './information/bottleneck.ts';
import { jsDivergence as information_jsDivergence } from './information/divergences.ts';
import { klDivergence as information_klDivergence } from './information/divergences.ts';
import { totalVariation as information_totalVariation } from './information/divergences.ts';
import { conditionalEntropy as information_conditionalEntropy } from './information/entropies.ts';
import { crossEntropy as information_crossEntropy } from './information/entropies.ts';
import { entropy as information_entropy } from './information/entropies.ts';
import { jointEntropy as information_jointEntropy } from './information/entropies.ts';
import { gaussianEntropy as information_gaussianEntropy } from './information/gaussian.ts';
import { gaussianMutualInformation as information_gaussianMutualInformation } from './information/gaussian.ts';
import { binnedMutualInformation as information_binnedMutualInformation } from './information/mutualInformation.ts';
import { mutualInformation as information_mutualInformation } from './information/mutualInformation.ts';
import { brierScore as metrics_brierScore } from './metrics/calibration.ts';
import { expectedCalibrationError as metrics_expectedCalibrationError } from './metrics/calibration.ts';
import { maximumCalibrationError as metrics_maximumCalibrationError } from './metrics/calibration.ts';
import { reliabilityBins as metrics_reliabilityBins } from './metrics/calibration.ts';
import { accuracy as metrics_accuracy } from './metrics/classification.ts';
import { confusionMatrix as metrics_confusionMatrix } from './metrics/classification.ts';
import { hardMarginSvm as metrics_hardMarginSvm } from './metrics/hardMarginSvm.ts';
import { functionalMargin as metrics_functionalMargin } from './metrics/margins.ts';
import { geometricMargin as metrics_geometricMargin } from './metrics/margins.ts';
import { logitMargin as metrics_logitMargin } from './metrics/margins.ts';
import { minimumMargin as metrics_minimumMargin } from './metrics/margins.ts';
import { normalisedMargin as metrics_normalisedMargin } from './metrics/margins.ts';
import { certifiedRadius as metrics_certifiedRadius } from './metrics/robustness.ts';
import { fgsm as metrics_fgsm } from './metrics/robustness.ts';
import { classScatter as metrics_classScatter } from './metrics/separation.ts';
import { fisherRatio as metrics_fisherRatio } from './metrics/separation.ts';
import { silhouette as metrics_silhouette } from './metrics/separation.ts';
import { adam as optimizers_adam } from './optimizers/adam.ts';
import { adamw as optimizers_adamw } from './optimizers/adamw.ts';
import { sgd as optimizers_sgd } from './optimizers/sgd.ts';

/** Every operation of the specification by id. */
export const operations = {
  'numerics.choice': numerics_choice,
  'numerics.permutation': numerics_permutation,
  'numerics.bernoulli': numerics_bernoulli,
  'numerics.centralDifference': numerics_centralDifference,
  'numerics.orderOfConvergence': numerics_orderOfConvergence,
  'numerics.richardson': numerics_richardson,
  'numerics.exponential': numerics_exponential,
  'numerics.gumbel': numerics_gumbel,
  'numerics.allclose': numerics_allclose,
  'numerics.gamma': numerics_gamma,
  'numerics.nextAfter': numerics_nextAfter,
  'numerics.haarOrthogonal': numerics_haarOrthogonal,
  'numerics.normal': numerics_normal,
  'numerics.categorical': numerics_categorical,
  'numerics.dirichlet': numerics_dirichlet,
  'numerics.sumCompensated': numerics_sumCompensated,
  'numerics.sumPairwise': numerics_sumPairwise,
  'numerics.uniform': numerics_uniform,
  'numerics.unitSphere': numerics_unitSphere,
  'tensor.add': tensor_add,
  'tensor.argmax': tensor_argmax,
  'tensor.argsort': tensor_argsort,
  'tensor.floorDivide': tensor_floorDivide,
  'tensor.remainder': tensor_remainder,
  'tensor.scale': tensor_scale,
  'tensor.sub': tensor_sub,
  'tensor.expandDims': tensor_expandDims,
  'tensor.flatten': tensor_flatten,
  'tensor.moveaxis': tensor_moveaxis,
  'tensor.squeeze': tensor_squeeze,
  'tensor.swapaxes': tensor_swapaxes,
  'tensor.broadcastTo': tensor_broadcastTo,
  'tensor.chunk': tensor_chunk,
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
  'tensor.arange': tensor_arange,
  'tensor.eye': tensor_eye,
  'tensor.full': tensor_full,
  'tensor.linspace': tensor_linspace,
  'tensor.ones': tensor_ones,
  'tensor.zeros': tensor_zeros,
  'tensor.cumsum': tensor_cumsum,
  'tensor.div': tensor_div,
  'tensor.exp': tensor_exp,
  'tensor.expm1': tensor_expm1,
  'tensor.maximum': tensor_maximum,
  'tensor.minimum': tensor_minimum,
  'tensor.acosh': tensor_acosh,
  'tensor.asinh': tensor_asinh,
  'tensor.atanh': tensor_atanh,
  'tensor.cosh': tensor_cosh,
  'tensor.sinh': tensor_sinh,
  'tensor.tanh': tensor_tanh,
  'tensor.gather': tensor_gather,
  'tensor.indexSelect': tensor_indexSelect,
  'tensor.maskFill': tensor_maskFill,
  'tensor.oneHot': tensor_oneHot,
  'tensor.scatterAdd': tensor_scatterAdd,
  'tensor.take': tensor_take,
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
  'tensor.std': tensor_std,
  'tensor.variance': tensor_variance,
  'tensor.mul': tensor_mul,
  'tensor.crop': tensor_crop,
  'tensor.pad': tensor_pad,
  'tensor.permute': tensor_permute,
  'tensor.hypot': tensor_hypot,
  'tensor.pow': tensor_pow,
  'tensor.reciprocal': tensor_reciprocal,
  'tensor.sqrt': tensor_sqrt,
  'tensor.square': tensor_square,
  'tensor.cumprod': tensor_cumprod,
  'tensor.prod': tensor_prod,
  'tensor.flip': tensor_flip,
  'tensor.roll': tensor_roll,
  'tensor.slice': tensor_slice,
  'tensor.repeat': tensor_repeat,
  'tensor.tile': tensor_tile,
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
  'tensor.argmin': tensor_argmin,
  'tensor.min': tensor_min,
  'tensor.sort': tensor_sort,
  'tensor.split': tensor_split,
  'tensor.stack': tensor_stack,
  'tensor.sum': tensor_sum,
  'tensor.sumToShape': tensor_sumToShape,
  'tensor.topk': tensor_topk,
  'tensor.diag': tensor_diag,
  'tensor.diagEmbed': tensor_diagEmbed,
  'tensor.tril': tensor_tril,
  'tensor.triu': tensor_triu,
  'tensor.acos': tensor_acos,
  'tensor.asin': tensor_asin,
  'tensor.atan': tensor_atan,
  'tensor.atan2': tensor_atan2,
  'tensor.cos': tensor_cos,
  'tensor.sin': tensor_sin,
  'tensor.tan': tensor_tan,
  'tensor.all': tensor_all,
  'tensor.any': tensor_any,
  'tensor.where': tensor_where,
  'linalg.matrixPower': linalg_matrixPower,
  'linalg.multiDot': linalg_multiDot,
  'linalg.axpy': linalg_axpy,
  'linalg.gemm': linalg_gemm,
  'linalg.matvec': linalg_matvec,
  'linalg.pathLaplacian': linalg_pathLaplacian,
  'linalg.permutationMatrix': linalg_permutationMatrix,
  'linalg.convolve': linalg_convolve,
  'linalg.dft': linalg_dft,
  'linalg.angularDistance': linalg_angularDistance,
  'linalg.chebyshevDistance': linalg_chebyshevDistance,
  'linalg.cosineSimilarity': linalg_cosineSimilarity,
  'linalg.euclideanDistance': linalg_euclideanDistance,
  'linalg.manhattanDistance': linalg_manhattanDistance,
  'linalg.pairwiseDistances': linalg_pairwiseDistances,
  'linalg.dot': linalg_dot,
  'linalg.einsum': linalg_einsum,
  'linalg.givens': linalg_givens,
  'linalg.planeRotation': linalg_planeRotation,
  'linalg.reflection': linalg_reflection,
  'linalg.shear': linalg_shear,
  'linalg.frobeniusNorm': linalg_frobeniusNorm,
  'linalg.matmul': linalg_matmul,
  'linalg.norm': linalg_norm,
  'linalg.outer': linalg_outer,
  'linalg.projection': linalg_projection,
  'linalg.nuclearNorm': linalg_nuclearNorm,
  'linalg.schattenNorm': linalg_schattenNorm,
  'linalg.spectralNorm': linalg_spectralNorm,
  'linalg.stft': linalg_stft,
  'linalg.blockDiag': linalg_blockDiag,
  'linalg.circulant': linalg_circulant,
  'linalg.companion': linalg_companion,
  'linalg.hankel': linalg_hankel,
  'linalg.toeplitz': linalg_toeplitz,
  'linalg.vandermonde': linalg_vandermonde,
  'linalg.tensordot': linalg_tensordot,
  'linalg.trace': linalg_trace,
  'linalg.unitSphereImage': linalg_unitSphereImage,
  'linalg.groupNorm21': linalg_groupNorm21,
  'linalg.l1Norm': linalg_l1Norm,
  'linalg.l2Norm': linalg_l2Norm,
  'linalg.lInfNorm': linalg_lInfNorm,
  'linalg.lpNorm': linalg_lpNorm,
  'decompositions.changeOfBasis': decompositions_changeOfBasis,
  'decompositions.isBasis': decompositions_isBasis,
  'decompositions.isLinearlyIndependent': decompositions_isLinearlyIndependent,
  'decompositions.cholesky': decompositions_cholesky,
  'decompositions.det': decompositions_det,
  'decompositions.eig': decompositions_eig,
  'decompositions.eigTwoSided': decompositions_eigTwoSided,
  'decompositions.eigh': decompositions_eigh,
  'decompositions.inv': decompositions_inv,
  'decompositions.inverseIteration': decompositions_inverseIteration,
  'decompositions.qrAlgorithm': decompositions_qrAlgorithm,
  'decompositions.rayleighQuotient': decompositions_rayleighQuotient,
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
  'decompositions.pca': decompositions_pca,
  'decompositions.pinv': decompositions_pinv,
  'decompositions.powerIteration': decompositions_powerIteration,
  'decompositions.singularPowerIteration': decompositions_singularPowerIteration,
  'decompositions.qr': decompositions_qr,
  'decompositions.columnSpace': decompositions_columnSpace,
  'decompositions.matrixRank': decompositions_matrixRank,
  'decompositions.nullSpace': decompositions_nullSpace,
  'decompositions.schur': decompositions_schur,
  'decompositions.slogdet': decompositions_slogdet,
  'decompositions.solve': decompositions_solve,
  'decompositions.spectralEmbedding': decompositions_spectralEmbedding,
  'decompositions.cond': decompositions_cond,
  'decompositions.eigvals': decompositions_eigvals,
  'decompositions.eigvalsh': decompositions_eigvalsh,
  'decompositions.svdvals': decompositions_svdvals,
  'decompositions.isHurwitzStable': decompositions_isHurwitzStable,
  'decompositions.isSchurStable': decompositions_isSchurStable,
  'decompositions.spectralRadius': decompositions_spectralRadius,
  'decompositions.svd': decompositions_svd,
  'decompositions.triangularSolve': decompositions_triangularSolve,
  'multilinear.compressConv': multilinear_compressConv,
  'multilinear.cp': multilinear_cp,
  'multilinear.cpReconstruct': multilinear_cpReconstruct,
  'multilinear.compressLinear': multilinear_compressLinear,
  'multilinear.factorPair': multilinear_factorPair,
  'multilinear.kron': multilinear_kron,
  'multilinear.khatriRao': multilinear_khatriRao,
  'multilinear.kronMatvec': multilinear_kronMatvec,
  'multilinear.lora': multilinear_lora,
  'multilinear.loraMerge': multilinear_loraMerge,
  'multilinear.lowRankTruncate': multilinear_lowRankTruncate,
  'multilinear.matrixCompletion': multilinear_matrixCompletion,
  'multilinear.kronSolve': multilinear_kronSolve,
  'multilinear.sylvester': multilinear_sylvester,
  'multilinear.nearestKronecker': multilinear_nearestKronecker,
  'multilinear.degreesOfFreedom': multilinear_degreesOfFreedom,
  'multilinear.explainedEnergy': multilinear_explainedEnergy,
  'multilinear.singularValueThreshold': multilinear_singularValueThreshold,
  'multilinear.commutationMatrix': multilinear_commutationMatrix,
  'multilinear.unvec': multilinear_unvec,
  'multilinear.hooi': multilinear_hooi,
  'multilinear.tucker': multilinear_tucker,
  'multilinear.fold': multilinear_fold,
  'multilinear.modeProduct': multilinear_modeProduct,
  'multilinear.unfold': multilinear_unfold,
  'multilinear.vec': multilinear_vec,
  'autodiff.stretchedSumJvp': autodiff_stretchedSumJvp,
  'autodiff.stretchedSumVjp': autodiff_stretchedSumVjp,
  'autodiff.detachedProductJvp': autodiff_detachedProductJvp,
  'autodiff.detachedProductVjp': autodiff_detachedProductVjp,
  'autodiff.roundedWeightsVjp': autodiff_roundedWeightsVjp,
  'autodiff.classifierFisher': autodiff_classifierFisher,
  'autodiff.classifierGaussNewton': autodiff_classifierGaussNewton,
  'autodiff.twoLayerLossGaussNewton': autodiff_twoLayerLossGaussNewton,
  'autodiff.detach': autodiff_detach,
  'autodiff.straightThrough': autodiff_straightThrough,
  'autodiff.equilibrium': autodiff_equilibrium,
  'autodiff.quadraticFormHvp': autodiff_quadraticFormHvp,
  'autodiff.quadraticFormVjp': autodiff_quadraticFormVjp,
  'autodiff.rosenbrockHvp': autodiff_rosenbrockHvp,
  'autodiff.rosenbrockVjp': autodiff_rosenbrockVjp,
  'autodiff.twoLayerLossHvp': autodiff_twoLayerLossHvp,
  'autodiff.twoLayerLossVjp': autodiff_twoLayerLossVjp,
  'autodiff.classifierHvp': autodiff_classifierHvp,
  'autodiff.classifierVjp': autodiff_classifierVjp,
  'autodiff.perceptronJvp': autodiff_perceptronJvp,
  'autodiff.perceptronVjp': autodiff_perceptronVjp,
  'autodiff.diamondHvp': autodiff_diamondHvp,
  'autodiff.diamondJvp': autodiff_diamondJvp,
  'autodiff.diamondVjp': autodiff_diamondVjp,
  'layers.batchNorm': layers_batchNorm,
  'layers.bias': layers_bias,
  'layers.conv1d': layers_conv1d,
  'layers.conv2d': layers_conv2d,
  'layers.convToeplitz': layers_convToeplitz,
  'layers.convTranspose2d': layers_convTranspose2d,
  'layers.dropout': layers_dropout,
  'layers.applyDropoutMask': layers_applyDropoutMask,
  'layers.rawDropout': layers_rawDropout,
  'layers.embedding': layers_embedding,
  'layers.celu': layers_celu,
  'layers.elu': layers_elu,
  'layers.selu': layers_selu,
  'layers.foldBatchNorm': layers_foldBatchNorm,
  'layers.gelu': layers_gelu,
  'layers.groupNorm': layers_groupNorm,
  'layers.instanceNorm': layers_instanceNorm,
  'layers.hardSigmoid': layers_hardSigmoid,
  'layers.hardSwish': layers_hardSwish,
  'layers.layerNorm': layers_layerNorm,
  'layers.linear': layers_linear,
  'layers.locallyConnected1d': layers_locallyConnected1d,
  'layers.logSoftmax': layers_logSoftmax,
  'layers.logSumExp': layers_logSumExp,
  'layers.col2im': layers_col2im,
  'layers.im2col': layers_im2col,
  'layers.avgPool2d': layers_avgPool2d,
  'layers.globalAvgPool2d': layers_globalAvgPool2d,
  'layers.maxPool2d': layers_maxPool2d,
  'layers.leakyRelu': layers_leakyRelu,
  'layers.prelu': layers_prelu,
  'layers.relu': layers_relu,
  'layers.rmsNorm': layers_rmsNorm,
  'layers.depthwiseConv2d': layers_depthwiseConv2d,
  'layers.depthwiseSeparableConv2d': layers_depthwiseSeparableConv2d,
  'layers.pointwiseConv2d': layers_pointwiseConv2d,
  'layers.logSigmoid': layers_logSigmoid,
  'layers.sigmoid': layers_sigmoid,
  'layers.silu': layers_silu,
  'layers.softplus': layers_softplus,
  'layers.mish': layers_mish,
  'layers.softsign': layers_softsign,
  'layers.softmax': layers_softmax,
  'layers.spectralNormalise': layers_spectralNormalise,
  'layers.spectralNormaliseStep': layers_spectralNormaliseStep,
  'layers.destandardize': layers_destandardize,
  'layers.standardize': layers_standardize,
  'layers.zscore': layers_zscore,
  'layers.hardThreshold': layers_hardThreshold,
  'layers.step': layers_step,
  'sequence.attentionScores': sequence_attentionScores,
  'sequence.attentionWeights': sequence_attentionWeights,
  'sequence.feedForward': sequence_feedForward,
  'sequence.gru': sequence_gru,
  'sequence.gruCell': sequence_gruCell,
  'sequence.lstm': sequence_lstm,
  'sequence.lstmCell': sequence_lstmCell,
  'sequence.causalMask': sequence_causalMask,
  'sequence.paddingMask': sequence_paddingMask,
  'sequence.mergeHeads': sequence_mergeHeads,
  'sequence.multiHeadAttention': sequence_multiHeadAttention,
  'sequence.learnedPositions': sequence_learnedPositions,
  'sequence.rotaryPositions': sequence_rotaryPositions,
  'sequence.sinusoidalPositions': sequence_sinusoidalPositions,
  'sequence.bptt': sequence_bptt,
  'sequence.linearRnn': sequence_linearRnn,
  'sequence.rnnCell': sequence_rnnCell,
  'sequence.rnn': sequence_rnn,
  'sequence.scaledDotProductAttention': sequence_scaledDotProductAttention,
  'sequence.splitHeads': sequence_splitHeads,
  'sequence.blockAttention': sequence_blockAttention,
  'sequence.cachedAttention': sequence_cachedAttention,
  'sequence.mergeAttention': sequence_mergeAttention,
  'sequence.streamingAttention': sequence_streamingAttention,
  'sequence.transformerBlock': sequence_transformerBlock,
  'losses.binaryCrossEntropy': losses_binaryCrossEntropy,
  'losses.binaryCrossEntropyWithLogits': losses_binaryCrossEntropyWithLogits,
  'losses.negativeLogLikelihood': losses_negativeLogLikelihood,
  'losses.softCrossEntropy': losses_softCrossEntropy,
  'losses.weightedCrossEntropy': losses_weightedCrossEntropy,
  'losses.crossEntropy': losses_crossEntropy,
  'losses.empiricalRisk': losses_empiricalRisk,
  'losses.flowNegativeLogLikelihood': losses_flowNegativeLogLikelihood,
  'losses.ganHinge': losses_ganHinge,
  'losses.ganMinimax': losses_ganMinimax,
  'losses.wassersteinCritic': losses_wassersteinCritic,
  'losses.exponential': losses_exponential,
  'losses.hinge': losses_hinge,
  'losses.logistic': losses_logistic,
  'losses.halfSquaredError': losses_halfSquaredError,
  'losses.huber': losses_huber,
  'losses.meanAbsoluteError': losses_meanAbsoluteError,
  'losses.meanSquaredError': losses_meanSquaredError,
  'losses.smoothL1': losses_smoothL1,
  'probability.gumbelMax': probability_gumbelMax,
  'probability.gumbelSoftmax': probability_gumbelSoftmax,
  'probability.straightThroughGumbel': probability_straightThroughGumbel,
  'probability.temperatureSoftmax': probability_temperatureSoftmax,
  'information.blahutArimotoStep': information_blahutArimotoStep,
  'information.bottleneckObjective': information_bottleneckObjective,
  'information.informationPlane': information_informationPlane,
  'information.jsDivergence': information_jsDivergence,
  'information.klDivergence': information_klDivergence,
  'information.totalVariation': information_totalVariation,
  'information.conditionalEntropy': information_conditionalEntropy,
  'information.crossEntropy': information_crossEntropy,
  'information.entropy': information_entropy,
  'information.jointEntropy': information_jointEntropy,
  'information.gaussianEntropy': information_gaussianEntropy,
  'information.gaussianMutualInformation': information_gaussianMutualInformation,
  'information.binnedMutualInformation': information_binnedMutualInformation,
  'information.mutualInformation': information_mutualInformation,
  'metrics.brierScore': metrics_brierScore,
  'metrics.expectedCalibrationError': metrics_expectedCalibrationError,
  'metrics.maximumCalibrationError': metrics_maximumCalibrationError,
  'metrics.reliabilityBins': metrics_reliabilityBins,
  'metrics.accuracy': metrics_accuracy,
  'metrics.confusionMatrix': metrics_confusionMatrix,
  'metrics.hardMarginSvm': metrics_hardMarginSvm,
  'metrics.functionalMargin': metrics_functionalMargin,
  'metrics.geometricMargin': metrics_geometricMargin,
  'metrics.logitMargin': metrics_logitMargin,
  'metrics.minimumMargin': metrics_minimumMargin,
  'metrics.normalisedMargin': metrics_normalisedMargin,
  'metrics.certifiedRadius': metrics_certifiedRadius,
  'metrics.fgsm': metrics_fgsm,
  'metrics.classScatter': metrics_classScatter,
  'metrics.fisherRatio': metrics_fisherRatio,
  'metrics.silhouette': metrics_silhouette,
  'optimizers.adam': optimizers_adam,
  'optimizers.adamw': optimizers_adamw,
  'optimizers.sgd': optimizers_sgd,
};
