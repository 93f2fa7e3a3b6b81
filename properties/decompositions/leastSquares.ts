import fc from 'fast-check';
import { lstsq, normalEquations, ridge } from '../../spec/decompositions/leastSquares.ts';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { type KnownSpectrum, knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { scaleOf, singularValuesIn } from '../verbs/bases.ts';
import { identical } from '../verbs/compare.ts';
import { inverseNorm1 } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { satisfies } from '../verbs/judge.ts';
import { atMost } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, product, transposed, zeros } from '../verbs/tensors.ts';
import { leastSquaresProved, share, systemDraws, systemOf } from './_internal/provedErrors.ts';
import { dependsOnOwnColumn } from './_internal/spoiledColumns.ts';

const { minus, norm1, times, transpose } = algebra(0);

/** A of known singular values, b = the sum of weights times columns of `left`, and the sum of them over `right`, weighted. */
const solution = (known: KnownSpectrum, weights: Tensor, over: (s: number) => number) => {
  const { a, left, values, right } = known;
  const [m = 1, n = 1] = a.shape;
  // left^T left = p I and right^T right = q I: u_i . b = sqrt(p) weight_i, and v_i is a column over sqrt(q).
  const p = product(transposed(left), left).data[0] ?? 1;
  const [w, scale] = [(i: number) => weights.data[i] ?? 0, scaleOf(known)];
  const sum = (count: number, term: (r: number) => number) =>
    Array.from({ length: count }, (_, r) => term(r)).reduce((total, one) => total + one, 0);
  const b = build(a, [m, 1], (i) => sum(m, (r) => at(left, i, r) * w(r)));
  // s_i / (p q) = value_i / scale.
  const factor = (r: number) => (w(r) * over((values[r] ?? 0) * scale) * p) / scale;
  return { b, x: build(a, [n, 1], (j) => sum(values.length, (r) => at(right, j, r) * factor(r))) };
};

const spectra = (context: Parameters<typeof knownSingularValues>[0]) =>
  beside(knownSingularValues(context, { deficient: true, large: true }), {
    drawn: pool('integers'),
    step: dealt([2, -2, 4, 0, -6]),
  }).map(({ drawn, ...known }) => {
    const m = known.a.shape[0] ?? 1;
    return { ...known, weights: build(known.a, [m], (i) => (drawn[i] ?? 1) || 1) };
  });

/** Where the residual of a ridge regression is at most what its C1 allows: ||K^-1|| times that is the error of X. */
const ridgeError = (a: Tensor, b: Tensor, x: ExactMatrix, lambda: number, least: number, u: number): number => {
  const [given, right] = [exactMatrix(a), exactMatrix(b)];
  const back = norm1(transpose(given));
  const residual = (back * norm1(given) + lambda) * norm1(x) + back * norm1(right);
  return (thresholds.linear * Math.max(...a.shape) * 2 * u * residual) / (lambda + least ** 2);
};

/** ||(A^T A)^-1||_1 times what normalEquations/C1 allows. */
function gramError(a: Tensor, b: Tensor, x: Tensor, u: number): number {
  const given = exactMatrix(a);
  const back = norm1(transpose(given));
  const residual = back * norm1(given) * norm1(exactMatrix(x)) + back * norm1(exactMatrix(b));
  return thresholds.linear * Math.max(...a.shape) * 2 * u * inverseNorm1(times(transpose(given), given)) * residual;
}

const lauchli = (like: Tensor, t: number, n: number): Tensor =>
  build(like, [n + 1, n], (i, j) => (i === 0 ? 1 : i === j + 1 ? t : 0));

