import { gaussianEntropy, gaussianMutualInformation } from '../../spec/information/gaussian.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { refuses } from '../observed.ts';
import { known, type Measured, notPositive, vanishes } from '../verbs/balance.ts';
import { inverseNorm1 } from '../verbs/elimination.ts';
import { exactMatrix } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { at, build, map, only, product, transposed } from '../verbs/tensors.ts';

/** Small covariances L L^T of integers, l the lower triangle with ones and twos on its diagonal. */
const covariances = (context: Context, least = 1) =>
  tensors(context, { drawn: 'n n' }, { least, most: 4 }).map(({ drawn }) => {
    const l = build(drawn, drawn.shape, (i, j) =>
      i === j ? 1 + (Math.abs(at(drawn, i, j)) % 2) : i > j ? at(drawn, i, j) % 2 : 0,
    );
    return { l, covariance: product(l, transposed(l)) };
  });

/** What half the logarithm may be off by: 30 n u times the condition number, and the roundings of the sum. */
function errorOf(covariance: Tensor, { u }: Context): number {
  const n = covariance.shape[0] ?? 1;
  const norm = Math.max(...Array.from(covariance.data, Math.abs)) * n;
  const condition = norm * inverseNorm1(exactMatrix(covariance));
  return thresholds.linear * n * u * (n * condition + 8 * n + Math.abs(Math.log(norm)) * 4 * n);
}

const entropyOf = async (on: Subject, context: Context, covariance: Tensor): Promise<Measured> =>
  known(only((await on(gaussianEntropy, { covariance })).h), errorOf(covariance, context));

const sharedBy = async (on: Subject, context: Context, covariance: Tensor, first: number): Promise<Measured> =>
  known(only((await on(gaussianMutualInformation, { covariance }, { first })).i), 2 * errorOf(covariance, context));

/** A unit triangular matrix of signs, of determinant 1. */
const shear = (like: Tensor, n: number): Tensor =>
  build(like, [n, n], (i, j) => (i === j ? 1 : j === i + 1 ? (i % 2 === 0 ? 1 : -1) : 0));

const moved = (a: Tensor, covariance: Tensor): Tensor => product(product(a, covariance), transposed(a));

