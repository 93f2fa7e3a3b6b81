import fc from 'fast-check';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../spec/layers/convTranspose2d.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { pool } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance } from '../verbs/tensors.ts';
import {
  areAdjoint,
  type Both,
  both,
  convolutions,
  exchanged,
  isBilinear,
  mixesChannels,
  part,
  repeated,
  splitsIntoGroups,
  still,
  unreached,
  within,
} from './_internal/convolutions.ts';

/** The input with its zeros written out. */
const padded = (x: Tensor, [rows, columns]: Both): Tensor => {
  const [n = 1, c = 1, h = 1, w = 1] = x.shape;
  return build(x, [n, c, h + 2 * rows, w + 2 * columns], (i, k, row, column) =>
    row >= rows && row < h + rows && column >= columns && column < w + columns
      ? at(x, i, k, row - rows, column - columns)
      : 0,
  );
};

/** The kernel with the zeros between its entries written out. */
const stuffed = (weight: Tensor, [rows, columns]: Both): Tensor => {
  const [o = 1, i = 1, kh = 1, kw = 1] = weight.shape;
  return build(weight, [o, i, rows * (kh - 1) + 1, columns * (kw - 1) + 1], (out, channel, row, column) =>
    row % rows === 0 && column % columns === 0 ? at(weight, out, channel, row / rows, column / columns) : 0,
  );
};

/** Every `step`-th row and column from a first one. */
const sampled = (y: Tensor, [rows, columns]: Both, from: Both = [0, 0]): Tensor => {
  const [n = 1, o = 1, h = 1, w = 1] = y.shape;
  const count = (size: number, start: number, step: number) => Math.ceil((size - start) / step);
  return build(y, [n, o, count(h, from[0], rows), count(w, from[1], columns)], (i, k, row, column) =>
    at(y, i, k, from[0] + row * rows, from[1] + column * columns),
  );
};

