import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { higham2002, scikitLearn, scipy } from '../sources.ts';

export const standardize = defineOperation({
  id: 'layers.standardize',
  meaning: 'The last axis less means that are given, over deviations that are given, entry by entry.',
  signature: 'x[..., d], mean[d], deviation[d] -> z[..., d]',
  definition: ({ x, mean, deviation }, { sub, div }) => ({ z: (j) => div(sub(x(j), mean(j)), deviation(j)) }),
  freedom: 'where a deviation is 0 NaN or an infinity in place of an error',
  special: 'propagatesNaN',
  rejects: { R1: 'no deviation may be 0' },
  domain: { deviation: 'nonzero' },
  homogeneous: [
    { x: 1, mean: 1, z: 1 },
    { deviation: 1, z: -1 },
  ],
  exchangeable: ['d'],
  derivative: ({ deviation, z }, { z: g }, { mul, div, neg }) => ({
    x: (j) => div(g(j), deviation(j)),
    mean: (j) => neg(div(g(j), deviation(j))),
    deviation: (j) => neg(div(mul(g(j), z(j)), deviation(j))),
  }),
  clauses: {
    C1: 'destandardize(standardize(x)) = x by the same means and deviations, up to the roundings of both',
    C2: 'where x is the mean z is 0, bitwise, however small the deviation is',
  },
  sources: [scikitLearn('sklearn.preprocessing.StandardScaler'), higham2002('section 2.2')],
});

export const destandardize = defineOperation({
  id: 'layers.destandardize',
  meaning: 'The last axis times deviations that are given, plus means that are given, entry by entry.',
  signature: 'z[..., d], mean[d], deviation[d] -> x[..., d]',
  definition: ({ z, mean, deviation }, { total, mul }) => ({ x: (j) => total([mul(z(j), deviation(j)), mean(j)]) }),
  special: 'propagates',
  homogeneous: [
    { z: 1, mean: 1, x: 1 },
    { deviation: 1, mean: 1, x: 1 },
  ],
  exchangeable: ['d'],
  derivative: ({ z, deviation }, { x: g }, { mul }) => ({
    z: (j) => mul(g(j), deviation(j)),
    mean: g,
    deviation: (j) => mul(g(j), z(j)),
  }),
  clauses: { C1: 'standardize(destandardize(z)) = z by deviations that are powers of two, bitwise, on integers' },
  sources: [scikitLearn('sklearn.preprocessing.StandardScaler'), higham2002('section 2.2')],
});

export const zscore = defineOperation({
  id: 'layers.zscore',
  meaning:
    'Each column less its mean, over its deviation, the root of the sum of the squared distances from the mean over n - correction; and both, to standardise other rows by.',
  signature: 'x[n, d] -> z[n, d], mean[d], deviation[d]',
  attributes: {
    correction: {
      kind: 'real',
      min: Number.NEGATIVE_INFINITY,
      max: Number.POSITIVE_INFINITY,
      default: 0,
      clause: 'R1',
    },
  },
  sizes({ n }, { correction }) {
    if (n <= correction) refuse('R2', `there must be more than ${correction} rows, got ${n}`);
    return {};
  },
  definition: ({ x }, { mean, variance, sub, mul, div, sqrt, constant, memo, size }, { correction }) => {
    const centre = memo((j) => mean('n', (i) => x(i, j)));
    const spread = memo((j) => {
      const biased = variance('n', (i) => x(i, j));
      if (correction === 0) return sqrt(biased);
      return sqrt(div(mul(constant(size('n')), biased), sub(constant(size('n')), constant(correction))));
    });
    return { z: (i, j) => div(sub(x(i, j), centre(j)), spread(j)), mean: centre, deviation: spread };
  },
  freedom: 'where there are too few rows, or a column is constant, NaN or an infinity in place of an error',
  special: 'propagatesNaN',
  rejects: {
    R1: 'correction must be a finite number',
    R2: 'there must be more rows than the correction takes away',
    R3: 'no column may be constant',
  },
  domain: { x: 'varied' },
  feasible: ({ n }, { correction }) => ({ n: Math.max(n, Math.floor(correction) + 1, 2) }),
  homogeneous: [{ x: 1, mean: 1, deviation: 1 }],
  exchangeable: ['n', 'd'],
  // d deviation / dx = z / (n - correction), so that of a cotangent G of z (G - mean(G) - z sum(G z) / (n - correction)) / deviation.
  derivative: (
    { z, deviation },
    { z: g, mean: ofMean, deviation: ofDeviation },
    { mean, sum, add, sub, mul, div, constant, memo, size },
    { correction },
  ) => {
    const level = memo((j) => mean('n', (i) => g(i, j)));
    const along = memo((j) => sum('n', (i) => mul(g(i, j), z(i, j))));
    const left = sub(constant(size('n')), constant(correction));
    return {
      x(i, j) {
        const own = div(sub(sub(g(i, j), level(j)), div(mul(z(i, j), along(j)), left)), deviation(j));
        return add(own, add(div(ofMean(j), constant(size('n'))), div(mul(ofDeviation(j), z(i, j)), left)));
      },
    };
  },
  kinks: 'where a column is constant there is no derivative',
  clauses: {
    C1: 'the columns of z have mean 0 and the sum of their squares is n - correction',
    C2: 'destandardize(z, mean, deviation) = x, up to the roundings of both',
    C3: 'other rows are standardised by what comes out: standardize of the rows of x by mean and deviation is z, up to the roundings of both',
    C4: 'the variance is taken about the mean: an offset of 2^26 standard deviations (2^12 in float32) stays within the bound',
  },
  sources: [
    scipy('scipy.stats.zscore'),
    scikitLearn('sklearn.preprocessing.StandardScaler'),
    higham2002('section 1.9'),
  ],
});
