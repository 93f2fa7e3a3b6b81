import { linear } from '../../spec/layers/linear.ts';
import { spectralNormalise, spectralNormaliseStep } from '../../spec/layers/spectralNormalisation.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofGradient, refuses } from '../observed.ts';
import { inBases, singularValuesIn } from '../verbs/bases.ts';
import { exactMatrix, frobeniusNormOf } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, each, near, nearExactly } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { refuted } from '../verbs/refuted.ts';
import { build, distance, filled, map, only, scaled, zeros } from '../verbs/tensors.ts';

/** The share of itself that C1 allows a norm to be off. */
const share = ({ u }: Pick<Context, 'u'>, { shape }: Tensor): number =>
  thresholds.singular * Math.max(1, ...shape) * 2 * u;

/** A power of two above the Frobenius norm. */
const above = (a: Tensor): number => 2 ** Math.ceil(Math.log2(1 + Math.hypot(...a.data)) + 1);

const nearAll = (what: string, received: Tensor, expected: Tensor, relative: number) =>
  each(what, received, (name, value, at) => {
    const due = expected.data[at] ?? Number.NaN;
    return near(name, value, due, relative * Math.abs(due));
  });

/** Weights without zeros, vectors, and how the step is made. */
const steps = (context: Context) =>
  beside(tensors(context, { weight: 'm n', u: 'm', v: 'n', g: 'm n' }, { most: 4 }), {
    training: dealt([true, true, false]),
    first: dealt(['v', 'u']),
  }).map(({ weight, u, v, g, ...how }) => ({
    ...how,
    g,
    // Positive, so that no estimate is 0.
    weight: map(weight, (value) => Math.abs(value) + 1),
    u: map(u, (value) => Math.abs(value) + 1),
    v: map(v, (value) => Math.abs(value) + 1),
  }));

const diagonal = ({ dtype }: Pick<Context, 'dtype'>, first: number, second: number): Tensor =>
  tensorOf(dtype, [2, 2], [first, 0, 0, second]);

