/** A square image of one example, convolved: c channels of h x h pixels to o channels, as in a layer of a network. */
export interface Convolution {
  readonly c: number;
  readonly h: number;
  readonly o: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export const outputSize = ({ h, kernel, stride, padding }: Convolution): number =>
  Math.floor((h + 2 * padding - kernel) / stride) + 1;

/** Multiplications and additions, those with the padding included. */
export const convolutionFlops = (layer: Convolution): number =>
  2 * layer.o * layer.c * layer.kernel ** 2 * outputSize(layer) ** 2;