export const laws: readonly Law[] = [
  isBilinear(conv2d, 'C1', (context) => convolutions(context)),
  mixesChannels(conv2d, 'C2', convolutions, (weight, o, i) => at(weight, o, i, 0, 0)),
  closedForm(conv2d, 'C3', {
    hint: 'the padding is off by one, or the kernel starts at the wrong entry',
    cases: (context) =>
      beside(tensors(context, { x: 'n c h w' }, { entries: 'reals', most: 3 }), {
        half: both(0, 2),
        dilation: both(1, 2),
      }),
    from: ({ x, half: [rows, columns], dilation }) => {
      const c = x.shape[1] ?? 1;
      const weight = build(x, [c, c, 2 * rows + 1, 2 * columns + 1], (o, i, ky, kx) =>
        o === i && ky === rows && kx === columns ? 1 : 0,
      );
      return { x, weight, padding: [rows * dilation[0], columns * dilation[1]], dilation };
    },
    result: ({ x }) => ({ y: x }),
    // Where factors or sums are kept in fewer bits than the data type has, a factor 1 changes some.
    exactWhere: keepsFactors,
    what: 'conv2d(x, identity)',
  }),
  metamorphic(conv2d, 'C4', {
    cases: (context) => convolutions(context),
    to: ({ x, padding }) => ({ x: padded(x, padding), padding: [0, 0] }),
    what: 'conv2d with padding',
  }),
  metamorphic(conv2d, 'C5', {
    cases: (context) => convolutions(context),
    from: (given) => ({ ...given, stride: [1, 1] }),
    to: ({ stride }) => ({ stride }),
    result: ({ y }, { stride }) => ({ y: sampled(y, stride) }),
    what: 'conv2d with stride',
  }),
  metamorphic(conv2d, 'C6', {
    cases: (context) => convolutions(context),
    to: ({ weight, dilation }) => ({ weight: stuffed(weight, dilation), dilation: [1, 1] }),
    what: 'conv2d with dilation',
  }),
  splitsIntoGroups(conv2d, 'C7', (context) => convolutions(context)),
  metamorphic(conv2d, 'C8', {
    // A spare row and column for every stride, which the shift leaves behind.
    cases: (context) => convolutions(context, { padding: [0, 0], spare: 3 }),
    to: ({ x, stride }) => ({ x: sampled(x, [1, 1], stride) }),
    result: ({ y }) => ({ y: sampled(y, [1, 1], [1, 1]) }),
    what: 'conv2d of the shifted input',
  }),
  areAdjoint(conv2d, 'C9'),
  closedForm(conv2d, 'C10', {
    hint: 'the kernel is flipped: convolution in place of cross-correlation',
    cases: (context) =>
      beside(tensors(context, { x: 'n c h w' }, { sizes: { n: 1, c: 1, h: 4, w: 4 } }), {
        kernel: both(1, 3),
        entry: fc.tuple(fc.nat(2), fc.nat(2)),
      }).map(({ x, kernel: [rows, columns], entry }) => ({
        x,
        kernel: [rows, columns] as const,
        entry: [entry[0] % rows, entry[1] % columns] as const,
      })),
    from: ({ x, kernel, entry }) => ({
      x,
      weight: build(x, [1, 1, ...kernel], (_o, _i, ky, kx) => (ky === entry[0] && kx === entry[1] ? 1 : 0)),
    }),
    result: ({ x, kernel, entry }) => ({
      y: build(x, [1, 1, 5 - kernel[0], 5 - kernel[1]], (_n, _o, row, column) =>
        at(x, 0, 0, row + entry[0], column + entry[1]),
      ),
    }),
    what: ({ entry }) => `conv2d with the 1 at [${entry.join(', ')}]`,
  }),
  law(conv2d, 'C11', {
    bits: 20,
    gradient: true,
    needs: [convTranspose2d],
    hint: 'the gradient of the image forgets stride, padding or dilation, or that of the kernel an image',
    cases: (context) => beside(convolutions(context), { weights: pool('integers') }),
    check: async (on, { weights, ...given }, { dtype }) => {
      const { x, weight, ...movement } = given;
      const { y } = await on(conv2d, { x, weight }, movement);
      const [g, bias] = [repeated(dtype, y.shape, weights, 1), repeated(dtype, [y.shape[1] ?? 1], weights, 1)];
      const gradients = await on.gradient(conv2d, { x, weight, bias }, { y: g }, movement);
      const back = await on(convTranspose2d, { x: g, weight }, { ...movement, outputPadding: unreached(given) });
      const sums = build(g, [y.shape[1] ?? 1], (o) =>
        Array.from(g.data).reduce((sum, value, place) => {
          const channel = Math.floor(place / ((y.shape[2] ?? 1) * (y.shape[3] ?? 1))) % (y.shape[1] ?? 1);
          return channel === o ? sum + value : sum;
        }, 0),
      );
      const seen = [
        identical(outputOf(gradients, 'x'), back.y, 'dx'),
        identical(outputOf(gradients, 'bias'), sums, 'db'),
      ];
      if (movement.groups > 1) return seen;
      const steps = { padding: movement.padding, stride: movement.dilation, dilation: movement.stride };
      const kernel = await on(conv2d, { x: exchanged(x), weight: exchanged(g) }, steps);
      const expected = exchanged(within(kernel.y, weight.shape.slice(2)));
      return [...seen, identical(outputOf(gradients, 'weight'), expected, 'dk')];
    },
  }),
  equal(conv2d, 'C12', {
    bits: 24,
    hint: 'rows and columns of the kernel are exchanged',
    cases: (context) =>
      beside(convolutions(context, { ...still, groups: 1, spare: 2, kernel: [3, 3] }), {
        factors: tensors(context, { u: 'n', v: 'm' }, { most: 3 }),
      }),
    sides: (f, { x: images, factors: { u, v } }) => {
      const x = part(images, 1, 0, 1);
      const [rows, columns] = [u.data.length, v.data.length];
      const down = f({ x, weight: build(u, [1, 1, rows, 1], (_o, _i, ky) => at(u, ky)) });
      const across = build(v, [1, 1, 1, columns], (_o, _i, _y, kx) => at(v, kx));
      const both = build(u, [1, 1, rows, columns], (_o, _i, ky, kx) => at(u, ky) * at(v, kx));
      return { 'conv2d(x, u v^T)': [f({ x, weight: both }), f({ x: down, weight: across })] };
    },
  }),
  erratum(conv2d, 'E43', {
    given: ({ dtype }) => ({
      x: tensorOf(dtype, [1, 1, 1, 4], [1, 2, 3, 4]),
      byOne: tensorOf(dtype, [1, 1, 1, 4], [4, 1, 2, 3]),
      byTwo: tensorOf(dtype, [1, 1, 1, 4], [3, 4, 1, 2]),
      weight: tensorOf(dtype, [1, 1, 1, 1], [1]),
    }),
    check: async (on, { x, byOne, byTwo, weight }) => {
      const [plain, one, two] = await Promise.all(
        [x, byOne, byTwo].map((image) => on(conv2d, { x: image, weight }, { stride: [1, 2] })),
      );
      const y = outputOf(plain ?? {}, 'y');
      return [
        refuted('the result is that of the image turned by one', distance(y, outputOf(one ?? {}, 'y')), 1),
        identical(
          outputOf(two ?? {}, 'y'),
          build(y, y.shape, (n, o, row, t) => at(y, n, o, row, 1 - t)),
          'turned by two',
        ),
      ];
    },
  }),
];
