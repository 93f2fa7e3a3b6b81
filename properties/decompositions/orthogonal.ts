import fc from 'fast-check';
import { trace } from '../../spec/_internal/characteristic.ts';
import { gramSchmidt, hessenberg, polar, qrComplete, qrPivoted } from '../../spec/decompositions/orthogonal.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { stillHolds } from '../stillHolds.ts';
import { scaleOf, singularValuesIn } from '../verbs/bases.ts';
import { identical, scaledBy } from '../verbs/compare.ts';
import { rankOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { columnsTimesPowers, leading } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build, identity, transposed } from '../verbs/tensors.ts';
import { lowerRank, wellDetermined } from './_internal/lowerRank.ts';

const { largest, minus, norm1, part, times, transpose } = algebra(0);

/** Lauchli's matrix with n columns, the squares of whose small entries are lost beside 1. */
const lauchli = ({ dtype, u }: Context, n: number, bits: number): Tensor =>
  rowOver(tensorOf(dtype, [], [0]), 2 ** (Math.floor(Math.log2(u) / 2) - bits), n);

/** A row of ones over t I. */
const rowOver = (like: Tensor, t: number, n: number): Tensor =>
  build(like, [n + 1, n], (i, j) => (i === 0 ? 1 : i === j + 1 ? t : 0));

/** q_2^T q_3. */
const between = (q: Tensor) => times(transpose(columnsOf(exactMatrix(q), [1])), columnsOf(exactMatrix(q), [2]));

/** T = Q^T (A + E) Q, Q^T Q = I + F: both relative to the norm. */
const similarError = (a: Tensor, u: number): number =>
  2 * thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

const variants = ['classical', 'modified', 'reorthogonalised'] as const;

