import fc from 'fast-check';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { scaledDotProductAttention as attention } from '../../spec/sequence/scaledDotProductAttention.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { calledWith } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type Subject } from '../law.ts';
import { closedForm, invariant } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { identical, literal, withinAllowed } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { between, each, holds, near, nearExactly } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { at, build, columnsOf, filled, map, only, plus, rowsOf, shifted, zeros } from '../verbs/tensors.ts';
import {
  type Attention,
  attentions,
  below,
  columns,
  countsOf,
  edited,
  expectedOf,
  rows,
  seenBy,
  taking,
} from './_internal/attention.ts';

/** The output of as many calls. */
const outputsOf = async <N extends readonly Attention[]>(on: Subject, ...given: N) =>
  (await Promise.all(given.map(async (one) => (await calledWith(on, attention, one)).output))) as {
    [K in keyof N]: Tensor;
  };

/** The rotation of a list by some places. */
const rotated = (count: number, by: number): number[] => below(count).map((i) => (i + by) % count);

const turned = (context: Context) => beside(attentions(context), { by: dealt([1, 2, 3]) });

/** Numbers far from what is drawn, and finite: beyond a mask of -1e9 too. */
const replacement = () => dealt([100, -(2 ** 40), 2 ** 40, 0]);

/** Queries that each lose some keys, all of them the last one. */
const masked = (context: Context) =>
  beside(attentions(context, 2), { hidden: fc.nat(2 ** 16 - 1), by: replacement() }).map(({ hidden, ...given }) => {
    const { s } = countsOf(given);
    const isHidden = (i: number, j: number) => j === s - 1 || (j > 0 && (hidden >> (4 * i + j)) % 2 === 1);
    return { ...given, mask: taking(given.mask, isHidden) };
  });

const isTaken = ({ mask }: Attention, i: number, j: number): boolean => at(mask, i, j) === Number.NEGATIVE_INFINITY;

/** Every query against the same query by itself, with the keys that it sees. */
const asIfAlone = (output: Tensor, given: Attention, sees: (i: number, j: number) => boolean, context: Context) =>
  below(countsOf(given).l).map((i): Observation => {
    const keys = below(countsOf(given).s).filter((j) => sees(i, j));
    return withinAllowed(rows(output, [i]), expectedOf(seenBy(given, i, keys), context), context, `query ${i}`);
  });

/** A gradient is 0 where something is hidden. */
const vanishes = (what: string, gradient: Tensor, isHidden: (i: number, j: number) => boolean): Observation => {
  const width = gradient.shape[1] ?? 1;
  return each(what, gradient, (name, value, position) =>
    holds(name, value === 0 || !isHidden(Math.floor(position / width), position % width), '0', literal(value)),
  );
};

/** NaN, or 0 for a sum of nothing: an answer that says that there is none. */
const isNoMean = (output: Tensor | undefined, isSumOfNothing: boolean): boolean =>
  output?.data.every((value) => Number.isNaN(value) || (isSumOfNothing && value === 0)) === true;

/** The same query everywhere, and a third column of values that is the sum of two. */
const rankOne = ({ query, key, value }: Attention) => ({
  query: rows(query, new Array(query.shape[0] ?? 0).fill(0)),
  key,
  value: build(value, [value.shape[0] ?? 0, 3], (j, k) => {
    const [one, other] = [at(value, j, 0), 2 * at(value, j, 0) - j];
    return [one, other, one + other][k] ?? 0;
  }),
});

