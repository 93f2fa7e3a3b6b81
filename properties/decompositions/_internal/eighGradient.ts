import fc from 'fast-check';
import { eigh } from '../../../spec/decompositions/eigh.ts';
import { algebra } from '../../../spec/exactMatrix.ts';
import { tensorOf } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { dealt } from '../../generators/dealt.ts';
import { knownEigenvalues } from '../../generators/knownSpectrum.ts';
import { signedWeights, weighted } from '../../generators/weights.ts';
import { type Law, law } from '../../law.ts';
import { singularValuesIn } from '../../verbs/bases.ts';
import { exactMatrix, finite, frobeniusNormOf, roundedTo } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { nearNormwise } from '../../verbs/nearNormwise.ts';
import { map, plus as plusTensor, transposed } from '../../verbs/tensors.ts';

const { at, diagonal, identity, minus, part, plus, times, transpose } = algebra(0);

/**
 * The law of the pullback of the symmetric eigenproblem, on <W, A + A^2> = <W, V (w + w^2) V^T>: a function that does not see
 * the signs of V, and whose derivative W + W A + A W, W symmetric, takes no factorisation. For W = I it is a function of the
 * eigenvalues alone: then V has no cotangent.
 */
export const eighGradient: Law = law(eigh, 'gradient', {
  repeats: true,
  statement: 'the pullback of a functional of V f(w) V^T is its derivative, whatever the signs',
  hint: 'the term of V is missing, or F has the wrong sign or factor, or the diagonal is not excluded',
  gradient: true,
  share: 0.75,
  cases: (context) =>
    fc
      .record({ known: knownEigenvalues(context), weights: signedWeights, isTrace: dealt([false, false, true]) })
      .map(({ known, ...others }) => ({ ...known, ...others })),
  check: async (on, { weights, isTrace, ...known }, { dtype, u }) => {
    const { a } = known;
    const n = a.shape[0] ?? 1;
    const outputs = await on(eigh, { a });
    const whole = finite(outputs);
    if (whole.ratio !== 0) return [whole];
    const square = exactMatrix(weighted(dtype, [n, n], weights));
    const weight = isTrace ? identity(n) : plus(square, transpose(square));
    const [w, v] = [diagonal(exactMatrix(outputs.w)), exactMatrix(outputs.v)];
    const slope = plus(identity(n), plus(w, w));
    const direct = times(
      slope,
      part(times(transpose(v), weight, v), (i, j) => i === j),
    );
    const turning = times(weight, v, isTrace ? minus(w, w) : plus(w, times(w, w)));
    const gradients = await on.gradient(
      eigh,
      { a },
      {
        w: tensorOf(
          dtype,
          [n],
          Array.from({ length: n }, (_, i) => at(direct, i, i)),
        ),
        v: roundedTo(dtype, plus(turning, turning)),
      },
    );
    const received = outputOf(gradients, 'a');
    const given = exactMatrix(a);
    const spectrum = singularValuesIn(known);
    const largest = Math.max(...spectrum.map(Math.abs));
    const gap = Math.min(...spectrum.slice(1).map((value, i) => value - (spectrum[i] ?? 0)));
    // Terms of size ||W|| (|f'| + 2 |f| / gap), turned by the error 60 n eps ||A|| / gap of the eigenvectors.
    const terms = frobeniusNormOf(weight) * (1 + 2 * largest + (2 * (largest + largest ** 2)) / gap);
    const allowed = thresholds.symmetricEigen * n * 2 * u * (1 + largest / gap) * terms;
    // Of the gradient only the symmetric part counts.
    const half = map(plusTensor(received, transposed(received)), (value) => value / 2);
    return nearNormwise('gradient of a', half, plus(weight, plus(times(weight, given), times(given, weight))), allowed);
  },
});
