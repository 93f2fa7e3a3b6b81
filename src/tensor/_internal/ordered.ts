import { type Dtype, sizeOf } from '../../../spec/tensor.ts';
import { doubles, store } from '../../_internal/values.ts';
import { type NdArray, zeros } from '../../ndArray.ts';
import { reducedLast, runsOf } from './reduction.ts';

/** Which elements along an axis are wanted: the first ones in an order. */
interface Wanted {
  readonly axis: number;
  readonly descending: boolean;
  readonly count: number;
}

/** The elements along an axis, line by line. */
export const linesOf = (array: NdArray, axis: number): Float64Array[] => {
  const last = reducedLast(array, [axis]);
  return runsOf(doubles(last), sizeOf(last.shape.slice(0, -1)));
};

/** NaN is larger than every number. */
const compare = (a: number, b: number): number =>
  a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));

/** The wanted positions of a line; the sort of the language is stable. */
function positionsOf(line: Float64Array, { descending, count }: Wanted): readonly number[] {
  const ascending = (p: number, q: number) => compare(line[p] as number, line[q] as number);
  return [...line.keys()].sort(descending ? (p, q) => ascending(q, p) : ascending).slice(0, count);
}

/** An array whose lines along an axis are these. */
export function arrayAlong(
  axis: number,
  dtype: Dtype,
  shape: readonly number[],
  lines: readonly ArrayLike<number>[],
): NdArray {
  const result = zeros(dtype, shape);
  store(
    reducedLast(result, [axis]),
    lines.flatMap((line) => Array.from(line)),
  );
  return result;
}

/** The wanted elements along an axis and their positions. */
export function ordered(x: NdArray, wanted: Wanted): { readonly values: NdArray; readonly indices: NdArray } {
  const { axis, count } = wanted;
  const shape = x.shape.with(axis, count);
  const lines = linesOf(x, axis);
  const indices = lines.map((line) => positionsOf(line, wanted));
  const values = indices.map((positions, at) => positions.map((position) => lines[at]?.[position] as number));
  return {
    values: arrayAlong(axis, x.dtype, shape, values),
    indices: arrayAlong(axis, 'int32', shape, indices),
  };
}

/** The cotangents of the wanted elements, each at its element's own position; 0 elsewhere. */
export function putBack(x: NdArray, cotangent: NdArray, wanted: Wanted): NdArray {
  const cotangents = linesOf(cotangent, wanted.axis);
  const lines = linesOf(x, wanted.axis).map((line, at) => {
    const gradient = new Array<number>(line.length).fill(0);
    positionsOf(line, wanted).forEach((position, rank) => {
      gradient[position] = cotangents[at]?.[rank] as number;
    });
    return gradient;
  });
  return arrayAlong(wanted.axis, x.dtype, x.shape, lines);
}
