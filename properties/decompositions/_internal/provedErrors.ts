import type fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import {
  integersOf,
  type SpectrumDraw,
  spectrumDraws,
  valuesOf,
  withSingularValues,
} from '../../generators/spectra.ts';
import type { Context, Observation } from '../../law.ts';
import { type Ball, identityBall, norm1 } from '../../verbs/balls.ts';
import { literal } from '../../verbs/compare.ts';
import { around, ballOf } from '../../verbs/enclosedSpectrum.ts';
import { type Enclosed, enclosedErrors, inverseSizes, proveRegular } from '../../verbs/enclosedSystem.ts';
import { finite } from '../../verbs/measured.ts';
import { allProved, proved, undecidable } from '../../verbs/proved.ts';
import { at, build } from '../../verbs/tensors.ts';

/** The laws below share this: one case costs as much as several others. */
export const share = 0.5;

/** Bits of the condition number up to which the forward bound says something of an order: 60 n u kappa < 1. */
const bitsOf = ({ u }: Context, { n, extra }: SpectrumDraw): number => -Math.log2(60 * (n + extra) * u);

/** A of known singular values, and right-hand sides that are A times integers, rounded, and integers. */
export interface ProvedCase extends SpectrumDraw {
  readonly reached: boolean;
}

export const systemDraws = (options?: { readonly tall?: boolean }): fc.Arbitrary<ProvedCase> =>
  beside(spectrumDraws(options), { reached: dealt([true, false, true]) });

export function systemOf(draw: ProvedCase, context: Context): { a: Tensor; b: Tensor } {
  const { a } = withSingularValues(context, draw, valuesOf(draw, bitsOf(context, draw)));
  const [m = 1, n = 1] = a.shape;
  const x = integersOf(context.dtype, [n, 1], draw.key);
  if (!draw.reached) return { a, b: integersOf(context.dtype, [m, 1], draw.key) };
  const b = build(a, [m, 1], (i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += at(a, i, j) * at(x, j, 0);
    return sum;
  });
  return { a, b };
}

export const matrixOf = (draw: SpectrumDraw, context: Context): { a: Tensor } => ({
  a: withSingularValues(context, draw, valuesOf(draw, bitsOf(context, draw))).a,
});

/** What is allowed each element of x of a column: of the sizes of the inverse and of the column. */
type Allowance = (given: {
  readonly sizes: ReturnType<typeof inverseSizes>;
  readonly enclosed: Enclosed;
  /** Where the element is. */
  readonly i: number;
  readonly k: number;
}) => readonly [least: number, most: number];

/** Every element of x against the solution, or the least squares solution, of A x = b: proved within, proved beyond, or undecidable. */
function elementsProved(a: Tensor, b: Ball, x: Tensor, allowed: Allowance): readonly Observation[] {
  const seen = finite('x', x);
  if (seen.ratio !== 0) return [seen];
  const [m = 1, n = 1] = a.shape;
  const system = proveRegular(m, n, a.data);
  if (system === undefined) return [undecidable('||I - R A|| < 1')];
  const enclosed = enclosedErrors(system, b, ballOf(x));
  const sizes = inverseSizes(system);
  const verdicts = enclosed.errors.map((error, place) => {
    const [i, k] = [Math.floor(place / b.columns), place % b.columns];
    return {
      ...proved(`error of x[${i}, ${k}]`, error, allowed({ sizes, enclosed, i, k })),
      received: `${literal(at(x, i, k))}, an error of ${error.map(literal).join(' to ')}`,
    };
  });
  return [allProved('x', verdicts)];
}

const column = ({ rows, columns, middle }: Ball, k: number): number[] =>
  Array.from({ length: rows }, (_, i) => middle[i * columns + k] as number);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + Math.abs(value), 0);

/** Of a residual of at most `bound` in the 1-norm: |e_i| = |(A^-1 r)_i| <= ||row i of A^-1||_2 ||r||_2. */
export function solutionProved({ a, b, x }: Readonly<Record<'a' | 'b' | 'x', Tensor>>, { u }: Context) {
  const [given, right, solution] = [ballOf(a), ballOf(b), ballOf(x)];
  const norm = norm1(given)[1];
  return elementsProved(a, right, x, ({ sizes, i, k }) => {
    const bound = thresholds.linear * right.rows * u * (norm * sumOf(column(solution, k)) + sumOf(column(right, k)));
    return product(sizes.rows[i], bound);
  });
}

/**
 * Of ||A X - I||_1 or ||X A - I||_1 of at most `bound`: |e_ij| is at most ||row i of A^-1||_2 times the first, or ||column j of A^-1||_1
 * times the second.
 */
export function inverseProved(a: Tensor, x: Tensor, { u }: Context) {
  const n = a.shape[0] ?? 1;
  const bound = thresholds.linear * n * u * norm1(ballOf(a))[1] * norm1(ballOf(x))[1];
  return elementsProved(a, identityBall(n), x, ({ sizes, i, k }) => {
    const [row, other] = [product(sizes.rows[i], bound), product(sizes.columns[k], bound)];
    return [Math.max(row[0], other[0]), Math.max(row[1], other[1])];
  });
}

const product = (size: readonly [number, number] | undefined, bound: number): readonly [number, number] => [
  (size?.[0] ?? 0) * around(bound)[0],
  (size?.[1] ?? 0) * around(bound)[1],
];

/**
 * Of an x that minimises ||(A + E) x - b||, s the residual there: A^T s = -E^T s and b - A x = s + E x, so that x - A^+ b =
 * (A^T A)^-1 E^T s - A^+ E x, ||E||_F twice what C1 allows, for its estimate may be as much less than the error (Gu 1998).
 */
export function leastSquaresProved({ a, b, x }: Readonly<Record<'a' | 'b' | 'x', Tensor>>, { u }: Context) {
  const moved = 2 * thresholds.linear * Math.max(...a.shape) * 2 * u * Math.hypot(...a.data);
  const solution = ballOf(x);
  return elementsProved(a, ballOf(b), x, ({ sizes, enclosed, i, k }) => {
    const length = Math.hypot(...column(solution, k));
    const rest = Math.hypot(...column(enclosed.residual, k)) + moved * length;
    const [row, gram] = [product(sizes.rows[i], moved * length), product(sizes.gramRows[i], moved * rest)];
    return [row[0] + gram[0], row[1] + gram[1]];
  });
}
