import { det } from '../../spec/decompositions/det.ts';
import { characteristicPolynomial, expm } from '../../spec/decompositions/matrixFunctions.ts';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { signedWeights, weighted } from '../generators/weights.ts';
import { type Law, law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { stillHolds } from '../stillHolds.ts';
import { identical } from '../verbs/compare.ts';
import { determinantError } from '../verbs/determinantBound.ts';
import { determinantOf, inverseOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, numberOf, roundedTo } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { at, build, identity, map, only, product, scaled, plus as sum, transposed, zeros } from '../verbs/tensors.ts';

const { minus, norm1, plus, times, transpose } = algebra(0);

/** What expm/C1 allows where no part of the way grows beyond e^||A||. */
const exponentialError = (a: Tensor, u: number): number => {
  const size = norm1(exactMatrix(a));
  return thresholds.linear * (a.shape[0] ?? 1) * 2 * u * Math.max(1, size) * Math.exp(size);
};

/** A, A/2, A/4, .., down to where the shortest polynomials are taken for the exponential. */
const halved = (a: Tensor): [Tensor, ...Tensor[]] => [
  a,
  ...Array.from({ length: 8 }, (_, k) => map(a, (value) => value / 2 ** (k + 1))),
];

const exponentials = ofMatrices(expm, ({ x }) => x);
const polynomials = ofMatrices(characteristicPolynomial, ({ c }) => c);

/** What C1 allows the coefficient k to be off. */
function coefficientError(a: Tensor, k: number, u: number): number {
  const n = a.shape[0] ?? 0;
  const given = exactMatrix(a);
  const size = Math.sqrt(norm1(given) * norm1(transpose(given)));
  const binomial = Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((all, one) => all * one, 1);
  return thresholds.linear * n * u * 2 ** n * binomial * size ** k;
}

export const laws: readonly Law[] = [
  ofResult(expm, 'C2', {
    hint: 'a denominator is solved with where there is nothing to solve',
    cases: (context) => tensors(context, { a: 'n n' }),
    from: ({ a }) => ({ a: zeros(a) }),
    of: ({ x }, { a }) => [identical(x, identity(a, a.shape[0] ?? 1), 'e^0')],
  }),
  exponentials('C3', {
    hint: 'the series is cut, or a scaling is not undone by as many squarings',
    cases: (context) =>
      tensors(context, { drawn: 'n n' }, { most: 4 }).map(({ drawn }) => ({
        a: build(drawn, drawn.shape, (i, j) => (i < j ? at(drawn, i, j) % 4 : 0)),
      })),
    of: ({ a }) => [a],
    see: ([x], { a }, { u }) => {
      const n = a.shape[0] ?? 1;
      const given = exactMatrix(a);
      const powers = [exactMatrix(identity(a, n))];
      while (powers.length < n) powers.push(times(powers.at(-1) ?? given, given));
      // A^k / k!, summed with the denominator (n - 1)!.
      const factorial = (k: number) => Array.from({ length: k }, (_, i) => i + 1).reduce((all, one) => all * one, 1);
      const weight = (one: ExactMatrix, k: number): ExactMatrix => ({
        ...one,
        entries: one.entries.map((value) => (value * BigInt(factorial(n - 1))) / BigInt(factorial(k))),
      });
      const sum = roundedTo('float64', powers.map(weight).reduce(plus));
      return nearNormwise(
        'e^N',
        x,
        exactMatrix(map(sum, (value) => value / factorial(n - 1))),
        n * exponentialError(a, u),
      );
    },
  }),
  exponentials('C4', {
    cases: (context) =>
      tensors(context, { drawn: 'n n' }, { most: 4 }).map(({ drawn }) => ({
        a: build(drawn, drawn.shape, (i, j) => (i < j ? at(drawn, i, j) : i > j ? -at(drawn, j, i) : 0)),
      })),
    of: ({ a }) => [a],
    see: ([x], { a }, { u }) => {
      const [n, exact] = [a.shape[0] ?? 1, exactMatrix(x)];
      // The exponentials on the way are orthogonal: of 1-norms up to sqrt(n).
      const error = thresholds.linear * n * 2 * u * Math.max(1, norm1(exactMatrix(a))) * n;
      const loss = frobeniusNormOf(minus(times(transpose(exact), exact), exactMatrix(identity(a, n))));
      return [atMost('||X^T X - I||_F', loss, 0, 3 * n * error)];
    },
  }),
  exponentials('C5', {
    cases: (context) =>
      tensors(context, { drawn: 'n n' }, { most: 4 }).map(({ drawn }) => ({
        a: map(drawn, (value) => (value % 3) / 4),
      })),
    of: ({ a }) => [a, map(a, (value) => -value)],
    see: ([x, back], { a }, { u }) => {
      const [n, error] = [a.shape[0] ?? 1, exponentialError(a, u)];
      const size = Math.exp(norm1(exactMatrix(a)));
      const exact = exactMatrix(x);
      const both = roundedTo('float64', times(exact, exactMatrix(back)));
      const trace = Array.from({ length: n }, (_, i) => at(a, i, i)).reduce((sum, one) => sum + one, 0);
      const volume = n * (Math.sqrt(n) * size + error) ** (n - 1) * Math.sqrt(n) * error;
      return [
        ...nearNormwise('e^A e^-A', both, exactMatrix(identity(both, n)), 3 * n * size * error),
        near('det e^A', numberOf(determinantOf(exact)), Math.exp(trace), volume + u * Math.exp(trace)),
      ];
    },
  }),
  stillHolds(expm, 'C7', ['C1'], {
    hint: 'a squaring is left out, or the order of the approximant is too low where the norm is large',
    cases: (context) =>
      beside(tensors(context, { drawn: 'n n' }, { entries: 'integers', most: 3 }), {
        factor: dealt([1, 2, 2 ** -30]),
      }).map(({ drawn, factor }) => ({ a: scaled(drawn, factor) })),
  }),
  exponentials('C6', {
    hint: 'a scaling is not undone by as many squarings, or one of the polynomials for small matrices has a wrong coefficient',
    cases: (context) =>
      tensors(context, { drawn: 'n n' }, { most: 4 }).map(({ drawn }) => {
        const a = map(drawn, (value) => (value % 3) / 4);
        return { a, b: product(a, a) };
      }),
    of: ({ a, b }) => [sum(a, b), b, ...halved(a)],
    see: ([whole, ofB, ofA, ...halves], { a, b }, { u }) => {
      const [n, sizes] = [a.shape[0] ?? 1, [a, b].map((one) => norm1(exactMatrix(one)))];
      const growth = Math.exp((sizes[0] ?? 0) + (sizes[1] ?? 0));
      const error = thresholds.linear * n * 2 * u * (1 + (sizes[0] ?? 0) + (sizes[1] ?? 0)) * growth;
      const squares = halves.map((half) => roundedTo('float64', times(exactMatrix(half), exactMatrix(half))));
      return [
        ...nearNormwise('e^(A + B)', whole, times(exactMatrix(ofA), exactMatrix(ofB)), 4 * n * error),
        ...halved(a).flatMap((one, k) => {
          const [square, due] = [squares[k], k === 0 ? ofA : halves[k - 1]];
          if (square === undefined || due === undefined) return [];
          return nearNormwise(`(e^(A/${2 ** (k + 1)}))^2`, square, exactMatrix(due), 4 * n * exponentialError(one, u));
        }),
      ];
    },
  }),
  law(expm, 'gradient', {
    statement:
      'the pullback at S D S^-1, D diagonal, is S^-T (F o (S^T G S^-T)) S^T, F_ij the divided difference of exp',
    hint: 'the transpose of A is missing, or A and G are taken to commute',
    gradient: true,
    share: 0.75,
    cases: (context) => beside(unimodularMatrices(context), { weights: signedWeights }),
    check: async (on, { a: drawn, weights }, { u }) => {
      // Unit lower triangular times unit upper triangular, of signs: S and its inverse are small integers.
      const n = Math.min(drawn.shape[0] ?? 1, 3);
      const lower = build(drawn, [n, n], (i, j) => (i === j ? 1 : i > j ? Math.sign(at(drawn, i, j)) : 0));
      const upper = build(drawn, [n, n], (i, j) => (i === j ? 1 : i < j ? Math.sign(at(drawn, i, j)) : 0));
      const s = product(lower, upper);
      const inverse = build(s, [n, n], (i, j) => inverseOf(exactMatrix(s))?.[i * n + j] ?? 0);
      const value = (i: number) => (i - 1) / 2;
      const a = product(
        product(
          s,
          build(s, [n, n], (i, j) => (i === j ? value(i) : 0)),
        ),
        inverse,
      );
      const g = weighted(drawn.dtype as 'float64', [n, n], weights);
      const gradients = await on.gradient(expm, { a }, { x: g });
      const doubled = (one: Tensor): Tensor => ({ ...one, dtype: 'float64', data: Float64Array.from(one.data) });
      const [s64, i64] = [doubled(s), doubled(inverse)];
      const inner = product(product(transposed(s64), doubled(g)), transposed(i64));
      const difference = (x: number, y: number) => (x === y ? Math.exp(x) : (Math.exp(x) - Math.exp(y)) / (x - y));
      const turned = build(inner, [n, n], (i, j) => at(inner, i, j) * difference(value(i), value(j)));
      const expected = product(product(transposed(i64), turned), transposed(s64));
      const allowed = 4 * exponentialError(a, u) * (1 + norm1(exactMatrix(a))) * frobeniusNormOf(exactMatrix(g));
      return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), n * allowed);
    },
  }),
  polynomials('C2', {
    advice: true,
    hint: 'the coefficients come from eigenvalues',
    cases: (context) =>
      tensors(context, { a: 'n n' }, { most: 4 }).map(({ a }) => ({ a: map(a, (value) => value % 4) })),
    of: ({ a }) => [a],
    see: ([c]) => Array.from(c.data, (value, k) => near(`c_${k}`, value, Math.round(value), 0)),
  }),
  polynomials('C3', {
    hint: 'the coefficients are in the other order, or of det(A - t I)',
    cases: (context) => tensors(context, { a: 'n n' }, { most: 4 }),
    of: ({ a }) => [a],
    see: ([c], { a }, { u }) =>
      judgedExactly({ c }, ({ c: coefficients }) => {
        const n = a.shape[0] ?? 1;
        const given = exactMatrix(a);
        const one = exactMatrix(identity(a, n));
        const weighted = (k: number): ExactMatrix => ({
          ...one,
          exponent: one.exponent + coefficients.exponent,
          entries: one.entries.map((value) => value * (coefficients.entries[k] ?? 0n)),
        });
        // Horner: every coefficient is off by its own error, times the powers that follow.
        const sum = Array.from({ length: n }, (_, k) => k + 1).reduce(
          (all, k) => plus(times(given, all), weighted(k)),
          weighted(0),
        );
        const errors = Array.from({ length: n + 1 }, (_, k) => coefficientError(a, k, u) * norm1(given) ** (n - k));
        return [
          atMost(
            '||p(A)||_1',
            norm1(sum),
            0,
            errors.slice(1).reduce((all, error) => all + error, 0),
          ),
        ];
      }),
  }),
  polynomials('C4', {
    cases: (context) => tensors(context, { c: 'n' }, { most: 4 }),
    of: ({ c }) => {
      const n = c.shape[0] ?? 1;
      return [build(c, [n, n], (i, j) => (i === 0 ? -at(c, j) : i === j + 1 ? 1 : 0))];
    },
    see: ([found], { c }, { u }) => {
      const n = c.shape[0] ?? 1;
      const a = build(c, [n, n], (i, j) => (i === 0 ? -at(c, j) : i === j + 1 ? 1 : 0));
      return [1, ...c.data].map((value, k) =>
        near(`c_${k}`, found.data[k] ?? Number.NaN, value, coefficientError(a, k, u)),
      );
    },
  }),
  law(characteristicPolynomial, 'C5', {
    needs: [det],
    cases: (context) => alone(characteristicPolynomial, context, { most: 4 }),
    check: async (on, { a }, { u }) => {
      const [{ c }, { d }] = await Promise.all([on(characteristicPolynomial, { a }), on(det, { a })]);
      const n = a.shape[0] ?? 1;
      const trace = Array.from({ length: n }, (_, i) => at(a, i, i)).reduce((sum, one) => sum + one, 0);
      return [
        near(
          '(-1)^n c_n',
          (n % 2 === 0 ? 1 : -1) * (c.data[n] ?? Number.NaN),
          only(d),
          coefficientError(a, n, u) + determinantError(a, u),
        ),
        near('-c_1', -(c.data[1] ?? Number.NaN), trace, coefficientError(a, 1, u)),
      ];
    },
  }),
];
