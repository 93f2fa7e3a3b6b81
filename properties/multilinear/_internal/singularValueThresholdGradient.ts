import fc from 'fast-check';
import { singularValueThreshold } from '../../../spec/multilinear/singularValueThreshold.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { knownSingularValues } from '../../generators/knownSpectrum.ts';
import { signedWeights, weighted } from '../../generators/weights.ts';
import { type Law, law } from '../../law.ts';
import { inBases, singularValuesIn } from '../../verbs/bases.ts';
import { exactMatrix, frobeniusNormOf } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { nearNormwise } from '../../verbs/nearNormwise.ts';

/**
 * The gradient in the bases of the singular vectors, M = U^T G V: its symmetric part is multiplied by the slope between two values of
 * f(s) = max(s - tau, 0), its antisymmetric part by (f_i + f_j) / (s_i + s_j).
 */
const inSingularBases =
  (values: readonly number[], tau: number) =>
  (m: (i: number, j: number) => number) =>
  (i: number, j: number): number => {
    const [own, other] = [values[i] ?? 0, values[j] ?? 0];
    const [f, g] = [own, other].map((value) => Math.max(value - tau, 0)) as [number, number];
    if (i === j) return own > tau ? m(i, i) : 0;
    // Beyond the singular values there is no element (j, i), and both quotients are f / s.
    if (own === 0 || other === 0) return ((f + g) / (own + other)) * m(i, j);
    const [p, q] = [(f - g) / (own - other), (f + g) / (own + other)];
    return ((p + q) / 2) * m(i, j) + ((p - q) / 2) * m(j, i);
  };

/** The law of the pullback of thresholding, on matrices whose factors are known. */
export const singularValueThresholdGradient: Law = law(singularValueThreshold, 'gradient', {
  statement: 'the pullback is the derivative of the thresholding, the turning of the singular vectors included',
  hint: 'G is projected on the kept vectors, as if they did not turn with A',
  gradient: true,
  share: 0.75,
  cases: (context) =>
    fc
      .record({ known: knownSingularValues(context), weights: signedWeights, choice: fc.nat(16) })
      .map(({ known, weights, choice }) => {
        const values = [...singularValuesIn(known), 0];
        const at = choice % values.length;
        // Half way between two values, or above all of them.
        const tau = ((values[at - 1] ?? 3 * (values[0] ?? 1)) + (values[at] ?? 0)) / 2;
        return { ...known, weights, tau };
      }),
  check: async (on, { a, left, right, values, weights, tau }, { dtype, u }) => {
    const [m = 1, n = 1] = a.shape;
    const known = { a, left, right, values };
    const singular = singularValuesIn(known);
    const g = weighted(dtype, [m, n], weights);
    const gradients = await on.gradient(singularValueThreshold, { a }, { x: g }, { tau });
    const expected = inBases(known, g, inSingularBases(singular, tau));
    const gap = Math.min(...[...singular, 0].slice(0, -1).map((value, k) => value - ([...singular, 0][k + 1] ?? 0)));
    // The vectors turn by at most the error of the matrix over the gap, and the quotients move by as much.
    const turning = (singular[0] ?? 0) / gap;
    const allowed = thresholds.singular * Math.max(m, n) * 2 * u * (1 + turning) ** 2 * frobeniusNormOf(exactMatrix(g));
    return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
  },
});
