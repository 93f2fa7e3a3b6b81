import fc from 'fast-check';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../spec/layers/convTranspose2d.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { at, build, plus } from '../verbs/tensors.ts';
import { another, areAdjoint, besides, convolutions, type Movement, part } from './_internal/convolutions.ts';

interface Transposed extends Case {
  readonly x: Tensor;
  readonly weight: Tensor;
  readonly movement: Movement & { readonly outputPadding: readonly number[] };
}

/** Images as large as a kernel leaves them, with output padding below the stride. */
const transposedConvolutions = (context: Context, options: Parameters<typeof convolutions>[1] = {}) =>
  fc
    .record({ base: convolutions(context, options), extra: fc.tuple(fc.nat(2), fc.nat(2)) })
    .map(({ base: { x, weight, movement }, extra }): Transposed => {
      const { stride, padding, dilation } = movement;
      const outputPadding = [extra[0] % stride[0], extra[1] % stride[1]];
      const least = (k: 0 | 1) => {
        const covered = dilation[k] * ((weight.shape[2 + k] ?? 1) - 1) + 1 + (outputPadding[k] ?? 0);
        return Math.max(Math.ceil((1 - covered + 2 * padding[k]) / stride[k]) + 1, 1);
      };
      const [n = 1, , h = 1, w = 1] = x.shape;
      const shape = [n, weight.shape[0] ?? 1, Math.max(h, least(0)), Math.max(w, least(1))];
      // The images come from a kernel's outputs: as many channels as it has.
      const images = build(
        x,
        shape,
        (...index) => x.data[index.reduce((sum, i) => sum * 7 + i, 3) % x.data.length] ?? 0,
      );
      return { x: images, weight, movement: { ...movement, outputPadding } };
    });

const still = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 } as const;

/** The kernel turned by half a turn, its two channel axes swapped. */
const flipped = (weight: Tensor): Tensor => {
  const [o = 1, i = 1, kh = 1, kw = 1] = weight.shape;
  return build(weight, [i, o, kh, kw], (a, b, ky, kx) => at(weight, b, a, kh - 1 - ky, kw - 1 - kx));
};

export const laws: readonly Law[] = [
  areAdjoint(convTranspose2d, 'C1'),
  law(convTranspose2d, 'C2', {
    cases: (context) => transposedConvolutions(context),
    check: async (on, { x, weight, movement }) => {
      const [z, kernel] = [another(x), another(weight)];
      const apply = (image: Tensor, k: Tensor) => on(convTranspose2d, { x: image, weight: k }, movement);
      const [base, moved, turned, sumOfImages, sumOfKernels] = await Promise.all([
        apply(x, weight),
        apply(z, weight),
        apply(x, kernel),
        apply(plus(x, z), weight),
        apply(x, plus(weight, kernel)),
      ]);
      return [
        identical(sumOfImages.y, plus(base.y, moved.y), 'convTranspose2d(x + z, k)'),
        identical(sumOfKernels.y, plus(base.y, turned.y), 'convTranspose2d(x, k + l)'),
      ];
    },
  }),
  law(convTranspose2d, 'C3', {
    needs: [conv2d],
    cases: (context) => transposedConvolutions(context, still),
    check: async (on, { x, weight }) => {
      const padding = [(weight.shape[2] ?? 1) - 1, (weight.shape[3] ?? 1) - 1];
      const [transposed, full] = await Promise.all([
        on(convTranspose2d, { x, weight }),
        on(conv2d, { x, weight: flipped(weight) }, { padding }),
      ]);
      return [identical(transposed.y, full.y, 'convTranspose2d')];
    },
  }),
  law(convTranspose2d, 'C4', {
    hint: 'the channels of one group are read for another, or all groups are summed',
    cases: (context) => transposedConvolutions(context),
    check: async (on, { x, weight, movement }) => {
      const { groups } = movement;
      const channels = (weight.shape[0] ?? 1) / groups;
      const [whole, ...parts] = await Promise.all([
        on(convTranspose2d, { x, weight }, movement),
        ...Array.from({ length: groups }, (_, g) =>
          on(
            convTranspose2d,
            { x: part(x, 1, g * channels, channels), weight: part(weight, 0, g * channels, channels) },
            { ...movement, groups: 1 },
          ),
        ),
      ]);
      return [identical(whole.y, besides(parts.map(({ y }) => y)), 'convTranspose2d in groups')];
    },
  }),
  law(convTranspose2d, 'C5', {
    hint: 'the output padding is ignored, or moves the image',
    cases: (context) => transposedConvolutions(context),
    check: async (on, { x, weight, movement }) => {
      const { stride, padding, dilation, outputPadding } = movement;
      const size = (k: 0 | 1, extra: number) =>
        ((x.shape[2 + k] ?? 1) - 1) * stride[k] -
        2 * padding[k] +
        dilation[k] * ((weight.shape[2 + k] ?? 1) - 1) +
        1 +
        extra;
      const [tall, wide] = [size(0, 0), size(1, 0)];
      const extended = await on(convTranspose2d, { x, weight }, movement);
      const [n = 1, o = 1] = extended.y.shape;
      const shape = [n, o, size(0, outputPadding[0] ?? 0), size(1, outputPadding[1] ?? 0)];
      const seen = identical(extended.y, { ...extended.y, shape }, 'convTranspose2d');
      if (tall < 1 || wide < 1) return [seen];
      const plain = await on(convTranspose2d, { x, weight }, { ...movement, outputPadding: [0, 0] });
      const kept = build(extended.y, [n, o, tall, wide], (...index) => at(extended.y, ...index));
      return [seen, identical(kept, plain.y, 'convTranspose2d without output padding')];
    },
  }),
  law(convTranspose2d, 'C6', {
    cases: (context) => transposedConvolutions(context, { ...still, kernel: [1, 1] }),
    check: async (on, { x, weight }) => {
      const [n = 1, c = 1, h = 1, w = 1] = x.shape;
      const expected = build(x, [n, weight.shape[1] ?? 1, h, w], (image, o, row, column) =>
        Array.from({ length: c }, (_, i) => at(weight, i, o, 0, 0) * at(x, image, i, row, column)).reduce(
          (sum, term) => sum + term,
          0,
        ),
      );
      return [
        identical((await on(convTranspose2d, { x, weight })).y, expected, 'convTranspose2d with a 1 by 1 kernel'),
      ];
    },
  }),
];
