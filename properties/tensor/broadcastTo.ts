import fc from 'fast-check';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { sizeOf, type Tensor } from '../../spec/tensor.ts';
import { integerEntry, pool } from '../generators/entries.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { identical, literal } from '../verbs/compare.ts';
import { map } from '../verbs/tensors.ts';
import { filledFrom, inner, inShape, tensorOfAnyRank } from './_internal/shaped.ts';

interface Stretching extends Case {
  readonly x: Tensor;
  /** A shape on the way. */
  readonly between: readonly number[];
  readonly shape: readonly number[];
}

/** A tensor, a shape that it broadcasts to, and one between the two. */
const stretching = (context: Context, entries: 'integers' | 'reals'): fc.Arbitrary<Stretching> =>
  fc
    .record({
      shape: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3, size: 'max' }),
      ones: fc.tuple(fc.nat(7), fc.nat(7)),
      dropped: fc.tuple(fc.nat(2), fc.nat(2)),
      pool: pool(entries),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ shape, ones, dropped, pool, fill }) => {
      const narrowed = (from: readonly number[], k: 0 | 1) =>
        from.map((size, axis) => ((ones[k] >> axis) % 2 === 1 ? 1 : size)).slice(Math.min(dropped[k], from.length));
      const between = narrowed(shape, 0);
      return { x: filledFrom(context, narrowed(between, 1), pool, fill), between, shape };
    });

/** The axes of `shape` along which a tensor of shape `from` was stretched or repeated. */
const stretchedAxes = (from: readonly number[], shape: readonly number[]): number[] => {
  const extra = shape.length - from.length;
  return shape.map((_, axis) => axis).filter((axis) => axis < extra || from[axis - extra] !== shape[axis]);
};

export const laws: readonly Law[] = [
  law(broadcastTo, 'C1', {
    needs: [sum],
    cases: (context) =>
      fc
        .record({
          base: stretching(context, 'integers'),
          weights: fc.array(integerEntry, { maxLength: 24, size: 'max' }),
        })
        .map(({ base, weights }) => ({ ...base, y: filledFrom(context, base.shape, weights, 1) })),
    check: async (on, { x, shape, y }) => {
      const [stretched, summed] = await Promise.all([
        on(broadcastTo, { x }, { shape }),
        on(sum, { x: y }, { axes: stretchedAxes(x.shape, shape), keepdims: true }),
      ]);
      const [left, right] = [inner(stretched.y, y), inner(x, inShape(summed.y, x.shape))];
      return [
        {
          ratio: left === right ? 0 : Number.POSITIVE_INFINITY,
          what: '<broadcastTo(x, s), y>',
          expected: literal(right),
          received: literal(left),
        },
      ];
    },
  }),
  law(broadcastTo, 'C2', {
    cases: (context) => stretching(context, 'reals'),
    check: async (on, { x, between, shape }) => {
      const [once, direct] = await Promise.all([
        on(broadcastTo, { x }, { shape: between }),
        on(broadcastTo, { x }, { shape }),
      ]);
      const twice = await on(broadcastTo, { x: once.y }, { shape });
      return [identical(twice.y, direct.y, 'broadcastTo(broadcastTo(x, s), t)')];
    },
  }),
  law(broadcastTo, 'C3', {
    cases: (context) => tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x })),
    check: async (on, { x }) => [identical((await on(broadcastTo, { x }, { shape: x.shape })).y, x, 'broadcastTo')],
  }),
  law(broadcastTo, 'C4', {
    needs: [sum],
    cases: (context) => stretching(context, 'integers'),
    check: async (on, { x, shape }) => {
      const [stretched, plain] = await Promise.all([on(broadcastTo, { x }, { shape }), on(sum, { x })]);
      const total = await on(sum, { x: stretched.y });
      const times = sizeOf(shape) / sizeOf(x.shape);
      return [
        identical(
          total.y,
          map(plain.y, (value) => value * times),
          'sum(broadcastTo(x, s))',
        ),
      ];
    },
  }),
];
