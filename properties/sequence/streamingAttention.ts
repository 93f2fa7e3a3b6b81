import type { AnyOperation } from '../../spec/operation.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { attentionScores } from '../../spec/sequence/attentionWeights.ts';
import { scaledDotProductAttention as attention } from '../../spec/sequence/scaledDotProductAttention.ts';
import {
  blockAttention,
  cachedAttention,
  mergeAttention,
  streamingAttention,
} from '../../spec/sequence/streamingAttention.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { partsOf } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { farNumber } from '../generators/farNumber.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law, type Observation, type Subject } from '../law.ts';
import { asDefined, closedForm, invariant } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResults } from '../verbs/judge.ts';
import { between, each, near } from '../verbs/measured.ts';
import { at, build, filled, map } from '../verbs/tensors.ts';
import { attentions, below, edited, rows } from './_internal/attention.ts';

/** Queries, keys and values. */
const streams = (context: Context, keys = 1) => attentions(context, keys).map(({ mask: _, ...given }) => given);

/** The state of some queries after some keys, and how far it may be off. */
interface Merged {
  readonly output: Tensor;
  readonly logSumExp: Tensor;
  readonly offOutput: number;
  readonly offSum: number;
}

/** How far the elements of each result may be off, by name. */
const limitsOf = (operation: AnyOperation, given: Case, context: Context) => {
  const { inputs, attributes } = partsOf(operation, given);
  return allowedBy(boundedResults(operation, inputs as never, attributes as never, context), context);
};

const largest = (values: readonly number[] | undefined): number => Math.max(0, ...(values ?? [Number.NaN]));

/** What a call gives, with the error of it. */
async function blockOf(on: Subject, given: Case, context: Context): Promise<Merged> {
  const { inputs } = partsOf(blockAttention, given);
  const limits = limitsOf(blockAttention, given, context);
  const { output, logSumExp } = await on(blockAttention, inputs);
  return {
    output,
    logSumExp,
    offOutput: largest(limits['output']?.values),
    offSum: largest(limits['logSumExp']?.values),
  };
}

/** Two states merged: errors of means stay what they are, those of the logarithms move the shares. */
async function merged(on: Subject, one: Merged, other: Merged, context: Context): Promise<Merged> {
  const inputs = {
    output0: one.output,
    logSumExp0: one.logSumExp,
    output1: other.output,
    logSumExp1: other.logSumExp,
  };
  const limits = limitsOf(mergeAttention, inputs, context);
  const result = await on(mergeAttention, inputs);
  const spread = largest([...one.output.data, ...other.output.data].map(Math.abs)) * 2;
  const offSums = one.offSum + other.offSum;
  return {
    ...result,
    offOutput: largest(limits['output']?.values) + one.offOutput + other.offOutput + spread * offSums,
    offSum: largest(limits['logSumExp']?.values) + offSums,
  };
}

const isNear = (what: string, received: Tensor, expected: Tensor, allowed: number): Observation =>
  each(what, received, (name, value, i) => near(name, value, expected.data[i] ?? Number.NaN, allowed));

/** States as they are drawn. */
const states = (context: Context, names: readonly string[]) =>
  tensors(
    context,
    Object.fromEntries(
      names.flatMap((name) => [
        [`output${name}`, 'l e'],
        [`logSumExp${name}`, 'l'],
      ]),
    ),
    { entries: 'reals', most: 4 },
  ).map((given) =>
    names.map(
      (name): Merged => ({
        output: given[`output${name}`] as Tensor,
        // Not so far apart that one of them is all.
        logSumExp: map(given[`logSumExp${name}`] as Tensor, (value) => Math.max(-64, Math.min(64, value))),
        offOutput: 0,
        offSum: 0,
      }),
    ),
  );

const pairOf = ([one, other]: readonly Merged[]) => ({
  output0: one?.output as Tensor,
  logSumExp0: one?.logSumExp as Tensor,
  output1: other?.output as Tensor,
  logSumExp1: other?.logSumExp as Tensor,
});

