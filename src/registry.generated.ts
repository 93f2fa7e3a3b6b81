// Generated from the folders by `npm run generate`; do not edit.
import * as numerics_arrangements from './numerics/arrangements.ts';
import * as numerics_bernoulli from './numerics/bernoulli.ts';
import * as numerics_differences from './numerics/differences.ts';
import * as numerics_extremes from './numerics/extremes.ts';
import * as numerics_floatingPoint from './numerics/floatingPoint.ts';
import * as numerics_haarOrthogonal from './numerics/haarOrthogonal.ts';
import * as numerics_normal from './numerics/normal.ts';
import * as numerics_simplex from './numerics/simplex.ts';
import * as numerics_summations from './numerics/summations.ts';
import * as numerics_uniform from './numerics/uniform.ts';
import * as numerics_unitSphere from './numerics/unitSphere.ts';
import * as tensor_add from './tensor/add.ts';
import * as tensor_argmax from './tensor/argmax.ts';
import * as tensor_argsort from './tensor/argsort.ts';
import * as tensor_arithmetic from './tensor/arithmetic.ts';
import * as tensor_axes from './tensor/axes.ts';
import * as tensor_broadcastTo from './tensor/broadcastTo.ts';
import * as tensor_chunk from './tensor/chunk.ts';
import * as tensor_clip from './tensor/clip.ts';
import * as tensor_comparisons from './tensor/comparisons.ts';
import * as tensor_concat from './tensor/concat.ts';
import * as tensor_creation from './tensor/creation.ts';
import * as tensor_cumsum from './tensor/cumsum.ts';
import * as tensor_div from './tensor/div.ts';
import * as tensor_exponentials from './tensor/exponentials.ts';
import * as tensor_extrema from './tensor/extrema.ts';
import * as tensor_hyperbolic from './tensor/hyperbolic.ts';
import * as tensor_indexing from './tensor/indexing.ts';
import * as tensor_logarithms from './tensor/logarithms.ts';
import * as tensor_logical from './tensor/logical.ts';
import * as tensor_max from './tensor/max.ts';
import * as tensor_mean from './tensor/mean.ts';
import * as tensor_moments from './tensor/moments.ts';
import * as tensor_mul from './tensor/mul.ts';
import * as tensor_padding from './tensor/padding.ts';
import * as tensor_permute from './tensor/permute.ts';
import * as tensor_powers from './tensor/powers.ts';
import * as tensor_products from './tensor/products.ts';
import * as tensor_reordering from './tensor/reordering.ts';
import * as tensor_repetition from './tensor/repetition.ts';
import * as tensor_reshape from './tensor/reshape.ts';
import * as tensor_round from './tensor/round.ts';
import * as tensor_roundings from './tensor/roundings.ts';
import * as tensor_signs from './tensor/signs.ts';
import * as tensor_smallest from './tensor/smallest.ts';
import * as tensor_sort from './tensor/sort.ts';
import * as tensor_split from './tensor/split.ts';
import * as tensor_stack from './tensor/stack.ts';
import * as tensor_sum from './tensor/sum.ts';
import * as tensor_sumToShape from './tensor/sumToShape.ts';
import * as tensor_topk from './tensor/topk.ts';
import * as tensor_triangles from './tensor/triangles.ts';
import * as tensor_trigonometric from './tensor/trigonometric.ts';
import * as tensor_truths from './tensor/truths.ts';
import * as tensor_where from './tensor/where.ts';
import * as linalg_chains from './linalg/chains.ts';
import * as linalg_combinations from './linalg/combinations.ts';
import * as linalg_constantMatrices from './linalg/constantMatrices.ts';
import * as linalg_convolve from './linalg/convolve.ts';
import * as linalg_dft from './linalg/dft.ts';
import * as linalg_distances from './linalg/distances.ts';
import * as linalg_dot from './linalg/dot.ts';
import * as linalg_einsum from './linalg/einsum.ts';
import * as linalg_elementaryMaps from './linalg/elementaryMaps.ts';
import * as linalg_frobeniusNorm from './linalg/frobeniusNorm.ts';
import * as linalg_matmul from './linalg/matmul.ts';
import * as linalg_norm from './linalg/norm.ts';
import * as linalg_outer from './linalg/outer.ts';
import * as linalg_projection from './linalg/projection.ts';
import * as linalg_schattenNorms from './linalg/schattenNorms.ts';
import * as linalg_spectralNorm from './linalg/spectralNorm.ts';
import * as linalg_stft from './linalg/stft.ts';
import * as linalg_structured from './linalg/structured.ts';
import * as linalg_tensordot from './linalg/tensordot.ts';
import * as linalg_trace from './linalg/trace.ts';
import * as linalg_unitSphereImage from './linalg/unitSphereImage.ts';
import * as linalg_vectorNorms from './linalg/vectorNorms.ts';
import * as decompositions_bases from './decompositions/bases.ts';
import * as decompositions_cholesky from './decompositions/cholesky.ts';
import * as decompositions_det from './decompositions/det.ts';
import * as decompositions_eig from './decompositions/eig.ts';
import * as decompositions_eigTwoSided from './decompositions/eigTwoSided.ts';
import * as decompositions_eigh from './decompositions/eigh.ts';
import * as decompositions_inv from './decompositions/inv.ts';
import * as decompositions_iterations from './decompositions/iterations.ts';
import * as decompositions_leastSquares from './decompositions/leastSquares.ts';
import * as decompositions_lu from './decompositions/lu.ts';
import * as decompositions_matrixFunctions from './decompositions/matrixFunctions.ts';
import * as decompositions_orthogonal from './decompositions/orthogonal.ts';
import * as decompositions_pca from './decompositions/pca.ts';
import * as decompositions_pinv from './decompositions/pinv.ts';
import * as decompositions_powerIterations from './decompositions/powerIterations.ts';
import * as decompositions_qr from './decompositions/qr.ts';
import * as decompositions_rank from './decompositions/rank.ts';
import * as decompositions_schur from './decompositions/schur.ts';
import * as decompositions_slogdet from './decompositions/slogdet.ts';
import * as decompositions_solve from './decompositions/solve.ts';
import * as decompositions_spectralEmbedding from './decompositions/spectralEmbedding.ts';
import * as decompositions_spectralValues from './decompositions/spectralValues.ts';
import * as decompositions_stability from './decompositions/stability.ts';
import * as decompositions_svd from './decompositions/svd.ts';
import * as decompositions_triangularSolve from './decompositions/triangularSolve.ts';
import * as multilinear_compressConv from './multilinear/compressConv.ts';
import * as multilinear_cp from './multilinear/cp.ts';
import * as multilinear_cpReconstruct from './multilinear/cpReconstruct.ts';
import * as multilinear_factorPair from './multilinear/factorPair.ts';
import * as multilinear_kron from './multilinear/kron.ts';
import * as multilinear_kroneckerProducts from './multilinear/kroneckerProducts.ts';
import * as multilinear_lora from './multilinear/lora.ts';
import * as multilinear_lowRankTruncate from './multilinear/lowRankTruncate.ts';
import * as multilinear_matrixCompletion from './multilinear/matrixCompletion.ts';
import * as multilinear_matrixEquations from './multilinear/matrixEquations.ts';
import * as multilinear_nearestKronecker from './multilinear/nearestKronecker.ts';
import * as multilinear_rankCounts from './multilinear/rankCounts.ts';
import * as multilinear_singularValueThreshold from './multilinear/singularValueThreshold.ts';
import * as multilinear_stacking from './multilinear/stacking.ts';
import * as multilinear_tucker from './multilinear/tucker.ts';
import * as multilinear_unfoldings from './multilinear/unfoldings.ts';
import * as multilinear_vec from './multilinear/vec.ts';
import * as autodiff_broadcasting from './autodiff/broadcasting.ts';
import * as autodiff_conventions from './autodiff/conventions.ts';
import * as autodiff_curvature from './autodiff/curvature.ts';
import * as autodiff_detached from './autodiff/detached.ts';
import * as autodiff_equilibrium from './autodiff/equilibrium.ts';
import * as autodiff_landscapes from './autodiff/landscapes.ts';
import * as autodiff_networks from './autodiff/networks.ts';
import * as autodiff_reuse from './autodiff/reuse.ts';
import * as layers_batchNorm from './layers/batchNorm.ts';
import * as layers_bias from './layers/bias.ts';
import * as layers_conv1d from './layers/conv1d.ts';
import * as layers_conv2d from './layers/conv2d.ts';
import * as layers_convToeplitz from './layers/convToeplitz.ts';
import * as layers_convTranspose2d from './layers/convTranspose2d.ts';
import * as layers_dropout from './layers/dropout.ts';
import * as layers_dropoutMasks from './layers/dropoutMasks.ts';
import * as layers_embedding from './layers/embedding.ts';
import * as layers_exponentialUnits from './layers/exponentialUnits.ts';
import * as layers_foldBatchNorm from './layers/foldBatchNorm.ts';
import * as layers_gelu from './layers/gelu.ts';
import * as layers_groupNorms from './layers/groupNorms.ts';
import * as layers_hardUnits from './layers/hardUnits.ts';
import * as layers_layerNorm from './layers/layerNorm.ts';
import * as layers_linear from './layers/linear.ts';
import * as layers_locallyConnected1d from './layers/locallyConnected1d.ts';
import * as layers_logSoftmax from './layers/logSoftmax.ts';
import * as layers_logSumExp from './layers/logSumExp.ts';
import * as layers_patches from './layers/patches.ts';
import * as layers_pooling from './layers/pooling.ts';
import * as layers_rectifiers from './layers/rectifiers.ts';
import * as layers_relu from './layers/relu.ts';
import * as layers_rmsNorm from './layers/rmsNorm.ts';
import * as layers_separableConvolutions from './layers/separableConvolutions.ts';
import * as layers_sigmoids from './layers/sigmoids.ts';
import * as layers_smoothUnits from './layers/smoothUnits.ts';
import * as layers_softmax from './layers/softmax.ts';
import * as layers_spectralNormalisation from './layers/spectralNormalisation.ts';
import * as layers_standardization from './layers/standardization.ts';
import * as layers_thresholds from './layers/thresholds.ts';
import * as sequence_attentionWeights from './sequence/attentionWeights.ts';
import * as sequence_feedForward from './sequence/feedForward.ts';
import * as sequence_gru from './sequence/gru.ts';
import * as sequence_lstm from './sequence/lstm.ts';
import * as sequence_lstmCell from './sequence/lstmCell.ts';
import * as sequence_masks from './sequence/masks.ts';
import * as sequence_mergeHeads from './sequence/mergeHeads.ts';
import * as sequence_multiHeadAttention from './sequence/multiHeadAttention.ts';
import * as sequence_positions from './sequence/positions.ts';
import * as sequence_recurrences from './sequence/recurrences.ts';
import * as sequence_rnn from './sequence/rnn.ts';
import * as sequence_scaledDotProductAttention from './sequence/scaledDotProductAttention.ts';
import * as sequence_splitHeads from './sequence/splitHeads.ts';
import * as sequence_streamingAttention from './sequence/streamingAttention.ts';
import * as sequence_transformerBlock from './sequence/transformerBlock.ts';
import * as losses_binary from './losses/binary.ts';
import * as losses_classes from './losses/classes.ts';
import * as losses_crossEntropy from './losses/crossEntropy.ts';
import * as losses_empiricalRisk from './losses/empiricalRisk.ts';
import * as losses_generative from './losses/generative.ts';
import * as losses_margins from './losses/margins.ts';
import * as losses_regression from './losses/regression.ts';
import * as probability_gumbelChoices from './probability/gumbelChoices.ts';
import * as probability_temperatureSoftmax from './probability/temperatureSoftmax.ts';
import * as information_bottleneck from './information/bottleneck.ts';
import * as information_divergences from './information/divergences.ts';
import * as information_entropies from './information/entropies.ts';
import * as information_gaussian from './information/gaussian.ts';
import * as information_mutualInformation from './information/mutualInformation.ts';
import * as metrics_calibration from './metrics/calibration.ts';
import * as metrics_classification from './metrics/classification.ts';
import * as metrics_hardMarginSvm from './metrics/hardMarginSvm.ts';
import * as metrics_margins from './metrics/margins.ts';
import * as metrics_robustness from './metrics/robustness.ts';
import * as metrics_separation from './metrics/separation.ts';
import * as optimizers_adam from './optimizers/adam.ts';
import * as optimizers_adamw from './optimizers/adamw.ts';
import * as optimizers_sgd from './optimizers/sgd.ts';

