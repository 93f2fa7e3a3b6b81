import type { AttributeOf, Attributes, AttributeValues } from '../../../spec/attribute.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import { arrayFrom, doubles, store } from '../../_internal/values.ts';
import { withHalves } from '../../_internal/withHalves.ts';
import { type NdArray, permuteAxes, zeros } from '../../ndArray.ts';

interface OverAxes extends Attributes {
  readonly axes: AttributeOf<'axes'>;
  readonly keepdims: AttributeOf<'boolean'>;
}

/** What a reduction does with a run: the elements that one result is made of, in row-major order of the reduced axes. */
interface Rules<A extends OverAxes> {
  readonly run: (run: Float64Array, attributes: AttributeValues<A>) => number;
  /** Overwrites a run with its gradient, and returns nothing. */
  readonly pullback: (run: Float64Array, cotangent: number, attributes: AttributeValues<A>) => undefined;
}

/** A reduction over a set of axes. */
export const reduction = <A extends OverAxes>(
  record: Operation<'x[s*] -> y[t*]', A> & AnyOperation,
  { run, pullback }: Rules<A>,
) =>
  withHalves(
    record,
    arrayReference<'x[s*] -> y[t*]', A>(record, {
      whole({ x }, attributes, { dtype, sizes: { t } }) {
        const runs = runsOf(doubles(reducedLast(x, attributes.axes)), sizeOf(t));
        return arrayFrom(
          dtype,
          t,
          runs.map((one) => run(one, attributes)),
        );
      },
      pullback({ x }, cotangent, attributes, { dtype, sizes }) {
        const { axes } = attributes;
        const incoming = doubles(cotangent);
        const values = doubles(reducedLast(x, axes));
        runsOf(values, sizeOf(sizes.t)).forEach((one, at) => {
          pullback(one, incoming[at] as number, attributes);
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
