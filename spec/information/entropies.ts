import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { coverThomas2006, scipy } from '../sources.ts';
import { freedom, inUnit, kinks, rejects, units } from './_internal/units.ts';

/** -p ln p, which is 0 for p = 0; NaN stays. */
export const surprise = <T>(p: T, { select, neg, mul, log, constant }: Arithmetic<T>): T =>
  select(
    constant(0),
    p,
    () => neg(mul(p, log(p))),
    () => p,
  );

export const entropy = defineOperation({
  id: 'information.entropy',
  meaning: 'The entropy of a distribution, -sum p ln p, where 0 ln 0 = 0; in nats, or in bits.',
  signature: 'p[..., n] -> h[...]',
  attributes: units,
  definition: ({ p }, S, { unit }) => ({
    h: () =>
      inUnit(
        S.sum('n', (i) => surprise(p(i), S)),
        unit,
        S,
      ),
  }),
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution' },
  smooth: { p: 'fullDistribution' },
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: '0 <= h <= ln n up to rounding; 0 of a certain outcome, bitwise, and ln n of n equal ones',
    C2: 'outcomes of probability 0 change nothing, up to rounding: 0 ln 0 = 0',
    C3: 'concave: h at the midpoint of two distributions is at least the mean of both, up to rounding',
    C4: 'h(f(X)) <= h(X): outcomes taken together have no more, up to rounding',
    C5: 'additive for independent ones: h(p q^T) = h(p) + h(q), up to rounding',
    C6: 'bits are nats over ln 2, within the bounds of both: (1/2, 1/4, 1/4) has 1.5',
    C7: 'of (t, 1), t = 2^-k, which is what (t, 1 - t) rounds to, it is k t ln 2: small probabilities count',
  },
  sources: [coverThomas2006('section 2.1, theorems 2.6.4 and 2.7.3'), scipy('scipy.stats.entropy')],
});

export const jointEntropy = defineOperation({
  id: 'information.jointEntropy',
  meaning: 'The entropy of two variables at once, whose joint distribution is a matrix: -sum p_xy ln p_xy.',
  signature: 'p[..., m, n] -> h[...]',
  attributes: units,
  definition: ({ p }, S, { unit }) => ({
    h: () =>
      inUnit(
        S.sum('m n', (x, y) => surprise(p(x, y), S)),
        unit,
        S,
      ),
  }),
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution' },
  smooth: { p: 'fullDistribution' },
  exchangeable: ['m', 'n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'the entropy of all its entries in a row, within the bounds of both',
    C2: 'chain rule: H(X, Y) = H(X) + H(Y | X), up to rounding',
    C3: 'H(X, Y) <= H(X) + H(Y), with equality for independent ones, up to rounding',
  },
  sources: [coverThomas2006('section 2.2, theorems 2.2.1 and 2.6.6')],
});

export const conditionalEntropy = defineOperation({
  id: 'information.conditionalEntropy',
  meaning:
    'The entropy of the column given the row, of a joint distribution: H(Y | X) = -sum p_xy ln(p_xy / p_x), p_x the sums of rows.',
  signature: 'p[..., m, n] -> h[...]',
  attributes: units,
  definition({ p }, S, { unit }) {
    const row = S.memo((x) => S.sum('n', (y) => p(x, y)));
    const term = (x: number, y: number) =>
      S.select(
        S.constant(0),
        p(x, y),
        () => S.mul(p(x, y), S.log(S.div(row(x), p(x, y)))),
        () => p(x, y),
      );
    // H(X, Y) - H(X) is the same number.
    const difference = () =>
      S.total([...S.each('m n', (x, y) => surprise(p(x, y), S)), ...S.each('m', (x) => S.neg(surprise(row(x), S)))]);
    return { h: () => inUnit(S.either(S.sum('m n', term), difference), unit, S) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution' },
  smooth: { p: 'fullDistribution' },
  exchangeable: ['m', 'n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: '0 <= H(Y | X) <= H(Y), up to rounding: conditioning reduces entropy',
    C2: 'H(Y | X) = H(Y) for independent ones, and 0 where the row determines the column, up to rounding',
    C3: 'rows of probability 0 change nothing, up to rounding, and give no NaN',
  },
  sources: [coverThomas2006('section 2.2, theorem 2.6.5')],
});

export const crossEntropy = defineOperation({
  id: 'information.crossEntropy',
  meaning:
    'The mean length of a code for one distribution under another: -sum p ln q, where 0 ln 0 = 0; infinite where q is 0 and p is not.',
  signature: 'p[..., n], q[..., n] -> h[...]',
  attributes: units,
  definition: ({ p, q }, S, { unit }) => ({
    h: () => {
      const term = (i: number) =>
        S.select(
          S.constant(0),
          p(i),
          () => S.neg(S.mul(p(i), S.log(q(i)))),
          () => S.mul(p(i), q(i)),
        );
      return inUnit(S.sum('n', term), unit, S);
    },
  }),
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution', q: 'fullDistribution' },
  smooth: { p: 'fullDistribution' },
  homogeneous: [{ p: 1, h: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'Gibbs: H(p, q) >= H(p), with equality for q = p, up to rounding',
    C2: 'infinity where q is 0 and p is not, and no NaN; where both are 0 the term is 0',
    C3: 'H(p, q) = H(p) + KL(p || q), up to rounding',
  },
  sources: [coverThomas2006('section 5.4, theorem 5.4.3'), scipy('scipy.special.xlogy')],
});
