import { describe, expect, test } from 'vitest';
import { rowMajorStrides, sizeOf } from '../../spec/tensor.ts';
import { store } from '../../src/_internal/values.ts';
import { direct, fastest, im2col } from '../../src/layers/_internal/path.ts';
import { conv2dBy } from '../../src/layers/conv2d.ts';
import { convTranspose2d } from '../../src/layers/convTranspose2d.ts';
import { contiguous, type NdArray, permuteAxes, slice, stretch, zeros } from '../../src/ndArray.ts';
import {
  type Convolution,
  imageGradient,
  kernelGradient,
  type Movement,
  responses,
} from './_internal/slowConvolution.ts';

const paths = {
  direct,
  'im2col, plain': im2col('plain'),
  'im2col, small': im2col('small'),
  'im2col, packed': im2col('simd'),
  'the fastest': fastest,
};
const dtypes = ['float64', 'float32'] as const;

type Dtype = (typeof dtypes)[number];
type Value = (uniform: number) => number;

const integers: Value = (uniform) => Math.floor(uniform * 7) - 3;
/** Over forty binades, so that another order of summation shows. */
const reals: Value = (uniform) =>
  (uniform - 0.5) * 2 ** Math.floor((uniform * 9301 - Math.floor(uniform * 9301)) * 40 - 20);

function array(dtype: Dtype, shape: readonly number[], seed: number, value = integers): NdArray {
  let state = seed;
  const data = (dtype === 'float64' ? new Float64Array(sizeOf(shape)) : new Float32Array(sizeOf(shape))).map(() => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return value(state / 2 ** 32);
  });
  return { dtype, shape, strides: rowMajorStrides(shape), offset: 0, data };
}

const still: Movement = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 };

/** [n, c, h, w], [o, i, kh, kw] and what differs from one step at a time. */
const grid: readonly (readonly [x: readonly number[], weight: readonly number[], Partial<Movement>])[] = [
  [[1, 1, 1, 1], [1, 1, 1, 1], {}],
  [[2, 3, 5, 7], [4, 3, 3, 2], {}],
  [[2, 3, 5, 7], [4, 3, 3, 2], { padding: [2, 1] }],
  [[2, 3, 5, 7], [4, 3, 3, 2], { padding: [3, 4] }],
  [[2, 3, 9, 8], [4, 3, 3, 2], { stride: [2, 3] }],
  [[2, 3, 9, 8], [4, 3, 3, 2], { stride: [3, 2], padding: [1, 2] }],
  [[2, 3, 9, 8], [4, 3, 2, 3], { dilation: [3, 2] }],
  [[2, 3, 9, 8], [4, 3, 2, 3], { dilation: [2, 3], padding: [2, 3], stride: [2, 2] }],
  [[2, 3, 7, 9], [4, 3, 3, 3], { dilation: [2, 3], padding: [1, 2], stride: [3, 2] }],
  [[1, 2, 9, 9], [3, 2, 2, 2], { stride: [4, 5] }],
  [[3, 6, 6, 5], [4, 3, 3, 3], { groups: 2, padding: [1, 1] }],
  [[3, 6, 6, 5], [6, 1, 3, 3], { groups: 6, padding: [1, 1], stride: [2, 1] }],
  [[3, 4, 6, 5], [8, 1, 2, 3], { groups: 4, dilation: [2, 1] }],
  [[5, 4, 3, 3], [7, 4, 1, 1], {}],
  [[5, 4, 6, 6], [7, 4, 1, 1], { stride: [2, 2] }],
  [[0, 2, 3, 3], [2, 2, 2, 2], { padding: [1, 1] }],
  // Images that share a product, in several products: 9 of 169 positions, 6 of them at most.
  [[9, 2, 13, 13], [3, 2, 3, 3], { padding: [1, 1] }],
  [[9, 4, 13, 13], [4, 2, 3, 3], { groups: 2, padding: [1, 0], stride: [1, 2] }],
  [[9, 2, 13, 13], [3, 2, 2, 1], {}],
  // More positions than a block has columns, and more entries than it is deep.
  [[1, 2, 37, 35], [2, 2, 3, 3], { padding: [1, 1] }],
  [[2, 33, 6, 6], [3, 33, 3, 3], { padding: [1, 1], stride: [2, 2] }],
];

const titled = grid.map(
  ([x, weight, changes]) => [`[${x}] * [${weight}] ${JSON.stringify(changes)}`, x, weight, changes] as const,
);

/** A convolution with all that is given, and a cotangent. */
function makeCase(dtype: Dtype, x: readonly number[], weight: readonly number[], movement: Movement, value = integers) {
  const given = { x: array(dtype, x, 1, value), weight: array(dtype, weight, 2, value), movement };
  const bias = array(dtype, [weight[0] ?? 0], 3, value);
  const expected = responses(given, bias);
  return { ...given, bias, expected, cotangent: array(dtype, expected.shape, 4, value) };
}

const expectSame = ({ shape, data }: NdArray, expected: NdArray): void => {
  expect(shape).toEqual(expected.shape);
  expect(data).toEqual(expected.data);
};

