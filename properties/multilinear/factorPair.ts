import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { compressLinear, factorPair } from '../../spec/multilinear/factorPair.ts';
import { lowRankTruncate } from '../../spec/multilinear/lowRankTruncate.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { singularValuesIn } from '../verbs/bases.ts';
import { inverseOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { atLeast, atMost, holds, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { leading } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';

const { minus, times, transpose } = algebra(0);

const matrices = (context: Context) =>
  beside(alone(factorPair, context, { most: 4, scaled: false, attributes: { rank: 0 } }), {
    choice: dealtBelow(12),
  }).map(({ a, choice }) => ({ a, rank: choice % (Math.min(...a.shape) + 1) }));

/** 35 max(m, n) eps ||A||_F. */
const errorOf = (a: Tensor, u: number): number =>
  thresholds.singular * Math.max(1, ...a.shape) * 2 * u * frobeniusNormOf(exactMatrix(a));

const halfOfSquares = (...factors: readonly ExactMatrix[]): number =>
  factors.reduce((sum, factor) => sum + frobeniusNormOf(factor) ** 2 / 2, 0);

/** Matrices of known singular values, and how many of these are kept. */
const known = (context: Context) =>
  beside(knownSingularValues(context), { choice: fc.nat(16) }).map(({ choice, ...given }) => ({
    ...given,
    rank: choice % (given.values.length + 1),
  }));

export const laws: readonly Law[] = [
  ofResult(factorPair, 'C6', {
    hint: 'the singular values are left to one of the factors',
    share: 0.5,
    cases: (context) => beside(matrices(context), { gauge: unimodularMatrices(context) }),
    of: ({ u: first, v: second }, { a, rank, gauge: { a: r } }, _, { u }) =>
      judgedExactly({ first, second }, ({ first: left, second: right }) => {
        const nuclear = singularValuesOf(exactMatrix(a), u)
          .slice(0, rank)
          .reduce((sum, value) => sum + value, 0);
        const [half, allowed] = [halfOfSquares(left, right), Math.max(1, rank) * errorOf(a, u)];
        const seen = [near('(||U||_F^2 + ||V||_F^2) / 2', half, nuclear, allowed)];
        if (r.shape[0] !== rank) return seen;
        const back = exactMatrix(tensorOf('float64', r.shape, inverseOf(exactMatrix(r)) ?? []));
        const turned = halfOfSquares(times(left, exactMatrix(r)), times(right, transpose(back)));
        return [...seen, atLeast('the same of U R and V R^-T', turned, half, allowed)];
      }),
  }),
  law(factorPair, 'C7', {
    needs: [lowRankTruncate],
    cases: known,
    check: async (on, { a, rank, ...others }, { u }) => {
      const values = singularValuesIn({ a, ...others });
      const [pair, { x }] = await Promise.all([on(factorPair, { a }, { rank }), on(lowRankTruncate, { a }, { rank })]);
      const [kept, cut] = [values[rank - 1] ?? 0, values[rank] ?? 0];
      // To first order a truncation moves by s_k / (s_k - s_(k+1)) of what the matrix does; both may.
      const allowed = rank === 0 ? 0 : (4 * errorOf(a, u) * kept) / (kept - cut);
      return judgedExactly({ first: pair.u, second: pair.v }, ({ first, second }) =>
        nearNormwise('truncation', x, times(first, transpose(second)), allowed),
      );
    },
  }),
  ofResult(factorPair, 'C8', {
    cases: matrices,
    of: ({ u: first, v: second }, { a, rank }) => {
      const [m = 1, n = 1] = a.shape;
      const received = first.data.length + second.data.length;
      return [
        holds('numbers of both', received === rank * (m + n), String(rank * (m + n)), String(received)),
        holds(
          'less than m n',
          received < m * n === rank < (m * n) / (m + n),
          `iff ${rank} < m n / (m + n)`,
          String(received),
        ),
      ];
    },
  }),
  refuses(factorPair, 'R1', {
    statement: 'a rank above min(m, n) is refused',
    cases: (context) => tensors(context, { a: 'm n' }),
    calls: ({ a }) => ({ 'a rank above min(m, n) is refused': { a, rank: Math.min(...a.shape) + 1 } }),
  }),
  erratum(factorPair, 'E70', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [2, 1, 1, 2]) }),
    check: async (on, { a }, { u }) => {
      const [one, two] = await Promise.all([on(factorPair, { a }, { rank: 1 }), on(factorPair, { a }, { rank: 2 })]);
      const numbers = (pair: typeof one) => pair.u.data.length + pair.v.data.length;
      return judgedExactly({ u: two.u, v: two.v }, ({ u: left, v: right }) => [
        refuted('fewer numbers than A has', numbers(one) - 3, 1),
        refuted('fewer numbers than A has, of rank 2', numbers(two) - 3, 1),
        holds('of rank 1', numbers(one) === 4, '4', String(numbers(one))),
        holds('of rank 2', numbers(two) === 8, '8', String(numbers(two))),
        near(
          '||U V^T - A||_F',
          frobeniusNormOf(minus(times(left, transpose(right)), exactMatrix(a))),
          0,
          errorOf(a, u),
        ),
      ]);
    },
  }),
  law(compressLinear, 'C4', {
    hint: 'others than the first singular vectors are kept',
    cases: (context) => beside(matrices(context), { drawn: tensors(context, { x: 'n' }, { sizes: { n: 12 } }) }),
    check: async (on, { a: weight, rank, drawn }, { u }) => {
      const { first, second } = await on(compressLinear, { weight }, { rank });
      return judgedExactly({ first, second }, ({ first: inner, second: outer }) => {
        const x = exactMatrix(
          leading(tensorOf('float64', [drawn.x.data.length, 1], drawn.x.data), weight.shape[1] ?? 1, 1),
        );
        const error = frobeniusNormOf(minus(times(exactMatrix(weight), x), times(outer, inner, x)));
        const next = singularValuesOf(exactMatrix(weight), u)[rank] ?? 0;
        const size = frobeniusNormOf(x);
        return [atMost('||W x - second (first x)||', error, next * size, errorOf(weight, u) * size)];
      });
    },
  }),
  law(compressLinear, 'C5', {
    cases: known,
    check: async (on, { a: weight, rank, ...others }, { u }) => {
      const given = { a: weight, ...others };
      const values = singularValuesIn(given);
      fc.pre(rank < values.length);
      const { first, second } = await on(compressLinear, { weight }, { rank });
      return judgedExactly({ first, second }, ({ first: inner, second: outer }) => {
        const x = columnsOf(exactMatrix(given.right), [rank]);
        const error = frobeniusNormOf(minus(times(exactMatrix(weight), x), times(outer, inner, x)));
        const size = frobeniusNormOf(x);
        const [kept, cut] = [values[rank - 1] ?? 0, values[rank] ?? 0];
        const turning = rank === 0 ? 1 : kept / (kept - cut);
        return [near('||W v - second (first v)||', error, cut * size, 4 * errorOf(weight, u) * turning * size)];
      });
    },
  }),
  refuses(compressLinear, 'R1', {
    statement: 'a rank above min(m, n) is refused',
    cases: (context) => tensors(context, { weight: 'm n' }),
    calls: ({ weight }) => ({ 'a rank above min(m, n) is refused': { weight, rank: Math.min(...weight.shape) + 1 } }),
  }),
];
