import { det } from '../../../spec/decompositions/det.ts';
import { inv } from '../../../spec/decompositions/inv.ts';
import { solve } from '../../../spec/decompositions/solve.ts';
import { algebra, type ExactMatrix } from '../../../spec/exactMatrix.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { cotangentsFor, type GradientCase, gradientCases } from '../../derived/gradientCases.ts';
import type { Reach } from '../../generators/reach.ts';
import { type Context, type Law, law } from '../../law.ts';
import { determinantOf } from '../../verbs/elimination.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, judgedExactly } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { ratioOf } from '../../verbs/measured.ts';

const { diagonal, largest, minus, norm1, plus, times, transpose } = algebra(0);

/** Up to the order 33, where Cramer's rule cannot be differentiated: products of matrices are all that judging takes. */
const largeCases = (
  operation: AnyOperation,
  context: Context,
  reach: readonly Reach[] = ['tile', 'small', 'pair', 'tile', 'long'],
) =>
  gradientCases(operation, context, {
    batch: false,
    domain: { a: 'nonsingular' },
    reach,
    judgedBy: 'equations',
    budget: 700,
    room: 14,
    longRoom: 52,
  });

const common = { gradient: true, share: 0.35 } as const;

/**
 * With dX = -X dA X the gradient is -X^T G X^T: A ga^T A = -G^T, up to what keeps A X and X A from the identity (inv/C1 and C2: 30 n u
 * kappa and 30 n u kappa^2) and the rounding of two products.
 */
export const invGradient: Law = law<GradientCase>(inv, 'gradient', {
  ...common,
  statement: 'A ga^T A = -G^T within 30 n u kappa (1 + 2 kappa) ||G^T||_1, for matrices past the blocks of kernels too',
  hint: 'a transpose is missing, or a block of the gradient',
  cases: (context) => largeCases(inv, context),
  check: async (on, given, context) => {
    const a = outputOf(given.inputs, 'a');
    const cotangents = cotangentsFor(inv, given, context);
    const [{ x }, gradients] = await Promise.all([
      on(inv, { a }),
      on.gradient(inv, { a }, { x: outputOf(cotangents, 'x') }),
    ]);
    return judgedExactly({ x, gradient: outputOf(gradients, 'a') }, ({ x, gradient }) => {
      const [matrix, g] = [exactMatrix(a), transpose(exactMatrix(outputOf(cotangents, 'x')))];
      const kappa = norm1(matrix) * norm1(x);
      const residual = plus(times(matrix, transpose(gradient), matrix), g);
      const allowed = thresholds.linear * matrix.rows * context.u * kappa * (1 + 2 * kappa) * norm1(g);
      return [{ ratio: ratioOf(norm1(residual), allowed), what: 'A ga^T A + G^T' }];
    });
  },
});

/** Columns with the 1-norms of some matrices, j by j. */
const columnNorms = (a: ExactMatrix): number[] => Array.from({ length: a.columns }, (_, j) => norm1(columnsOf(a, [j])));
const columnMaxima = (a: ExactMatrix): number[] =>
  Array.from({ length: a.columns }, (_, j) => largest(columnsOf(a, [j])));

/**
 * A^T gb = G is a system like A X = B, and its columns have the backward error of solve/C1. ga = -gb X^T, so that A^T ga A^T = -(G - R)
 * (B - S)^T, R and S these errors of gb and of X; and the products are rounded, or a system is solved for ga itself.
 */
export const solveGradient: Law = law<GradientCase>(solve, 'gradient', {
  ...common,
  statement:
    'A^T gb = G and A^T ga A^T = -G B^T within the backward errors of C1, for systems past the blocks of kernels too',
  hint: 'the system is not transposed, a column is left out, or a block of the gradient',
  cases: (context) => largeCases(solve, context),
  check: async (on, given, context) => {
    const [a, b] = [outputOf(given.inputs, 'a'), outputOf(given.inputs, 'b')];
    const cotangents = cotangentsFor(solve, given, context);
    const [{ x }, gradients] = await Promise.all([
      on(solve, { a, b }),
      on.gradient(solve, { a, b }, { x: outputOf(cotangents, 'x') }),
    ]);
    return judgedExactly({ x, ga: outputOf(gradients, 'a'), gb: outputOf(gradients, 'b') }, ({ x, ga, gb }) => {
      const [turned, right, g] = [transpose(exactMatrix(a)), exactMatrix(b), exactMatrix(outputOf(cotangents, 'x'))];
      const allowance = thresholds.linear * turned.rows * context.u;
      const [norm, rowNorm] = [norm1(transpose(turned)), norm1(turned)];
      const [sizes, solutions, sides, weights] = [gb, x, right, g].map(columnNorms);
      const [solved, sided] = [x, right].map(columnMaxima);
      const errors = columnNorms(minus(times(turned, gb), g));
      let [worst, allowed] = [0, 0];
      errors.forEach((error, j) => {
        const at = (list: readonly number[] | undefined) => list?.[j] ?? Number.NaN;
        const scale = rowNorm * at(sizes) + at(weights);
        worst = Math.max(worst, ratioOf(error, allowance * scale));
        allowed += scale * (rowNorm * at(solved) + at(sided)) + at(weights) * (norm * at(solutions) + at(sides));
      });
      const residual = plus(times(turned, ga, turned), times(g, transpose(right)));
      return [
        { ratio: worst, what: 'A^T gb - G' },
        { ratio: ratioOf(norm1(residual), allowance * allowed), what: 'A^T ga A^T + G B^T' },
      ];
    });
  },
});

/**
 * ga = G d A^-T: A^T ga = G d I, up to the residual of an inverse and the error of a determinant, which is to first order 30 n u ||A||_F
 * times the sum of its cofactors' singular values (det/C1), at most n d ||A^-1||_F.
 */
export const detGradient: Law = law<GradientCase>(det, 'gradient', {
  ...common,
  statement: 'A^T ga = G det(A) I within 30 n u (kappa_1 + n kappa_F), for matrices past the blocks of kernels too',
  hint: 'the cofactors are not transposed, or a block of the gradient is left out',
  // Without the longest: the determinant is eliminated exactly.
  cases: (context) => largeCases(det, context, ['tile', 'small', 'pair', 'tile']),
  check: async (on, given, context) => {
    const a = outputOf(given.inputs, 'a');
    const weight = outputOf(cotangentsFor(det, given, context), 'd');
    const gradients = await on.gradient(det, { a }, { d: weight });
    return judgedExactly({ gradient: outputOf(gradients, 'a') }, ({ gradient }) => {
      const matrix = exactMatrix(a);
      const [turned, n] = [transpose(matrix), matrix.rows];
      const scale = times(exactMatrix(weight), determinantOf(matrix));
      const expected = diagonal(times(transpose(onesOf(n)), scale));
      // Self-certifying: ga / (G d) stands for the inverse.
      const sizes = norm1(turned) * norm1(gradient) + n * frobeniusNormOf(turned) * frobeniusNormOf(gradient);
      const allowed = thresholds.linear * n * context.u * sizes;
      return [
        { ratio: ratioOf(norm1(minus(times(turned, gradient), expected)), allowed), what: 'A^T ga - G det(A) I' },
      ];
    });
  },
});

/** A row of n ones. */
const onesOf = (n: number): ExactMatrix => ({
  rows: 1,
  columns: n,
  exponent: 0,
  entries: new Array<bigint>(n).fill(1n),
});