export const laws: readonly Law[] = [
  law(gaussianEntropy, 'C2', {
    hint: 'the logarithm of the determinant, which is out of range',
    cases: (context) =>
      beside(covariances(context), { k: dealt(context.dtype === 'float64' ? [200, -200, 3] : [20, -20, 3]) }),
    check: async (on, { covariance, k }, context) => {
      const n = covariance.shape[0] ?? 1;
      const [plain, scaled] = await Promise.all([
        entropyOf(on, context, covariance),
        on(gaussianEntropy, { covariance: map(covariance, (value) => value * 2 ** (2 * k)) }),
      ]);
      const shift = n * k * Math.LN2;
      return [
        near(
          'h of 2^(2k) C - n k ln 2',
          only(scaled.h) - shift,
          plain.value,
          2 * plain.error + 64 * n * context.u * Math.abs(shift),
        ),
      ];
    },
  }),
  law(gaussianEntropy, 'C3', {
    cases: (context) => beside(covariances(context), { k: dealt([0, 1, -2]) }),
    check: async (on, { covariance, k }, context) => {
      const n = covariance.shape[0] ?? 1;
      const a = map(shear(covariance, n), (value) => value * 2 ** k);
      const [plain, mapped] = await Promise.all([
        entropyOf(on, context, covariance),
        entropyOf(on, context, moved(a, covariance)),
      ]);
      const shift = n * k * Math.LN2;
      return [
        vanishes(
          'h(A C A^T) - h(C) - ln |det A|',
          [1, mapped],
          [-1, plain],
          [-1, known(shift, 4 * context.u * Math.abs(shift))],
        ),
      ];
    },
  }),
  law(gaussianEntropy, 'C4', {
    hint: 'the factor 2 pi e is left out, or taken once',
    cases: (context) => tensors(context, { drawn: 'n' }, { most: 4 }),
    check: async (on, { drawn }, context) => {
      const n = drawn.data.length;
      const variances = Array.from(drawn.data, (value) => Math.abs(value) + 1);
      const covariance = build(drawn, [n, n], (i, j) => (i === j ? (variances[i] ?? 0) : 0));
      const h = await entropyOf(on, context, covariance);
      const sum = variances.reduce((total, one) => total + Math.log(2 * Math.PI * Math.E * one) / 2, 0);
      return [near('h of independent ones', h.value, sum, 64 * n * context.u * sum)];
    },
  }),
  law(gaussianEntropy, 'C5', {
    cases: (context) => covariances(context),
    check: async (on, { covariance }, context) => {
      const n = covariance.shape[0] ?? 1;
      const diagonal = build(covariance, [n, n], (i, j) => (i === j ? at(covariance, i, i) : 0));
      const [h, most] = await Promise.all([entropyOf(on, context, covariance), entropyOf(on, context, diagonal)]);
      return [notPositive('h(C) - h(diag C)', [1, h], [-1, most])];
    },
  }),
  refuses(gaussianEntropy, 'R1', {
    orNaN: true,
    cases: (context) => covariances(context),
    calls: ({ covariance }) => ({
      'a covariance that is not positive definite is refused': {
        covariance: build(covariance, covariance.shape, (i, j) => (i === j && i === 0 ? -1 : i === j ? 1 : 0)),
      },
    }),
  }),
  law(gaussianMutualInformation, 'C2', {
    cases: ({ dtype }) =>
      dealt([0.6, -0.5, 0, 0.75]).map((rho) => ({ rho, covariance: tensorOf(dtype, [2, 2], [1, rho, rho, 1]) })),
    check: async (on, { rho, covariance }, context) => {
      const { i } = await on(gaussianMutualInformation, { covariance }, { first: 1 });
      return [near('i', only(i), -Math.log1p(-rho * rho) / 2, 64 * context.u)];
    },
  }),
  law(gaussianMutualInformation, 'C3', {
    cases: (context) => beside(covariances(context, 2), { k: dealt([1, -3]) }),
    check: async (on, { covariance, k }, context) => {
      const n = covariance.shape[0] ?? 1;
      const first = n - 1;
      const base = shear(covariance, first);
      const a = build(covariance, [n, n], (i, j) => (i < first && j < first ? at(base, i, j) : i === j ? 2 ** k : 0));
      const [plain, mapped] = await Promise.all([
        sharedBy(on, context, covariance, first),
        sharedBy(on, context, moved(a, covariance), first),
      ]);
      // A power of two on rows and columns is no matter of the condition.
      return [vanishes('i(A C A^T) - i(C)', [1, mapped], [-1, plain])];
    },
  }),
  law(gaussianMutualInformation, 'C4', {
    cases: (context) => covariances(context, 2),
    check: async (on, { covariance }, context) => {
      const n = covariance.shape[0] ?? 1;
      const apart = build(covariance, [n, n], (i, j) => (i < 1 === j < 1 ? at(covariance, i, j) : 0));
      const [plain, none] = await Promise.all([sharedBy(on, context, covariance, 1), sharedBy(on, context, apart, 1)]);
      return [notPositive('-i', [-1, plain]), vanishes('i of a block diagonal covariance', [1, none])];
    },
  }),
  law(gaussianMutualInformation, 'C5', {
    needs: [gaussianEntropy],
    cases: (context) => covariances(context, 2),
    check: async (on, { covariance }, context) => {
      const n = covariance.shape[0] ?? 1;
      const block = (from: number, to: number) =>
        build(covariance, [to - from, to - from], (i, j) => at(covariance, from + i, from + j));
      const [i, x, y, both] = await Promise.all([
        sharedBy(on, context, covariance, 1),
        entropyOf(on, context, block(0, 1)),
        entropyOf(on, context, block(1, n)),
        entropyOf(on, context, covariance),
      ]);
      return [vanishes('i - h(X) - h(Y) + h(X, Y)', [1, i], [-1, x], [-1, y], [1, both])];
    },
  }),
  refuses(gaussianMutualInformation, 'R1', {
    orNaN: true,
    cases: (context) => covariances(context),
    calls: ({ covariance }) => ({
      'a covariance that is not positive definite is refused': {
        covariance: build(covariance, covariance.shape, (i, j) => (i === j && i === 0 ? -1 : i === j ? 1 : 0)),
        first: 1,
      },
    }),
  }),
  refuses(gaussianMutualInformation, 'R2', {
    cases: (context) => alone(gaussianMutualInformation, context, { most: 3 }),
    calls: ({ covariance }) => ({
      'more variables than there are is refused': { covariance, first: (covariance.shape[0] ?? 0) + 1 },
    }),
  }),
];
