import fc from 'fast-check';
import { logSoftmax } from '../../spec/layers/logSoftmax.ts';
import { logSumExp } from '../../spec/layers/logSumExp.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { beside } from '../generators/beside.ts';
import { shiftBelow } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { invariant } from '../metamorphic.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atMost, each, finite, holds, near } from '../verbs/measured.ts';
import { only, shifted, vector } from '../verbs/tensors.ts';
import { hugeRows } from './_internal/logits.ts';

const rows = (context: Context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 8 });

export const laws: readonly Law[] = [
  ofResult(logSoftmax, 'C1', {
    cases: rows,
    of: ({ y }, _given, bounds) => {
      const { allowed } = bounds();
      const shares = Array.from(y.data, Math.exp);
      // An error of y_i is one of the exponential, times it; the exponential here is off by an ulp or two.
      const errors = shares.map((share, i) => share * (Math.expm1(allowed[i] ?? 0) + 2 ** -50));
      return [sumWithin(shares, 1, errors, 'sum of the exponentials')];
    },
  }),
  invariant(logSoftmax, 'C2', {
    hint: 'the largest entry is not subtracted, or not exactly',
    hintOfLoss: true,
    cases: (context) => beside(tensors(context, { x: 'n' }), { shift: shiftBelow(901, context) }),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    what: 'logSoftmax(x + c)',
  }),
  ofResult(logSoftmax, 'C3', {
    cases: rows,
    of: ({ y }, { x }, bounds) => {
      const { allowed } = bounds();
      return [
        each('y_i - y_0', y, (what, value, i) => {
          const distance = totalOf([x.data[i] ?? Number.NaN, -(x.data[0] ?? Number.NaN)]);
          const received = totalOf([value, -(y.data[0] ?? Number.NaN)]);
          return near(what, received, distance, (allowed[i] ?? 0) + (allowed[0] ?? 0));
        }),
      ];
    },
  }),
  ofResult(logSoftmax, 'C4', {
    hint: 'the logarithm of a softmax that is 0',
    hintOfLoss: true,
    cases: hugeRows,
    of: ({ y }) => [finite('logSoftmax(x)', y)],
  }),
  law(logSoftmax, 'C5', {
    needs: [logSumExp],
    cases: rows,
    check: async (on, { x }, context) => {
      const [{ y }, total] = await Promise.all([on(logSoftmax, { x }), on(logSumExp, { x })]);
      const { allowed } = boundedResult(logSoftmax, { x }, {}, context);
      const { most } = boundedResult(logSumExp, { x }, {}, context);
      return [
        each('logSoftmax(x)', y, (what, value, i) =>
          near(what, value, totalOf([x.data[i] ?? Number.NaN, -only(total.y)]), (allowed[i] ?? 0) + most),
        ),
      ];
    },
  }),
  law(logSoftmax, 'C6', {
    cases: (context) =>
      beside(rows(context), { n: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -99, max: 99 }) }),
    check: async (on, { x, n, value }, context) => {
      const equals = vector(x, new Array<number>(n).fill(value));
      const [{ y }, level] = await Promise.all([on(logSoftmax, { x }), on(logSoftmax, { x: equals })]);
      const [own, others] = [x, equals].map((row) => boundedResult(logSoftmax, { x: row }, {}, context).allowed);
      return [
        each('logSoftmax(x)', y, (what, entry, i) => atMost(what, entry, 0, own?.[i])),
        each('logSoftmax of equals', level.y, (what, entry, i) =>
          near(what, entry, -Math.log(n), n === 1 ? 0 : (others?.[i] ?? 0)),
        ),
      ];
    },
  }),
  ofGradient(logSoftmax, 'C7', {
    hint: 'the sum of the cotangent is not taken times softmax(x)',
    cases: (context) => tensors(context, { x: 'n', g: 'n' }, { most: 8 }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ x: gradient }, { x, g }, _allowed, { u, profile }) => {
      const n = x.data.length;
      const size = Array.from(g.data, Math.abs).reduce((sum, value) => sum + value, 0);
      // As of softmax: its row sum is off by n times what an entry is, and the product and the difference round once more.
      return [sumWithin(gradient.data, 0, [(6 * n + 16 * ulpsOf(profile).exp) * n * u * size], 'sum of the pullback')];
    },
  }),
  law(logSoftmax, 'C8', {
    hint: 'the difference of infinities, or minus infinity clipped to the least number',
    asks: ['NaN'],
    cases: rows,
    check: async (on, { x }, context) => {
      const values = Array.from(x.data).flatMap((value) => [value, Number.NEGATIVE_INFINITY]);
      const [masked, own] = await Promise.all([on(logSoftmax, { x: vector(x, values) }), on(logSoftmax, { x })]);
      const { allowed } = boundedResult(logSoftmax, { x }, {}, context);
      return [
        each('logSoftmax(x) beside minus infinity', masked.y, (what, value, i) => {
          const wanted = i % 2 === 0 ? (own.y.data[i / 2] ?? Number.NaN) : Number.NEGATIVE_INFINITY;
          return Number.isFinite(wanted)
            ? near(what, value, wanted, 2 * (allowed[i / 2] ?? 0))
            : holds(what, value === wanted, '-Infinity', String(value));
        }),
      ];
    },
  }),
];
