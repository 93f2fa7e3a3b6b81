import { euclideanDistance } from '../linalg/distances.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { fisher1936, rousseeuw1987, scikitLearn } from '../sources.ts';

export const classScatter = defineOperation({
  id: 'metrics.classScatter',
  meaning:
    'The traces of the scatter within classes and between them: sums of squared distances of samples from the mean of their class, and of these means, once a sample, from the mean of all.',
  signature: 'x[..., n, d], int label[..., n] -> within[...], between[...]',
  sizes({ n }) {
    if (n < 1) refuse('R1', 'there must be a sample, got none');
    return {};
  },
  definition({ x, label }, S) {
    const n = S.size('n');
    const classes = Map.groupBy([...Array(n).keys()], (i) => label(i));
    const members = Array.from({ length: n }, (_, i) => classes.get(label(i)));
    const mean = S.memo((k) => S.mean('n', (i) => x(i, k)));
    // Of the class of a sample, at its first member.
    const first = (i: number) => members[i]?.[0] ?? i;
    const ofClass = S.memo((i, k) => {
      const own = members[i] ?? [];
      return S.mean([own.length], (at) => x(own[at] ?? i, k));
    });
    const square = (a: ReturnType<typeof mean>) => S.mul(a, a);
    return {
      within: () => S.sum('n d', (i, k) => square(S.sub(x(i, k), ofClass(first(i), k)))),
      between: () => S.sum('n d', (i, k) => square(S.sub(ofClass(first(i), k), mean(k)))),
    };
  },
  special: 'undefined',
  rejects: { R1: 'there must be a sample' },
  domain: { label: 'label' },
  feasible: ({ n, d }) => ({ n: Math.max(n, 1), d: Math.max(d, 1) }),
  homogeneous: [{ x: 1, within: 2, between: 2 }],
  exchangeable: ['n', 'd'],
  clauses: {
    C1: 'within and between sum to the total scatter, that of one class, up to rounding',
    C2: 'names of classes do not matter; of one class nothing is between, of one sample a class nothing is within, up to rounding',
    C3: 'translation changes neither, up to the rounding of means far from 0: a one-pass variance loses them',
  },
  sources: [fisher1936('the ratio of sums of squares between and within'), scikitLearn('calinski_harabasz_score')],
});

export const fisherRatio = defineOperation({
  id: 'metrics.fisherRatio',
  meaning: 'How far classes lie apart: the trace of the scatter between them over that of the scatter within.',
  signature: 'x[..., n, d], int label[..., n] -> r[...]',
  sizes({ n }) {
    if (n < 1) refuse('R1', 'there must be a sample, got none');
    return {};
  },
  parts: { classScatter },
  definition({ x, label }, { div }, _, { classScatter }) {
    const { within, between } = classScatter({ x, label });
    return { r: () => div(between(), within()) };
  },
  freedom: 'of classes of one point each: infinity, NaN or a refusal',
  special: 'undefined',
  rejects: { R1: 'there must be a sample' },
  domain: { label: 'label' },
  feasible: ({ n, d }) => ({ n: Math.max(n, 1), d: Math.max(d, 1) }),
  homogeneous: [{ x: 1, r: 0 }],
  exchangeable: ['n', 'd'],
  clauses: {
    C1: 'translation by integers of integers, and rotations by 3, 4 and 5, change nothing, up to rounding; the scale does not matter',
    C2: '(between + within) / within is 1 + r: of classes at distance 0 it is 0, and it grows with the square of the distance of two, up to rounding',
  },
  sources: [fisher1936('the ratio of sums of squares between and within')],
});

export const silhouette = defineOperation({
  id: 'metrics.silhouette',
  meaning:
    'How well each sample lies in its class: (b - a) / max(a, b), a its mean distance from the others of its class, b the least mean distance from those of another; 0 for one that is alone, and where there is no other class.',
  signature: 'x[..., n, d], int label[..., n] -> s[..., n]',
  parts: { euclideanDistance },
  definition({ x, label }, S, _, { euclideanDistance }) {
    const n = S.size('n');
    const row = (i: number) => S.tensor('d', (k) => x(i, k));
    const apart = S.memo((i, j) => euclideanDistance({ x: row(i), y: row(j) }).d());
    const classes = Map.groupBy([...Array(n).keys()], (j) => label(j));
    const meanOver = (i: number, of: readonly number[]) => S.mean([of.length], (at) => apart(i, of[at] ?? i));
    return {
      s(i) {
        const own = (classes.get(label(i)) ?? []).filter((j) => j !== i);
        const others = [...classes].filter(([name]) => name !== label(i)).map(([, members]) => members);
        if (own.length === 0 || others.length === 0) return S.constant(0);
        const nearest = S.neg(S.max([others.length], (at) => S.neg(meanOver(i, others[at] ?? own))));
        const inside = meanOver(i, own);
        const most = S.larger(inside, nearest);
        return S.select(
          S.constant(0),
          most,
          () => S.div(S.sub(nearest, inside), most),
          () => S.constant(0),
        );
      },
    };
  },
  freedom: '0 or NaN where a and b are 0; a single class may be refused',
  special: 'undefined',
  domain: { label: 'label' },
  homogeneous: [{ x: 1, s: 0 }],
  exchangeable: ['n', 'd'],
  clauses: {
    C1: '-1 <= s <= 1, up to rounding, and 0 for one that is alone in its class, or where all are of one',
    C2: 'of two classes far apart, each at one point but for one step, it is near 1: 1 - s <= 4 / distance',
    C3: 'translation and permutations of classes by name change nothing, on integers bitwise',
  },
  sources: [rousseeuw1987('section 2'), scikitLearn('silhouette_samples')],
});
