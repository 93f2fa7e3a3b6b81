import { trace } from '../../spec/_internal/characteristic.ts';
import { schur } from '../../spec/decompositions/schur.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { operationCases } from '../generators/cases.ts';
import { type Context, type Law, law } from '../law.ts';
import { exactMatrix, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { refusesNaN, withNaN } from './_internal/nan.ts';

const { largest, norm1, part, times } = algebra(0);

const matrices = (context: Context, options = {}) =>
  operationCases(schur, context, { batch: false, ...options }).map(({ inputs }) => ({ a: outputOf(inputs, 'a') }));

export const laws: readonly Law[] = [
  law(schur, 'C5', {
    cases: (context) => matrices(context, { domain: { a: 'symmetric' } }),
    check: async (on, { a }, { u }) => {
      const { t } = await on(schur, { a });
      const allowed = 2 * thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));
      return judgedExactly({ t }, ({ t }) => [
        atMost('largest entry beside the diagonal of T', largest(part(t, (i, j) => i !== j)), 0, allowed),
      ]);
    },
  }),
  law(schur, 'C6', {
    cases: (context) => matrices(context, { scaled: false }),
    check: async (on, { a }, { u }) => {
      const { t } = await on(schur, { a });
      const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
      const size = norm1(given);
      // T = Q^T (A + E) Q, Q^T Q = I + F: both relative to the norm by C1 and C2.
      const allowed = 2 * thresholds.nonsymmetricEigen * n * 2 * u * size;
      return judgedExactly({ t }, ({ t }) => [
        near('trace T', numberOf(trace(t)), numberOf(trace(given)), n * allowed),
        near(
          'trace T^2',
          numberOf(trace(times(t, t))),
          numberOf(trace(times(given, given))),
          2 * n ** 1.5 * size * allowed,
        ),
      ]);
    },
  }),
  law(schur, 'R1', {
    statement: 'NaN is refused, or reaches the result, in finite time',
    hint: 'the iteration never converges on NaN, or NaN is lost in a comparison',
    hintOfLoss: true,
    cases: (context) => withNaN(matrices(context)),
    check: async (on, { a }) => [await refusesNaN(on(schur, { a }))],
  }),
];
