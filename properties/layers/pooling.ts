import fc from 'fast-check';
import { avgPool2d, globalAvgPool2d, maxPool2d } from '../../spec/layers/pooling.ts';
import { depthwiseConv2d } from '../../spec/layers/separableConvolutions.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal, invariant, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { atLeast, each, near } from '../verbs/measured.ts';
import { at, build, filled, inShape, map } from '../verbs/tensors.ts';
import { both } from './_internal/convolutions.ts';
import { positionsOf, type Windowed, windowed } from './_internal/windows.ts';

/** Windows side by side: each element is in one of them, or at the right or lower edge in none. */
const sideBySide = (context: Context, entries: 'integers' | 'reals' = 'integers') =>
  beside(windowed(context, { padding: [0, 0], dilation: [1, 1], entries }), { kernel: both(1, 3) }).map((given) => {
    const { x, kernel } = given;
    const [n = 1, c = 1, h = 1, w = 1] = x.shape;
    const sides = [Math.max(h, kernel[0]), Math.max(w, kernel[1])];
    const larger = build(
      x,
      [n, c, ...sides],
      (...index) => x.data[index.reduce((sum, i) => sum * 7 + i, 1) % x.data.length] ?? 0,
    );
    return { ...given, x: larger, stride: kernel };
  });

/** The elements of every window turned by one within it. */
const turnedWithin = ({ x, kernel: [kh, kw] }: Windowed): Tensor => {
  const [, , h = 1, w = 1] = x.shape;
  const [rows, columns] = [Math.floor(h / kh) * kh, Math.floor(w / kw) * kw];
  return build(x, x.shape, (n, c, row, column) => {
    if (row >= rows || column >= columns) return at(x, n, c, row, column);
    const place = ((row % kh) * kw + (column % kw) + 1) % (kh * kw);
    return at(x, n, c, row - (row % kh) + Math.floor(place / kw), column - (column % kw) + (place % kw));
  });
};

const sumOf = ({ data }: Tensor): number => [...data].reduce((sum, value) => sum + value, 0);

/** Equal up to the rounding of two means of so many numbers. */
const nearlyEqual =
  (count: number) =>
  (received: Tensor, expected: Tensor, what: string, { x }: { readonly x: Tensor }, { u }: Context) => {
    const largest = Math.max(...Array.from(x.data, Math.abs));
    return each(what, received, (name, value, place) =>
      near(name, value, expected.data[place] ?? Number.NaN, 4 * count * u * largest),
    );
  };

const rounded = (x: Tensor, by: number): Tensor => map(x, (value) => value + by);

/** The places of a window, row by row, without those in the padding. */
const met = ({ x, kernel, stride, padding, dilation }: Windowed, top: number, left: number) =>
  Array.from({ length: kernel[0] * kernel[1] }, (_, entry) => [
    top * stride[0] + Math.floor(entry / kernel[1]) * dilation[0] - padding[0],
    left * stride[1] + (entry % kernel[1]) * dilation[1] - padding[1],
  ]).filter(
    ([row = 0, column = 0]) => row >= 0 && row < (x.shape[2] ?? 0) && column >= 0 && column < (x.shape[3] ?? 0),
  );

/** Cotangents that differ, so that it shows whose an element has. */
const cotangentsOf = (given: Windowed): Tensor => {
  const [n = 1, c = 1] = given.x.shape;
  return map(filled(given.x, [n, c, ...positionsOf(given)], 0), (_, place) => (place % 7) + 1);
};

