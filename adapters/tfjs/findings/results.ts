import type { Finding } from '../../../scripts/_internal/library.ts';

/** A program on the backend in JavaScript. */
export const program = (...lines: string[]): string =>
  ["import * as tf from '@tensorflow/tfjs';", "await tf.setBackend('cpu');", ...lines].join('\n');

/** What comes out wrong, or is refused. */
export const results: readonly Finding[] = [
  {
    id: 'matmul-broadcasting',
    title: 'matMul pairs the wrong matrices where batch axes broadcast, and may give fewer numbers than its shape has',
    kind: 'defect',
    clauses: [
      'linalg.matmul/definition',
      'linalg.matmul/integers',
      'linalg.matmul/shapes',
      'linalg.matmul/batch',
      'linalg.matmul/untouched',
      'linalg.matmul/golden/batch-broadcast',
      'linalg.matmul/golden/pullback-batch',
      'linalg.matmul/special',
    ],
    ways: ['cpu'],
    cause:
      '`batchMatMul` in tfjs-backend-cpu/src/kernels/BatchMatMul.ts runs over the larger of the two products of the batch axes and takes matrix `i modulo` the product from each operand: right where one batch is the end of the other, wrong for (2, 2) with (2, 1). The result has the broadcast shape all the same.',
    call: program(
      'console.log(tf.matMul(tf.tensor([1, 2, 3, 4], [2, 2, 1, 1]), tf.tensor([10, 100], [2, 1, 1, 1])).dataSync());',
      'const y = tf.matMul(tf.tensor([1, 2], [2, 1, 1, 1]), tf.tensor([10, 100], [1, 2, 1, 1]));',
      'console.log(y.shape, y.dataSync());',
    ),
    right:
      '10, 20, 300, 400: the first matrix of the second operand goes with both of the first row. And 10, 100, 20, 200.',
    link: 'https://github.com/tensorflow/tfjs/pull/7062',
  },
  {
    id: 'cumsum-negative-axis',
    title: 'cumsum over an axis counted from the end gives a tensor whose shape is undefined',
    kind: 'defect',
    clauses: [
      'tensor.cumsum/C4',
      'tensor.cumsum/definition',
      'tensor.cumsum/tiles',
      'tensor.cumsum/integers',
      'tensor.cumsum/homogeneity',
      'tensor.cumsum/shapes',
      'tensor.cumsum/storage',
      'tensor.cumsum/untouched',
      'tensor.cumsum/repeatable',
      'tensor.cumsum/golden/middle-axis',
      'tensor.cumsum/special',
    ],
    ways: ['cpu'],
    cause:
      '`cumsum` in the kernels of both backends hands the axis as it came to `getAxesPermutation`, which takes -1 for an axis beside the others. All other operations use `parseAxisParam` first.',
    call: program('const y = tf.cumsum(tf.tensor([1, 2, 3]), -1);', 'console.log(y.shape, y.dataSync());'),
    right: '[3] and 1, 3, 6.',
  },
  {
    id: 'norm-negative-axes',
    ways: ['cpu'],
    title: 'The 1- and infinity-norm of matrices over the axes [-2, -1] are of other axes, or are refused',
    kind: 'defect',
    clauses: [
      'linalg.norm/C1',
      'linalg.norm/C2',
      'linalg.norm/C3',
      'linalg.norm/C4',
      'linalg.norm/C5',
      'linalg.norm/C6',
      'linalg.norm/C7',
      'linalg.norm/C8',
      'linalg.norm/C9',
      'linalg.norm/definition',
      'linalg.norm/tiles',
      'linalg.norm/integers',
      'linalg.norm/homogeneity',
      'linalg.norm/exchange',
      'linalg.norm/shapes',
      'linalg.norm/batch',
      'linalg.norm/neighbours',
      'linalg.norm/storage',
      'linalg.norm/untouched',
      'linalg.norm/repeatable',
      'linalg.norm/jacobian',
      'linalg.norm/adjoint',
      'linalg.norm/linearCotangent',
      'linalg.norm/untouchedByGradient',
      'linalg.norm/gradientScales',
      'linalg.norm/taylor',
      'linalg.norm/differences',
      'linalg.norm/kinks',
      'linalg.norm/golden/*',
      'linalg.norm/special',
    ],
    signature: /^(?![\s\S]*gives NaN or infinity)/,
    cause:
      '`normImpl` in tfjs-core/src/ops/norm.ts sums over one axis and then takes the largest over `axis[1] - 1`, or `axis[0]`, of what is left, which is right for axes counted from the front alone: -2 is the batch by then.',
    call: program(
      'const a = tf.tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]);',
      'console.log(tf.norm(a, 1, [-2, -1]).dataSync(), tf.norm(a, 1, [1, 2]).dataSync());',
      'tf.norm(tf.tensor([[1, -2], [3, 4]]), 1, [-2, -1]);',
    ),
    right: '6, 14 both times, and 6.',
  },
  {
    id: 'padding-as-a-number',
    title:
      'Convolutions with padding as a number have as many columns as the height of the kernel and the stride of rows give',
    kind: 'defect',
    clauses: ['layers.conv2d/*', 'layers.convTranspose2d/*'],
    signature:
      /malformed result|Invalid typed array length|Error in gradient for op (Transpose|Conv2D)|differs from its definition/,
    ways: ['cpu'],
    cause:
      '`getPadAndOutInfo` in tfjs-core/src/ops/conv_util.ts calls `computeOutputShape2D` with one size of the kernel and one stride, those of rows, for columns too. The kernels then read beyond the image, and on wasm beyond its memory; the transposed one gives NaN. "valid" and padding in pairs are right.',
    call: program(
      'const [x, kernel] = [tf.ones([1, 1, 3, 1]) as tf.Tensor4D, tf.ones([1, 3, 1, 1]) as tf.Tensor4D];',
      'console.log(tf.conv2d(x, kernel, 1, 0).dataSync(), tf.conv2d(x, kernel, 1, "valid").dataSync());',
      'console.log(tf.conv2dTranspose(tf.ones([1, 2, 2, 1]) as tf.Tensor4D, kernel, [1, 2, 4, 1], 1, 0).dataSync());',
    ),
    right: '3 both times, for the kernel fits once; and 1, 2, 2, 1, 1, 2, 2, 1.',
    link: 'https://github.com/tensorflow/tfjs/issues/649',
  },
  {
    id: 'batch-norm-of-other-axes',
    title: 'batchNormalization over an axis that is not the last uses the wrong mean and variance on the CPU backend',
    kind: 'defect',
    clauses: [
      'layers.batchNorm/definition',
      'layers.batchNorm/tiles',
      'layers.batchNorm/integers',
      'layers.batchNorm/continues',
      'layers.batchNorm/exchange',
      'layers.batchNorm/shapes',
      'layers.batchNorm/storage',
      'layers.batchNorm/golden/running-averages',
      'layers.batchNorm/golden/training',
      'layers.batchNorm/special',
    ],
    signature: 'differs from its definition',
    ways: ['cpu'],
    cause:
      '`batchNorm` in tfjs-backend-cpu/src/kernels/BatchNorm.ts runs through mean and variance cyclically as through the last axis, whatever shape they have; the layer gives them as [1, c, 1].',
    call: program(
      'const layer = tf.layers.batchNormalization({ axis: 1, epsilon: 0 });',
      'layer.build([1, 2, 2]);',
      'layer.setWeights([[1, 1], [0, 0], [0, 10], [1, 1]].map((weight) => tf.tensor(weight)));',
      'console.log(layer.apply(tf.tensor([0, 0, 10, 10], [1, 2, 2])).dataSync());',
    ),
    right: '0, 0, 0, 0: the second channel has the mean 10.',
    link: 'https://github.com/tensorflow/tfjs/issues/1106',
  },
  {
    id: 'batch-norm-without-scale',
    title: 'batchNormalization without scale or centre breaks in training',
    kind: 'defect',
    clauses: ['layers.batchNorm/*'],
    signature: "reading 'read'",
    ways: ['cpu'],
    cause:
      '`BatchNormalization.call` in tfjs-layers/src/layers/normalization.ts reads `this.gamma` and `this.beta` in training, which are not there with `scale: false` or `center: false`.',
    call: program(
      'tf.layers.batchNormalization({ scale: false }).apply(tf.tensor([[1, 2], [3, 4]]), { training: true });',
    ),
    right: 'Every column normalised: -1 and 1, nearly.',
    link: 'https://github.com/tensorflow/tfjs/issues/2868',
  },
  {
    id: 'einsum-drops-an-operand',
    title: 'einsum leaves out an operand that has no summed label where the other has one',
    kind: 'defect',
    clauses: [
      'linalg.einsum/C2',
      'linalg.einsum/C3',
      'linalg.einsum/integers',
      'linalg.einsum/shapes',
      'linalg.einsum/storage',
      'linalg.einsum/untouched',
      'linalg.einsum/special',
    ],
    cause:
      '`getEinsumComputePath` in tfjs-core/src/backends/einsum_util.ts multiplies the operands that have the label summed next; one without a summed label is in no step, and the last step is empty.',
    call: program(
      "const y = tf.einsum('ia,b->ia', tf.ones([2, 3]), tf.ones([3]));",
      'console.log(y.shape, y.dataSync());',
    ),
    right: 'A tensor of the shape [2, 3] that is 3 everywhere.',
  },
  {
    id: 'qr-of-dependent-columns',
    title: 'linalg.qr gives NaN for a column of zeros, or for one that becomes zero on the way',
    kind: 'defect',
    clauses: ['decompositions.qr/*'],
    signature: 'finite',
    cause:
      '`qr2d` in tfjs-core/src/ops/linalg/qr.ts divides by the first entry of the reflector and by the norm of the column, both of which are 0 there.',
    call: program('console.log(tf.linalg.qr(tf.tensor([[0, 1], [0, 2]]))[0].dataSync());'),
    right: 'Any orthogonal matrix whose second column spans (1, 2) up to sign, with R = Q^T A; LAPACK gives it.',
    link: 'https://github.com/tensorflow/tfjs/issues/1058',
  },
  {
    id: 'qr-not-triangular',
    title: 'R of linalg.qr is not triangular: what stands below its diagonal is rounding, and not 0',
    kind: 'defect',
    clauses: ['decompositions.qr/C3', 'decompositions.qr/neighbours', 'decompositions.qr/badMember'],
    signature: /C3: R is upper triangular[\s\S]*q = \[\[/,
    cause:
      '`qr2d` in tfjs-core/src/ops/linalg/qr.ts applies every reflector to its own column too, and writes no zeros.',
    call: program('console.log(tf.linalg.qr(tf.tensor([[1, 1], [1, 1]]))[1].dataSync());'),
    right: 'A 0 below the diagonal, bit for bit, as in LAPACK: who solves by R need not look at it.',
  },
  {
    id: 'qr-of-batches',
    title: 'linalg.qr refuses batches of matrices that are not square',
    kind: 'defect',
    clauses: ['decompositions.qr/*'],
    signature: 'must match the product of shape',
    cause:
      '`qr` in tfjs-core/src/ops/linalg/qr.ts gives the stacked factors the shape of the input, which neither of them has unless m = n.',
    call: program('tf.linalg.qr(tf.ones([2, 3, 2]));'),
    right: 'Q of the shape [2, 3, 2], R of the shape [2, 2, 2].',
  },
  {
    id: 'qr-of-nothing',
    title: 'linalg.qr of a matrix without rows or columns in a batch has factors of other shapes',
    kind: 'defect',
    clauses: ['decompositions.qr/*'],
    signature: 'malformed result for empty tensors',
    ways: ['cpu'],
    cause:
      '`qr` in tfjs-core/src/ops/linalg/qr.ts gives the stacked factors the shape of the input, which no number of elements contradicts where there are none.',
    call: program('console.log(tf.linalg.qr(tf.zeros([1, 0, 1])).map(({ shape }) => shape));'),
    right: '[1, 0, 0] and [1, 0, 1].',
  },
  {
    id: 'dropout-of-everything',
    title: 'The dropout layer with rate 1 keeps everything',
    kind: 'defect',
    clauses: ['layers.dropout/C3', 'layers.dropout/storage', 'layers.dropout/golden/*'],
    cause:
      '`Dropout.call` in tfjs-layers/src/layers/core.ts returns its input unless 0 < rate < 1, and the constructor lets 1 pass.',
    call: program(
      'console.log(tf.layers.dropout({ rate: 1 }).apply(tf.tensor([1, 2, 3]), { training: true }).dataSync());',
    ),
    right: '0, 0, 0: with rate 1 nothing is kept.',
  },
  {
    id: 'broadcast-to-nothing',
    title: 'broadcastTo, and where with it, leave an axis of size 1 as it is where it is to have size 0',
    kind: 'defect',
    clauses: ['tensor.broadcastTo/*', 'tensor.where/integers', 'tensor.where/shapes'],
    cause:
      '`broadcastTo` in tfjs-core/src/ops/broadcast_to.ts repeats along axes with more than one repetition, and takes 0 for none.',
    call: program('console.log(tf.broadcastTo(tf.tensor([1]), [0]).shape);'),
    right: '[0].',
  },
  {
    id: 'nan-is-not-largest',
    title: 'argMax passes NaN by, and topk sorts it by a comparison that is always false',
    kind: 'defect',
    clauses: ['tensor.argmax/C3', 'tensor.topk/C3'],
    cause:
      '`argMax` and `topKImpl` in tfjs-backend-cpu/src/kernels compare with > and by differences; `max` looks for NaN, so that max and argMax disagree.',
    call: program(
      'const x = tf.tensor([1, Number.NaN, 2]);',
      'console.log(tf.max(x).dataSync(), tf.argMax(x).dataSync(), tf.topk(x, 3).values.dataSync());',
    ),
    right: 'NaN at position 1, as NumPy and PyTorch have it; NaN, 2, 1.',
  },
  {
    id: 'largest-of-nothing',
    title: 'The largest of no elements is NaN or minus infinity, and its position 0',
    kind: 'defect',
    clauses: ['tensor.max/R2', 'tensor.argmax/R2', 'layers.logSumExp/R1'],
    cause: 'The kernels start with the element at the offset of the run, which is not there.',
    call: program(
      'console.log(tf.max(tf.zeros([0])).dataSync(), tf.argMax(tf.zeros([1, 0]), 1).dataSync(), tf.logSumExp(tf.zeros([0])).dataSync());',
    ),
    right: 'An error for position and maximum: position 0 is that of no element.',
  },
  {
    id: 'seed-of-zero',
    title: 'Seed 0 gives other numbers in every call of randomNormal and multinomial',
    kind: 'defect',
    clauses: ['numerics.normal/repeatable', 'numerics.haarOrthogonal/repeatable'],
    cause:
      '`MPRandGauss` in tfjs-core/src/ops/rand_util.ts and `multinomial` take a seed that is falsy for none; `UniformRandom` takes 0.',
    call: program(
      "const draw = () => tf.randomNormal([1], 0, 1, 'float32', 0).dataSync()[0];",
      'console.log(draw() === draw());',
    ),
    right: 'true: of randomUniform alone it is documented that seed 0 is none, and there it is one.',
  },
];
