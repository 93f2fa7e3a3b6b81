import { eig } from '../../spec/decompositions/eig.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { toNumber } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { alone } from '../generators/alone.ts';
import type { Law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { field, magnitude, numbersOf } from '../verbs/complexes.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';

const { norm1 } = algebra(0);

const eigenvalues = ofMatrices(eig, ({ w }) => w);

/** The change of A, in the 1-norm, for which the eigenvalues are right. */
const backwardError = (a: Tensor, u: number): number =>
  thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

export const laws: readonly Law[] = [
  eigenvalues('C6', {
    cases: (context) => alone(context, eig, { scaled: false }),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) =>
      judgedExactly({ w }, () => {
        const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
        const product = numbersOf(w).reduce(field.mul, field.constant(1));
        // Each of the eigenvalues was rounded once more.
        const allowed =
          determinantBound(singularValuesOf(given, u), Math.sqrt(n) * backwardError(a, u)) +
          2 * n * u * magnitude(product);
        return [
          near('product of the w_i', toNumber(product.re), numberOf(determinantOf(given)), allowed),
          near('its imaginary part', toNumber(product.im), 0, allowed),
        ];
      }),
  }),
  eigenvalues('C7', {
    cases: (context) => alone(context, eig, { domain: { a: 'symmetric' } }),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) =>
      judgedExactly({ w }, () => {
        const largest = Math.max(0, ...numbersOf(w).map(({ im }) => Math.abs(toNumber(im))));
        return [atMost('largest imaginary part', largest, 0, 2 * backwardError(a, u))];
      }),
  }),
  refusesNaN(eig, 'R1', endsOnNaN),
];
