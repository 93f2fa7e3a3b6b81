import fc from 'fast-check';
import { svd } from '../../spec/decompositions/svd.ts';
import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { nuclearNorm, schattenNorm } from '../../spec/linalg/schattenNorms.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { inBases, singularValuesIn } from '../verbs/bases.ts';
import { rankOf } from '../verbs/elimination.ts';
import { exactMatrix } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, filled, identity, inner, only, plus, product, transposed } from '../verbs/tensors.ts';
import { atScales, scaledByPower } from './_internal/scales.ts';

const nuclear = ofMatrices(nuclearNorm, ({ norm }) => only(norm));
const schatten = ofMatrices(schattenNorm, ({ norm }) => only(norm));

/** The share of itself that C1 allows a norm to be off. */
const share = (u: number, ...sizes: readonly number[]): number => thresholds.singular * Math.max(1, ...sizes) * 2 * u;

const orders = () => ({ p: dealt([1, 1.5, 2, 3, 8]) });

/** The rows and columns in another order, some of them with another sign: an orthogonal matrix from either side. */
const turnedBy = (a: Tensor, choices: readonly number[]): Tensor => {
  const [rows = 0, columns = 0] = a.shape;
  const [down, across] = [permutationFrom(rows, choices), permutationFrom(columns, choices.toReversed())];
  const sign = (k: number) => ((choices[k % choices.length] ?? 0) % 2 === 0 ? 1 : -1);
  return build(a, a.shape, (i, j) => sign(i) * sign(j + 3) * at(a, down[i] ?? 0, across[j] ?? 0));
};

const turns = { choices: fc.array(fc.nat(719), { minLength: 6, maxLength: 6 }) };

