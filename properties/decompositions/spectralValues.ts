import fc from 'fast-check';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { solve } from '../../spec/decompositions/solve.ts';
import { cond, eigvals, eigvalsh, svdvals } from '../../spec/decompositions/spectralValues.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { type KnownSpectrum, knownEigenvalues, knownSingularValues } from '../generators/knownSpectrum.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { signedWeights } from '../generators/weights.ts';
import { type Law, law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { inBases, singularValuesIn } from '../verbs/bases.ts';
import { numbersOf } from '../verbs/complexes.ts';
import { conditionOf, inverseOf } from '../verbs/elimination.ts';
import { exactMatrix } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atLeast, atMost, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { onDiagonal } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { eigenvaluesOf, spectralNormOf } from '../verbs/spectrum.ts';
import { at, build, only, plus, product, transposed } from '../verbs/tensors.ts';
import { lowerRank } from './_internal/lowerRank.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';
import { nearlyCoplanar } from './_internal/nearlyCoplanar.ts';
import { readsOneTriangle } from './_internal/oneTriangle.ts';
import { provedValues } from './_internal/provedSpectra.ts';
import { sensitivity } from './_internal/sensitivity.ts';
import { singularValueError } from './_internal/singularValueError.ts';

const { norm1 } = algebra(0);

const singularValues = ofMatrices(svdvals, ({ s }) => s);
const eigenvalues = ofMatrices(eigvalsh, ({ w }) => w);

const errorOf = (a: Tensor, s: Tensor, u: number): number => singularValueError(a.shape, Math.max(0, ...s.data), u);
const symmetricError = (a: Tensor, u: number): number =>
  2 * thresholds.symmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

/** Rows and columns in another order, every second row with the other sign: P A Q, P and Q signed permutations. */
const shuffled = (a: Tensor, by: number, both = by): Tensor => {
  const [m = 1, n = 1] = a.shape;
  const sign = (i: number) => (i % 2 === 0 ? 1 : -1);
  return build(a, a.shape, (i, j) => sign(i) * sign(j) * at(a, (i + by) % m, (j + both) % n));
};

const ordered = (values: Iterable<number>, down = false): number[] =>
  [...values].sort((one, other) => (down ? other - one : one - other));

/** How far 1 / kappa is known. */
const inverseError = (u: number, ...sizes: readonly number[]): number =>
  2 * thresholds.singular * Math.max(...sizes) * 2 * u;

/** The pullback of weights on the values of a matrix whose vectors are known: the sum of w_i u_i v_i^T. */
function onVectors(known: KnownSpectrum, weight: (s: readonly number[], i: number) => number): Tensor {
  const s = singularValuesIn(known);
  const zero = build(known.a, known.a.shape, () => 0);
  return inBases(known, zero, () => (i, j) => (i === j && i < s.length ? weight(s, i) : 0));
}

export const laws: readonly Law[] = [
  law(svdvals, 'C3', {
    needs: [svd],
    cases: (context) => alone(svdvals, context, { most: 6 }),
    check: async (on, { a }, { u }) => {
      const [{ s }, whole] = await Promise.all([on(svdvals, { a }), on(svd, { a })]);
      return [nearAll('s', s, whole.s.data, 2 * errorOf(a, s, u))];
    },
  }),
  singularValues('C4', {
    hint: 'wide and tall matrices take different paths, or the order of rows matters',
    cases: (context) => beside(tensors(context, { a: 'm n', b: 'p q' }, { most: 4 }), { by: fc.nat(3) }),
    of: ({ a, b, by }) => [a, transposed(a), shuffled(a, by), b, onDiagonal(a, b)],
    see: ([plain, turned, other, second, both], { a, b }, { u }) => {
      const error = errorOf(a, plain, u);
      const union = ordered([...plain.data, ...second.data, ...new Array<number>(both.data.length).fill(0)], true);
      return [
        nearAll('s(A^T)', turned, plain.data, 2 * error),
        nearAll('s(P A Q)', other, plain.data, 2 * error),
        nearAll(
          's of both',
          both,
          union.slice(0, both.data.length),
          errorOf(onDiagonal(a, b), both, u) + error + errorOf(b, second, u),
        ),
      ];
    },
  }),
  singularValues('C5', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }, { most: 4 }),
    of: ({ a, b }) => [a, b, plus(a, b)],
    see: ([one, other, sum], { a }, { u }) => {
      const allowed = [one, other, sum].reduce((total, s) => total + errorOf(a, s, u), 0);
      return Array.from(one.data).flatMap((first, i) =>
        Array.from(other.data.slice(0, sum.data.length - i)).map((second, j) =>
          atMost(`s_${i + j}(A + B)`, at(sum, i + j), first + second, allowed),
        ),
      );
    },
  }),
  singularValues('C6', {
    cases: (context) => tensors(context, { x: 'm', y: 'n' }),
    of: ({ x, y }) => [build(x, [x.shape[0] ?? 1, y.shape[0] ?? 1], (i, j) => at(x, i) * at(y, j))],
    see: ([s], { x, y }, { u }) => {
      const product = Math.hypot(...x.data) * Math.hypot(...y.data);
      const expected = Array.from(s.data, (_, i) => (i === 0 ? product : 0));
      return [nearAll('s(u v^T)', s, expected, singularValueError([x.data.length, y.data.length], product, u))];
    },
  }),
  law(svdvals, 'C7', {
    hint: 'large matrices take another way: A^T A is formed, or an iteration ends early',
    ...provedValues('s', async (on, a) => (await on(svdvals, { a })).s),
  }),
  law(svdvals, 'gradient', {
    statement: 'the pullback of w is the sum of the w_i u_i v_i^T, the singular values apart from each other',
    hint: 'the vectors of a triplet are not those of its value, or a factor is left out',
    gradient: true,
    share: 0.75,
    cases: (context) => beside(knownSingularValues(context, { large: true }), { weights: signedWeights }),
    check: async (on, { weights, ...known }, { u }) => {
      const { a } = known;
      const s = singularValuesIn(known);
      const g = build(a, [s.length], (i) => weights[i % weights.length] ?? 1);
      const gradients = await on.gradient(svdvals, { a }, { s: g });
      const gaps = s.map((value, i) =>
        Math.min((s[i - 1] ?? Number.POSITIVE_INFINITY) - value, value - (s[i + 1] ?? 0)),
      );
      // Vectors turn by the error over the gap.
      const turned = (4 * singularValueError(a.shape, s[0] ?? 0, u)) / Math.min(...gaps);
      const allowed = s.length * turned * Math.hypot(...g.data);
      const expected = onVectors(known, (_, i) => at(g, i));
      return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
    },
  }),
  erratum(svdvals, 'E52', {
    needs: [eigvals],
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [1, 128, 0, 1]) }),
    check: async (on, { a }, { u }) => {
      const [{ s }, { w }] = await Promise.all([on(svdvals, { a }), on(eigvals, { a })]);
      // A double eigenvalue moves by the root of an error of 40 eps ||A||_1.
      const far = Math.max(...numbersOf(w).map(({ re, im }) => Math.hypot(toNumber(re) - 1, toNumber(im))));
      return [
        atMost('distance of the eigenvalues from 1', far, 0, 2 * Math.sqrt(40 * 2 * u * 129 * 129)),
        refuted('no length changes much', at(s, 0) - 1, 100),
        near('s_1 s_2 = det A', at(s, 0) * at(s, 1), 1, 3 * at(s, 0) * errorOf(a, s, u)),
      ];
    },
  }),
  law(cond, 'C3', {
    hint: 'another norm is taken, or A^T A is formed',
    cases: unimodularMatrices,
    check: async (on, { a }, { u }) => {
      const inverse = tensorOf(a.dtype, a.shape, inverseOf(exactMatrix(a)) ?? []);
      const results = await Promise.all([a, transposed(a), inverse].map((a) => on(cond, { a })));
      const [plain, turned, inverted] = results.map(({ kappa }) => 1 / only(kappa)) as [number, number, number];
      const allowed = 2 * inverseError(u, ...a.shape);
      return [near('1 / kappa(A^T)', turned, plain, allowed), near('1 / kappa(A^-1)', inverted, plain, allowed)];
    },
  }),
  ofMatrices(cond, ({ kappa }) => only(kappa))('C4', {
    hint: 'the determinant, or a singular value itself, is taken for a measure of the condition',
    cases: ({ dtype }) =>
      beside(monomialMatrices(0), { factor: fc.constantFrom(0.1, 1, 1e-4, 1e5) }).map(({ n, entries, factor }) => ({
        a: tensorOf(
          dtype,
          [n, n],
          entries.map((value) => value * factor),
        ),
      })),
    of: ({ a }) => [a],
    see: ([kappa], { a }, { u }) => [near('kappa', kappa, 1, 2 * inverseError(u, ...a.shape))],
  }),
  ofMatrices(cond, ({ kappa }) => 1 / only(kappa))('C5', {
    cases: (context) =>
      beside(unimodularMatrices(context), { other: unimodularMatrices(context) }).map(({ a, other }) => {
        const n = Math.min(a.shape[0] ?? 1, other.a.shape[0] ?? 1);
        const cut = (one: Tensor) => build(one, [n, n], (i, j) => at(one, i, j) + (i === j ? 40 : 0));
        return { a: cut(a), b: cut(other.a) };
      }),
    of: ({ a, b }) => [a, b, product(a, b), product(transposed(a), a)],
    see: ([first, second, both, square], { a }, { u }) => {
      const allowed = 4 * inverseError(u, ...a.shape);
      return [
        atLeast('1 / kappa(AB)', both, first * second, allowed),
        near('1 / kappa(A^T A)', square, first ** 2, allowed),
      ];
    },
  }),
  law(cond, 'C6', {
    hint: 'what rounding leaves of a zero singular value is taken for one',
    cases: (context) => lowerRank(context),
    check: async (on, { a }, { u }) => {
      fc.pre(a.data.every(Number.isFinite));
      // A row and a column more, copies of the last ones: of lower rank whatever the matrix was.
      const [m = 1, n = 1] = a.shape;
      const more = build(a, [m + 1, n + 1], (i, j) => at(a, Math.min(i, m - 1), Math.min(j, n - 1)));
      fc.pre(more.data.some((value) => value !== 0));
      const { kappa } = await on(cond, { a: more });
      return [atMost('1 / kappa', 1 / only(kappa), 0, inverseError(u, m + 1, n + 1))];
    },
  }),
  law(cond, 'C7', {
    needs: [solve],
    cases: (context) => knownSingularValues(context),
    check: async (on, { a, left }, { u }) => {
      const n = a.shape[0] ?? 1;
      fc.pre(n === a.shape[1]);
      const forward = 60 * n * u * conditionOf(exactMatrix(a));
      fc.pre(forward < 0.1);
      const b = build(a, [n, 2], (i, k) => at(left, i, k * (n - 1)));
      const [{ kappa }, { x }] = await Promise.all([on(cond, { a }), on(solve, { a, b })]);
      const length = (k: number) => Math.hypot(...Array.from({ length: n }, (_, i) => at(x, i, k)));
      // Of right-hand sides of one length, along u_1 and along u_n.
      const ratio = length(0) / length(1);
      return [
        near(
          '||x|| of b = u_1 over ||x|| of b = u_n',
          ratio,
          1 / only(kappa),
          4 * forward * ratio + inverseError(u, n),
        ),
      ];
    },
  }),
  nearlyCoplanar,
  erratum(cond, 'E59', {
    given: ({ dtype }) => ({
      graded: tensorOf(dtype, [2, 2], [1, 0, 0, 2 ** -13]),
      small: tensorOf(
        dtype,
        [4, 4],
        Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 2 ** -13 : 0)),
      ),
    }),
    check: async (on, { graded, small }, { u }) => {
      const [one, other] = await Promise.all([on(cond, { a: graded }), on(cond, { a: small })]);
      return [
        refuted('kappa is near 1 where columns are orthogonal', only(one.kappa) - 1, 100),
        near('1 / kappa of diag(1, 2^-13)', 1 / only(one.kappa), 2 ** -13, inverseError(u, 2)),
        near('kappa of 2^-13 I', only(other.kappa), 1, 2 * inverseError(u, 4)),
      ];
    },
  }),
  law(cond, 'gradient', {
    statement: 'the pullback of g is g kappa (u_1 v_1^T / s_1 - u_k v_k^T / s_k)',
    hint: 'one of the two terms is left out, or has the other sign',
    gradient: true,
    share: 0.75,
    cases: (context) => beside(knownSingularValues(context, { large: true }), { g: fc.constantFrom(1, -2, 3) }),
    check: async (on, { g, ...known }, { u }) => {
      const { a } = known;
      const gradients = await on.gradient(cond, { a }, { kappa: tensorOf(a.dtype, [], [g]) });
      const s = singularValuesIn(known);
      const [first, last] = [s[0] ?? 1, s.at(-1) ?? 1];
      const expected = onVectors(
        known,
        (s, i) => g * (first / last) * ((i === 0 ? 1 / first : 0) - (i === s.length - 1 ? 1 / last : 0)),
      );
      const gaps = s.map((value, i) =>
        Math.min((s[i - 1] ?? Number.POSITIVE_INFINITY) - value, value - (s[i + 1] ?? 0)),
      );
      const turned = (4 * singularValueError(a.shape, first, u)) / Math.min(...gaps);
      const allowed = 6 * turned * Math.abs(g) * (first / last / last);
      return nearNormwise('gradient of a', outputOf(gradients, 'a'), exactMatrix(expected), allowed);
    },
  }),
  law(eigvalsh, 'C3', {
    needs: [eigh],
    cases: (context) => alone(eigvalsh, context, { most: 6 }),
    check: async (on, { a }, { u }) => {
      const [{ w }, whole] = await Promise.all([on(eigvalsh, { a }), on(eigh, { a })]);
      return [nearAll('w', w, whole.w.data, 2 * symmetricError(a, u))];
    },
  }),
  eigenvalues('C4', {
    cases: (context) => alone(eigvalsh, context),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) => {
      const n = a.shape[0] ?? 1;
      const radius = (i: number) =>
        Array.from({ length: n }, (_, j) => (i === j ? 0 : Math.abs(at(a, i, j)))).reduce((sum, one) => sum + one, 0);
      const beyond = (value: number) =>
        Math.min(...Array.from({ length: n }, (_, i) => Math.abs(value - at(a, i, i)) - radius(i)));
      return Array.from(w.data, (value, i) =>
        atMost(`distance of w_${i} from the discs`, beyond(value), 0, 2 * symmetricError(a, u)),
      );
    },
  }),
  eigenvalues('C5', {
    hint: 'the signs of eigenvalues are lost',
    cases: (context) =>
      beside(unimodularMatrices(context), {
        drawn: alone(eigvalsh, context, { entries: 'integers', scaled: false }),
      }).map(({ a: s, drawn }) => {
        const n = Math.min(s.shape[0] ?? 1, drawn.a.shape[0] ?? 1);
        const block = build(s, [n, n], (i, j) => Math.round(at(drawn.a, Math.max(i, j), Math.min(i, j))));
        // The leading triangle with ones on its diagonal: unimodular still.
        const unit = build(s, [n, n], (i, j) => (i === j ? 1 : i > j ? Math.sign(at(s, i, j)) : 0));
        return { a: block, b: product(product(unit, block), transposed(unit)) };
      }),
    of: ({ a, b }, { u }) => {
      for (const one of [a, b]) {
        const least = Math.min(...eigenvaluesOf(exactMatrix(one), u).map(Math.abs));
        fc.pre(least > 2 * symmetricError(one, u));
      }
      return [a, b];
    },
    see: ([one, other]) => {
      const positive = (w: Tensor) => w.data.filter((value) => value > 0).length;
      return [near('positive eigenvalues of S A S^T', positive(other), positive(one), 0)];
    },
  }),
  readsOneTriangle(eigvalsh, 'C6'),
  eigenvalues('C7', {
    cases: (context) =>
      beside(alone(eigvalsh, context, { most: 4 }), { other: alone(eigvalsh, context, { most: 3 }), by: fc.nat(3) }),
    of: ({ a, other, by }) => [a, other.a, onDiagonal(a, other.a), shuffled(a, by)],
    see: ([one, second, both, turned], { a, other }, { u }) => [
      nearAll(
        'w of both',
        both,
        ordered([...one.data, ...second.data]),
        symmetricError(onDiagonal(a, other.a), u) + symmetricError(a, u) + symmetricError(other.a, u),
      ),
      nearAll('w(Q A Q^T)', turned, one.data, 2 * symmetricError(a, u)),
    ],
  }),
  law(eigvalsh, 'C8', {
    hint: 'large matrices take another way: halves are joined wrongly, or an iteration ends early',
    ...provedValues('w', async (on, a) => (await on(eigvalsh, { a })).w),
  }),
  refusesNaN(eigvalsh, 'R1', {
    ...endsOnNaN,
    statement: 'NaN in both triangles is refused, or reaches the result, in finite time',
  }),
  law(eigvalsh, 'gradient', {
    statement: 'the symmetric part of the pullback of w is the sum of the w_i v_i v_i^T',
    hint: 'the vectors are not those of their values, or a factor is left out',
    gradient: true,
    share: 0.75,
    cases: (context) => beside(knownEigenvalues(context), { weights: signedWeights }),
    check: async (on, { weights, ...known }, { u }) => {
      const { a } = known;
      const values = singularValuesIn(known);
      const g = build(a, [values.length], (i) => weights[i % weights.length] ?? 1);
      const gradients = await on.gradient(eigvalsh, { a }, { w: g });
      const received = outputOf(gradients, 'a');
      const symmetric = build(received, received.shape, (i, j) => (at(received, i, j) + at(received, j, i)) / 2);
      const gaps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
      const turned = (4 * symmetricError(a, u)) / Math.min(...gaps, spectralNormOf(exactMatrix(a), u) || 1);
      const expected = onVectors(known, (_, i) => at(g, i));
      return nearNormwise(
        'gradient of a',
        symmetric,
        exactMatrix(expected),
        values.length * (turned + u) * Math.hypot(...g.data),
      );
    },
  }),
  ofMatrices(eigvals, ({ w }) => w)('C5', {
    hint: 'eigenvalues of the symmetric part, or of A^T A, are taken',
    cases: (context) =>
      tensors(context, { drawn: 'n n' }, { most: 4 }).map(({ drawn }) => ({
        a: build(drawn, drawn.shape, (i, j) => (i === j ? 5 * i - 7 : i < j ? at(drawn, i, j) % 3 : 0)),
      })),
    of: ({ a }) => [a],
    see: ([w], { a }, { u }) => {
      const n = a.shape[0] ?? 1;
      const error = thresholds.nonsymmetricEigen * n * 2 * u * norm1(exactMatrix(a));
      const expected = Array.from({ length: n }, (_, k) => 5 * k - 7);
      const allowed = expected.map((_, k) => 2 * Math.sqrt(n) * sensitivity(a, k) * error);
      fc.pre(Math.max(...allowed) < 1);
      const parts = numbersOf(w).map(({ re, im }) => [toNumber(re), toNumber(im)] as const);
      const sorted = parts.toSorted(([one], [other]) => one - other);
      return sorted.flatMap(([re, im], k) => [
        near(`Re w_${k}`, re, expected[k] ?? 0, allowed[k] ?? 0),
        near(`Im w_${k}`, im, 0, allowed[k] ?? 0),
      ]);
    },
  }),
  refusesNaN(eigvals, 'R1', endsOnNaN),
];
