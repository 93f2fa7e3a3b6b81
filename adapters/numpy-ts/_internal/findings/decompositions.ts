import type { Finding } from '../../../../scripts/_internal/library.ts';

export const decompositions: readonly Finding[] = [
  {
    id: 'factors-of-views',
    title: 'det, inv and solve of a view that is not contiguous read other elements',
    kind: 'defect',
    clauses: [
      'decompositions.det/layouts',
      'decompositions.inv/layouts',
      'decompositions.solve/layouts',
      'decompositions.*/state',
    ],
    cause:
      'The factorisation and `det` in common/ops/linalg.js index `data` from its beginning, whatever strides and offset are; only the kernel for contiguous arrays does not.',
    call: `import * as np from 'numpy-ts';
const a = np.array([[1, 2, 9], [3, 4, 9]]).slice(':', ':2');
console.log(a.tolist(), np.linalg.det(a), np.linalg.inv(a).tolist(), np.linalg.solve(a, np.array([1, 1])).tolist());`,
    right: 'For [[1, 2], [3, 4]]: -2, [[-2, 1], [1.5, -0.5]] and [-1, 1].',
  },
  {
    id: 'svd-by-gram-matrix',
    title: 'svd of a matrix with fewer than four rows or columns goes by A^T A, and loses half of the digits',
    kind: 'defect',
    clauses: [
      'decompositions.svd/*',
      'decompositions.pinv/*',
      'linalg.spectralNorm/*',
      'linalg.nuclearNorm/C3',
      'linalg.nuclearNorm/C4',
      'linalg.nuclearNorm/C5',
      'linalg.nuclearNorm/C6',
      'linalg.nuclearNorm/C1',
      'linalg.nuclearNorm/homogeneity',
      'linalg.nuclearNorm/layouts',
      'linalg.nuclearNorm/storage',
    ],
    cause:
      'The loops behind `svd` in common/ops/linalg.js take square roots of the eigenvalues of A^T A, by Jacobi rotations that stop at an absolute 1e-10: singular values below 1e-8 of the largest are noise or 0, and squares of large and small entries leave the range.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.svdvals(np.array([[1, 1], [1, 1 + 2 ** -27]])).tolist());
console.log(np.linalg.svdvals(np.array([[2 ** 512]])).tolist(), np.linalg.pinv(np.array([[1e-12]])).tolist());`,
    right:
      'The smaller one is 3.7e-9 (half of 2^-27); 2^512; and 1e12. The cost of the SVD by LAPACK is the same, and its errors are those of A.',
  },
  {
    id: 'svd-zero-columns',
    title: 'Singular vectors of singular values up to 1e-10 are zero, and not orthonormal',
    kind: 'defect',
    clauses: ['decompositions.svd/*'],
    cause:
      'The loops behind `svd` in common/ops/linalg.js divide A v by s where s > 1e-10 alone, and leave the column at 0 elsewhere; the kernels in common/wasm/zig/svd.zig do so at 1e-14 and, in float32, at 1e-6.',
    call: `import * as np from 'numpy-ts';
const { u, s, vt } = np.linalg.svd(np.array([[2 ** -34]]), false);
console.log(u.tolist(), s.tolist(), vt.tolist());
console.log(np.linalg.svd(np.zeros([2, 2]), false).u.tolist());`,
    right: 'u = [[1]] or [[-1]], and a matrix with orthonormal columns for the zero matrix.',
  },
  {
    id: 'svd-of-low-rank',
    title: 'svd of a matrix of low rank is NaN where a kernel computes it, and svdvals are 0',
    kind: 'defect',
    clauses: ['decompositions.svd/*', 'decompositions.pinv/*', 'linalg.spectralNorm/*'],
    cause:
      '`svd_f64` and `svd_f32` in common/wasm/zig/svd.zig, used from four rows and columns on, pass over two columns where `@abs(gamma) < tol * @sqrt(alpha * beta)`; of a column that has become 0 both sides are 0, and zeta is 0 / 0.',
    call: `import * as np from 'numpy-ts';
const ones = np.ones([4, 4]);
console.log(np.linalg.svd(ones, false).s.tolist(), np.linalg.svdvals(ones).tolist());
console.log(np.linalg.norm(ones, 2, [0, 1]), np.linalg.pinv(ones).get([0, 0]));`,
    right:
      'The singular values are 4, 0, 0, 0, the norm is 4 and the pseudo-inverse 1/16 everywhere: `<=` in the place of `<`.',
  },
  {
    id: 'svd-writes-beyond-s',
    title: 'svd of a wide matrix overwrites the memory of other arrays',
    kind: 'defect',
    clauses: ['decompositions.svd/*', 'decompositions.pinv/*', 'linalg.spectralNorm/*', 'decompositions.*/state'],
    cause:
      '`svd_f64` in common/wasm/zig/svd.zig stores the norms of all n columns in `s`, for which common/wasm/svd.js has allocated min(m, n); its `indices` have room for 256 columns, too.',
    call: `import * as np from 'numpy-ts';
const others = Array.from({ length: 64 }, () => np.ones([4]));
for (const [at, one] of others.entries()) if (at % 2 === 0) one.dispose();
np.linalg.svd(np.add(np.eye(4, 64), np.eye(4, 64, 1)), false);
console.log(others.filter((one, at) => at % 2 === 1 && one.tolist().some((value) => value !== 1)).map((one) => one.tolist()));`,
    right: 'An empty list: arrays of ones stay arrays of ones, whatever is computed of others.',
  },
  {
    id: 'nan-for-nothing',
    title: 'Of NaN the pseudo-inverse is 0, and eigenvalues are those of the diagonal',
    kind: 'defect',
    clauses: [
      'decompositions.pinv/special',
      'decompositions.eig/R1',
      'decompositions.eigh/R1',
      'decompositions.svd/special',
      'linalg.spectralNorm/special',
    ],
    cause: 'Comparisons with NaN are false: rotations end at once, and no singular value is above the cutoff.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.pinv(np.array([[NaN]])).tolist());
console.log(np.linalg.eigh(np.array([[1, NaN], [NaN, 1]])).w.tolist());`,
    right: 'An error, as NumPy raises it, or NaN.',
  },
  {
    id: 'eigh-stops-at-1e-10',
    title: 'eigh stops at elements of 1e-10, however large the matrix is',
    kind: 'defect',
    clauses: ['decompositions.eigh/*', 'decompositions.eig/*'],
    cause:
      'The rotations of Jacobi in common/ops/linalg.js end where the largest element off the diagonal is below an absolute 1e-10.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.eigh(np.array([[2e-11, 1e-11], [1e-11, 2e-11]])).w.tolist());`,
    right: '[1e-11, 3e-11]: the criterion is relative to the norm of the matrix.',
  },
  {
    id: 'eig-has-schur-vectors',
    title: 'eig of a matrix that is not symmetric gives the vectors of QR iterations in the place of eigenvectors',
    kind: 'defect',
    clauses: ['decompositions.eig/*'],
    cause:
      '`eig` in common/ops/linalg.js multiplies the factors Q of its iterations: Schur vectors, which are eigenvectors only where A is normal. It ends after 1000 steps, wherever they are.',
    call: `import * as np from 'numpy-ts';
const { w, v } = np.linalg.eig(np.array([[2, 1], [0, 3]]));
console.log(w.tolist(), v.tolist());`,
    right: 'The eigenvector of 3 is [1, 1] / sqrt(2), and not [0, 1].',
  },
  {
    id: 'eig-is-real',
    title: 'eig has no complex eigenvalues',
    kind: 'limit',
    clauses: ['decompositions.eig/*'],
    cause: 'Its documentation: "Complex eigenvalues are not supported"; a warning is printed, and a result returned.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.eig(np.array([[0, -1], [1, 0]])).w.tolist());`,
    right: 'i and -i.',
  },
  {
    id: 'absolute-1e-15',
    title: 'Pivots and columns below 1e-15 are taken for 0, so that small matrices are singular',
    kind: 'defect',
    clauses: [
      'decompositions.inv/*',
      'decompositions.solve/*',
      'decompositions.qr/*',
      'decompositions.cholesky/*',
      'decompositions.det/*',
    ],
    cause:
      'common/ops/linalg.js and common/wasm/lu.js compare pivots and norms with an absolute 1e-15: `inv` and `cholesky` refuse, while `solve` and `qr` skip the step and return.',
    call: `import * as np from 'numpy-ts';
try {
  np.linalg.inv(np.array([[2 ** -50]]));
} catch (error) {
  console.log(String(error));
}
console.log(np.linalg.solve(np.array([[2 ** -56, 2 ** -56], [2 ** -56, 2 ** -55]]), np.array([[1], [1]])).tolist());
console.log(np.linalg.qr(np.array([[1e-16], [1e-16]])).r.tolist());`,
    right: '[[2^50]]; [[2^56], [0]]; and [[+-1.4e-16]]: a power of two times a matrix is as singular as the matrix.',
  },
  {
    id: 'solve-of-singular',
    title: 'solve with a singular matrix gives NaN or infinities, or a number where a pivot is 1e-15',
    kind: 'defect',
    clauses: ['decompositions.solve/R1'],
    cause:
      'The way by `wasmLuSolve` in common/wasm/lu.js divides by the pivot, which only the loop of JavaScript checks.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.solve(np.array([[1, 1], [1, 1]]), np.array([1, 2])).tolist());`,
    right: 'An error, "solve: singular matrix", as the other way and NumPy have it.',
  },
  {
    id: 'qr-of-large',
    title: 'qr of entries above 1e154 is NaN',
    kind: 'defect',
    clauses: ['decompositions.qr/*'],
    cause: 'The norm of a column is the root of a plain sum of squares.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.qr(np.array([[2 ** 512]])).r.tolist());`,
    right: '[[2^512]], up to its sign: LAPACK scales.',
  },
  {
    id: 'float32-is-widened',
    title: 'Decompositions and norms of float32 arrays give float64',
    kind: 'defect',
    clauses: ['decompositions.*', 'linalg.*'],
    signature: 'must be float32',
    cause:
      'The functions of common/ops/linalg.js allocate float64 for their results, but for those of some kernels: the type depends on the size.',
    call: `import * as np from 'numpy-ts';
const a = np.eye(2, 2, 0, 'float32');
const { linalg } = np;
console.log(linalg.qr(a).r.dtype, linalg.eigh(a).w.dtype, linalg.svd(a).s.dtype, linalg.inv(a).dtype);`,
    right: 'float32, as in NumPy.',
  },
];
