import { softmax } from '../layers/softmax.ts';
import { matmul } from '../linalg/matmul.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { eigenvaluesText, foundationsText, kimPapamakariosMnih2021, seneta2006, vaswani2017 } from '../sources.ts';

export const attentionScores = defineOperation({
  id: 'sequence.attentionScores',
  meaning: 'Inner products of all queries with all keys, divided by sqrt(d): Q K^T / sqrt(d).',
  signature: 'query[..., l, d], key[..., s, d] -> scores[..., l, s]',
  sizes: ({ d }) => {
    if (d < 1) refuse('R1', `there must be at least one feature, got d = ${d}`);
    return {};
  },
  parts: { matmul },
  definition({ query, key }, { tensor, mul, div, sqrt, constant, count, either }, _, { matmul }) {
    const root = sqrt(count('d'));
    const products = matmul({ a: query, b: key }, { transposeB: true }).c;
    // Queries and keys may be scaled before they are multiplied, one of them or each by the fourth root.
    const [whole, fourth] = [div(constant(1), root), div(constant(1), sqrt(root))];
    const both = matmul(
      { a: tensor('l d', (i, p) => mul(query(i, p), fourth)), b: tensor('s d', (j, p) => mul(key(j, p), fourth)) },
      { transposeB: true },
    ).c;
    const one = matmul({ a: tensor('l d', (i, p) => mul(query(i, p), whole)), b: key }, { transposeB: true }).c;
    return {
      scores: (i, j) =>
        either(
          either(div(products(i, j), root), () => both(i, j)),
          () => one(i, j),
        ),
    };
  },
  freedom: 'without features NaN',
  special: 'propagatesNaN',
  rejects: { R1: 'there must be at least one feature' },
  feasible: ({ d }) => ({ d: Math.max(d, 1) }),
  homogeneous: [
    { query: 1, scores: 1 },
    { key: 1, scores: 1 },
  ],
  exchangeable: ['l', 's', 'd'],
  derivative({ query, key }, { scores: g }, { sum, mul, div, sqrt, count, memo }) {
    const scaled = memo((i, j) => div(g(i, j), sqrt(count('d'))));
    return {
      query: (i, p) => sum('s', (j) => mul(scaled(i, j), key(j, p))),
      key: (j, p) => sum('l', (i) => mul(scaled(i, j), query(i, p))),
    };
  },
  clauses: {
    C1: 'the rank is d at most, exactly: on integers, for d = 1 and d = 4',
    C2: 'over queries of uncorrelated entries with mean 0 and variance 1 the scores have mean 0 and variance 1 for every key of entries 1 and -1, exactly, for d = 1, 4 and 16: without the root the variance is d',
    C3: 'Q R and K R^-T have the scores of Q and K, on integers: R a product of shears',
  },
  errata: {
    E76: {
      claim:
        'attention is the product of queries and keys, whose weights multiply the values; the scores have the shape (batch, length, length)',
      where: foundationsText('section 1.1.9'),
      kind: 'imprecise',
      counterexample:
        'queries and a key of 16 entries 1 and -1: the products have variance 16, and two heads have two matrices of scores',
      right:
        'softmax(Q K^T / sqrt(d) + mask) V head by head: the scores have the shape (batch, heads, length, length) and variance 1',
      clauses: ['C2'],
    },
  },
  sources: [vaswani2017('section 3.2.1')],
  cost: { multiplications: ({ l = 0, s = 0, d = 0 }) => l * s * d },
});

export const attentionWeights = defineOperation({
  id: 'sequence.attentionWeights',
  meaning:
    'The row-stochastic matrix of attention: for every query the softmax over the keys of (query . key) / sqrt(d), to which a mask may be added.',
  signature: 'query[..., l, d], key[..., s, d], mask?[..., l, s] -> weights[..., l, s]',
  attributes: {
    // Query i sees the keys 0 to i alone, wherever l and s differ too.
    causal: { kind: 'boolean', default: false },
  },
  sizes: ({ s, d }) => {
    if (s < 1 || d < 1) refuse('R1', `there must be at least one key and one feature, got s = ${s}, d = ${d}`);
    return {};
  },
  parts: { attentionScores, softmax },
  definition({ query, key, mask }, { tensor, add, constant, size }, { causal }, { attentionScores, softmax }) {
    const { scores } = attentionScores({ query, key });
    const score = (i: number, j: number) => (mask === undefined ? scores(i, j) : add(scores(i, j), mask(i, j)));
    const seen = (i: number) => (causal ? Math.min(i + 1, size('s')) : size('s'));
    const rows = Array.from({ length: size('l') }, (_, i) => softmax({ x: tensor([seen(i)], (j) => score(i, j)) }).y);
    return { weights: (i, j) => (j < seen(i) ? rows[i]?.(j) : undefined) ?? constant(0) };
  },
  freedom: 'for a query without keys NaN or 0 in place of an error, without features NaN',
  special: 'propagatesNaN',
  specialAt: { causal: false },
  rejects: {
    R1: 'there must be at least one key and one feature',
    R2: 'a query from which the mask takes every key has no weights',
  },
  feasible: ({ s, d }) => ({ s: Math.max(s, 1), d: Math.max(d, 1) }),
  homogeneous: [{ query: 1, key: -1 }],
  exchangeable: ['d'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'every row has no negative entry and sums to 1, up to the rounding of its entries: so A 1 = 1, and no eigenvalue is larger than 1',
    C2: 'sqrt(l / s) <= ||A||_2 <= sqrt(l), up to rounding: between 1 and sqrt(s) for as many queries as keys',
    C3: 'equal keys, or queries of 0, give every key the weight 1 / s, within the bound',
    C4: 'what a query does not see, for causal or for minus infinity, has a weight of 0, bit for bit, and the gradients by its score are 0',
    C5: 'max - min of A x is at most tau(A) times that of x, tau(A) half the largest distance of two rows in the 1-norm, and tau(A B) <= tau(A) tau(B), up to rounding',
    C6: 'the pullback of G is A (G - <G, A>) row by row by the mask: it sums to 0 in every row',
    C7: 'they weight the values of sequence.scaledDotProductAttention: of the identity as values that gives the weights, within the bounds of both',
  },
  errata: {
    E61: {
      claim: 'attention projects, and its effective rank is that of the eigenvalues of A A^T',
      where: eigenvaluesText('the paragraph on attention as compression'),
      kind: 'imprecise',
      counterexample:
        'scores of 0 and log 3 or log 3 and 0 give A = [[1, 3], [3, 1]] / 4, with singular values 1 and 1/2: A A is not A, and the entropies of (1, 1/2) and of (1, 1/4), their squares, are those of 1.89 and of 1.65 dimensions',
      right:
        'A mixes, and is no projection; the effective rank is the exponential of the entropy of the singular values of A, the largest of which is at least 1',
      clauses: ['C1', 'C2'],
    },
  },
  sources: [vaswani2017('section 3.2.1'), kimPapamakariosMnih2021('section 3'), seneta2006('section 3.1')],
});
