import fc from 'fast-check';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { inBases, singularValuesIn } from '../verbs/bases.ts';
import { rankOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { plusDiagonal } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, minus, only, product, transposed } from '../verbs/tensors.ts';
import { atScales, scaledByPower } from './_internal/scales.ts';

const { norm1, transpose } = algebra(0);

const norms = ofMatrices(spectralNorm, ({ norm }) => only(norm));

/** The share of itself that C1 allows a norm to be off. */
const share = (u: number, ...sizes: readonly number[]): number => thresholds.singular * Math.max(1, ...sizes) * 2 * u;

export const laws: readonly Law[] = [
  norms('C2', {
    hint: 'another norm is computed: that of Frobenius, or the largest column',
    cases: (context) => alone(spectralNorm, context),
    of: ({ a }) => [a],
    see: ([norm], { a }, { u }) => {
      const given = exactMatrix(a);
      const frobenius = frobeniusNormOf(given);
      const error = share(u, ...a.shape);
      const product = norm1(given) * norm1(transpose(given));
      return [
        atMost('norm(A)', norm, frobenius, error * frobenius),
        atMost('||A||_F', frobenius, Math.sqrt(rankOf(given)) * norm, error * frobenius),
        atMost('norm(A)^2', norm ** 2, product, 2 * error * product),
      ];
    },
  }),
  norms('C8', {
    hint: 'another norm is computed',
    cases: (context) => alone(spectralNorm, context),
    of: ({ a }) => [a],
    see: ([norm], { a }, { u }) => {
      const most = Math.max(0, ...a.data.map(Math.abs));
      const limit = Math.sqrt(a.data.length) * most;
      return [
        atMost('max |a_ij|', most, norm, share(u, ...a.shape) * norm),
        atMost('norm(A)', norm, limit, share(u, ...a.shape) * limit),
      ];
    },
  }),
  norms('C3', {
    cases: (context) => alone(spectralNorm, context),
    of: ({ a }) => [a, transposed(a)],
    see: ([plain, turned], { a }, { u }) => [near('norm(A^T)', turned, plain, 2 * share(u, ...a.shape) * plain)],
  }),
  norms('C4', {
    // Of matrices that differ by much the difference has the larger norm, whatever is taken for one.
    cases: (context) =>
      beside(tensors(context, { a: 'n n', other: 'n n' }), { isNear: dealt([false, true]) }).map(
        ({ a, other, isNear }) => ({ a, b: isNear ? plusDiagonal(a, 1) : other }),
      ),
    of: ({ a, b }) => [a, b, product(a, b), minus(a, b)],
    see: ([one, other, both, difference], { a }, { u }) => {
      const error = share(u, ...a.shape);
      return [
        atMost('norm(AB)', both, one * other, 3 * error * one * other),
        atMost('|norm(A) - norm(B)|', Math.abs(one - other), difference, error * (one + other + difference)),
      ];
    },
  }),
  law(spectralNorm, 'C5', {
    needs: [svd],
    cases: (context) => alone(spectralNorm, context),
    check: async (on, { a }, { u }) => {
      const [{ norm }, { s }] = await Promise.all([on(spectralNorm, { a }), on(svd, { a })]);
      return [near('norm(A)', only(norm), s.data[0] ?? 0, 2 * share(u, ...a.shape) * only(norm))];
    },
  }),
  norms('C6', {
    hint: 'squares over- or underflow on the way: scale by a power of two first',
    hintOfLoss: true,
    // At both ends every square over- or underflows, though entries and norm are normal numbers.
    cases: (context) => atScales(context, context.dtype === 'float64' ? [-600, 600] : [-90, 90]),
    of: ({ a, k }) => [a, scaledByPower(a, k)],
    see: ([plain, scaled], { a, k }, { u }) => [
      near(`2^-k norm(2^k A), k = ${k}`, scaled * 2 ** -k, plain, 2 * share(u, ...a.shape) * plain),
    ],
  }),
  ofEmptyMatrix(spectralNorm, 'C7', {
    output: 'norm',
    hint: 'the largest of no elements is taken, or 0 / 0',
    hintOfLoss: true,
    share: 0.35,
    value: 0,
  }),
  law(spectralNorm, 'gradient', {
    statement: 'the pullback of g is g u_1 v_1^T, the largest singular value apart from the others',
    hint: 'the first singular vectors are not those of one triplet, or g is left out',
    gradient: true,
    share: 0.75,
    cases: (context) => beside(knownSingularValues(context, { large: true }), { g: fc.constantFrom(1, -2, 3) }),
    check: async (on, { g, ...known }, { u }) => {
      const { a } = known;
      const [largest = 0, second = 0] = singularValuesIn(known);
      const gradients = await on.gradient(spectralNorm, { a }, { norm: filled(a, [], g) });
      const expected = inBases(known, a, () => (i, j) => (i === 0 && j === 0 ? g : 0));
      // The first singular vectors turn by the error of the matrix over the gap.
      const allowed = share(u, ...a.shape) * (1 + largest / (largest - second)) * Math.abs(g);
      return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
    },
  }),
  erratum(spectralNorm, 'E02', {
    needs: [frobeniusNorm, svd],
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [1, 0, 0, 1]) }),
    check: async (on, { a }, { u }) => {
      const [own, other, { s }] = await Promise.all([
        on(spectralNorm, { a }),
        on(frobeniusNorm, { a }),
        on(svd, { a }),
      ]);
      const [spectral, frobenius] = [only(own.norm), only(other.norm)];
      const nuclear = Array.from(s.data).reduce((sum, value) => sum + value, 0);
      const error = 2 * share(u, 2, 2);
      return [
        refuted('||A||_* <= ||A||_F', nuclear - frobenius, 0.5),
        atMost('||A||_2 <= ||A||_F', spectral, frobenius, error),
        atMost('||A||_F <= ||A||_*', frobenius, nuclear, error),
        atMost('||A||_* <= sqrt(2) ||A||_F', nuclear, Math.SQRT2 * frobenius, 2 * error),
      ];
    },
  }),
];
