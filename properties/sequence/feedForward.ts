import fc from 'fast-check';
import { linear } from '../../spec/layers/linear.ts';
import { feedForward } from '../../spec/sequence/feedForward.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { atMost, between, each } from '../verbs/measured.ts';
import {
  at,
  build,
  columnsOf,
  identity,
  map,
  minus,
  plus,
  product,
  scaled,
  transposed,
  zeros,
} from '../verbs/tensors.ts';
import { below, rows } from './_internal/attention.ts';

const layers = (context: Context) =>
  tensors(context, { x: 'n m', z: 'n m', weight1: 'f m', bias1: 'f', weight2: 'o f', bias2: 'o' }, { most: 4 });

/** Every row of a matrix, rotated by one. */
const turned = (x: Tensor): Tensor => {
  const n = x.shape[0] ?? 0;
  return rows(
    x,
    below(n).map((i) => (i + 1) % n),
  );
};

export const laws: readonly Law[] = [
  metamorphic(feedForward, 'C1', {
    bits: 24,
    repeats: true,
    hint: 'positions are mixed, or the batch is normalised',
    cases: (context) => beside(layers(context), { activation: dealt(['relu', 'identity'] as const) }),
    to: ({ x }) => ({ x: turned(x) }),
    result: ({ y }) => ({ y: turned(y) }),
    what: 'reordered positions',
  }),
  equal(feedForward, 'C2', {
    needs: [linear],
    bits: 24,
    cases: layers,
    sides: async (f, { x, z, ...weights }, affine) => {
      const { weight1, bias1, weight2, bias2 } = weights;
      const of = (given: Tensor) => f({ ...weights, x: given, activation: 'identity' });
      const bias = build(
        bias2,
        bias2.shape,
        (o) => at(bias2, o) + below(bias1.data.length).reduce((sum, k) => sum + at(weight2, o, k) * at(bias1, k), 0),
      );
      return {
        'f(x + z) - f(z)': [minus(await of(plus(x, z)), await of(z)), minus(await of(x), await of(zeros(x)))],
        'f as one affine map': [of(x), affine({ x, weight: product(weight2, weight1), bias })],
      };
    },
  }),
  equal(feedForward, 'C3', {
    bits: 24,
    hint: 'the rectifier is left out, or taken of the second map',
    cases: layers,
    sides: async (f, { x, weight1, weight2 }) => {
      const [one, other] = [await f({ x, weight1, weight2 }), await f({ x: scaled(x, -1), weight1, weight2 })];
      const sizes = map(product(x, transposed(weight1)), Math.abs);
      return { 'f(x) + f(-x)': [plus(one, other), product(sizes, transposed(weight2))] };
    },
  }),
  ofResult(feedForward, 'C4', {
    share: 0.5,
    cases: (context) =>
      fc
        .record({
          drawn: tensors(context, { x: 'n m' }, { entries: 'reals' }),
          by: dealt([1, 1 / 4, 1 / 16]),
          activation: dealt(['gelu', 'geluTanh'] as const),
        })
        .map(({ drawn: { x }, by, activation }) => ({ x: scaled(x, by), activation })),
    from: ({ x, activation }) => {
      const one = identity(x, x.shape[1] ?? 0);
      return { x, weight1: one, weight2: one, activation };
    },
    of: ({ y }, { x }, _bounds, { u }) => [
      each('y', y, (what, value, i) => {
        const most = Math.max(0, x.data[i] ?? Number.NaN);
        return between(what, value, [most - 0.171, most], 64 * u * (1 + most));
      }),
    ],
  }),
  law(feedForward, 'C5', {
    bits: 24,
    share: 0.5,
    hint: 'something is added that grows faster than the maps',
    cases: (context) =>
      beside(tensors(context, { x: 'm', z: 'm', weight1: 'f m', weight2: 'o f' }), {
        activation: dealt(['relu', 'identity'] as const),
      }),
    check: async (on, { x, z, weight1, weight2, activation }) => {
      const [one, other] = await Promise.all(
        [x, z].map(async (input) => (await on(feedForward, { x: input, weight1, weight2 }, { activation })).y.data),
      );
      const sizeOf = (values: readonly number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0);
      /** The largest sum of the sizes of a column. */
      const norm = (weight: Tensor) =>
        Math.max(...columnsOf(weight.data, weight.shape[1] ?? 1).map((column) => sizeOf(column)));
      const apart = sizeOf(Array.from(x.data, (value, i) => value - (z.data[i] ?? 0)));
      const moved = sizeOf(Array.from(one ?? [], (value, i) => value - (other?.[i] ?? Number.NaN)));
      return [atMost('|f(x) - f(z)|_1', moved, norm(weight2) * norm(weight1) * apart)];
    },
  }),
];
