import { logSumExp } from '../layers/logSumExp.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { dao2022, dao2023, milakovGimelshein2018, pytorch, shazeer2019, vaswani2017 } from '../sources.ts';
import { attentionScores } from './attentionWeights.ts';
import { scaledDotProductAttention } from './scaledDotProductAttention.ts';

const requireKeys = ({ s, d }: { readonly s: number; readonly d: number }): Record<never, never> => {
  if (s < 1 || d < 1) refuse('R1', `there must be at least one key and one feature, got s = ${s}, d = ${d}`);
  return {};
};

const keysAndFeatures = 'there must be at least one key and one feature';

export const blockAttention = defineOperation({
  id: 'sequence.blockAttention',
  meaning:
    'Attention to a block of keys with what is needed to merge it with other blocks: the mean of the values, and the logarithm of the sum of the exponentials of the scores, of every query.',
  signature: 'query[..., l, d], key[..., s, d], value[..., s, e] -> output[..., l, e], logSumExp[..., l]',
  sizes: requireKeys,
  parts: { attentionScores, scaledDotProductAttention, sumOf: logSumExp },
  definition({ query, key, value }, { tensor }, _, { attentionScores, scaledDotProductAttention, sumOf }) {
    const { scores } = attentionScores({ query, key });
    const { output } = scaledDotProductAttention({ query, key, value });
    return { output, logSumExp: sumOf({ x: tensor('l s', scores) }).y };
  },
  freedom: 'for a query without keys NaN, or 0 and minus infinity, in place of an error, without features NaN',
  special: 'propagatesNaN',
  rejects: { R1: keysAndFeatures },
  feasible: ({ s, d }) => ({ s: Math.max(s, 1), d: Math.max(d, 1) }),
  homogeneous: [
    { value: 1, output: 1 },
    { query: 1, key: -1 },
  ],
  exchangeable: ['l', 'd', 'e'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'its output is that of sequence.scaledDotProductAttention, within the bounds of both',
    C2: 'a single key gives its value, bit for bit, and its score as the logarithm of the sum, within the bounds of both',
  },
  sources: [dao2022('section 3.1'), dao2023('section 3.1')],
});

export const mergeAttention = defineOperation({
  id: 'sequence.mergeAttention',
  meaning:
    'Two states of sequence.blockAttention merged into that of all their keys: the means of the values by the shares of their sums of exponentials, and the logarithm of the whole sum.',
  signature:
    'output0[..., l, e], logSumExp0[..., l], output1[..., l, e], logSumExp1[..., l] -> output[..., l, e], logSumExp[..., l]',
  definition(
    { output0, logSumExp0, output1, logSumExp1 },
    { add, sub, mul, div, exp, log, log1p, neg, abs, larger, detach, either, memo },
  ) {
    const most = memo((i) => detach(larger(logSumExp0(i), logSumExp1(i))));
    const first = memo((i) => exp(sub(logSumExp0(i), most(i))));
    const second = memo((i) => exp(sub(logSumExp1(i), most(i))));
    const both = memo((i) => add(first(i), second(i)));
    const sum = memo((i) =>
      either(add(most(i), log(both(i))), () => add(most(i), log1p(exp(neg(abs(sub(logSumExp0(i), logSumExp1(i)))))))),
    );
    return {
      output(i, k) {
        const mixed = (one: typeof both, other: typeof both) =>
          add(mul(one(i), output0(i, k)), mul(other(i), output1(i, k)));
        const shares = () =>
          mixed(
            (at) => div(first(at as number), both(at as number)),
            (at) => div(second(at as number), both(at as number)),
          );
        const ofSum = () =>
          mixed(
            (at) => exp(sub(logSumExp0(at as number), sum(at as number))),
            (at) => exp(sub(logSumExp1(at as number), sum(at as number))),
          );
        return either(either(div(mixed(first, second), both(i)), shares), ofSum);
      },
      logSumExp: sum,
    };
  },
  freedom: 'which of the two is subtracted from both logarithms; NaN where both are minus infinity',
  special: 'propagatesNaN',
  homogeneous: [{ output0: 1, output1: 1, output: 1 }],
  exchangeable: ['l', 'e'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'which of them comes first does not matter, up to rounding',
    C2: 'nor does which two of three are merged first, up to rounding',
    C3: 'a block without keys, of minus infinity and 0, changes nothing, bitwise, whichever it is',
    C4: 'every element of the output lies between the two that it is made of, up to rounding',
    C5: 'the keys in blocks of any size, merged one after another, give sequence.scaledDotProductAttention of all of them, up to rounding',
  },
  sources: [milakovGimelshein2018('section 3'), dao2023('section 3.1')],
});

