import type { Operation } from '../../../spec/operation.ts';
import type { sum } from '../../../spec/tensor/sum.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import { arrayFrom, doubles, store } from '../../_internal/values.ts';
import { withHalves } from '../../_internal/withHalves.ts';
import { type NdArray, permuteAxes, zeros } from '../../ndArray.ts';

type Signature = (typeof sum)['signature'];
type Attributes = NonNullable<(typeof sum)['attributes']>;

/** What a reduction does with a run: the elements that one result is made of, in row-major order of the reduced axes. */
interface Rules {
  readonly run: (run: Float64Array) => number;
  /** Overwrites a run with its gradient. */
  readonly pullback: (run: Float64Array, cotangent: number) => void;
}

/** A reduction over a set of axes. */
export const reduction = (record: Operation<Signature, Attributes>, { run, pullback }: Rules) =>
  withHalves(
    record,
    arrayReference(record, {
      whole: ({ x }, { axes }, { dtype, sizes: { t } }) =>
        arrayFrom(dtype, t, runsOf(doubles(reducedLast(x, axes)), sizeOf(t)).map(run)),
      pullback({ x }, cotangent, { axes }, { dtype, sizes }) {
        const incoming = doubles(cotangent);
        const values = doubles(reducedLast(x, axes));
        runsOf(values, sizeOf(sizes.t)).forEach((one, at) => {
          pullback(one, incoming[at] as number);
        });
        const gradient = zeros(dtype, x.shape);
        store(reducedLast(gradient, axes), values);
        return { x: gradient };
      },
    }),
  );

/** The axes that are kept, and behind them those that are reduced. */
export function reducedLast(array: NdArray, axes: readonly number[] | null): NdArray {
  const all = [...array.shape.keys()];
  const reduced = new Set(axes?.map((axis) => (axis < 0 ? axis + all.length : axis)) ?? all);
  return permuteAxes(array, [...all.filter((axis) => !reduced.has(axis)), ...all.filter((axis) => reduced.has(axis))]);
}

export function runsOf(values: Float64Array, count: number): Float64Array[] {
  const length = count === 0 ? 0 : values.length / count;
  return Array.from({ length: count }, (_, at) => values.subarray(at * length, (at + 1) * length));
}
