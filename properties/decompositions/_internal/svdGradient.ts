import fc from 'fast-check';
import { svd } from '../../../spec/decompositions/svd.ts';
import { algebra, type ExactMatrix } from '../../../spec/exactMatrix.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { dealt } from '../../generators/dealt.ts';
import { type KnownSpectrum, knownSingularValues } from '../../generators/knownSpectrum.ts';
import { signedWeights, weighted } from '../../generators/weights.ts';
import { type Law, law } from '../../law.ts';
import { singularValuesIn } from '../../verbs/bases.ts';
import { exactMatrix, finite, frobeniusNormOf, roundedTo } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { nearNormwise } from '../../verbs/nearNormwise.ts';

const { diagonal, minus, part, plus, times, transpose } = algebra(0);

/** The factors that an implementation returned, exactly. */
interface Factors {
  readonly u: ExactMatrix;
  readonly s: ExactMatrix;
  readonly v: ExactMatrix;
}

/** A function of A that does not see the gauge of its factors, with the cotangents that it has in them. */
interface Functional {
  /** Shape of its weights W for an m by n matrix. */
  readonly shape: (m: number, n: number) => readonly [number, number];
  /** f and its derivative at a singular value: for the bound. */
  readonly f: (s: number) => number;
  readonly slope: (s: number) => number;
  /** Cotangents of U, diag(s) and V. */
  readonly cotangents: (w: ExactMatrix, factors: Factors) => Factors;
  readonly gradient: (w: ExactMatrix, a: ExactMatrix) => ExactMatrix;
}

const onDiagonal = (a: ExactMatrix): ExactMatrix => part(a, (i, j) => i === j);
const zero = (a: ExactMatrix): ExactMatrix => minus(a, a);

/** Polynomials in A and A^T: their derivatives are products of matrices, exact and without any factorisation. */
const functionals: Readonly<Record<string, Functional>> = {
  // <W, A A^T A> = <W, U S^3 V^T>.
  odd: {
    shape: (m, n) => [m, n],
    f: (s) => s ** 3,
    slope: (s) => 3 * s ** 2,
    cotangents(w, { u, s, v }) {
      const square = times(s, s);
      const cube = times(square, s);
      const projected = onDiagonal(times(transpose(u), w, v));
      return {
        u: times(w, v, cube),
        s: times(plus(plus(square, square), square), projected),
        v: times(transpose(w), u, cube),
      };
    },
    gradient: (w, a) => plus(plus(times(w, transpose(a), a), times(a, transpose(w), a)), times(a, transpose(a), w)),
  },
  // <W, A A^T> = <W, U S^2 U^T>.
  left: {
    shape: (m) => [m, m],
    f: (s) => s ** 2,
    slope: (s) => 2 * s,
    cotangents(w, { u, s, v }) {
      const both = plus(w, transpose(w));
      return { u: times(both, u, s, s), s: times(s, onDiagonal(times(transpose(u), both, u))), v: zero(v) };
    },
    gradient: (w, a) => times(plus(w, transpose(w)), a),
  },
  // <W, A^T A> = <W, V S^2 V^T>.
  right: {
    shape: (_, n) => [n, n],
    f: (s) => s ** 2,
    slope: (s) => 2 * s,
    cotangents(w, { u, s, v }) {
      const both = plus(w, transpose(w));
      return { u: zero(u), s: times(s, onDiagonal(times(transpose(v), both, v))), v: times(both, v, s, s) };
    },
    gradient: (w, a) => times(a, plus(w, transpose(w))),
  },
};

const diagonalOf = (a: ExactMatrix): ExactMatrix => ({
  ...a,
  columns: 1,
  entries: Array.from({ length: a.rows }, (_, i) => a.entries[i * (a.columns + 1)] ?? 0n),
});

/**
 * How far a pullback may be off. Its terms are of size ||W|| (|f'| + 2 |f| / g), g the least distance of a singular value from
 * the others and from zero; and singular vectors that are off by 35 max(m, n) eps s_1 / g turn them by as much.
 */
function allowed(known: KnownSpectrum, w: ExactMatrix, { f, slope }: Functional, u: number): number {
  const values = singularValuesIn(known);
  const largest = values[0] ?? 0;
  const gap = Math.min(...values.map((value, i) => value - (values[i + 1] ?? 0)));
  const terms = frobeniusNormOf(w) * (slope(largest) + (2 * f(largest)) / gap);
  return thresholds.singular * Math.max(...known.a.shape) * 2 * u * (1 + largest / gap) * terms;
}

/** The law of the pullback of the singular value decomposition. */
export const svdGradient: Law = law(svd, 'gradient', {
  repeats: true,
  statement:
    'the pullback of a functional of U f(S) V^T, U f(S) U^T or V f(S) V^T is its derivative, whatever the signs',
  hint: 'the term of U, of V or of the complement of their columns is missing, or F has the wrong sign or factor',
  gradient: true,
  share: 0.75,
  cases: (context) =>
    fc
      .record({
        known: knownSingularValues(context, { large: true }),
        functional: dealt(['odd', 'left', 'right']),
        weights: signedWeights,
      })
      .map(({ known, functional, weights }) => ({ ...known, functional, weights })),
  check: async (on, { functional, weights, ...known }, { dtype, u: unit }) => {
    const { a } = known;
    const chosen = functionals[functional];
    if (chosen === undefined) throw new RangeError(`no functional ${functional}`);
    const [m = 1, n = 1] = a.shape;
    const outputs = await on(svd, { a });
    const whole = finite(outputs);
    if (whole.ratio !== 0) return [whole];
    const w = exactMatrix(weighted(dtype, chosen.shape(m, n), weights));
    const { u, s, v } = { u: exactMatrix(outputs.u), s: diagonal(exactMatrix(outputs.s)), v: exactMatrix(outputs.v) };
    const cotangents = chosen.cotangents(w, { u, s, v });
    const gradients = await on.gradient(
      svd,
      { a },
      {
        u: roundedTo(dtype, cotangents.u),
        s: roundedTo(dtype, diagonalOf(cotangents.s), outputs.s.shape),
        v: roundedTo(dtype, cotangents.v),
      },
    );
    const expected = chosen.gradient(w, exactMatrix(a));
    return nearNormwise('gradient of a', outputOf(gradients, 'a'), expected, allowed(known, w, chosen, unit));
  },
});
