import type { Notation } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { Element } from '../shaped.ts';
import { higham2002, pytorch, ulyanov2016, wuHe2018 } from '../sources.ts';
import { roundUp } from './_internal/convolution.ts';

type S = 'x[..., c, l], weight?[c], bias?[c] -> y[..., c, l]';
const signature: S = 'x[..., c, l], weight?[c], bias?[c] -> y[..., c, l]';

// Inside the root.
const epsilon = { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-5, clause: 'R1' } as const;

const R1 = 'epsilon must be a number; that it is at least 0 is a convention';

interface Given<T> {
  readonly x: Element<T>;
  readonly weight?: Element<T> | undefined;
  readonly bias?: Element<T> | undefined;
}

/** Each of as many groups of channels normalised by itself, then each channel scaled and shifted. */
function normalised<T>({ x, weight, bias }: Given<T>, N: Notation<T, S>, groups: number, epsilon: number): Element<T> {
  if (N.size('c') * N.size('l') === 0) return x;
  const { mean, root, groupOf } = momentsOf(x, N, groups, epsilon);
  const scale = N.memo((c) => N.div(weight === undefined ? N.constant(1) : weight(c), root(groupOf(c))));
  return (c = 0, t = 0) => {
    // (x - mean) scale, multiplied out, as in layerNorm.
    const terms = [N.mul(x(c, t), scale(c)), N.neg(N.mul(mean(groupOf(c)), scale(c)))];
    return N.total(bias === undefined ? terms : [...terms, bias(c)]);
  };
}

function momentsOf<T>(x: Element<T>, N: Notation<T, S>, groups: number, epsilon: number) {
  const per = N.size('c') / groups;
  const [over, at] = [[per, N.size('l')], (k: number) => (i: number, t: number) => x(k * per + i, t)];
  const mean = N.memo((k = 0) => N.mean(over, at(k)));
  const variance = (k: number) => N.variance(over, at(k));
  const root = N.memo((k = 0) => N.sqrt(N.add(variance(k), N.constant(epsilon))));
  return { per, over, mean, root, groupOf: (c: number) => Math.floor(c / per) };
}

/** With z the normalised x and h = G weight: dx = (h - mean(h) - z mean(h z)) / root over each group. */
function pulled<T>({ x, weight }: Given<T>, g: Element<T>, N: Notation<T, S>, groups: number, epsilon: number) {
  const { per, over, mean, root, groupOf } = momentsOf(x, N, groups, epsilon);
  const z = (c: number, t: number) => N.div(N.sub(x(c, t), mean(groupOf(c))), root(groupOf(c)));
  const h = (c: number, t: number) => (weight === undefined ? g(c, t) : N.mul(g(c, t), weight(c)));
  const level = N.memo((k = 0) => N.mean(over, (i, t) => h(k * per + i, t)));
  const along = N.memo((k = 0) => N.mean(over, (i, t) => N.mul(h(k * per + i, t), z(k * per + i, t))));
  return {
    x: (c: number, t: number) =>
      N.div(N.sub(N.sub(h(c, t), level(groupOf(c))), N.mul(z(c, t), along(groupOf(c)))), root(groupOf(c))),
    weight: (c: number) => N.sum('l', (t) => N.mul(g(c, t), z(c, t))),
    bias: (c: number) => N.sum('l', (t) => g(c, t)),
  };
}

export const groupNorm = defineOperation({
  id: 'layers.groupNorm',
  meaning:
    'The channels in groups of neighbours; the values of each group shifted to mean 0 and scaled to variance 1, then each channel scaled and shifted.',
  signature,
  attributes: { groups: { kind: 'integer', min: 1, clause: 'R2' }, epsilon },
  sizes({ c }, { groups }) {
    if (c % groups !== 0) refuse('R2', `c must be a multiple of groups, got ${c} channels in ${groups} groups`);
    return {};
  },
  definition: (given, N, { groups, epsilon }) => ({ y: normalised(given, N, groups, epsilon) }),
  special: 'propagatesNaN',
  rejects: { R1, R2: 'groups must be an integer from 1, and c a multiple of it' },
  // Of two values or more, so that not every group has a variance of 0.
  feasible: ({ c, l }, { groups }) => ({ c: roundUp(Math.max(c, 1), groups), l: l === 0 ? 0 : Math.max(l, 2) }),
  homogeneous: [
    { x: 1, epsilon: 2 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['l'],
  derivative: (given, { y: g }, N, { groups, epsilon }) => pulled(given, g, N, groups, epsilon),
  clauses: {
    C1: 'with one group, without weight and bias, it is layerNorm of all values as one row, within the bounds of both',
    C2: 'with a group a channel it is instanceNorm, within the bounds of both',
    C3: 'no value of a group depends on another group, bitwise',
    C4: 'the variance is taken about the mean: an offset of 2^26 standard deviations (2^12 in float32) stays within the bound',
    C5: 'a group of equal values gives the bias for epsilon > 0, within the bound, and a finite gradient',
  },
  sources: [wuHe2018('section 3'), higham2002('section 1.9'), pytorch('torch.nn.GroupNorm')],
});

export const instanceNorm = defineOperation({
  id: 'layers.instanceNorm',
  meaning: 'Each channel of each member by itself shifted to mean 0 and scaled to variance 1, then scaled and shifted.',
  signature,
  attributes: { epsilon },
  definition: (given, N, { epsilon }) => ({ y: normalised(given, N, N.size('c'), epsilon) }),
  freedom: 'a channel of a single value may be refused',
  special: 'propagatesNaN',
  rejects: { R1 },
  feasible: ({ l }) => ({ l: Math.max(l, 2) }),
  homogeneous: [
    { x: 1, epsilon: 2 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['c', 'l'],
  derivative: (given, { y: g }, N, { epsilon }) => pulled(given, g, N, N.size('c'), epsilon),
  clauses: {
    C1: 'it is batchNorm in training of a batch of this member alone, within the bounds of both',
    C2: 'the variance is taken about the mean: an offset of 2^26 standard deviations (2^12 in float32) stays within the bound',
    C3: 'a channel of equal values gives the bias for epsilon > 0, within the bound, and a finite gradient',
    C4: 'without weight and bias values are at most sqrt(l - 1) in magnitude, up to rounding',
  },
  sources: [ulyanov2016('equation 8'), higham2002('section 1.9'), pytorch('torch.nn.InstanceNorm1d')],
});
