import fc from 'fast-check';
import { trace } from '../../spec/_internal/characteristic.ts';
import { inverseIteration, qrAlgorithm, rayleighQuotient } from '../../spec/decompositions/iterations.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { knownEigenvalues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { ofResult } from '../observed.ts';
import { singularValuesIn } from '../verbs/bases.ts';
import { exactMatrix, finite, frobeniusNormOf, numberOf } from '../verbs/exactMatrices.ts';
import { atLeast, atMost, near } from '../verbs/measured.ts';
import { plusDiagonal } from '../verbs/parts.ts';
import { eigenvaluesOf } from '../verbs/spectrum.ts';
import { at, build, only, transposed } from '../verbs/tensors.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';
import { frobenius, rowOf, sizeOf, startOf, vectors } from './_internal/starts.ts';
import { partsOf, trajectory } from './_internal/trajectory.ts';

const { minus, norm1, times, transpose } = algebra(0);

/** ||A x - rho x|| / ||x|| for the exact rho of x, in double precision. */
function residualOf(a: Tensor, x: Tensor): number {
  const n = x.data.length;
  const column = exactMatrix(build(x, [n, 1], (i) => at(x, i)));
  const image = times(exactMatrix(a), column);
  const [along, square] = [times(transpose(column), image), times(transpose(column), column)];
  // x^T x A x - x x^T A x, exactly.
  const residual = minus(times(image, square), times(column, along));
  return frobeniusNormOf(residual) / numberOf(square) / frobenius(x);
}

const symmetricCases = (context: Context) =>
  alone(rayleighQuotient, context, { domain: { a: 'symmetric' }, scaled: false, most: 4, entries: 'integers' });

/** The tangent of the angle between a vector and column k of an orthogonal basis, and its part along it. */
function angleTo(x: readonly number[], basis: Tensor, k: number): { tangent: number; along: number } {
  const parts = partsOf(x, basis);
  const along = Math.abs(parts[k] ?? 0);
  return { tangent: Math.hypot(...parts.filter((_, i) => i !== k)) / along, along: along / Math.hypot(...parts) };
}

/** What inverseIteration/C1 allows the residual of a vector of length 1 to be, in the 2-norm. */
const inverseError = (a: Tensor, shift: number, u: number): number =>
  (a.shape[0] ?? 1) * 30 * (a.shape[0] ?? 1) * u * (norm1(exactMatrix(a)) + Math.abs(shift));

/** What twelve steps may change: C2 and C3 together, 60 and twice 30 of ||A||, each step. */
const stepError = (a: Tensor, u: number): number => {
  const n = a.shape[0] ?? 1;
  return 150 * n * 2 * u * Math.sqrt(n) * norm1(exactMatrix(a));
};

