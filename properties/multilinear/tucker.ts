import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { tucker } from '../../spec/multilinear/tucker.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { operationCases } from '../generators/cases.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { type TensorOptions, tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type OutputsOf, type Subject } from '../law.ts';
import { worst } from '../verbs/compare.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { near } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';

const { along, at, minus, times, transpose, unfolded } = algebra(0);

type Decomposition = OutputsOf<typeof tucker>;

/** The ranks of the unfoldings of a tensor of this shape, as far as the shape says. */
const fullRanks = ([l = 1, m = 1, n = 1]: readonly number[]): number[] => [
  Math.min(l, m * n),
  Math.min(m, l * n),
  Math.min(n, l * m),
];

const decomposed = (on: Subject, a: Tensor, ranks: readonly number[]): Promise<Decomposition> =>
  on(tucker, { a }, { ranks });

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
  operationCases(tucker, context, { batch: false, most: 4, budget: 300, judgedBy: 'equations' }).map(({ inputs }) => ({
    a: outputOf(inputs, 'a'),
  }));

/** The composed tensor against A. */
const recomposes = (a: Tensor, result: Decomposition, u: number): readonly Observation[] =>
  judgedExactly(result, ({ core, u: first, v, w }) => {
    const exact = exactMatrix(a);
    const distance = frobeniusNormOf(minus(composed(core, [first, v, w], result.core.shape), exact));
    return [near('||A - core x_1 U x_2 V x_3 W||_F', distance, 0, errorOf(a, u) * frobeniusNormOf(exact))];
  });

/** Small integers in a core and in factors: a tensor whose unfoldings have ranks of at most those of the core. */
const ofLowRanks = (context: Context) => {
  const options: TensorOptions = { most: 3 };
  return tensors(context, { core: 'p q r', u: 'l p', v: 'm q', w: 'n r' }, options).map(({ core, u, v, w }) => {
    const exact = composed(exactMatrix(core), [u, v, w].map(exactMatrix), core.shape);
    const shape = [u, v, w].map((factor) => factor.shape[0] ?? 1);
    return { a: roundedTo(context.dtype, exact, shape), core };
  });
};

/** Squared norms and products of the slices along an axis, against the squares of the singular values. */
function slices(
  core: ExactMatrix,
  shape: readonly number[],
  axis: number,
  squares: readonly number[],
  allowed: number,
) {
  const rows = unfolded(core, shape, axis);
  const products = times(rows, transpose(rows));
  return products.entries.map((_, position) => {
    const [i, j] = [Math.floor(position / rows.rows), position % rows.rows];
    return near(
      `<slice ${i}, slice ${j}> along axis ${axis}`,
      at(products, i, j),
      i === j ? (squares[i] ?? 0) : 0,
      allowed,
    );
  });
}

export const laws: readonly Law[] = [
  law(tucker, 'C6', {
    hint: 'an unfolding is read in another order of axes than the one that its factor is multiplied along',
    cases: (context) =>
      fc.tuple(cubes(context), ofLowRanks(context)).map(([{ a }, low]) => ({ a, low: low.a, core: low.core })),
    check: async (on, { a, low, core }, { u }) => {
      const most = fullRanks(low.shape).map((rank, axis) => Math.min(rank, core.shape[axis] ?? 1));
      const { ranks } = tucker.compatible?.({ ranks: most }) ?? { ranks: most };
      const [whole, some] = await Promise.all([decomposed(on, a, fullRanks(a.shape)), decomposed(on, low, ranks)]);
      return [...recomposes(a, whole, u), ...recomposes(low, some, u)];
    },
  }),
  law(tucker, 'C7', {
    hint: 'the bases are any that span, and not those of the singular vectors',
    cases: cubes,
    check: async (on, { a }, { u }) => {
      const { core } = await decomposed(on, a, fullRanks(a.shape));
      const exact = exactMatrix(a);
      const allowed = 2 * errorOf(a, u) * frobeniusNormOf(exact) ** 2;
      return judgedExactly({ core }, ({ core: cube }) => [
        worst(
          [0, 1, 2].flatMap((axis) => {
            const squares = singularValuesOf(unfolded(exact, a.shape, axis), u).map((value) => value ** 2);
            return slices(cube, core.shape, axis, squares, allowed);
          }),
          'slices of the core',
        ),
      ]);
    },
  }),
  law(tucker, 'C8', {
    cases: (context) => tensors(context, { a: 'm n one' }, { entries: 'reals', sizes: { one: 1 } }),
    check: async (on, { a }, { u }) => {
      const { core } = await decomposed(on, a, fullRanks(a.shape));
      const matrix = unfolded(exactMatrix(a), a.shape, 0);
      const values = singularValuesOf(matrix, u);
      const columns = core.shape[1] ?? 1;
      return judgedExactly({ core }, () => [
        worst(
          Array.from(core.data, (value, position) => {
            const [i, j] = [Math.floor(position / columns), position % columns];
            const size = i === j ? (values[i] ?? 0) : 0;
            return near(`|core[${i}, ${j}, 0]|`, Math.abs(value), size, errorOf(a, u) * (values[0] ?? 0));
          }),
          'core of a matrix',
        ),
      ]);
    },
  }),
  law(tucker, 'R1', {
    statement: tucker.rejects?.['R1'] ?? '',
    share: 0.5,
    cases: (context) =>
      fc.tuple(tensors(context, { a: 'l m n' }, { most: 3 }), dealtBelow(3)).map(([{ a }, axis]) => ({ a, axis })),
    check: async (on, { a, axis }) => {
      const full = fullRanks(a.shape);
      const ranks = full.with(axis, (full[axis] ?? 1) + 1);
      return [
        await rejects(decomposed(on, a, ranks), `ranks [${ranks.join(', ')}] of [${a.shape.join(', ')}] are refused`),
      ];
    },
  }),
];
