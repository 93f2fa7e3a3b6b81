import fc from 'fast-check';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { knownEigenvalues } from '../generators/knownSpectrum.ts';
import { type Law, law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { singularValuesIn } from '../verbs/bases.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, numberOf, roundedTo } from '../verbs/exactMatrices.ts';
import { atMost } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { leading, plusDiagonal } from '../verbs/parts.ts';
import { at, build, map } from '../verbs/tensors.ts';
import { eighGradient } from './_internal/eighGradient.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';
import { readsOneTriangle } from './_internal/oneTriangle.ts';
import { moved, weyl } from './_internal/perturbed.ts';
import { provedEigh } from './_internal/provedSpectra.ts';

const { minus, norm1, times, transpose } = algebra(0);

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
    cases: (context) => alone(eigh, context, { least: 2 }),
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
      beside(alone(eigh, context, { entries: 'integers', scaled: false }), {
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
      beside(alone(eigh, context), {
        direction: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 5 }),
      }),
    of: ({ a }) => [a],
    see: ([w], { a, direction }, { u }) => {
      const n = a.shape[0] ?? 1;
      const list = direction.slice(0, n);
      fc.pre(list.some((value) => value !== 0));
      const x = exactMatrix(tensorOf(a.dtype, [n, 1], list));
      const quotient = numberOf(times(transpose(x), exactMatrix(a), x)) / numberOf(times(transpose(x), x));
      return [
        atMost('first eigenvalue', at(w, 0), quotient, errorOf(a, u)),
        atMost('Rayleigh quotient', quotient, at(w, n - 1), errorOf(a, u)),
      ];
    },
  }),
  readsOneTriangle(eigh, 'C10'),
  eigenvalues(
    'C11',
    moved(eigh, ([one, two], { a, near }, { u }) => {
      const distance = frobeniusNormOf(minus(exactMatrix(near), exactMatrix(a)));
      const change = Math.hypot(...Array.from(one.data, (value, i) => at(two, i) - value));
      const allowed = Math.sqrt(one.data.length) * (errorOf(a, u) + errorOf(near, u));
      return [atMost('||w(A + E) - w(A)||', change, distance, allowed)];
    }),
  ),
  ofMatrices(eigh, ({ v }) => v)('C12', {
    hint: 'vectors are not those of their values',
    cases: (context) => beside(knownEigenvalues(context), { count: fc.nat(16) }),
    of: ({ a }) => [a],
    see: ([v], { a, count, ...known }, { u }) => {
      const n = a.shape[0] ?? 1;
      const k = 1 + (count % n);
      const values = singularValuesIn({ a, ...known });
      const gap = k === n ? Number.POSITIVE_INFINITY : (values[k] ?? 0) - (values[k - 1] ?? 0);
      const exact = columnsOf(
        exactMatrix(v),
        Array.from({ length: k }, (_, j) => j),
      );
      const received = roundedTo('float64', times(exact, transpose(exact)));
      const length = Array.from({ length: n }, (_, i) => at(known.left, i, 0) ** 2).reduce((sum, one) => sum + one, 0);
      const projector = build(known.left, [n, n], (i, j) =>
        Array.from({ length: k }, (_, r) => (at(known.left, i, r) * at(known.left, j, r)) / length).reduce(
          (s, x) => s + x,
          0,
        ),
      );
      const loss = n * 2 * thresholds.symmetricEigen * n * 2 * u;
      return nearNormwise('V V^T', received, exactMatrix(projector), (2 * Math.sqrt(n) * errorOf(a, u)) / gap + loss);
    },
  }),
  eigenvalues('C13', {
    cases: (context) => beside(alone(eigh, context, { least: 2 }), { count: fc.nat(4), by: fc.nat(4) }),
    of: ({ a, count, by }) => {
      const n = a.shape[0] ?? 1;
      const place = (i: number) => (i * (by % 2 === 0 ? 1 : n - 1) + by) % n;
      const sign = (i: number) => (i % 2 === 0 ? 1 : -1);
      const k = 1 + (count % n);
      return [a, build(a, [k, k], (i, j) => sign(i) * sign(j) * at(a, place(i), place(j)))];
    },
    see: ([whole, part], { a }, { u }) => {
      const beyond = whole.data.length - part.data.length;
      return Array.from(part.data).flatMap((value, i) => [
        atMost(`w_${i}`, at(whole, i), value, 2 * errorOf(a, u)),
        atMost(`w_${i} of U^T A U`, value, at(whole, i + beyond), 2 * errorOf(a, u)),
      ]);
    },
  }),
  law(eigh, 'C14', {
    hint: 'large matrices take another way: halves are joined wrongly, vectors of close values are not orthogonal, or an iteration ends early',
    ...provedEigh,
  }),
  refusesNaN(eigh, 'R1', {
    ...endsOnNaN,
    statement: 'NaN in both triangles is refused, or reaches the result, in finite time',
  }),
  eighGradient,
];
