import fc from 'fast-check';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { at, build, plus } from '../verbs/tensors.ts';
import { another, areAdjoint, besides, type Convolution, convolutions, part } from './_internal/convolutions.ts';

/** The input with its zeros written out. */
const padded = (x: Tensor, [rows, columns]: Convolution['movement']['padding']): Tensor => {
  const [n = 1, c = 1, h = 1, w = 1] = x.shape;
  return build(x, [n, c, h + 2 * rows, w + 2 * columns], (i, k, row, column) =>
    row >= rows && row < h + rows && column >= columns && column < w + columns
      ? at(x, i, k, row - rows, column - columns)
      : 0,
  );
};

/** The kernel with the zeros between its entries written out. */
const stuffed = (weight: Tensor, [rows, columns]: Convolution['movement']['dilation']): Tensor => {
  const [o = 1, i = 1, kh = 1, kw = 1] = weight.shape;
  return build(weight, [o, i, rows * (kh - 1) + 1, columns * (kw - 1) + 1], (out, channel, row, column) =>
    row % rows === 0 && column % columns === 0 ? at(weight, out, channel, row / rows, column / columns) : 0,
  );
};

/** Every `step`-th row and column from a first one. */
const sampled = (
  y: Tensor,
  [rows, columns]: readonly [number, number],
  from: readonly [number, number] = [0, 0],
): Tensor => {
  const [n = 1, o = 1, h = 1, w = 1] = y.shape;
  const count = (size: number, start: number, step: number) => Math.ceil((size - start) / step);
  return build(y, [n, o, count(h, from[0], rows), count(w, from[1], columns)], (i, k, row, column) =>
    at(y, i, k, from[0] + row * rows, from[1] + column * columns),
  );
};

const still = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 } as const;

