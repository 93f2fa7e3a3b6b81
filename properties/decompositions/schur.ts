import { trace } from '../../spec/_internal/characteristic.ts';
import { schur } from '../../spec/decompositions/schur.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { alone } from '../generators/calls.ts';
import type { Law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { exactMatrix, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';

const { largest, norm1, part, times } = algebra(0);

const triangles = ofMatrices(schur, ({ t }) => t);

/** T = Q^T (A + E) Q, Q^T Q = I + F: both relative to the norm by C1 and C2. */
const errorOf = (a: Tensor, u: number): number =>
  2 * thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

export const laws: readonly Law[] = [
  triangles('C5', {
    cases: (context) => alone(schur, context, { domain: { a: 'symmetric' } }),
    of: ({ a }) => [a],
    see: ([t], { a }, { u }) => [
      atMost(
        'largest entry beside the diagonal of T',
        largest(part(exactMatrix(t), (i, j) => i !== j)),
        0,
        errorOf(a, u),
      ),
    ],
  }),
  triangles('C6', {
    cases: (context) => alone(schur, context, { scaled: false }),
    of: ({ a }) => [a],
    see: ([t], { a }, { u }) => {
      const [given, triangle, n] = [exactMatrix(a), exactMatrix(t), a.shape[0] ?? 1];
      const squares = [times(triangle, triangle), times(given, given)] as const;
      const [first, second] = [n * errorOf(a, u), 2 * n ** 1.5 * norm1(given) * errorOf(a, u)];
      return [
        near('trace T', numberOf(trace(triangle)), numberOf(trace(given)), first),
        near('trace T^2', numberOf(trace(squares[0])), numberOf(trace(squares[1])), second),
      ];
    },
  }),
  refusesNaN(schur, 'R1', endsOnNaN),
];
