import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { lowRankTruncate } from '../../spec/multilinear/lowRankTruncate.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { worst } from '../verbs/compare.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { refuted } from '../verbs/refuted.ts';
import { rejects } from '../verbs/rejects.ts';
import { singularValuesOf, spectralNormOf } from '../verbs/spectrum.ts';
import { distance, map, transposed } from '../verbs/tensors.ts';
import { type Competitor, competitors, otherTriplets } from './_internal/competitors.ts';
import { lowRankTruncateGradient } from './_internal/lowRankTruncateGradient.ts';

const { minus, times } = algebra(0);

/** Matrices of every class, their rows graded in half of the cases, with a rank that they can be truncated to. */
const truncations = (context: Context) =>
  fc
    .record({
      base: operationCases(lowRankTruncate, context, { batch: false, attributes: { rank: 0 } }),
      choice: dealtBelow(12),
      step: dealt([0, 4, 0, 7]),
    })
    .map(({ base, choice, step }) => {
      const a = outputOf(base.inputs, 'a');
      const [, columns = 1] = a.shape;
      // Each row smaller than the one before: singular values of every order of magnitude.
      const graded = map(a, (value, position) => value * 2 ** (-step * Math.floor(position / columns)));
      return { a: graded, rank: choice % (Math.min(...a.shape) + 1) };
    });

/** What a backward stable truncation may be off in the Frobenius norm: 35 max(m, n) eps ||A||_F. */
const truncationError = (a: Tensor, u: number): number =>
  thresholds.singular * Math.max(1, ...a.shape) * 2 * u * frobeniusNormOf(exactMatrix(a));

/** No competitor is nearer to a than x, in either norm. */
function beaten(a: Tensor, x: ExactMatrix, list: readonly Competitor[], u: number): Observation[] {
  const given = exactMatrix(a);
  const residual = minus(given, x);
  const own = [frobeniusNormOf(residual), spectralNormOf(residual, u)] as const;
  return list.flatMap(({ name, matrix }) => {
    const rest = minus(given, matrix);
    const allowed = truncationError(a, u);
    return [
      atMost(`||A - X||_F against ${name}`, own[0], frobeniusNormOf(rest), allowed),
      atMost(`||A - X||_2 against ${name}`, own[1], spectralNormOf(rest, u), allowed),
    ];
  });
}

export const laws: readonly Law[] = [
  law(lowRankTruncate, 'C5', {
    hint: 'another number of terms is kept, or others than the largest',
    cases: truncations,
    check: async (on, { a, rank }, { u }) => {
      const { x } = await on(lowRankTruncate, { a }, { rank });
      const given = exactMatrix(a);
      const rest = Math.hypot(...singularValuesOf(given, u).slice(rank));
      return judgedExactly({ x }, ({ x }) => [
        near('||A - X||_F', frobeniusNormOf(minus(given, x)), rest, truncationError(a, u)),
      ]);
    },
  }),
  law(lowRankTruncate, 'C7', {
    hint: 'the approximation is not the best one: columns are selected, or an iteration stops early',
    share: 0.75,
    cases: (context) =>
      fc
        .record({
          base: truncations(context),
          known: knownSingularValues(context),
          seeds: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 7, maxLength: 7 }),
        })
        .map(({ base, known, seeds }) => ({ ...base, known, seeds })),
    check: async (on, { a, rank, known, seeds }, { u }) => {
      const least = Math.min(rank, known.values.length);
      const [drawn, built] = await Promise.all([
        on(lowRankTruncate, { a }, { rank }),
        on(lowRankTruncate, { a: known.a }, { rank: least }),
      ]);
      return judgedExactly({ drawn: drawn.x, built: built.x }, ({ drawn, built }) => [
        worst(beaten(a, drawn, competitors(exactMatrix(a), drawn, rank, seeds), u), '||A - X||'),
        worst(beaten(known.a, built, otherTriplets(known, least), u), '||A - X||'),
      ]);
    },
  }),
  law(lowRankTruncate, 'C8', {
    cases: (context) => tensors(context, { left: 'm k', right: 'k n', full: 'p q' }, { most: 4 }),
    check: async (on, { left, right, full }, { dtype, u }) => {
      const product = roundedTo(dtype, times(exactMatrix(left), exactMatrix(right)));
      const rank = Math.min(left.shape[1] ?? 0, ...product.shape);
      const [own, whole] = await Promise.all([
        on(lowRankTruncate, { a: product }, { rank }),
        on(lowRankTruncate, { a: full }, { rank: Math.min(...full.shape) }),
      ]);
      return [
        ...nearNormwise('x of a matrix of that rank', own.x, exactMatrix(product), truncationError(product, u)),
        ...nearNormwise('x of full rank', whole.x, exactMatrix(full), truncationError(full, u)),
      ];
    },
  }),
  law(lowRankTruncate, 'C9', {
    cases: truncations,
    check: async (on, { a, rank }, { u }) => {
      const values = singularValuesOf(exactMatrix(a), u);
      const [kept, cut] = [values[rank - 1] ?? 0, values[rank] ?? 0];
      const error = truncationError(a, u);
      fc.pre(rank === 0 || 4 * error < kept - cut);
      // To first order a truncation moves by s_k / (s_k - s_(k+1)) of what the matrix does; twice that covers the rest.
      const allowed = rank === 0 ? 0 : (2 * 2 * error * kept) / (kept - cut);
      const [plain, turned] = await Promise.all([
        on(lowRankTruncate, { a }, { rank }),
        on(lowRankTruncate, { a: transposed(a) }, { rank }),
      ]);
      return judgedExactly({ x: plain.x }, () =>
        nearNormwise('truncation of A^T', turned.x, exactMatrix(transposed(plain.x)), allowed),
      );
    },
  }),
  law(lowRankTruncate, 'R1', {
    statement: 'a rank above min(m, n) is refused, though the matrix itself would be an answer',
    advice: true,
    share: 0.75,
    cases: (context) =>
      fc
        .record({ base: tensors(context, { a: 'm n' }), excess: fc.integer({ min: 1, max: 3 }) })
        .map(({ base: { a }, excess }) => ({ a, rank: Math.min(...a.shape) + excess })),
    check: async (on, { a, rank }) => [
      await rejects(
        on(lowRankTruncate, { a }, { rank }),
        `rank ${rank} of a [${a.shape.join(', ')}] matrix is refused`,
      ),
    ],
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
          Math.hypot(...map(a, (value, k) => value - (x.data[k] ?? Number.NaN)).data),
          1,
          truncationError(a, u),
        ),
      ];
    },
  }),
];
