import fc from 'fast-check';
import { softmax } from '../../spec/layers/softmax.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { shiftBelow } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, equal, invariant } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { worst } from '../verbs/compare.ts';
import { matchesDefinition, outputOf } from '../verbs/judge.ts';
import { atMost, between, each, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, shifted, vector } from '../verbs/tensors.ts';
import { hugeRows } from './_internal/logits.ts';

const shiftedRows = (context: Context) => beside(tensors(context, { x: 'n' }), { shift: shiftBelow(901, context) });

const equalLogits = (context: Context) =>
  fc
    .record({ n: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -1000, max: 1000 }) })
    .map(({ n, value }) => ({ x: vector(context, new Array<number>(n).fill(value)) }));

export const laws: readonly Law[] = [
  ofResult(softmax, 'C1', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 12 }),
    of: ({ y }, _given, bounds) => [sumWithin(y.data, 1, bounds().allowed, 'sum of a row')],
  }),
  invariant(softmax, 'C2', {
    hint: 'the largest entry is not subtracted, or not exactly',
    hintOfLoss: true,
    cases: shiftedRows,
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    what: 'softmax(x + c)',
  }),
  ofResult(softmax, 'C3', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', least: 2 }),
    of: ({ y }, { x }, bounds) => {
      const { allowed } = bounds();
      const order = Array.from(x.data.keys()).sort((i, j) => (x.data[i] ?? 0) - (x.data[j] ?? 0));
      // Each entry against the next larger one: an exponential need not be monotone to the last bit.
      const steps = order.slice(1).map((j, rank) => {
        const i = order[rank] ?? 0;
        const what = `y[${i}] for an entry that is no larger than entry ${j}`;
        return atMost(what, y.data[i] ?? Number.NaN, y.data[j] ?? Number.NaN, (allowed[i] ?? 0) + (allowed[j] ?? 0));
      });
      return [worst(steps, 'order of the entries')];
    },
  }),
  ofResult(softmax, 'C4', {
    hint: 'the exponential of the logits overflows: the largest must be subtracted first',
    hintOfLoss: true,
    cases: hugeRows,
    of: ({ y }, _given, bounds) => {
      const { allowed } = bounds();
      return [each('y', y, (what, value, i) => between(what, value, [0, 1 + (allowed[i] ?? 0)]))];
    },
  }),
  asDefined(softmax, 'C5', { cases: equalLogits, what: 'softmax of equal logits' }),
  equal(softmax, 'C7', {
    repeats: true,
    advice: true,
    hint: 'logits are not shifted before anything else is done with them, or the sum is divided by as a reciprocal',
    hintOfLoss: true,
    cases: (context) => fc.record({ moved: shiftedRows(context), equal: equalLogits(context) }),
    sides: (f, { moved: { x, shift }, equal }) => ({
      'softmax(x + c)': [f({ x: shifted(x, shift) }), f({ x })],
      'softmax of equal logits': [f(equal), filled(equal.x, equal.x.shape, 1 / equal.x.data.length)],
    }),
  }),
  law(softmax, 'C6', {
    gradient: true,
    hint: 'the term -y <g, y> of the pullback is missing or taken over the wrong axis',
    cases: (context) => tensors(context, { x: 'n', g: 'n' }, { entries: 'integers' }),
    check: async (on, { x, g }, { u, profile }) => {
      const [constant, general] = await Promise.all(
        [filled(x, x.shape, 3), g].map(async (y) => outputOf(await on.gradient(softmax, { x }, { y }), 'x')),
      );
      const n = x.data.length;
      // y_i (g - <g, y>) cancels to the error of the row sum of y, which C1 bounds.
      const allowed = (size: number) => (4 * n + 16 * ulpsOf(profile).exp) * n * u * size;
      const sum = Array.from(general?.data ?? [Number.NaN]).reduce((total, value) => total + value, 0);
      return [
        each('pullback of a constant', constant ?? x, (what, value) => near(what, value, 0, allowed(3))),
        near('sum of the pullback', sum, 0, allowed(Math.max(...Array.from(g.data, Math.abs)))),
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
