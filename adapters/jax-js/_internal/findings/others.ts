import type { Finding } from '../../../../scripts/_internal/library.ts';

const start = `import { defaultDevice, init, lax, nn, numpy as np, random, vjp } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const f64 = (values) => np.array(values, { dtype: 'float64' });`;

/** Convolutions, layers, and what is not checked. */
export const others: readonly Finding[] = [
  {
    id: 'conv-of-large-strides',
    title: 'A convolution falls over a stride that is larger than twice its input',
    kind: 'defect',
    clauses: ['layers.conv2d/*'],
    signature: 'invalid shrink',
    cause:
      '`pool` in src/frontend/convolution.ts repeats the input twice where a stride leads beyond it, and then cuts out as many strides as there are windows.',
    call: `${start}
try {
  lax.convGeneralDilated(np.ones([1, 1, 1, 1]), np.ones([1, 1, 1, 1]), [7, 1], [[0, 0], [0, 0]], { rhsDilation: [1, 2] });
} catch (error) {
  console.log(String(error));
}`,
    right: '[[[[1]]]]: there is one window.',
  },
  {
    id: 'conv-negative-padding',
    title:
      'A transposed convolution, and the gradient of a convolution, is refused where padding is larger than the kernel',
    kind: 'defect',
    clauses: ['layers.conv2d/*', 'layers.convTranspose2d/*'],
    signature: 'too negative',
    cause:
      '`checkConvShape` in src/frontend/convolution.ts compares negative padding with the size of the input before its dilation, which the stride of a transposed convolution is.',
    call: `${start}
const x = np.ones([1, 1, 1, 3]);
try {
  console.log(lax.convTranspose(x, np.ones([1, 1, 1, 1]), [1, 2], [[0, 0], [2, 2]], { transposeKernel: true }).js());
} catch (error) {
  console.log(String(error));
}`,
    right: '[[[[1]]]]: (3 - 1) 2 - 2 2 + 1 = 1 element.',
  },
  {
    id: 'standardize-in-one-pass',
    title: 'standardize takes the variance for the mean of squares less the square of the mean',
    kind: 'defect',
    clauses: ['layers.layerNorm/*'],
    cause:
      '`standardize` in src/library/nn.ts: the difference of two large numbers is noise where the mean is large, negative too.',
    call: `${start}
console.log(nn.standardize(np.array([10000, 10001, 10002]), -1, { epsilon: 0 }).js());
console.log(nn.standardize(f64([1e8, 1e8 + 1, 1e8 + 2])).js());`,
    right: '[-1.2247, 0, 1.2247] twice.',
  },
  {
    id: 'logsumexp-of-infinity',
    title: 'logsumexp of what holds an infinity is NaN',
    kind: 'defect',
    clauses: ['layers.logSumExp/*', 'layers.softmax/*'],
    cause: '`logsumexp` in src/library/nn.ts subtracts the maximum whatever it is: infinity less infinity.',
    call: `${start}
console.log(nn.logsumexp(f64([Infinity, 1])).item(), nn.logsumexp(f64([-Infinity, -Infinity])).item());`,
    right: 'Infinity and -Infinity, as in JAX and SciPy.',
  },
  {
    id: 'numbers-unchecked',
    title: 'Axes, sizes and seeds that are no integers are taken',
    kind: 'defect',
    clauses: ['*/attributes'],
    cause:
      'Nothing asks for integers: `checkAxis` compares with the rank, sizes are multiplied, and a seed is truncated.',
    call: `${start}
console.log(np.sum(np.array([1, 2]), 0.5).js(), np.broadcastTo(np.array(1), [2.5]).shape);
console.log(random.uniform(random.key(0.5)).item() === random.uniform(random.key(0)).item());`,
    right: 'Errors, as in JAX: an axis, a size and a seed are integers.',
  },
  {
    id: 'allocator-of-nan',
    title: 'After an array whose size is NaN no array can be trusted: all share their memory, or none can be made',
    kind: 'defect',
    clauses: ['tensor.permute/attributes', 'tensor.permute/state'],
    cause:
      '`transpose` takes the axis 0.5, so that the shape is [undefined]; `malloc` of the WebAssembly device then moves the end of what is allocated to NaN, for good.',
    call: `${start}
try {
  np.transpose(np.array([1]), [0.5]).dataSync();
} catch (error) {
  console.log(String(error));
}
console.log(np.array([1, 2, 3]).dataSync());`,
    right: 'An error about the axis, and then [1, 2, 3].',
  },
  {
    id: 'clip-bounds',
    title: 'clip takes bounds in the wrong order, as JAX does',
    kind: 'convention',
    clauses: ['tensor.clip/R2'],
    cause: 'It is the minimum of the maximum, and checks nothing.',
    call: `${start}
console.log(np.clip(f64([1]), 1, 0).js());`,
    right: 'Here an empty interval is refused.',
  },
  {
    id: 'mask-broadcasts',
    title: 'The bias of attention broadcasts, so that a mask of another shape is taken',
    kind: 'convention',
    clauses: ['sequence.scaledDotProductAttention/signature'],
    cause: 'The documentation of `nn.dotProductAttention` says of the bias "broadcastable to" the shape of the scores.',
    call: `import { defaultDevice, init, nn, numpy as np } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const one = () => np.ones([1, 1, 1, 1]);
console.log(nn.dotProductAttention(one(), one(), one(), { bias: np.array([19]) }).js());`,
    right: 'The specification asks for the shape of the scores; JAX broadcasts as well.',
  },
];
