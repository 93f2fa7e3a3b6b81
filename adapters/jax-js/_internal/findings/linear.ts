import type { Finding } from '../../../../scripts/_internal/library.ts';

const start = `import { defaultDevice, init, lax, nn, numpy as np, vjp } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const f64 = (values) => np.array(values, { dtype: 'float64' });`;

/** Products and decompositions. */
export const linear: readonly Finding[] = [
  {
    id: 'matmul-of-other-ranks',
    title: 'matmul of operands with different numbers of axes mixes up batch axes and rows',
    kind: 'defect',
    clauses: ['linalg.matmul/*'],
    cause:
      '`matmul` in src/library/numpy.ts declares as batch axes those that both have, and hands the others to `lax.dot` as free ones, whose place is behind the batch: those of the right operand come behind the rows of the left. Batches of different lengths are not aligned either.',
    call: `${start}
console.log(np.matmul(f64([[1], [2]]), f64([[[1]]])).shape, np.matmul(f64([[1]]), f64([[[1]], [[2]]])).shape);
const [y, pullback] = vjp((a, b) => np.matmul(a, b), [f64([[1], [2]]), f64([[[1]]])]);
try {
  pullback(np.ones([1, 2, 1], { dtype: 'float64' }));
} catch (error) {
  console.log(String(error));
}`,
    right: '[1, 2, 1] and [2, 1, 1]: the batch of b comes first, as in JAX and NumPy.',
  },
  {
    id: 'dot-broadcasts',
    title: 'dot of two vectors stretches one of length 1',
    kind: 'defect',
    clauses: ['linalg.dot/signature'],
    cause: 'The primitive "dot" multiplies before it sums, and the product broadcasts.',
    call: `${start}
console.log(np.dot(f64([19, 10]), f64([1])).item());`,
    right: 'An error, as in JAX: incompatible shapes for dot.',
  },
  {
    id: 'einsum-stretching',
    title: 'einsum does not stretch an axis of size 1 that is summed',
    kind: 'defect',
    clauses: ['linalg.einsum/*'],
    signature: 'not aligned',
    cause:
      '`einsum` in src/library/numpy.ts hands summed labels to `lax.dot` as contracted axes, which must have one size.',
    call: `${start}
try {
  np.einsum('ij,jk->ik', np.ones([1, 1]), np.ones([2, 1]));
} catch (error) {
  console.log(String(error));
}`,
    right: '[[2]]: in NumPy, whose einsum it says it implements in full, an axis of size 1 broadcasts.',
  },
  {
    id: 'einsum-without-operands',
    title: 'einsum falls over more terms than operands',
    kind: 'defect',
    clauses: ['linalg.einsum/R2', 'linalg.einsum/signature', 'linalg.einsum/attributes'],
    cause: 'The shape of an operand is read before the operands are counted.',
    call: `${start}
try {
  np.einsum('ij,jk->ik', np.ones([1, 1]));
} catch (error) {
  console.log(String(error));
}`,
    right: 'An error that says how many operands are missing.',
  },
  {
    id: 'convolve-spreads-nan',
    title: 'convolve spreads NaN to elements that do not depend on it',
    kind: 'defect',
    clauses: ['linalg.convolve/special'],
    cause:
      '`convolve` in src/library/numpy.ts pads with zeros and multiplies every window by the whole kernel: 0 times NaN is NaN.',
    call: `${start}
console.log(np.convolve(f64([1, 1]), f64([1, NaN])).js());`,
    right: '[1, NaN, NaN]: the first element is 1 * 1.',
  },
  {
    id: 'cholesky-of-singular',
    title: 'cholesky takes a pivot of 0, and of a matrix that is not positive definite gives numbers',
    kind: 'defect',
    clauses: ['decompositions.cholesky/R1'],
    cause: 'The routine takes the root of the pivot, which is NaN below 0 alone.',
    call: `${start}
console.log(np.linalg.cholesky(f64([[1, 1], [1, 1]])).js());`,
    right: 'NaN, as in JAX: "the input matrix must be symmetric and positive-definite".',
  },
  {
    id: 'det-gradient-of-singular',
    title: 'The gradient of the determinant of a singular matrix is NaN',
    kind: 'defect',
    clauses: ['decompositions.det/*'],
    cause: 'It goes through LU, whose derivative divides by the pivots.',
    call: `${start}
const [d, pullback] = vjp((a) => np.linalg.det(a), [f64([[0]])]);
console.log(pullback(d.mul(0).add(1))[0].js());`,
    right: '[[1]]: det is a polynomial, and the gradient the matrix of cofactors.',
  },
  {
    id: 'solve-of-empty-batch',
    title: 'solve of one matrix and an empty batch falls over its buffers',
    kind: 'defect',
    clauses: ['decompositions.solve/C1', 'decompositions.solve/shapes', 'decompositions.solve/emptyGradient'],
    cause: '`runLU` copies all that the buffer of the matrix holds into a result of no elements.',
    call: `${start}
try {
  console.log(np.linalg.solve(f64([[2, 1], [1, 3]]), np.zeros([0, 2, 2], { dtype: 'float64' })).dataSync());
} catch (error) {
  console.log(String(error));
}`,
    right: 'No elements, of shape [0, 2, 2].',
  },
  {
    id: 'eigh-of-few-digits',
    title: 'eigh ends at elements of 1e-12, in float32 of 1e-6, however large the matrix is',
    kind: 'defect',
    clauses: ['decompositions.eigh/*', 'decompositions.svd/*', 'linalg.spectralNorm/*'],
    cause: '`eigh` in src/library/lax-linalg.ts calls `jacobiEigh` with an absolute tolerance.',
    call: `${start}
console.log(np.linalg.eigh(f64([[2e-13, 1e-13], [1e-13, 2e-13]]))[0].js());`,
    right: '[1e-13, 3e-13]: relative to the norm of the matrix.',
  },
  {
    id: 'svd-by-gram-matrix',
    title: 'svd goes by the eigenvalues of A^T A',
    kind: 'limit',
    clauses: ['decompositions.svd/*', 'linalg.spectralNorm/*'],
    cause:
      'Documented: "a baseline implementation; it is less numerically stable than a dedicated SVD routine for ill-conditioned inputs".',
    call: `${start}
console.log(np.linalg.svdvals(f64([[1, 1], [1, 1 + 2 ** -27]])).js());`,
    right: 'The smaller one is 3.7e-9.',
  },
  {
    id: 'svd-zero-columns',
    title: 'Singular vectors of singular values that are 0 are zero, and not orthonormal',
    kind: 'defect',
    clauses: ['decompositions.svd/*'],
    cause: '`svd` in src/library/lax-linalg.ts multiplies A v by 1 / s, or by 0 where s is 0.',
    call: `${start}
console.log(np.linalg.svd(np.zeros([2, 2]))[0].js());`,
    right: 'A matrix with orthonormal columns, as in JAX.',
  },
  {
    id: 'nan-is-not-answered-by-nan',
    title: 'eigh of a matrix that holds NaN gives numbers',
    kind: 'defect',
    clauses: ['decompositions.eigh/R1'],
    cause: 'Comparisons with NaN are false, so that no rotation is made.',
    call: `${start}
console.log(np.linalg.eigh(f64([[1, NaN], [NaN, 1]])).map((one) => one.js()));`,
    right: 'NaN everywhere, as in JAX.',
  },
  {
    id: 'norm-gradient-at-zero',
    title: 'The gradient of the norm of a zero matrix is NaN',
    kind: 'defect',
    clauses: ['linalg.frobeniusNorm/kinks', 'linalg.frobeniusNorm/C7'],
    cause: 'It is x / sqrt(sum x^2), 0 / 0; JAX has it so, too.',
    call: `${start}
const [n, pullback] = vjp((a) => np.linalg.matrixNorm(a), [f64([[-0], [0]])]);
console.log(pullback(n.add(1))[0].js());`,
    right: 'A subgradient, such as 0.',
  },
];
