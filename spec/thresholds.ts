/**
 * LAPACK's thresholds for its test ratios, error / (n eps scale): what a correct routine is allowed, each from the input file of TESTING
 * that drives the routines of its kind (LAPACK 3.12).
 */
export const thresholds = {
  /** Linear equations, inverses, orthogonal factorisations: `dtest.in`. */
  linear: 30,
  /** Symmetric eigenproblems: `sep.in`, whose comment says that about 170 have been seen. */
  symmetricEigen: 60,
  /** Eigenvalues and Schur forms of general matrices: `ded.in`. */
  nonsymmetricEigen: 20,
  /** Singular value decompositions, and what is made of them: `svd.in`. */
  singular: 35,
} as const;