export const laws: readonly Law[] = [
  law(spectralNormalise, 'C3', {
    cases: (context) =>
      beside(alone(spectralNormalise, context, { entries: 'integers', most: 5 }), { k: dealt([1, -3, 7]) }),
    check: async (on, { weight, k }, context) => {
      const [{ y }, other] = await Promise.all([
        on(spectralNormalise, { weight }),
        on(spectralNormalise, { weight: scaled(weight, 2 ** k) }),
      ]);
      return [nearAll('of 2^k W', other.y, y, 2 * share(context, y))];
    },
  }),
  law(spectralNormalise, 'C4', {
    cases: (context) => alone(spectralNormalise, context, { entries: 'integers', most: 5 }),
    check: async (on, { weight, cap }, context) => {
      const { y } = await on(spectralNormalise, { weight }, { cap });
      const again = await on(spectralNormalise, { weight: y }, { cap });
      return [nearAll('normalised again', again.y, y, 2 * share(context, y))];
    },
  }),
  closedForm(spectralNormalise, 'C5', {
    hint: 'what has a norm below 1 is made larger',
    cases: (context) => beside(tensors(context, { a: 'm n' }), { nothing: dealt([false, false, true]) }),
    from: ({ a, nothing }) => ({ weight: nothing ? zeros(a) : scaled(a, 1 / above(a)), cap: true }),
    result: ({ a, nothing }) => ({ y: nothing ? zeros(a) : scaled(a, 1 / above(a)) }),
  }),
  refuses(spectralNormalise, 'R2', {
    cases: (context) => tensors(context, { a: 'm n' }),
    calls: ({ a }) => ({ 'a weight of zeros is refused, or stays': { weight: zeros(a) } }),
    honest: ({ y }) => y?.data.every((value) => value === 0 || Number.isNaN(value)) ?? false,
  }),
  law(spectralNormalise, 'gradient', {
    statement:
      'the pullback of G is (G - <G, y> u_1 v_1^T) / s_1, the largest singular value apart from the others; with cap G where that is below 1',
    hint: 'the norm is held constant, or <G, y> is not that of the result',
    gradient: true,
    cases: (context) =>
      beside(knownSingularValues(context, { large: true }), {
        entries: tensors(context, { g: 'k' }, { sizes: { k: 36 } }),
        small: dealt([false, true]),
        cap: dealt([false, true]),
      }),
    check: async (on, { entries, small, cap, ...known }, context) => {
      const { a } = known;
      const [largest = 1, second = 0] = singularValuesIn(known);
      const factor = small ? 1 / above(a) : 1;
      const g = build(a, a.shape, (i = 0, j = 0) => entries.g.data[(i * 6 + j) % 36] ?? 0);
      const gradients = await on.gradient(spectralNormalise, { weight: scaled(a, factor) }, { y: g }, { cap });
      const pulled = outputOf(gradients, 'weight');
      const stays = cap && factor * largest < 1;
      const expected = inBases(known, g, (turned) => {
        const along = known.values.reduce((sum, value, k) => sum + (value / (known.values[0] ?? 1)) * turned(k, k), 0);
        return (i, j) =>
          stays ? turned(i, j) : (turned(i, j) - (i === 0 && j === 0 ? along : 0)) / (factor * largest);
      });
      const size =
        (frobeniusNormOf(exactMatrix(g)) * (1 + Math.sqrt(known.values.length))) / (stays ? 1 : factor * largest);
      // The first singular vectors turn by the error of the matrix over the gap.
      const allowed = 2 * share(context, a) * (1 + largest / (largest - second)) * size;
      return nearNormwise('gradient of weight', pulled, exactMatrix(expected), allowed);
    },
  }),
  erratum(spectralNormalise, 'E56', {
    given: (context) => ({ small: diagonal(context, 0.5, 0.25), large: diagonal(context, 3, 0.5) }),
    check: async (on, { small, large }, context) => {
      const [capped, always, multiple] = await Promise.all([
        on(spectralNormalise, { weight: small }, { cap: true }),
        on(spectralNormalise, { weight: small }),
        on(spectralNormalise, { weight: large }),
      ]);
      const off = Math.hypot(...Array.from(large.data, (value, at) => value - (multiple.y.data[at] ?? Number.NaN)));
      return [
        refuted('one is the other', distance(capped.y, always.y), 0.4),
        refuted('no matrix of norm 1 is nearer than 2.02', off - 2, 0.02),
        near('distance of the multiple', off, Math.hypot(2, 1 / 3), share(context, large) * 3),
        nearAll('with cap', capped.y, small, 0),
        nearAll('without', always.y, scaled(small, 2), share(context, small)),
      ];
    },
  }),
  erratum(spectralNormalise, 'E80', {
    needs: [linear],
    given: (context) => ({ weight: diagonal(context, 3, 0.5), x: tensorOf(context.dtype, [2], [1, 0]) }),
    check: async (on, { weight, x }, context) => {
      const { y: own } = await on(spectralNormalise, { weight });
      const { y } = await on(linear, { x, weight: own });
      const length = Math.hypot(...Array.from(y.data, (value, at) => value + (x.data[at] ?? 0)));
      return [
        refuted('a residual layer does not stretch', length - 1, 0.9),
        atMost('the linear layer', Math.hypot(...y.data), 1, 2 * share(context, weight)),
        atMost('the residual layer', length, 2, 4 * share(context, weight)),
      ];
    },
  }),
  equal(spectralNormaliseStep, 'C1', {
    repeats: true,
    cases: steps,
    sides: async (f, { weight, u, v, first }) => {
      const { nextU, nextV } = await f.all({ weight, u, v, first, training: false });
      return { nextU: [nextU, u], nextV: [nextV, v] };
    },
  }),
  law(spectralNormaliseStep, 'C2', {
    needs: [spectralNorm],
    hint: 'u and v are not unit vectors',
    cases: steps,
    check: async (on, { weight, u, v, first }, context) => {
      const [{ sigma }, { norm }] = await Promise.all([
        on(spectralNormaliseStep, { weight, u, v }, { first }),
        on(spectralNorm, { a: weight }),
      ]);
      return [atMost('sigma', only(sigma), only(norm), 2 * share(context, weight) * only(norm))];
    },
  }),
  closedForm(spectralNormaliseStep, 'C3', {
    cases: (context) =>
      beside(tensors(context, { like: 'n' }, { sizes: { n: 3 } }), {
        place: dealt([0, 1, 2]),
        power: dealt([1, 0, -2]),
        first: dealt(['v', 'u']),
        training: dealt([true, false]),
      }),
    from: ({ like, place, power, first, training }) => {
      const one = build(like, [3], (i) => Number(i === place));
      const weight = build(like, [3, 3], (i = 0, j = 0) => (i === j ? 2 ** (i === place ? power : i) : 0));
      return { weight, u: one, v: one, first, training };
    },
    result: ({ like, place, power }) => ({
      sigma: filled(like, [], 2 ** power),
      nextU: build(like, [3], (i) => Number(i === place)),
      nextV: build(like, [3], (i) => Number(i === place)),
      y: build(like, [3, 3], (i = 0, j = 0) => (i === j ? 2 ** ((i === place ? power : i) - power) : 0)),
    }),
    exactWhere: ({ ulps }) => (ulps?.sqrt ?? 0.5) <= 0.5 && (ulps?.div ?? 0.5) <= 0.5,
  }),
  ofGradient(spectralNormaliseStep, 'C4', {
    hint: 'sigma is held constant in the gradient',
    cases: steps,
    from: ({ weight, u, v, first, training }) => ({ weight, u, v, first, training }),
    cotangents: ({ g, u, v }) => ({ y: g, sigma: filled(g, [], 0), nextU: zeros(u), nextV: zeros(v) }),
    of: ({ weight: gradient }, { weight }, allowed) => {
      const limits = allowed().weight;
      const along = exact.sum(
        Array.from(gradient.data, (value, at) =>
          exact.mul(exact.constant(value), exact.constant(weight.data[at] ?? 0)),
        ),
      );
      const weighted = limits.reduce((sum, limit, at) => sum + limit * Math.abs(weight.data[at] ?? 0), 0);
      return [nearExactly('<pullback, W>', along, exact.constant(0), weighted)];
    },
  }),
];
