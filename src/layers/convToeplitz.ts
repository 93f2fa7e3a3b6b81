import { convToeplitz as specification } from '../../spec/layers/convToeplitz.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { placeTable, positionsOf } from './_internal/placeTable.ts';

interface Sizes {
  readonly o: number;
  readonly i: number;
  readonly kh: number;
  readonly kw: number;
}

type Attributes = Omit<Parameters<typeof positionsOf>[0], 'kernel'> & {
  readonly size: readonly number[];
  readonly groups: number;
};

/** Calls with an entry of the weight and one of T that it is added to, for each pair of them. */
function eachPair(
  { o, i, kh, kw }: Sizes,
  attributes: Attributes,
  visit: (weight: number, entry: number) => void,
): void {
  const [h = 1, w = 1] = attributes.size;
  const steps = { ...attributes, kernel: [kh, kw] };
  const { entries, positions, places } = placeTable(steps, [h, w], positionsOf(steps, [h, w]));
  const columns = attributes.groups * i * h * w;
  for (let output = 0; output < o; output++) {
    const first = Math.floor((output * attributes.groups) / o) * i;
    for (let channel = 0; channel < i; channel++) {
      for (let k = 0; k < entries * positions; k++) {
        const place = places[k] as number;
        if (place < 0) continue;
        const row = output * positions + (k % positions);
        visit(
          (output * i + channel) * entries + Math.floor(k / positions),
          row * columns + (first + channel) * h * w + place,
        );
      }
    }
  }
}

export const convToeplitz = arrayReference(specification, {
  halves: true,
  whole({ weight }, attributes, { sizes }) {
    const [values, t] = [doubles(weight), new Float64Array(sizes.r * sizes.q)];
    eachPair(sizes, attributes, (from, to) => {
      t[to] = (t[to] as number) + (values[from] as number);
    });
    return arrayFrom(weight.dtype, [sizes.r, sizes.q], t);
  },
  pullback({ weight }, g, attributes, { sizes }) {
    const [values, sums] = [doubles(g), new Float64Array(doubles(weight).length)];
    eachPair(sizes, attributes, (to, from) => {
      sums[to] = (sums[to] as number) + (values[from] as number);
    });
    return { weight: arrayFrom(weight.dtype, weight.shape, sums) };
  },
});
