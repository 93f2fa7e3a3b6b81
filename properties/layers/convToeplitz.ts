import { conv2d } from '../../spec/layers/conv2d.ts';
import { convToeplitz } from '../../spec/layers/convToeplitz.ts';
import { convTranspose2d } from '../../spec/layers/convTranspose2d.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import { circulant } from '../../spec/linalg/structured.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { atMost, holds, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, inShape, only, product, transposed } from '../verbs/tensors.ts';
import { both, convolutions, repeated } from './_internal/convolutions.ts';

/** Images as the columns of a matrix. */
const asColumns = (x: Tensor): Tensor => {
  const [n = 1, ...others] = x.shape;
  return transposed(inShape(x, [n, others.reduce((size, one) => size * one, 1)]));
};

/** Images with their own ends around them. */
const ringed = (x: Tensor, [rows, columns]: readonly [number, number]): Tensor => {
  const [n = 1, c = 1, h = 1, w = 1] = x.shape;
  const wrap = (place: number, size: number) => ((place % size) + size) % size;
  return build(x, [n, c, h + 2 * rows, w + 2 * columns], (image, channel, row, column) =>
    at(x, image, channel, wrap(row - rows, h), wrap(column - columns, w)),
  );
};

/** The largest magnitude of the transform of a kernel at the frequencies of a ring of n. */
const largestOf = (kernel: readonly number[], n: number): number =>
  Math.max(
    ...Array.from({ length: n }, (_, k) => {
      const part = (of: (angle: number) => number) =>
        kernel.reduce((sum, value, j) => sum + value * of((2 * Math.PI * ((j * k) % n)) / n), 0);
      return Math.hypot(part(Math.cos), part(Math.sin));
    }),
  );

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + Math.abs(value), 0);

