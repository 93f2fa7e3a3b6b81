import fc from 'fast-check';
import { lowRankTruncate } from '../../../spec/multilinear/lowRankTruncate.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { knownSingularValues } from '../../generators/knownSpectrum.ts';
import { signedWeights, weighted } from '../../generators/weights.ts';
import { type Law, law } from '../../law.ts';
import { inBases, singularValuesIn } from '../../verbs/bases.ts';
import { exactMatrix, frobeniusNormOf } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { nearNormwise } from '../../verbs/nearNormwise.ts';

/**
 * The gradient in the bases of the singular vectors, M = U^T G V. A change dP of the kept block is kept, that of the rest is
 * cut; between a kept s and a cut t, dX_ij = (s^2 dP_ij + s t dP_ji) / (s^2 - t^2) turns the two spaces.
 */
const inSingularBases =
  (values: readonly number[], rank: number) =>
  (m: (i: number, j: number) => number) =>
  (i: number, j: number): number => {
    if (i < rank && j < rank) return m(i, j);
    if (i >= rank && j >= rank) return 0;
    const [kept, cut] = [values[Math.min(i, j)] ?? 0, values[Math.max(i, j)] ?? 0];
    // Beyond the singular values there is no element (j, i), and nothing to weigh it with.
    return cut === 0 ? m(i, j) : (kept ** 2 * m(i, j) + kept * cut * m(j, i)) / (kept ** 2 - cut ** 2);
  };

/** The law of the pullback of truncation, on matrices whose factors are known. */
export const lowRankTruncateGradient: Law = law(lowRankTruncate, 'gradient', {
  statement: 'the pullback is the derivative of the truncation, the turning of the kept spaces included',
  hint: 'G is projected on the kept vectors, as if they did not turn with A',
  gradient: true,
  share: 0.75,
  cases: (context) =>
    fc
      .record({ known: knownSingularValues(context, { large: true }), weights: signedWeights, choice: fc.nat(16) })
      .map(({ known, weights, choice }) => ({ ...known, weights, rank: choice % (known.values.length + 1) })),
  check: async (on, { a, left, right, values, weights, rank }, { dtype, u }) => {
    const [m = 1, n = 1] = a.shape;
    const known = { a, left, right, values };
    const singular = singularValuesIn(known);
    const g = weighted(dtype, [m, n], weights);
    const gradients = await on.gradient(lowRankTruncate, { a }, { x: g }, { rank });
    const expected = inBases(known, g, inSingularBases(singular, rank));
    const gap = (singular[rank - 1] ?? 0) - (singular[rank] ?? 0);
    const turning = rank === 0 ? 0 : (singular[0] ?? 0) / gap;
    // The turning is of the size of G, and moves by itself when the error of the matrix turns the spaces.
    const allowed = thresholds.singular * Math.max(m, n) * 2 * u * (1 + turning) ** 2 * frobeniusNormOf(exactMatrix(g));
    return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
  },
});
