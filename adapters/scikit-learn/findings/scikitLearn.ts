import type { Finding } from '../../../scripts/_internal/library.ts';

export const ofScikitLearn: readonly Finding[] = [
  {
    id: 'short-rows-stay',
    title: 'cosine_similarity of vectors shorter than 2.2e-15 is their product, and of those beyond 1.3e154 it is 0',
    kind: 'defect',
    clauses: ['linalg.cosineSimilarity/definition', 'linalg.cosineSimilarity/homogeneity'],
    cause:
      '`normalize` in sklearn/preprocessing/_data.py hands its norms to `_handle_zeros_in_scale`, which takes what is below 10 eps for 0 and puts 1 in its place; `row_norms` in sklearn/utils/extmath.py adds up squares as they are, which overflow.',
    call: `from sklearn.metrics.pairwise import cosine_similarity
print(cosine_similarity([[1e-16]], [[1e-16]]), cosine_similarity([[1e200, 0.0]], [[1e200, 0.0]]))`,
    right: '1 in both: an angle does not change with the scale.',
  },
  {
    id: 'norms-by-squares',
    title: 'row_norms, and the distances of pairs by it, over- and underflow where the squares of entries do',
    kind: 'limit',
    clauses: ['linalg.l2Norm/C3', 'linalg.l2Norm/definition', 'linalg.euclideanDistance/definition'],
    cause:
      '`row_norms` in sklearn/utils/extmath.py is einsum("ij,ij->i", X, X) and a root. Documented: "Equivalent to np.sqrt((X * X).sum(axis=1))".',
    call: `import numpy as np
from sklearn.metrics.pairwise import paired_euclidean_distances
from sklearn.utils.extmath import row_norms
print(row_norms(np.array([[2.0**512]])), paired_euclidean_distances([[1e-200]], [[2e-200]]))`,
    right: '2^512 = 1.34e154, and 1e-200.',
  },
  {
    id: 'distances-by-products',
    title: 'euclidean_distances loses all digits of points that are near to one another and far from 0',
    kind: 'limit',
    clauses: ['linalg.pairwiseDistances/C2', 'linalg.pairwiseDistances/C3', 'linalg.pairwiseDistances/definition'],
    signature: '"euclidean"',
    cause:
      'Documented: it is sqrt(dot(x, x) - 2 dot(x, y) + dot(y, y)), which "is not the most precise way", "potentially suffers from catastrophic cancellation", and "may not be exactly symmetric".',
    call: `from sklearn.metrics.pairwise import euclidean_distances, paired_euclidean_distances
print(euclidean_distances([[1e8]], [[1e8 + 1]]), paired_euclidean_distances([[1e8]], [[1e8 + 1]]))`,
    right: '1 in both.',
  },
  {
    id: 'small-singular-values-are-dropped',
    title: 'LinearRegression takes singular values below 1e-6 of the largest for 0',
    kind: 'limit',
    clauses: [
      'decompositions.lstsq/C1',
      'decompositions.lstsq/C4',
      'decompositions.lstsq/C7',
      'decompositions.lstsq/shapes',
      'decompositions.lstsq/layouts',
      'decompositions.lstsq/storage',
      'decompositions.lstsq/golden/nist-*',
    ],
    ways: ['default'],
    cause:
      'Documented since 1.9: "`tol` is set as `cond` of scipy.linalg.lstsq when fitting on dense training data", and it is 1e-6 unless it is said, whatever the data type; SciPy and NumPy drop what rounding leaves. Of data of Longley and Wampler, whose condition is that of any polynomial, the answer is another.',
    call: `import numpy as np
from sklearn.linear_model import LinearRegression
print(LinearRegression(fit_intercept=False).fit(np.diag([1.0, 2.0**-20]), np.array([0.0, 1.0])).coef_)`,
    right: '[0, 2^20], which `tol=1e-15` gives.',
  },
  {
    id: 'as-many-components-as-samples',
    title: 'PCA takes as many components as samples, of a single one too, and none',
    kind: 'convention',
    clauses: ['decompositions.pca/R1', 'decompositions.pca/signature', 'decompositions.pca/attributes'],
    cause:
      'Documented: n_components == min(n_samples, n_features) unless it is said. The variance of one sample is 0 / 0, which NumPy warns of.',
    call: `import numpy as np
from sklearn.decomposition import PCA
print(PCA(1).fit(np.ones((1, 1))).explained_variance_, PCA(0).fit(np.eye(2)).components_.shape)`,
    right:
      'Here there is one component at least, and at most one less than samples, as many as are independent about their mean.',
  },
  {
    id: 'constant-columns-stay',
    title: 'StandardScaler takes 1 for the deviation of a constant column',
    kind: 'convention',
    clauses: ['layers.zscore/R3'],
    cause:
      'Documented: "If a variance is zero, we can\'t achieve unit variance, and the data is left as-is, giving a scaling factor of 1".',
    call: `from sklearn.preprocessing import StandardScaler
print(StandardScaler().fit([[1.0], [1.0]]).scale_)`,
    right: 'Here a constant column is refused, or gives NaN.',
  },
  {
    id: 'variances-underflow',
    title: 'StandardScaler takes a column for constant whose variance underflows',
    kind: 'limit',
    clauses: ['layers.zscore/definition'],
    cause:
      '`_incremental_mean_and_var` in sklearn/utils/extmath.py has the variance, and its root is the deviation: of 1e-300 the square is 0.',
    call: `from sklearn.preprocessing import StandardScaler
print(StandardScaler().fit([[2e-300], [1e-300]]).scale_)`,
    right: '5e-301.',
  },
  {
    id: 'unknown-labels-are-passed-over',
    title: 'label_binarize and confusion_matrix pass over labels that are none of those that are named',
    kind: 'convention',
    clauses: ['tensor.oneHot/R2', 'metrics.confusionMatrix/R2'],
    cause:
      'Documented of confusion_matrix: "labels: List of labels to index the matrix. This may be used to reorder or select a subset of labels".',
    call: `from sklearn.metrics import confusion_matrix
from sklearn.preprocessing import label_binarize
print(label_binarize([3, 0], classes=[0, 1, 2]), confusion_matrix([0, 5], [0, 0], labels=[0, 1]))`,
    right: 'Here a label that is no class is refused.',
  },
  {
    id: 'matrix-of-a-number',
    title: 'confusion_matrix falls over a label that is no list',
    kind: 'defect',
    clauses: ['metrics.confusionMatrix/signature'],
    signature: 'tuple index out of range',
    cause:
      '`confusion_matrix` in sklearn/metrics/_classification.py reads `y_true.shape[0]` before anything is checked; accuracy_score says what is wrong with it.',
    call: `import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix
for metric in (accuracy_score, confusion_matrix):
    try:
        metric(np.array(0), [0])
    except Exception as error:
        print(type(error).__name__, error)`,
    right: 'TypeError: Input should have at least 1 dimension.',
  },
  {
    id: 'ridge-by-an-absolute-bound',
    title: 'Ridge(solver="svd") takes singular values below 1e-15 for 0, whatever the size of the matrix',
    kind: 'defect',
    clauses: [
      'decompositions.ridge/C1',
      'decompositions.ridge/C2',
      'decompositions.ridge/C6',
      'decompositions.ridge/homogeneity',
    ],
    ways: ['solvers'],
    cause:
      '`_solve_svd` in sklearn/linear_model/_ridge.py keeps `s > 1e-15` ("same default value as scipy.linalg.pinv", where it was a share of the largest).',
    call: `import numpy as np
from sklearn.linear_model import Ridge
for solver in ("svd", "cholesky"):
    print(Ridge(alpha=1e-40, fit_intercept=False, solver=solver).fit([[1e-20]], [1.0]).coef_)`,
    right: '5e19 in both: x = a b / (a^2 + alpha).',
  },
];
