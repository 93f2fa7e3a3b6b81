import { conv2d } from '../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../spec/layers/convTranspose2d.ts';
import { col2im, im2col } from '../../spec/layers/patches.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { at, build, inShape, paired, product, times, transposed, vector } from '../verbs/tensors.ts';
import { convolutions, repeated } from './_internal/convolutions.ts';
import { positionsOf, windowed } from './_internal/windows.ts';

/** The images of a stack, each by itself. */
const members = (y: Tensor): Tensor[] =>
  Array.from({ length: y.shape[0] ?? 1 }, (_, n) => build(y, y.shape.slice(1), (...index) => at(y, n, ...index)));

/** A kernel as a matrix of a row for every output. */
const asMatrix = (weight: Tensor): Tensor => {
  const [o = 1, ...others] = weight.shape;
  return inShape(weight, [o, others.reduce((size, one) => size * one, 1)]);
};

export const laws: readonly Law[] = [
  equal(im2col, 'C1', {
    hint: 'rows or columns of the patches are in another order than those of the kernel and of the positions',
    needs: [conv2d],
    cases: (context) => convolutions(context, { groups: 1 }),
    sides: async (f, given, convolved) => {
      const [y, patches] = await Promise.all([convolved(given), f({ ...given, kernel: given.weight.shape.slice(2) })]);
      const made = members(patches).map((one) => product(asMatrix(given.weight), one));
      const stack = made.flatMap(({ data }) => Array.from(data));
      return { 'K im2col(x)': [inShape(vector(y, stack), y.shape), y] };
    },
  }),
  equal(im2col, 'C2', {
    bits: 24,
    hint: 'patches overwrite each other where they overlap',
    needs: [col2im],
    cases: (context) => beside(windowed(context), { weights: pool('integers') }),
    sides: async (f, { weights, ...given }, back) => {
      const patches = await f(given);
      const y = repeated(patches.dtype as 'float64', patches.shape, weights, 1);
      const images = await back({ ...given, y, size: given.x.shape.slice(2) });
      return { '<im2col(x), y>': [paired(patches, y), paired(given.x, images)] };
    },
  }),
  closedForm(im2col, 'C3', {
    cases: (context) =>
      beside(tensors(context, { base: '' }, { entries: 'reals' }), { images: dealt([1, 2]) }).map(
        ({ base, images }) => ({
          x: build(base, [images, 1, 4, 4], (_n, _c, row, column) => row * 4 + column),
          kernel: [2, 2],
          stride: [2, 2],
          images,
        }),
      ),
    result: ({ x, images }) => ({
      y: build(
        x,
        [images, 4, 4],
        (_n, entry, position) =>
          (2 * Math.floor(position / 2) + Math.floor(entry / 2)) * 4 + 2 * (position % 2) + (entry % 2),
      ),
    }),
  }),
  equal(col2im, 'C1', {
    hint: 'patches overwrite each other where they overlap, or their number is divided by',
    needs: [im2col],
    cases: (context) => windowed(context),
    sides: async (f, given, patches) => {
      const { x, kernel, stride, padding, dilation } = given;
      const [down, across] = positionsOf(given);
      // In how many windows a place of an axis is.
      const count = (place: number, k: 0 | 1, positions: number) =>
        Array.from({ length: positions * kernel[k] }, (_, at) => at).filter(
          (at) => Math.floor(at / kernel[k]) * stride[k] + (at % kernel[k]) * dilation[k] - padding[k] === place,
        ).length;
      const counts = build(x, x.shape, (_n, _c, row, column) => count(row, 0, down) * count(column, 1, across));
      return { 'col2im(im2col(x))': [f({ ...given, y: patches(given), size: x.shape.slice(2) }), times(x, counts)] };
    },
  }),
  equal(col2im, 'C2', {
    bits: 24,
    hint: 'rows of the patches are in another order than the entries of the kernel',
    needs: [convTranspose2d, conv2d],
    cases: (context) => beside(convolutions(context, { groups: 1, stride: [1, 1] }), { weights: pool('integers') }),
    sides: async (f, { weights, ...given }, spread, convolved) => {
      const { x, weight, ...movement } = given;
      const forward = await convolved(given);
      const g = repeated(x.dtype as 'float64', forward.shape, weights, 1);
      const [n = 1, o = 1, oh = 1, ow = 1] = g.shape;
      const columns = members(inShape(g, [n, o, oh * ow])).map((one) => product(transposed(asMatrix(weight)), one));
      const [p = 0, l = 0] = columns[0]?.shape ?? [];
      const y = inShape(
        vector(
          x,
          columns.flatMap(({ data }) => Array.from(data)),
        ),
        [n, p, l],
      );
      const { groups: _, ...steps } = movement;
      const images = f({ ...steps, y, size: x.shape.slice(2), kernel: weight.shape.slice(2) });
      return { 'col2im(K^T G)': [images, spread({ ...movement, x: g, weight })] };
    },
  }),
];