describe.each(dtypes)('convolution in %s', (dtype) => {
  describe.each(Object.entries(paths))('by %s', (_, path) => {
    test.each(titled)('%s', async (_, xShape, weightShape, changes) => {
      const { x, weight, bias, cotangent, movement, expected } = makeCase(dtype, xShape, weightShape, {
        ...still,
        ...changes,
      });
      expectSame(await conv2dBy(path)({ x, weight, bias }, movement), expected);
      expectSame(await conv2dBy(path)({ x, weight }, movement), responses({ x, weight, movement }));
      const gradient = await conv2dBy(path).gradient({ x, weight, bias }, cotangent, movement);
      expectSame(gradient.x as NdArray, imageGradient({ x, weight, movement }, cotangent));
      expectSame(gradient.weight as NdArray, kernelGradient({ x, weight, movement }, cotangent));
    });

    test('sums in ascending order from 0, the bias last', async () => {
      const movement = { ...still, padding: [1, 1] };
      const { x, weight, bias, expected } = makeCase(dtype, [2, 5, 6, 6], [7, 5, 3, 3], movement, reals);
      expectSame(await conv2dBy(path)({ x, weight, bias }, movement), expected);
    });
  });

  test('has the same bits on every path, the gradients too', async () => {
    const movement = { ...still, stride: [2, 1], padding: [1, 2], groups: 2 };
    const { x, weight, cotangent } = makeCase(dtype, [9, 6, 11, 12], [4, 3, 3, 3], movement, reals);
    const [first, ...others] = await Promise.all(
      Object.values(paths).map((path) => conv2dBy(path).gradient({ x, weight }, cotangent, movement)),
    );
    for (const other of others) {
      expectSame(other.x as NdArray, first?.x as NdArray);
      expectSame(other.weight as NdArray, first?.weight as NdArray);
    }
  });
});

/** Where the elements of an array may lie. */
const layouts: Readonly<Record<string, (array: NdArray) => NdArray>> = {
  'channels last': (array) => permuteAxes(contiguous(permuteAxes(array, [0, 2, 3, 1]), true), [0, 3, 1, 2]),
  transposed: (array) => permuteAxes(contiguous(permuteAxes(array, [3, 2, 1, 0]), true), [3, 2, 1, 0]),
  sliced: (array) => {
    const around = zeros(
      array.dtype,
      array.shape.map((size) => size + 3),
    );
    around.data.fill(99);
    const view = array.shape.reduce((whole, size, axis) => slice(whole, axis, 1 + (axis % 2), size), around);
    store(view, array.data);
    return view;
  },
  reversed: (array) => array.shape.reduce((view, size, axis) => slice(view, axis, size - 1, size, -1), array),
  'one image and channel repeated': (array) => stretch(slice(slice(array, 0, 0, 1), 1, 0, 1), array.shape),
  'one column repeated': (array) => stretch(slice(array, 3, 0, 1), array.shape),
};

describe.each(Object.entries(layouts))('convolution of views: %s', (_, view) => {
  test.each([
    ['one step at a time', still],
    ['padded', { ...still, padding: [1, 2] }],
    ['strided', { ...still, stride: [2, 2], padding: [1, 0] }],
    ['in groups', { ...still, groups: 2, padding: [1, 1] }],
  ])('%s', async (_, movement) => {
    for (const path of [direct, im2col('simd')]) {
      const given = makeCase('float32', [3, 4, 6, 7], [6, 4 / movement.groups, 3, 2], movement);
      const [x, weight, cotangent] = [view(given.x), view(given.weight), view(given.cotangent)];
      const copies: Convolution = { x: contiguous(x, true), weight: contiguous(weight, true), movement };
      expectSame(await conv2dBy(path)({ x, weight }, movement), responses(copies));
      const gradient = await conv2dBy(path).gradient({ x, weight }, cotangent, movement);
      expectSame(gradient.x as NdArray, imageGradient(copies, contiguous(cotangent, true)));
      expectSame(gradient.weight as NdArray, kernelGradient(copies, contiguous(cotangent, true)));
    }
  });
});

test.each([
  ['one step at a time', still, [0, 0]],
  ['strided, padded', { ...still, stride: [2, 3], padding: [1, 1] }, [1, 2]],
  ['dilated', { ...still, dilation: [2, 2], padding: [2, 0] }, [0, 0]],
  ['the stride above the kernel', { ...still, stride: [5, 4] }, [3, 0]],
] as const)(
  'convTranspose2d and its gradient are those of conv2d exchanged: %s',
  async (_, movement, outputPadding) => {
    const [x, weight] = [array('float64', [3, 4, 5, 4], 1), array('float64', [4, 2, 3, 3], 2)];
    const bias = array('float64', [2], 3);
    const y = await convTranspose2d({ x, weight, bias }, { ...movement, outputPadding });
    const image = { x: y, weight, movement };
    const plain = imageGradient(image, x);
    const area = (y.shape[2] ?? 0) * (y.shape[3] ?? 0);
    const withBias = plain.data.map((value, at) => value + (bias.data[Math.floor(at / area) % 2] as number));
    expectSame(y, { ...plain, data: withBias });
    const g = array('float64', y.shape, 5);
    const gradient = await convTranspose2d.gradient({ x, weight, bias }, g, { ...movement, outputPadding });
    expectSame(gradient.x as NdArray, responses({ x: g, weight, movement }));
    expectSame(gradient.weight as NdArray, kernelGradient({ x: g, weight, movement }, x));
  },
);
