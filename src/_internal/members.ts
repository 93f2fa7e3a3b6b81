import type { Operand } from '../../spec/signature.ts';
import { isComplex, rowMajorStrides, sizeOf, type TypedArray } from '../../spec/tensor.ts';
import { complexArray, type NdArray, partsOf, zeros } from '../ndArray.ts';
import { type Matrix, matrix } from './dense/matrix.ts';
import { doubles } from './values.ts';

/** Real and imaginary parts, as what is complex comes and goes. */
export interface Pair<Part> {
  readonly re: Part;
  readonly im: Part;
}

/** What a batch member is, by its number of axes. */
export type Member<Rank> = Rank extends 0
  ? number
  : Rank extends 1
    ? Float64Array<ArrayBuffer>
    : Rank extends 2
      ? Matrix
      : never;

/** What is made of a batch member, likewise. */
export type Made<Rank> = Rank extends 0 ? number : Rank extends 1 ? ArrayLike<number> : Rank extends 2 ? Matrix : never;

/** How an operand's elements fall into members. */
interface Layout {
  readonly name: string;
  readonly rank: number;
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  /** Which of the operand's own members each member of the batch is; undefined where it has as many as the batch. */
  readonly own: Int32Array | undefined;
}

function layoutOf(name: string, shape: readonly number[], rank: number, batch: readonly number[]): Layout {
  const outer = shape.slice(0, shape.length - rank);
  const [rows = 1, columns = 1] = shape.slice(shape.length - rank);
  const own = sizeOf(outer) === sizeOf(batch) ? undefined : positions(outer, batch);
  return { name, rank, rows, columns, size: rows * columns, own };
}

/** The positions, in row-major order, that a shape stretched to another has. */
function positions(shape: readonly number[], stretched: readonly number[]): Int32Array {
  const strides = rowMajorStrides(shape);
  const extra = stretched.length - shape.length;
  return stretched.reduce((starts, size, axis) => {
    const step = shape[axis - extra] === size ? (strides[axis - extra] ?? 0) : 0;
    const result = new Int32Array(starts.length * size);
    let at = 0;
    for (let k = 0; k < starts.length; k++) {
      for (let i = 0; i < size; i++) result[at++] = (starts[k] as number) + i * step;
    }
    return result;
  }, new Int32Array(1));
}

/** An operand to read members from. */
export interface Source extends Layout {
  readonly values: Float64Array<ArrayBuffer>;
  /** The imaginary parts of a complex operand. */
  readonly im?: Source;
}

/** The elements of an array whose last `rank` axes are a member: copies, in double precision. */
export function sourceOf(name: string, array: NdArray, rank: number, batch: readonly number[]): Source {
  const layout = layoutOf(name, array.shape, rank, batch);
  if (!isComplex(array.dtype)) return { ...layout, values: doubles(array) };
  const [re, im] = [doubles(partsOf(array, 0)), doubles(partsOf(array, 1))];
  return { ...layout, values: re, im: { ...layout, values: im } };
}

type Real = Member<0 | 1 | 2>;

/** A member for the implementation alone: nobody else reads what it overwrites. */
export const memberOf = (source: Source, k: number): Real | Pair<Real> =>
  source.im === undefined ? realMember(source, k) : { re: realMember(source, k), im: realMember(source.im, k) };

function realMember({ rank, rows, columns, size, own, values }: Source, k: number): Real {
  const at = own === undefined ? k : (own[k] as number);
  if (rank === 0) return values[at] as number;
  const start = at * size;
  const data = own === undefined ? partOf(values, start, size) : values.slice(start, start + size);
  return rank === 1 ? data : matrix(rows, columns, data);
}

/** The elements themselves where they are all: a view costs more than a small copy. */
const partOf = (values: Float64Array<ArrayBuffer>, start: number, size: number): Float64Array<ArrayBuffer> =>
  values.length === size ? values : values.subarray(start, start + size);

/** An array that is filled member by member. */
export interface Sink extends Layout {
  /** Of the elements, or of the parts of complex ones. */
  readonly dtype: NdArray['dtype'];
  readonly shape: readonly number[];
  /** The imaginary parts of a complex array. */
  readonly im?: Sink;
  /** Undefined until there is a first member to make it of. */
  data: TypedArray | undefined;
}

export function sinkFor(
  { name, complex }: Pick<Operand, 'name' | 'complex'>,
  dtype: NdArray['dtype'],
  shape: readonly number[],
  rank: number,
  batch: readonly number[],
): Sink {
  const parts = () => ({ ...layoutOf(name, shape, rank, batch), dtype, shape, data: undefined });
  return complex ? { ...parts(), im: parts() } : parts();
}

/** Writes what was made of a member, or adds it where several members of the batch are one. Throws RangeError for another number of elements. */
export function put(sink: Sink, k: number, made: Made<0 | 1 | 2> | Pair<Made<0 | 1 | 2>>): void {
  if (sink.im === undefined) putReal(sink, k, made as Made<0 | 1 | 2>);
  else {
    const { re, im } = made as Pair<Made<0 | 1 | 2>>;
    putReal(sink, k, re);
    putReal(sink.im, k, im);
  }
}

function putReal(sink: Sink, k: number, made: Made<0 | 1 | 2>): void {
  const { rank, own } = sink;
  if (rank === 0) {
    sink.data ??= zeros(sink.dtype, sink.shape).data;
    if (own === undefined) sink.data[k] = made as number;
    else addTo(sink.data, own[k] as number, made as number);
    return;
  }
  putAll(sink, k, rank === 1 ? (made as ArrayLike<number>) : (made as Matrix).data);
}

function putAll(sink: Sink, k: number, values: ArrayLike<number>): void {
  const { name, size, own, dtype, shape } = sink;
  if (values.length !== size) throw new RangeError(`${name} must have ${size} elements, got ${values.length}`);
  if (own === undefined && dtype === 'float64' && values instanceof Float64Array && sizeOf(shape) === size) {
    // What was made of the only member is the result: it need not be copied.
    sink.data = values;
    return;
  }
  sink.data ??= zeros(dtype, shape).data;
  if (own === undefined) sink.data.set(values, k * size);
  else {
    const start = (own[k] as number) * size;
    for (let i = 0; i < size; i++) addTo(sink.data, start + i, values[i] as number);
  }
}

const addTo = (data: TypedArray, at: number, value: number): void => {
  data[at] = (data[at] as number) + value;
};

/** What has been put, rounded once to the type; zeros where there was no member. */
export const arrayOf = (sink: Sink, dtype = sink.dtype): NdArray =>
  sink.im === undefined ? realArray(sink, dtype) : complexArray(realArray(sink, dtype), realArray(sink.im, dtype));

function realArray({ shape, dtype: own, data }: Sink, dtype: NdArray['dtype']): NdArray {
  if (data === undefined) return zeros(dtype, shape);
  const strides = rowMajorStrides(shape);
  return { dtype, shape, strides, offset: 0, data: dtype === own ? data : new Float32Array(data) };
}
