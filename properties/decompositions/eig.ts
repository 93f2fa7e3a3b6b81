import { eig } from '../../spec/decompositions/eig.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { toNumber } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { operationCases } from '../generators/cases.ts';
import { type Context, type Law, law } from '../law.ts';
import { field, magnitude, numbersOf } from '../verbs/complexes.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, finite, numberOf } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { refusesNaN, withNaN } from './_internal/nan.ts';

const { norm1 } = algebra(0);

const matrices = (context: Context, options = {}) =>
  operationCases(eig, context, { batch: false, ...options }).map(({ inputs }) => ({ a: outputOf(inputs, 'a') }));

/** The change of A, in the 1-norm, for which the eigenvalues are right. */
const backwardError = (a: Tensor, u: number): number =>
  thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

export const laws: readonly Law[] = [
  law(eig, 'C6', {
    cases: (context) => matrices(context, { scaled: false }),
    check: async (on, { a }, { u }) => {
      const { w } = await on(eig, { a });
      const whole = finite({ w });
      if (whole.ratio !== 0) return [whole];
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
    },
  }),
  law(eig, 'C7', {
    cases: (context) => matrices(context, { domain: { a: 'symmetric' } }),
    check: async (on, { a }, { u }) => {
      const { w } = await on(eig, { a });
      const whole = finite({ w });
      if (whole.ratio !== 0) return [whole];
      const largest = Math.max(0, ...numbersOf(w).map(({ im }) => Math.abs(toNumber(im))));
      return [atMost('largest imaginary part', largest, 0, 2 * backwardError(a, u))];
    },
  }),
  law(eig, 'R1', {
    statement: 'NaN is refused, or reaches the result, in finite time',
    hint: 'the iteration never converges on NaN, or NaN is lost in a comparison',
    hintOfLoss: true,
    cases: (context) => withNaN(matrices(context)),
    check: async (on, { a }) => [await refusesNaN(on(eig, { a }))],
  }),
];