export const laws: readonly Law[] = [
  law(maxPool2d, 'C1', {
    hint: 'padding counts as 0, or a part of the window is not looked at',
    needs: [avgPool2d],
    cases: (context) => windowed(context, { dilation: [1, 1] }),
    check: async (on, { x, dilation: _, ...window }, { u }) => {
      const [{ y }, mean] = await Promise.all([on(maxPool2d, { x }, window), on(avgPool2d, { x }, window)]);
      const largest = Math.max(...Array.from(x.data, Math.abs));
      const allowed = 2 * window.kernel[0] * window.kernel[1] * u * largest;
      return [each('max', y, (what, value, place) => atLeast(what, value, mean.y.data[place] ?? Number.NaN, allowed))];
    },
  }),
  metamorphic(maxPool2d, 'C2', {
    hint: 'some place of the window is not looked at',
    cases: (context) => sideBySide(context, 'reals'),
    to: (given) => ({ x: turnedWithin(given) }),
    what: 'max of the same elements in another order',
  }),
  equal(maxPool2d, 'C3', {
    hint: 'magnitudes are compared, or the padding takes part',
    cases: (context) => beside(windowed(context, { entries: 'reals' }), { shift: dealt([-40, 3, 100]) }),
    sides: async (f, { x, shift, ...window }) => {
      const y = await f({ x, ...window });
      const relu = (tensor: Tensor) => map(tensor, (value) => Math.max(value, 0));
      return {
        'max(relu(x))': [f({ x: relu(x), ...window }), relu(y)],
        'max(x + c)': [f({ x: rounded(x, shift), ...window }), rounded(y, shift)],
      };
    },
  }),
  ofGradient(maxPool2d, 'C4', {
    bits: 12,
    hint: 'the last of equal elements, or all of them, take the cotangent; or windows overwrite each other',
    cases: (context) => windowed(context).map((given) => ({ ...given, x: map(given.x, (value) => value % 2) })),
    cotangents: (given) => ({ y: cotangentsOf(given) }),
    of({ x: gradient }, given, _allowed, { ties }, { y: g }) {
      const sums = new Map<string, number>();
      const [n = 1, c = 1, down = 1, across = 1] = g.shape;
      build(g, [n, c, down, across], (image, channel, top, left) => {
        const places = met(given, top, left);
        const values = places.map(([row = 0, column = 0]) => at(given.x, image, channel, row, column));
        const key = [image, channel, ...(places[values.indexOf(Math.max(...values))] ?? [])].join();
        sums.set(key, (sums.get(key) ?? 0) + at(g, image, channel, top, left));
        return 0;
      });
      const first = build(given.x, given.x.shape, (...index) => sums.get(index.join()) ?? 0);
      const total = near('the sum of the gradient', sumOf(gradient), sumOf(g), 2 ** -12 * sumOf(g));
      return ties === 'first' ? [identical(gradient, first, 'gradient')] : [total];
    },
  }),
  equal(avgPool2d, 'C1', {
    hint: 'the padding is not counted where it should be',
    needs: [depthwiseConv2d],
    cases: (context) => windowed(context, { kernel: [2, 2], dilation: [1, 1] }),
    compare: nearlyEqual(4),
    sides: (f, given, convolved) => {
      const { x, kernel, stride, padding } = given;
      const weight = filled(x, [x.shape[1] ?? 1, 1, ...kernel], 1 / (kernel[0] * kernel[1]));
      return {
        y: [f({ x, kernel, stride, padding, countIncludePad: true }), convolved({ x, weight, stride, padding })],
      };
    },
  }),
  ofResult(avgPool2d, 'C2', {
    hint: 'at the edge it is divided by the whole window',
    cases: (context) => beside(windowed(context, { dilation: [1, 1] }), { constant: dealt([3, -7, 100]) }),
    from: ({ x, constant, kernel, stride, padding }) => ({ x: filled(x, x.shape, constant), kernel, stride, padding }),
    of: ({ y }, { constant, kernel }, _, { u }) => {
      const allowed = 4 * kernel[0] * kernel[1] * u * Math.abs(constant);
      return [each('mean of a constant', y, (what, value) => near(what, value, constant, allowed))];
    },
  }),
  ofGradient(avgPool2d, 'C3', {
    hint: 'the cotangent is not divided, or goes to one element',
    cases: sideBySide,
    from: ({ x, kernel, stride }) => ({ x, kernel, stride }),
    cotangents: (given) => ({ y: cotangentsOf(given) }),
    of: ({ x: gradient }, { x, kernel: [kh, kw] }, _allowed, { u }, { y: g }) => {
      const expected = build(x, x.shape, (n, c, row, column) => {
        const [top, left] = [Math.floor(row / kh), Math.floor(column / kw)];
        const isMet = top < (g.shape[2] ?? 0) && left < (g.shape[3] ?? 0);
        return isMet ? at(g, n, c, top, left) / (kh * kw) : 0;
      });
      return [
        each('gradient', gradient, (what, value, place) => {
          const right = expected.data[place] ?? Number.NaN;
          return near(what, value, right, 8 * u * Math.abs(right));
        }),
      ];
    },
  }),
  invariant(globalAvgPool2d, 'C1', {
    hint: 'a part of the image is left out, or counts more',
    cases: (context) =>
      beside(tensors(context, { x: 'n c h w' }, { entries: 'reals' }), { by: fc.tuple(fc.nat(3), fc.nat(3)) }),
    to: ({ x, by }) => {
      const [, , h = 1, w = 1] = x.shape;
      return {
        x: build(x, x.shape, (n, c, row, column) => at(x, n, c, (row + by[0]) % h, (column + by[1]) % w)),
      };
    },
    what: 'the mean of the turned image',
  }),
  equal(globalAvgPool2d, 'C2', {
    hint: 'it is the sum, or the largest',
    needs: [avgPool2d],
    compare: nearlyEqual(16),
    cases: (context) =>
      beside(tensors(context, { x: 'n c h w' }, { sizes: { h: 4, w: 4 } }), { rows: dealt([1, 4]) }).map(
        ({ x, rows }) => ({
          x: build(x, x.shape.with(2, rows), (...index) => at(x, ...index)),
        }),
      ),
    sides: (f, { x }, pooled) => ({
      y: [f({ x }), pooled({ x, kernel: x.shape.slice(2) }).then((y) => inShape(y, x.shape.slice(0, 2)))],
    }),
  }),
];