/** Every implementation by the id of its operation. */
export const implementations = {
  'numerics.choice': numerics_arrangements.choice,
  'numerics.permutation': numerics_arrangements.permutation,
  'numerics.bernoulli': numerics_bernoulli.bernoulli,
  'numerics.centralDifference': numerics_differences.centralDifference,
  'numerics.orderOfConvergence': numerics_differences.orderOfConvergence,
  'numerics.richardson': numerics_differences.richardson,
  'numerics.exponential': numerics_extremes.exponential,
  'numerics.gumbel': numerics_extremes.gumbel,
  'numerics.allclose': numerics_floatingPoint.allclose,
  'numerics.gamma': numerics_floatingPoint.gamma,
  'numerics.nextAfter': numerics_floatingPoint.nextAfter,
  'numerics.haarOrthogonal': numerics_haarOrthogonal.haarOrthogonal,
  'numerics.normal': numerics_normal.normal,
  'numerics.categorical': numerics_simplex.categorical,
  'numerics.dirichlet': numerics_simplex.dirichlet,
  'numerics.sumCompensated': numerics_summations.sumCompensated,
  'numerics.sumPairwise': numerics_summations.sumPairwise,
  'numerics.uniform': numerics_uniform.uniform,
  'numerics.unitSphere': numerics_unitSphere.unitSphere,
  'tensor.add': tensor_add.add,
  'tensor.argmax': tensor_argmax.argmax,
  'tensor.argsort': tensor_argsort.argsort,
  'tensor.floorDivide': tensor_arithmetic.floorDivide,
  'tensor.remainder': tensor_arithmetic.remainder,
  'tensor.scale': tensor_arithmetic.scale,
  'tensor.sub': tensor_arithmetic.sub,
  'tensor.expandDims': tensor_axes.expandDims,
  'tensor.flatten': tensor_axes.flatten,
  'tensor.moveaxis': tensor_axes.moveaxis,
  'tensor.squeeze': tensor_axes.squeeze,
  'tensor.swapaxes': tensor_axes.swapaxes,
  'tensor.broadcastTo': tensor_broadcastTo.broadcastTo,
  'tensor.chunk': tensor_chunk.chunk,
  'tensor.clip': tensor_clip.clip,
  'tensor.equal': tensor_comparisons.equal,
  'tensor.greater': tensor_comparisons.greater,
  'tensor.greaterEqual': tensor_comparisons.greaterEqual,
  'tensor.isfinite': tensor_comparisons.isfinite,
  'tensor.isinf': tensor_comparisons.isinf,
  'tensor.isnan': tensor_comparisons.isnan,
  'tensor.less': tensor_comparisons.less,
  'tensor.lessEqual': tensor_comparisons.lessEqual,
  'tensor.notEqual': tensor_comparisons.notEqual,
  'tensor.concat': tensor_concat.concat,
  'tensor.arange': tensor_creation.arange,
  'tensor.eye': tensor_creation.eye,
  'tensor.full': tensor_creation.full,
  'tensor.linspace': tensor_creation.linspace,
  'tensor.ones': tensor_creation.ones,
  'tensor.zeros': tensor_creation.zeros,
  'tensor.cumsum': tensor_cumsum.cumsum,
  'tensor.div': tensor_div.div,
  'tensor.exp': tensor_exponentials.exp,
  'tensor.expm1': tensor_exponentials.expm1,
  'tensor.maximum': tensor_extrema.maximum,
  'tensor.minimum': tensor_extrema.minimum,
  'tensor.acosh': tensor_hyperbolic.acosh,
  'tensor.asinh': tensor_hyperbolic.asinh,
  'tensor.atanh': tensor_hyperbolic.atanh,
  'tensor.cosh': tensor_hyperbolic.cosh,
  'tensor.sinh': tensor_hyperbolic.sinh,
  'tensor.tanh': tensor_hyperbolic.tanh,
  'tensor.gather': tensor_indexing.gather,
  'tensor.indexSelect': tensor_indexing.indexSelect,
  'tensor.maskFill': tensor_indexing.maskFill,
  'tensor.oneHot': tensor_indexing.oneHot,
  'tensor.scatterAdd': tensor_indexing.scatterAdd,
  'tensor.take': tensor_indexing.take,
  'tensor.log': tensor_logarithms.log,
  'tensor.log10': tensor_logarithms.log10,
  'tensor.log1p': tensor_logarithms.log1p,
  'tensor.log2': tensor_logarithms.log2,
  'tensor.logicalAnd': tensor_logical.logicalAnd,
  'tensor.logicalNot': tensor_logical.logicalNot,
  'tensor.logicalOr': tensor_logical.logicalOr,
  'tensor.logicalXor': tensor_logical.logicalXor,
  'tensor.max': tensor_max.max,
  'tensor.mean': tensor_mean.mean,
  'tensor.std': tensor_moments.std,
  'tensor.variance': tensor_moments.variance,
  'tensor.mul': tensor_mul.mul,
  'tensor.crop': tensor_padding.crop,
  'tensor.pad': tensor_padding.pad,
  'tensor.permute': tensor_permute.permute,
  'tensor.hypot': tensor_powers.hypot,
  'tensor.pow': tensor_powers.pow,
  'tensor.reciprocal': tensor_powers.reciprocal,
  'tensor.sqrt': tensor_powers.sqrt,
  'tensor.square': tensor_powers.square,
  'tensor.cumprod': tensor_products.cumprod,
  'tensor.prod': tensor_products.prod,
  'tensor.flip': tensor_reordering.flip,
  'tensor.roll': tensor_reordering.roll,
  'tensor.slice': tensor_reordering.slice,
  'tensor.repeat': tensor_repetition.repeat,
  'tensor.tile': tensor_repetition.tile,
  'tensor.reshape': tensor_reshape.reshape,
  'tensor.round': tensor_round.round,
  'tensor.ceil': tensor_roundings.ceil,
  'tensor.floor': tensor_roundings.floor,
  'tensor.trunc': tensor_roundings.trunc,
  'tensor.abs': tensor_signs.abs,
  'tensor.copysign': tensor_signs.copysign,
  'tensor.neg': tensor_signs.neg,
  'tensor.sign': tensor_signs.sign,
  'tensor.signbit': tensor_signs.signbit,
  'tensor.argmin': tensor_smallest.argmin,
  'tensor.min': tensor_smallest.min,
  'tensor.sort': tensor_sort.sort,
  'tensor.split': tensor_split.split,
  'tensor.stack': tensor_stack.stack,
  'tensor.sum': tensor_sum.sum,
  'tensor.sumToShape': tensor_sumToShape.sumToShape,
  'tensor.topk': tensor_topk.topk,
  'tensor.diag': tensor_triangles.diag,
  'tensor.diagEmbed': tensor_triangles.diagEmbed,
  'tensor.tril': tensor_triangles.tril,
  'tensor.triu': tensor_triangles.triu,
  'tensor.acos': tensor_trigonometric.acos,
  'tensor.asin': tensor_trigonometric.asin,
  'tensor.atan': tensor_trigonometric.atan,
  'tensor.atan2': tensor_trigonometric.atan2,
  'tensor.cos': tensor_trigonometric.cos,
  'tensor.sin': tensor_trigonometric.sin,
  'tensor.tan': tensor_trigonometric.tan,
  'tensor.all': tensor_truths.all,
  'tensor.any': tensor_truths.any,
  'tensor.where': tensor_where.where,
  'linalg.matrixPower': linalg_chains.matrixPower,
  'linalg.multiDot': linalg_chains.multiDot,
  'linalg.axpy': linalg_combinations.axpy,
  'linalg.gemm': linalg_combinations.gemm,
  'linalg.matvec': linalg_combinations.matvec,
  'linalg.pathLaplacian': linalg_constantMatrices.pathLaplacian,
  'linalg.permutationMatrix': linalg_constantMatrices.permutationMatrix,
  'linalg.convolve': linalg_convolve.convolve,
  'linalg.dft': linalg_dft.dft,
  'linalg.angularDistance': linalg_distances.angularDistance,
  'linalg.chebyshevDistance': linalg_distances.chebyshevDistance,
  'linalg.cosineSimilarity': linalg_distances.cosineSimilarity,
  'linalg.euclideanDistance': linalg_distances.euclideanDistance,
  'linalg.manhattanDistance': linalg_distances.manhattanDistance,
  'linalg.pairwiseDistances': linalg_distances.pairwiseDistances,
  'linalg.dot': linalg_dot.dot,
  'linalg.einsum': linalg_einsum.einsum,
  'linalg.givens': linalg_elementaryMaps.givens,
  'linalg.planeRotation': linalg_elementaryMaps.planeRotation,
  'linalg.reflection': linalg_elementaryMaps.reflection,
  'linalg.shear': linalg_elementaryMaps.shear,
  'linalg.frobeniusNorm': linalg_frobeniusNorm.frobeniusNorm,
  'linalg.matmul': linalg_matmul.matmul,
  'linalg.norm': linalg_norm.norm,
  'linalg.outer': linalg_outer.outer,
  'linalg.projection': linalg_projection.projection,
  'linalg.nuclearNorm': linalg_schattenNorms.nuclearNorm,
  'linalg.schattenNorm': linalg_schattenNorms.schattenNorm,
  'linalg.spectralNorm': linalg_spectralNorm.spectralNorm,
  'linalg.stft': linalg_stft.stft,
  'linalg.blockDiag': linalg_structured.blockDiag,
  'linalg.circulant': linalg_structured.circulant,
  'linalg.companion': linalg_structured.companion,
  'linalg.hankel': linalg_structured.hankel,
  'linalg.toeplitz': linalg_structured.toeplitz,
  'linalg.vandermonde': linalg_structured.vandermonde,
  'linalg.tensordot': linalg_tensordot.tensordot,
  'linalg.trace': linalg_trace.trace,
  'linalg.unitSphereImage': linalg_unitSphereImage.unitSphereImage,
  'linalg.groupNorm21': linalg_vectorNorms.groupNorm21,
  'linalg.l1Norm': linalg_vectorNorms.l1Norm,
  'linalg.l2Norm': linalg_vectorNorms.l2Norm,
  'linalg.lInfNorm': linalg_vectorNorms.lInfNorm,
  'linalg.lpNorm': linalg_vectorNorms.lpNorm,
  'decompositions.changeOfBasis': decompositions_bases.changeOfBasis,
  'decompositions.isBasis': decompositions_bases.isBasis,
  'decompositions.isLinearlyIndependent': decompositions_bases.isLinearlyIndependent,
  'decompositions.cholesky': decompositions_cholesky.cholesky,
  'decompositions.det': decompositions_det.det,
  'decompositions.eig': decompositions_eig.eig,
  'decompositions.eigTwoSided': decompositions_eigTwoSided.eigTwoSided,
  'decompositions.eigh': decompositions_eigh.eigh,
  'decompositions.inv': decompositions_inv.inv,
  'decompositions.inverseIteration': decompositions_iterations.inverseIteration,
  'decompositions.qrAlgorithm': decompositions_iterations.qrAlgorithm,
  'decompositions.rayleighQuotient': decompositions_iterations.rayleighQuotient,
  'decompositions.lstsq': decompositions_leastSquares.lstsq,
  'decompositions.normalEquations': decompositions_leastSquares.normalEquations,
  'decompositions.ridge': decompositions_leastSquares.ridge,
  'decompositions.lu': decompositions_lu.lu,
  'decompositions.characteristicPolynomial': decompositions_matrixFunctions.characteristicPolynomial,
  'decompositions.expm': decompositions_matrixFunctions.expm,
  'decompositions.gramSchmidt': decompositions_orthogonal.gramSchmidt,
  'decompositions.hessenberg': decompositions_orthogonal.hessenberg,
  'decompositions.polar': decompositions_orthogonal.polar,
  'decompositions.qrComplete': decompositions_orthogonal.qrComplete,
  'decompositions.qrPivoted': decompositions_orthogonal.qrPivoted,
  'decompositions.pca': decompositions_pca.pca,
  'decompositions.pinv': decompositions_pinv.pinv,
  'decompositions.powerIteration': decompositions_powerIterations.powerIteration,
  'decompositions.singularPowerIteration': decompositions_powerIterations.singularPowerIteration,
  'decompositions.qr': decompositions_qr.qr,
  'decompositions.columnSpace': decompositions_rank.columnSpace,
  'decompositions.matrixRank': decompositions_rank.matrixRank,
  'decompositions.nullSpace': decompositions_rank.nullSpace,
  'decompositions.schur': decompositions_schur.schur,
  'decompositions.slogdet': decompositions_slogdet.slogdet,
  'decompositions.solve': decompositions_solve.solve,
  'decompositions.spectralEmbedding': decompositions_spectralEmbedding.spectralEmbedding,
  'decompositions.cond': decompositions_spectralValues.cond,
  'decompositions.eigvals': decompositions_spectralValues.eigvals,
  'decompositions.eigvalsh': decompositions_spectralValues.eigvalsh,
  'decompositions.svdvals': decompositions_spectralValues.svdvals,
  'decompositions.isHurwitzStable': decompositions_stability.isHurwitzStable,
  'decompositions.isSchurStable': decompositions_stability.isSchurStable,
  'decompositions.spectralRadius': decompositions_stability.spectralRadius,
  'decompositions.svd': decompositions_svd.svd,
  'decompositions.triangularSolve': decompositions_triangularSolve.triangularSolve,
  'multilinear.compressConv': multilinear_compressConv.compressConv,
  'multilinear.cp': multilinear_cp.cp,
  'multilinear.cpReconstruct': multilinear_cpReconstruct.cpReconstruct,
  'multilinear.compressLinear': multilinear_factorPair.compressLinear,
  'multilinear.factorPair': multilinear_factorPair.factorPair,
  'multilinear.kron': multilinear_kron.kron,
  'multilinear.khatriRao': multilinear_kroneckerProducts.khatriRao,
  'multilinear.kronMatvec': multilinear_kroneckerProducts.kronMatvec,
  'multilinear.lora': multilinear_lora.lora,
  'multilinear.loraMerge': multilinear_lora.loraMerge,
  'multilinear.lowRankTruncate': multilinear_lowRankTruncate.lowRankTruncate,
  'multilinear.matrixCompletion': multilinear_matrixCompletion.matrixCompletion,
  'multilinear.kronSolve': multilinear_matrixEquations.kronSolve,
  'multilinear.sylvester': multilinear_matrixEquations.sylvester,
  'multilinear.nearestKronecker': multilinear_nearestKronecker.nearestKronecker,
  'multilinear.degreesOfFreedom': multilinear_rankCounts.degreesOfFreedom,
  'multilinear.explainedEnergy': multilinear_rankCounts.explainedEnergy,
  'multilinear.singularValueThreshold': multilinear_singularValueThreshold.singularValueThreshold,
  'multilinear.commutationMatrix': multilinear_stacking.commutationMatrix,
  'multilinear.unvec': multilinear_stacking.unvec,
  'multilinear.hooi': multilinear_tucker.hooi,
  'multilinear.tucker': multilinear_tucker.tucker,
  'multilinear.fold': multilinear_unfoldings.fold,
  'multilinear.modeProduct': multilinear_unfoldings.modeProduct,
  'multilinear.unfold': multilinear_unfoldings.unfold,
  'multilinear.vec': multilinear_vec.vec,
  'autodiff.stretchedSumJvp': autodiff_broadcasting.stretchedSumJvp,
  'autodiff.stretchedSumVjp': autodiff_broadcasting.stretchedSumVjp,
  'autodiff.detachedProductJvp': autodiff_conventions.detachedProductJvp,
  'autodiff.detachedProductVjp': autodiff_conventions.detachedProductVjp,
  'autodiff.roundedWeightsVjp': autodiff_conventions.roundedWeightsVjp,
  'autodiff.classifierFisher': autodiff_curvature.classifierFisher,
  'autodiff.classifierGaussNewton': autodiff_curvature.classifierGaussNewton,
  'autodiff.twoLayerLossGaussNewton': autodiff_curvature.twoLayerLossGaussNewton,
  'autodiff.detach': autodiff_detached.detach,
  'autodiff.straightThrough': autodiff_detached.straightThrough,
  'autodiff.equilibrium': autodiff_equilibrium.equilibrium,
  'autodiff.quadraticFormHvp': autodiff_landscapes.quadraticFormHvp,
  'autodiff.quadraticFormVjp': autodiff_landscapes.quadraticFormVjp,
  'autodiff.rosenbrockHvp': autodiff_landscapes.rosenbrockHvp,
  'autodiff.rosenbrockVjp': autodiff_landscapes.rosenbrockVjp,
  'autodiff.twoLayerLossHvp': autodiff_landscapes.twoLayerLossHvp,
  'autodiff.twoLayerLossVjp': autodiff_landscapes.twoLayerLossVjp,
  'autodiff.classifierHvp': autodiff_networks.classifierHvp,
  'autodiff.classifierVjp': autodiff_networks.classifierVjp,
  'autodiff.perceptronJvp': autodiff_networks.perceptronJvp,
  'autodiff.perceptronVjp': autodiff_networks.perceptronVjp,
  'autodiff.diamondHvp': autodiff_reuse.diamondHvp,
  'autodiff.diamondJvp': autodiff_reuse.diamondJvp,
  'autodiff.diamondVjp': autodiff_reuse.diamondVjp,
  'layers.batchNorm': layers_batchNorm.batchNorm,
  'layers.bias': layers_bias.bias,
  'layers.conv1d': layers_conv1d.conv1d,
  'layers.conv2d': layers_conv2d.conv2d,
  'layers.convToeplitz': layers_convToeplitz.convToeplitz,
  'layers.convTranspose2d': layers_convTranspose2d.convTranspose2d,
  'layers.dropout': layers_dropout.dropout,
  'layers.applyDropoutMask': layers_dropoutMasks.applyDropoutMask,
  'layers.rawDropout': layers_dropoutMasks.rawDropout,
  'layers.embedding': layers_embedding.embedding,
  'layers.celu': layers_exponentialUnits.celu,
  'layers.elu': layers_exponentialUnits.elu,
  'layers.selu': layers_exponentialUnits.selu,
  'layers.foldBatchNorm': layers_foldBatchNorm.foldBatchNorm,
  'layers.gelu': layers_gelu.gelu,
  'layers.groupNorm': layers_groupNorms.groupNorm,
  'layers.instanceNorm': layers_groupNorms.instanceNorm,
  'layers.hardSigmoid': layers_hardUnits.hardSigmoid,
  'layers.hardSwish': layers_hardUnits.hardSwish,
  'layers.layerNorm': layers_layerNorm.layerNorm,
  'layers.linear': layers_linear.linear,
  'layers.locallyConnected1d': layers_locallyConnected1d.locallyConnected1d,
  'layers.logSoftmax': layers_logSoftmax.logSoftmax,
  'layers.logSumExp': layers_logSumExp.logSumExp,
  'layers.col2im': layers_patches.col2im,
  'layers.im2col': layers_patches.im2col,
  'layers.avgPool2d': layers_pooling.avgPool2d,
  'layers.globalAvgPool2d': layers_pooling.globalAvgPool2d,
  'layers.maxPool2d': layers_pooling.maxPool2d,
  'layers.leakyRelu': layers_rectifiers.leakyRelu,
  'layers.prelu': layers_rectifiers.prelu,
  'layers.relu': layers_relu.relu,
  'layers.rmsNorm': layers_rmsNorm.rmsNorm,
  'layers.depthwiseConv2d': layers_separableConvolutions.depthwiseConv2d,
  'layers.depthwiseSeparableConv2d': layers_separableConvolutions.depthwiseSeparableConv2d,
  'layers.pointwiseConv2d': layers_separableConvolutions.pointwiseConv2d,
  'layers.logSigmoid': layers_sigmoids.logSigmoid,
  'layers.sigmoid': layers_sigmoids.sigmoid,
  'layers.silu': layers_sigmoids.silu,
  'layers.softplus': layers_sigmoids.softplus,
  'layers.mish': layers_smoothUnits.mish,
  'layers.softsign': layers_smoothUnits.softsign,
  'layers.softmax': layers_softmax.softmax,
  'layers.spectralNormalise': layers_spectralNormalisation.spectralNormalise,
  'layers.spectralNormaliseStep': layers_spectralNormalisation.spectralNormaliseStep,
  'layers.destandardize': layers_standardization.destandardize,
  'layers.standardize': layers_standardization.standardize,
  'layers.zscore': layers_standardization.zscore,
  'layers.hardThreshold': layers_thresholds.hardThreshold,
  'layers.step': layers_thresholds.step,
  'sequence.attentionScores': sequence_attentionWeights.attentionScores,
  'sequence.attentionWeights': sequence_attentionWeights.attentionWeights,
  'sequence.feedForward': sequence_feedForward.feedForward,
  'sequence.gru': sequence_gru.gru,
  'sequence.gruCell': sequence_gru.gruCell,
  'sequence.lstm': sequence_lstm.lstm,
  'sequence.lstmCell': sequence_lstmCell.lstmCell,
  'sequence.causalMask': sequence_masks.causalMask,
  'sequence.paddingMask': sequence_masks.paddingMask,
  'sequence.mergeHeads': sequence_mergeHeads.mergeHeads,
  'sequence.multiHeadAttention': sequence_multiHeadAttention.multiHeadAttention,
  'sequence.learnedPositions': sequence_positions.learnedPositions,
  'sequence.rotaryPositions': sequence_positions.rotaryPositions,
  'sequence.sinusoidalPositions': sequence_positions.sinusoidalPositions,
  'sequence.bptt': sequence_recurrences.bptt,
  'sequence.linearRnn': sequence_recurrences.linearRnn,
  'sequence.rnnCell': sequence_recurrences.rnnCell,
  'sequence.rnn': sequence_rnn.rnn,
  'sequence.scaledDotProductAttention': sequence_scaledDotProductAttention.scaledDotProductAttention,
  'sequence.splitHeads': sequence_splitHeads.splitHeads,
  'sequence.blockAttention': sequence_streamingAttention.blockAttention,
  'sequence.cachedAttention': sequence_streamingAttention.cachedAttention,
  'sequence.mergeAttention': sequence_streamingAttention.mergeAttention,
  'sequence.streamingAttention': sequence_streamingAttention.streamingAttention,
  'sequence.transformerBlock': sequence_transformerBlock.transformerBlock,
  'losses.binaryCrossEntropy': losses_binary.binaryCrossEntropy,
  'losses.binaryCrossEntropyWithLogits': losses_binary.binaryCrossEntropyWithLogits,
  'losses.negativeLogLikelihood': losses_classes.negativeLogLikelihood,
  'losses.softCrossEntropy': losses_classes.softCrossEntropy,
  'losses.weightedCrossEntropy': losses_classes.weightedCrossEntropy,
  'losses.crossEntropy': losses_crossEntropy.crossEntropy,
  'losses.empiricalRisk': losses_empiricalRisk.empiricalRisk,
  'losses.flowNegativeLogLikelihood': losses_generative.flowNegativeLogLikelihood,
  'losses.ganHinge': losses_generative.ganHinge,
  'losses.ganMinimax': losses_generative.ganMinimax,
  'losses.wassersteinCritic': losses_generative.wassersteinCritic,
  'losses.exponential': losses_margins.exponential,
  'losses.hinge': losses_margins.hinge,
  'losses.logistic': losses_margins.logistic,
  'losses.halfSquaredError': losses_regression.halfSquaredError,
  'losses.huber': losses_regression.huber,
  'losses.meanAbsoluteError': losses_regression.meanAbsoluteError,
  'losses.meanSquaredError': losses_regression.meanSquaredError,
  'losses.smoothL1': losses_regression.smoothL1,
  'probability.gumbelMax': probability_gumbelChoices.gumbelMax,
  'probability.gumbelSoftmax': probability_gumbelChoices.gumbelSoftmax,
  'probability.straightThroughGumbel': probability_gumbelChoices.straightThroughGumbel,
  'probability.temperatureSoftmax': probability_temperatureSoftmax.temperatureSoftmax,
  'information.blahutArimotoStep': information_bottleneck.blahutArimotoStep,
  'information.bottleneckObjective': information_bottleneck.bottleneckObjective,
  'information.informationPlane': information_bottleneck.informationPlane,
  'information.jsDivergence': information_divergences.jsDivergence,
  'information.klDivergence': information_divergences.klDivergence,
  'information.totalVariation': information_divergences.totalVariation,
  'information.conditionalEntropy': information_entropies.conditionalEntropy,
  'information.crossEntropy': information_entropies.crossEntropy,
  'information.entropy': information_entropies.entropy,
  'information.jointEntropy': information_entropies.jointEntropy,
  'information.gaussianEntropy': information_gaussian.gaussianEntropy,
  'information.gaussianMutualInformation': information_gaussian.gaussianMutualInformation,
  'information.binnedMutualInformation': information_mutualInformation.binnedMutualInformation,
  'information.mutualInformation': information_mutualInformation.mutualInformation,
  'metrics.brierScore': metrics_calibration.brierScore,
  'metrics.expectedCalibrationError': metrics_calibration.expectedCalibrationError,
  'metrics.maximumCalibrationError': metrics_calibration.maximumCalibrationError,
  'metrics.reliabilityBins': metrics_calibration.reliabilityBins,
  'metrics.accuracy': metrics_classification.accuracy,
  'metrics.confusionMatrix': metrics_classification.confusionMatrix,
  'metrics.hardMarginSvm': metrics_hardMarginSvm.hardMarginSvm,
  'metrics.functionalMargin': metrics_margins.functionalMargin,
  'metrics.geometricMargin': metrics_margins.geometricMargin,
  'metrics.logitMargin': metrics_margins.logitMargin,
  'metrics.minimumMargin': metrics_margins.minimumMargin,
  'metrics.normalisedMargin': metrics_margins.normalisedMargin,
  'metrics.certifiedRadius': metrics_robustness.certifiedRadius,
  'metrics.fgsm': metrics_robustness.fgsm,
  'metrics.classScatter': metrics_separation.classScatter,
  'metrics.fisherRatio': metrics_separation.fisherRatio,
  'metrics.silhouette': metrics_separation.silhouette,
  'optimizers.adam': optimizers_adam.adam,
  'optimizers.adamw': optimizers_adamw.adamw,
  'optimizers.sgd': optimizers_sgd.sgd,
};

