import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { hooi, tucker } from '../../spec/multilinear/tucker.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type OutputsOf } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { worst } from '../verbs/compare.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { build, map } from '../verbs/tensors.ts';

const { along, minus, times, transpose, unfolded } = algebra(0);

/** The ranks of the unfoldings of a tensor of this shape, as far as the shape says. */
const fullRanks = ([l = 1, m = 1, n = 1]: readonly number[]): number[] => [
  Math.min(l, m * n),
  Math.min(m, l * n),
  Math.min(n, l * m),
];

/** A call that cuts nothing. */
const whole = ({ a }: { readonly a: Tensor }) => ({ a, ranks: fullRanks(a.shape) });

/** core x_1 U x_2 V x_3 W for a core of this shape. */
const composed = (core: ExactMatrix, factors: readonly ExactMatrix[], shape: readonly number[]): ExactMatrix =>
  factors.reduce(
    ({ cube, sizes }, factor, axis) => ({
      cube: along(cube, sizes, axis, factor),
      sizes: sizes.with(axis, factor.rows),
    }),
    { cube: core, sizes: shape },
  ).cube;

/** 35 max(l, m, n) eps. */
const errorOf = ({ shape }: Tensor, u: number): number => thresholds.singular * Math.max(1, ...shape) * 2 * u;

const cubes = (context: Context) =>
  alone(tucker, context, { most: 4, budget: 300, judgedBy: 'equations' }).map(({ a }) => ({ a }));

/** The composed tensor against A. */
const recomposes = (a: Tensor, result: OutputsOf<typeof tucker>, u: number): readonly Observation[] =>
  judgedExactly(result, ({ core, u: first, v, w }) => {
    const exact = exactMatrix(a);
    const distance = frobeniusNormOf(minus(composed(core, [first, v, w], result.core.shape), exact));
    return [near('||A - core x_1 U x_2 V x_3 W||_F', distance, 0, errorOf(a, u) * frobeniusNormOf(exact))];
  });

/** Small integers in a core and in factors: a tensor whose unfoldings have ranks of at most those of the core. */
const ofLowRanks = (context: Context) =>
  tensors(context, { core: 'p q r', u: 'l p', v: 'm q', w: 'n r' }, { most: 3 }).map(({ core, u, v, w }) => {
    const exact = composed(exactMatrix(core), [u, v, w].map(exactMatrix), core.shape);
    const shape = [u, v, w].map((factor) => factor.shape[0] ?? 1);
    return { low: roundedTo(context.dtype, exact, shape), core };
  });

/** ||A - core x_1 U x_2 V x_3 W||_F. */
const distanceOf = (a: Tensor, { core, u, v, w }: OutputsOf<typeof tucker>): number =>
  frobeniusNormOf(minus(composed(exactMatrix(core), [u, v, w].map(exactMatrix), core.shape), exactMatrix(a)));

/** One decomposition is no farther from A than another. */
const noFarther = (
  a: Tensor,
  one: OutputsOf<typeof tucker>,
  other: OutputsOf<typeof tucker>,
  u: number,
): readonly Observation[] =>
  judgedExactly({ ...one, first: other.core, second: other.u, third: other.v, fourth: other.w }, () => [
    atMost('||A - X||_F', distanceOf(a, one), distanceOf(a, other), errorOf(a, u) * frobeniusNormOf(exactMatrix(a))),
  ]);

/** Tensors and ranks below the full ones, where there is something to gain by iterating. */
const truncated = (context: Context) =>
  beside(tensors(context, { a: 'l m n' }, { least: 2, most: 4 }), {
    cuts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
    iterations: dealtBelow(4),
  }).map(({ a, cuts, iterations }) => {
    const wanted = fullRanks(a.shape).map((rank, axis) => Math.max(1, rank - (cuts[axis] ?? 0)));
    return { a, ranks: [...(tucker.compatible?.({ ranks: wanted }).ranks ?? wanted)], iterations };
  });

/** The ranks of a matrix whose last axis has size 1: two that are one. */
const matrixRanks = ({ shape: [m = 1, n = 1] }: Tensor, choice: number): number[] => {
  const rank = 1 + (choice % Math.min(m, n));
  return [rank, rank, 1];
};

