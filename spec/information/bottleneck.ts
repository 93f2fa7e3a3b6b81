import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Element } from '../shaped.ts';
import { essenceText, tishbyPereiraBialek1999 } from '../sources.ts';
import { kinks } from './_internal/units.ts';
import { mutualInformation } from './mutualInformation.ts';

/** The joint distributions of X and T, and of T and Y, for p(x, y) of m by n and an encoder p(t | x), element by element. */
function joint<T>(p: Element<T>, encoder: Element<T>, [m, n]: readonly [number, number], S: Arithmetic<T>) {
  const over = (count: number, term: (i: number) => T) => S.total(Array.from({ length: count }, (_, i) => term(i)));
  const ofX = S.memo((x) => over(n, (y) => p(x, y)));
  return {
    ofX,
    xt: (x: number, t: number) => S.mul(ofX(x), encoder(x, t)),
    ty: (t: number, y: number) => over(m, (x) => S.mul(p(x, y), encoder(x, t))),
  };
}

const rejects = { R1: 'beta must be a finite number that is at least 0' } as const;
const beta = { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' } as const;
const freedom = 'what is no distribution may be taken as it comes, normalised or refused';

export const informationPlane = defineOperation({
  id: 'information.informationPlane',
  meaning:
    'The point of an encoder p(t | x) in the information plane: I(X; T) and I(T; Y) for T - X - Y; of a batch of encoders, a trajectory.',
  signature: 'p[..., m, n], encoder[..., m, k] -> ix[...], iy[...]',
  parts: { mutualInformation },
  definition({ p, encoder }, S, _, { mutualInformation }) {
    const { xt, ty } = joint(p, encoder, [S.size('m'), S.size('n')], S);
    return {
      ix: mutualInformation({ p: S.tensor('m k', xt) }).i,
      iy: mutualInformation({ p: S.tensor('k n', ty) }).i,
    };
  },
  freedom,
  special: 'propagatesNaN',
  domain: { p: 'distribution', encoder: 'conditional' },
  smooth: { p: 'fullDistribution', encoder: 'fullConditional' },
  exchangeable: ['m', 'n', 'k'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: '0 <= I(T; Y) <= I(X; Y) and I(T; Y) <= I(X; T) <= H(X), up to rounding: no encoder knows more',
    C2: 'T = X is the corner (H(X), I(X; Y)), and a constant T the origin, up to rounding',
  },
  sources: [tishbyPereiraBialek1999('section 3'), essenceText('5.2')],
});

export const bottleneckObjective = defineOperation({
  id: 'information.bottleneckObjective',
  meaning: 'What the information bottleneck minimises over encoders p(t | x): I(X; T) - beta I(T; Y).',
  signature: 'p[..., m, n], encoder[..., m, k] -> l[...]',
  attributes: { beta },
  parts: { informationPlane },
  definition({ p, encoder }, { sub, mul, constant }, attributes, { informationPlane }) {
    const { ix, iy } = informationPlane({ p, encoder });
    return { l: () => sub(ix(), mul(constant(attributes.beta), iy())) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution', encoder: 'conditional' },
  smooth: { p: 'fullDistribution', encoder: 'fullConditional' },
  exchangeable: ['m', 'n', 'k'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'for beta <= 1 it is at least (1 - beta) I(T; Y) >= 0 for every encoder, and 0 for a constant T, up to rounding',
    C2: 'T = X has H(X) - beta I(X; Y), up to rounding',
    C3: 'among some encoders those that are best for a larger beta have no less I(X; T) and no less I(T; Y), up to rounding: the curve rises',
  },
  errata: {
    E40: {
      claim: 'minimising I(X; T) - beta I(Y; T) compresses X and keeps what it says of Y',
      where: essenceText('5.1'),
      kind: 'conditional',
      counterexample: 'p = ((0.4, 0.1), (0.1, 0.4)) at beta = 1: T = X has ln 2 - 0.193 = 0.5 > 0, a constant T has 0',
      right:
        'for beta <= 1 a constant T is best: nothing is kept. beta must be above 1, and beyond the first bifurcation',
      clauses: ['C1'],
    },
  },
  sources: [tishbyPereiraBialek1999('equation 15'), essenceText('5.1')],
});

export const blahutArimotoStep = defineOperation({
  id: 'information.blahutArimotoStep',
  meaning:
    'A step of the iteration of the information bottleneck: of p(t), p(y | t) by the encoder, p(t | x) in proportion to p(t) exp(-beta KL(p(y | x) || p(y | t))).',
  signature: 'p[..., m, n], encoder[..., m, k] -> next[..., m, k]',
  attributes: { beta },
  definition({ p, encoder }, S, attributes) {
    const { ofX, ty: inY } = joint(p, encoder, [S.size('m'), S.size('n')], S);
    const ty = S.memo(inY);
    const ofT = S.memo((t) => S.sum('m', (x) => S.mul(ofX(x), encoder(x, t))));
    const given = S.memo((x, y) => S.div(p(x, y), ofX(x)));
    const after = S.memo((t, y) => S.div(ty(t, y), ofT(t)));
    const apart = (x: number, t: number) => {
      const ratios = () => S.sum('n', (y) => S.mul(given(x, y), S.log(S.div(given(x, y), after(t, y)))));
      const logarithms = () =>
        S.total([
          ...S.each('n', (y) => S.mul(given(x, y), S.log(given(x, y)))),
          ...S.each('n', (y) => S.neg(S.mul(given(x, y), S.log(after(t, y))))),
        ]);
      return S.either(ratios(), logarithms);
    };
    const score = S.memo((x, t) => S.sub(S.log(ofT(t)), S.mul(S.constant(attributes.beta), apart(x, t))));
    const most = S.memo((x) => S.detach(S.max('k', (t) => score(x, t))));
    const weight = S.memo((x, t) => S.exp(S.sub(score(x, t), most(x))));
    const whole = S.memo((x) => S.sum('k', (t) => weight(x, t)));
    return { next: (x, t) => S.div(weight(x, t), whole(x)) };
  },
  state: { encoder: 'next' },
  freedom: `${freedom}; p(x, y) and the encoder have no zeros: what is 0 may stay 0, or give NaN`,
  special: 'undefined',
  rejects,
  domain: { p: 'fullDistribution', encoder: 'fullConditional' },
  exchangeable: ['m', 'n', 'k'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'rows of the next encoder sum to 1, and no entry is below 0, up to rounding',
    C2: 'the objective never grows: that of the next encoder is at most that of the one before, up to rounding',
    C3: 'an encoder whose rows are all the same is a fixed point, up to rounding: p(y | t) is then the same for all t',
    C4: 'beta = 0 gives p(t) in every row, up to rounding',
    C5: 'after 40 steps a further one changes nothing, I(X; T) and I(T; Y) at beta = 0.5 are 0 within 2^-12, and at beta = 256 I(T; Y) is I(X; Y) within 2^-7, of ((3/8, 1/8), (1/8, 3/8))',
  },
  sources: [tishbyPereiraBialek1999('theorem 5, equations 28 and 31')],
});
