import { expect, test } from 'vitest';
import { rowMajorStrides, sizeOf } from '../../spec/tensor.ts';
import { multiply, multiplyInto } from '../../src/_internal/product.ts';
import { contiguous, type NdArray, permuteAxes, slice, stretch, transpose, zeros } from '../../src/ndArray.ts';

/** Over forty binades, so that another order of summation shows. */
function array(dtype: 'float64' | 'float32', shape: readonly number[], seed: number): NdArray {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const data = dtype === 'float64' ? new Float64Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
  data.forEach((_, at) => {
    data[at] = (uniform() - 0.5) * 2 ** Math.floor(40 * uniform() - 20);
  });
  return { dtype, shape, strides: rowMajorStrides(shape), offset: 0, data };
}

/** The matrices of a batch, one by one, as views of a row-major array. */
function membersOf(array: NdArray): NdArray[] {
  const shape = array.shape.slice(-2);
  const size = sizeOf(shape);
  const count = sizeOf(array.shape.slice(0, -2));
  return Array.from({ length: count }, (_, at) => ({
    ...array,
    shape,
    strides: rowMajorStrides(shape),
    offset: at * size,
  }));
}

/** One product per member. */
function memberByMember(dtype: 'float64' | 'float32', batch: readonly number[], a: NdArray, b: NdArray): NdArray {
  const c = zeros(dtype, [...batch, a.shape.at(-2) ?? 0, b.shape.at(-1) ?? 0]);
  const [left, right] = [a, b].map((x) => membersOf(contiguous(stretch(x, [...batch, ...x.shape.slice(-2)]), true)));
  membersOf(c).forEach((product, at) => {
    multiplyInto(product, left?.[at] as NdArray, right?.[at] as NdArray);
  });
  return c;
}

/** Axes of the batch stored innermost. */
const batchLast = (array: NdArray): NdArray => {
  const rank = array.shape.length;
  const axes = array.shape.map((_, axis) => (axis + rank - 2) % rank);
  const back = array.shape.map((_, axis) => (axis + 2) % rank);
  return permuteAxes(contiguous(permuteAxes(array, axes), true), back);
};

const reversed = (array: NdArray): NdArray =>
  array.shape.reduce((view, size, axis) => slice(view, axis, size - 1, size, -1), array);

const cases: readonly (readonly [a: readonly number[], b: readonly number[], batch: readonly number[]])[] = [
  [[4, 3], [3, 5], []],
  [[7, 4, 3], [7, 3, 5], [7]],
  [
    [2, 3, 4, 3],
    [2, 3, 3, 5],
    [2, 3],
  ],
  [
    [2, 3, 2, 4, 3],
    [2, 3, 2, 3, 5],
    [2, 3, 2],
  ],
  [[7, 4, 3], [3, 5], [7]],
  [
    [2, 7, 4, 3],
    [2, 1, 3, 5],
    [2, 7],
  ],
  [
    [2, 7, 4, 3],
    [7, 3, 5],
    [2, 7],
  ],
  [[4, 3], [7, 3, 5], [7]],
  [
    [2, 1, 4, 3],
    [3, 3, 5],
    [2, 3],
  ],
  [
    [1, 3, 4, 3],
    [2, 1, 3, 5],
    [2, 3],
  ],
  [
    [1, 1, 4, 3],
    [1, 3, 5],
    [1, 1],
  ],
  [[9, 1, 3], [3, 5], [9]],
  [[9, 1, 3], [9, 3, 1], [9]],
  [[3, 40, 33], [33, 50], [3]],
  [[0, 4, 3], [3, 5], [0]],
  [
    [2, 0, 4, 3],
    [2, 1, 3, 5],
    [2, 0],
  ],
  [[2, 0, 3], [2, 3, 5], [2]],
  [[2, 4, 0], [2, 0, 5], [2]],
];

const titled = cases.map((one) => [`[${one[0]}] [${one[1]}]`, ...one] as const);

test.each(titled)('a batch has the bits of its members: %s', (_, left, right, batch) => {
  for (const dtype of ['float64', 'float32'] as const) {
    const [a, b] = [array(dtype, left, 1), array(dtype, right, 2)];
    const expected = memberByMember(dtype, batch, a, b);
    expect(multiply(dtype, batch, a, b)).toEqual(expected);
    const turned = (matrix: NdArray): NdArray => transpose(contiguous(transpose(matrix), true));
    expect(multiply(dtype, batch, turned(a), b)).toEqual(expected);
    expect(multiply(dtype, batch, a, turned(b))).toEqual(expected);
    expect(multiply(dtype, batch, batchLast(a), batchLast(b))).toEqual(expected);
    const views = [reversed(a), reversed(b)] as const;
    expect(multiply(dtype, batch, ...views)).toEqual(memberByMember(dtype, batch, ...views));
  }
});

test('left matrices with gaps between their rows or between them', () => {
  const [a, b] = [array('float64', [5, 4, 3], 1), array('float64', [3, 6], 2)];
  for (const view of [
    slice(a, 1, 1, 2),
    slice(a, 2, 1, 2),
    slice(a, 0, 0, 3, 2),
    slice(a, 1, 0, 2, 2),
    slice(a, 1, 2, 1),
  ]) {
    const right = slice(b, 0, 0, view.shape[2] ?? 0);
    const batch = view.shape.slice(0, 1);
    expect(multiply('float64', batch, view, right)).toEqual(memberByMember('float64', batch, view, right));
  }
});
