import type { Finding } from '../../../../scripts/_internal/library.ts';

export const products: readonly Finding[] = [
  {
    id: 'matmul-of-views',
    title: 'matmul of a small view whose rows are reversed, stepped or repeated reads the wrong elements',
    kind: 'defect',
    clauses: ['linalg.matmul/layouts', 'linalg.einsum/layouts', 'linalg.einsum/storage', 'linalg.multiDot/layouts'],
    cause:
      '`matmul` in common/ops/linalg.js makes of the strides one leading dimension and "transposed or not"; a step along the other axis, and a negative or zero stride, are lost, and what lies outside counts as 0.',
    call: `import * as np from 'numpy-ts';
const identity = np.array([[1, 0], [0, 1]]);
console.log(np.matmul(identity, np.array([[1, 2], [3, 4]]).slice('::-1')).tolist());
console.log(np.matmul(identity, np.array([[1, 9, 2, 9], [3, 9, 4, 9]]).slice(':', '::2')).tolist());
console.log(np.matmul(identity, np.broadcast_to(np.array([1, 2]), [2, 2])).tolist());`,
    right: '[[3, 4], [1, 2]], [[1, 2], [3, 4]] and [[1, 2], [1, 2]]: the identity changes nothing.',
  },
  {
    id: 'matmul-of-empty-batch',
    title: 'matmul of one matrix with an empty batch gives a batch of one, of whatever lies in memory',
    kind: 'defect',
    clauses: ['linalg.matmul/definition', 'linalg.matmul/shapes'],
    cause:
      'Batch axes are broadcast by `Math.max(1, 0)` in common/ops/linalg.js and common/wasm/matmul.js, which is 1; the kernel then reads behind the end.',
    call: `import * as np from 'numpy-ts';
console.log(np.matmul(np.ones([1, 1]), np.ones([0, 1, 1])).shape);`,
    right: '[0, 1, 1]: 1 broadcasts to 0.',
  },
  {
    id: 'einsum-ellipsis',
    title: 'einsum takes an ellipsis for three labels',
    kind: 'defect',
    clauses: ['linalg.einsum/*'],
    signature: '...',
    cause:
      '`einsum` in common/ops/linalg.js takes a label for every character, and knows none that stands for the other axes.',
    call: `import * as np from 'numpy-ts';
try {
  np.einsum('...ij->...ji', np.ones([2, 2]));
} catch (error) {
  console.log(String(error));
}`,
    right: 'The transposed matrix: in NumPy, whose einsum this is, an ellipsis stands for all axes without a label.',
  },
  {
    id: 'einsum-spaces',
    title: 'einsum takes a space within a term for a label',
    kind: 'defect',
    clauses: ['linalg.einsum/*'],
    signature: 'einsum: operand',
    cause: 'Terms are trimmed at their ends only.',
    call: `import * as np from 'numpy-ts';
try {
  np.einsum('i j->j i', np.ones([2, 2]));
} catch (error) {
  console.log(String(error));
}`,
    right: 'The transposed matrix: NumPy ignores spaces.',
  },
  {
    id: 'einsum-stretching',
    title: 'einsum does not stretch an axis of size 1',
    kind: 'defect',
    clauses: ['linalg.einsum/*'],
    signature: 'size mismatch',
    cause: '`einsum` in common/ops/linalg.js wants the axes of one label to have one size.',
    call: `import * as np from 'numpy-ts';
try {
  np.einsum('ij,jk->ik', np.ones([1, 1]), np.ones([2, 1]));
} catch (error) {
  console.log(String(error));
}`,
    right: '[[2]]: in NumPy an axis of size 1 broadcasts to the others of its label.',
  },
  {
    id: 'einsum-of-no-text',
    title: 'einsum falls over subscripts that are no text',
    kind: 'defect',
    clauses: ['linalg.einsum/attributes'],
    cause: 'It looks for the arrow before it knows what it has been given.',
    call: `import * as np from 'numpy-ts';
try {
  np.einsum(0, np.ones([2, 2]));
} catch (error) {
  console.log(String(error));
}`,
    right: 'An error that says what is wrong with the argument.',
  },
  {
    id: 'fft-of-views',
    title: 'fft and ifft of a view transform what lies at the beginning of its buffer',
    kind: 'defect',
    clauses: ['linalg.dft/layouts'],
    cause:
      'The conversion to complex numbers in common/ops/fft.js copies the first elements of `data`, whatever strides and offset are.',
    call: `import * as np from 'numpy-ts';
console.log(np.fft.fft(np.array([1, 9, 2, 9]).slice('::2')).tolist());
console.log(np.fft.fft(np.array([[1, 2], [3, 4]]).transpose()).tolist());`,
    right: '[3, -1] and [[4, -2], [6, -2]].',
  },
  {
    id: 'fft-of-other-lengths',
    title: 'The error of fft and ifft of a length with a prime factor above 5 grows with the length',
    kind: 'defect',
    clauses: ['linalg.dft/tiles'],
    cause:
      "The chirp of Bluestein's algorithm in common/ops/fft.js is cos(pi r^2 / n), with an argument that is not reduced by 2 n first: it reaches pi n, and is off by as many ulps.",
    call: `import * as np from 'numpy-ts';
const n = 10007;
const x = np.zeros([n]);
x.set([n - 1], 1);
const y = np.fft.fft(x);
let worst = 0;
for (let k = 0; k < n; k++) worst = Math.max(worst, Math.abs(y.get([k]).re - Math.cos((2 * Math.PI * k) / n)));
console.log(worst);`,
    right: 'Some 1e-15, for the largest element is 1: with r^2 mod 2 n in integers the chirp is exact to an ulp.',
  },
  {
    id: 'fft-of-scalar',
    title: 'fft takes an array without axes',
    kind: 'defect',
    clauses: ['linalg.dft/signature'],
    cause: 'The code for rank 0 in common/ops/fft.js returns the element.',
    call: `import * as np from 'numpy-ts';
console.log(np.fft.fft(np.array(1)).shape);`,
    right: 'An error; NumPy raises IndexError, for there is no axis.',
  },
  {
    id: 'convolve-of-views',
    title: 'convolve of a short view reads what lies at the beginning of its buffer',
    kind: 'defect',
    clauses: ['linalg.convolve/layouts'],
    cause: '`convolve` and `correlate` in common/ops/statistics.js index `data`, whatever strides and offset are.',
    call: `import * as np from 'numpy-ts';
console.log(np.convolve(np.array([1, 1]), np.array([1, 9, 2, 9]).slice('::2')).tolist());`,
    right: '[1, 3, 2].',
  },
  {
    id: 'convolve-of-nothing',
    title: 'convolve falls over two empty sequences',
    kind: 'defect',
    clauses: ['linalg.convolve/R1'],
    cause: 'It allocates m + n - 1 = -1 elements before it looks at its arguments.',
    call: `import * as np from 'numpy-ts';
try {
  np.convolve(np.array([]), np.array([]));
} catch (error) {
  console.log(String(error));
}`,
    right: 'An error that says what is wrong; NumPy: a cannot be empty.',
  },
  {
    id: 'matvec-does-not-broadcast',
    title: 'matvec reads beyond its operands where one of them has batch axes that the other has not',
    kind: 'defect',
    clauses: [
      'linalg.matvec/definition',
      'linalg.matvec/tiles',
      'linalg.matvec/integers',
      'linalg.matvec/exchange',
      'linalg.matvec/shapes',
      'linalg.matvec/batch',
      'linalg.matvec/storage',
      'linalg.matvec/special',
    ],
    cause: 'It counts the members of the batch by one operand and reads as many of the other, whatever its shape is.',
    call: `import * as np from 'numpy-ts';
console.log(np.matvec(np.ones([2, 1, 1]), np.ones([1])).tolist(), np.matvec(np.ones([1, 1]), np.ones([2, 1])).tolist());`,
    right: '[[1], [1]] in both.',
  },
  {
    id: 'tensordot-from-the-end',
    title: 'tensordot refuses axes that are counted from the end',
    kind: 'defect',
    clauses: [
      'linalg.tensordot/C2',
      'linalg.tensordot/C4',
      'linalg.tensordot/definition',
      'linalg.tensordot/tiles',
      'linalg.tensordot/homogeneity',
      'linalg.tensordot/layouts',
    ],
    signature: 'axis out of bounds',
    cause: 'Axes are compared with 0 and the rank before anything is added to negative ones.',
    call: `import * as np from 'numpy-ts';
try {
  np.tensordot(np.ones([1, 2]), np.ones([2, 1]), [[-1], [0]]);
} catch (error) {
  console.log(String(error));
}`,
    right: '[[2]]: -1 is the last axis, as in NumPy.',
  },
  {
    id: 'vander-of-views',
    title: 'vander of a view that is not contiguous reads what lies at the beginning of its buffer',
    kind: 'defect',
    clauses: ['linalg.vandermonde/layouts'],
    cause: 'It indexes `data`, whatever strides and offset are.',
    call: `import * as np from 'numpy-ts';
console.log(np.vander(np.array([3, 2]).slice('::-1'), 2).tolist());`,
    right: '[[2, 1], [3, 1]].',
  },
  {
    id: 'vector-norms-of-squares',
    title: 'vector_norm of large numbers is infinite and of small ones 0',
    kind: 'defect',
    clauses: ['linalg.l2Norm/C3', 'linalg.l2Norm/definition', 'linalg.lpNorm/C3', 'linalg.lpNorm/definition'],
    cause: 'It is the root of a plain sum of squares, or of powers.',
    call: `import * as np from 'numpy-ts';
console.log(np.linalg.vector_norm(np.array([1e200]), 2, -1), np.linalg.vector_norm(np.array([1e-200]), 3, -1));`,
    right: '1e200 and 1e-200.',
  },
];
