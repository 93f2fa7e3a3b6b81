import { l2Norm } from '../linalg/vectorNorms.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { cortesVapnik1995, lyuLi2020, principlesText, tsuzuku2018 } from '../sources.ts';

export const functionalMargin = defineOperation({
  id: 'metrics.functionalMargin',
  meaning: 'The functional margins y (<w, x> + b) of a linear classifier, for labels 1 and -1.',
  signature: 'w[..., d], b?[...], x[..., n, d], y[..., n] -> m[..., n]',
  definition: ({ w, b, x, y }, { total, each, mul }) => ({
    m: (i) => mul(y(i), total([...each('d', (k) => mul(w(k), x(i, k))), ...(b ? [b()] : [])])),
  }),
  freedom: 'labels may be multiplied with the data first',
  special: 'propagatesNaN',
  homogeneous: [
    { w: 1, b: 1, m: 1 },
    { y: 1, m: 1 },
  ],
  exchangeable: ['n', 'd'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'above 0 exactly where the sign of the output is the label; labels turned with w and b change nothing, bitwise',
  },
  sources: [cortesVapnik1995('section 2')],
});

export const geometricMargin = defineOperation({
  id: 'metrics.geometricMargin',
  meaning: 'The geometric margins y (<w, x> + b) / ||w||: distances from the hyperplane, negative on the wrong side.',
  signature: 'w[..., d], b?[...], x[..., n, d], y[..., n] -> m[..., n]',
  parts: { functionalMargin, l2Norm },
  definition({ w, b, x, y }, { div, mul, total, each, either, memo }, _, { functionalMargin, l2Norm }) {
    const { m } = functionalMargin({ w, x, y, ...(b ? { b } : {}) });
    const length = memo(() => l2Norm({ x: w }).norm());
    const byUnit = (i: number) =>
      mul(y(i), total([...each('d', (k) => mul(div(w(k), length()), x(i, k))), ...(b ? [div(b(), length())] : [])]));
    return { m: (i) => either(div(m(i), length()), () => byUnit(i)) };
  },
  freedom: 'of w = 0: NaN, infinity or a refusal',
  special: 'propagatesNaN',
  domain: { w: 'nonzero' },
  homogeneous: [
    { w: 1, b: 1, m: 0 },
    { x: 1, b: 1, m: 1 },
    { y: 1, m: 1 },
  ],
  exchangeable: ['n', 'd'],
  derivative: 'ofDefinition',
  kinks: 'of w = 0 there is none',
  clauses: {
    C1: 'it does not depend on the size of (w, b): three times as much gives the same, within the bounds of both',
    C2: 'it is the distance of x from the hyperplane: moved by -m y along the unit normal, x has the margin 0, up to rounding',
  },
  errata: {
    E16: {
      claim:
        'the margin is the distance of the data from the decision boundary; it grows without bound, as that of a support vector machine is maximised',
      where: principlesText('the margin'),
      kind: 'wrong',
      counterexample:
        'x = 1 and x = -1 in one dimension, w = 1, 2^10, 2^20: the functional margin grows like w, the geometric one is 1',
      right:
        'what grows is the functional margin, by the size of the weights; a support vector machine maximises the geometric one, which is bounded',
      clauses: ['C1', 'C2'],
    },
  },
  sources: [cortesVapnik1995('section 2')],
});

export const minimumMargin = defineOperation({
  id: 'metrics.minimumMargin',
  meaning:
    'The least geometric margin of the samples: how far the nearest is from the hyperplane, negative where one is wrong.',
  signature: 'w[..., d], b?[...], x[..., n, d], y[..., n] -> m[...]',
  sizes({ n }) {
    if (n < 1) refuse('R1', 'there must be a sample, got none');
    return {};
  },
  parts: { geometricMargin },
  definition({ w, b, x, y }, { max, neg }, _, { geometricMargin }) {
    const { m } = geometricMargin({ w, x, y, ...(b ? { b } : {}) });
    return { m: () => neg(max('n', (i) => neg(m(i)))) };
  },
  freedom: 'of w = 0: NaN, infinity or a refusal; the margin of no samples may be infinity',
  special: 'undefined',
  rejects: { R1: 'there must be a sample' },
  domain: { w: 'nonzero' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  homogeneous: [
    { w: 1, b: 1, m: 0 },
    { x: 1, b: 1, m: 1 },
  ],
  exchangeable: ['n', 'd'],
  clauses: {
    C1: 'one of the geometric margins, and none is less, up to rounding',
    C2: 'a sample more never makes it larger, and one given twice changes nothing, up to rounding',
  },
  sources: [cortesVapnik1995('section 2')],
});

export const logitMargin = defineOperation({
  id: 'metrics.logitMargin',
  meaning: 'The margin of a class among several: its logit less the largest of the others.',
  signature: 'z[..., c], int target[...] -> m[...]',
  sizes({ c }) {
    if (c < 2) refuse('R2', `there must be two classes at least, got ${c}`);
    return {};
  },
  definition: ({ z, target }, { max, sub, size }) => ({
    m: () => {
      const own = target();
      return sub(
        z(own),
        max([size('c') - 1], (j) => z(j < own ? j : j + 1)),
      );
    },
  }),
  special: 'propagatesNaN',
  rejects: {
    R1: 'targets must be classes: integers from 0 to c - 1',
    R2: 'there must be two classes at least',
  },
  domain: { target: 'label' },
  feasible: ({ c }) => ({ c: Math.max(c, 2) }),
  homogeneous: [{ z: 1, m: 1 }],
  derivative: 'ofDefinition',
  kinks: 'where others are equally large any of them is differentiated, or a mean of them',
  clauses: {
    C1: 'a constant added exactly to all logits changes nothing, bitwise',
    C2: 'above 0 where the class alone has the largest logit, and below where another has a larger one; of two classes one has the negative of the other, bitwise',
  },
  sources: [lyuLi2020('section 5: q_n'), tsuzuku2018('section 4.1')],
});

export const normalisedMargin = defineOperation({
  id: 'metrics.normalisedMargin',
  meaning:
    'The normalised margin of a model that is homogeneous of some degree in its parameters: the least margin over ||theta||^degree.',
  signature: 'margins[..., n], theta[..., p] -> m[...]',
  attributes: { degree: { kind: 'integer', min: 1, max: 8, clause: 'R1' } },
  sizes({ n }) {
    if (n < 1) refuse('R2', 'there must be a margin, got none');
    return {};
  },
  parts: { l2Norm },
  definition({ margins, theta }, { max, neg, div, power }, { degree }, { l2Norm }) {
    const least = () => neg(max('n', (i) => neg(margins(i))));
    return { m: () => div(least(), power(l2Norm({ x: theta }).norm(), degree)) };
  },
  freedom: 'of theta = 0: NaN, infinity or a refusal',
  special: 'undefined',
  rejects: { R1: 'degree must be an integer from 1 to 8', R2: 'there must be a margin' },
  domain: { theta: 'nonzero' },
  feasible: ({ n, p }) => ({ n: Math.max(n, 1), p: Math.max(p, 1) }),
  homogeneous: [{ margins: 1, m: 1 }],
  exchangeable: ['n', 'p'],
  clauses: {
    C1: 'theta times c and margins times c^degree give the same, for powers of two bitwise: it does not depend on the size of the parameters',
    C2: 'of parameters of length 1 it is the least margin, up to rounding',
  },
  sources: [lyuLi2020('section 2')],
});
