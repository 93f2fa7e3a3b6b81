import fc from 'fast-check';
import { logSumExp } from '../../spec/layers/logSumExp.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject, Unsupported } from '../law.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { identical, literal, withinAllowed } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { between, holds, near } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { filled, map, only } from '../verbs/tensors.ts';

/** How far a result may be off for this row. */
const allowedFor = (x: Tensor, context: Context): number => boundedResult(logSumExp, { x }, {}, context).most;

const resultOf = async (on: Subject, x: Tensor): Promise<number> => only((await on(logSumExp, { x })).y);

const rows = (context: Context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 8 });

export const laws: readonly Law[] = [
  law(logSumExp, 'C1', {
    cases: rows,
    check: async (on, { x }, context) => {
      const got = await resultOf(on, x);
      const largest = Math.max(...x.data);
      const most = Math.log(x.data.length);
      // The logarithm of n here is off by an ulp at most.
      const allowed = allowedFor(x, context) + 2 ** -52 * most;
      return [between('y between max x and max x + log n', got, [largest, largest + most], allowed)];
    },
  }),
  law(logSumExp, 'C2', {
    hint: 'the largest entry is not subtracted before the exponentials are taken',
    hintOfLoss: true,
    cases: (context) =>
      fc.record({ base: tensors(context, { x: 'n' }, { most: 8 }), shift: fc.integer({ min: -900, max: 900 }) }),
    check: async (on, { base: { x }, shift }, context) => {
      const moved = map(x, (value) => value + shift);
      const [plain, shifted] = await Promise.all([resultOf(on, x), resultOf(on, moved)]);
      const allowed = allowedFor(x, context) + allowedFor(moved, context);
      return [sumWithin([shifted, -plain], shift, [allowed], 'logSumExp(x + c) - logSumExp(x)')];
    },
  }),
  law(logSumExp, 'C3', {
    cases: (context) =>
      fc.record({
        single: tensors(context, { x: 'n' }, { entries: 'reals', sizes: { n: 1 } }),
        n: fc.integer({ min: 1, max: 12 }),
      }),
    check: async (on, { single: { x }, n }, context) => {
      const zeros = filled(x, [n], 0);
      const [alone, many] = await Promise.all([on(logSumExp, { x }), on(logSumExp, { x: zeros })]);
      return [
        identical(alone.y, filled(x, [], x.data[0] ?? Number.NaN), 'logSumExp of one entry'),
        withinAllowed(many.y, boundedResult(logSumExp, { x: zeros }, {}, context), context, `logSumExp of ${n} zeros`),
      ];
    },
  }),
  law(logSumExp, 'C4', {
    hint: 'the exponentials overflow, or all underflow to 0: the largest entry must be subtracted first',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc
        .array(fc.constantFrom(0, 1e4, -1e4, 50, -50), { minLength: 1, maxLength: 6 })
        .map((entries) => ({ x: tensorOf(dtype, [entries.length], entries) })),
    check: async (on, { x }) => {
      const got = await resultOf(on, x);
      return [holds('logSumExp(x)', Number.isFinite(got), 'a finite number', literal(got))];
    },
  }),
  law(logSumExp, 'C5', {
    cases: (context) =>
      fc
        .record({ base: rows(context), cut: fc.nat(7) })
        .map(({ base: { x }, cut }) => ({ x, cut: cut % x.data.length })),
    check: async (on, { x, cut }, context) => {
      const part = (from: number, to: number) => tensorOf(x.dtype, [to - from], x.data.slice(from, to));
      const parts = [part(0, cut), part(cut, x.data.length)].filter(({ data }) => data.length > 0);
      const [whole, ...values] = await Promise.all([resultOf(on, x), ...parts.map((one) => resultOf(on, one))]);
      if (!values.every(Number.isFinite)) return [near('logSumExp of the parts', Number.NaN, whole, 0)];
      const outer = tensorOf(x.dtype, [values.length], values);
      const joined = await resultOf(on, outer);
      // logSumExp moves by no more than the entry that moves most.
      const inner = Math.max(...parts.map((one) => allowedFor(one, context)));
      return [
        near('logSumExp of the parts', joined, whole, allowedFor(x, context) + allowedFor(outer, context) + inner),
      ];
    },
  }),
  law(logSumExp, 'C6', {
    gradient: true,
    cases: (context) =>
      fc
        .record({ base: rows(context), g: fc.integer({ min: 1, max: 9 }) })
        .map(({ base: { x }, g }) => ({ x, g: filled(x, [], g) })),
    check: async (on, { x, g }, { u, profile }) => {
      const { x: gradient } = await on.gradient(logSumExp, { x }, { y: g });
      const shares = Array.from(gradient?.data ?? [Number.NaN]);
      const cotangent = g.data[0] ?? Number.NaN;
      const n = x.data.length;
      const largest = Math.max(...Array.from(x.data, Math.abs));
      // exp(x - y) inherits the rounding of y and of the difference; exp / sum errs by n roundings and three exponentials.
      const allowed = (n + 4 + 3 * largest + Math.log(n) + 8 * (profile.ulps?.exp ?? 4)) * u * cotangent;
      const negative = shares.find((share) => !(share >= 0));
      return [
        holds('entries of the pullback', negative === undefined, 'at least 0', literal(negative ?? 0)),
        sumWithin(shares, cotangent, [allowed], 'sum of the pullback'),
      ];
    },
  }),
  law(logSumExp, 'R1', {
    share: 0.25,
    cases: ({ dtype }) =>
      fc.record({ rows: fc.nat(2) }).map(({ rows }) => ({ x: tensorOf(dtype, rows === 0 ? [0] : [rows, 0], []) })),
    check: async (on, { x }, context) => {
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      fc.pre(x.shape.length === 1 || context.batches !== 'none');
      return [
        await rejects(
          on(logSumExp, { x }),
          'a row without entries is refused',
          ({ y }) => y?.data.every((value) => value === Number.NEGATIVE_INFINITY) === true,
        ),
      ];
    },
  }),
];
