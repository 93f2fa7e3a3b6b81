import fc from 'fast-check';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../spec/layers/convTranspose2d.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { pool } from '../generators/entries.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance } from '../verbs/tensors.ts';
import {
  areAdjoint,
  type Convolution,
  type ConvolutionOptions,
  convolutions,
  exchanged,
  isBilinear,
  mixesChannels,
  repeated,
  splitsIntoGroups,
  still,
  within,
} from './_internal/convolutions.ts';

interface Transposed extends Convolution {
  readonly outputPadding: readonly number[];
}

/** The length of the result along rows (0) or columns (1) for one of the images. */
const lengthOf = (
  { weight, stride, padding, dilation }: Convolution,
  k: 0 | 1,
  length: number,
  extra: number,
): number => (length - 1) * stride[k] - 2 * padding[k] + dilation[k] * ((weight.shape[2 + k] ?? 1) - 1) + 1 + extra;

/** Images as large as a kernel leaves them, with output padding below the stride. */
const transposedConvolutions = (context: Context, options: ConvolutionOptions = {}): fc.Arbitrary<Transposed> =>
  beside(convolutions(context, options), { extra: fc.tuple(fc.nat(2), fc.nat(2)) }).map(({ extra, ...given }) => {
    const { x, weight, stride } = given;
    const outputPadding = [extra[0] % stride[0], extra[1] % stride[1]];
    const [n = 1, , h = 1, w = 1] = x.shape;
    // As long as it takes for a result of at least 1.
    const length = (k: 0 | 1, own: number) => {
      const missing = 1 - lengthOf(given, k, own, outputPadding[k] ?? 0);
      return own + Math.max(Math.ceil(missing / stride[k]), 0);
    };
    // The images come from a kernel's outputs: as many channels as it has.
    const shape = [n, weight.shape[0] ?? 1, length(0, h), length(1, w)];
    const entry = (...index: number[]) => x.data[index.reduce((sum, i) => sum * 7 + i, 3) % x.data.length] ?? 0;
    return { ...given, x: build(x, shape, entry), outputPadding };
  });

/** The kernel turned by half a turn, its two channel axes swapped. */
const flipped = (weight: Tensor): Tensor => {
  const [o = 1, i = 1, kh = 1, kw = 1] = weight.shape;
  return build(weight, [i, o, kh, kw], (a, b, ky, kx) => at(weight, b, a, kh - 1 - ky, kw - 1 - kx));
};

export const laws: readonly Law[] = [
  areAdjoint(convTranspose2d, 'C1'),
  isBilinear(convTranspose2d, 'C2', transposedConvolutions),
  equal(convTranspose2d, 'C3', {
    needs: [conv2d],
    cases: (context) => transposedConvolutions(context, still),
    sides: (f, { x, weight }, convolved) => {
      const padding = [(weight.shape[2] ?? 1) - 1, (weight.shape[3] ?? 1) - 1];
      return { convTranspose2d: [f({ x, weight }), convolved({ x, weight: flipped(weight), padding })] };
    },
  }),
  splitsIntoGroups(convTranspose2d, 'C4', transposedConvolutions),
  law(convTranspose2d, 'C5', {
    hint: 'the output padding is ignored, or moves the image',
    cases: (context) => transposedConvolutions(context),
    check: async (on, given) => {
      const { x, weight, outputPadding, ...movement } = given;
      const size = (k: 0 | 1, extra = 0) => lengthOf(given, k, x.shape[2 + k] ?? 1, extra);
      const [tall, wide] = [size(0), size(1)];
      const extended = await on(convTranspose2d, { x, weight }, { ...movement, outputPadding });
      const [n = 1, o = 1] = extended.y.shape;
      const shape = [n, o, size(0, outputPadding[0]), size(1, outputPadding[1])];
      const seen = identical(extended.y, { ...extended.y, shape }, 'convTranspose2d');
      if (tall < 1 || wide < 1) return [seen];
      const plain = await on(convTranspose2d, { x, weight }, movement);
      const kept = build(extended.y, [n, o, tall, wide], (...index) => at(extended.y, ...index));
      return [seen, identical(kept, plain.y, 'convTranspose2d without output padding')];
    },
  }),
  mixesChannels(convTranspose2d, 'C6', transposedConvolutions, (weight, o, i) => at(weight, i, o, 0, 0)),
  law(convTranspose2d, 'C7', {
    bits: 20,
    gradient: true,
    needs: [conv2d],
    hint: 'the gradient is a transposed convolution once more, or the kernel of it flipped',
    cases: (context) => beside(transposedConvolutions(context), { weights: pool('integers') }),
    check: async (on, { weights, ...given }, { dtype }) => {
      const { x, weight, outputPadding, ...movement } = given;
      const { y } = await on(convTranspose2d, { x, weight }, { ...movement, outputPadding });
      const g = repeated(dtype, y.shape, weights, 1);
      const gradients = await on.gradient(convTranspose2d, { x, weight }, { y: g }, { ...movement, outputPadding });
      const forward = await on(conv2d, { x: g, weight }, movement);
      const dx = within(forward.y, x.shape.slice(2));
      const seen = [identical(outputOf(gradients, 'x'), dx, 'dx')];
      if (movement.groups > 1) return seen;
      const steps = { padding: movement.padding, stride: movement.dilation, dilation: movement.stride };
      const kernel = await on(conv2d, { x: exchanged(g), weight: exchanged(x) }, steps);
      const expected = exchanged(within(kernel.y, weight.shape.slice(2)));
      return [...seen, identical(outputOf(gradients, 'weight'), expected, 'dk')];
    },
  }),
  erratum(convTranspose2d, 'E90', {
    gradient: true,
    needs: [conv2d],
    given: ({ dtype }) => ({
      x: tensorOf(dtype, [1, 1, 1, 2], [1, 2]),
      weight: tensorOf(dtype, [1, 1, 1, 2], [1, 10]),
      g: tensorOf(dtype, [1, 1, 1, 3], [1, 1, 1]),
    }),
    check: async (on, { x, weight, g }) => {
      const gradients = await on.gradient(convTranspose2d, { x, weight }, { y: g });
      const convolved = await on(conv2d, { x: g, weight });
      return [
        identical(outputOf(gradients, 'x'), convolved.y, 'dx'),
        refuted(
          'the gradient of the kernel is that convolution',
          distance(outputOf(gradients, 'weight'), convolved.y),
          8,
        ),
        identical(outputOf(gradients, 'weight'), tensorOf(x.dtype as 'float64', [1, 1, 1, 2], [3, 3]), 'dk'),
      ];
    },
  }),
];