export const laws: readonly Law[] = [
  ofResult(attention, 'C1', {
    share: 0.5,
    hint: 'the weights of a query do not sum to 1',
    cases: (context) => attentions(context),
    of: ({ output }, given, bounds) => {
      const { allowed } = bounds();
      const values = columnsOf(given.value.data, countsOf(given).e);
      const limits = values.map((column) => [Math.min(...column), Math.max(...column)] as const);
      return [
        each('output', output, (what, got, i) => between(what, got, limits[i % limits.length] ?? [0, 0], allowed[i])),
      ];
    },
  }),
  invariant(attention, 'C2', {
    share: 0.5,
    hint: 'keys, values and the columns of the mask are not taken in the same order',
    cases: turned,
    to: (given) => {
      const order = rotated(countsOf(given).s, given.by);
      return { key: rows(given.key, order), value: rows(given.value, order), mask: columns(given.mask, order) };
    },
    what: 'permuted keys',
  }),
  invariant(attention, 'C3', {
    share: 0.5,
    hint: 'what a query gives depends on its place, or on other queries',
    cases: turned,
    to: ({ query, mask, by }) => {
      const order = rotated(query.shape[0] ?? 0, by);
      return { query: rows(query, order), mask: rows(mask, order) };
    },
    back: (output, { by }) => {
      const l = output.shape[0] ?? 0;
      return rows(output, rotated(l, l - (by % l)));
    },
    what: 'permuted queries',
  }),
  law(attention, 'C4', {
    share: 0.5,
    repeats: true,
    hint: 'the triangle is shifted or aligned at its other end, or weights are taken before it is cut out',
    cases: (context) => beside(attentions(context), { by: replacement() }),
    check: async (on, { by, ...given }, context) => {
      const { l, s } = countsOf(given);
      const unchanged = below(Math.min(l, s) - 1);
      const changed = { ...given, ...edited(given, unchanged.length, by) };
      const [output, later] = await outputsOf(on, { ...given, causal: true }, { ...changed, causal: true });
      return [
        ...asIfAlone(output, given, (i, j) => j <= i, context),
        identical(rows(later, unchanged), rows(output, unchanged), 'queries before what was changed'),
      ];
    },
  }),
  law(attention, 'C5', {
    share: 0.5,
    repeats: true,
    hint: 'the mask is multiplied, added after the softmax, or has a large number in place of infinity',
    cases: masked,
    check: async (on, { by, ...given }, context) => {
      const changed = { ...given, ...edited(given, countsOf(given).s - 1, by) };
      const [output, other] = await outputsOf(on, given, changed);
      return [
        ...asIfAlone(output, given, (i, j) => !isTaken(given, i, j), context),
        identical(other, output, 'output for another key and value where none is seen'),
      ];
    },
  }),
  invariant(attention, 'C6', {
    share: 0.5,
    hint: 'the products are not divided by the root of the number of features',
    cases: (context) => attentions(context),
    to: ({ query, key }) => {
      const d = query.shape[1] ?? 1;
      const widened = (matrix: Tensor, element: (i: number, k: number) => number) =>
        build(matrix, [matrix.shape[0] ?? 0, 4 * d], element);
      return {
        query: widened(query, (i, k) => (k < d ? 2 * at(query, i, k) : 0)),
        key: widened(key, (j, k) => (k < d ? at(key, j, k) : 1 + ((j + k) % 3))),
      };
    },
    what: 'features of 0',
  }),
  ofResult(attention, 'C7', {
    share: 0.3,
    cases: (context) =>
      attentions(context).map((given) => ({
        ...given,
        key: rows(given.key, new Array(countsOf(given).s).fill(0)),
        mask: zeros(given.mask),
      })),
    of: ({ output }, given, bounds) => {
      const { allowed } = bounds();
      const { s, e } = countsOf(given);
      const means = columnsOf(given.value.data, e).map((column) =>
        exact.div(exact.sum(column.map((value) => exact.constant(value))), exact.constant(s)),
      );
      // One for each column of the output.
      const meanAt = (i: number) => means[i % e] as (typeof means)[number];
      return [each('mean of the values', output, (what, got, i) => nearExactly(what, got, meanAt(i), allowed[i] ?? 0))];
    },
  }),
  law(attention, 'C8', {
    share: 0.3,
    cases: (context) =>
      attentions(context, 1, 'integers').map((given) => ({
        ...given,
        // Exact beside the integers of the values.
        other: map(given.value, (value, position) => ((3 * value + position) % 7) - 2),
      })),
    check: async (on, { other, ...given }, context) => {
      const second = { ...given, value: other };
      const sum = { ...given, value: plus(given.value, other) };
      const [one, two, both] = await outputsOf(on, given, second, sum);
      const bounds = [given, second, sum].map((call) => expectedOf(call, context).allowed);
      return [
        each('f(v) + f(w)', both, (what, value, i) => {
          const parts = [one, two].map(({ data }) => data[i] ?? Number.NaN);
          return sumWithin(
            parts,
            value,
            bounds.map((allowed) => allowed[i] ?? 0),
            what,
          );
        }),
      ];
    },
  }),
  closedForm(attention, 'C9', {
    share: 0.3,
    cases: (context) => attentions(context).map((given) => seenBy(given, 0, [0])),
    result: ({ value }) => ({ output: value }),
    exactWhere: keepsFactors,
    what: 'the output of a single key',
  }),
  invariant(attention, 'C10', {
    share: 0.3,
    hint: 'the mask is multiplied, or added after the softmax',
    cases: (context) => beside(attentions(context, 1, 'integers'), { shift: fc.integer({ min: -900, max: 900 }) }),
    to: ({ mask, shift }) => ({ mask: shifted(mask, shift) }),
    what: 'shifted mask',
  }),
  ofGradient(attention, 'C11', {
    share: 0.3,
    hint: 'the pullback of the softmax lacks the term that its rows have in common',
    cases: (context) => attentions(context, 2, 'integers'),
    cotangents: (given) => {
      const { l, e } = countsOf(given);
      return { output: build(given.value, [l, e], (i, j) => ((5 * i + 3 * j) % 7) - 2) };
    },
    of: ({ mask, value }, given, allowed, _context, { output }) => {
      const [limits, { s, e }] = [allowed(), countsOf(given)];
      const sums = (
        input: string,
        parts: readonly number[][],
        limits: readonly number[][],
        totals: readonly number[],
      ) => parts.map((part, k) => sumWithin(part, totals[k] ?? 0, limits[k] ?? [], `sum of the gradient of ${input}`));
      return [
        ...sums('mask', rowsOf(mask.data, s), rowsOf(limits.mask, s), []),
        ...sums('value', columnsOf(value.data, e), columnsOf(limits.value, e), columnsOf(output.data, e).map(totalOf)),
      ];
    },
  }),
  law(attention, 'C12', {
    share: 0.3,
    gradient: true,
    hint: 'gradients are taken before the mask is',
    cases: masked,
    check: async (on, { query, key, value, mask }) => {
      const { l, s, e } = countsOf({ query, key, value, mask });
      const ones = filled(value, [l, e], 1);
      const seen = Math.max(Math.min(l, s) - 1, 0);
      const early = build(ones, ones.shape, (i) => (i < seen ? 3 : 0));
      const [taken, causal] = await Promise.all([
        on.gradient(attention, { query, key, value, mask }, { output: ones }),
        on.gradient(attention, { query, key, value, mask: zeros(mask) }, { output: early }, { causal: true }),
      ]);
      return [
        vanishes(
          'gradient of what the mask takes',
          outputOf(taken, 'mask'),
          (i, j) => at(mask, i, j) === Number.NEGATIVE_INFINITY,
        ),
        vanishes('gradient of the mask after the query', outputOf(causal, 'mask'), (i, j) => j > i),
        ...['key', 'value'].flatMap((name) => [
          vanishes(`gradient of a ${name} that no query sees`, outputOf(taken, name), (j) => j >= s - 1),
          vanishes(`gradient of a later ${name}`, outputOf(causal, name), (j) => j >= seen),
        ]),
      ];
    },
  }),
  ofGradient(attention, 'C13', {
    share: 0.2,
    cases: ({ dtype }) =>
      fc.integer({ min: 1, max: 40 }).map((b) => {
        const x = tensorOf(dtype, [2, 1], [0, b]);
        return { query: x, key: x, value: x, mask: filled(x, [2, 2], 0), slope: 0.5 + b ** 2 / 4 };
      }),
    cotangents: ({ query }) => ({ output: tensorOf(query.dtype, [2, 1], [1, 0]) }),
    of: ({ query, key, value }, { slope }, allowed) => {
      const limits = allowed();
      const firsts = [limits.query, limits.key, limits.value].map(([limit = 0]) => limit);
      return [sumWithin([query, key, value].map(only), slope, firsts, 'slope of self-attention')];
    },
  }),
  ofResult(attention, 'C14', {
    share: 0.3,
    cases: (context) => attentions(context, 2, 'integers'),
    from: rankOne,
    of: ({ output }, _given, bounds) => {
      const { allowed } = bounds();
      const off = (i: number, k: number) => allowed[3 * i + k] ?? 0;
      return below(output.shape[0] ?? 0).flatMap((i) => [
        ...below(3).map((k) => near(`output[${i}, ${k}]`, at(output, i, k), at(output, 0, k), off(i, k) + off(0, k))),
        sumWithin(
          [at(output, i, 0), at(output, i, 1)],
          at(output, i, 2),
          below(3).map((k) => off(i, k)),
          `sum of the first columns at query ${i}`,
        ),
      ]);
    },
  }),
  refuses(attention, 'R1', {
    share: 0.1,
    asks: ['empty'],
    cases: (context) => beside(tensors(context, { query: 'l d', value: 's e' }), { isWithoutKeys: fc.boolean() }),
    calls: ({ query, value, isWithoutKeys }) => {
      const [[l = 1, d = 1], [s = 1, e = 1]] = [query.shape, value.shape];
      const empty = (...shape: number[]) => tensorOf(query.dtype, shape, []);
      return isWithoutKeys
        ? { 'queries without keys are refused': { query, key: empty(0, d), value: empty(0, e) } }
        : { 'queries and keys without features are refused': { query: empty(l, 0), key: empty(s, 0), value } };
    },
    honest: ({ output }, { isWithoutKeys }) => isNoMean(output, isWithoutKeys),
  }),
  law(attention, 'R2', {
    share: 0.1,
    hint: 'exp(-inf - (-inf)) is NaN: a row of which nothing is left needs a case of its own',
    cases: (context) => attentions(context),
    check: async (on, given, context) => {
      const last = countsOf(given).l - 1;
      const call = calledWith(on, attention, { ...given, mask: taking(given.mask, (i) => i === last) });
      const refusal = await rejects(call, 'a query without a key that it may see is refused', ({ output }) =>
        isNoMean(output && rows(output, [last]), true),
      );
      const result = await call.catch(() => undefined);
      const others = { ...given, query: rows(given.query, below(last)), mask: rows(given.mask, below(last)) };
      return [refusal, ...(result === undefined ? [] : asIfAlone(result.output, others, () => true, context))];
    },
  }),
];
