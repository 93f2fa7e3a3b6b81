import { trace } from '../../spec/_internal/characteristic.ts';
import { schur } from '../../spec/decompositions/schur.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { alone } from '../generators/alone.ts';
import type { Law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { exactMatrix, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';

const { largest, norm1, part, times } = algebra(0);

const triangles = ofMatrices(schur, ({ t }) => t);

/** T = Q^T (A + E) Q, Q^T Q = I + F: both relative to the norm by C1 and C2. */
const errorOf = (a: Tensor, u: number): number =>
  2 * thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

export const laws: readonly Law[] = [
  triangles('C5', {
    cases: (context) => alone(context, schur, { domain: { a: 'symmetric' } }),
    of: ({ a }) => [a],
    see: ([t], { a }, { u }) =>
      judgedExactly({ t }, ({ t }) => [
        atMost('largest entry beside the diagonal of T', largest(part(t, (i, j) => i !== j)), 0, errorOf(a, u)),
      ]),
  }),
  triangles('C6', {
    cases: (context) => alone(context, schur, { scaled: false }),
    of: ({ a }) => [a],
    see: ([t], { a }, { u }) =>
      judgedExactly({ t }, ({ t }) => {
        const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
        const [first, second] = [numberOf(trace(t)), numberOf(trace(times(t, t)))];
        return [
          near('trace T', first, numberOf(trace(given)), n * errorOf(a, u)),
          near('trace T^2', second, numberOf(trace(times(given, given))), 2 * n ** 1.5 * norm1(given) * errorOf(a, u)),
        ];
      }),
  }),
  refusesNaN(schur, 'R1', endsOnNaN),
];