/** Every pullback by the id of its operation. */
export const pullbacks = {
  'numerics.centralDifference': numerics_differences.centralDifference.gradient,
  'numerics.orderOfConvergence': numerics_differences.orderOfConvergence.gradient,
  'numerics.richardson': numerics_differences.richardson.gradient,
  'numerics.sumCompensated': numerics_summations.sumCompensated.gradient,
  'numerics.sumPairwise': numerics_summations.sumPairwise.gradient,
  'tensor.add': tensor_add.add.gradient,
  'tensor.floorDivide': tensor_arithmetic.floorDivide.gradient,
  'tensor.remainder': tensor_arithmetic.remainder.gradient,
  'tensor.scale': tensor_arithmetic.scale.gradient,
  'tensor.sub': tensor_arithmetic.sub.gradient,
  'tensor.expandDims': tensor_axes.expandDims.gradient,
  'tensor.flatten': tensor_axes.flatten.gradient,
  'tensor.moveaxis': tensor_axes.moveaxis.gradient,
  'tensor.squeeze': tensor_axes.squeeze.gradient,
  'tensor.swapaxes': tensor_axes.swapaxes.gradient,
  'tensor.broadcastTo': tensor_broadcastTo.broadcastTo.gradient,
  'tensor.chunk': tensor_chunk.chunk.gradient,
  'tensor.clip': tensor_clip.clip.gradient,
  'tensor.concat': tensor_concat.concat.gradient,
  'tensor.cumsum': tensor_cumsum.cumsum.gradient,
  'tensor.div': tensor_div.div.gradient,
  'tensor.exp': tensor_exponentials.exp.gradient,
  'tensor.expm1': tensor_exponentials.expm1.gradient,
  'tensor.maximum': tensor_extrema.maximum.gradient,
  'tensor.minimum': tensor_extrema.minimum.gradient,
  'tensor.acosh': tensor_hyperbolic.acosh.gradient,
  'tensor.asinh': tensor_hyperbolic.asinh.gradient,
  'tensor.atanh': tensor_hyperbolic.atanh.gradient,
  'tensor.cosh': tensor_hyperbolic.cosh.gradient,
  'tensor.sinh': tensor_hyperbolic.sinh.gradient,
  'tensor.tanh': tensor_hyperbolic.tanh.gradient,
  'tensor.gather': tensor_indexing.gather.gradient,
  'tensor.indexSelect': tensor_indexing.indexSelect.gradient,
  'tensor.maskFill': tensor_indexing.maskFill.gradient,
  'tensor.scatterAdd': tensor_indexing.scatterAdd.gradient,
  'tensor.take': tensor_indexing.take.gradient,
  'tensor.log': tensor_logarithms.log.gradient,
  'tensor.log10': tensor_logarithms.log10.gradient,
  'tensor.log1p': tensor_logarithms.log1p.gradient,
  'tensor.log2': tensor_logarithms.log2.gradient,
  'tensor.max': tensor_max.max.gradient,
  'tensor.mean': tensor_mean.mean.gradient,
  'tensor.std': tensor_moments.std.gradient,
  'tensor.variance': tensor_moments.variance.gradient,
  'tensor.mul': tensor_mul.mul.gradient,
  'tensor.crop': tensor_padding.crop.gradient,
  'tensor.pad': tensor_padding.pad.gradient,
  'tensor.permute': tensor_permute.permute.gradient,
  'tensor.hypot': tensor_powers.hypot.gradient,
  'tensor.pow': tensor_powers.pow.gradient,
  'tensor.reciprocal': tensor_powers.reciprocal.gradient,
  'tensor.sqrt': tensor_powers.sqrt.gradient,
  'tensor.square': tensor_powers.square.gradient,
  'tensor.cumprod': tensor_products.cumprod.gradient,
  'tensor.prod': tensor_products.prod.gradient,
  'tensor.flip': tensor_reordering.flip.gradient,
  'tensor.roll': tensor_reordering.roll.gradient,
  'tensor.slice': tensor_reordering.slice.gradient,
  'tensor.repeat': tensor_repetition.repeat.gradient,
  'tensor.tile': tensor_repetition.tile.gradient,
  'tensor.reshape': tensor_reshape.reshape.gradient,
  'tensor.round': tensor_round.round.gradient,
  'tensor.ceil': tensor_roundings.ceil.gradient,
  'tensor.floor': tensor_roundings.floor.gradient,
  'tensor.trunc': tensor_roundings.trunc.gradient,
  'tensor.abs': tensor_signs.abs.gradient,
  'tensor.copysign': tensor_signs.copysign.gradient,
  'tensor.neg': tensor_signs.neg.gradient,
  'tensor.sign': tensor_signs.sign.gradient,
  'tensor.min': tensor_smallest.min.gradient,
  'tensor.sort': tensor_sort.sort.gradient,
  'tensor.split': tensor_split.split.gradient,
  'tensor.stack': tensor_stack.stack.gradient,
  'tensor.sum': tensor_sum.sum.gradient,
  'tensor.sumToShape': tensor_sumToShape.sumToShape.gradient,
  'tensor.topk': tensor_topk.topk.gradient,
  'tensor.diag': tensor_triangles.diag.gradient,
  'tensor.diagEmbed': tensor_triangles.diagEmbed.gradient,
  'tensor.tril': tensor_triangles.tril.gradient,
  'tensor.triu': tensor_triangles.triu.gradient,
  'tensor.acos': tensor_trigonometric.acos.gradient,
  'tensor.asin': tensor_trigonometric.asin.gradient,
  'tensor.atan': tensor_trigonometric.atan.gradient,
  'tensor.atan2': tensor_trigonometric.atan2.gradient,
  'tensor.cos': tensor_trigonometric.cos.gradient,
  'tensor.sin': tensor_trigonometric.sin.gradient,
  'tensor.tan': tensor_trigonometric.tan.gradient,
  'tensor.where': tensor_where.where.gradient,
  'linalg.matrixPower': linalg_chains.matrixPower.gradient,
  'linalg.multiDot': linalg_chains.multiDot.gradient,
  'linalg.axpy': linalg_combinations.axpy.gradient,
  'linalg.gemm': linalg_combinations.gemm.gradient,
  'linalg.matvec': linalg_combinations.matvec.gradient,
  'linalg.convolve': linalg_convolve.convolve.gradient,
  'linalg.dft': linalg_dft.dft.gradient,
  'linalg.angularDistance': linalg_distances.angularDistance.gradient,
  'linalg.chebyshevDistance': linalg_distances.chebyshevDistance.gradient,
  'linalg.cosineSimilarity': linalg_distances.cosineSimilarity.gradient,
  'linalg.euclideanDistance': linalg_distances.euclideanDistance.gradient,
  'linalg.manhattanDistance': linalg_distances.manhattanDistance.gradient,
  'linalg.pairwiseDistances': linalg_distances.pairwiseDistances.gradient,
  'linalg.dot': linalg_dot.dot.gradient,
  'linalg.einsum': linalg_einsum.einsum.gradient,
  'linalg.givens': linalg_elementaryMaps.givens.gradient,
  'linalg.planeRotation': linalg_elementaryMaps.planeRotation.gradient,
  'linalg.reflection': linalg_elementaryMaps.reflection.gradient,
  'linalg.shear': linalg_elementaryMaps.shear.gradient,
  'linalg.frobeniusNorm': linalg_frobeniusNorm.frobeniusNorm.gradient,
  'linalg.matmul': linalg_matmul.matmul.gradient,
  'linalg.norm': linalg_norm.norm.gradient,
  'linalg.outer': linalg_outer.outer.gradient,
  'linalg.projection': linalg_projection.projection.gradient,
  'linalg.nuclearNorm': linalg_schattenNorms.nuclearNorm.gradient,
  'linalg.schattenNorm': linalg_schattenNorms.schattenNorm.gradient,
  'linalg.spectralNorm': linalg_spectralNorm.spectralNorm.gradient,
  'linalg.stft': linalg_stft.stft.gradient,
  'linalg.blockDiag': linalg_structured.blockDiag.gradient,
  'linalg.circulant': linalg_structured.circulant.gradient,
  'linalg.companion': linalg_structured.companion.gradient,
  'linalg.hankel': linalg_structured.hankel.gradient,
  'linalg.toeplitz': linalg_structured.toeplitz.gradient,
  'linalg.vandermonde': linalg_structured.vandermonde.gradient,
  'linalg.tensordot': linalg_tensordot.tensordot.gradient,
  'linalg.trace': linalg_trace.trace.gradient,
  'linalg.unitSphereImage': linalg_unitSphereImage.unitSphereImage.gradient,
  'linalg.groupNorm21': linalg_vectorNorms.groupNorm21.gradient,
  'linalg.l1Norm': linalg_vectorNorms.l1Norm.gradient,
  'linalg.l2Norm': linalg_vectorNorms.l2Norm.gradient,
  'linalg.lInfNorm': linalg_vectorNorms.lInfNorm.gradient,
  'linalg.lpNorm': linalg_vectorNorms.lpNorm.gradient,
  'decompositions.changeOfBasis': decompositions_bases.changeOfBasis.gradient,
  'decompositions.cholesky': decompositions_cholesky.cholesky.gradient,
  'decompositions.det': decompositions_det.det.gradient,
  'decompositions.eigh': decompositions_eigh.eigh.gradient,
  'decompositions.inv': decompositions_inv.inv.gradient,
  'decompositions.rayleighQuotient': decompositions_iterations.rayleighQuotient.gradient,
  'decompositions.lstsq': decompositions_leastSquares.lstsq.gradient,
  'decompositions.normalEquations': decompositions_leastSquares.normalEquations.gradient,
  'decompositions.ridge': decompositions_leastSquares.ridge.gradient,
  'decompositions.lu': decompositions_lu.lu.gradient,
  'decompositions.characteristicPolynomial': decompositions_matrixFunctions.characteristicPolynomial.gradient,
  'decompositions.expm': decompositions_matrixFunctions.expm.gradient,
  'decompositions.gramSchmidt': decompositions_orthogonal.gramSchmidt.gradient,
  'decompositions.polar': decompositions_orthogonal.polar.gradient,
  'decompositions.qrPivoted': decompositions_orthogonal.qrPivoted.gradient,
  'decompositions.pca': decompositions_pca.pca.gradient,
  'decompositions.pinv': decompositions_pinv.pinv.gradient,
  'decompositions.qr': decompositions_qr.qr.gradient,
  'decompositions.slogdet': decompositions_slogdet.slogdet.gradient,
  'decompositions.solve': decompositions_solve.solve.gradient,
  'decompositions.cond': decompositions_spectralValues.cond.gradient,
  'decompositions.eigvalsh': decompositions_spectralValues.eigvalsh.gradient,
  'decompositions.svdvals': decompositions_spectralValues.svdvals.gradient,
  'decompositions.svd': decompositions_svd.svd.gradient,
  'decompositions.triangularSolve': decompositions_triangularSolve.triangularSolve.gradient,
  'multilinear.cpReconstruct': multilinear_cpReconstruct.cpReconstruct.gradient,
  'multilinear.kron': multilinear_kron.kron.gradient,
  'multilinear.khatriRao': multilinear_kroneckerProducts.khatriRao.gradient,
  'multilinear.kronMatvec': multilinear_kroneckerProducts.kronMatvec.gradient,
  'multilinear.lora': multilinear_lora.lora.gradient,
  'multilinear.loraMerge': multilinear_lora.loraMerge.gradient,
  'multilinear.lowRankTruncate': multilinear_lowRankTruncate.lowRankTruncate.gradient,
  'multilinear.kronSolve': multilinear_matrixEquations.kronSolve.gradient,
  'multilinear.sylvester': multilinear_matrixEquations.sylvester.gradient,
  'multilinear.explainedEnergy': multilinear_rankCounts.explainedEnergy.gradient,
  'multilinear.singularValueThreshold': multilinear_singularValueThreshold.singularValueThreshold.gradient,
  'multilinear.unvec': multilinear_stacking.unvec.gradient,
  'multilinear.fold': multilinear_unfoldings.fold.gradient,
  'multilinear.modeProduct': multilinear_unfoldings.modeProduct.gradient,
  'multilinear.unfold': multilinear_unfoldings.unfold.gradient,
  'multilinear.vec': multilinear_vec.vec.gradient,
  'autodiff.stretchedSumJvp': autodiff_broadcasting.stretchedSumJvp.gradient,
  'autodiff.stretchedSumVjp': autodiff_broadcasting.stretchedSumVjp.gradient,
  'autodiff.detachedProductJvp': autodiff_conventions.detachedProductJvp.gradient,
  'autodiff.detachedProductVjp': autodiff_conventions.detachedProductVjp.gradient,
  'autodiff.roundedWeightsVjp': autodiff_conventions.roundedWeightsVjp.gradient,
  'autodiff.classifierFisher': autodiff_curvature.classifierFisher.gradient,
  'autodiff.classifierGaussNewton': autodiff_curvature.classifierGaussNewton.gradient,
  'autodiff.twoLayerLossGaussNewton': autodiff_curvature.twoLayerLossGaussNewton.gradient,
  'autodiff.detach': autodiff_detached.detach.gradient,
  'autodiff.straightThrough': autodiff_detached.straightThrough.gradient,
  'autodiff.equilibrium': autodiff_equilibrium.equilibrium.gradient,
  'autodiff.quadraticFormHvp': autodiff_landscapes.quadraticFormHvp.gradient,
  'autodiff.quadraticFormVjp': autodiff_landscapes.quadraticFormVjp.gradient,
  'autodiff.rosenbrockHvp': autodiff_landscapes.rosenbrockHvp.gradient,
  'autodiff.rosenbrockVjp': autodiff_landscapes.rosenbrockVjp.gradient,
  'autodiff.twoLayerLossHvp': autodiff_landscapes.twoLayerLossHvp.gradient,
  'autodiff.twoLayerLossVjp': autodiff_landscapes.twoLayerLossVjp.gradient,
  'autodiff.classifierHvp': autodiff_networks.classifierHvp.gradient,
  'autodiff.classifierVjp': autodiff_networks.classifierVjp.gradient,
  'autodiff.perceptronJvp': autodiff_networks.perceptronJvp.gradient,
  'autodiff.perceptronVjp': autodiff_networks.perceptronVjp.gradient,
  'autodiff.diamondHvp': autodiff_reuse.diamondHvp.gradient,
  'autodiff.diamondJvp': autodiff_reuse.diamondJvp.gradient,
  'autodiff.diamondVjp': autodiff_reuse.diamondVjp.gradient,
  'layers.batchNorm': layers_batchNorm.batchNorm.gradient,
  'layers.bias': layers_bias.bias.gradient,
  'layers.conv1d': layers_conv1d.conv1d.gradient,
  'layers.conv2d': layers_conv2d.conv2d.gradient,
  'layers.convToeplitz': layers_convToeplitz.convToeplitz.gradient,
  'layers.convTranspose2d': layers_convTranspose2d.convTranspose2d.gradient,
  'layers.dropout': layers_dropout.dropout.gradient,
  'layers.applyDropoutMask': layers_dropoutMasks.applyDropoutMask.gradient,
  'layers.rawDropout': layers_dropoutMasks.rawDropout.gradient,
  'layers.embedding': layers_embedding.embedding.gradient,
  'layers.celu': layers_exponentialUnits.celu.gradient,
  'layers.elu': layers_exponentialUnits.elu.gradient,
  'layers.selu': layers_exponentialUnits.selu.gradient,
  'layers.foldBatchNorm': layers_foldBatchNorm.foldBatchNorm.gradient,
  'layers.gelu': layers_gelu.gelu.gradient,
  'layers.groupNorm': layers_groupNorms.groupNorm.gradient,
  'layers.instanceNorm': layers_groupNorms.instanceNorm.gradient,
  'layers.hardSigmoid': layers_hardUnits.hardSigmoid.gradient,
  'layers.hardSwish': layers_hardUnits.hardSwish.gradient,
  'layers.layerNorm': layers_layerNorm.layerNorm.gradient,
  'layers.linear': layers_linear.linear.gradient,
  'layers.locallyConnected1d': layers_locallyConnected1d.locallyConnected1d.gradient,
  'layers.logSoftmax': layers_logSoftmax.logSoftmax.gradient,
  'layers.logSumExp': layers_logSumExp.logSumExp.gradient,
  'layers.col2im': layers_patches.col2im.gradient,
  'layers.im2col': layers_patches.im2col.gradient,
  'layers.avgPool2d': layers_pooling.avgPool2d.gradient,
  'layers.globalAvgPool2d': layers_pooling.globalAvgPool2d.gradient,
  'layers.maxPool2d': layers_pooling.maxPool2d.gradient,
  'layers.leakyRelu': layers_rectifiers.leakyRelu.gradient,
  'layers.prelu': layers_rectifiers.prelu.gradient,
  'layers.relu': layers_relu.relu.gradient,
  'layers.rmsNorm': layers_rmsNorm.rmsNorm.gradient,
  'layers.depthwiseConv2d': layers_separableConvolutions.depthwiseConv2d.gradient,
  'layers.depthwiseSeparableConv2d': layers_separableConvolutions.depthwiseSeparableConv2d.gradient,
  'layers.pointwiseConv2d': layers_separableConvolutions.pointwiseConv2d.gradient,
  'layers.logSigmoid': layers_sigmoids.logSigmoid.gradient,
  'layers.sigmoid': layers_sigmoids.sigmoid.gradient,
  'layers.silu': layers_sigmoids.silu.gradient,
  'layers.softplus': layers_sigmoids.softplus.gradient,
  'layers.mish': layers_smoothUnits.mish.gradient,
  'layers.softsign': layers_smoothUnits.softsign.gradient,
  'layers.softmax': layers_softmax.softmax.gradient,
  'layers.spectralNormalise': layers_spectralNormalisation.spectralNormalise.gradient,
  'layers.spectralNormaliseStep': layers_spectralNormalisation.spectralNormaliseStep.gradient,
  'layers.destandardize': layers_standardization.destandardize.gradient,
  'layers.standardize': layers_standardization.standardize.gradient,
  'layers.zscore': layers_standardization.zscore.gradient,
  'layers.hardThreshold': layers_thresholds.hardThreshold.gradient,
  'layers.step': layers_thresholds.step.gradient,
  'sequence.attentionScores': sequence_attentionWeights.attentionScores.gradient,
  'sequence.attentionWeights': sequence_attentionWeights.attentionWeights.gradient,
  'sequence.feedForward': sequence_feedForward.feedForward.gradient,
  'sequence.gru': sequence_gru.gru.gradient,
  'sequence.gruCell': sequence_gru.gruCell.gradient,
  'sequence.lstm': sequence_lstm.lstm.gradient,
  'sequence.lstmCell': sequence_lstmCell.lstmCell.gradient,
  'sequence.mergeHeads': sequence_mergeHeads.mergeHeads.gradient,
  'sequence.multiHeadAttention': sequence_multiHeadAttention.multiHeadAttention.gradient,
  'sequence.learnedPositions': sequence_positions.learnedPositions.gradient,
  'sequence.rotaryPositions': sequence_positions.rotaryPositions.gradient,
  'sequence.linearRnn': sequence_recurrences.linearRnn.gradient,
  'sequence.rnnCell': sequence_recurrences.rnnCell.gradient,
  'sequence.rnn': sequence_rnn.rnn.gradient,
  'sequence.scaledDotProductAttention': sequence_scaledDotProductAttention.scaledDotProductAttention.gradient,
  'sequence.splitHeads': sequence_splitHeads.splitHeads.gradient,
  'sequence.blockAttention': sequence_streamingAttention.blockAttention.gradient,
  'sequence.cachedAttention': sequence_streamingAttention.cachedAttention.gradient,
  'sequence.mergeAttention': sequence_streamingAttention.mergeAttention.gradient,
  'sequence.streamingAttention': sequence_streamingAttention.streamingAttention.gradient,
  'sequence.transformerBlock': sequence_transformerBlock.transformerBlock.gradient,
  'losses.binaryCrossEntropy': losses_binary.binaryCrossEntropy.gradient,
  'losses.binaryCrossEntropyWithLogits': losses_binary.binaryCrossEntropyWithLogits.gradient,
  'losses.negativeLogLikelihood': losses_classes.negativeLogLikelihood.gradient,
  'losses.softCrossEntropy': losses_classes.softCrossEntropy.gradient,
  'losses.weightedCrossEntropy': losses_classes.weightedCrossEntropy.gradient,
  'losses.crossEntropy': losses_crossEntropy.crossEntropy.gradient,
  'losses.empiricalRisk': losses_empiricalRisk.empiricalRisk.gradient,
  'losses.flowNegativeLogLikelihood': losses_generative.flowNegativeLogLikelihood.gradient,
  'losses.ganHinge': losses_generative.ganHinge.gradient,
  'losses.ganMinimax': losses_generative.ganMinimax.gradient,
  'losses.wassersteinCritic': losses_generative.wassersteinCritic.gradient,
  'losses.exponential': losses_margins.exponential.gradient,
  'losses.hinge': losses_margins.hinge.gradient,
  'losses.logistic': losses_margins.logistic.gradient,
  'losses.halfSquaredError': losses_regression.halfSquaredError.gradient,
  'losses.huber': losses_regression.huber.gradient,
  'losses.meanAbsoluteError': losses_regression.meanAbsoluteError.gradient,
  'losses.meanSquaredError': losses_regression.meanSquaredError.gradient,
  'losses.smoothL1': losses_regression.smoothL1.gradient,
  'probability.gumbelSoftmax': probability_gumbelChoices.gumbelSoftmax.gradient,
  'probability.temperatureSoftmax': probability_temperatureSoftmax.temperatureSoftmax.gradient,
  'information.blahutArimotoStep': information_bottleneck.blahutArimotoStep.gradient,
  'information.bottleneckObjective': information_bottleneck.bottleneckObjective.gradient,
  'information.informationPlane': information_bottleneck.informationPlane.gradient,
  'information.jsDivergence': information_divergences.jsDivergence.gradient,
  'information.klDivergence': information_divergences.klDivergence.gradient,
  'information.totalVariation': information_divergences.totalVariation.gradient,
  'information.conditionalEntropy': information_entropies.conditionalEntropy.gradient,
  'information.crossEntropy': information_entropies.crossEntropy.gradient,
  'information.entropy': information_entropies.entropy.gradient,
  'information.jointEntropy': information_entropies.jointEntropy.gradient,
  'information.gaussianEntropy': information_gaussian.gaussianEntropy.gradient,
  'information.gaussianMutualInformation': information_gaussian.gaussianMutualInformation.gradient,
  'information.mutualInformation': information_mutualInformation.mutualInformation.gradient,
  'metrics.brierScore': metrics_calibration.brierScore.gradient,
  'metrics.functionalMargin': metrics_margins.functionalMargin.gradient,
  'metrics.geometricMargin': metrics_margins.geometricMargin.gradient,
  'metrics.logitMargin': metrics_margins.logitMargin.gradient,
  'optimizers.adam': optimizers_adam.adam.gradient,
  'optimizers.adamw': optimizers_adamw.adamw.gradient,
  'optimizers.sgd': optimizers_sgd.sgd.gradient,
};
