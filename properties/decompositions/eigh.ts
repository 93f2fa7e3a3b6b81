import fc from 'fast-check';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { alone } from '../generators/alone.ts';
import { beside } from '../generators/beside.ts';
import type { Law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { exactMatrix, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { atMost } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { leading, plusDiagonal } from '../verbs/parts.ts';
import { at, map } from '../verbs/tensors.ts';
import { eighGradient } from './_internal/eighGradient.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';
import { readsOneTriangle } from './_internal/oneTriangle.ts';
import { weyl } from './_internal/perturbed.ts';

const { norm1, times, transpose } = algebra(0);

const eigenvalues = ofMatrices(eigh, ({ w }) => w);

/** How far each eigenvalue may be off: 60 n eps ||A||_1, as C1 says; C2 stretches the space by as much again. */
const errorOf = (a: Tensor, u: number): number =>
  2 * thresholds.symmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

export const laws: readonly Law[] = [
  eigenvalues(
    'C6',
    weyl(eigh, 'w', (a, _, u) => errorOf(a, u)),
  ),
  eigenvalues('C7', {
    cases: (context) => alone(context, eigh, { least: 2 }),
    of: ({ a }) => [a, leading(a, (a.shape[0] ?? 1) - 1)],
    see: ([whole, part], { a }, { u }) =>
      Array.from(part.data).flatMap((value, i) => [
        atMost(`w_${i}`, at(whole, i), value, 2 * errorOf(a, u)),
        atMost(`w_${i} without the last row and column`, value, at(whole, i + 1), 2 * errorOf(a, u)),
      ]),
  }),
  eigenvalues('C8', {
    hint: 'eigenvalues are taken for singular values, or sorted by size',
    cases: (context) =>
      beside(alone(context, eigh, { entries: 'integers', scaled: false }), {
        shift: fc.integer({ min: -50, max: 50 }),
      }),
    of: ({ a, shift }) => [a, plusDiagonal(a, shift), map(a, (value) => -value)],
    see: ([plain, moved, negated], { a, shift }, { u }) => {
      const shifted = plusDiagonal(a, shift);
      // Adding the shift may have rounded elements that are no integers.
      const allowed = errorOf(a, u) + errorOf(shifted, u) + u * norm1(exactMatrix(shifted));
      return [
        nearAll('w(A + cI)', moved, map(plain, (value) => value + shift).data, allowed),
        nearAll('w(-A)', negated, map(plain, (value) => -value).data.toReversed(), 2 * errorOf(a, u)),
      ];
    },
  }),
  eigenvalues('C9', {
    cases: (context) =>
      beside(alone(context, eigh), {
        direction: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 5 }),
      }),
    of: ({ a }) => [a],
    see: ([w], { a, direction }, { u }) => {
      const n = a.shape[0] ?? 1;
      const list = direction.slice(0, n);
      fc.pre(list.some((value) => value !== 0));
      const x = exactMatrix(tensorOf(a.dtype, [n, 1], list));
      const quotient = numberOf(times(transpose(x), exactMatrix(a), x)) / numberOf(times(transpose(x), x));
      return judgedExactly({ w }, () => [
        atMost('first eigenvalue', at(w, 0), quotient, errorOf(a, u)),
        atMost('Rayleigh quotient', quotient, at(w, n - 1), errorOf(a, u)),
      ]);
    },
  }),
  readsOneTriangle(eigh, 'C10'),
  refusesNaN(eigh, 'R1', {
    ...endsOnNaN,
    statement: 'NaN in both triangles is refused, or reaches the result, in finite time',
  }),
  eighGradient,
];
