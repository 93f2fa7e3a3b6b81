import { locallyConnected1d as specification } from '../../spec/layers/locallyConnected1d.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

interface Sizes {
  readonly n: number;
  readonly c: number;
  readonly w: number;
  readonly o: number;
  readonly k: number;
  readonly ow: number;
}

/** Calls with the places of a product: of the element of y, of x and of the weight. */
function eachProduct(
  { n, c, w, o, k, ow }: Sizes,
  stride: number,
  visit: (y: number, x: number, weight: number) => void,
): void {
  for (let image = 0; image < n; image++) {
    for (let output = 0; output < o; output++) {
      for (let t = 0; t < ow; t++) {
        for (let channel = 0; channel < c; channel++) {
          for (let j = 0; j < k; j++) {
            visit(
              (image * o + output) * ow + t,
              (image * c + channel) * w + t * stride + j,
              ((t * o + output) * c + channel) * k + j,
            );
          }
        }
      }
    }
  }
}

export const locallyConnected1d = arrayReference(specification, {
  halves: true,
  whole({ x, weight, bias }, { stride }, { sizes }) {
    const { n, o, ow } = sizes;
    const [elements, kernels, biases] = [doubles(x), doubles(weight), bias && doubles(bias)];
    const sums = Float64Array.from({ length: n * o * ow }, (_, at) => biases?.[at % (o * ow)] ?? 0);
    eachProduct(sizes, stride, (y, at, entry) => {
      sums[y] = (sums[y] as number) + (elements[at] as number) * (kernels[entry] as number);
    });
    return arrayFrom(x.dtype, [n, o, ow], sums);
  },
  pullback({ x, weight, bias }, g, { stride }, { sizes }) {
    const [elements, kernels, cotangents] = [doubles(x), doubles(weight), doubles(g)];
    const [dx, dWeight] = [new Float64Array(elements.length), new Float64Array(kernels.length)];
    const dBias = new Float64Array(sizes.o * sizes.ow);
    eachProduct(sizes, stride, (y, at, entry) => {
      dx[at] = (dx[at] as number) + (cotangents[y] as number) * (kernels[entry] as number);
      dWeight[entry] = (dWeight[entry] as number) + (cotangents[y] as number) * (elements[at] as number);
    });
    cotangents.forEach((value, at) => {
      const place = at % dBias.length;
      dBias[place] = (dBias[place] as number) + value;
    });
    return {
      x: arrayFrom(x.dtype, x.shape, dx),
      weight: arrayFrom(x.dtype, weight.shape, dWeight),
      bias: bias && arrayFrom(x.dtype, bias.shape, dBias),
    };
  },
});
