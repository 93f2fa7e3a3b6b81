import type { AttributeOf, Attributes, AttributeValues } from '../../../spec/attribute.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import type { Reference } from '../../_internal/pullbacks.ts';
import { total } from '../../_internal/rows.ts';
import { arrayFrom, doubles } from '../../_internal/values.ts';
import type { NdArray } from '../../ndArray.ts';

interface Reduced extends Attributes {
  readonly reduction: AttributeOf<'choice'>;
}

/** What a loss does with an element of each of its two inputs. */
interface Rules<A extends Reduced> {
  readonly loss: (a: number, b: number, attributes: AttributeValues<A>) => number;
  /** Its derivatives in both. */
  readonly slopes: (a: number, b: number, attributes: AttributeValues<A>) => readonly [number, number];
  /** Throws where an element may not be what it is. */
  readonly require?: (a: Float64Array, b: Float64Array) => void;
}

/** Losses of pairs of elements, averaged, added up or as they are. */
export const reducedLoss = <S extends string, A extends Reduced>(
  record: Operation<S, A> & AnyOperation,
  { loss, slopes, require }: Rules<A>,
): Reference<S, A> => {
  const [first = '', second = ''] = parseSignature(record.signature).inputs.map(({ name }) => name);
  // Both inputs are there, and named as the signature says.
  const both = (inputs: object) => {
    const given = inputs as Readonly<Record<string, NdArray>>;
    const [a, b] = [given[first] as NdArray, given[second] as NdArray];
    const [x, y] = [doubles(a), doubles(b)];
    require?.(x, y);
    return { a, x, y };
  };
  return arrayReference<S, A>(record, {
    halves: true,
    whole(inputs, attributes, { dtype }) {
      const { a, x, y } = both(inputs);
      const losses = x.map((value, at) => loss(value, y[at] as number, attributes));
      const { reduction } = attributes;
      if (reduction === 'none') return arrayFrom(dtype, a.shape, losses) as never;
      return arrayFrom(dtype, [], [total(losses) / (reduction === 'mean' ? losses.length : 1)]) as never;
    },
    pullback(inputs, cotangent, attributes, { dtype }) {
      const { a, x, y } = both(inputs);
      const { reduction } = attributes;
      const g = doubles(cotangent as NdArray);
      const own = (at: number): number =>
        reduction === 'none' ? (g[at] as number) : (g[0] as number) / (reduction === 'mean' ? x.length : 1);
      const pulled = [new Float64Array(x.length), new Float64Array(x.length)] as const;
      x.forEach((value, at) => {
        slopes(value, y[at] as number, attributes).forEach((slope, side) => {
          (pulled[side] as Float64Array)[at] = own(at) * slope;
        });
      });
      return {
        [first]: arrayFrom(dtype, a.shape, pulled[0]),
        [second]: arrayFrom(dtype, a.shape, pulled[1]),
      } as never;
    },
  });
};
