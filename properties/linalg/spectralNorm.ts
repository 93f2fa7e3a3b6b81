import fc from 'fast-check';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { inBases, singularValuesIn } from '../verbs/bases.ts';
import { rankOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, roundedTo } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { emptyTensors, ofNothing } from '../verbs/ofNothing.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, identity, map, only, plus, transposed } from '../verbs/tensors.ts';

const { minus, norm1, times, transpose } = algebra(0);

const matrices = (context: Context) =>
  operationCases(spectralNorm, context, { batch: false }).map(({ inputs }) => ({ a: outputOf(inputs, 'a') }));

const normOf = async (on: Subject, a: Tensor): Promise<number> => only((await on(spectralNorm, { a })).norm);

/** The share of itself that C1 allows a norm to be off. */
const share = (u: number, ...sizes: readonly number[]): number => thresholds.singular * Math.max(1, ...sizes) * 2 * u;

export const laws: readonly Law[] = [
  law(spectralNorm, 'C2', {
    hint: 'another norm is computed: that of Frobenius, or the largest column',
    cases: matrices,
    check: async (on, { a }, { u }) => {
      const given = exactMatrix(a);
      const [norm, frobenius] = [await normOf(on, a), frobeniusNormOf(given)];
      const error = share(u, ...a.shape);
      const product = norm1(given) * norm1(transpose(given));
      return [
        atMost('norm(A)', norm, frobenius, error * frobenius),
        atMost('||A||_F', frobenius, Math.sqrt(rankOf(given)) * norm, error * frobenius),
        atMost('norm(A)^2', norm ** 2, product, 2 * error * product),
      ];
    },
  }),
  law(spectralNorm, 'C3', {
    cases: matrices,
    check: async (on, { a }, { u }) => {
      const [plain, turned] = await Promise.all([normOf(on, a), normOf(on, transposed(a))]);
      return [near('norm(A^T)', turned, plain, 2 * share(u, ...a.shape) * plain)];
    },
  }),
  law(spectralNorm, 'C4', {
    // Of matrices that differ by much the difference has the larger norm, whatever is taken for one.
    cases: (context) =>
      fc
        .record({ pair: tensors(context, { a: 'n n', b: 'n n' }), isNear: dealt([false, true]) })
        .map(({ pair: { a, b }, isNear }) => ({ a, b: isNear ? plus(a, identity(a, a.shape[0] ?? 1)) : b })),
    check: async (on, { a, b }, { dtype, u }) => {
      const [left, right] = [exactMatrix(a), exactMatrix(b)];
      const [one, other, product, difference] = await Promise.all([
        normOf(on, a),
        normOf(on, b),
        normOf(on, roundedTo(dtype, times(left, right))),
        normOf(on, roundedTo(dtype, minus(left, right))),
      ]);
      const error = share(u, ...a.shape);
      return [
        atMost('norm(AB)', product, one * other, 3 * error * one * other),
        atMost('|norm(A) - norm(B)|', Math.abs(one - other), difference, error * (one + other + difference)),
      ];
    },
  }),
  law(spectralNorm, 'C5', {
    needs: [svd],
    cases: matrices,
    check: async (on, { a }, { u }) => {
      const [norm, { s }] = await Promise.all([normOf(on, a), on(svd, { a })]);
      return [near('norm(A)', norm, s.data[0] ?? 0, 2 * share(u, ...a.shape) * norm)];
    },
  }),
  law(spectralNorm, 'C6', {
    hint: 'squares over- or underflow on the way: scale by a power of two first',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({
          base: tensors(context, { a: 'm n' }, { entries: 'reals' }),
          // At both ends every square over- or underflows, though entries and norm are normal numbers.
          k: fc.integer(context.dtype === 'float64' ? { min: -600, max: 600 } : { min: -90, max: 90 }),
        })
        .map(({ base, k }) => ({ ...base, k })),
    check: async (on, { a, k }, { u }) => {
      const [plain, scaled] = await Promise.all([
        normOf(on, a),
        normOf(
          on,
          map(a, (value) => value * 2 ** k),
        ),
      ]);
      return [near(`2^-k norm(2^k A), k = ${k}`, scaled * 2 ** -k, plain, 2 * share(u, ...a.shape) * plain)];
    },
  }),
  law(spectralNorm, 'C7', {
    hint: 'the largest of no elements is taken, or 0 / 0',
    hintOfLoss: true,
    share: 0.35,
    cases: (context) =>
      emptyTensors(context, [
        [0, 0],
        [0, 3],
        [2, 0],
      ]),
    check: async (on, given, context) => [
      await ofNothing(async () => (await on(spectralNorm, { a: given.a })).norm, 0, given, context, 'norm'),
    ],
  }),
  law(spectralNorm, 'gradient', {
    statement: 'the pullback of g is g u_1 v_1^T, the largest singular value apart from the others',
    hint: 'the first singular vectors are not those of one triplet, or g is left out',
    gradient: true,
    share: 0.75,
    cases: (context) =>
      fc
        .record({ known: knownSingularValues(context, { large: true }), g: fc.constantFrom(1, -2, 3) })
        .map(({ known, g }) => ({ ...known, g })),
    check: async (on, { a, left, right, values, g }, { u }) => {
      const known = { a, left, right, values };
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
      const [spectral, { norm }, { s }] = await Promise.all([normOf(on, a), on(frobeniusNorm, { a }), on(svd, { a })]);
      const frobenius = norm.data[0] ?? Number.NaN;
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