export const laws: readonly Law[] = [
  law(tucker, 'C6', {
    hint: 'an unfolding is read in another order of axes than the one that its factor is multiplied along',
    cases: (context) => beside(cubes(context), { small: ofLowRanks(context) }),
    check: async (on, { a, small: { low, core } }, { u }) => {
      const most = fullRanks(low.shape).map((rank, axis) => Math.min(rank, core.shape[axis] ?? 1));
      const { ranks } = tucker.compatible?.({ ranks: most }) ?? { ranks: most };
      const [all, some] = await Promise.all([
        on(tucker, { a }, { ranks: fullRanks(a.shape) }),
        on(tucker, { a: low }, { ranks }),
      ]);
      return [...recomposes(a, all, u), ...recomposes(low, some, u)];
    },
  }),
  ofResult(tucker, 'C7', {
    hint: 'the bases are any that span, and not those of the singular vectors',
    cases: cubes,
    from: whole,
    of: ({ core }, { a }, _, { u }) =>
      judgedExactly({ core }, ({ core: cube }) => {
        const exact = exactMatrix(a);
        const allowed = 2 * errorOf(a, u) * frobeniusNormOf(exact) ** 2;
        // Squared norms and products of the slices along an axis, against the squares of the singular values.
        const seen = [0, 1, 2].map((axis) => {
          const rows = unfolded(cube, core.shape, axis);
          const products = roundedTo('float64', times(rows, transpose(rows)));
          const squares = singularValuesOf(unfolded(exact, a.shape, axis), u).map((value) => value ** 2);
          const expected = build(products, products.shape, (i, j) => (i === j ? (squares[i] ?? 0) : 0));
          return nearAll(`products of slices along axis ${axis}`, products, expected.data, allowed);
        });
        return [worst(seen, 'slices of the core')];
      }),
  }),
  ofResult(tucker, 'C8', {
    cases: (context) => tensors(context, { a: 'm n one' }, { entries: 'reals', sizes: { one: 1 } }),
    from: whole,
    of: ({ core }, { a }, _, { u }) => {
      const values = singularValuesOf(unfolded(exactMatrix(a), a.shape, 0), u);
      const expected = build(core, core.shape, (i, j) => (i === j ? (values[i] ?? 0) : 0));
      return judgedExactly({ core }, () => [
        nearAll('size of core', map(core, Math.abs), expected.data, errorOf(a, u) * (values[0] ?? 0)),
      ]);
    },
  }),
  refuses(tucker, 'R1', {
    share: 0.5,
    cases: (context) => beside(tensors(context, { a: 'l m n' }, { most: 3 }), { axis: dealtBelow(3) }),
    calls: ({ a, axis }) => {
      const full = fullRanks(a.shape);
      const ranks = full.with(axis, (full[axis] ?? 1) + 1);
      return { [`ranks [${ranks.join(', ')}] of [${a.shape.join(', ')}] are refused`]: { a, ranks } };
    },
  }),
  law(hooi, 'C6', {
    needs: [tucker],
    hint: 'a factor is found from the whole tensor, and not from it in the bases of the others',
    cases: truncated,
    check: async (on, { a, ranks, iterations }, { u }) => {
      const [first, more] = await Promise.all([on(tucker, { a }, { ranks }), on(hooi, { a }, { ranks, iterations })]);
      return noFarther(a, more, first, u);
    },
  }),
  law(hooi, 'C7', {
    cases: truncated,
    check: async (on, { a, ranks, iterations }, { u }) => {
      const [before, after] = await Promise.all([
        on(hooi, { a }, { ranks, iterations }),
        on(hooi, { a }, { ranks, iterations: iterations + 1 }),
      ]);
      return noFarther(a, after, before, u);
    },
  }),
  ofResult(hooi, 'C8', {
    cases: (context) =>
      beside(tensors(context, { a: 'm n one' }, { entries: 'reals', sizes: { one: 1 } }), {
        choice: dealtBelow(12),
        iterations: dealtBelow(3),
      }),
    from: ({ a, choice, iterations }) => ({ a, ranks: matrixRanks(a, choice), iterations }),
    of: (result, { a, choice }, _, { u }) => {
      const [rank = 1] = matrixRanks(a, choice);
      const values = singularValuesOf(unfolded(exactMatrix(a), a.shape, 0), u);
      return judgedExactly(result, () => [
        near(
          '||A - X||_F',
          distanceOf(a, result),
          Math.hypot(...values.slice(rank)),
          errorOf(a, u) * Math.hypot(...values),
        ),
      ]);
    },
  }),
  law(hooi, 'C9', {
    needs: [tucker],
    cases: truncated,
    check: async (on, { a, ranks }, { u }) => {
      const [first, same] = await Promise.all([
        on(tucker, { a }, { ranks }),
        on(hooi, { a }, { ranks, iterations: 0 }),
      ]);
      return judgedExactly({ one: first.core, other: same.core }, () => [
        near('||A - X||_F', distanceOf(a, same), distanceOf(a, first), errorOf(a, u) * frobeniusNormOf(exactMatrix(a))),
      ]);
    },
  }),
  refuses(hooi, 'R1', {
    statement: 'ranks beyond the size of an axis, or the product of the others, are refused',
    share: 0.5,
    cases: (context) => beside(tensors(context, { a: 'l m n' }, { most: 3 }), { axis: dealtBelow(3) }),
    calls: ({ a, axis }) => {
      const full = fullRanks(a.shape);
      return { 'a rank too many is refused': { a, ranks: full.with(axis, (full[axis] ?? 1) + 1), iterations: 1 } };
    },
  }),
  refuses(hooi, 'R3', {
    statement: 'a number of iterations below 0, or that is none, is refused',
    share: 0.5,
    cases: (context) => beside(tensors(context, { a: 'l m n' }, { most: 3 }), { iterations: dealt([-1, 0.5, -3]) }),
    calls: ({ a, iterations }) => ({ [`${iterations} iterations`]: { a, ranks: [1, 1, 1], iterations } }),
  }),
];
