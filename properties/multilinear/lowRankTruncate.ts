import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { lowRankTruncate } from '../../spec/multilinear/lowRankTruncate.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { refuses } from '../observed.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { worst } from '../verbs/compare.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { refuted } from '../verbs/refuted.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { distance, map, minus as minusTensor, product, transposed } from '../verbs/tensors.ts';
import { type Competitor, competitors, otherTriplets } from './_internal/competitors.ts';
import { lowRankTruncateGradient } from './_internal/lowRankTruncateGradient.ts';
import { lowRankTruncateRelations } from './_internal/lowRankTruncateRelations.ts';

const { minus } = algebra(0);

const truncations = ofMatrices(lowRankTruncate, ({ x }) => x);

/** Matrices of every class, their rows graded in half of the cases, with a rank that they can be truncated to. */
const graded = (context: Context) =>
  beside(alone(lowRankTruncate, context, { attributes: { rank: 0 } }), {
    choice: dealtBelow(12),
    step: dealt([0, 4, 0, 7]),
  }).map(({ a, choice, step }) => {
    const [, columns = 1] = a.shape;
    return {
      // Each row smaller than the one before: singular values of every order of magnitude.
      a: map(a, (value, position) => value * 2 ** (-step * Math.floor(position / columns))),
      rank: choice % (Math.min(...a.shape) + 1),
    };
  });

/** What a backward stable truncation may be off in the Frobenius norm: 35 max(m, n) eps ||A||_F. */
const truncationError = (a: Tensor, u: number): number =>
  thresholds.singular * Math.max(1, ...a.shape) * 2 * u * frobeniusNormOf(exactMatrix(a));

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The last singular value that is kept, and the first that is cut. */
function gapAt(a: Tensor, rank: number, u: number): readonly [kept: number, cut: number] {
  const values = singularValuesOf(exactMatrix(a), u);
  return [values[rank - 1] ?? 0, values[rank] ?? 0];
}

/** No competitor is nearer to a than x, in any of three norms. */
function unbeaten(a: Tensor, x: ExactMatrix, list: readonly Competitor[], u: number): Observation {
  const given = exactMatrix(a);
  const norms = (matrix: ExactMatrix) => {
    const values = singularValuesOf(matrix, u);
    return [frobeniusNormOf(matrix), values[0] ?? 0, total(values)] as const;
  };
  const own = norms(minus(given, x));
  const seen = list.flatMap(({ name, matrix }) => {
    const other = norms(minus(given, matrix));
    return [
      atMost(`||A - X||_F against ${name}`, own[0], other[0], truncationError(a, u)),
      atMost(`||A - X||_2 against ${name}`, own[1], other[1], truncationError(a, u)),
      atMost(`||A - X||_* against ${name}`, own[2], other[2], Math.min(...a.shape) * truncationError(a, u)),
    ];
  });
  return worst(seen, '||A - X||');
}

export const laws: readonly Law[] = [
  truncations('C5', {
    hint: 'another number of terms is kept, or others than the largest',
    cases: graded,
    of: ({ a }) => [a],
    see: ([x], { a, rank }, { u }) => {
      const rest = Math.hypot(...singularValuesOf(exactMatrix(a), u).slice(rank));
      const received = frobeniusNormOf(minus(exactMatrix(a), exactMatrix(x)));
      return [near('||A - X||_F', received, rest, truncationError(a, u))];
    },
  }),
  law(lowRankTruncate, 'C7', {
    hint: 'the approximation is not the best one: columns are selected, or an iteration stops early',
    share: 0.75,
    cases: (context) =>
      beside(graded(context), {
        known: knownSingularValues(context),
        seeds: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 7, maxLength: 7 }),
      }),
    check: async (on, { a, rank, known, seeds }, { u }) => {
      const least = Math.min(rank, known.values.length);
      const [{ x: drawn }, { x: built }] = await Promise.all([
        on(lowRankTruncate, { a }, { rank }),
        on(lowRankTruncate, { a: known.a }, { rank: least }),
      ]);
      return judgedExactly({ drawn, built }, ({ drawn, built }) => [
        unbeaten(a, drawn, competitors(exactMatrix(a), drawn, rank, seeds), u),
        unbeaten(known.a, built, otherTriplets(known, least), u),
      ]);
    },
  }),
  law(lowRankTruncate, 'C8', {
    cases: (context) => tensors(context, { left: 'm k', right: 'k n', full: 'p q' }, { most: 4 }),
    check: async (on, { left, right, full }, { u }) => {
      const low = product(left, right);
      const whole = (name: string, a: Tensor, rank: number) =>
        on(lowRankTruncate, { a }, { rank }).then(({ x }) =>
          nearNormwise(name, x, exactMatrix(a), truncationError(a, u)),
        );
      const seen = await Promise.all([
        whole('x of a matrix of that rank', low, Math.min(left.shape[1] ?? 0, ...low.shape)),
        whole('x of full rank', full, Math.min(...full.shape)),
      ]);
      return seen.flat();
    },
  }),
  truncations('C9', {
    cases: graded,
    of: ({ a, rank }, { u }) => {
      const [kept, cut] = gapAt(a, rank, u);
      fc.pre(rank === 0 || 4 * truncationError(a, u) < kept - cut);
      return [a, transposed(a)];
    },
    see: ([x, turned], { a, rank }, { u }) => {
      const [kept, cut] = gapAt(a, rank, u);
      // To first order a truncation moves by s_k / (s_k - s_(k+1)) of what the matrix does; twice that covers the rest.
      const allowed = rank === 0 ? 0 : (2 * 2 * truncationError(a, u) * kept) / (kept - cut);
      return nearNormwise('truncation of A^T', turned, exactMatrix(transposed(x)), allowed);
    },
  }),
  ...lowRankTruncateRelations,
  refuses(lowRankTruncate, 'R1', {
    statement: 'a rank above min(m, n) is refused, though the matrix itself would be an answer',
    advice: true,
    share: 0.75,
    cases: (context) => beside(tensors(context, { a: 'm n' }), { excess: fc.integer({ min: 1, max: 3 }) }),
    calls: ({ a, excess }) => {
      const rank = Math.min(...a.shape) + excess;
      return { [`rank ${rank} of a [${a.shape.join(', ')}] matrix is refused`]: { a, rank } };
    },
  }),
  lowRankTruncateGradient,
  erratum(lowRankTruncate, 'E69', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [1, 0, 0, 1]) }),
    check: async (on, { a }, { u }) => {
      const { x } = await on(lowRankTruncate, { a }, { rank: 1 });
      const others = [tensorOf(a.dtype, [2, 2], [1, 0, 0, 0]), tensorOf(a.dtype, [2, 2], [0, 0, 0, 1])];
      return [
        refuted('one matrix alone is nearest', Math.max(...others.map((other) => distance(x, other))), 0.5),
        near(
          '||A - X||_F, which is that of two others',
          Math.hypot(...minusTensor(a, x).data),
          1,
          truncationError(a, u),
        ),
      ];
    },
  }),
];
