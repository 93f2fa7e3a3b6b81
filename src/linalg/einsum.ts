import { einsum as specification } from '../../spec/linalg/einsum.ts';
import { contractionOf, parseSubscripts, type Subscripts } from '../../spec/subscripts.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { forEachOffset, fromTensor, type NdArray } from '../ndArray.ts';

/** An operand's elements, and where they lie for every index of the output and for every index that is summed over: an offset is the sum of two. */
interface Factor {
  readonly values: Float64Array;
  readonly kept: readonly number[];
  readonly summed: readonly number[];
}

/** The operands, row-major, and how they run together. */
function factorsOf(xs: readonly NdArray[], text: string): readonly Factor[] {
  // The call has been checked: the text means something.
  const { terms, output, summed, sizes } = contractionOf(
    parseSubscripts(text) as Subscripts,
    xs.map(({ shape }) => shape),
  );
  return xs.map((array, which) => {
    const values = doubles(array);
    const { shape, strides } = fromTensor({ dtype: 'float64', shape: array.shape, data: values });
    // A label that an operand has twice runs along both axes; one that it lacks, or is stretched along, does not move.
    const strideOf = (label: string) =>
      (terms[which] ?? []).reduce(
        (sum, one, axis) => (one === label && shape[axis] !== 1 ? sum + (strides[axis] as number) : sum),
        0,
      );
    const offsets = (labels: readonly string[]) => {
      const list: number[] = [];
      const along = { shape: labels.map((label) => sizes.get(label) ?? 0), strides: labels.map(strideOf), offset: 0 };
      forEachOffset({ ...array, ...along }, (offset) => list.push(offset));
      return list;
    };
    return { values, kept: offsets(output), summed: offsets(summed) };
  });
}

/** The product of the elements of some factors, at an index of the output and one that is summed over. */
const productAt = (factors: readonly Factor[], kept: number, summed: number): number =>
  factors.reduce(
    (product, one) => product * (one.values[(one.kept[kept] as number) + (one.summed[summed] as number)] as number),
    1,
  );

export const einsum = arrayReference(specification, {
  whole({ xs }, { subscripts }, { dtype, sizes }) {
    const factors = factorsOf(xs, subscripts);
    const [first] = factors;
    const sums = (first?.kept ?? []).map((_, kept) =>
      (first?.summed ?? []).reduce((sum, _, summed) => sum + productAt(factors, kept, summed), 0),
    );
    return arrayFrom(dtype, sizes.v, sums);
  },
  // Every product is a term of one element of the output: its cotangent, times the other factors, goes to each factor.
  pullback({ xs }, cotangent, { subscripts }, { dtype }) {
    const factors = factorsOf(xs, subscripts);
    const g = doubles(cotangent);
    const gradients = factors.map((own, which) => {
      const others = factors.filter((one) => one !== own);
      const sums = new Float64Array(own.values.length);
      own.kept.forEach((start, kept) => {
        own.summed.forEach((further, summed) => {
          const at = start + further;
          sums[at] = (sums[at] as number) + (g[kept] as number) * productAt(others, kept, summed);
        });
      });
      return arrayFrom(dtype, xs[which]?.shape ?? [], sums);
    });
    return { xs: gradients };
  },
});
