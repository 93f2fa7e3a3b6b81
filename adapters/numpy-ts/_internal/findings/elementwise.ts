import type { Finding } from '../../../../scripts/_internal/library.ts';

/** What is done with each element: the kernels, from some tens of elements on, say otherwise than the loops below. */
export const elementwise: readonly Finding[] = [
  {
    id: 'exp-of-nan',
    title: 'exp and cosh of NaN are infinite, and tanh of it is 1, where a kernel computes them',
    kind: 'defect',
    clauses: ['tensor.exp/specialCases', 'tensor.cosh/specialCases'],
    signature: 'NaN',
    cause:
      '`expv_f64` in common/wasm/zig/transcend.zig brings its argument into range by max(min(x, ..), ..), of which NaN does not come out; cosh and tanh are made of it.',
    call: `import * as np from 'numpy-ts';
const nan = np.full([32], NaN);
console.log([np.exp, np.cosh, np.tanh].map((f) => [f(np.array([NaN])).get([0]), f(nan).get([0])]));`,
    right: 'NaN in all six.',
  },
  {
    id: 'sinh-by-exponentials',
    title: 'sinh of small numbers loses its digits, and of those above 709.7 is infinite, where a kernel computes it',
    kind: 'defect',
    clauses: ['tensor.sinh/definition', 'tensor.sinh/batch', 'tensor.sinh/layouts', 'tensor.sinh/storage'],
    cause:
      '`sinhcosh_f64` in common/wasm/zig/transcend.zig is (e^x - e^-x) / 2, a difference of nearly equal numbers, and e^x overflows before its half does.',
    call: `import * as np from 'numpy-ts';
console.log([1e-8, 710].map((x) => [np.sinh(np.array([x])).get([0]), np.sinh(np.full([32], x)).get([0])]));`,
    right:
      '1e-8 and 1.117e308, as the loop for few elements has them: expm1 for small numbers, e^(x - ln 2) for large ones.',
  },
  {
    id: 'tanh-is-not-odd',
    title: 'tanh(-x) is not -tanh(x), by some ulps, where a kernel computes it',
    kind: 'defect',
    clauses: ['tensor.tanh/C1'],
    cause:
      'Seen from outside it is 1 - 2 / (e^(2x) + 1) there, of x and not of |x|: the rounding of 2 / (e^(2x) + 1), which is near 2 for negative x, is that of a larger number.',
    call: `import * as np from 'numpy-ts';
console.log(np.tanh(np.full([32], 1)).get([0]), np.tanh(np.full([32], -1)).get([0]));`,
    right: 'The same digits: NumPy, and the loop for few elements, take the sign off first.',
  },
  {
    id: 'kernels-lose-minus-zero',
    title:
      'expm1, sinh, tanh, sin, tan and arctan of -0, the negative of 0, and the remainder of 0 by a negative number, are 0 where a kernel computes them',
    kind: 'defect',
    clauses: [
      'tensor.expm1/specialCases',
      'tensor.sinh/specialCases',
      'tensor.tanh/specialCases',
      'tensor.remainder/specialCases',
      'tensor.neg/specialCases',
      'tensor.atan/specialCases',
      'tensor.sin/specialCases',
      'tensor.tan/specialCases',
    ],
    signature: '-0',
    cause:
      'Differences such as e^x - e^-x, and 2^n expm1(r) + (2^n - 1) of common/wasm/zig/transcend.zig, are 0 for either zero, and nobody gives the sign back; the negative is 0 - x.',
    call: `import * as np from 'numpy-ts';
const zeros = np.full([32], -0, 'float64');
console.log([np.expm1, np.sinh, np.tanh, np.sin, np.tan, np.arctan].map((f) => f(zeros).get([0])), np.negative(np.zeros([32])).get([0]));
console.log(np.remainder(np.array([0]), np.array([-2])).get([0]), np.remainder(np.zeros([32]), np.full([32], -2, 'float64')).get([0]));`,
    right: '-0, as the loops for few elements and NumPy have it.',
  },
  {
    id: 'log1p-of-infinity',
    title: 'log1p of infinity is NaN where a kernel computes it',
    kind: 'defect',
    clauses: ['tensor.log1p/specialCases'],
    cause:
      '`log1pv_f64` in common/wasm/zig/transcend.zig is log(u) x / (u - 1), u = 1 + x, and infinity over infinity is not looked at.',
    call: `import * as np from 'numpy-ts';
console.log(np.log1p(np.array([Infinity])).get([0]), np.log1p(np.full([32], Infinity)).get([0]));`,
    right: 'Infinity in both.',
  },
  {
    id: 'maximum-passes-over-nan',
    title: 'maximum and minimum pass over NaN in the first operand, where a kernel computes them',
    kind: 'defect',
    clauses: ['tensor.maximum/specialCases', 'tensor.minimum/specialCases'],
    cause:
      '`max_f64` and `min_f64` in common/wasm/zig are `a > b ? a : b`, by a comparison that NaN never answers, beneath the comment "propagates NaN, like np.maximum".',
    call: `import * as np from 'numpy-ts';
console.log(np.maximum(np.array([NaN]), np.array([1])).get([0]), np.maximum(np.full([32], NaN), np.ones([32])).get([0]));`,
    right: 'NaN in both.',
  },
  {
    id: 'linspace-misses-its-end',
    title: 'linspace does not end where it is told to',
    kind: 'defect',
    clauses: ['tensor.linspace/integers'],
    cause: 'Every element is start + i step, the last one too, of a rounded step.',
    call: `import * as np from 'numpy-ts';
console.log(np.linspace(8, -5.8, 2).tolist());`,
    right: '[8, -5.8]: NumPy puts the end there.',
  },
  {
    id: 'variance-of-axes',
    title: 'variance and std throw where an axis leaves no other, and take one axis of a list of several',
    kind: 'defect',
    clauses: [
      'tensor.std/R1',
      'tensor.std/definition',
      'tensor.std/tiles',
      'tensor.std/integers',
      'tensor.std/homogeneity',
      'tensor.std/shapes',
      'tensor.std/layouts',
      'tensor.std/storage',
      'tensor.std/untouched',
      'tensor.std/repeatable',
      'tensor.std/special',
      'tensor.variance/C4',
      'tensor.variance/R1',
      'tensor.variance/definition',
      'tensor.variance/tiles',
      'tensor.variance/integers',
      'tensor.variance/homogeneity',
      'tensor.variance/shapes',
      'tensor.variance/layouts',
      'tensor.variance/storage',
      'tensor.variance/untouched',
      'tensor.variance/repeatable',
      'tensor.variance/special',
    ],
    cause:
      '`variance` in common/ops/reduction.js is declared for `number | number[]` and reckons with its axis as with a number, so that [0] is 0 by chance and other lists are no axis; of the mean, a number where no axis is left, it calls `dispose`.',
    call: `import * as np from 'numpy-ts';
try {
  np.std(np.array([1, 2]), 0);
} catch (error) {
  console.log(String(error));
}
console.log(np.variance(np.array([[[1, 2], [3, 4]]]), [0, 2]).tolist());`,
    right: '0.5; and [0.25, 0.25].',
  },
  {
    id: 'correction-below-zero',
    title: 'std and variance take a correction below 0, as NumPy does',
    kind: 'convention',
    clauses: ['tensor.std/R2', 'tensor.variance/R2', 'tensor.std/attributes'],
    cause: 'NumPy documents: "The divisor used in calculations is N - ddof". numpy-ts follows.',
    call: `import * as np from 'numpy-ts';
console.log(np.variance(np.array([0, 1]), undefined, -1));`,
    right: 'Here a correction is a whole number that is not negative.',
  },
  {
    id: 'take-along-axis-unchecked',
    title: 'take_along_axis reads what lies beside the array',
    kind: 'defect',
    clauses: ['tensor.gather/R2'],
    cause:
      'Places on the axis are multiplied by its stride without being looked at; what is not there is `undefined`, and NaN in a result.',
    call: `import * as np from 'numpy-ts';
console.log(np.take_along_axis(np.array([1, 2]), np.array([5], 'int32'), 0).tolist());`,
    right: 'An error; NumPy raises IndexError: index 5 is out of bounds for axis 0 with size 2.',
  },
  {
    id: 'hypot-does-not-broadcast',
    title:
      'hypot and arctan2 do not broadcast: the result has the shape of the first operand, and is read from beyond the second',
    kind: 'defect',
    clauses: [
      'tensor.hypot/definition',
      'tensor.hypot/tiles',
      'tensor.hypot/integers',
      'tensor.hypot/shapes',
      'tensor.hypot/signature',
      'tensor.hypot/batch',
      'tensor.hypot/layouts',
      'tensor.hypot/storage',
      'tensor.hypot/untouched',
      'tensor.hypot/repeatable',
      'tensor.hypot/specialCases',
      'tensor.atan2/definition',
      'tensor.atan2/tiles',
      'tensor.atan2/integers',
      'tensor.atan2/shapes',
      'tensor.atan2/signature',
      'tensor.atan2/batch',
      'tensor.atan2/layouts',
      'tensor.atan2/storage',
      'tensor.atan2/untouched',
      'tensor.atan2/repeatable',
      'tensor.atan2/specialCases',
      'tensor.atan2/special',
    ],
    signature: /output (c|angle) must be|NaN|a result/,
    cause:
      'Their loops take element i of the second operand for every i of the first, whatever the shapes are; `power`, `copysign` and the others go by a way that broadcasts.',
    call: `import * as np from 'numpy-ts';
console.log(np.hypot(np.array([1, 1]), np.array([1])).tolist(), np.arctan2(np.array([1, 1]), np.array([1])).tolist());
console.log(np.hypot(np.array([1]), np.array([1, 1])).tolist());`,
    right: '[1.41.., 1.41..], [0.78.., 0.78..] and [1.41.., 1.41..].',
  },
  {
    id: 'hypot-of-squares',
    title: 'hypot of large numbers is infinite and of small ones 0, where a kernel computes it',
    kind: 'defect',
    clauses: ['tensor.hypot/definition', 'tensor.hypot/specialCases'],
    signature: /2 \*\* -|hypot\(Infinity, NaN\)/,
    cause:
      '`hypot_f64` in common/wasm/zig/hypot.zig is the root of a plain sum of squares; the loop for few elements calls Math.hypot, which scales and knows that nothing is longer than infinity, NaN or not.',
    call: `import * as np from 'numpy-ts';
console.log([1e300, 1e-300].map((x) => [np.hypot(np.array([x]), np.array([x])).get([0]), np.hypot(np.full([32], x, 'float64'), np.full([32], x, 'float64')).get([0])]));`,
    right: '1.41e300 and 1.41e-300 in both.',
  },
  {
    id: 'pad-of-a-number',
    title: 'pad refuses an array without axes',
    kind: 'defect',
    clauses: [
      'tensor.pad/homogeneity',
      'tensor.pad/shapes',
      'tensor.pad/repeatable',
      'tensor.pad/untouched',
      'tensor.pad/zeros',
    ],
    signature: 'non-empty list',
    cause: 'An empty list of widths, one of each axis, is taken for a list of none.',
    call: `import * as np from 'numpy-ts';
try {
  console.log(np.pad(np.array(1), []));
} catch (error) {
  console.log(String(error));
}`,
    right: '1: of no axes nothing is padded.',
  },
  {
    id: 'square-of-views',
    title: 'square of a view that is not contiguous squares what lies at the beginning of its buffer',
    kind: 'defect',
    clauses: ['tensor.square/layouts'],
    cause: '`square` in common/ops/arithmetic.js indexes `data`, whatever strides and offset are.',
    call: `import * as np from 'numpy-ts';
console.log(np.square(np.array([3, 2, 1]).slice('::-1')).tolist(), np.square(np.broadcast_to(np.array([2]), [3])).tolist());`,
    right: '[1, 4, 9] and [4, 4, 4].',
  },
  {
    id: 'slice-backwards-from-beyond',
    title: 'A slice with a negative step that starts beyond the end reads what lies there',
    kind: 'defect',
    clauses: [
      'tensor.slice/definition',
      'tensor.slice/tiles',
      'tensor.slice/integers',
      'tensor.slice/shapes',
      'tensor.slice/layouts',
      'tensor.slice/storage',
      'tensor.slice/repeatable',
      'tensor.slice/zeros',
      'tensor.slice/special',
    ],
    cause:
      'Seen from outside: common/slicing.js brings a start into range [0, n], for either direction; backwards the last place is n - 1.',
    call: `import * as np from 'numpy-ts';
console.log(np.array([1, 2]).slice('5:0:-1').tolist(), np.array([1, 2]).slice('2:0:-1').tolist());`,
    right: '[2] in both, as in Python.',
  },
  {
    id: 'sign-of-nan',
    title: 'sign of NaN is 0',
    kind: 'defect',
    clauses: ['tensor.sign/specialCases'],
    signature: 'sign(NaN)',
    cause: '`x > 0 ? 1 : x < 0 ? -1 : 0` in common/ops/arithmetic.js, of which NaN answers neither.',
    call: `import * as np from 'numpy-ts';
console.log(np.sign(np.array([NaN])).tolist());`,
    right: 'NaN, as in NumPy.',
  },
  {
    id: 'diag-of-broadcast',
    title: 'diag of a view that is not contiguous reads what lies at the beginning of its buffer',
    kind: 'defect',
    clauses: ['tensor.diagEmbed/layouts'],
    cause: 'It indexes `data` of the vector, whatever strides and offset are.',
    call: `import * as np from 'numpy-ts';
console.log(np.diag(np.array([1, 2]).slice('::-1')).tolist(), np.diag(np.broadcast_to(np.array([1]), [2])).tolist());`,
    right: '[[2, 0], [0, 1]] and the identity.',
  },
  {
    id: 'circular-functions-of-large',
    title: 'sin, cos and tan of large numbers lose their digits where a kernel computes them',
    kind: 'defect',
    clauses: ['tensor.cos/definition'],
    cause:
      '`reduce` in common/wasm/zig/transcend.zig takes q pi/2 away in three steps, of which the first product rounds where q is large and nothing fuses it.',
    call: `import * as np from 'numpy-ts';
console.log([-1e9, 1e16].map((x) => [np.cos(np.array([x])).get([0]), np.cos(np.full([32], x, 'float64')).get([0])]));`,
    right: '0.8378871813639024 and -0.6261681981330862: Payne and Hanek reduce any number.',
  },
  {
    id: 'all-of-no-axes',
    title: 'all and any over an empty list of axes give the elements themselves',
    kind: 'defect',
    clauses: [
      'tensor.all/definition',
      'tensor.all/integers',
      'tensor.all/layouts',
      'tensor.all/storage',
      'tensor.any/C3',
      'tensor.any/tiles',
      'tensor.any/layouts',
    ],
    cause: 'Where there is no axis left to reduce the array is returned as it came.',
    call: `import * as np from 'numpy-ts';
console.log(np.all(np.array([-1, 2], 'int32'), []).tolist(), np.any(np.array([-1, 2], 'int32'), []).tolist());`,
    right: 'true for each: NumPy tells of every element whether it is 0.',
  },
];
