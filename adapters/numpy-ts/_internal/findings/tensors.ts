import type { Finding } from '../../../../scripts/_internal/library.ts';

export const tensors: readonly Finding[] = [
  {
    id: 'shape-of-equal-sizes',
    title: 'Where operands have as many elements and different shapes, the result has the shape of the first',
    kind: 'defect',
    clauses: [
      'tensor.add/C1',
      'tensor.add/C4',
      'tensor.add/batch',
      'tensor.add/definition',
      'tensor.add/homogeneity',
      'tensor.add/integers',
      'tensor.add/repeatable',
      'tensor.add/shapes',
      'tensor.add/storage',
      'tensor.add/tiles',
      'tensor.div/C4',
      'tensor.div/batch',
      'tensor.div/definition',
      'tensor.div/homogeneity',
      'tensor.div/integers',
      'tensor.div/repeatable',
      'tensor.div/shapes',
      'tensor.div/special',
      'tensor.div/storage',
      'tensor.div/tiles',
      'tensor.div/untouched',
      'tensor.div/zeros',
      'tensor.floorDivide/batch',
      'tensor.floorDivide/repeatable',
      'tensor.floorDivide/shapes',
      'tensor.floorDivide/storage',
      'tensor.floorDivide/tiles',
      'tensor.logicalAnd/batch',
      'tensor.logicalAnd/integers',
      'tensor.logicalAnd/repeatable',
      'tensor.logicalOr/integers',
      'tensor.logicalOr/shapes',
      'tensor.logicalXor/batch',
      'tensor.logicalXor/integers',
      'tensor.logicalXor/shapes',
      'tensor.logicalXor/tiles',
      'tensor.mul/C1',
      'tensor.mul/C4',
      'tensor.mul/definition',
      'tensor.mul/homogeneity',
      'tensor.mul/integers',
      'tensor.mul/repeatable',
      'tensor.mul/special',
      'tensor.mul/storage',
      'tensor.mul/tiles',
      'tensor.mul/untouched',
      'tensor.mul/zeros',
      'tensor.remainder/batch',
      'tensor.remainder/definition',
      'tensor.remainder/integers',
      'tensor.remainder/tiles',
      'tensor.remainder/untouched',
      'tensor.sub/batch',
      'tensor.sub/definition',
      'tensor.sub/integers',
      'tensor.sub/repeatable',
      'tensor.sub/shapes',
      'tensor.sub/tiles',
    ],
    signature: /output (c|angle) must be/,
    cause:
      'The functions of common/ops/arithmetic.js make a number of a second operand of one element (`e.size === 1`), and what is left has the shape of the first; those of common/wasm/{where,logical_and,..}.js ask whether both are contiguous and of one size. Shapes are broadcast only on the slow path.',
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
    title: 'The maximum, the minimum, their positions and `clip` pass over NaN, or not, by the size of the array',
    kind: 'defect',
    clauses: [
      'tensor.max/C4',
      'tensor.max/special',
      'tensor.argmax/C3',
      'tensor.min/C4',
      'tensor.min/special',
      'tensor.argmin/C3',
      'tensor.clip/C5',
      'tensor.clip/special',
    ],
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
    clauses: ['tensor.max/R2', 'tensor.argmax/R2', 'tensor.min/R2', 'tensor.argmin/R2'],
    cause:
      'Only an array without elements and without an axis is refused; the loop over an empty axis ends where it starts.',
    call: `import * as np from 'numpy-ts';
console.log(np.max(np.zeros([1, 0]), 1).tolist(), np.argmax(np.zeros([1, 0]), 1).tolist());`,
    right: 'An error: nothing has no largest element. NumPy raises ValueError.',
  },
  {
    id: 'axis-twice',
    title: 'Reductions and flip take the same axis twice',
    kind: 'defect',
    clauses: ['tensor.sum/R1', 'tensor.mean/R1', 'tensor.max/R1', 'tensor.min/R1', 'tensor.prod/R1', 'tensor.flip/R1'],
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
      'tensor.arange/R1',
      'tensor.arange/R2',
      'tensor.arange/attributes',
      'tensor.argmax/attributes',
      'tensor.argmin/attributes',
      'tensor.argsort/attributes',
      'tensor.broadcastTo/attributes',
      'tensor.cumprod/attributes',
      'tensor.cumsum/attributes',
      'tensor.diag/R1',
      'tensor.diag/attributes',
      'tensor.diagEmbed/R1',
      'tensor.diagEmbed/attributes',
      'tensor.expandDims/attributes',
      'tensor.eye/R1',
      'tensor.eye/R2',
      'tensor.eye/attributes',
      'tensor.flip/attributes',
      'tensor.full/R1',
      'tensor.full/attributes',
      'tensor.gather/attributes',
      'tensor.indexSelect/attributes',
      'tensor.linspace/attributes',
      'tensor.max/attributes',
      'tensor.mean/attributes',
      'tensor.min/attributes',
      'tensor.moveaxis/attributes',
      'tensor.ones/R1',
      'tensor.ones/attributes',
      'tensor.pad/R1',
      'tensor.pad/attributes',
      'tensor.permute/attributes',
      'tensor.prod/attributes',
      'tensor.repeat/R2',
      'tensor.repeat/attributes',
      'tensor.reshape/attributes',
      'tensor.roll/R2',
      'tensor.roll/attributes',
      'tensor.slice/attributes',
      'tensor.sort/attributes',
      'tensor.split/attributes',
      'tensor.stack/attributes',
      'tensor.std/attributes',
      'tensor.sum/attributes',
      'tensor.swapaxes/attributes',
      'tensor.take/attributes',
      'tensor.tile/R1',
      'tensor.tril/R1',
      'tensor.tril/attributes',
      'tensor.triu/R1',
      'tensor.triu/attributes',
      'tensor.variance/attributes',
      'tensor.zeros/R1',
      'tensor.zeros/attributes',
    ],
    cause:
      'An axis is compared with the rank and then used as an index; sizes are multiplied, so that two negative ones make a positive size, or given to a typed array, whose error names neither argument nor rule. Nothing asks for integers.',
    call: `import * as np from 'numpy-ts';
console.log(np.sum(np.array([1, 2]), 0.5).tolist(), np.transpose(np.array([1]), [0.5]).shape);
console.log(np.array([1]).reshape(-1, -1).shape, np.broadcast_to(np.array(1), [-1, -1]).shape);
console.log(np.random.default_rng(0).random([-1, -1]).shape);
console.log(np.random.default_rng(0.5).random() === np.random.default_rng(0).random());
console.log(np.arange(0, NaN, 1).shape, np.eye(1, 1, 0.5).tolist(), np.pad(np.array([1, 2]), [[-1, 0]]).tolist());
for (const call of [() => np.argmax(np.array([1]), 0.5), () => np.ones([-1]), () => np.arange(0, 1, 0)])
  try {
    call();
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