export const laws: readonly Law[] = [
  law(blockAttention, 'C1', {
    needs: [attention],
    share: 0.3,
    cases: (context) => streams(context),
    check: async (on, given, context) => {
      const [{ output }, whole] = await Promise.all([on(blockAttention, given), on(attention, given)]);
      const limits = [limitsOf(blockAttention, given, context), limitsOf(attention, given, context)];
      return [
        apart(
          'output',
          output,
          whole.output,
          limits.map((limit) => limit['output']),
        ),
      ];
    },
  }),
  law(blockAttention, 'C2', {
    needs: [attentionScores],
    share: 0.3,
    cases: (context) =>
      streams(context).map(({ query, key, value }) => ({ query, key: rows(key, [0]), value: rows(value, [0]) })),
    check: async (on, { query, key, value }, context) => {
      const [{ output, logSumExp }, { scores }] = await Promise.all([
        on(blockAttention, { query, key, value }),
        on(attentionScores, { query, key }),
      ]);
      const score = build(scores, [query.shape[0] ?? 0], (i) => at(scores, i, 0));
      const limits = [
        limitsOf(blockAttention, { query, key, value }, context)['logSumExp'],
        limitsOf(attentionScores, { query, key }, context)['scores'],
      ];
      const same = rows(value, new Array(query.shape[0]).fill(0));
      return [
        apart('logSumExp', logSumExp, score, limits),
        ...(keepsFactors(context.profile) ? [identical(output, same, 'output of a single key')] : []),
      ];
    },
  }),
  refuses(blockAttention, 'R1', {
    share: 0.2,
    asks: ['empty'],
    cases: (context) => streams(context),
    calls: withoutKeysOrFeatures,
    honest: ({ output }) => output?.data.every((value) => Number.isNaN(value) || value === 0) === true,
  }),
  invariant(mergeAttention, 'C1', {
    share: 0.5,
    cases: (context) => states(context, ['0', '1']).map(pairOf),
    to: ({ output0, logSumExp0, output1, logSumExp1 }) => ({
      output0: output1,
      logSumExp0: logSumExp1,
      output1: output0,
      logSumExp1: logSumExp0,
    }),
    what: 'states exchanged',
  }),
  law(mergeAttention, 'C2', {
    share: 0.5,
    cases: (context) => states(context, ['0', '1', '2']).map((three) => ({ three })),
    check: async (on, { three }, context) => {
      const [a, b, c] = three as [Merged, Merged, Merged];
      const [front, back] = await Promise.all([merged(on, a, b, context), merged(on, b, c, context)]);
      const [left, right] = await Promise.all([merged(on, front, c, context), merged(on, a, back, context)]);
      return [
        isNear('output', left.output, right.output, left.offOutput + right.offOutput),
        isNear('logSumExp', left.logSumExp, right.logSumExp, left.offSum + right.offSum),
      ];
    },
  }),
  closedForm(mergeAttention, 'C3', {
    share: 0.5,
    hint: 'minus infinity less itself is NaN: the larger of both is what is subtracted',
    cases: (context) => beside(states(context, ['0', '1']).map(pairOf), { isFirst: dealt([false, true]) }),
    from: ({ output0, logSumExp0, output1, logSumExp1, isFirst }) => {
      const none = (output: Tensor, sum: Tensor) => [
        filled(output, output.shape, 0),
        filled(sum, sum.shape, Number.NEGATIVE_INFINITY),
      ];
      const [output = output0, logSumExp = logSumExp0] = none(output0, logSumExp0);
      return isFirst
        ? { output0: output, logSumExp0: logSumExp, output1, logSumExp1 }
        : { output0, logSumExp0, output1: output, logSumExp1: logSumExp };
    },
    result: ({ output0, logSumExp0, output1, logSumExp1, isFirst }) =>
      isFirst ? { output: output1, logSumExp: logSumExp1 } : { output: output0, logSumExp: logSumExp0 },
    exactWhere: keepsFactors,
  }),
  law(mergeAttention, 'C4', {
    share: 0.5,
    cases: (context) => states(context, ['0', '1']).map(pairOf),
    check: async (on, given, context) => {
      const { output } = await on(mergeAttention, given);
      const allowed = limitsOf(mergeAttention, given, context)['output']?.values ?? [];
      return [
        each('output', output, (what, value, i) => {
          const ends = [given.output0, given.output1].map(({ data }) => data[i] ?? Number.NaN);
          return between(what, value, [Math.min(...ends), Math.max(...ends)], allowed[i]);
        }),
      ];
    },
  }),
  law(mergeAttention, 'C5', {
    needs: [blockAttention, attention],
    share: 0.5,
    hint: 'what was summed before is not rescaled where a larger score comes, or shares do not sum to 1',
    cases: (context) => beside(streams(context, 3), { size: dealt([1, 2, 3]) }),
    check: async (on, { size, ...given }, context) => {
      const { query, key, value } = given;
      const s = key.shape[0] ?? 0;
      const blocks = await Promise.all(
        below(Math.ceil(s / size)).map((block) => {
          const own = below(s).filter((j) => Math.floor(j / size) === block);
          return blockOf(on, { query, key: rows(key, own), value: rows(value, own) }, context);
        }),
      );
      let [all] = blocks as [Merged, ...Merged[]];
      for (const one of blocks.slice(1)) all = await merged(on, all, one, context);
      const { output } = await on(attention, given);
      const off = largest(limitsOf(attention, given, context)['output']?.values);
      return [isNear('output of all blocks', all.output, output, all.offOutput + off)];
    },
  }),
  invariant(streamingAttention, 'C1', {
    share: 0.5,
    hint: 'what was summed before is not rescaled where a larger score comes, or the last block is cut short',
    cases: (context) =>
      beside(streams(context, 3), { block: dealt([4, 7, 64]), other: dealt([1, 2, 3]), causal: dealt([false, true]) }),
    to: ({ other }) => ({ block: other }),
    what: 'another size of the blocks',
  }),
  law(streamingAttention, 'C2', {
    needs: [attention],
    share: 0.5,
    cases: (context) => beside(streams(context, 2), { block: dealt([1, 2, 3]), causal: dealt([false, true]) }),
    check: async (on, { block, causal, ...given }, context) => {
      const [{ output }, whole] = await Promise.all([
        on(streamingAttention, given, { block, causal }),
        on(attention, given, { causal }),
      ]);
      const limits = [
        limitsOf(streamingAttention, { ...given, block, causal }, context),
        limitsOf(attention, { ...given, causal }, context),
      ];
      return [
        apart(
          'output',
          output,
          whole.output,
          limits.map((limit) => limit['output']),
        ),
      ];
    },
  }),
  law(streamingAttention, 'C3', {
    share: 0.5,
    repeats: true,
    hint: 'a block that holds keys after the query is read whole',
    cases: (context) =>
      beside(streams(context, 2), {
        block: dealt([2, 1, 3, 8]),
        by: dealt([100, -farNumber(context), farNumber(context), 0]),
      }),
    check: async (on, { block, by, ...given }) => {
      const unchanged = below(Math.min(given.query.shape[0] ?? 0, given.key.shape[0] ?? 0) - 1);
      const changed = { ...given, ...edited({ ...given, mask: given.query }, unchanged.length, by) };
      const [{ output }, later] = await Promise.all([
        on(streamingAttention, given, { block, causal: true }),
        on(streamingAttention, changed, { block, causal: true }),
      ]);
      return [identical(rows(later.output, unchanged), rows(output, unchanged), 'queries before what was changed')];
    },
  }),
  asDefined(streamingAttention, 'C4', {
    share: 0.5,
    hint: 'the largest score of all blocks so far is not kept, or not subtracted',
    hintOfLoss: true,
    cases: (context) =>
      beside(streams(context, 3), { block: dealt([1, 2]), by: dealt([2, 64, -64, -2]) }).map(
        ({ by, key, ...given }) => ({
          ...given,
          key: build(key, key.shape, (j, k) => (j === 0 ? by : 1) * at(key, j, k)),
        }),
      ),
    what: 'scores that are far apart',
  }),
  refuses(streamingAttention, 'R1', {
    share: 0.2,
    asks: ['empty'],
    cases: (context) => streams(context),
    calls: (given) =>
      Object.fromEntries(
        Object.entries(withoutKeysOrFeatures(given)).map(([rule, call]) => [rule, { ...call, block: 2 }]),
      ),
    honest: ({ output }) => output?.data.every((value) => Number.isNaN(value) || value === 0) === true,
  }),
  refuses(streamingAttention, 'R2', {
    share: 0.2,
    cases: (context) => beside(streams(context), { block: dealt([0, -1, 1.5]) }),
    calls: (given) => ({ 'blocks of no keys are refused': given }),
  }),
  law(cachedAttention, 'C1', {
    needs: [attention],
    share: 0.5,
    hint: 'what a step sees begins or ends a place off, or the new key comes before the kept ones',
    cases: (context) =>
      beside(tensors(context, { query: 'n d', key: 'n d', value: 'n e' }, { entries: 'reals', least: 2, most: 5 }), {
        part: dealt([1, 2, 3]),
      }),
    check: async (on, { part, query, key, value }, context) => {
      const n = query.shape[0] ?? 0;
      const whole = await on(attention, { query, key, value }, { causal: true });
      let [keyCache, valueCache] = [rows(key, []), rows(value, [])];
      const seen: Observation[] = [];
      for (let first = 0; first < n; first += part) {
        const own = below(Math.min(part, n - first)).map((i) => first + i);
        const given = { query: rows(query, own), key: rows(key, own), value: rows(value, own), keyCache, valueCache };
        const { output, nextKeyCache, nextValueCache } = await on(cachedAttention, given);
        const limits = limitsOf(cachedAttention, given, context)['output'];
        [keyCache, valueCache] = [nextKeyCache, nextValueCache];
        // The rows of the whole have the bounds of these, for they are sums of the same terms.
        seen.push(apart(`steps from ${first} on`, output, rows(whole.output, own), [limits, limits]));
      }
      return seen;
    },
  }),
  closedForm(cachedAttention, 'C2', {
    share: 0.3,
    cases: (context) =>
      tensors(
        context,
        { query: 'l d', key: 'l d', value: 'l e', keyCache: 's d', valueCache: 's e' },
        { entries: 'reals', most: 4 },
      ),
    result: ({ key, value, keyCache, valueCache }) => {
      const behind = (a: Tensor, b: Tensor) =>
        tensorOf(a.dtype, [(a.shape[0] ?? 0) + (b.shape[0] ?? 0), b.shape[1] ?? 0], [...a.data, ...b.data]);
      return { nextKeyCache: behind(keyCache, key), nextValueCache: behind(valueCache, value) };
    },
  }),
  refuses(cachedAttention, 'R1', {
    share: 0.2,
    asks: ['empty'],
    cases: (context) => streams(context),
    calls: ({ query, value }) => {
      const bare = (count: number) => build(query, [count, 0], () => 0);
      const l = query.shape[0] ?? 0;
      const values = build(value, [l, value.shape[1] ?? 0], () => 1);
      return {
        'queries without features are refused': {
          query: bare(l),
          key: bare(l),
          value: values,
          keyCache: bare(2),
          valueCache: rows(value, [0, 0]),
        },
      };
    },
    honest: ({ output }) => output?.data.every((value) => Number.isNaN(value)) === true,
  }),
];

function withoutKeysOrFeatures({
  query,
  key,
  value,
}: {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
}) {
  const bare = (x: Tensor) => build(x, [x.shape[0] ?? 0, 0], () => 0);
  return {
    'queries without features are refused': { query: bare(query), key: bare(key), value },
    'queries without keys are refused': { query, key: rows(key, []), value: rows(value, []) },
  };
}