export const laws: readonly Law[] = [
  ofResult(lstsq, 'C3', {
    hint: 'not the solution of least norm, or the tolerance of the rank is missing or absolute',
    cases: spectra,
    from: ({ weights, ...known }) => ({ a: known.a, b: solution(known, weights, (s) => 1 / s).b }),
    of: ({ x }, { weights, ...known }, _, { u }) => {
      const { a } = known;
      const expected = solution(known, weights, (s) => 1 / s);
      const s = singularValuesIn(known);
      const [largest = 0, least = 1] = [s[0], s.at(-1)];
      const [length, right] = [frobeniusNormOf(exactMatrix(expected.x)), frobeniusNormOf(exactMatrix(expected.b))];
      // Wedin: X moves by kappa of the error for x, and by kappa^2 for the residual, which is at most b.
      const distance = (thresholds.linear * Math.max(...a.shape) * 2 * u * frobeniusNormOf(exactMatrix(a))) / least;
      fc.pre(distance < 0.25);
      const least2 = (thresholds.singular * Math.max(...a.shape) * 2 * u * largest) / least;
      const allowed = 2 * (distance + least2) * (2 * length + right / least);
      return nearNormwise('x', x, exactMatrix(expected.x), allowed);
    },
  }),
  stillHolds(lstsq, 'C4', ['C1'], {
    hint: 'the normal equations are solved: the error grows with the square of the condition number',
    hintOfLoss: true,
    cases: (context) =>
      beside(illConditioned(context, { tall: true }), { drawn: pool('integers') }).map(({ a, drawn }) => {
        const x = build(a, [a.shape[1] ?? 1, 1], (i) => drawn[i] || 1 - i);
        const reached = roundedTo(a.dtype as 'float64', times(exactMatrix(a), exactMatrix(x)));
        return { a, b: build(a, [a.shape[0] ?? 1, 2], (i, k) => (k === 0 ? at(reached, i, 0) : (drawn[i] ?? 1))) };
      }),
  }),
  dependsOnOwnColumn(lstsq, 'C5', {
    hint: 'right-hand sides are mixed, scaled together or refined together',
    cases: (context) => alone(lstsq, context),
  }),
  ofResult(lstsq, 'C6', {
    hint: 'zero is divided by',
    hintOfLoss: true,
    cases: (context) => tensors(context, { drawn: 'm n', b: 'm k' }),
    from: ({ drawn, b }) => ({ a: zeros(drawn), b }),
    of: ({ x }, { drawn, b }) => [
      identical(
        x,
        build(drawn, [drawn.shape[1] ?? 1, b.shape[1] ?? 1], () => 0),
        'lstsq(0, B)',
      ),
    ],
  }),
  law(lstsq, 'C7', {
    hint: 'large problems take another way, in which digits are lost: fewer bits, or the normal equations',
    share,
    cases: () => systemDraws({ tall: true }),
    check: async (on, draw, context) => {
      const { a, b } = systemOf(draw, context);
      const { x } = await on(lstsq, { a, b });
      return leastSquaresProved({ a, b, x }, context);
    },
  }),
  erratum(lstsq, 'E75', {
    needs: [matmul],
    given: ({ dtype, u }) => {
      const t = 2 ** Math.floor(Math.log2(u) / 2 - 2);
      const a = lauchli(tensorOf(dtype, [], [0]), t, 2);
      return { a, b: tensorOf(dtype, [3, 1], [3, t, 2 * t]) };
    },
    check: async (on, { a, b }, context) => {
      const [{ c }, solved] = await Promise.all([on(matmul, { a: transposed(a), b: a }), on(lstsq, { a, b })]);
      const [g11, g12, g21, g22] = c.data as unknown as [number, number, number, number];
      return [
        refuted(
          'A^T A has the rank of A: its determinant over what it is, 2 t^2 + t^4, is 1',
          1 - (g11 * g22 - g12 * g21) / (2 * at(a, 1, 0) ** 2),
          0.5,
        ),
        satisfies(lstsq, 'C1', { a, b }, {}, solved, context),
      ];
    },
  }),
  ofResult(ridge, 'C2', {
    hint: 'lambda is taken for its root, is added to the singular values, or is divided by the number of rows',
    cases: (context) =>
      spectra(context).map((given) => {
        const s = singularValuesIn(given);
        return { ...given, lambda: 2 ** (2 * Math.round(Math.log2(s[0] ?? 1)) + given.step) };
      }),
    from: ({ weights, lambda, ...known }) => ({ a: known.a, b: solution(known, weights, () => 1).b, lambda }),
    of: ({ x }, { weights, lambda, ...known }, _, { u }) => {
      const { b, x: expected } = solution(known, weights, (s) => s / (s * s + lambda));
      const exact = exactMatrix(expected);
      return nearNormwise('x', x, exact, Math.sqrt(x.data.length) * ridgeError(known.a, b, exact, lambda, 0, u));
    },
  }),
  law(ridge, 'C3', {
    cases: (context) =>
      beside(tensors(context, { a: 'm n', b: 'm k' }), { lambda: dealt([0.25, 1, 4, 64]), more: dealt([0.25, 1, 16]) }),
    check: async (on, { a, b, lambda, more }, { u }) => {
      const both = [lambda, lambda + more];
      const [{ x: one }, { x: other }] = await Promise.all([
        on(ridge, { a, b }, { lambda }),
        on(ridge, { a, b }, { lambda: lambda + more }),
      ]);
      const columns = b.shape[1] ?? 1;
      const error = (x: ExactMatrix, k: number) =>
        columns * Math.sqrt(x.rows) * ridgeError(a, b, x, both[k] ?? 1, 0, u);
      return judgedExactly({ less: one, larger: other }, ({ less, larger }) => [
        atMost(
          `||X|| at lambda = ${lambda + more}`,
          frobeniusNormOf(larger),
          frobeniusNormOf(less),
          error(less, 0) + error(larger, 1),
        ),
      ]);
    },
  }),
  law(ridge, 'C4', {
    needs: [lstsq],
    hint: 'lambda is taken for its root',
    cases: (context) => beside(tensors(context, { a: 'm n', b: 'm k' }), { root: dealt([2, 0.5, 4, 1]) }),
    check: async (on, { a, b, root }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const stacked = build(a, [m + n, n], (i, j) => (i < m ? at(a, i, j) : i - m === j ? root : 0));
      const right = build(b, [m + n, b.shape[1] ?? 1], (i, k) => (i < m ? at(b, i, k) : 0));
      const [one, other] = await Promise.all([
        on(ridge, { a, b }, { lambda: root ** 2 }),
        on(lstsq, { a: stacked, b: right }),
      ]);
      return judgedExactly({ x: other.x }, ({ x }) => {
        const error = ridgeError(a, b, x, root ** 2, 0, u) + ridgeError(stacked, right, x, root ** 2, 0, u);
        return nearNormwise('ridge', one.x, x, x.columns * Math.sqrt(n) * error);
      });
    },
  }),
  dependsOnOwnColumn(ridge, 'C5', {
    hint: 'right-hand sides are mixed, scaled together or refined together',
    cases: (context) => alone(ridge, context, { attributes: { lambda: 1 } }),
  }),
  law(ridge, 'C6', {
    needs: [lstsq],
    hint: 'lambda is bounded from below',
    cases: (context) => beside(spectra(context), { bits: dealt([3, 8, 16]) }),
    check: async (on, { weights, bits, step, ...known }, { u }) => {
      const { a } = known;
      const s = singularValuesIn(known);
      const [largest = 0, least = 1] = [s[0], s.at(-1)];
      const lambda = 2 ** (2 * Math.floor(Math.log2(least)) - bits);
      const { b, x } = solution(known, weights, (value) => 1 / value);
      const [{ x: near }, { x: limit }] = await Promise.all([on(ridge, { a, b }, { lambda }), on(lstsq, { a, b })]);
      return judgedExactly({ near, limit }, (exact) => {
        const length = frobeniusNormOf(exactMatrix(x));
        const eps = thresholds.linear * Math.max(...a.shape) * 2 * u;
        // Of lstsq, by Wedin; of ridge, what its C1 makes of it.
        const ofLimit = (4 * eps * largest * (2 * length + frobeniusNormOf(exactMatrix(b)) / least)) / least;
        const ofNear =
          Math.sqrt(x.data.length) * ridgeError(a, b, exact.limit, lambda, s.length < x.data.length ? 0 : least, u);
        const distance = frobeniusNormOf(minus(exact.near, exact.limit));
        return [atMost('||X - X_0||', distance, (lambda / least ** 2) * length, ofLimit + ofNear)];
      });
    },
  }),
  ofResult(normalEquations, 'C2', {
    hint: 'another system is solved',
    cases: (context) =>
      beside(tensors(context, { square: 'n n', more: 'r n', x: 'n k' }), { shift: dealt([4, 1, 10]) }).map(
        ({ square, more, x, shift }) => {
          const [n = 1, r = 0] = [square.shape[0], more.shape[0]];
          const a = build(square, [n + r, n], (i, j) =>
            i < n ? at(square, i, j) + (i === j ? shift : 0) : at(more, i - n, j),
          );
          return { a, x, b: product(a, x) };
        },
      ),
    from: ({ a, b, x }, { u }) => {
      // Refused beyond it, perhaps; and X is twice as large at most.
      fc.pre(gramError(a, b, x, u) < norm1(exactMatrix(x)) / 2);
      return { a, b };
    },
    of: ({ x: received }, { a, b, x }, _, { u }) =>
      nearNormwise('x', received, exactMatrix(x), 2 * x.data.length * gramError(a, b, x, u)),
  }),
  law(normalEquations, 'C3', {
    hint: 'a pivot that rounding made 0 is replaced, and the result looks like an answer',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { like: '', drawn: 'm' }, { least: 3 }), {
        n: dealt([2, 3]),
        bits: dealt([1, 2, 4]),
      }).map(({ like, drawn, n, bits }) => {
        const a = lauchli(like, 2 ** (Math.floor(Math.log2(context.u) / 2) - bits), n);
        return { a, b: build(a, [n + 1, 1], (i) => drawn.data[i % drawn.data.length] || i + 1) };
      }),
    check: async (on, { a, b }, context) => {
      const solved = await unlessRefused(on(normalEquations, { a, b }));
      if (solved === undefined || solved.x.data.some((value) => !Number.isFinite(value)))
        return [{ ratio: 0, what: 'refused' }];
      return [satisfies(lstsq, 'C1', { a, b }, {}, solved, context)];
    },
  }),
  dependsOnOwnColumn(normalEquations, 'C4', {
    hint: 'right-hand sides are mixed, scaled together or refined together',
    cases: (context) => alone(normalEquations, context),
  }),
  refuses(normalEquations, 'R1', {
    statement: 'more columns than rows, or a column of zeros, is refused',
    orNaN: true,
    cases: (context) => beside(tensors(context, { a: 'm n', b: 'm k' }, { least: 2 }), { hole: fc.nat(4) }),
    calls: ({ a, b, hole }) => {
      const [m = 1, n = 1] = a.shape;
      const tall = build(a, [m + n, n], (i, j) => (j === hole % n ? 0 : i < m ? at(a, i, j) : i - m === j ? 9 : 1));
      return {
        'a column of zeros': { a: tall, b: build(b, [m + n, 1], (i) => i + 1) },
        'more columns than rows': { a: build(a, [m, m + 1], (i, j) => at(a, i, j % n)), b },
      };
    },
  }),
];
