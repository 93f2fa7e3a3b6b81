import { softmax } from '../layers/softmax.ts';
import { matmul } from '../linalg/matmul.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { kimPapamakariosMnih2021, pytorch, vaswani2017 } from '../sources.ts';

export const scaledDotProductAttention = defineOperation({
  id: 'sequence.scaledDotProductAttention',
  meaning:
    'For every query the mean of the values, weighted by the softmax over the keys of (query . key) / sqrt(d), to which a mask may be added.',
  signature: 'query[..., l, d], key[..., s, d], value[..., s, e], mask?[..., l, s] -> output[..., l, e]',
  attributes: {
    // Query i sees the keys 0 to i alone, wherever l and s differ too.
    causal: { kind: 'boolean', default: false },
  },
  sizes: ({ s, d }) => {
    if (s < 1 || d < 1) refuse('R1', `there must be at least one key and one feature, got s = ${s}, d = ${d}`);
    return {};
  },
  parts: { matmul, softmax },
  definition: (
    { query, key, value, mask },
    { tensor, add, mul, div, sqrt, constant, count, size, either },
    { causal },
    { matmul, softmax },
  ) => {
    const root = sqrt(count('d'));
    const products = matmul({ a: query, b: key }, { transposeB: true }).c;
    // Queries and keys may be scaled before they are multiplied, each by the fourth root.
    const factor = div(constant(1), sqrt(root));
    const scaled = matmul(
      { a: tensor('l d', (i, p) => mul(query(i, p), factor)), b: tensor('s d', (j, p) => mul(key(j, p), factor)) },
      { transposeB: true },
    ).c;
    const score = (i: number, j: number) => {
      const product = either(div(products(i, j), root), () => scaled(i, j));
      return mask === undefined ? product : add(product, mask(i, j));
    };
    const seen = (i: number) => (causal ? Math.min(i + 1, size('s')) : size('s'));
    const rows = Array.from({ length: size('l') }, (_, i) => softmax({ x: tensor([seen(i)], (j) => score(i, j)) }).y);
    const weights = tensor('l s', (i, j) => (j < seen(i) ? rows[i]?.(j) : undefined) ?? constant(0));
    const mean = matmul({ a: weights, b: value }).c;
    // The sum of the exponentials may be divided by at the end: a rounding more, which counts where values are subnormal.
    return { output: (i, k) => either(mean(i, k), () => div(mean(i, k), constant(1))) };
  },
  freedom:
    'for a query without keys NaN or 0 in place of an error, without features NaN; NaN of a value that is not finite and has weight 0',
  special: 'propagatesNaN',
  specialAt: { causal: false },
  rejects: {
    R1: 'there must be at least one key and one feature',
    R2: 'a query from which the mask takes every key has no output',
  },
  feasible: ({ s, d }) => ({ s: Math.max(s, 1), d: Math.max(d, 1) }),
  homogeneous: [
    { value: 1, output: 1 },
    { query: 1, key: -1 },
  ],
  exchangeable: ['d', 'e'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'every row is a convex combination of the values: each entry lies between the least and the largest of its column, up to rounding',
    C2: 'without causal, permuting the keys together with their values and the columns of the mask changes nothing, up to rounding',
    C3: 'without causal, permuting the queries together with the rows of the mask permutes the output, up to rounding',
    C4: 'causal: query i has the output of the first i + 1 keys alone, and no finite key or value after it changes a bit of it',
    C5: 'a key that the mask takes from a query by minus infinity is as if it were not there, whatever finite key and value it has',
    C6: 'the scale is 1 / sqrt(d): twice the query beside 3 d features of 0 is the query, within the bounds of both',
    C7: 'equal keys give every query the mean of the values',
    C8: 'linear in the values: f(v + w) = f(v) + f(w), up to rounding',
    C9: 'a single key gives its value, bit for bit',
    C10: 'a constant added to a row of the mask changes nothing, within the bounds of both, where the sums are exact',
    C11: 'the pullback to the mask sums to 0 in every row, and that to the values sums over the keys to that of the output over the queries',
    C12: 'what a query does not see, for causal or for minus infinity, has a weight of 0: its gradient is 0, bit for bit',
    C13: 'no Lipschitz constant: self-attention of the column (0, b) has at its first entry the slope 1/2 + b^2/4 by that entry',
    C14: 'rank(A V) <= min(rank A, rank V): equal queries have equal outputs, and of a column of values that is the sum of two others the output is the sum of theirs, within the bounds',
  },
  sources: [
    vaswani2017('section 3.2.1'),
    kimPapamakariosMnih2021('theorem 3.1'),
    pytorch('torch.nn.functional.scaled_dot_product_attention'),
  ],
  cost: { multiplications: ({ l = 0, s = 0, d = 0, e = 0 }) => l * s * (d + e) },
});
