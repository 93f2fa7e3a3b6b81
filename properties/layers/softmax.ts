import fc from 'fast-check';
import { softmax } from '../../spec/layers/softmax.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { shiftBelow } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { bothWithin, sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { identical, literal, withinAllowed, worst } from '../verbs/compare.ts';
import { boundedResult, matchesDefinition } from '../verbs/judge.ts';
import { near, ratioOf } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, map } from '../verbs/tensors.ts';

/** The definition's values and bounds for one row. */
const boundsOf = (x: Tensor, context: Context) => boundedResult(softmax, { x }, {}, context);

const shifted = (context: Context) =>
  fc.tuple(tensors(context, { x: 'n' }), shiftBelow(901, context)).map(([{ x }, shift]) => ({ x, shift }));

const equalLogits = ({ dtype }: Context) =>
  fc
    .record({ n: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -1000, max: 1000 }) })
    .map(({ n, value }) => ({ x: tensorOf(dtype, [n], new Array(n).fill(value)) }));

export const laws: readonly Law[] = [
  law(softmax, 'C1', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 12 }),
    check: async (on, { x }, context) => {
      const { y } = await on(softmax, { x });
      return [sumWithin(y.data, 1, boundsOf(x, context).allowed, 'sum of a row')];
    },
  }),
  law(softmax, 'C2', {
    hint: 'the largest entry is not subtracted, or not exactly',
    hintOfLoss: true,
    cases: shifted,
    check: async (on, { x, shift }, context) => {
      const moved = map(x, (value) => value + shift);
      const { y } = await on(softmax, { x: moved });
      return [bothWithin(y, boundsOf(x, context), boundsOf(moved, context), context, 'softmax(x + c)')];
    },
  }),
  law(softmax, 'C3', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', least: 2 }),
    check: async (on, { x }, context) => {
      const { y } = await on(softmax, { x });
      const allowed = boundsOf(x, context).allowed;
      const order = Array.from(x.data.keys()).sort((i, j) => (x.data[i] ?? 0) - (x.data[j] ?? 0));
      // Each entry against the next larger one: an exponential need not be monotone to the last bit.
      const steps = order.slice(1).map((j, rank): Observation => {
        const i = order[rank] ?? 0;
        const excess = totalOf([y.data[i] ?? Number.NaN, -(y.data[j] ?? Number.NaN)]);
        return {
          ratio: ratioOf(Math.max(excess, 0), (allowed[i] ?? 0) + (allowed[j] ?? 0)),
          what: `y[${i}] for an entry that is no larger than entry ${j}`,
          expected: `at most ${literal(y.data[j] ?? Number.NaN)}`,
          received: literal(y.data[i] ?? Number.NaN),
        };
      });
      return [worst(steps, 'order of the entries')];
    },
  }),
  law(softmax, 'C4', {
    hint: 'the exponential of the logits overflows: the largest must be subtracted first',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({ x: fc.array(fc.constantFrom(0, 1e4, -1e4, 50, -50), { minLength: 1, maxLength: 6 }) })
        .map(({ x }) => ({ x: tensorOf(context.dtype, [x.length], x) })),
    check: async (on, { x }, context) => {
      const { y } = await on(softmax, { x });
      const allowed = boundsOf(x, context).allowed;
      const inside = y.data.every((value, i) => value >= 0 && value <= 1 + (allowed[i] ?? 0));
      return [
        {
          ratio: inside ? 0 : Number.POSITIVE_INFINITY,
          what: 'entries in [0, 1]',
          received: Array.from(y.data).join(', '),
        },
      ];
    },
  }),
  law(softmax, 'C5', {
    cases: equalLogits,
    check: async (on, { x }, context) => {
      const { y } = await on(softmax, { x });
      return [withinAllowed(y, boundsOf(x, context), context, 'softmax of equal logits')];
    },
  }),
  law(softmax, 'C7', {
    repeats: true,
    advice: true,
    hint: 'logits are not shifted before anything else is done with them, or the sum is divided by as a reciprocal',
    hintOfLoss: true,
    cases: (context) => fc.record({ moved: shifted(context), equal: equalLogits(context) }),
    check: async (on, { moved: { x, shift }, equal }) => {
      const [plain, other, level] = await Promise.all([
        on(softmax, { x }),
        on(softmax, { x: map(x, (value) => value + shift) }),
        on(softmax, { x: equal.x }),
      ]);
      return [
        identical(other.y, plain.y, 'softmax(x + c)'),
        identical(level.y, filled(equal.x, equal.x.shape, 1 / equal.x.data.length), 'softmax of equal logits'),
      ];
    },
  }),
  law(softmax, 'C6', {
    gradient: true,
    hint: 'the term -y <g, y> of the pullback is missing or taken over the wrong axis',
    cases: (context) => tensors(context, { x: 'n', g: 'n' }, { entries: 'integers' }),
    check: async (on, { x, g }, { u, profile }) => {
      const [constant, general] = await Promise.all([
        on.gradient(softmax, { x }, { y: filled(x, x.shape, 3) }),
        on.gradient(softmax, { x }, { y: g }),
      ]);
      const n = x.data.length;
      const largest = (data: ArrayLike<number>) => Math.max(...Array.from(data, Math.abs));
      const total = (data: ArrayLike<number>) =>
        Math.abs(Array.from<number>(data).reduce((sum, value) => sum + value, 0));
      const [one, other] = [constant['x']?.data ?? [Number.NaN], general['x']?.data ?? [Number.NaN]];
      // y_i (g - <g, y>) cancels to the error of the row sum of y, which C1 bounds.
      const allowed = (size: number) => (4 * n + 16 * ulpsOf(profile).exp) * n * u * size;
      return [
        {
          ratio: largest(one) / allowed(3),
          what: 'pullback of a constant',
          expected: '0',
          received: Array.from(one).join(', '),
        },
        {
          ratio: total(other) === 0 ? 0 : total(other) / allowed(largest(g.data)),
          what: 'sum of the pullback',
          expected: '0',
          received: String(total(other)),
        },
      ];
    },
  }),
  erratum(softmax, 'E35', {
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2, 2], [1, 2, 64, 128]) }),
    check: async (on, { x }, context) => {
      const outputs = await on(softmax, { x });
      const [warm = 0, , , cold = 0] = outputs.y.data;
      return [
        refuted('softmax(1, 2) = (0, 1)', warm, 0.25),
        // exp(x - logSumExp(x)), which is as good as any, errs by |x| u.
        near('softmax((1, 2) / T), T = 1/64, in its second entry', cold, 1, Math.exp(-64) + 2 * 128 * context.u),
        ...matchesDefinition(softmax, { x }, {}, outputs, context),
      ];
    },
  }),
];
