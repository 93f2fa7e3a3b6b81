import { arrayTypeOf, rowMajorStrides, sizeOf, type Tensor } from '../../../spec/tensor.ts';
import { Unsupported } from '../../_internal/nested.ts';

/** Numbers in an array of floating-point type, where the routines of the library take them: at an offset, so far apart. */
export interface View {
  readonly data: Float64Array | Float32Array | Int32Array;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

export type Floats = Float64Array | Float32Array;

export const zerosLike = (data: Floats, shape: readonly number[]): View & { readonly data: Floats } => ({
  data: data instanceof Float64Array ? new Float64Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)),
  shape,
  strides: rowMajorStrides(shape),
  offset: 0,
});

export function floatsOf({ data }: View): Floats {
  if (data instanceof Int32Array) throw new Unsupported('numbers of floating-point type');
  return data;
}

/** The place of every element, in row-major order of these axes. */
export function* placesOf(shape: readonly number[], strides: readonly number[], offset: number): Generator<number> {
  const [size, ...rest] = shape;
  const [stride = 0, ...others] = strides;
  if (size === undefined) yield offset;
  else for (let i = 0; i < size; i++) yield* placesOf(rest, others, offset + i * stride);
}

/** Where the lines along an axis begin, and how far apart the elements of each are. */
export function linesOf({ shape, strides, offset }: View, axis: number) {
  const without = (numbers: readonly number[]) => numbers.filter((_, i) => i !== axis);
  return {
    size: shape[axis] ?? 0,
    stride: strides[axis] ?? 0,
    starts: [...placesOf(without(shape), without(strides), offset)],
  };
}

/** One line through all elements, where there is one. */
export function wholeOf({ shape, strides, offset }: View): { size: number; stride: number; offset: number } {
  const last = strides.at(-1) ?? 1;
  const isLine = rowMajorStrides(shape).every((stride, axis) => shape[axis] === 1 || strides[axis] === stride * last);
  if (!isLine) throw new Unsupported('elements that are not equally far apart');
  return { size: sizeOf(shape), stride: last, offset };
}

export function tensorOf(view: View, dtype: Tensor['dtype']): Tensor {
  const places = [...placesOf(view.shape, view.strides, view.offset)];
  const type = view.data instanceof Float64Array ? 'float64' : view.data instanceof Float32Array ? 'float32' : dtype;
  return {
    dtype: type,
    shape: view.shape,
    data: arrayTypeOf[type].from(places.map((place) => view.data[place] ?? Number.NaN)),
  };
}

/** The elements of a tensor at places of another array, which is NaN everywhere else. */
export function spreadOver({ data, shape }: Tensor, length: number, strides: readonly number[], offset: number): View {
  const wide = new (data.constructor as new (length: number) => View['data'])(length);
  if (!(wide instanceof Int32Array)) wide.fill(Number.NaN);
  let at = 0;
  for (const place of placesOf(shape, strides, offset)) wide[place] = data[at++] ?? Number.NaN;
  return { data: wide, shape, strides, offset };
}
