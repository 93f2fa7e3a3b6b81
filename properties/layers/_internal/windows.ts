import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { type Entries, pool } from '../../generators/entries.ts';
import type { Case, Context } from '../../law.ts';
import { type Both, both, extent, repeated } from './convolutions.ts';

/** Images, and a window that moves over them. */
export interface Windowed extends Case {
  readonly x: Tensor;
  readonly kernel: Both;
  readonly stride: Both;
  readonly padding: Both;
  readonly dilation: Both;
}

/** A window that fits, padded by half its size at most, over images in which each of its positions meets something. */
export const windowed = (
  context: Context,
  { entries = 'integers', ...fixed }: Partial<Omit<Windowed, 'x'>> & { readonly entries?: Entries } = {},
): fc.Arbitrary<Windowed> =>
  fc
    .record({
      images: fc.integer({ min: 1, max: 2 }),
      channels: fc.integer({ min: 1, max: 3 }),
      size: both(2, 6),
      kernel: both(1, 3),
      stride: both(1, 3),
      padding: both(0, 2),
      dilation: both(1, 2),
      pool: pool(entries, context.dtype),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ images, channels, size, pool, fill, ...drawn }) => {
      const { kernel, stride, dilation, ...rest } = { ...drawn, ...fixed };
      const padding = ([0, 1] as const).map((k) => Math.min(rest.padding[k], Math.floor(kernel[k] / 2)));
      const sides = ([0, 1] as const).map((k) => Math.max(size[k], extent(kernel[k], dilation[k])));
      return {
        x: repeated(context.dtype, [images, channels, ...sides], pool, fill),
        kernel,
        stride,
        padding: [padding[0] ?? 0, padding[1] ?? 0] as const,
        dilation,
      };
    });

/** Rows and columns of positions. */
export const positionsOf = ({ x, kernel, stride, padding, dilation }: Windowed): Both => {
  const count = (k: 0 | 1) =>
    Math.floor(((x.shape[2 + k] ?? 1) + 2 * padding[k] - extent(kernel[k], dilation[k])) / stride[k]) + 1;
  return [count(0), count(1)];
};
