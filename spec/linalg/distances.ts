import { defineOperation } from '../operation.ts';
import { dokmanic2015, essenceText, foundationsText, kahan2006, pytorch, scipy } from '../sources.ts';
import { l1Norm, l2Norm, lInfNorm } from './vectorNorms.ts';

const clauses = {
  C1: 'd(x, x) = 0 and d(x, y) = d(y, x), bitwise; d(x, y) > 0 for x other than y',
  C2: 'd(x, z) <= d(x, y) + d(y, z) up to rounding',
  C3: 'd(x + t, y + t) = d(x, y) where the sums are exact, bitwise, however far t leads',
};

export const euclideanDistance = defineOperation({
  id: 'linalg.euclideanDistance',
  meaning: 'The Euclidean length of the difference of two vectors.',
  signature: 'x[..., n], y[..., n] -> d[...]',
  parts: { l2Norm },
  definition: ({ x, y }, { tensor, sub }, _, { l2Norm }) => ({
    d: () => l2Norm({ x: tensor('n', (i) => sub(x(i), y(i))) }).norm(),
  }),
  freedom: 'an infinity beside NaN may give infinity, as hypot does',
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, y: 1, d: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'at x = y the gradient is 0',
  clauses: {
    ...clauses,
    C4: 'd(x, y)^2 = ||x||^2 + ||y||^2 - 2 <x, y> for integers, up to rounding; evaluated so it loses what C3 asks',
    C5: 'd(Q x, Q y) = d(x, y) for orthogonal Q: rotations by 3, 4 and 5, times 5, of integers, up to rounding',
  },
  sources: [dokmanic2015('section II'), scipy('scipy.spatial.distance.euclidean')],
});

