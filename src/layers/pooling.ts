import {
  avgPool2d as averageSpecification,
  globalAvgPool2d as globalSpecification,
  maxPool2d as largestSpecification,
} from '../../spec/layers/pooling.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { placeTable, type Steps } from './_internal/placeTable.ts';

interface Sizes {
  readonly n: number;
  readonly c: number;
  readonly h: number;
  readonly w: number;
  readonly oh: number;
  readonly ow: number;
}

/** Calls with every window: the place of its result, and those of the elements that it meets, row by row. */
function eachWindow(
  { n, c, h, w, oh, ow }: Sizes,
  steps: Steps,
  visit: (y: number, elements: readonly number[]) => void,
) {
  const { entries, positions, places } = placeTable(steps, [h, w], [oh, ow]);
  const met = Array.from({ length: positions }, (_, position) =>
    Array.from({ length: entries }, (_, entry) => places[entry * positions + position] as number).filter(
      (at) => at >= 0,
    ),
  );
  for (let plane = 0; plane < n * c; plane++) {
    met.forEach((list, position) => {
      visit(
        plane * positions + position,
        list.map((at) => plane * h * w + at),
      );
    });
  }
}

/** The place of the first largest element, or of the first NaN. */
function largestOf(values: Float64Array, elements: readonly number[]): number {
  let best = elements[0] as number;
  for (const at of elements) {
    const [value, largest] = [values[at] as number, values[best] as number];
    if (value > largest || (Number.isNaN(value) && !Number.isNaN(largest))) best = at;
  }
  return best;
}

const addTo = (sums: Float64Array, at: number, value: number): void => {
  sums[at] = (sums[at] as number) + value;
};

export const maxPool2d = arrayReference(largestSpecification, {
  halves: true,
  whole({ x }, steps, { sizes }) {
    const [values, y] = [doubles(x), new Float64Array(sizes.n * sizes.c * sizes.oh * sizes.ow)];
    eachWindow(sizes, steps, (at, elements) => {
      y[at] = values[largestOf(values, elements)] as number;
    });
    return arrayFrom(x.dtype, [sizes.n, sizes.c, sizes.oh, sizes.ow], y);
  },
  pullback({ x }, g, steps, { sizes }) {
    const [values, cotangents] = [doubles(x), doubles(g)];
    const sums = new Float64Array(values.length);
    eachWindow(sizes, steps, (at, elements) => addTo(sums, largestOf(values, elements), cotangents[at] as number));
    return { x: arrayFrom(x.dtype, x.shape, sums) };
  },
});

const countOf = (elements: readonly number[], isWhole: boolean, [kh = 1, kw = 1]: readonly number[]): number =>
  isWhole ? kh * kw : elements.length;

export const avgPool2d = arrayReference(averageSpecification, {
  halves: true,
  whole({ x }, { countIncludePad, ...steps }, { sizes }) {
    const [values, y] = [doubles(x), new Float64Array(sizes.n * sizes.c * sizes.oh * sizes.ow)];
    eachWindow(sizes, steps, (at, elements) => {
      const sum = elements.reduce((total, element) => total + (values[element] as number), 0);
      y[at] = sum / countOf(elements, countIncludePad, steps.kernel);
    });
    return arrayFrom(x.dtype, [sizes.n, sizes.c, sizes.oh, sizes.ow], y);
  },
  pullback({ x }, g, { countIncludePad, ...steps }, { sizes }) {
    const cotangents = doubles(g);
    const sums = new Float64Array(sizes.n * sizes.c * sizes.h * sizes.w);
    eachWindow(sizes, steps, (at, elements) => {
      const share = (cotangents[at] as number) / countOf(elements, countIncludePad, steps.kernel);
      for (const element of elements) addTo(sums, element, share);
    });
    return { x: arrayFrom(x.dtype, x.shape, sums) };
  },
});

export const globalAvgPool2d = arrayReference(globalSpecification, {
  halves: true,
  whole({ x }, _, { sizes: { n, c, h, w } }) {
    const values = doubles(x);
    const y = Float64Array.from({ length: n * c }, (_, plane) => {
      const pixels = values.subarray(plane * h * w, (plane + 1) * h * w);
      return pixels.reduce((total, value) => total + value, 0) / (h * w);
    });
    return arrayFrom(x.dtype, [n, c], y);
  },
  pullback({ x }, g, _, { sizes: { n, c, h, w } }) {
    const cotangents = doubles(g);
    const shares = Float64Array.from(
      { length: n * c * h * w },
      (_, at) => (cotangents[Math.floor(at / (h * w))] as number) / (h * w),
    );
    return { x: arrayFrom(x.dtype, x.shape, shares) };
  },
});
