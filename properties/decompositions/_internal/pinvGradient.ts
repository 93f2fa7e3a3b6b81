import fc from 'fast-check';
import { pinv } from '../../../spec/decompositions/pinv.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { knownSingularValues } from '../../generators/knownSpectrum.ts';
import { signedWeights, weighted } from '../../generators/weights.ts';
import { type Law, law } from '../../law.ts';
import { inBases, singularValuesIn } from '../../verbs/bases.ts';
import { exactMatrix, frobeniusNormOf } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { nearNormwise } from '../../verbs/nearNormwise.ts';
import { transposed } from '../../verbs/tensors.ts';

/**
 * The gradient in the bases of the singular vectors, M = U^T G^T V. In them dX = -S^+ dP S^+ + (S^+)^2 dP^T (I - S S^+) +
 * (I - S^+ S) dP^T (S^+)^2: the first within the range, the others between the range and its complements.
 */
const inSingularBases =
  (values: readonly number[]) =>
  (m: (i: number, j: number) => number) =>
  (i: number, j: number): number => {
    const [si, sj] = [values[i] ?? 0, values[j] ?? 0];
    if (si > 0 && sj > 0) return -m(j, i) / (si * sj);
    return si + sj > 0 ? m(i, j) / (si + sj) ** 2 : 0;
  };

/** The law of the pullback of the pseudoinverse at constant rank, full or not: on matrices whose factors are known. */
export const pinvGradient: Law = law(pinv, 'gradient', {
  statement: 'the pullback is that of constant rank, for full and for lower rank',
  hint: 'one of the two terms of the complements is missing, or the formula is that of the inverse',
  gradient: true,
  share: 0.75,
  cases: (context) =>
    fc
      .record({ known: knownSingularValues(context, { deficient: true, large: true }), weights: signedWeights })
      .map(({ known, weights }) => ({ ...known, weights })),
  check: async (on, { a, left, right, values, weights }, { dtype, u }) => {
    const [m = 1, n = 1] = a.shape;
    const g = weighted(dtype, [n, m], weights);
    const gradients = await on.gradient(pinv, { a }, { x: g });
    const known = { a, left, right, values };
    const singular = singularValuesIn(known);
    const expected = inBases(known, transposed(g), inSingularBases(singular));
    const [largest = 0, least = 1] = [singular[0], singular.at(-1)];
    // Three terms of size ||X||^2 ||G||, turned by the error 35 max(m, n) eps kappa of X.
    const allowed =
      (thresholds.singular * Math.max(m, n) * 2 * u * (1 + largest / least) * 3 * frobeniusNormOf(exactMatrix(g))) /
      least ** 2;
    return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
  },
});