export const laws: readonly Law[] = [
  equal(convToeplitz, 'C1', {
    bits: 24,
    hint: 'blocks are in another order than channels and outputs, or the kernel is flipped',
    needs: [conv2d, convTranspose2d],
    cases: (context) =>
      beside(convolutions(context, { stride: [1, 1] }), { stride: both(1, 3), weights: pool('integers') }),
    sides: async (f, { weights, stride, ...given }, convolved, spread) => {
      const { x, weight, ...movement } = given;
      const [t, whole, y] = await Promise.all([
        f({ ...movement, weight, stride, size: x.shape.slice(2) }),
        f({ ...movement, weight, size: x.shape.slice(2) }),
        convolved({ ...given, stride }),
      ]);
      const g = repeated(x.dtype as 'float64', (await convolved(given)).shape, weights, 1);
      return {
        'T x': [product(t, asColumns(x)), asColumns(y)],
        'T^T y': [product(transposed(whole), asColumns(g)), spread({ ...movement, x: g, weight }).then(asColumns)],
      };
    },
  }),
  equal(convToeplitz, 'C2', {
    bits: 24,
    hint: 'the ring begins at the wrong place, or ends before it is closed',
    needs: [conv2d, circulant],
    cases: (context) =>
      beside(convolutions(context), { row: tensors(context, { k: 'n' }, { most: 3 }), beyond: dealt([0, 1, 2, 5]) }),
    sides: async (f, { row, beyond, ...given }, convolved, ring) => {
      const { x, weight, padding } = given;
      const half = row.k.data.length;
      const odd = build(row.k, [1, 1, 1, 2 * half - 1], (_o, _i, _y, j) => at(row.k, j % half) + j);
      const alone = await f({
        weight: odd,
        size: [1, 2 * half - 1 + beyond],
        padding: [0, half - 1],
        boundary: 'circular',
      });
      const t = await f({ ...given, size: x.shape.slice(2), boundary: 'circular' });
      const y = await convolved({ ...given, x: ringed(x, padding), weight, padding: [0, 0] });
      const first = build(alone, [alone.shape[0] ?? 1], (i) => at(alone, i, 0));
      return { 'T of a row': [alone, ring({ c: first })], 'T x': [product(t, asColumns(x)), asColumns(y)] };
    },
  }),
  ofResult(convToeplitz, 'C3', {
    hint: 'a diagonal changes from row to row, or one group reaches into another',
    cases: (context) => convolutions(context, { stride: [1, 1] }),
    from: ({ weight, x, ...movement }) => ({ ...movement, weight, size: x.shape.slice(2) }),
    of: ({ t }, { x, weight, groups, padding, dilation }) => {
      const [h = 1, w = 1] = x.shape.slice(2);
      const [outputs = 1, inputs = 1, , kw = 1] = weight.shape;
      const width = w + 2 * padding[1] - dilation[1] * (kw - 1);
      const [area, wide] = [(t.shape[0] ?? 0) / outputs, h * w];
      const known = new Map<string, number>();
      const numbers = new Set([0, ...weight.data]);
      const groupOf = (row: number) => Math.floor((Math.floor(row / area) * groups) / outputs);
      let [steady, inGroup, ofKernel] = [true, true, true];
      t.data.forEach((value, place) => {
        const [row, column] = [Math.floor(place / (t.shape[1] ?? 1)), place % (t.shape[1] ?? 1)];
        const [p, q] = [row % area, column % wide];
        const [down, right] = [Math.floor(q / w) - Math.floor(p / width), (q % w) - (p % width)];
        const key = [Math.floor(row / area), Math.floor(column / wide), down, right].join();
        steady &&= (known.get(key) ?? value) === value;
        known.set(key, value);
        inGroup &&= value === 0 || groupOf(row) === Math.floor(column / wide / inputs);
        ofKernel &&= numbers.has(value);
      });
      return [
        holds('diagonals', steady, 'constant', steady ? 'constant' : 'not constant'),
        holds('blocks beside those of the groups', inGroup, '0', inGroup ? '0' : 'others'),
        holds('entries', ofKernel, 'those of the kernel', ofKernel ? 'those of the kernel' : 'others'),
      ];
    },
  }),
  law(convToeplitz, 'C4', {
    bits: 24,
    hint: 'the kernel as an array is taken for the map',
    needs: [spectralNorm],
    cases: (context) => beside(tensors(context, { k: 'n' }, { most: 3 }), { beyond: dealt([0, 1, 3]) }),
    check: async (on, { k, beyond }, { u }) => {
      const half = k.data.length;
      const kernel = Array.from({ length: 2 * half - 1 }, (_, j) => at(k, j % half) + (j % 3));
      const weight = tensorOf(k.dtype as 'float64', [1, 1, 1, kernel.length], kernel);
      const n = kernel.length + beyond;
      const given = { size: [1, n], padding: [0, half - 1] };
      const norm = async (boundary: 'zeros' | 'circular') => {
        const { t } = await on(convToeplitz, { weight }, { ...given, boundary });
        return only((await on(spectralNorm, { a: t })).norm);
      };
      const [ring, open] = await Promise.all([norm('circular'), norm('zeros')]);
      const allowed = thresholds.singular * n * 2 * u * sumOf(kernel);
      // The largest magnitude over a grid of frequencies is off by its slope, at most sum |j k_j|, times half a step.
      const slope = kernel.reduce((sum, value, j) => sum + j * Math.abs(value), 0);
      return [
        near('||T||_2, going round', ring, largestOf(kernel, n), allowed),
        atMost('||T||_2, zeros around', open, largestOf(kernel, 1024) + (slope * Math.PI) / 1024, allowed),
        atMost('||T||_2', Math.max(ring, open), sumOf(kernel), allowed),
      ];
    },
  }),
  erratum(convToeplitz, 'E63', {
    needs: [spectralNorm],
    given: ({ dtype }) => ({
      pair: tensorOf(dtype, [1, 1, 1, 2], [1, 1]),
      three: tensorOf(dtype, [1, 1, 1, 3], [1, 1, 1]),
    }),
    check: async (on, { pair, three }, { u }) => {
      const { t } = await on(convToeplitz, { weight: pair }, { size: [1, 4], stride: [1, 2] });
      const ring = await on(convToeplitz, { weight: three }, { size: [1, 4], padding: [0, 1], boundary: 'circular' });
      const { norm } = await on(spectralNorm, { a: ring.t });
      return [
        identical(t, tensorOf(t.dtype as 'float64', [2, 4], [1, 1, 0, 0, 0, 0, 1, 1]), 'T at stride 2'),
        refuted('the diagonal of T is constant', Math.abs(at(t, 0, 0) - at(t, 1, 1)), 1),
        refuted('||T||_2 is the norm of the kernel', Math.abs(only(norm) - Math.sqrt(3)), 1),
        near('||T||_2', only(norm), 3, thresholds.singular * 4 * 2 * u * 3),
      ];
    },
  }),
];
