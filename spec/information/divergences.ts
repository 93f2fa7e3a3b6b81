import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Element } from '../shaped.ts';
import { coverThomas2006, endresSchindelin2003, goodfellow2014, lin1991, pytorch, scipy } from '../sources.ts';
import { freedom, inUnit, kinks, rejects, units } from './_internal/units.ts';

/** sum p ln(p / q), term by term or by its logarithms; a term of p = 0 is 0, and NaN stays. */
export function divergence<T>(n: number, p: Element<T>, q: Element<T>, S: Arithmetic<T>): T {
  const indices = Array.from({ length: n }, (_, i) => i);
  const where = (i: number, positive: () => T) => S.select(S.constant(0), p(i), positive, () => S.mul(p(i), q(i)));
  const ratios = () => S.total(indices.map((i) => where(i, () => S.mul(p(i), S.log(S.div(p(i), q(i)))))));
  const logarithms = () =>
    S.total(
      indices.flatMap((i) => [
        where(i, () => S.mul(p(i), S.log(p(i)))),
        where(i, () => S.neg(S.mul(p(i), S.log(q(i))))),
      ]),
    );
  return S.either(ratios(), logarithms);
}

export const klDivergence = defineOperation({
  id: 'information.klDivergence',
  meaning:
    'The divergence of Kullback and Leibler of one distribution from another: sum p ln(p / q), where 0 ln 0 = 0; infinite where q is 0 and p is not.',
  signature: 'p[..., n], q[..., n] -> d[...]',
  attributes: units,
  definition: ({ p, q }, S, { unit }) => ({ d: () => inUnit(divergence(S.size('n'), p, q, S), unit, S) }),
  freedom: `${freedom}; the difference of logarithms may be taken in place of that of the quotient`,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution', q: 'fullDistribution' },
  smooth: { p: 'fullDistribution' },
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'd >= 0 up to rounding; 0 for q = p; above 0 where they differ by an eighth of an entry',
    C2: 'infinity where q is 0 and p is not, and no NaN; where both are 0 the term is 0',
    C3: 'additive over products: d of p1 p2^T from q1 q2^T is the sum of both, up to rounding',
    C4: 'chain rule: that of joint distributions is that of the first and the mean of those of the second given the first, up to rounding',
    C5: 'data processing: d(p T, q T) <= d(p, q) for stochastic T, up to rounding',
    C6: 'Pinsker: d >= 2 TV^2, up to rounding',
    C7: 'jointly convex: at midpoints it is at most the mean, up to rounding',
    C8: 'the first argument is what is averaged over: KL((1/2, 1/2) || (3/4, 1/4)) = ln(4/3) / 2, and the other way round it is ln(27/16) / 4',
    C9: 'no metric: KL((1/2, 1/2) || (0.9, 0.1)) = 0.511, and the other way round it is 0.368',
  },
  sources: [
    coverThomas2006('section 2.3, theorems 2.5.3, 2.6.3, 2.7.2 and lemma 11.6.1'),
    scipy('scipy.special.rel_entr'),
    pytorch('torch.nn.functional.kl_div: kl_div(ln q, p), its arguments the other way round and the first a logarithm'),
  ],
});

export const jsDivergence = defineOperation({
  id: 'information.jsDivergence',
  meaning:
    'The divergence of Jensen and Shannon: the mean of the divergences of Kullback and Leibler of two distributions from their mean.',
  signature: 'p[..., n], q[..., n] -> d[...]',
  attributes: units,
  definition({ p, q }, S, { unit }) {
    const half = S.constant(0.5);
    const mean = S.memo((i) => S.mul(half, S.add(p(i), q(i))));
    const n = S.size('n');
    const halved = (a: typeof mean) => S.mul(half, divergence(n, a, mean, S));
    return { d: () => inUnit(S.add(halved(p), halved(q)), unit, S) };
  },
  freedom: `${freedom}; some libraries give the root, a distance`,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution', q: 'distribution' },
  smooth: { p: 'fullDistribution', q: 'fullDistribution' },
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'symmetric, within the bounds of both, and 0 for q = p, up to rounding',
    C2: '0 <= d <= ln 2, up to rounding; ln 2 for distributions on different outcomes',
    C3: 'the root is a metric: sqrt d(p, r) <= sqrt d(p, q) + sqrt d(q, r), up to rounding',
    C4: 'at the best discriminator D = p / (p + q) the value of the game is V = 2 d - ln 4: d = (V + ln 4) / 2, up to rounding',
  },
  sources: [
    lin1991('section 4'),
    endresSchindelin2003('theorem 1'),
    goodfellow2014('theorem 1'),
    scipy('scipy.spatial.distance.jensenshannon, which is the root'),
  ],
});

export const totalVariation = defineOperation({
  id: 'information.totalVariation',
  meaning: 'The total variation of two distributions: half the sum of |p - q|.',
  signature: 'p[..., n], q[..., n] -> d[...]',
  definition: ({ p, q }, { sum, abs, sub, mul, constant }) => ({
    d: () =>
      mul(
        constant(0.5),
        sum('n', (i) => abs(sub(p(i), q(i)))),
      ),
  }),
  freedom,
  special: 'propagates',
  domain: { p: 'distribution', q: 'distribution' },
  homogeneous: [{ p: 1, q: 1, d: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: '|0| has any slope from -1 to 1',
  clauses: {
    C1: 'a metric of at most 1: 0 for q = p alone, symmetric, bitwise, and d(p, r) <= d(p, q) + d(q, r), up to rounding; 1 for different outcomes',
    C2: 'the largest difference of the probabilities of an event, over all events, up to rounding',
    C3: 'd(p T, q T) <= d(p, q) for stochastic T, up to rounding',
  },
  sources: [coverThomas2006('section 11.6, equation 11.131')],
});
