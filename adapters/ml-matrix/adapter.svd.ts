import { inverse, SVD, solve } from 'ml-matrix';
import { defineAdapter } from '../../conformance/adapter.ts';
import { base, matrix, type Native } from './_internal/base.ts';

// It warns of every matrix with more columns than rows, on a stream that is no part of the result.
console.warn = () => undefined;

/** ml-matrix with systems and inverses by the SVD, `useSVD`, and the SVD of wide matrices as they are, without `autoTranspose`. */
export default defineAdapter<Native>({
  ...base,
  profile: {
    ...base.profile,
    operations: {
      ...base.profile.operations,
      // Least squares are documented.
      'decompositions.solve': { beyond: ['dtypes', 'rectangular'] },
    },
  },
  operations: {
    'linalg.spectralNorm': ({ a }) => new SVD(matrix(a)).norm2,
    'decompositions.svd': ({ a }) => {
      const svd = new SVD(matrix(a));
      return { u: svd.leftSingularVectors, s: svd.diagonal, v: svd.rightSingularVectors };
    },
    'decompositions.solve': ({ a, b }) => solve(matrix(a), matrix(b), true),
    'decompositions.lstsq': ({ a, b }) => solve(matrix(a), matrix(b), true),
    'decompositions.inv': ({ a }) => inverse(matrix(a), true),
    'decompositions.pinv': ({ a }) => new SVD(matrix(a)).inverse(),
  },
});
