import fc from 'fast-check';
import { logSumExp } from '../../spec/layers/logSumExp.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { shiftedWithin, sumWithin } from '../verbs/bothWithin.ts';
import { identical, withinAllowed } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atLeast, atMost, between, each, finite, near } from '../verbs/measured.ts';
import { filled, only, plus, shifted, vector } from '../verbs/tensors.ts';
import { hugeRows } from './_internal/logits.ts';

/** The definition's value for a row, and how far a result may be off. */
const boundsOf = (x: Tensor, context: Context) => boundedResult(logSumExp, { x }, {}, context);

const rows = (context: Context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 8 });

export const laws: readonly Law[] = [
  ofResult(logSumExp, 'C1', {
    cases: rows,
    of: ({ y }, { x }, bounds) => {
      const [largest, most] = [Math.max(...x.data), Math.log(x.data.length)];
      // The logarithm of n here is off by an ulp at most.
      const allowed = bounds().most + 2 ** -52 * most;
      return [between('y between max x and max x + log n', only(y), [largest, largest + most], allowed)];
    },
  }),
  metamorphic(logSumExp, 'C2', {
    hint: 'the largest entry is not subtracted before the exponentials are taken',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { most: 8 }), { shift: fc.integer({ min: -900, max: 900 }) }),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    compare: shiftedWithin(logSumExp),
    what: 'logSumExp(x + c) - c',
  }),
  law(logSumExp, 'C3', {
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { entries: 'reals', sizes: { n: 1 } }), {
        n: fc.integer({ min: 1, max: 12 }),
      }),
    check: async (on, { x, n }, context) => {
      const zeros = filled(x, [n], 0);
      const [alone, many] = await Promise.all([on(logSumExp, { x }), on(logSumExp, { x: zeros })]);
      return [
        identical(alone.y, { ...x, shape: [] }, 'logSumExp of one entry'),
        withinAllowed(many.y, boundsOf(zeros, context), context, `logSumExp of ${n} zeros`),
      ];
    },
  }),
  ofResult(logSumExp, 'C4', {
    hint: 'the exponentials overflow, or all underflow to 0: the largest entry must be subtracted first',
    hintOfLoss: true,
    cases: hugeRows,
    of: ({ y }) => [finite('logSumExp(x)', y)],
  }),
  law(logSumExp, 'C5', {
    cases: (context) => beside(rows(context), { cut: fc.nat(7) }),
    check: async (on, { x, cut }, context) => {
      const at = cut % x.data.length;
      const parts = [x.data.slice(0, at), x.data.slice(at)].map((part) => vector(x, Array.from(part)));
      const given = [x, ...parts.filter(({ data }) => data.length > 0)];
      const [whole = Number.NaN, ...values] = await Promise.all(
        given.map(async (one) => only((await on(logSumExp, { x: one })).y)),
      );
      if (!values.every(Number.isFinite)) return [near('logSumExp of the parts', Number.NaN, whole, 0)];
      const outer = vector(x, values);
      const { y } = await on(logSumExp, { x: outer });
      const [own = 0, ...others] = given.map((one) => boundsOf(one, context).most);
      // logSumExp moves by no more than the entry that moves most.
      const allowed = own + boundsOf(outer, context).most + Math.max(...others);
      return [near('logSumExp of the parts', only(y), whole, allowed)];
    },
  }),
  ofGradient(logSumExp, 'C6', {
    hint: 'exp(x - y) of a y that was rounded far from 0: the largest entry must be subtracted from both',
    cases: (context) =>
      beside(rows(context), { g: fc.integer({ min: 1, max: 9 }), far: dealt([0, 1e4, 0, -1e4]) }).map(
        ({ x, far, ...others }) => ({ ...others, x: shifted(x, far) }),
      ),
    cotangents: ({ x, g }) => ({ y: filled(x, [], g) }),
    of: ({ x: gradient }, { x, g }, _allowed, { u, profile }) => {
      const [n, distance] = [x.data.length, Math.max(...x.data) - Math.min(...x.data)];
      // exp(x - y) inherits the rounding of two distances from the largest entry; exp / sum errs by n roundings and three exponentials.
      const allowed = (n + 4 + 3 * distance + Math.log(n) + 8 * ulpsOf(profile).exp) * u * g;
      return [
        each('pullback', gradient, (what, share) => atLeast(what, share, 0)),
        sumWithin(gradient.data, g, [allowed], 'sum of the pullback'),
      ];
    },
  }),
  law(logSumExp, 'C7', {
    cases: (context) => tensors(context, { x: 'n', half: 'n' }, { most: 8 }),
    check: async (on, { x, half }, context) => {
      // Integers, and another an even distance away, so that the point between is exact.
      const given = [x, plus(x, half), plus(x, plus(half, half))];
      const [one = Number.NaN, middle = Number.NaN, other = Number.NaN] = await Promise.all(
        given.map(async (row) => only((await on(logSumExp, { x: row })).y)),
      );
      const allowed = given.reduce((sum, row) => sum + boundsOf(row, context).most, 0);
      return [atMost('logSumExp of the point between', middle, one / 2 + other / 2, allowed)];
    },
  }),
  refuses(logSumExp, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: () => fc.record({ rows: fc.nat(2) }),
    calls: ({ rows }, { dtype, batches }) => {
      fc.pre(rows === 0 || batches !== 'none');
      return { 'a row without entries is refused': { x: tensorOf(dtype, rows === 0 ? [0] : [rows, 0], []) } };
    },
    honest: ({ y }) => y?.data.every((value) => value === Number.NEGATIVE_INFINITY) === true,
  }),
];
