import type { Finding } from '../../../../scripts/_internal/library.ts';

const start = `import { defaultDevice, init, lax, nn, numpy as np, vjp } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');`;

/** What the compiler of expressions and the WebAssembly device do to numbers. */
export const kernels: readonly Finding[] = [
  {
    id: 'float64-functions-in-float32',
    title: 'On the WebAssembly device exp, log, sin and their like are those of float32, in float64 too',
    kind: 'limit',
    clauses: ['layers.softmax/*', 'layers.logSumExp/*', 'sequence.scaledDotProductAttention/*'],
    ways: ['wasm'],
    cause:
      'Known upstream: they "still cast through float32". exp is infinite from 88.4 and 0 from -87.3 on, log is infinite of what float32 does not hold.',
    call: `${start}
const x = np.array([1, 100, -100], { dtype: 'float64' });
console.log(np.exp(x).js(), np.log(np.array([1e300], { dtype: 'float64' })).js());`,
    right: '[2.718281828459045, 2.688e43, 3.72e-44] and 690.8, as `float64` promises and the cpu device gives.',
    link: 'https://github.com/ekzhang/jax-js/pull/12',
  },
  {
    id: 'functions-of-few-digits',
    title: 'On the WebAssembly device exp and log have four to seven digits in float32',
    kind: 'limit',
    clauses: ['layers.softmax/*', 'layers.logSumExp/*', 'sequence.scaledDotProductAttention/*'],
    ways: ['wasm', 'jit'],
    cause:
      'Known upstream: "only 2e-5 relative error". `wasm_log` in src/backend/wasm/builtins.ts ends its series of ln((1 + t) / (1 - t)) after t^7, for t up to 1/3; `wasm_exp` subtracts k ln 2 as one product, and gives 0 below 2^-126.',
    call: `${start}
console.log(np.log(np.array([1.9999999, 1.5])).js());
console.log(np.exp(np.array([1, -87.5])).js());`,
    right: '[0.6931471, 0.4054651], which are 200 and 4 ulps away, and [2.7182817, 9.98e-39].',
    link: 'https://github.com/ekzhang/jax-js/pull/5',
  },
  {
    id: 'simplified-zero',
    title:
      'What is multiplied by a constant 0 is 0, NaN and infinity too, and what is added to a constant 0 keeps the sign of its zero',
    kind: 'defect',
    clauses: [
      'tensor.add/zeros',
      'tensor.mul/zeros',
      'tensor.mul/special',
      'tensor.div/zeros',
      'tensor.div/special',
      'linalg.dot/*',
      'linalg.matmul/*',
      'linalg.outer/*',
      'linalg.einsum/*',
      'linalg.convolve/*',
      'layers.*',
    ],
    cause:
      '`AluExp.simplify` in src/alu.ts replaces x * 0 by 0 and x + 0 by x; arrays whose elements are all the same, such as those of one element, are constants.',
    call: `${start}
const zeros = () => np.zeros([2], { dtype: 'float64' });
console.log(np.multiply(np.array([NaN, Infinity], { dtype: 'float64' }), zeros()).js());
console.log(np.add(np.array([-0, -0], { dtype: 'float64' }), zeros()).js());`,
    right: '[NaN, NaN] and [0, 0], by IEEE 754.',
  },
  {
    id: 'argmax-of-nan',
    title: 'argmax of what holds NaN is the length of the axis, which is no position',
    kind: 'defect',
    clauses: ['tensor.argmax/C3'],
    cause: '`argmax` in src/library/numpy.ts looks for the elements that equal the maximum, and NaN equals nothing.',
    call: `${start}
console.log(np.argmax(np.array([NaN, 1])).item(), np.argmax(np.array([1, NaN, 2])).item());`,
    right: '0 and 1: the first NaN, as in JAX and NumPy.',
  },
  {
    id: 'zero-for-minus-zero',
    title: 'Where a kernel of a constant 0 has been compiled, that of -0 gives 0',
    kind: 'defect',
    clauses: ['tensor.max/zeros', 'tensor.max/state', 'tensor.where/zeros'],
    cause:
      'Kernels are kept by the hash of their expression, `FpHash` in src/utils.ts, which is the same for 0 and -0.',
    call: `${start}
console.log(np.max(np.array([0])).dataSync(), np.max(np.array([-0])).dataSync());`,
    right: '[0] and [-0], whatever was computed before.',
  },
  {
    id: 'division-by-reciprocal',
    title: 'x / x is not 1',
    kind: 'defect',
    clauses: ['tensor.div/C1', 'tensor.div/C2'],
    cause: '`div` in src/frontend/core.ts multiplies by the reciprocal, which rounds twice.',
    call: `${start}
console.log(np.trueDivide(np.array([7.625, 1]), np.array([7.625, 1])).dataSync());`,
    right: '[1, 1]: a quotient is correctly rounded by IEEE 754, and in JAX.',
  },
  {
    id: 'concatenate-adds',
    title: 'concatenate and stack make 0 of -0',
    kind: 'defect',
    clauses: ['tensor.concat/zeros', 'tensor.stack/zeros'],
    cause: 'Operands are padded with zeros and added up, and -0 + 0 is 0.',
    call: `${start}
console.log(np.concatenate([np.array([-0]), np.array([1])]).dataSync());`,
    right: '[-0, 1]: what is only moved keeps its bits, as in JAX.',
  },
  {
    id: 'concatenate-of-many',
    title: 'concatenate of a thousand arrays overflows the stack',
    kind: 'defect',
    clauses: ['tensor.concat/definition', 'tensor.stack/tiles'],
    signature: 'Maximum call stack',
    cause: 'Every operand adds a level to the expression, which is simplified by recursion.',
    call: `${start}
try {
  console.log(np.concatenate(Array.from({ length: 1025 }, (_, at) => np.array([at]))).dataSync().length);
} catch (error) {
  console.log(String(error));
}`,
    right: '1025.',
  },
  {
    id: 'sum-of-nothing',
    title: 'A sum over nothing, and a product or convolution over no elements, is whatever lies in memory',
    kind: 'defect',
    clauses: ['linalg.*'],
    signature: 'Array.of()',
    cause: 'Where an axis of size 0 is reduced the result stays as it was allocated.',
    call: `${start}
np.array([13, 12, 11, 10]).add(np.array([1, 2, 3, 4])).dataSync();
console.log(np.sum(np.zeros([0, 4]), 0).dataSync());
console.log(np.matmul(np.zeros([2, 0]), np.zeros([0, 2])).dataSync());
console.log(lax.convGeneralDilated(np.zeros([1, 0, 2, 1]), np.zeros([2, 0, 1, 1]), [1, 1], [[0, 0], [0, 0]]).dataSync());`,
    right: '0 everywhere, as in JAX.',
  },
  {
    id: 'ties-in-float32',
    title: 'The gradient of a maximum with ties has the digits of float32, in float64 too',
    kind: 'defect',
    clauses: ['linalg.norm/C7', 'tensor.max/C5'],
    cause:
      'The rule of "reduce" in src/frontend/jvp.ts divides by `where(notMin, 0, 1).sum(axis)`, a float32, by way of its reciprocal.',
    call: `${start}
const [largest, pullback] = vjp((x) => np.max(x), [np.array([1, 1, 1], { dtype: 'float64' })]);
console.log(pullback(largest)[0].js());`,
    right: '[0.3333333333333333, ..], which add up to 1.',
  },
  {
    id: 'round-by-a-half',
    title: 'round adds a half first, which is wrong next to a half and from 2^52 on',
    kind: 'defect',
    clauses: ['tensor.round/*'],
    cause: '`rint` in src/library/numpy.ts is floor(x + 0.5), and x + 0.5 rounds.',
    call: `${start}
const x = np.array([0.49999999999999994, 2 ** 52 + 1, -0.2], { dtype: 'float64' });
console.log(np.round(x).js());`,
    right: '[0, 4503599627370497, -0]: an integer is its own nearest integer.',
  },
  {
    id: 'jit-of-views',
    title: 'Within jit sort, cholesky and triangular solves take no reshaped, transposed or reversed array',
    kind: 'defect',
    clauses: ['tensor.sort/*', 'tensor.topk/*', 'decompositions.*'],
    signature: 'is not imm',
    ways: ['jit'],
    cause:
      'The compiler of jit hands a routine only what is an input or was computed ("input is not imm" in dist/index.js); a view is an expression that nothing has computed yet.',
    call: `import { defaultDevice, init, jit, numpy as np } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const x = () => np.array([[2, 1], [0, 4]]);
console.log(np.sort(x(), 0).js());
try {
  console.log(jit((y) => np.sort(y, 0))(x()).js());
} catch (error) {
  console.log(String(error));
}`,
    right: '[[0, 1], [2, 4]] both times: jit changes no result.',
  },
  {
    id: 'sort-of-zeros',
    title: 'sort puts -0 before 0, which are equal, and argsort does not',
    kind: 'convention',
    clauses: ['tensor.sort/zeros'],
    cause: '`sort` is documented to be unstable, and argsort to be stable.',
    call: `${start}
const x = () => np.array([0, -0]);
console.log(np.sort(x()).dataSync(), np.argsort(x()).dataSync());`,
    right: '[0, -0] beside [0, 1]: what sort gives are then the elements at the positions that argsort gives.',
  },
];
