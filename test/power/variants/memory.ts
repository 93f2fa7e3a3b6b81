import { rowMajorStrides } from '../../../spec/tensor.ts';
import { contiguous, type NdArray } from '../../../src/ndArray.ts';
import { type Arrays, forwardIds, given, gradientIds, type Variant } from '../variant.ts';

/** What a kernel may get wrong of a view: each reads other elements than the view's. */
const misreadings: Readonly<Record<string, (array: NdArray) => NdArray>> = {
  'the offset ignored': (array) => ({ ...array, offset: 0 }),
  'rows taken for dense': (array) =>
    array.strides.at(-1) === 1 ? { ...array, strides: rowMajorStrides(array.shape) } : array,
  'strides of more than one ignored': (array) =>
    (array.strides.at(-1) ?? 1) > 1 && array.strides.every((stride, axis) => stride >= (array.strides[axis + 1] ?? 0))
      ? { ...array, strides: rowMajorStrides(array.shape) }
      : array,
  'negative strides taken for positive': (array) =>
    array.strides.some((stride) => stride < 0) ? { ...array, strides: array.strides.map(Math.abs), offset: 0 } : array,
  'the order of axes ignored': (array) =>
    array.strides.every((stride) => stride > 0) && array.offset === 0
      ? { ...array, strides: rowMajorStrides(array.shape) }
      : array,
  'strides of 0 taken for dense': (array) =>
    array.strides.includes(0) ? padded({ ...array, strides: rowMajorStrides(array.shape) }) : array,
};

/** Room behind the data, lest a misreading ends outside of it. */
function padded(array: NdArray): NdArray {
  const room = contiguous({ ...array, strides: array.shape.map(() => 0) }, true);
  room.data.set(array.data.subarray(0, Math.min(array.data.length, room.data.length)));
  return { ...room, offset: 0 };
}

const names = Object.keys(misreadings);

const misread = (arrays: Arrays, which: number, how: string): Arrays => {
  const f = misreadings[how];
  if (f === undefined) return arrays;
  // Of cotangents all.
  if (which < 0) return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array && f(array)]));
  const keys = Object.keys(arrays);
  const name = keys[which % Math.max(keys.length, 1)] ?? '';
  const array = arrays[name];
  return array === undefined ? arrays : { ...arrays, [name]: f(array) };
};

const linear: ReadonlySet<string> = new Set([
  'tensor.add',
  'tensor.sum',
  'tensor.mean',
  'tensor.permute',
  'tensor.reshape',
  'tensor.broadcastTo',
  'multilinear.vec',
  'optimizers.sgd',
]);

const ordinal = ['first', 'second', 'third', 'fourth'];

export const variants: readonly Variant[] = [
  ...forwardIds.flatMap((id, at) =>
    [0, 1].map((turn) => {
      const how = names[(at + 3 * turn) % names.length] ?? '';
      const which = turn + (at % 2);
      return given(id, 'forward', `of the ${ordinal[which]} input ${how}`, (call) => ({
        ...call,
        inputs: misread(call.inputs, which, how),
      }));
    }),
  ),
  // A scalar has but one layout.
  ...gradientIds
    .filter((id) => id !== 'linalg.dot' && id !== 'losses.crossEntropy')
    .map((id, at) => {
      const how = names[at % names.length] ?? '';
      return given(id, 'gradient', `of the cotangent ${how}`, (call) => ({
        ...call,
        cotangents: misread(call.cotangents, -1, how),
      }));
    }),
  // Gradients of linear maps do not read their inputs.
  ...gradientIds
    .filter((id) => !linear.has(id))
    .map((id, at) => {
      const how = names[(at + 2) % (names.length - 1)] ?? '';
      return given(id, 'gradient', `of the ${ordinal[at % 2]} input ${how}`, (call) => ({
        ...call,
        inputs: misread(call.inputs, at % 2, how),
      }));
    }),
];
