import fc from 'fast-check';
import { allowedError, keepsFactors } from '../../spec/scalars/bound.ts';
import { errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { scaledDotProductAttention as attention } from '../../spec/sequence/scaledDotProductAttention.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type Subject, Unsupported } from '../law.ts';
import { bothWithin, sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { identical, literal, withinAllowed, worst } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { ratioOf } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { at, build, filled, map, plus } from '../verbs/tensors.ts';
import {
  type Attention,
  attentions,
  below,
  columns,
  countsOf,
  edited,
  expectedOf,
  gradientAllowances,
  rows,
  seenBy,
  taking,
} from './_internal/attention.ts';

const outputOf = async (on: Subject, { query, key, value, mask }: Attention, causal = false): Promise<Tensor> =>
  (await on(attention, { query, key, value, mask }, { causal })).output;

const gradientOf = (on: Subject, { query, key, value, mask }: Attention, output: Tensor, causal = false) =>
  on.gradient(attention, { query, key, value, mask }, { output }, { causal });

/** The rotation of a list by some places. */
const rotated = (count: number, by: number): number[] => below(count).map((i) => (i + by) % count);

const turned = (context: Context) => fc.record({ given: attentions(context), by: dealt([1, 2, 3]) });

/** Numbers far from what is drawn, and finite: beyond a mask of -1e9 too. */
const replacement = () => dealt([100, -(2 ** 40), 2 ** 40, 0]);

/** Queries that each lose some keys, all of them the last one. */
const masked = (context: Context) =>
  fc
    .record({ given: attentions(context, 2), hidden: fc.nat(2 ** 16 - 1), by: replacement() })
    .map(({ given, hidden, by }) => {
      const { s } = countsOf(given);
      const isHidden = (i: number, j: number) => j === s - 1 || (j > 0 && (hidden >> (4 * i + j)) % 2 === 1);
      return { given: taking(given, isHidden), by };
    });

const isTaken = ({ mask }: Attention, i: number, j: number): boolean => at(mask, i, j) === Number.NEGATIVE_INFINITY;

/** Every query against the same query by itself, with the keys that it sees. */
const asIfAlone = (output: Tensor, given: Attention, sees: (i: number, j: number) => boolean, context: Context) =>
  below(countsOf(given).l).map((i): Observation => {
    const keys = below(countsOf(given).s).filter((j) => sees(i, j));
    return withinAllowed(rows(output, [i]), expectedOf(seenBy(given, i, keys), context), context, `query ${i}`);
  });

/** Every element 0. */
const vanishes = (gradient: Tensor | undefined, what: string): Observation =>
  gradient === undefined
    ? { ratio: Number.NaN, what, received: 'none' }
    : identical(gradient, filled(gradient, gradient.shape, 0), what);

/** NaN, or 0 for a sum of nothing: an answer that says that there is none. */
const isNoMean = (output: Tensor | undefined, isSumOfNothing: boolean): boolean =>
  output?.data.every((value) => Number.isNaN(value) || (isSumOfNothing && value === 0)) === true;

export const laws: readonly Law[] = [
  law(attention, 'C1', {
    share: 0.5,
    hint: 'the weights of a query do not sum to 1',
    cases: (context) => attentions(context),
    check: async (on, given, context) => {
      const output = await outputOf(on, given);
      const { shape, values } = expectedOf(given, context);
      const limits = below(shape[1] ?? 0).map((j) => {
        const column = Array.from(columns(given.value, [j]).data);
        return [Math.min(...column), Math.max(...column)] as const;
      });
      return [
        worst(
          values.map((bound, position): Observation => {
            const [least, most] = limits[position % limits.length] ?? [0, 0];
            const got = output.data[position] ?? Number.NaN;
            const outside = Math.max(totalOf([least, -got]), totalOf([got, -most]));
            return {
              ratio: ratioOf(Math.max(outside, 0), allowedError(bound, context.profile)),
              what: 'an entry between those of the values',
              expected: `${literal(least)} to ${literal(most)}`,
              received: literal(got),
            };
          }),
          'entries',
        ),
      ];
    },
  }),
  law(attention, 'C2', {
    share: 0.5,
    hint: 'keys, values and the columns of the mask are not taken in the same order',
    cases: turned,
    check: async (on, { given, by }, context) => {
      const order = rotated(countsOf(given).s, by);
      const { key, value, mask } = given;
      const moved = { ...given, key: rows(key, order), value: rows(value, order), mask: columns(mask, order) };
      const output = await outputOf(on, moved);
      return [bothWithin(output, expectedOf(given, context), expectedOf(moved, context), context, 'permuted keys')];
    },
  }),
  law(attention, 'C3', {
    share: 0.5,
    hint: 'what a query gives depends on its place, or on other queries',
    cases: turned,
    check: async (on, { given, by }, context) => {
      const { l } = countsOf(given);
      const order = rotated(l, by);
      const output = await outputOf(on, { ...given, query: rows(given.query, order), mask: rows(given.mask, order) });
      const back = rows(output, rotated(l, l - (by % l)));
      return [withinAllowed(back, expectedOf(given, context), context, 'permuted queries')];
    },
  }),
  law(attention, 'C4', {
    share: 0.5,
    repeats: true,
    hint: 'the triangle is shifted or aligned at its other end, or weights are taken before it is cut out',
    cases: (context) => fc.record({ given: attentions(context), by: replacement() }),
    check: async (on, { given, by }, context) => {
      const last = Math.min(countsOf(given).l, countsOf(given).s) - 1;
      const [output, later] = await Promise.all([
        outputOf(on, given, true),
        outputOf(
          on,
          edited(given, (j) => j >= last, by),
          true,
        ),
      ]);
      const unchanged = below(last);
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
    check: async (on, { given, by }, context) => {
      const { s } = countsOf(given);
      const [output, other] = await Promise.all([
        outputOf(on, given),
        outputOf(
          on,
          edited(given, (j) => j === s - 1, by),
        ),
      ]);
      return [
        ...asIfAlone(output, given, (i, j) => !isTaken(given, i, j), context),
        identical(other, output, 'output for another key and value where none is seen'),
      ];
    },
  }),
  law(attention, 'C6', {
    share: 0.5,
    hint: 'the products are not divided by the root of the number of features',
    cases: (context) => attentions(context),
    check: async (on, given, context) => {
      const d = given.query.shape[1] ?? 1;
      const widened = (matrix: Tensor, factor: number, further: (i: number, k: number) => number) =>
        build(matrix, [matrix.shape[0] ?? 0, 4 * d], (i, k) => (k < d ? factor * at(matrix, i, k) : further(i, k)));
      const wide = {
        ...given,
        query: widened(given.query, 2, () => 0),
        key: widened(given.key, 1, (j, k) => 1 + ((j + k) % 3)),
      };
      const output = await outputOf(on, wide);
      return [bothWithin(output, expectedOf(given, context), expectedOf(wide, context), context, 'features of 0')];
    },
  }),
  law(attention, 'C7', {
    share: 0.3,
    cases: (context) => attentions(context),
    check: async (on, given, context) => {
      const { l, s } = countsOf(given);
      const key = rows(given.key, new Array(s).fill(0));
      const level = { ...given, key, mask: filled(given.mask, [l, s], 0) };
      const output = await outputOf(on, level);
      const means = below(level.value.shape[1] ?? 0).map((j) => {
        const column = Array.from(columns(level.value, [j]).data, (value) => exact.constant(value));
        return exact.div(exact.sum(column), exact.constant(s));
      });
      const { values } = expectedOf(level, context);
      return [
        worst(
          values.map((bound, position): Observation => {
            // One for each column of the output.
            const mean = means[position % means.length] as (typeof means)[number];
            const got = output.data[position] ?? Number.NaN;
            const [error, expected] = [errorOf(got, mean), literal(toNumber(mean))];
            const ratio = error === 0 ? 0 : error / allowedError(bound, context.profile);
            return { ratio, what: 'mean of the values', expected, received: literal(got) };
          }),
          'means',
        ),
      ];
    },
  }),
  law(attention, 'C8', {
    share: 0.3,
    cases: (context) =>
      attentions(context, 1, 'integers').map((given) => ({
        given,
        // Exact beside the integers of the values.
        other: map(given.value, (value, position) => ((3 * value + position) % 7) - 2),
      })),
    check: async (on, { given, other }, context) => {
      const three = [given, { ...given, value: other }, { ...given, value: plus(given.value, other) }] as const;
      const [first, second, both] = await Promise.all(three.map((one) => outputOf(on, one)));
      const bound = three.map((one) => expectedOf(one, context).values);
      return [
        worst(
          below(both?.data.length ?? 0).map((position) => {
            const parts = [first?.data[position] ?? Number.NaN, second?.data[position] ?? Number.NaN];
            const allowed = bound.flatMap((values) => {
              const one = values[position];
              return one === undefined ? [] : [allowedError(one, context.profile)];
            });
            return sumWithin(parts, both?.data[position] ?? Number.NaN, allowed, 'f(v) + f(w)');
          }),
          'f(v) + f(w)',
        ),
      ];
    },
  }),
  law(attention, 'C9', {
    share: 0.3,
    cases: (context) => attentions(context).map((given) => seenBy(given, 0, [0])),
    check: async (on, given, context) => {
      const output = await outputOf(on, given);
      if (keepsFactors(context.profile)) return [identical(output, given.value, 'the output of a single key')];
      const { query, key, value, mask } = given;
      return matchesDefinition(attention, { query, key, value, mask }, {}, { output }, context);
    },
  }),
  law(attention, 'C10', {
    share: 0.3,
    hint: 'the mask is multiplied, or added after the softmax',
    cases: (context) =>
      fc.record({ given: attentions(context, 1, 'integers'), shift: fc.integer({ min: -900, max: 900 }) }),
    check: async (on, { given, shift }, context) => {
      const moved = { ...given, mask: map(given.mask, (value) => value + shift) };
      const output = await outputOf(on, moved);
      return [bothWithin(output, expectedOf(given, context), expectedOf(moved, context), context, 'shifted mask')];
    },
  }),
  law(attention, 'C11', {
    share: 0.3,
    gradient: true,
    hint: 'the pullback of the softmax lacks the term that its rows have in common',
    cases: (context) =>
      attentions(context, 2, 'integers').map((given) => ({
        given,
        cotangent: build(
          given.value,
          [countsOf(given).l, given.value.shape[1] ?? 1],
          (i, j) => ((5 * i + 3 * j) % 7) - 2,
        ),
      })),
    check: async (on, { given, cotangent }, context) => {
      const { l, s } = countsOf(given);
      const { mask, value } = await gradientOf(on, given, cotangent);
      const allowed = gradientAllowances(given, cotangent, context);
      const e = cotangent.shape[1] ?? 1;
      const some = (input: string, positions: readonly number[], data: Tensor | undefined, expected: number) =>
        sumWithin(
          positions.map((position) => data?.data[position] ?? Number.NaN),
          expected,
          positions.map((position) => allowed[input]?.[position] ?? Number.NaN),
          `sum of the gradient of ${input}`,
        );
      const column = (j: number, count: number) => below(count).map((i) => i * e + j);
      return [
        ...below(l).map((i) =>
          some(
            'mask',
            below(s).map((j) => i * s + j),
            mask,
            0,
          ),
        ),
        ...below(e).map((j) =>
          some('value', column(j, s), value, totalOf(column(j, l).map((position) => cotangent.data[position] ?? 0))),
        ),
      ];
    },
  }),
  law(attention, 'C12', {
    share: 0.3,
    gradient: true,
    hint: 'gradients are taken before the mask is',
    cases: masked,
    check: async (on, { given }) => {
      const { l, s } = countsOf(given);
      const ones = filled(given.value, [l, given.value.shape[1] ?? 1], 1);
      const seen = Math.min(l, s) - 1;
      const early = build(ones, ones.shape, (i) => (i < seen ? 3 : 0));
      const open = { ...given, mask: filled(given.mask, given.mask.shape, 0) };
      const [taken, causal] = await Promise.all([gradientOf(on, given, ones), gradientOf(on, open, early, true)]);
      const rest = (gradient: Tensor | undefined, from: number) => gradient && rows(gradient, below(s).slice(from));
      const hidden = (gradient: Tensor | undefined, isHidden: (i: number, j: number) => boolean) =>
        gradient && build(gradient, gradient.shape, (i, j) => (isHidden(i, j) ? at(gradient, i, j) : 0));
      return [
        vanishes(
          hidden(taken['mask'], (i, j) => isTaken(given, i, j)),
          'gradient of what the mask takes',
        ),
        ...['key', 'value'].flatMap((name) => [
          vanishes(rest(taken[name], s - 1), `gradient of a ${name} that no query sees`),
          vanishes(rest(causal[name], Math.max(seen, 0)), `gradient of a later ${name}`),
        ]),
        vanishes(
          hidden(causal['mask'], (i, j) => j > i),
          'gradient of the mask after the query',
        ),
      ];
    },
  }),
  law(attention, 'C13', {
    share: 0.2,
    gradient: true,
    cases: ({ dtype }) =>
      fc.integer({ min: 1, max: 40 }).map((b) => ({ x: tensorOf(dtype, [2, 1], [0, b]), slope: 0.5 + b ** 2 / 4 })),
    check: async (on, { x, slope }, context) => {
      const given = { query: x, key: x, value: x, mask: filled(x, [2, 2], 0) };
      const first = build(x, [2, 1], (i) => (i === 0 ? 1 : 0));
      const { query, key, value } = await gradientOf(on, given, first);
      const allowed = gradientAllowances(given, first, context);
      return [
        sumWithin(
          [query, key, value].map((gradient) => gradient?.data[0] ?? Number.NaN),
          slope,
          ['query', 'key', 'value'].map((name) => allowed[name]?.[0] ?? Number.NaN),
          'slope of self-attention',
        ),
      ];
    },
  }),
  law(attention, 'R1', {
    share: 0.1,
    cases: (context) =>
      fc.record({ drawn: tensors(context, { query: 'l d', value: 's e' }), isWithoutKeys: fc.boolean() }),
    check: async (on, { drawn: { query, value }, isWithoutKeys }, context) => {
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      const [l = 1, d = 1] = query.shape;
      const [s = 1, e = 1] = value.shape;
      const empty = (...shape: number[]) => tensorOf(query.dtype, shape, []);
      const given = isWithoutKeys
        ? { query, key: empty(0, d), value: empty(0, e) }
        : { query: empty(l, 0), key: empty(s, 0), value };
      const rule = isWithoutKeys ? 'queries without keys are refused' : 'queries and keys without features are refused';
      return [await rejects(on(attention, given), rule, ({ output }) => isNoMean(output, isWithoutKeys))];
    },
  }),
  law(attention, 'R2', {
    share: 0.1,
    hint: 'exp(-inf - (-inf)) is NaN: a row of which nothing is left needs a case of its own',
    cases: (context) => attentions(context),
    check: async (on, given, context) => {
      const { l } = countsOf(given);
      const call = outputOf(
        on,
        taking(given, (i) => i === l - 1),
      );
      const rule = 'a query without a key that it may see is refused';
      const refusal = await rejects(
        call.then((output) => ({ output })),
        rule,
        ({ output }) => isNoMean(output && rows(output, [l - 1]), true),
      );
      const output = await call.catch(() => undefined);
      const others = { ...given, query: rows(given.query, below(l - 1)), mask: rows(given.mask, below(l - 1)) };
      return [refusal, ...(output === undefined ? [] : asIfAlone(output, others, () => true, context))];
    },
  }),
];
