import fc from 'fast-check';
import { exact } from '../../spec/scalars/exact.ts';
import { attentionScores, attentionWeights } from '../../spec/sequence/attentionWeights.ts';
import { scaledDotProductAttention } from '../../spec/sequence/scaledDotProductAttention.ts';
import { isHalf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { invariant } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { apart } from '../verbs/apart.ts';
import { sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { literal } from '../verbs/compare.ts';
import { rankOf } from '../verbs/elimination.ts';
import { judgedExactly } from '../verbs/exactMatrices.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atLeast, atMost, each, holds, near, nearExactly, ofFinite } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { spectralNormOf } from '../verbs/spectrum.ts';
import { at, build, identity, map, product, rowsOf, transposed, zeros } from '../verbs/tensors.ts';
import { type Attention, attentions, below, rows, taking } from './_internal/attention.ts';

/** Queries, keys and a mask. */
const queried = (context: Context, keys = 1) => attentions(context, keys).map(({ value: _, ...given }) => given);

/** Plus and minus the rows of Sylvester's Hadamard matrix of order d: of mean 0, and uncorrelated. */
const design = ({ dtype }: Context, d: number): Tensor => {
  const bits = (k: number): number => (k === 0 ? 0 : (k & 1) + bits(k >> 1));
  const entry = (i: number, k: number) => (bits(i & k) % 2 === 0 ? 1 : -1);
  return tensorOf(
    dtype,
    [2 * d, d],
    below(2 * d * d).map((at) => (at < d * d ? 1 : -1) * entry(Math.floor(at / d) % d, at % d)),
  );
};

/** max - min. */
const oscillation = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** Half the largest distance of two rows. */
const dobrushin = (a: readonly (readonly number[])[]): number =>
  Math.max(
    ...a.flatMap((one) => a.map((other) => one.reduce((sum, x, j) => sum + Math.abs(x - (other[j] ?? 0)), 0) / 2)),
  );

const isTaken = ({ mask }: Pick<Attention, 'mask'>, i: number, j: number): boolean =>
  at(mask, i, j) === Number.NEGATIVE_INFINITY;

/** Queries that each lose some keys, all of them the last one. */
const masked = (context: Context) =>
  beside(queried(context, 2), { hidden: fc.nat(2 ** 16 - 1) }).map(({ hidden, ...given }) => {
    const s = given.key.shape[0] ?? 0;
    const isHidden = (i: number, j: number) => j === s - 1 || (j > 0 && (hidden >> (4 * i + j)) % 2 === 1);
    return { ...given, mask: taking(given.mask, isHidden) };
  });

export const laws: readonly Law[] = [
  ofResult(attentionScores, 'C1', {
    share: 0.5,
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { query: 'l d', key: 's d' }, { sizes: { d: 4 }, least: 4, most: 6 }), {
        single: dealt([false, true]),
      }).map(({ query, key, single }) => {
        const first = (x: Tensor) => (single ? build(x, [x.shape[0] ?? 0, 1], (i) => at(x, i, 0)) : x);
        return { query: first(query), key: first(key) };
      }),
    of: ({ scores }, { query }) =>
      judgedExactly({ scores }, ({ scores }) => {
        const [rank, d] = [rankOf(scores), query.shape[1] ?? 0];
        return [holds('rank of the scores', rank <= d, `at most ${d}`, String(rank))];
      }),
  }),
  ofResult(attentionScores, 'C2', {
    share: 0.5,
    hint: 'the products are not divided by the root of d',
    cases: (context) =>
      fc.record({ d: dealt([1, 4, 16]), signs: fc.nat(2 ** 16 - 1) }).map(({ d, signs }) => ({
        query: design(context, d),
        key: tensorOf(
          context.dtype,
          [1, d],
          below(d).map((k) => ((signs >> k) % 2 === 0 ? 1 : -1)),
        ),
      })),
    of: ({ scores }) =>
      ofFinite('scores', scores, (numbers) => [
        nearExactly('sum of the scores', exact.sum(numbers), exact.constant(0), 0),
        nearExactly(
          'sum of their squares',
          exact.sum(numbers.map((one) => exact.mul(one, one))),
          exact.constant(numbers.length),
          0,
        ),
      ]),
  }),
  invariant(attentionScores, 'C3', {
    share: 0.5,
    cases: (context) =>
      // The integers of a product of shears must fit into the digits of a type of 16 bits.
      beside(tensors(context, { query: 'l d', key: 's d' }, { least: 2, most: isHalf(context.dtype) ? 3 : 5 }), {
        by: dealt([1, -2, 3]),
      }),
    to: ({ query, key, by }) => {
      const d = query.shape[1] ?? 0;
      // Ones on the diagonal and one number beside it; its inverse has powers of that number.
      const shear = (of: (i: number, k: number) => number) => build(query, [d, d], of);
      const r = shear((i, k) => (i === k ? 1 : k === i + 1 ? by : 0));
      const inverse = shear((i, k) => (k < i ? 0 : (-by) ** (k - i)));
      return { query: product(query, r), key: product(key, transposed(inverse)) };
    },
    what: 'scores of Q R and K R^-T',
  }),
  refuses(attentionScores, 'R1', {
    share: 0.2,
    asks: ['empty'],
    cases: (context) => tensors(context, { query: 'l d', key: 's d' }),
    calls: ({ query, key }) => {
      const bare = (x: Tensor) => build(x, [x.shape[0] ?? 0, 0], () => 0);
      return { 'queries without features are refused': { query: bare(query), key: bare(key) } };
    },
    honest: ({ scores }) => scores?.data.every((value) => Number.isNaN(value)) === true,
  }),
  erratum(attentionScores, 'E76', {
    given: (context) => ({ query: design(context, 16), key: tensorOf(context.dtype, [1, 16], new Array(16).fill(1)) }),
    check: async (on, { query, key }) => {
      const both = tensorOf(query.dtype, [2, 32, 16], [...query.data, ...query.data]);
      const { scores } = await on(attentionScores, { query: both, key });
      const products = product(query, transposed(key));
      const squares = (x: Tensor) => Array.from(x.data, (value) => value * value);
      const variance = (x: Tensor) => totalOf(squares(x)) / x.data.length;
      return [
        refuted('the products have variance 1', variance(products) - 1, 14),
        near('variance of the scores', variance(scores), 1, 0),
        holds('shape of the scores', scores.shape.join() === '2,32,1', '[2, 32, 1]', `[${scores.shape.join(', ')}]`),
      ];
    },
  }),
  ofResult(attentionWeights, 'C1', {
    share: 0.5,
    hint: 'the softmax is taken over the queries, or weights are cut off after it',
    cases: (context) => beside(queried(context), { causal: dealt([false, true]) }),
    of: ({ weights }, { key }, bounds) => {
      const { allowed } = bounds();
      const s = key.shape[0] ?? 0;
      const limits = below(weights.shape[0] ?? 0).map((i) => allowed.slice(i * s, (i + 1) * s));
      return [
        each('weights', weights, (what, value) => holds(what, value >= 0, 'at least 0', literal(value))),
        ...rowsOf(weights.data, s).map((row, i) => sumWithin(row, 1, limits[i] ?? [], `sum of row ${i}`)),
      ];
    },
  }),
  ofResult(attentionWeights, 'C2', {
    share: 0.3,
    cases: (context) => queried(context),
    of: ({ weights }, _given, bounds) => {
      const { allowed } = bounds();
      const [l = 1, s = 1] = weights.shape;
      const slack = Math.hypot(...allowed);
      return judgedExactly({ weights }, ({ weights }) => {
        const norm = spectralNormOf(weights, 2 ** -53);
        const rounding = slack + 2 ** -40;
        return [atLeast('||A||_2', norm, Math.sqrt(l / s), rounding), atMost('||A||_2', norm, Math.sqrt(l), rounding)];
      });
    },
  }),
  ofResult(attentionWeights, 'C3', {
    share: 0.3,
    cases: (context) =>
      beside(queried(context), { none: dealt([false, true]) }).map(({ none, query, key, mask }) => ({
        query: none ? zeros(query) : query,
        key: none ? key : rows(key, new Array(key.shape[0] ?? 0).fill(0)),
        mask: zeros(mask),
      })),
    of: ({ weights }, { key }, bounds) => {
      const { allowed } = bounds();
      const share = exact.div(exact.constant(1), exact.constant(key.shape[0] ?? 1));
      return [each('weights', weights, (what, value, i) => nearExactly(what, value, share, allowed[i] ?? 0))];
    },
  }),
  law(attentionWeights, 'C4', {
    share: 0.5,
    gradient: true,
    hint: 'the mask has a large number in place of infinity, or weights are cut off after the softmax',
    cases: masked,
    check: async (on, given, { dtype }) => {
      const { query, key, mask } = given;
      const [l = 0, s = 0] = [query.shape[0], key.shape[0]];
      // The last key, which no query sees, has a score beyond what stands for minus infinity.
      const far = dtype === 'float16' ? 2 ** 7 : 2 ** 17;
      const beyond = {
        query: map(query, () => far),
        key: map(key, (_, at) => (at >= key.data.length - key.data.length / s ? far : 0)),
        mask,
      };
      const ones = build(query, [l, s], (i, j) => 1 + ((i + 2 * j) % 3));
      const bare = { query, key, mask: zeros(mask) };
      const [taken, takenFar, causal, back, backCausal] = await Promise.all([
        on(attentionWeights, { query, key, mask }),
        on(attentionWeights, beyond),
        on(attentionWeights, bare, { causal: true }),
        on.gradient(attentionWeights, { query, key, mask }, { weights: ones }),
        on.gradient(attentionWeights, bare, { weights: ones }, { causal: true }),
      ]);
      const none = (what: string, x: Tensor | undefined, isHidden: (i: number, j: number) => boolean) =>
        each(what, x ?? ones, (name, value, position) =>
          holds(name, value === 0 || !isHidden(Math.floor(position / s), position % s), '0', literal(value)),
        );
      const later = (i: number, j: number) => j > i;
      const byMask = (i: number, j: number) => isTaken(given, i, j);
      return [
        none('weights of what the mask takes', taken.weights, byMask),
        none('weights of what the mask takes, of a large score', takenFar.weights, byMask),
        none('weights after the query', causal.weights, later),
        none('gradient of what the mask takes', back['mask'], byMask),
        none('gradient of the mask after the query', backCausal['mask'], later),
      ];
    },
  }),
  law(attentionWeights, 'C5', {
    share: 0.3,
    cases: (context) =>
      beside(tensors(context, { query: 'n d', key: 'n d', other: 'n d', x: 'n' }, { entries: 'reals', most: 4 }), {
        isConstant: dealt([false, true]),
      }),
    check: async (on, { query, key, other, x, isConstant }, context) => {
      const n = x.data.length;
      const mask = build(query, [n, n], () => 0);
      const [first, second] = [
        { query, key, mask },
        { query: other, key, mask },
      ];
      const [{ weights: a }, { weights: b }] = await Promise.all([
        on(attentionWeights, first),
        on(attentionWeights, second),
      ]);
      const [one, two] = [rowsOf(a.data, n), rowsOf(b.data, n)];
      const values = Array.from(x.data, (value) => (isConstant ? 8 : value));
      const mixed = one.map((row) => row.reduce((sum, weight, j) => sum + weight * (values[j] ?? 0), 0));
      const [off, its] = [first, second].map((given) => {
        const { allowed } = boundedResult(attentionWeights, given, {}, context);
        return Math.max(...rowsOf(allowed, n).map((row) => row.reduce((sum, value) => sum + value, 0)), 0);
      }) as [number, number];
      // What the sums here lose, too.
      const size = Math.max(...values.map(Math.abs), 0);
      const slack = (2 * off + 4 * n * 2 ** -53) * size;
      const both = one.map((row) => below(n).map((k) => row.reduce((sum, w, j) => sum + w * (two[j]?.[k] ?? 0), 0)));
      return [
        atMost('max - min of A x', oscillation(mixed), dobrushin(one) * oscillation(values), slack),
        atMost('tau(A B)', dobrushin(both), dobrushin(one) * dobrushin(two), 2 * off + 2 * its + 8 * n * 2 ** -53),
      ];
    },
  }),
  ofGradient(attentionWeights, 'C6', {
    share: 0.3,
    hint: 'the pullback of the softmax lacks the term that its rows have in common',
    cases: (context) => queried(context, 2),
    cotangents: ({ query, key }) => ({
      weights: build(query, [query.shape[0] ?? 0, key.shape[0] ?? 0], (i, j) => ((5 * i + 3 * j) % 7) - 2),
    }),
    of: ({ mask }, { key }, allowed) => {
      const s = key.shape[0] ?? 0;
      const limits = rowsOf(allowed().mask, s);
      return rowsOf(mask.data, s).map((row, i) =>
        sumWithin(row, 0, limits[i] ?? [], `sum of row ${i} of the gradient`),
      );
    },
  }),
  law(attentionWeights, 'C7', {
    needs: [scaledDotProductAttention],
    share: 0.3,
    cases: (context) => beside(queried(context), { causal: dealt([false, true]) }),
    check: async (on, { causal, query, key, mask }, context) => {
      const given = { query, key, mask };
      const value = identity(given.key, given.key.shape[0] ?? 0);
      const [{ weights }, { output }] = await Promise.all([
        on(attentionWeights, given, { causal }),
        on(scaledDotProductAttention, { ...given, value }, { causal }),
      ]);
      const bounds = [
        boundedResult(attentionWeights, given, { causal }, context),
        boundedResult(scaledDotProductAttention, { ...given, value }, { causal }, context),
      ];
      return [
        apart(
          'weights',
          weights,
          output,
          bounds.map(({ allowed }) => ({ shape: weights.shape, values: allowed })),
        ),
      ];
    },
  }),
  refuses(attentionWeights, 'R1', {
    share: 0.2,
    asks: ['empty'],
    cases: (context) => queried(context),
    calls: ({ query, key, mask }) => {
      const part = (x: Tensor, shape: readonly number[]) => build(x, shape, () => 0);
      const [l = 0, s = 0] = [query.shape[0], key.shape[0]];
      return {
        'queries without features are refused': { query: part(query, [l, 0]), key: part(key, [s, 0]), mask },
        'queries without keys are refused': {
          query,
          key: part(key, [0, key.shape[1] ?? 0]),
          mask: part(mask, [l, 0]),
        },
      };
    },
    honest: ({ weights }) => weights?.data.every((value) => Number.isNaN(value)) === true,
  }),
  refuses(attentionWeights, 'R2', {
    share: 0.2,
    hint: 'exp(-inf - (-inf)) is NaN: a row of which nothing is left needs a case of its own',
    cases: (context) => queried(context),
    calls: ({ query, key, mask }) => ({
      'a query without a key that it may see is refused': {
        query,
        key,
        mask: taking(mask, (i) => i === (query.shape[0] ?? 0) - 1),
      },
    }),
    honest: ({ weights }, { key }) =>
      weights !== undefined &&
      Array.from(weights.data.slice(-(key.shape[0] ?? 0))).every((value) => Number.isNaN(value) || value === 0),
  }),
  erratum(attentionWeights, 'E61', {
    given: ({ dtype }) => ({
      query: tensorOf(dtype, [2, 1], [1, -1]),
      key: tensorOf(dtype, [2, 1], [-Math.log(3) / 2, Math.log(3) / 2]),
    }),
    check: async (on, given, context) => {
      const { weights } = await on(attentionWeights, given);
      const { allowed } = boundedResult(attentionWeights, given, {}, context);
      const squared = product(weights, weights);
      const [a = 0, b = 0] = weights.data;
      const entropyRank = (values: readonly number[]) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        return Math.exp(values.reduce((sum, value) => sum - (value / total) * Math.log(value / total), 0));
      };
      const [first, second] = [a + b, Math.abs(a - b)];
      const slack = 2 * Math.max(...allowed) + 2 * context.u;
      return [
        refuted('A A = A', Math.abs((squared.data[0] ?? 0) - a), 0.1),
        refuted('both ranks are one', entropyRank([first, second]) - entropyRank([first ** 2, second ** 2]), 0.2),
        near('largest singular value', first, 1, slack),
        near('second singular value', second, 1 / 2, slack),
      ];
    },
  }),
];
