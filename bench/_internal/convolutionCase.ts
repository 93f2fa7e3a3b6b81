import { conv2d, fromTensor, type NdArray } from '../../adapters/reference/kernels.ts';
import type { Case, Gate } from './benchmark.ts';
import { type Contestant, contestant } from './contestant.ts';
import { type Convolution, convolutionFlops, outputSize } from './convolution.ts';
import { entrantOf, peer } from './peers.ts';
import { random } from './random.ts';

interface ConvolutionCase extends Convolution {
  readonly label: string;
  readonly gates?: readonly Gate[];
  readonly beside?: readonly string[];
}

/** A layer as a case: ours and its peers are compared with the formula in some places, and timed with what they allocate. */
export function convolutionCase({ label, gates = [], beside = [], ...layer }: ConvolutionCase): Case {
  return {
    name: `float32 ${label}, ${layer.c} x ${layer.h}^2 to ${layer.o}`,
    opponents: [...gates.map(({ opponent }) => opponent), ...beside],
    gates,
    async enter(wanted) {
      const { x, weight } = operandsOf(layer);
      checkConvolution('ours', layer, x, weight, convolve(layer, x, weight).data);
      const flops = convolutionFlops(layer);
      const ours = contestant('conv2d', flops, () => convolve(layer, x, weight).data[0] as number);
      const opponents: Contestant[] = [];
      const absent: { name: string; reason: string }[] = [];
      for (const name of this.opponents.filter(wanted)) {
        const found = await peer(name);
        const image = x.data as Float32Array;
        const kernels = weight.data as Float32Array;
        const prepared = 'kernels' in found ? found.kernels.convolution?.(layer, image, kernels) : undefined;
        if (prepared === undefined) {
          absent.push({ name, reason: 'reason' in found ? found.reason : 'has no convolution' });
          continue;
        }
        checkConvolution(name, layer, x, weight, await prepared.result());
        opponents.push(entrantOf(name, flops, prepared));
      }
      return { ours, opponents, absent };
    },
  };
}

/** The operation as it is offered, or by a path of its own. */
export function convolve(
  { stride, padding }: Convolution,
  x: NdArray,
  weight: NdArray,
  operation: typeof conv2d = conv2d,
): NdArray {
  const attributes = {
    stride: [stride, stride],
    padding: [padding, padding],
    dilation: [1, 1],
    groups: 1,
  };
  const y = operation({ x, weight }, attributes);
  if (y instanceof Promise) throw new Error('bench: the reference answered with a promise');
  return y;
}

/** Values in +-[0.5, 1.5): none is zero or subnormal, and no product is. */
export function operandsOf({ c, h, o, kernel }: Convolution): { readonly x: NdArray; readonly weight: NdArray } {
  const uniform = random(4);
  const values = (shape: readonly number[]): NdArray => {
    const data = new Float32Array(shape.reduce((size, dimension) => size * dimension, 1));
    for (let i = 0; i < data.length; i++) data[i] = (uniform() < 0.5 ? -1 : 1) * (0.5 + uniform());
    return fromTensor({ dtype: 'float32', shape, data });
  };
  return { x: values([1, c, h, h]), weight: values([o, c, kernel, kernel]) };
}

const PLACES = 2000;

/**
 * |y - sum| <= gamma_k sum |w| |x| in places that are spread over the result, k = c kernel^2 terms in any order, the sum in
 * float64. Throws Error at the first place outside.
 */
export function checkConvolution(
  who: string,
  layer: Convolution,
  x: NdArray,
  weight: NdArray,
  y: ArrayLike<number>,
): void {
  const size = outputSize(layer);
  const k = layer.c * layer.kernel ** 2;
  const u = 2 ** -24;
  const gamma = (k * u * (1 + 2 ** -20)) / (1 - k * u);
  const total = layer.o * size * size;
  if (y.length !== total) throw new Error(`conv2d of ${who}: ${y.length} values, expected ${total}`);
  for (let place = 0; place < PLACES; place++) {
    const at = Math.floor((place * (total - 1)) / (PLACES - 1));
    const [channel, row, column] = [Math.floor(at / size ** 2), Math.floor(at / size) % size, at % size];
    const { sum, magnitude } = response(layer, x, weight, channel, row, column);
    if (!(Math.abs((y[at] as number) - sum) <= gamma * magnitude)) {
      throw new Error(`conv2d of ${who}: y[${channel}, ${row}, ${column}] is ${y[at]}, expected ${sum}`);
    }
  }
}

function response(
  { c, h, kernel, stride, padding }: Convolution,
  x: NdArray,
  weight: NdArray,
  channel: number,
  row: number,
  column: number,
): { readonly sum: number; readonly magnitude: number } {
  let sum = 0;
  let magnitude = 0;
  for (let i = 0; i < c; i++) {
    for (let p = 0; p < kernel; p++) {
      const top = row * stride + p - padding;
      if (top < 0 || top >= h) continue;
      for (let q = 0; q < kernel; q++) {
        const left = column * stride + q - padding;
        if (left < 0 || left >= h) continue;
        const value = x.data[(i * h + top) * h + left] as number;
        const term = value * (weight.data[((channel * c + i) * kernel + p) * kernel + q] as number);
        sum += term;
        magnitude += Math.abs(term);
      }
    }
  }
  return { sum, magnitude };
}