export const laws: readonly Law[] = [
  law(conv2d, 'C1', {
    cases: (context) => convolutions(context),
    check: async (on, { x, weight, movement }) => {
      const [z, kernel] = [another(x), another(weight)];
      const apply = (image: Tensor, k: Tensor) => on(conv2d, { x: image, weight: k }, movement);
      const [base, moved, turned, sumOfImages, sumOfKernels] = await Promise.all([
        apply(x, weight),
        apply(z, weight),
        apply(x, kernel),
        apply(plus(x, z), weight),
        apply(x, plus(weight, kernel)),
      ]);
      return [
        identical(sumOfImages.y, plus(base.y, moved.y), 'conv2d(x + z, k)'),
        identical(sumOfKernels.y, plus(base.y, turned.y), 'conv2d(x, k + l)'),
      ];
    },
  }),
  law(conv2d, 'C2', {
    cases: (context) => convolutions(context, { ...still, kernel: [1, 1] }),
    check: async (on, { x, weight }) => {
      const [n = 1, c = 1, h = 1, w = 1] = x.shape;
      const expected = build(x, [n, weight.shape[0] ?? 1, h, w], (image, o, row, column) =>
        Array.from({ length: c }, (_, i) => at(weight, o, i, 0, 0) * at(x, image, i, row, column)).reduce(
          (sum, term) => sum + term,
          0,
        ),
      );
      return [identical((await on(conv2d, { x, weight })).y, expected, 'conv2d with a 1 by 1 kernel')];
    },
  }),
  law(conv2d, 'C3', {
    hint: 'the padding is off by one, or the kernel starts at the wrong entry',
    cases: (context) =>
      fc
        .record({
          base: tensors(context, { x: 'n c h w' }, { entries: 'reals', most: 3 }),
          half: fc.tuple(fc.nat(2), fc.nat(2)),
          dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
        })
        .map(({ base: { x }, half, dilation }) => ({ x, half, dilation })),
    check: async (on, { x, half, dilation }, context) => {
      const c = x.shape[1] ?? 1;
      const weight = build(x, [c, c, 2 * half[0] + 1, 2 * half[1] + 1], (o, i, ky, kx) =>
        o === i && ky === half[0] && kx === half[1] ? 1 : 0,
      );
      const padding = [half[0] * dilation[0], half[1] * dilation[1]];
      const { y } = await on(conv2d, { x, weight }, { padding, dilation });
      // Where factors or sums are kept in fewer bits than the data type has, a factor 1 changes some.
      if (!keepsFactors(context.profile)) {
        return matchesDefinition(conv2d, { x, weight }, { padding, dilation }, { y }, context);
      }
      return [identical(y, x, 'conv2d(x, identity)')];
    },
  }),
  law(conv2d, 'C4', {
    cases: (context) => convolutions(context),
    check: async (on, { x, weight, movement }) => {
      const [given, written] = await Promise.all([
        on(conv2d, { x, weight }, movement),
        on(conv2d, { x: padded(x, movement.padding), weight }, { ...movement, padding: [0, 0] }),
      ]);
      return [identical(given.y, written.y, 'conv2d with padding')];
    },
  }),
  law(conv2d, 'C5', {
    cases: (context) => convolutions(context),
    check: async (on, { x, weight, movement }) => {
      const [strided, dense] = await Promise.all([
        on(conv2d, { x, weight }, movement),
        on(conv2d, { x, weight }, { ...movement, stride: [1, 1] }),
      ]);
      return [identical(strided.y, sampled(dense.y, movement.stride), 'conv2d with stride')];
    },
  }),
  law(conv2d, 'C6', {
    cases: (context) => convolutions(context),
    check: async (on, { x, weight, movement }) => {
      const [dilated, written] = await Promise.all([
        on(conv2d, { x, weight }, movement),
        on(conv2d, { x, weight: stuffed(weight, movement.dilation) }, { ...movement, dilation: [1, 1] }),
      ]);
      return [identical(dilated.y, written.y, 'conv2d with dilation')];
    },
  }),
  law(conv2d, 'C7', {
    hint: 'the channels of one group are read for another, or all groups are summed',
    cases: (context) => convolutions(context),
    check: async (on, { x, weight, movement }) => {
      const { groups } = movement;
      const [inputs, outputs] = [(x.shape[1] ?? 1) / groups, (weight.shape[0] ?? 1) / groups];
      const [whole, ...parts] = await Promise.all([
        on(conv2d, { x, weight }, movement),
        ...Array.from({ length: groups }, (_, g) =>
          on(
            conv2d,
            { x: part(x, 1, g * inputs, inputs), weight: part(weight, 0, g * outputs, outputs) },
            { ...movement, groups: 1 },
          ),
        ),
      ]);
      return [identical(whole.y, besides(parts.map(({ y }) => y)), 'conv2d in groups')];
    },
  }),
  law(conv2d, 'C8', {
    // A spare row and column for every stride, which the shift leaves behind.
    cases: (context) => convolutions(context, { padding: [0, 0], spare: 3 }),
    check: async (on, { x, weight, movement }) => {
      const [whole, shifted] = await Promise.all([
        on(conv2d, { x, weight }, movement),
        on(conv2d, { x: sampled(x, [1, 1], movement.stride), weight }, movement),
      ]);
      return [identical(shifted.y, sampled(whole.y, [1, 1], [1, 1]), 'conv2d of the shifted input')];
    },
  }),
  areAdjoint(conv2d, 'C9'),
  law(conv2d, 'C10', {
    hint: 'the kernel is flipped: convolution in place of cross-correlation',
    cases: (context) =>
      fc
        .record({
          base: tensors(context, { x: 'n c h w' }, { sizes: { n: 1, c: 1, h: 4, w: 4 } }),
          kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
          entry: fc.tuple(fc.nat(2), fc.nat(2)),
        })
        .map(({ base: { x }, kernel, entry }) => ({
          x,
          kernel,
          entry: [entry[0] % kernel[0], entry[1] % kernel[1]] as const,
        })),
    check: async (on, { x, kernel, entry }) => {
      const weight = build(x, [1, 1, ...kernel], (_o, _i, ky, kx) => (ky === entry[0] && kx === entry[1] ? 1 : 0));
      const expected = build(x, [1, 1, 5 - kernel[0], 5 - kernel[1]], (_n, _o, row, column) =>
        at(x, 0, 0, row + entry[0], column + entry[1]),
      );
      return [identical((await on(conv2d, { x, weight })).y, expected, `conv2d with the 1 at [${entry.join(', ')}]`)];
    },
  }),
];
