import type { AttributeOf, Attributes, AttributeValues } from '../../../spec/attribute.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import { fail } from '../../_internal/fail.ts';
import type { Reference } from '../../_internal/pullbacks.ts';
import { arrayFrom, doubles } from '../../_internal/values.ts';
import type { NdArray } from '../../ndArray.ts';

interface Classified extends Attributes {
  readonly reduction: AttributeOf<'choice'>;
  readonly ignored: AttributeOf<'integer'>;
}

type WeightOf = (label: number) => number;

/** What a loss does with a row and the class that is its target. */
interface Rules<A extends Classified> {
  readonly row: (row: Float64Array, label: number, weight: WeightOf, attributes: AttributeValues<A>) => number;
  /** The derivatives of that in the row and in the weights. */
  readonly pullback: (
    row: Float64Array,
    label: number,
    weight: WeightOf,
    attributes: AttributeValues<A>,
  ) => { readonly row: Float64Array; readonly weight: Float64Array };
}

/** Losses of rows by classes, of weights or without, averaged, added up or as they are. */
export const classifiedLoss = <S extends string, A extends Classified>(
  record: Operation<S, A> & AnyOperation,
  { row, pullback }: Rules<A>,
): Reference<S, A> => {
  const [first = ''] = parseSignature(record.signature).inputs.map(({ name }) => name);
  const taken = (inputs: object, { ignored }: AttributeValues<A>) => {
    // The inputs of the signature: rows, their classes, and weights that may be left out.
    const given = inputs as Readonly<Record<string, NdArray | undefined>>;
    const [rows, target] = [given[first] as NdArray, given.target as NdArray];
    const [n = 0, c = 0] = rows.shape;
    const [values, labels] = [doubles(rows), doubles(target)];
    const weights = given.weight && doubles(given.weight);
    const kept = [...labels.keys()].filter((i) => labels[i] !== ignored);
    for (const i of kept) {
      const label = labels[i] as number;
      if (!(label >= 0 && label < c))
        fail(`${record.id}/R1`, `targets must be integers from 0 to ${c - 1} or ${ignored}, got ${label}`);
    }
    return {
      n,
      c,
      kept,
      labelOf: (i: number) => labels[i] as number,
      rowOf: (i: number) => values.slice(i * c, (i + 1) * c),
      weight: (label: number) => (weights ? (weights[label] as number) : 1),
      isWeighted: weights !== undefined,
    };
  };
  return arrayReference<S, A>(record, {
    halves: true,
    whole(inputs, attributes, { dtype }) {
      const { n, kept, labelOf, rowOf, weight } = taken(inputs, attributes);
      const losses = new Float64Array(n);
      for (const i of kept) losses[i] = row(rowOf(i), labelOf(i), weight, attributes);
      if (attributes.reduction === 'none') return arrayFrom(dtype, [n], losses) as never;
      const sum = kept.reduce((all, i) => all + (losses[i] as number), 0);
      const mass = kept.reduce((all, i) => all + weight(labelOf(i)), 0);
      return arrayFrom(dtype, [], [attributes.reduction === 'mean' ? sum / mass : sum]) as never;
    },
    pullback(inputs, cotangent, attributes, { dtype }) {
      const { n, c, kept, labelOf, rowOf, weight, isWeighted } = taken(inputs, attributes);
      const { reduction } = attributes;
      const g = doubles(cotangent as NdArray);
      const mass = reduction === 'mean' ? kept.reduce((all, i) => all + weight(labelOf(i)), 0) : 1;
      const losses = kept.map((i) => row(rowOf(i), labelOf(i), weight, attributes));
      const mean = losses.reduce((all, one) => all + one, 0) / mass;
      const [rows, weights] = [new Float64Array(n * c), new Float64Array(c)];
      for (const i of kept) {
        const own = (reduction === 'none' ? (g[i] as number) : (g[0] as number)) / mass;
        const pulled = pullback(rowOf(i), labelOf(i), weight, attributes);
        pulled.row.forEach((value, j) => {
          rows[i * c + j] = own * value;
        });
        pulled.weight.forEach((value, j) => {
          // The mean is over the weights as well.
          const less = reduction === 'mean' && j === labelOf(i) ? mean : 0;
          weights[j] = (weights[j] as number) + own * (value - less);
        });
      }
      return {
        [first]: arrayFrom(dtype, [n, c], rows),
        ...(isWeighted && { weight: arrayFrom(dtype, [c], weights) }),
      } as never;
    },
  });
};