export const laws: readonly Law[] = [
  law(qrComplete, 'C5', {
    repeats: true,
    hint: 'a threshold is absolute, or columns are compared with each other',
    cases: (context) =>
      beside(alone(qrComplete, context), {
        exponents: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 5, maxLength: 5 }),
      }),
    check: async (on, { a, exponents }) => {
      const given = [a, columnsTimesPowers(a, exponents)];
      const [plain, scaled] = await Promise.all(given.map((a) => on(qrComplete, { a })));
      if (plain === undefined || scaled === undefined) return [];
      return [identical(scaled.q, plain.q, 'q'), scaledBy(scaled.r, columnsTimesPowers(plain.r, exponents), 0, 'r')];
    },
  }),
  ofResult(qrComplete, 'C6', {
    hint: 'the columns that complete the basis are not made orthogonal to the others',
    cases: (context) => illConditioned(context, { tall: true }),
    of: (results, { a }, _, { u }) =>
      judgedExactly({ q: results.q }, ({ q }) => {
        const [m = 1, n = 1] = a.shape;
        const beyond = columnsOf(
          q,
          Array.from({ length: Math.max(0, m - n) }, (_, j) => n + j),
        );
        const product = norm1(times(transpose(beyond), exactMatrix(a)));
        const allowed = 2 * thresholds.linear * Math.max(m, n) * 2 * u * norm1(exactMatrix(a));
        return [atMost('||Q_2^T A||_1', product, 0, allowed)];
      }),
  }),
  ofMatrices(qrPivoted, ({ r }) => r)('C6', {
    hint: 'columns are not exchanged, or compared by what they were and not by what is left',
    // The first column twice: without exchanges the second step finds nothing.
    cases: (context) =>
      lowerRank(context).map(({ a }) => ({
        a: build(a, [a.shape[0] ?? 1, (a.shape[1] ?? 1) + 1], (i, j) => at(a, i, Math.max(0, j - 1))),
      })),
    of: ({ a }, { u }) => {
      wellDetermined(a, u);
      return [a];
    },
    see: ([r], { a }, { u }) => {
      const rank = rankOf(exactMatrix(a));
      const values = singularValuesOf(exactMatrix(a), u);
      const size = Math.max(...a.shape);
      const distance = thresholds.linear * size * 2 * u * Math.sqrt(size) * norm1(exactMatrix(a));
      // R of A + E: its leading block has an inverse of at most sqrt(k) 2^k / s_r (Higham 2002, lemma 8.6), the rest is a Schur complement.
      const factor = 1 + (Math.sqrt(size) * 2 ** rank * (values[0] ?? 0)) / (values[rank - 1] ?? 1);
      const rest = largest(part(exactMatrix(r), (i) => i >= rank));
      return [atMost('largest entry of the rest', rest, 0, factor * distance)];
    },
  }),
  stillHolds(qrPivoted, 'C7', ['C1', 'C2', 'C3', 'C5'], {
    hint: 'norms of columns are updated until no digit of them is left, or columns are orthogonalised one against the other',
    cases: (context) => illConditioned(context, { tall: true }),
  }),
  stillHolds(gramSchmidt, 'C4', ['C1', 'C2'], {
    hint: 'another variant is computed',
    cases: (context) => beside(illConditioned(context, { tall: true }), { variant: dealt([...variants]) }),
    from: ({ a, variant }, { u }) => {
      const values = singularValuesOf(exactMatrix(a), u);
      const kappa = (values[0] ?? 1) / (values.at(-1) ?? 0);
      fc.pre(variant === 'classical' ? kappa ** 2 * u < 0.01 : (a.shape[0] ?? 1) * kappa * u < 0.01);
      return { a, variant };
    },
  }),
  law(gramSchmidt, 'C5', {
    // What is computed in double precision loses nothing that single precision shows.
    dtype: 'float64',
    hint: 'one variant is computed in the place of another',
    cases: (context) => fc.record({ bits: dealt([1, 2, 4]) }).map(({ bits }) => ({ a: lauchli(context, 3, bits) })),
    check: async (on, { a }, { u }) => {
      const t = at(a, 1, 0);
      const products = await Promise.all(
        variants.map(async (variant) => {
          const { q } = await on(gramSchmidt, { a }, { variant });
          return Math.abs(numberOf(between(q)));
        }),
      );
      const [classical = 0, modified = 0, twice = 0] = products;
      return [
        near('|q_2 . q_3|, classical', classical, 1 / 2, thresholds.linear * t),
        atMost('|q_2 . q_3|, modified', modified, 0, (thresholds.linear * 4 * 2 * u) / t),
        atMost('|q_2 . q_3|, reorthogonalised', twice, 0, thresholds.linear * 4 * 2 * u),
      ];
    },
  }),
  law(gramSchmidt, 'C6', {
    repeats: true,
    hint: 'a column depends on later ones',
    cases: (context) => beside(alone(gramSchmidt, context), { count: fc.nat(4) }),
    check: async (on, { a, count, variant }) => {
      const [m = 1, n = 1] = a.shape;
      const k = 1 + (count % n);
      const [whole, nested] = await Promise.all([
        on(gramSchmidt, { a }, { variant }),
        on(gramSchmidt, { a: leading(a, m, k) }, { variant }),
      ]);
      return [identical(leading(whole.q, m, k), nested.q, 'q'), identical(leading(whole.r, k), nested.r, 'r')];
    },
  }),
  refuses(gramSchmidt, 'R1', {
    statement: 'more columns than rows, or a column of zeros, is refused',
    orNaN: true,
    cases: (context) => beside(tensors(context, { a: 'm n' }), { hole: fc.nat(4), variant: dealt([...variants]) }),
    calls: ({ a, hole, variant }) => {
      const [m = 1, n = 1] = a.shape;
      const tall = build(a, [m + n, n], (i, j) => (j === hole % n ? 0 : i < m ? at(a, i, j) : i - m === j ? 9 : 1));
      return {
        'a column of zeros': { a: tall, variant },
        'more columns than rows': { a: build(a, [m, m + 1], (i, j) => at(a, i, j % n)), variant },
      };
    },
  }),
  erratum(gramSchmidt, 'E77', {
    given: ({ dtype }) => ({ a: rowOver(tensorOf(dtype, [], [0]), 2 ** -30, 3) }),
    check: async (on, { a }, { u }) => {
      const results = await Promise.all(variants.map((variant) => on(gramSchmidt, { a }, { variant })));
      const [classical = 0, , twice = 0] = results.map(({ q }) => Math.abs(numberOf(between(q))));
      return [
        refuted('q_2 . q_3 = 0, classical', classical, 0.4),
        atMost('|q_2 . q_3|, reorthogonalised', twice, 0, thresholds.linear * 4 * 2 * u),
      ];
    },
  }),
  ofMatrices(hessenberg, ({ h }) => h)('C4', {
    cases: (context) => alone(hessenberg, context, { domain: { a: 'symmetric' } }),
    of: ({ a }) => [a],
    see: ([h], { a }, { u }) => [
      atMost(
        'largest entry beside three diagonals',
        largest(part(exactMatrix(h), (i, j) => Math.abs(i - j) > 1)),
        0,
        similarError(a, u),
      ),
    ],
  }),
  ofMatrices(hessenberg, ({ h }) => h)('C5', {
    cases: (context) => alone(hessenberg, context, { scaled: false }),
    of: ({ a }) => [a],
    see: ([h], { a }, { u }) => {
      const [given, similar, n] = [exactMatrix(a), exactMatrix(h), a.shape[0] ?? 1];
      const error = similarError(a, u);
      return [
        near('trace H', numberOf(trace(similar)), numberOf(trace(given)), n * error),
        near(
          'trace H^2',
          numberOf(trace(times(similar, similar))),
          numberOf(trace(times(given, given))),
          2 * n ** 1.5 * norm1(given) * error,
        ),
      ];
    },
  }),
  ofResult(polar, 'C5', {
    hint: 'Q comes from a factorisation QR, which is orthogonal, and not the nearest',
    cases: (context) =>
      beside(alone(polar, context, { scaled: false, most: 4 }), { shift: fc.nat(3), signs: fc.nat(15) }),
    of: (results, { a, shift, signs }, _, { u }) =>
      judgedExactly({ q: results.q }, ({ q }) => {
        const [m = 1, n = 1] = a.shape;
        const given = exactMatrix(a);
        const distance = (z: typeof q) => frobeniusNormOf(minus(given, z));
        const permuted = exactMatrix(
          build(a, [m, n], (i, j) => (i === (j + shift) % m ? (((signs >> j) & 1) === 1 ? -1 : 1) : 0)),
        );
        // Two columns of Q turned, by a rotation of 7, 24 and 25, which rounds.
        const turned = exactMatrix(
          build(a, [n, n], (i, j) => {
            const k = shift % Math.max(1, n - 1);
            const rotation = n > 1 && i >= k && i <= k + 1 && j >= k && j <= k + 1;
            if (!rotation) return i === j ? 1 : 0;
            return i === j ? 0.96 : i < j ? 0.28 : -0.28;
          }),
        );
        const own = distance(q);
        const size = frobeniusNormOf(given) + Math.sqrt(n);
        const allowed = 2 * thresholds.singular * Math.max(m, n) * 2 * u * Math.sqrt(n) * size;
        return [
          atMost('||A - Q||_F', own, distance(permuted), allowed),
          atMost('||A - Q||_F', own, distance(times(q, turned)), allowed),
        ];
      }),
  }),
  ofResult(polar, 'C7', {
    hint: 'the vectors of one side are in another order, or an iteration stops early',
    cases: (context) =>
      knownSingularValues(context, { large: true }).map((known) => {
        const [m = 1, n = 1] = known.a.shape;
        return m < n ? { ...known, a: transposed(known.a), left: known.right, right: known.left } : known;
      }),
    of: ({ q }, { a, ...others }, _, { u }) => {
      const known = { a, ...others };
      const n = a.shape[1] ?? 1;
      const scale = scaleOf(known);
      const exact = build(a, a.shape, (i, j) =>
        known.values.reduce((sum, _, r) => sum + (at(known.left, i, r) * at(known.right, j, r)) / scale, 0),
      );
      // To first order Q moves by less than the error over s_n.
      const error = thresholds.singular * Math.max(...a.shape) * 2 * u * Math.sqrt(n);
      const kappa = frobeniusNormOf(exactMatrix(a)) / (singularValuesIn(known).at(-1) ?? 1);
      return nearNormwise('Q', q, exactMatrix(exact), 4 * error * (1 + kappa));
    },
  }),
  law(polar, 'C6', {
    hint: 'the factors are exchanged, or the sign of Q is free',
    cases: (context) => alone(polar, context, { domain: { a: 'fullRank' } }),
    check: async (on, { a }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const { q } = await on(polar, { a });
      const again = await on(polar, { a: q });
      const square = build(a, [n, n], (i, j) => (i === j ? 2 + i : 0.5 / (1 + i + j)));
      const definite = await on(polar, { a: square });
      const error = 4 * thresholds.singular * Math.max(m, n) * 2 * u * n;
      return [
        ...nearNormwise('Q of Q', again.q, exactMatrix(q), error),
        ...nearNormwise('H of Q', again.h, exactMatrix(identity(a, n)), error),
        ...nearNormwise(
          'Q of a positive definite matrix',
          definite.q,
          exactMatrix(identity(a, n)),
          error * norm1(exactMatrix(square)),
        ),
        ...nearNormwise(
          'H of a positive definite matrix',
          definite.h,
          exactMatrix(square),
          error * norm1(exactMatrix(square)),
        ),
      ];
    },
  }),
];
