import fc from 'fast-check';
import { blockSoftThreshold, softThreshold } from '../../spec/optimizers/proximal.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { listOf } from '../tensor/_internal/functions.ts';
import { ofAnySize, signed } from '../tensor/_internal/sizes.ts';
import { bothWithin } from '../verbs/bothWithin.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atMost, each, holds } from '../verbs/measured.ts';
import { inner, map, minus, negated, zipped } from '../verbs/tensors.ts';
import { integerLengths, lengthOf, timesOf } from './_internal/lengths.ts';

type Bounded = ReturnType<typeof boundedResult>;

/** Integers, of which many lie on the threshold. */
const moved = (context: Context) =>
  beside(tensors(context, { x: 'm n', z: 'm n' }), { threshold: dealt([3, 1, 0.5, 6.5, 0]) });

export const laws: readonly Law[] = [
  ofResult(softThreshold, 'C1', {
    cases: moved,
    of: ({ y }, { x, threshold }) => [
      each('x - y', minus(x, y), (what, value, at) => {
        const result = y.data[at] ?? Number.NaN;
        const isSlope = result === 0 ? Math.abs(value) <= threshold : value === Math.sign(result) * threshold;
        return holds(what, isSlope, `threshold times a slope of |y|, threshold = ${threshold}`, String(value));
      }),
    ],
  }),
  metamorphic(softThreshold, 'C2', {
    cases: moved,
    to: ({ x }) => ({ x: negated(x) }),
    result: ({ y }) => ({ y: negated(y) }),
    what: 'softThreshold(-x)',
  }),
  equal(softThreshold, 'C3', {
    cases: (context) => beside(moved(context), { more: dealt([2, 0.25, 1]) }),
    sides: (f, { x, threshold, more }) => ({
      'by both, one after the other': [
        f({ x: f({ x, threshold }), threshold: more }),
        f({ x, threshold: threshold + more }),
      ],
    }),
  }),
  equal(softThreshold, 'C4', {
    cases: moved,
    sides: async (f, { x, z, threshold }) => {
      const [one, other] = [await f({ x, threshold }), await f({ x: z, threshold })];
      const [before, after] = [minus(x, z), minus(one, other)].map((apart) => map(apart, Math.abs));
      // The smaller of both distances is the one afterwards.
      return {
        'distance afterwards': [
          zipped(after as Tensor, before as Tensor, (one, other) => Math.min(one, other)),
          after as Tensor,
        ],
      };
    },
  }),
  closedForm(softThreshold, 'C5', {
    cases: (context) => listOf(signed(ofAnySize), context),
    from: ({ x }) => ({ x, threshold: 0 }),
    result: ({ x }) => ({ y: x }),
  }),
  closedForm(blockSoftThreshold, 'C1', {
    cases: (context) => beside(integerLengths(context), { beyond: dealt([0.5, 1, 7]) }),
    from: ({ x, beyond }) => ({ x, threshold: lengthOf(x) + beyond }),
    result: ({ x }) => ({ y: map(x, () => 0) }),
  }),
  ofResult(blockSoftThreshold, 'C2', {
    hint: 'the threshold is taken from every entry, or the length is that of another norm',
    cases: (context) => beside(integerLengths(context), { threshold: dealt([1, 0.25, 4, 0]) }),
    of: ({ y }, { x, threshold }, bounds, context) => {
      const length = lengthOf(x);
      return [timesOf(y, x, Math.max(1 - threshold / length, 0), bounds().allowed, context, 'y')];
    },
  }),
  law(blockSoftThreshold, 'C3', {
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { sizes: { n: 1 } }), { threshold: dealt([1, 0.5, 3, 0.25]) }),
    check: async (on, { x, threshold }, context) => {
      const { y } = await on(blockSoftThreshold, { x }, { threshold });
      const [own, other] = [blockSoftThreshold, softThreshold].map((one) =>
        boundedResult(one, { x }, { threshold }, context),
      ) as [Bounded, Bounded];
      return [bothWithin(y, other, own, context, 'y of one entry')];
    },
  }),
  ofResult(blockSoftThreshold, 'C4', {
    hint: 'the threshold is taken from every entry, or the direction is not kept',
    cases: (context) =>
      beside(tensors(context, { x: 'n', z: 'n' }), { threshold: dealt([1, 0.5, 3, 10]), near: fc.boolean() }),
    of: ({ y }, { x, z, threshold, near }, _bounds, { u }) => {
      const costOf = (one: Tensor): number => {
        const apart = minus(one, x);
        return inner(apart, apart) / 2 + threshold * Math.hypot(...one.data);
      };
      // Far from y, or not far.
      const other = near ? zipped(y, z, (value, by) => value + by / 16) : z;
      const size = costOf(map(x, () => 0)) + costOf(x);
      return [atMost('cost of y', costOf(y), costOf(other), 16 * (x.data.length + 4) * u * size)];
    },
  }),
];
