import fc from 'fast-check';
import { eig } from '../../spec/decompositions/eig.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { exact, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { type Eigenvalue, type Similar, similarError, similarMatrices } from '../generators/similar.ts';
import { type Law, law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { field, magnitude, numbersOf } from '../verbs/complexes.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, finite, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { plusDiagonal } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build, product, transposed } from '../verbs/tensors.ts';
import {
  backwardError,
  circulants,
  normalError,
  sameSets,
  transformOf,
  type Value,
  valuesOf,
} from './_internal/eigenvalues.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';

const eigenvalues = ofMatrices(eig, ({ w }) => w);

/** Eigenvalues that are powers of two, so that their reciprocals are exact. */
const factors: readonly Eigenvalue[] = [2, -1, 0.5, 1, -0.5].map((value) => [value, 0]);

/** S D^-1 S^-1: of a block [c, -d; d, c] the inverse is [c, d; -d, c] / (c^2 + d^2). */
function inverseOf({ a, basis: [s, inverse], values }: Similar): Tensor {
  const entry = (i: number, j: number) => {
    const [re = 1, im = 0] = values[i] ?? [];
    const square = re * re + im * im;
    return i === j ? re / square : im !== 0 && j === i + Math.sign(im) ? im / square : 0;
  };
  return product(product(s, build(a, a.shape, entry)), inverse);
}

export const laws: readonly Law[] = [
  eigenvalues('C6', {
    cases: (context) => alone(eig, context, { scaled: false }),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) => {
      const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
      const product = numbersOf(w).reduce(field.mul, field.constant(1));
      // Each of the eigenvalues was rounded once more.
      const allowed =
        determinantBound(singularValuesOf(given, u), Math.sqrt(n) * backwardError(a, u)) +
        2 * n * u * magnitude(product);
      return [
        near('product of the w_i', toNumber(product.re), numberOf(determinantOf(given)), allowed),
        near('its imaginary part', toNumber(product.im), 0, allowed),
      ];
    },
  }),
  eigenvalues('C7', {
    cases: (context) => alone(eig, context, { domain: { a: 'symmetric' } }),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) => {
      const largest = Math.max(0, ...numbersOf(w).map(({ im }) => Math.abs(toNumber(im))));
      return [atMost('largest imaginary part', largest, 0, 2 * backwardError(a, u))];
    },
  }),
  eigenvalues('C8', {
    hint: 'eigenvalues of the symmetric part, or moduli, are taken',
    cases: circulants,
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) => sameSets('w', valuesOf(w), transformOf(a), normalError(a, u)),
  }),
  eigenvalues('C9', {
    cases: ({ dtype }) =>
      fc.record({ m: dealt([2, 3, 4, 5, 1]), value: fc.integer({ min: -3, max: 3 }) }).map(({ m, value }) => {
        const like = tensorOf(dtype, [], [0]);
        return { a: build(like, [m, m], (i, j) => (i === j ? value : j === i + 1 ? 1 : 0)) };
      }),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) => {
      const m = a.shape[0] ?? 1;
      // |d|^m <= m ||E||_2 (1 + |d|)^(m-1) for an eigenvalue that is off by d, and the last factor is at most 2.
      const allowed = (2 * m * Math.sqrt(m) * backwardError(a, u)) ** (1 / m);
      return valuesOf(w).map(([re, im], k) => near(`w_${k}`, Math.hypot(re - at(a, 0, 0), im), 0, allowed));
    },
  }),
  eigenvalues('C10', {
    cases: circulants,
    of: ({ a }) => [a, plusDiagonal(a, 1), transposed(a), product(a, a)],
    see: ([plain, moved, turned, square], { a }, { u }) => {
      const values = valuesOf(plain);
      const error = normalError(a, u);
      const size = algebra(0).norm1(exactMatrix(a));
      return [
        ...sameSets(
          'w(I + A)',
          valuesOf(moved),
          values.map(([re, im]) => [re + 1, im]),
          error + normalError(plusDiagonal(a, 1), u),
        ),
        ...sameSets('w(A^T)', valuesOf(turned), values, 2 * error),
        ...sameSets(
          'w(A^2)',
          valuesOf(square),
          values.map(([re, im]) => [re * re - im * im, 2 * re * im]),
          3 * size * error + normalError(product(a, a), u),
        ),
      ];
    },
  }),
  eigenvalues('C11', {
    hint: 'zeros that rounding makes are taken for more than that, or rows and columns are confused',
    cases: (context) =>
      beside(similarMatrices(context, factors), {
        other: similarMatrices(context, factors),
        rank: dealt([4, 1, 2]),
      }).map(({ other, rank, ...one }) => {
        // A = S I_(m n) T^-1 and B = T D S^-1 I, cut to the first `rank` of the diagonal.
        const [m, n] = [one.values.length, other.values.length];
        const kept = Math.min(m, n, rank);
        const values = Array.from({ length: kept }, (_, k) => [2, -1, 3, 1][k] ?? 1);
        const like = one.a;
        const [[s, sInverse], [t, tInverse]] = [one.basis, other.basis];
        const first = build(like, [m, n], (i, j) => (i === j && i < kept ? 1 : 0));
        const second = build(like, [n, m], (i, j) => (i === j && i < kept ? (values[i] ?? 0) : 0));
        const [a, b] = [product(product(s, first), tInverse), product(product(t, second), sInverse)];
        return { a: product(a, b), b: product(b, a), values, bases: [s, t] as const };
      }),
    of: ({ a, b }) => [a, b],
    see: ([one, other], { a, b, values, bases: [s, t] }, { u }) => {
      const known = (n: number) => Array.from({ length: n }, (_, k): Value => [values[k] ?? 0, 0]);
      return [
        ...sameSets('w(A B)', valuesOf(one), known(a.shape[0] ?? 1), similarError({ a, basis: [s] }, u)),
        ...sameSets('w(B A)', valuesOf(other), known(b.shape[0] ?? 1), similarError({ a: b, basis: [t] }, u)),
      ];
    },
  }),
  eigenvalues('C12', {
    cases: (context) => similarMatrices(context, [...factors, [1, 1], [-0.5, 0.5]]),
    of: (similar) => [similar.a, inverseOf(similar)],
    see: ([w, inverted], similar, { u }) => {
      const { values } = similar;
      const error = similarError(similar, u);
      const bound = similarError({ ...similar, a: inverseOf(similar) }, u);
      const reciprocal = values.map(([re, im]): Value => [re / (re * re + im * im), -im / (re * re + im * im)]);
      return [
        ...sameSets('w(A)', valuesOf(w), values, error),
        ...sameSets('w(A^-1)', valuesOf(inverted), reciprocal, bound),
      ];
    },
  }),
  law(eig, 'C13', {
    cases: circulants,
    check: async (on, { a }, { u }) => {
      const moved = plusDiagonal(a, 1);
      const [one, other] = await Promise.all([on(eig, { a }), on(eig, { a: moved })]);
      const whole = finite({ ...one, moved: other.v });
      if (whole.ratio !== 0) return [whole];
      const n = a.shape[0] ?? 1;
      const [values, shifted] = [valuesOf(one.w), valuesOf(other.w)];
      const error = 2 * (normalError(a, u) + normalError(moved, u));
      const column = (v: Tensor, k: number) => numbersOf(v).filter((_, at) => at % n === k);
      return values.flatMap(([re, im], k) => {
        const gaps = values.map(([x, y], j) => (j === k ? Number.POSITIVE_INFINITY : Math.hypot(x - re, y - im)));
        const gap = Math.min(...gaps);
        if (!(8 * n * error < gap)) return [];
        const distances = shifted.map(([x, y]) => Math.hypot(x - 1 - re, y - im));
        const [first, second] = [column(one.v, k), column(other.v, distances.indexOf(Math.min(...distances)))];
        const products = first.map((x, i) => field.mul({ re: x.re, im: exact.neg(x.im) }, second[i] ?? x));
        const cosine = magnitude(products.reduce(field.add, field.constant(0)));
        const turned = Number.isFinite(gap) ? (4 * error) / gap : 0;
        return [near(`|<v_${k}, that of I + A>|`, cosine, 1, turned ** 2 + 400 * n * u)];
      });
    },
  }),
  erratum(eig, 'E04', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [0, 1, 0, 0]) }),
    check: async (on, { a }, { u }) => {
      const { v, w } = await on(eig, { a });
      const whole = finite({ v, w });
      if (whole.ratio !== 0) return [whole];
      const [p = 0, q = 0, r = 0, s = 0] = numbersOf(v).map(magnitude);
      // The vectors are (1, d) up to a phase, d at most the root of the backward error.
      const root = Math.sqrt(backwardError(a, u) * 4);
      return [
        refuted(
          'two independent vectors: the ratio of the lengths that tells them apart',
          1 - Math.max(r / p, s / q),
          0.5,
        ),
        near('|w|', Math.max(...numbersOf(w).map(magnitude)), 0, root),
      ];
    },
  }),
  erratum(eig, 'E05', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [0, -1, 1, 0]) }),
    check: async (on, { a }, { u }) => {
      const { w } = await on(eig, { a });
      const whole = finite({ w });
      if (whole.ratio !== 0) return [whole];
      const parts = valuesOf(w);
      return [
        refuted('real eigenvalues: an imaginary part', Math.max(...parts.map(([, im]) => Math.abs(im))), 0.5),
        ...sameSets(
          'w',
          parts,
          [
            [0, 1],
            [0, -1],
          ],
          2 * backwardError(a, u),
        ),
      ];
    },
  }),
  refusesNaN(eig, 'R1', endsOnNaN),
];
