import { eigenvalue, smallGram } from '../_internal/characteristic.ts';
import { largerSize } from '../_internal/holds.ts';
import { svd } from '../decompositions/svd.ts';
import { defineOperation } from '../operation.ts';
import {
  eigenvaluesText,
  foundationsText,
  golubVanLoan2013,
  lapackThresholds,
  miyato2018,
  pytorch,
} from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const spectralNormalise = defineOperation({
  id: 'layers.spectralNormalise',
  meaning:
    'A matrix over its largest singular value; with `cap` only where that is above 1, and as it is else, so that the norm of the result is at most 1.',
  signature: 'weight[..., m, n] -> y[..., m, n]',
  attributes: { cap: { kind: 'boolean', default: false } },
  parts: { svd },
  equations: {
    C1({ weight, y }, { at, ratio, u }, { cap }) {
      const normOf = (a: typeof y) => Math.sqrt(at(eigenvalue(smallGram(a), 0), 0, 0));
      const due = cap ? Math.min(1, normOf(weight)) : 1;
      return ratio(Math.abs(normOf(y) - due), thresholds.singular * largerSize(y) * 2 * u * due);
    },
    C2({ weight, y }, { at, ratio, u }) {
      let [largest, factor, worst] = [0, 0, 0];
      const each = (see: (given: number, got: number) => void): void => {
        for (let i = 0; i < y.rows; i++) for (let j = 0; j < y.columns; j++) see(at(weight, i, j), at(y, i, j));
      };
      each((given, got) => {
        if (Math.abs(given) > largest) [largest, factor] = [Math.abs(given), got / given];
      });
      if (!(factor > 0)) return Number.POSITIVE_INFINITY;
      // Three roundings of an element, with the reciprocal, three of the largest one, and two of what is computed here.
      const lost = u < 2 ** -50 ? 2 ** -1074 : 2 ** -149;
      each((given, got) => {
        const due = factor * given;
        worst = Math.max(worst, ratio(Math.abs(got - due), 8 * u * Math.abs(due) + lost));
      });
      return worst;
    },
  },
  special: 'rejects',
  rejects: {
    R1: 'weight must be finite: NaN is refused, or reaches the result; infinities end in finite time',
    R2: 'a weight of zeros has no multiple of norm 1: without cap it is refused, or stays',
  },
  domain: { weight: 'fullRank' },
  smooth: { weight: 'distinctSingularValues' },
  feasible: ({ m, n }) => ({ m: Math.max(m, 1), n: Math.max(n, 1) }),
  spectral: ['C1'],
  // d (W / s) = dW / s - W <u v^T, dW> / s^2.
  derivative: ({ weight }, { y: g }, { sum, sub, mul, div, select, constant, memo }, { cap }, { svd }) => {
    const { u, s, v } = svd({ a: weight });
    const along = memo(() => sum('m n', (i, j) => mul(g(i, j), div(weight(i, j), s(0)))));
    const normalised = (i: number, j: number) => div(sub(g(i, j), mul(along(), mul(u(i, 0), v(j, 0)))), s(0));
    return {
      weight: (i, j) =>
        cap
          ? select(
              constant(1),
              s(0),
              () => normalised(i, j),
              () => g(i, j),
            )
          : normalised(i, j),
    };
  },
  kinks: 'where the two largest singular values coincide, and with cap where the largest is 1',
  clauses: {
    C1: '| ||y||_2 - 1 | <= 35 max(m, n) eps; with cap that is so of the smaller of 1 and ||W||_2',
    C2: 'y is a positive multiple of W, element by element up to the roundings of a quotient',
    C3: 'spectralNormalise(2^k W) = spectralNormalise(W), up to what C1 allows',
    C4: 'what is normalised stays as it is when it is normalised again, up to what C1 allows',
    C5: 'with cap a matrix of norm 1/2 at most stays as it is, bitwise, zeros too',
  },
  errata: {
    E56: {
      claim:
        'to divide by the spectral norm where it is above 1, and to divide by it always, is one regularisation, and gives the nearest matrix of norm at most 1',
      where: foundationsText('1.1.5'),
      kind: 'wrong',
      counterexample:
        'diag(1/2, 1/4) stays as it is or becomes diag(1, 1/2); of diag(3, 1/2) the multiple diag(1, 1/6) is 2.028 away, diag(1, 1/2) only 2',
      right:
        'they are two: with cap the norm is the smaller of 1 and what it was, without it is 1; the nearest matrix clips the singular values',
      clauses: ['C1', 'C5'],
    },
    E80: {
      claim: 'spectral normalisation of its weights keeps the Lipschitz constant of a network at 1',
      where: foundationsText('1.1.5'),
      kind: 'conditional',
      counterexample: 'a residual layer x + W x with W = diag(1, 1/6): of (1, 0) it makes (2, 0)',
      right:
        'it bounds that of each linear layer by 1, that of layers in a row by the product, and that of a residual layer by 2',
      clauses: ['C1'],
    },
  },
  sources: [
    miyato2018('section 2.1'),
    golubVanLoan2013('section 2.3'),
    lapackThresholds('svd.in: 35'),
    eigenvaluesText('taming'),
  ],
});

