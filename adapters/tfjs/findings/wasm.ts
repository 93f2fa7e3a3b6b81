import type { Finding } from '../../../scripts/_internal/library.ts';

/** A program on the backend in WebAssembly. */
const program = (...lines: string[]): string =>
  [
    "import * as tf from '@tensorflow/tfjs';",
    "import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';",
    "setWasmPaths('node_modules/@tensorflow/tfjs-backend-wasm/dist/');",
    "await tf.setBackend('wasm');",
    ...lines,
  ].join('\n');

const ways = ['wasm'];

/** A tensor without elements is among the operands. */
const empty = /^(?![\s\S]*divide by zero)[\s\S]*shape: \[(\d+, )*0[,\]]/;

/** What the backend in WebAssembly gets wrong, and that in JavaScript does not. */
export const wasm: readonly Finding[] = [
  {
    id: 'wasm-sum-of-nothing',
    title: 'A sum over nothing is what stood in memory: tiny numbers, as a rule',
    kind: 'defect',
    clauses: [
      'tensor.sum/C2',
      'tensor.sum/definition',
      'tensor.sum/integers',
      'tensor.sum/shapes',
      'tensor.add/emptyGradient',
      'tensor.mul/emptyGradient',
      'tensor.div/emptyGradient',
      'tensor.div/adjoint',
      'linalg.frobeniusNorm/C8',
      'linalg.frobeniusNorm/integers',
      'linalg.frobeniusNorm/shapes',
      'linalg.norm/definition',
      'linalg.norm/integers',
      'linalg.norm/shapes',
      'layers.linear/emptyGradient',
      'layers.linear/linearCotangent',
      'sequence.lstmCell/emptyGradient',
      'sequence.lstmCell/adjoint',
      'sequence.rnn/emptyGradient',
      'sequence.rnn/linearCotangent',
      'losses.crossEntropy/R2',
    ],
    signature: empty,
    ways,
    cause:
      '`sum` in tfjs-backend-wasm/src/kernels/Sum.ts calls its kernel where the input has elements, and else hands on the memory that it asked for, which nobody set to 0. So do gradients that sum over an axis of size 0.',
    call: program('console.log(tf.sum(tf.zeros([0])).dataSync());'),
    right: '0, as on the backend in JavaScript.',
  },
  {
    id: 'wasm-errors-of-xnnpack',
    title: 'Products and convolutions over no elements, and softmax of a number, are what stood in memory',
    kind: 'defect',
    clauses: [
      'linalg.matmul/integers',
      'linalg.matmul/emptyGradient',
      'linalg.dot/C4',
      'linalg.dot/definition',
      'linalg.dot/integers',
      'linalg.dot/shapes',
      'layers.conv2d/shapes',
      'layers.linear/definition',
      'layers.softmax/signature',
      'sequence.lstm/shapes',
      'sequence.rnn/shapes',
    ],
    signature: /^(?![\s\S]*divide by zero)[\s\S]*shape: \[((\d+, )*0[,\]]|\])/,
    ways,
    cause:
      'XNNPACK refuses to make an operator with a size of 0; the kernels in tfjs-backend-wasm/src/cc write "XNN status for .. is not successful" to the console and go on without it.',
    call: program(
      'console.log(tf.matMul(tf.zeros([1, 0]), tf.zeros([0, 1])).dataSync(), tf.softmax(tf.scalar(19)).dataSync());',
    ),
    right: '0, and an error or 1, as on the backend in JavaScript.',
  },
  {
    id: 'wasm-transpose-of-nothing',
    title: 'transpose of three or more axes, one of them of size 0, ends in "divide by zero"',
    kind: 'defect',
    clauses: [
      'tensor.argmax/shapes',
      'tensor.cumsum/emptyGradient',
      'tensor.sum/emptyGradient',
      'linalg.norm/emptyGradient',
      'layers.conv2d/definition',
      'layers.conv2d/integers',
      'layers.conv2d/shapes',
      'layers.conv2d/emptyGradient',
      'layers.conv2d/untouchedByGradient',
      'layers.convTranspose2d/shapes',
    ],
    signature: 'divide by zero',
    ways,
    cause:
      'The kernel in tfjs-backend-wasm/src/cc/kernels/Transpose.cc divides by the strides of the result; what has its axes permuted before a kernel, as cumsum and convolutions have here, falls with it.',
    call: program('tf.transpose(tf.zeros([0, 2, 2]), [0, 2, 1]);'),
    right: 'An empty tensor, as on the backend in JavaScript, and of [0, 2] here.',
  },
  {
    id: 'wasm-topk-of-nothing',
    title: 'topk of an empty vector ends in "divide by zero"',
    kind: 'defect',
    clauses: [
      'tensor.topk/integers',
      'tensor.topk/homogeneity',
      'tensor.topk/shapes',
      'tensor.topk/emptyGradient',
      'tensor.topk/storage',
      'tensor.topk/repeatable',
      'tensor.topk/adjoint',
      'tensor.topk/differences',
    ],
    signature: 'divide by zero',
    ways,
    cause: 'The kernel in tfjs-backend-wasm/src/cc/kernels/TopK.cc divides the number of elements by the last size.',
    call: program('tf.topk(tf.zeros([0]), 0);'),
    right: 'Empty tensors, as on the backend in JavaScript.',
  },
  {
    id: 'wasm-clip-of-nan',
    title: 'clipByValue makes the lower bound of NaN',
    kind: 'defect',
    clauses: ['tensor.clip/C5', 'tensor.clip/special'],
    ways,
    cause: 'The kernel is the clamp of XNNPACK, whose maximum of NaN and a bound is the bound.',
    call: program('console.log(tf.clipByValue(tf.tensor([Number.NaN]), 0, 1).dataSync());'),
    right: 'NaN, as on the backend in JavaScript.',
  },
  {
    id: 'wasm-cast-to-bool',
    title: 'A number cast to bool is its lowest byte: 256 and 0.5 are false, and -1 counts as 255',
    kind: 'defect',
    clauses: [
      'tensor.where/C4',
      'tensor.where/jacobian',
      'tensor.where/adjoint',
      'tensor.where/gradientScales',
      'tensor.where/taylor',
      'tensor.where/differences',
      'tensor.where/golden/stretched/gradient',
    ],
    ways,
    cause:
      '`cast` in tfjs-backend-wasm/src/kernels/Cast.ts copies elements into an array of bytes; the gradient of where then multiplies by logicalNot of a byte, which turns its lowest bit alone: 254 of 255.',
    call: program(
      "const x = tf.cast(tf.tensor([256, 0.5, -1]), 'bool');",
      'console.log(x.dataSync(), tf.logicalNot(x).dataSync());',
    ),
    right: '1, 1, 1 and 0, 0, 0, as on the backend in JavaScript.',
  },
  {
    id: 'wasm-seed-of-single-precision',
    title: 'multinomial takes its seed in single precision: neighbours above 2^24 draw the same',
    kind: 'defect',
    clauses: ['numerics.bernoulli/streams', 'numerics.bernoulli/keys'],
    ways,
    cause: 'The kernel in tfjs-backend-wasm/src/cc/kernels/Multinomial.cc has the seed as a float.',
    call: program(
      'const draw = (seed: number) => tf.multinomial(tf.tensor1d([0.5, 0.5]), 10, seed, true).dataSync().join();',
      'console.log(draw(2 ** 24) === draw(2 ** 24 + 1), draw(1) === draw(2));',
    ),
    right: 'false, false.',
  },
  {
    id: 'wasm-softmax-without-subnormal-numbers',
    title: 'softmax gives 0 for results that are subnormal numbers',
    kind: 'limit',
    clauses: ['layers.softmax/definition', 'layers.softmax/batch', 'layers.softmax/neighbours'],
    signature: /received 0$|^0$/m,
    ways,
    cause:
      'The kernel is that of XNNPACK, which documents in its sources that exp of less than -87.336544 is flushed to zero.',
    call: program('console.log(tf.softmax(tf.tensor([0, -88])).dataSync());'),
    right: '6.05e-39, as on the backend in JavaScript.',
  },
];