export const laws: readonly Law[] = [
  ofResult(inverseIteration, 'C4', {
    hint: 'A itself is multiplied by, or the shift has the other sign',
    cases: (context) =>
      beside(vectors(knownEigenvalues(context)), { which: fc.nat(16), towards: dealt([1, -1, 2]) }).map(
        ({ which, towards, ...given }) => {
          const values = singularValuesIn(given);
          const k = which % values.length;
          const next = values[k + 1] ?? values[k - 1] ?? (values[k] ?? 1) + 1;
          const shift = (values[k] ?? 0) + ((next - (values[k] ?? 0)) * towards) / 8;
          return { ...given, k, shift: tensorOf(given.a.dtype, [], [shift]) };
        },
      ),
    of: ({ x }, { a, left, start, steps, k, shift, ...known }, _, { u }) => {
      const strange = finite({ x });
      if (strange.ratio !== 0) return [strange];
      const distances = singularValuesIn({ a, left, ...known }).map((value) => Math.abs(value - only(shift)));
      const gap = Math.min(...distances.filter((_, i) => i !== k));
      const error = inverseError(a, only(shift), u);
      let before = angleTo(Array.from(start.data), left, k);
      fc.pre(before.along > 0.01);
      return Array.from({ length: steps }, (_, t) => {
        const [from, after] = [before, angleTo(rowOf(x, t), left, k)];
        before = after;
        const own = (distances[k] ?? 0) + error / after.along;
        const rounding = 16 * sizeOf(a) * u * (1 + after.tangent);
        const limit = Number.isFinite(gap) ? (own * from.tangent + error / after.along) / gap : 0;
        return atMost(`tangent after step ${t + 1}`, after.tangent, limit, rounding);
      });
    },
  }),
  law(inverseIteration, 'C5', {
    needs: [rayleighQuotient],
    hint: 'the shift is not subtracted, or from a wrong place',
    cases: (context) =>
      beside(knownEigenvalues(context), { which: fc.nat(16), drawn: pool('integers') }).map(
        ({ which, drawn, ...known }) => {
          const [n, k] = [known.values.length, which % known.values.length];
          const part = (j: number) => (j === k ? 64 : Math.sign(drawn[j] ?? 1));
          const entry = (i: number) =>
            Array.from({ length: n }, (_, j) => part(j) * at(known.left, i, j)).reduce((sum, one) => sum + one, 0);
          return { ...known, k, start: build(known.a, [n], entry) };
        },
      ),
    check: async (on, { k, start, ...known }, { u }) => {
      const [values, n] = [singularValuesIn(known), start.data.length];
      const distances = values.map((value) => Math.abs(value - (values[k] ?? 0))).filter((_, i) => i !== k);
      const [gap, spread] = [Math.min(...distances), Math.max(0, ...distances)];
      const seen: Observation[] = [];
      let vector = start;
      for (let step = 0; step < 3; step++) {
        const { rho } = await on(rayleighQuotient, { a: known.a, x: vector });
        const { x } = await on(inverseIteration, { a: known.a, shift: rho, start: vector }, { steps: 1 });
        const strange = finite({ x });
        if (strange.ratio !== 0) return [strange];
        const [from, after] = [angleTo(Array.from(vector.data), known.left, k), angleTo(rowOf(x, 0), known.left, k)];
        const error = inverseError(known.a, only(rho), u);
        const own = (spread * from.tangent ** 2) / (1 + from.tangent ** 2) + error;
        if (n > 1 && own > gap / 2) fc.pre(step > 0);
        const limit = n === 1 ? 0 : ((own + error / after.along) * from.tangent + error / after.along) / (gap - own);
        seen.push(atMost(`tangent after step ${step + 1}`, after.tangent, limit, 16 * n * u * (1 + after.tangent)));
        vector = build(x, [n], (i) => at(x, 0, i));
      }
      return seen;
    },
  }),
  law(rayleighQuotient, 'C1', {
    cases: symmetricCases,
    check: async (on, { a, x }, { u }) => {
      const rho = only((await on(rayleighQuotient, { a, x })).rho);
      const distances = eigenvaluesOf(exactMatrix(a), u).map((value) => Math.abs(value - rho));
      const allowed = (4 * x.data.length + 8) * u * frobenius(a);
      return [atMost('distance of rho from an eigenvalue', Math.min(...distances), residualOf(a, x), allowed)];
    },
  }),
  law(rayleighQuotient, 'C2', {
    cases: symmetricCases,
    check: async (on, { a, x }, { u }) => {
      const rho = only((await on(rayleighQuotient, { a, x })).rho);
      const [own = 0, other] = eigenvaluesOf(exactMatrix(a), u)
        .map((value) => Math.abs(value - rho))
        .toSorted((one, two) => one - two);
      fc.pre(other !== undefined && other > 0);
      const allowed = (4 * x.data.length + 8) * u * frobenius(a) * (1 + frobenius(a) / (other ?? 1));
      return [atMost('distance of rho from an eigenvalue', own, residualOf(a, x) ** 2 / (other ?? 1), allowed)];
    },
  }),
  ofResult(rayleighQuotient, 'C3', {
    hint: 'the quotient is not divided by x^T x, or by its root',
    cases: symmetricCases,
    of: ({ rho }, { a, x }, _, { u }) => {
      const values = eigenvaluesOf(exactMatrix(a), u);
      const allowed = (4 * x.data.length + 8) * u * frobenius(a);
      return [
        atLeast('rho, against the least eigenvalue', only(rho), values[0] ?? 0, allowed),
        atMost('rho, against the largest eigenvalue', only(rho), values.at(-1) ?? 0, allowed),
      ];
    },
  }),
  law(rayleighQuotient, 'C4', {
    cases: (context) => beside(tensors(context, { a: 'n n', drawn: 'n' }), { c: fc.integer({ min: -9, max: 9 }) }),
    check: async (on, { a, drawn, c }, { u }) => {
      const x = startOf(a, drawn.data.length, Array.from(drawn.data));
      const moved = plusDiagonal(a, c);
      const [one, turned, other] = await Promise.all(
        [a, transposed(a), moved].map(async (a) => only((await on(rayleighQuotient, { a, x })).rho)),
      );
      const allowed = (8 * x.data.length + 16) * u * (frobenius(a) + frobenius(moved));
      return [
        near('rho of A^T', turned ?? Number.NaN, one ?? 0, allowed),
        near('rho of A + c I', other ?? Number.NaN, (one ?? 0) + c, allowed),
      ];
    },
  }),
  law(qrAlgorithm, 'C4', {
    share: 0.25,
    cases: (context) => alone(qrAlgorithm, context, { scaled: false, most: 4 }),
    check: async (on, { a }, { u }) => {
      let next = a;
      for (let step = 0; step < 12; step++) ({ next } = await on(qrAlgorithm, { a: next }));
      const strange = finite({ next });
      if (strange.ratio !== 0) return [strange];
      const [given, last, n] = [exactMatrix(a), exactMatrix(next), a.shape[0] ?? 1];
      const error = 12 * stepError(a, u);
      const [size, received] = [frobeniusNormOf(given), frobeniusNormOf(last)];
      return [
        near('trace', numberOf(trace(last)), numberOf(trace(given)), n * error),
        near(
          'trace of the square',
          numberOf(trace(times(last, last))),
          numberOf(trace(times(given, given))),
          4 * n * size * error,
        ),
        near('||.||_F', received, size, n * error),
      ];
    },
  }),
  law(qrAlgorithm, 'C5', {
    share: 0.5,
    hint: 'Q R is given again, or Q A Q^T',
    cases: (context) => knownEigenvalues(context),
    check: async (on, known, { u }) => {
      const { a, left } = known;
      const [n, steps] = [a.shape[0] ?? 1, 6];
      const values = singularValuesIn(known);
      const error = steps * stepError(a, u);
      const points = trajectory(values, partsOf([1], left), steps, error);
      const seen: Observation[] = [];
      let next = a;
      for (const [t, { parts, error: turned }] of points.entries()) {
        ({ next } = await on(qrAlgorithm, { a: next }));
        const rho = parts.reduce((sum, part, i) => sum + part ** 2 * (values[i] ?? 0), 0);
        const expected = Math.hypot(...parts.map((part, i) => part * ((values[i] ?? 0) - rho)));
        const received = Math.hypot(...Array.from({ length: n - 1 }, (_, i) => at(next, i + 1, 0)));
        seen.push(
          near(
            `below the first diagonal entry after step ${t + 1}`,
            received,
            expected,
            error + 8 * turned * frobenius(a),
          ),
        );
      }
      return seen;
    },
  }),
  refusesNaN(qrAlgorithm, 'R1', endsOnNaN),
];