export const streamingAttention = defineOperation({
  id: 'sequence.streamingAttention',
  meaning:
    'Scaled dot-product attention that reads the keys in blocks, and keeps of those before the largest score, the sum of the exponentials and that of the values times them: the result is that of all keys at once, whatever the block.',
  signature: 'query[..., l, d], key[..., s, d], value[..., s, e] -> output[..., l, e]',
  attributes: {
    block: { kind: 'integer', min: 1, clause: 'R2' },
    causal: { kind: 'boolean', default: false },
  },
  sizes: requireKeys,
  parts: { attentionScores, scaledDotProductAttention },
  definition(
    { query, key, value },
    { add, sub, mul, div, exp, total, size, larger, detach, either, memo, constant },
    { block, causal },
    { attentionScores, scaledDotProductAttention },
  ) {
    const { output } = scaledDotProductAttention({ query, key, value }, { causal });
    const { scores } = attentionScores({ query, key });
    const seen = (i: number) => (causal ? Math.min(i + 1, size('s')) : size('s'));
    /** After the block of this number: the largest score so far, and sums of exponentials, by the values where k names one. */
    const most = memo((i, number) => {
      const terms = keysOf(number, block, seen(i)).map((j) => scores(i, j));
      return detach(terms.reduce(larger, number === 0 ? scores(i, 0) : most(i, number - 1)));
    });
    const summed = memo((i, number, k) => {
      const own = keysOf(number, block, seen(i)).map((j) => {
        const term = exp(sub(scores(i, j), most(i, number)));
        return k < 0 ? term : mul(term, value(j, k));
      });
      if (number === 0) return total(own);
      return add(mul(summed(i, number - 1, k), exp(sub(most(i, number - 1), most(i, number)))), total(own));
    });
    const last = (i: number) => Math.ceil(seen(i) / block) - 1;
    return {
      output: (i, k) =>
        either(output(i, k), () => (seen(i) === 0 ? constant(0) : div(summed(i, last(i), k), summed(i, last(i), -1)))),
    };
  },
  freedom:
    'for a query without keys NaN or 0 in place of an error, without features NaN; NaN of a value that is not finite and has weight 0',
  special: 'propagatesNaN',
  specialAt: { causal: false },
  rejects: { R1: keysAndFeatures, R2: 'block must be an integer that is at least 1' },
  feasible: ({ s, d }) => ({ s: Math.max(s, 1), d: Math.max(d, 1) }),
  homogeneous: [
    { value: 1, output: 1 },
    { query: 1, key: -1 },
  ],
  exchangeable: ['d', 'e'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'any size of the blocks gives the same, within the bounds of both',
    C2: 'it is sequence.scaledDotProductAttention, within the bounds of both',
    C3: 'causal: no finite key or value after a query changes a bit of its output, in its block neither',
    C4: 'a block of scores that are all far below those before it, or above them, changes nothing, or is all that counts, within the bound',
  },
  sources: [milakovGimelshein2018('section 3'), dao2022('algorithm 1'), dao2023('section 3.1')],
});

/** The keys of a block among so many. */
const keysOf = (number: number, block: number, keys: number): number[] =>
  Array.from({ length: Math.max(0, Math.min(block, keys - number * block)) }, (_, at) => number * block + at);

export const cachedAttention = defineOperation({
  id: 'sequence.cachedAttention',
  meaning:
    'Causal attention of the queries of new positions to the keys and values that are kept of those before, and to their own and those between: the new ones are kept behind the others.',
  signature:
    'query[..., l, d], key[..., l, d], value[..., l, e], keyCache[..., s, d], valueCache[..., s, e] -> output[..., l, e], nextKeyCache[..., s+l, d], nextValueCache[..., s+l, e]',
  sizes: ({ d }) => {
    if (d < 1) refuse('R1', `there must be at least one feature, got d = ${d}`);
    return {};
  },
  parts: { scaledDotProductAttention },
  definition({ query, key, value, keyCache, valueCache }, { tensor, size, memo }, _, { scaledDotProductAttention }) {
    const s = size('s');
    const nextKeyCache = (j: number, p: number) => (j < s ? keyCache(j, p) : key(j - s, p));
    const nextValueCache = (j: number, k: number) => (j < s ? valueCache(j, k) : value(j - s, k));
    const rows = Array.from({ length: size('l') }, (_, i) => {
      const keys = s + i + 1;
      return scaledDotProductAttention({
        query: tensor([1, size('d')], (_, p) => query(i, p)),
        key: tensor([keys, size('d')], nextKeyCache),
        value: tensor([keys, size('e')], nextValueCache),
      }).output;
    });
    return { output: memo((i, k) => (rows[i] as (typeof rows)[number])(0, k)), nextKeyCache, nextValueCache };
  },
  state: { keyCache: 'nextKeyCache', valueCache: 'nextValueCache' },
  freedom: 'without features NaN; NaN of a value that is not finite and has weight 0',
  special: 'propagatesNaN',
  // What every query attends to; a later key may be multiplied by its weight of 0.
  specialIn: ['query', 'keyCache', 'valueCache'],
  rejects: { R1: 'there must be at least one feature' },
  feasible: ({ d }) => ({ d: Math.max(d, 1) }),
  homogeneous: [{ value: 1, valueCache: 1, output: 1, nextValueCache: 1 }],
  exchangeable: ['d', 'e'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'from an empty cache, in parts of any length, step t is row t of causal attention to the whole sequence, within the bounds of both',
    C2: 'what is kept stays as it is, and the new keys and values stand behind it, bitwise',
  },
  sources: [
    shazeer2019('section 2.4'),
    vaswani2017('section 3.2.3'),
    pytorch('torch.nn.functional.scaled_dot_product_attention'),
  ],
});