export const manhattanDistance = defineOperation({
  id: 'linalg.manhattanDistance',
  meaning: 'The sum of the sizes of the differences of the entries of two vectors.',
  signature: 'x[..., n], y[..., n] -> d[...]',
  parts: { l1Norm },
  definition: ({ x, y }, { tensor, sub }, _, { l1Norm }) => ({
    d: () => l1Norm({ x: tensor('n', (i) => sub(x(i), y(i))) }).norm(),
  }),
  special: 'propagates',
  homogeneous: [{ x: 1, y: 1, d: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'where entries are equal any slope from -1 to 1',
  clauses,
  sources: [scipy('scipy.spatial.distance.cityblock')],
});

export const chebyshevDistance = defineOperation({
  id: 'linalg.chebyshevDistance',
  meaning: 'The largest size of a difference of two entries of two vectors.',
  signature: 'x[..., n], y[..., n] -> d[...]',
  parts: { lInfNorm },
  definition: ({ x, y }, { tensor, sub }, _, { lInfNorm }) => ({
    d: () => lInfNorm({ x: tensor('n', (i) => sub(x(i), y(i))) }).norm(),
  }),
  freedom: 'the distance of vectors without entries is 0 or refused; an infinity beside NaN may give infinity',
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, y: 1, d: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'where differences are equally large any of them is differentiated, or a mean of them',
  clauses,
  sources: [scipy('scipy.spatial.distance.chebyshev')],
});

export const pairwiseDistances = defineOperation({
  id: 'linalg.pairwiseDistances',
  meaning: 'The distances of every row of one matrix from every row of another: Euclidean, Manhattan or Chebyshev.',
  signature: 'x[..., m, k], y[..., n, k] -> d[..., m, n]',
  attributes: {
    metric: {
      kind: 'choice',
      options: ['euclidean', 'manhattan', 'chebyshev'],
      default: 'euclidean',
      clause: 'R1',
    },
  },
  parts: { euclideanDistance, manhattanDistance, chebyshevDistance },
  definition({ x, y }, { tensor }, { metric }, parts) {
    const distance = parts[`${metric}Distance`];
    const row = (a: typeof x, i: number) => tensor('k', (p) => a(i, p));
    return { d: (i, j) => distance({ x: row(x, i), y: row(y, j) }).d() };
  },
  freedom: 'the largest of no differences is 0 or refused; an infinity beside NaN may give infinity, as hypot does',
  special: 'propagatesNaN',
  rejects: { R1: 'metric must be one of euclidean, manhattan and chebyshev' },
  homogeneous: [{ x: 1, y: 1, d: 1 }],
  exchangeable: ['m', 'n', 'k'],
  derivative: 'ofDefinition',
  kinks: 'where rows are equal the gradient is 0; otherwise as of the metric',
  clauses: {
    C1: 'of rows with themselves the diagonal is 0, and the matrix is symmetric, bitwise, however far the rows are from 0',
    C2: 'rows a small integer apart beside 10^8, or beside as much as the type holds, are that far apart, bitwise: the square is not expanded',
    C3: 'd(x, y)^T = d(y, x), bitwise',
    C4: 'element (i, j) is the distance of row i and row j, within the bounds of both',
  },
  sources: [dokmanic2015('section II'), pytorch('torch.cdist'), scipy('scipy.spatial.distance.cdist')],
});

export const cosineSimilarity = defineOperation({
  id: 'linalg.cosineSimilarity',
  meaning: 'The cosine of the angle between two vectors: their inner product over the product of their lengths.',
  signature: 'x[..., n], y[..., n] -> c[...]',
  parts: { l2Norm },
  definition({ x, y }, S, _, { l2Norm }) {
    const [lengthX, lengthY] = [S.memo(() => l2Norm({ x }).norm()), S.memo(() => l2Norm({ x: y }).norm())];
    const units = () => S.sum('n', (i) => S.mul(S.div(x(i), lengthX()), S.div(y(i), lengthY())));
    return { c: units };
  },
  freedom:
    'beside a vector of zeros there is no angle: 0, NaN or a refusal; a result beyond 1 by rounding may be clamped',
  special: 'propagatesNaN',
  domain: { x: 'nonzero', y: 'nonzero' },
  homogeneous: [
    { x: 1, c: 0 },
    { y: 1, c: 0 },
  ],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'at 0 there is no derivative',
  clauses: {
    C1: 'cos(a x, b y) = sign(a b) cos(x, y) within the bounds of both; by powers of two bitwise up to the sign',
    C2: 'cos(x, y) = cos(y, x) within the bounds of both, and cos(x, x) = 1 up to rounding',
    C3: 'more than the definition asks: no result is beyond 1 or -1, parallel vectors included',
    C4: 'beside a vector of zeros: 0, NaN or a refusal, and no infinity',
    C5: '0 for perpendicular integer vectors up to rounding, and exactly so for unit vectors',
  },
  errata: {
    E36: {
      claim: 'cosine similarity is a distance measure: 1 - cos is a metric',
      where: essenceText('1.3 and 3.1'),
      kind: 'wrong',
      counterexample: 'from (1, 0) to (0, 1) 1 - cos is 1; by way of (1, 1) it is 2 - sqrt(2) = 0.586',
      right:
        'it is a similarity: the angle arccos(cos) is a metric on directions, 1 - cos violates the triangle inequality',
      clauses: ['C2'],
    },
    E81: {
      claim: 'cosine similarity does not depend on the size of the vectors',
      where: foundationsText('1.1.4'),
      kind: 'imprecise',
      counterexample: 'cos((1, 0), -(1, 1)) = -cos((1, 0), (1, 1)); beside (0, 0) it has no value',
      right: 'it is invariant under positive multiples; a negative one turns the sign',
      clauses: ['C1', 'C4'],
    },
  },
  sources: [scipy('scipy.spatial.distance.cosine'), pytorch('torch.nn.functional.cosine_similarity')],
});

export const angularDistance = defineOperation({
  id: 'linalg.angularDistance',
  meaning: 'The angle between two vectors, from 0 to pi.',
  signature: 'x[..., n], y[..., n] -> d[...]',
  parts: { l2Norm },
  // Of an isosceles triangle of sides one: accurate for small angles, where the cosine is not.
  definition({ x, y }, S, _, { l2Norm }) {
    const unit = (a: typeof x) => {
      const length = S.memo(() => l2Norm({ x: a }).norm());
      return S.memo((i) => S.div(a(i), length()));
    };
    const [one, other] = [unit(x), unit(y)];
    const chord = (combine: typeof S.add) => l2Norm({ x: S.tensor('n', (i) => combine(one(i), other(i))) }).norm();
    return { d: () => S.mul(S.constant(2), S.atan2(chord(S.sub), chord(S.add))) };
  },
  freedom: 'beside a vector of zeros there is no angle: NaN or a refusal',
  special: 'propagatesNaN',
  domain: { x: 'nonzero', y: 'nonzero' },
  homogeneous: [
    { x: 1, d: 0 },
    { y: 1, d: 0 },
  ],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'for parallel vectors, of one direction or of opposite ones, it has no derivative',
  clauses: {
    C1: 'd(x, x) = 0 and d(x, -x) = pi up to rounding, and d(x, y) = d(y, x), bitwise; 0 <= d <= pi',
    C2: 'd(x, z) <= d(x, y) + d(y, z) up to rounding: a metric on directions, as 1 - cos is not',
    C3: 'cos d(x, y) is the cosine similarity within the errors of both',
    C4: 'small angles are right: of (1, t) and (1, -t), t = 2^-k, it is 2 atan t within its own roundings; arccos of the cosine loses half the digits there',
    C5: 'd(x, -y) = pi - d(x, y) within the errors of both',
  },
  sources: [kahan2006('section 12: an angle by the sides of a triangle'), scipy('scipy.linalg.subspace_angles')],
});
