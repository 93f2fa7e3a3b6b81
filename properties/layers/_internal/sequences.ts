import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { pool } from '../../generators/entries.ts';
import type { Case, Context } from '../../law.ts';
import { at, build, inShape } from '../../verbs/tensors.ts';
import { extent, repeated } from './convolutions.ts';

/** Sequences, a kernel that fits into them with its padding, and how it moves. */
export interface Sequences extends Case {
  readonly x: Tensor;
  readonly weight: Tensor;
  readonly stride: number;
  readonly padding: readonly [number, number];
  readonly dilation: number;
  readonly groups: number;
}

/** Integers; circular padding is at most as long as the sequence. */
export const sequences = (context: Context, fixed: Partial<Sequences> = {}): fc.Arbitrary<Sequences> =>
  fc
    .record({
      images: fc.integer({ min: 1, max: 2 }),
      width: fc.integer({ min: 2, max: 8 }),
      kernel: fc.integer({ min: 1, max: 4 }),
      inputs: fc.integer({ min: 1, max: 2 }),
      outputs: fc.integer({ min: 1, max: 2 }),
      groups: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
      padding: fc.tuple(fc.nat(2), fc.nat(2)),
      dilation: fc.integer({ min: 1, max: 3 }),
      pools: fc.tuple(pool('integers'), pool('integers')),
    })
    .map(({ images, width, kernel, inputs, outputs, pools, ...drawn }) => {
      const { stride, padding, dilation, groups } = { ...drawn, ...fixed };
      const w = Math.max(width, extent(kernel, dilation) - padding[0] - padding[1]);
      return {
        x: repeated(context.dtype, [images, groups * inputs, w], pools[0], 1),
        weight: repeated(context.dtype, [groups * outputs, inputs, kernel], pools[1], 1),
        stride,
        padding,
        dilation,
        groups,
      };
    });

/** Sequences as images of one row. */
export const inRows = (x: Tensor): Tensor => inShape(x, [x.shape[0] ?? 1, x.shape[1] ?? 1, 1, x.shape[2] ?? 1]);

/** Sequences with zeros around them, or with their own ends. */
export const around = (x: Tensor, [before, after]: readonly [number, number], isRing = false): Tensor => {
  const [n = 1, c = 1, w = 1] = x.shape;
  return build(x, [n, c, before + w + after], (image, channel, place) => {
    const own = place - before;
    if (isRing) return at(x, image, channel, (((own % w) + w) % w) as number);
    return own >= 0 && own < w ? at(x, image, channel, own) : 0;
  });
};

/** The last axis turned: element t goes to t + by. */
export const turned = (x: Tensor, by: number): Tensor => {
  const w = x.shape.at(-1) ?? 1;
  return build(x, x.shape, (...index) => at(x, ...index.with(-1, ((((index.at(-1) ?? 0) - by) % w) + w) % w)));
};

/** The last axis backwards. */
export const backwards = (x: Tensor): Tensor =>
  build(x, x.shape, (...index) => at(x, ...index.with(-1, (x.shape.at(-1) ?? 1) - 1 - (index.at(-1) ?? 0))));