export const laws: readonly Law[] = [
  law(nuclearNorm, 'C2', {
    needs: [spectralNorm, frobeniusNorm],
    hint: 'another norm of the singular values is computed',
    cases: (context) => alone(nuclearNorm, context),
    check: async (on, { a }, { u }) => {
      const [one, two, three] = await Promise.all([
        on(nuclearNorm, { a }),
        on(frobeniusNorm, { a }),
        on(spectralNorm, { a }),
      ]);
      const [nuclear, frobenius, spectral] = [only(one.norm), only(two.norm), only(three.norm)];
      const [error, r] = [2 * share(u, ...a.shape, a.data.length / 35), rankOf(exactMatrix(a))];
      return [
        atMost('||A||_2 against ||A||_F', spectral, frobenius, error * frobenius),
        atMost('||A||_F against ||A||_*', frobenius, nuclear, error * nuclear),
        atMost('||A||_* against sqrt(r) ||A||_F', nuclear, Math.sqrt(r) * frobenius, error * nuclear),
        atMost('||A||_F against sqrt(r) ||A||_2', frobenius, Math.sqrt(r) * spectral, error * frobenius),
      ];
    },
  }),
  law(nuclearNorm, 'C3', {
    needs: [spectralNorm, svd],
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    check: async (on, { a, b }, { u }) => {
      const [{ norm: ofA }, { norm: ofB }, parts] = await Promise.all([
        on(spectralNorm, { a }),
        on(nuclearNorm, { a: b }),
        on(svd, { a: b }),
      ]);
      const limit = only(ofA) * only(ofB);
      const extreme = inner(product(parts.u, transposed(parts.v)), b);
      const error = 3 * share(u, ...a.shape);
      return [
        atMost('|<A, B>|', Math.abs(inner(a, b)), limit, error * limit),
        near('<U V^T, B>', extreme, only(ofB), a.data.length * error * only(ofB)),
      ];
    },
  }),
  nuclear('C4', {
    cases: (context) => tensors(context, { a: 'n n', b: 'n n' }),
    of: ({ a, b }) => [plus(a, b), product(a, b), a, b],
    see: ([sum, both, one, other], { a }, { u }) => {
      const error = 3 * share(u, ...a.shape);
      return [
        atMost('||A + B||_*', sum, one + other, error * (one + other)),
        atMost('||A B||_*', both, one * other, error * one * other),
      ];
    },
  }),
  nuclear('C5', {
    cases: (context) => beside(tensors(context, { a: 'm n' }), turns),
    of: ({ a, choices }) => [a, transposed(a), turnedBy(a, choices)],
    see: ([plain, turned, moved], { a }, { u }) =>
      [turned, moved].map((one) => near('of Q A Z', one, plain, 2 * share(u, ...a.shape) * plain)),
  }),
  nuclear('C6', {
    hint: 'squares over- or underflow on the way: scale by a power of two first',
    hintOfLoss: true,
    cases: (context) => atScales(context, context.dtype === 'float64' ? [-600, 600] : [-90, 90]),
    of: ({ a, k }) => [a, scaledByPower(a, k)],
    see: ([plain, scaled], { a, k }, { u }) => [
      near(`2^-k ||2^k A||_*, k = ${k}`, scaled * 2 ** -k, plain, 2 * share(u, ...a.shape) * plain),
    ],
  }),
  ofEmptyMatrix(nuclearNorm, 'C7', { output: 'norm', share: 0.35, value: 0 }),
  law(nuclearNorm, 'gradient', {
    statement: 'the pullback of g is g U V^T, the singular values apart from 0',
    hint: 'singular vectors are not those of one triplet, or g is left out',
    gradient: true,
    share: 0.75,
    cases: (context) => beside(knownSingularValues(context, { large: true }), { g: fc.constantFrom(1, -2, 3) }),
    check: async (on, { g, ...known }, { u }) => {
      const { a } = known;
      const values = singularValuesIn(known);
      const gradients = await on.gradient(nuclearNorm, { a }, { norm: filled(a, [], g) });
      const expected = inBases(known, a, () => (i, j) => (i === j ? g : 0));
      // U V^T is the orthogonal factor of the polar decomposition, of condition 1 / s_n.
      const condition = (values[0] ?? 0) / (values.at(-1) ?? 1);
      const allowed = share(u, ...a.shape) * (1 + condition) * Math.abs(g) * Math.sqrt(values.length);
      return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
    },
  }),
  erratum(nuclearNorm, 'E21', {
    given: ({ dtype }) => ({
      large: tensorOf(dtype, [2, 2], [10, 0, 0, 0]),
      small: identity(tensorOf(dtype, [], [0]), 5),
    }),
    check: async (on, { large, small }, { u }) => {
      const eighth = build(small, [5, 5], (i, j) => (i === j ? 1 / 8 : 0));
      const [one, other] = await Promise.all([on(nuclearNorm, { a: large }), on(nuclearNorm, { a: eighth })]);
      const [ofLarge, ofSmall] = [only(one.norm), only(other.norm)];
      return [
        refuted('||10 e_1 e_1^T||_* is near the rank 1', Math.abs(ofLarge - 1), 8),
        refuted('||I/8||_* is near the rank 5', Math.abs(ofSmall - 5), 4),
        atMost('||A||_* where ||A||_2 <= 1', ofSmall, 5),
        near('||10 e_1 e_1^T||_*', ofLarge, 10, share(u, 2) * 10),
        near('||I/8||_*', ofSmall, 5 / 8, share(u, 5)),
      ];
    },
  }),
  law(schattenNorm, 'C2', {
    needs: [nuclearNorm, frobeniusNorm, spectralNorm],
    cases: (context) => beside(alone(nuclearNorm, context), { p: dealt([1, 1.5, 2, 3, 8]), by: dealt([0.5, 1, 4]) }),
    check: async (on, { a, p, by }, { u }) => {
      const at = async (order: number) => only((await on(schattenNorm, { a }, { p: order })).norm);
      const others = [nuclearNorm, frobeniusNorm, spectralNorm].map(async (norm) => only((await on(norm, { a })).norm));
      const [first = 0, second = 0, one = 0, two = 0, nuclear = 0, frobenius = 0, spectral = 0] = await Promise.all([
        at(p),
        at(p + by),
        at(1),
        at(2),
        ...others,
      ]);
      const error = 2 * share(u, ...a.shape, a.data.length / 35);
      return [
        atMost(`||A||_${p + by} against ||A||_${p}`, second, first, error * first),
        atMost('||A||_2 against it', spectral, second, error * second),
        near('p = 1', one, nuclear, error * nuclear),
        near('p = 2', two, frobenius, error * frobenius),
      ];
    },
  }),
  law(schattenNorm, 'C3', {
    cases: (context) => beside(tensors(context, { a: 'm n', b: 'm n' }), { p: dealt([1.25, 1.5, 2, 3, 5]) }),
    check: async (on, { a, b, p }, { u }) => {
      const [{ norm: ofA }, { norm: ofB }] = await Promise.all([
        on(schattenNorm, { a }, { p }),
        on(schattenNorm, { a: b }, { p: p / (p - 1) }),
      ]);
      const limit = only(ofA) * only(ofB);
      return [atMost('|<A, B>|', Math.abs(inner(a, b)), limit, 3 * share(u, ...a.shape) * limit)];
    },
  }),
  schatten('C4', {
    cases: (context) => beside(tensors(context, { a: 'n n', b: 'n n' }), orders()),
    of: ({ a, b }) => [plus(a, b), product(a, b), a, b],
    see: ([sum, both, one, other], { a, p }, { u }) => {
      const error = 3 * share(u, ...a.shape);
      return [
        atMost(`||A + B||_${p}`, sum, one + other, error * (one + other)),
        atMost(`||A B||_${p}`, both, one * other, error * one * other),
      ];
    },
  }),
  schatten('C5', {
    cases: (context) => beside(tensors(context, { a: 'm n' }), { ...turns, ...orders() }),
    of: ({ a, choices }) => [a, transposed(a), turnedBy(a, choices)],
    see: ([plain, turned, moved], { a }, { u }) =>
      [turned, moved].map((one) => near('of Q A Z', one, plain, 2 * share(u, ...a.shape) * plain)),
  }),
  ofEmptyMatrix(schattenNorm, 'C6', { output: 'norm', share: 0.35, value: 0 }),
  law(schattenNorm, 'gradient', {
    statement:
      'the pullback of g is g U diag((s_i / norm)^(p - 1)) V^T, the singular values apart from each other and from 0',
    gradient: true,
    share: 0.75,
    cases: (context) =>
      beside(knownSingularValues(context, { large: true }), { g: fc.constantFrom(1, -2, 3), p: dealt([1, 2, 3]) }),
    check: async (on, { g, p, ...known }, { u }) => {
      const { a } = known;
      const values = singularValuesIn(known);
      const [first = 1, last = 1] = [values[0], values.at(-1)];
      const norm = first * values.reduce((sum, value) => sum + (value / first) ** p, 0) ** (1 / p);
      const gradients = await on.gradient(schattenNorm, { a }, { norm: filled(a, [], g) }, { p });
      const expected = inBases(known, a, () => (i, j) => (i === j ? g * ((values[i] ?? 0) / norm) ** (p - 1) : 0));
      const allowed = share(u, ...a.shape) * (p + first / last) * Math.abs(g) * Math.sqrt(values.length);
      return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
    },
  }),
];
