import type { Finding } from '../../../../scripts/_internal/library.ts';

export const tensors: readonly Finding[] = [
  {
    id: 'shape-of-equal-sizes',
    title: 'Where operands have as many elements and different shapes, the result has the shape of the first',
    kind: 'defect',
    clauses: [
      'tensor.add/*',
      'tensor.mul/*',
      'tensor.div/*',
      'tensor.floorDivide/*',
      'tensor.remainder/*',
      'tensor.hypot/*',
      'tensor.copysign/*',
      'tensor.atan2/*',
    ],
    signature: /output (c|angle) must be/,
    cause:
      'The fast paths of common/ops/arithmetic.js and common/wasm/{add,mul,divide,where}.js ask whether both are contiguous and of one size, and take the shape of the first; shapes are broadcast only on the slow path.',
    call: `import * as np from 'numpy-ts';
console.log(np.add(np.array([1]), np.array([[1]])).shape, np.add(np.array(1), np.array([1])).shape);`,
    right: 'Shapes broadcast to [1, 1] and [1], as in NumPy.',
  },
  {
    id: 'remainder-by-adding',
    title: 'remainder loses the digits of a small dividend, and may be another number than itself',
    kind: 'defect',
    clauses: [
      'tensor.remainder/C3',
      'tensor.remainder/definition',
      'tensor.remainder/batch',
      'tensor.remainder/neighbours',
      'tensor.remainder/layouts',
    ],
    signature: 'differs from its definition',
    cause:
      'It is `((a % b) + b) % b`: the sum rounds, where a remainder of the sign of the divisor needs no further step and one of the other sign a single addition.',
    call: `import * as np from 'numpy-ts';
console.log(np.remainder(np.array([2 ** -53, -0.18154591326486108]), np.array([4, -0.375])).tolist());`,
    right:
      '1.1102230246251565e-16 and -0.18154591326486108, the dividends: both are smaller than the divisors and of their sign.',
  },
  {
    id: 'keepdims-over-all-axes',
    title: 'A reduction over all axes ignores `keepdims`',
    kind: 'defect',
    clauses: ['tensor.sum/*', 'tensor.mean/*', 'tensor.max/*'],
    signature: 'axes: null, keepdims: true',
    cause: 'Without an axis the functions of common/ops/reduction.js return a number before they look at `keepdims`.',
    call: `import * as np from 'numpy-ts';
console.log(np.sum(np.array([[1, 2]]), undefined, true));`,
    right: 'An array of shape [1, 1], as in NumPy.',
  },
  {
    id: 'max-of-nan',
    title: 'The maximum, its position and `clip` pass over NaN, or not, by the size of the array',
    kind: 'defect',
    clauses: ['tensor.max/C4', 'tensor.max/special', 'tensor.argmax/C3', 'tensor.clip/C5', 'tensor.clip/special'],
    cause:
      'Loops start from -Infinity and ask `value > best`, which NaN never answers (common/ops/reduction.js); the kernel of clip is made of min and max that return the bound for NaN.',
    call: `import * as np from 'numpy-ts';
const long = np.ones([64]);
long.set([63], NaN);
console.log(np.max(np.array([1, NaN])), np.max(long));
console.log(np.argmax(np.array([[NaN], [1]]), 0).tolist(), np.argmax(np.array([NaN, 1])));
console.log(np.clip(np.array([NaN]), 0, 1).tolist(), np.clip(np.full([64], NaN), 0, 1).get([0]));`,
    right: 'NaN, its position 0, and NaN, as in NumPy.',
  },
  {
    id: 'reduction-of-nothing',
    title: 'The maximum of nothing is -Infinity and its position 0, along an axis of size 0',
    kind: 'defect',
    clauses: ['tensor.max/R2', 'tensor.argmax/R2'],
    cause:
      'Only an array without elements and without an axis is refused; the loop over an empty axis ends where it starts.',
    call: `import * as np from 'numpy-ts';
console.log(np.max(np.zeros([1, 0]), 1).tolist(), np.argmax(np.zeros([1, 0]), 1).tolist());`,
    right: 'An error: nothing has no largest element. NumPy raises ValueError.',
  },
  {
    id: 'axis-twice',
    title: 'Reductions take the same axis twice',
    kind: 'defect',
    clauses: ['tensor.sum/R1', 'tensor.mean/R1', 'tensor.max/R1'],
    cause: 'The list of axes is reduced one after the other, and nobody asks whether they are distinct.',
    call: `import * as np from 'numpy-ts';
console.log(np.sum(np.array([[1, 2]]), [0, 0]));`,
    right: "An error; NumPy raises ValueError: duplicate value in 'axis'.",
  },
  {
    id: 'argsort-of-broadcast',
    title: 'argsort of a broadcast array sorts other rows than its own',
    kind: 'defect',
    clauses: ['tensor.sort/layouts'],
    cause:
      '`wasmArgsortSlices` in common/wasm/argsort.js takes all slices to lie one behind the other where the first two do; the slices of a broadcast array come round again.',
    call: `import * as np from 'numpy-ts';
const rows = np.array([[[2, 1], [1, 2]]]);
console.log(JSON.stringify(np.argsort(np.broadcast_to(rows, [2, 2, 2])).tolist()));`,
    right: '[[[1, 0], [0, 1]], [[1, 0], [0, 1]]]: both matrices are the same.',
  },
  {
    id: 'concatenate-unchecked',
    title: 'concatenate checks neither the axis nor that there is one where it is given one array',
    kind: 'defect',
    clauses: ['tensor.concat/R2', 'tensor.concat/signature', 'tensor.concat/attributes'],
    cause: 'One array is copied before anything is asked, in `concatenate` of common/ops/shape.js.',
    call: `import * as np from 'numpy-ts';
console.log(np.concatenate([np.array([1])], 7).tolist(), np.concatenate([np.array(1)], 0).tolist());`,
    right:
      'Two errors, which NumPy raises: axis 7 is out of bounds, and zero-dimensional arrays cannot be concatenated.',
  },
  {
    id: 'numbers-unchecked',
    title: 'Axes, sizes and seeds that are no integers, and negative sizes, are taken',
    kind: 'defect',
    clauses: [
      'numerics.*/attributes',
      'tensor.argmax/attributes',
      'tensor.broadcastTo/attributes',
      'tensor.cumsum/attributes',
      'tensor.max/attributes',
      'tensor.mean/attributes',
      'tensor.permute/attributes',
      'tensor.reshape/attributes',
      'tensor.sort/attributes',
      'tensor.split/attributes',
      'tensor.stack/attributes',
      'tensor.sum/attributes',
    ],
    cause:
      'An axis is compared with the rank and then used as an index; sizes are multiplied, so that two negative ones make a positive size. Nothing asks for integers.',
    call: `import * as np from 'numpy-ts';
console.log(np.sum(np.array([1, 2]), 0.5).tolist(), np.transpose(np.array([1]), [0.5]).shape);
console.log(np.array([1]).reshape(-1, -1).shape, np.broadcast_to(np.array(1), [-1, -1]).shape);
console.log(np.random.default_rng(0).random([-1, -1]).shape);
console.log(np.random.default_rng(0.5).random() === np.random.default_rng(0).random());
try {
  np.argmax(np.array([1]), 0.5);
} catch (error) {
  console.log(String(error));
}`,
    right:
      'Errors, as in NumPy: an axis and a seed are integers, and of the sizes of `reshape` one at most is unknown.',
  },
  {
    id: 'clip-bounds',
    title: 'clip takes bounds in the wrong order, and NaN for a bound, as NumPy does',
    kind: 'convention',
    clauses: ['tensor.clip/R2', 'tensor.clip/attributes'],
    cause:
      'NumPy documents of a_min > a_max that the result is a_max everywhere, and checks nothing; numpy-ts follows.',
    call: `import * as np from 'numpy-ts';
console.log(np.clip(np.array([1]), 1, 0).tolist());`,
    right: 'Here an empty interval is refused; NumPy documents otherwise.',
  },
];