export const spectralNormaliseStep = defineOperation({
  id: 'layers.spectralNormaliseStep',
  meaning:
    'A matrix over an estimate u^T W v of its largest singular value; in training u and v go one step of power iteration on before, each over its length, or over epsilon where that is larger.',
  signature: 'weight[m, n], u[m], v[n] -> y[m, n], sigma[], nextU[m], nextV[n]',
  attributes: {
    training: { kind: 'boolean', default: true },
    // Which of the two is updated first, from the other as it was given.
    first: { kind: 'choice', options: ['v', 'u'], default: 'v', clause: 'R2' },
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-12, clause: 'R1' },
  },
  definition({ weight, u, v }, { sum, mul, div, sqrt, larger, constant, detach, memo }, { training, first, epsilon }) {
    type Row = (at: number) => ReturnType<typeof constant>;
    const w = memo((i, j) => detach(weight(i, j)));
    const unit = (axis: 'm' | 'n', image: Row): Row => {
      const length = memo(() => larger(sqrt(sum(axis, (i) => mul(image(i), image(i)))), constant(epsilon)));
      return memo((i) => div(image(i), length()));
    };
    const toV = (left: Row) =>
      unit(
        'n',
        memo((j) => sum('m', (i) => mul(w(i, j), left(i)))),
      );
    const toU = (right: Row) =>
      unit(
        'm',
        memo((i) => sum('n', (j) => mul(w(i, j), right(j)))),
      );
    const [givenU, givenV]: [Row, Row] = [(i) => detach(u(i)), (j) => detach(v(j))];
    const [nextU, nextV] = !training
      ? [givenU, givenV]
      : first === 'v'
        ? [toU(toV(givenU)), toV(givenU)]
        : [toU(givenV), toV(toU(givenV))];
    const sigma = memo(() => sum('m n', (i, j) => mul(mul(nextU(i), weight(i, j)), nextV(j))));
    return { y: (i, j) => div(weight(i, j), sigma()), sigma, nextU, nextV };
  },
  state: { u: 'nextU', v: 'nextV' },
  special: 'undefined',
  rejects: {
    R1: 'epsilon must be a number; that it is at least 0 is a convention',
    R2: 'first must be v or u',
  },
  feasible: ({ m, n }) => ({ m: Math.max(m, 1), n: Math.max(n, 1) }),
  homogeneous: [{ weight: 1, epsilon: 1, sigma: 1 }],
  exchangeable: ['m', 'n'],
  // With u and v held, d (W / s) = dW / s - W (u^T dW v) / s^2.
  derivative: (
    { weight, sigma, nextU, nextV },
    { y: g, sigma: ofSigma },
    { sum, add, sub, mul, div, constant, memo },
  ) => {
    const along = memo(() => sum('m n', (i, j) => mul(g(i, j), div(weight(i, j), sigma()))));
    const slope = memo(() => sub(ofSigma(), div(along(), sigma())));
    return {
      weight: (i, j) => add(div(g(i, j), sigma()), mul(slope(), mul(nextU(i), nextV(j)))),
      u: () => constant(0),
      v: () => constant(0),
    };
  },
  held: 'u and v, those that come out',
  clauses: {
    C1: 'without training u and v come out as they went in, bitwise',
    C2: 'in training sigma is at most the largest singular value, up to rounding: the norm of y may stay above 1 and not below it',
    C3: 'singular vectors of a diagonal matrix stay, sigma is its entry, and y the matrix over it, bitwise on powers of two',
    C4: 'with a cotangent of y alone the pullback to W is orthogonal to W: y does not depend on its scale',
  },
  sources: [miyato2018('algorithm 1'), pytorch('torch.nn.utils.spectral_norm')],
});
