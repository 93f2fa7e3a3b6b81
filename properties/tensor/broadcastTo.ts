import fc from 'fast-check';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { sizeOf, type Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry, pool } from '../generators/entries.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { identical, literal } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { map } from '../verbs/tensors.ts';
import { filledFrom, inner, inShape, tensorOfAnyRank } from './_internal/shaped.ts';

interface Stretching extends Case {
  readonly x: Tensor;
  /** A shape on the way. */
  readonly between: readonly number[];
  readonly shape: readonly number[];
}

/** A set of three axes, each of them in it one time in four. */
const fewBits = fc.tuple(fc.nat(7), fc.nat(7)).map(([a, b]) => a & b);

/** A tensor, a shape that it broadcasts to, and one between the two. */
const stretching = (context: Context, entries: 'integers' | 'reals'): fc.Arbitrary<Stretching> =>
  fc
    .record({
      shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3, size: 'max' }),
      ones: fc.tuple(fewBits, fewBits),
      coincide: dealt([false, true]),
      dropped: fc.tuple(fc.nat(1), fc.nat(1)),
      pool: pool(entries),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ shape: sizes, coincide, ones, dropped, pool, fill }) => {
      // Where all sizes are one, a wrong alignment changes no shape.
      const shape = coincide ? sizes.map(() => sizes[0] ?? 1) : sizes;
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
      return [holds('<broadcastTo(x, s), y>', left === right, literal(right), literal(left))];
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
  closedForm(broadcastTo, 'C3', {
    cases: (context) => tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x, shape: x.shape })),
    result: ({ x }) => ({ y: x }),
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
  law(broadcastTo, 'R1', {
    statement: broadcastTo.rejects?.['R1'] ?? '',
    share: 0.75,
    hint: 'elements are repeated or dropped to fit any shape',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({ base: stretching(context, 'integers'), axis: fc.nat(2), how: fc.nat(2) })
        .map(({ base: { x }, axis, how }) => {
          const at = axis % Math.max(x.shape.length, 1);
          const size = x.shape[at] ?? 1;
          // An axis too few, or one of another size; times 2 so that the elements could be tiled.
          const wrong = how === 0 || size === 1 ? x.shape.slice(1) : x.shape.with(at, how === 1 ? 2 * size : size - 1);
          return { x, shape: wrong };
        }),
    check: async (on, { x, shape }) => {
      fc.pre(x.shape.length > 0);
      return [await rejects(on(broadcastTo, { x }, { shape }), `shape = [${shape.join(', ')}] is refused`)];
    },
  }),
];
