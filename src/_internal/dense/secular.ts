import { type Matrix, matrix, rowOf } from './matrix.ts';
import { u } from './roundoff.ts';

/** Iterations after which the interval is halved every other time, and after which none is left to try. */
const [PATIENCE, LIMIT] = [30, 300];

/** The roots of a secular equation, ascending, and how far each pole lies from each root. */
export interface SecularRoots {
  readonly roots: Float64Array;
  /** (r, k): d_k - x_r; of an equation in squares d_k^2 - x_r^2. Accurate in every digit, as the difference of the two is not. */
  readonly differences: Matrix;
}

/** A point of the equation: x lies `step` beyond the origin, a pole, which the others are measured from. */
interface Place {
  readonly below: number;
  readonly slopeBelow: number;
  readonly above: number;
  readonly slopeAbove: number;
  readonly value: number;
}

/**
 * The roots x of 1 + sum over k of w_k / (d_k - x) = 0, the poles d ascending and distinct and all w > 0: one above each pole. With
 * `squares` of 1 + sum of w_k / (d_k^2 - x^2) = 0, d >= 0 and x > 0.
 *
 * Each is found from the nearer of its two poles on, by rational interpolation (Li 1993, "the middle way") in an interval that
 * shrinks around it, until the value is below the rounding errors of the sum (Gu and Eisenstat 1994). The differences are written into the
 * matrix that is given. Throws Error where an iteration ends without.
 */
export function secularRoots(
  d: Float64Array,
  w: Float64Array,
  squares: boolean,
  differences = matrix(d.length, d.length),
): SecularRoots {
  const roots = new Float64Array(d.length);
  const equation = new SecularEquation(d, w, squares);
  for (let r = 0; r < d.length; r++) roots[r] = equation.root(r, rowOf(differences, r));
  return { roots, differences };
}

class SecularEquation {
  readonly #d: Float64Array;
  readonly #w: Float64Array;
  readonly #squares: boolean;
  /** d_k less the origin, and d_k plus it. */
  readonly #apart: Float64Array;
  readonly #together: Float64Array;
  #origin = 0;

  constructor(d: Float64Array, w: Float64Array, squares: boolean) {
    this.#d = d;
    this.#w = w;
    this.#squares = squares;
    this.#apart = new Float64Array(d.length);
    this.#together = new Float64Array(d.length).fill(1);
  }

  /** Root r, between pole r and the next; `differences` is filled with those of the poles from it. */
  root(r: number, differences: Float64Array): number {
    const pole = this.#d[r] as number;
    const half = this.#gap(r) / 2;
    this.#measureFrom(pole);
    let step = half;
    let place = this.#at(step, r, differences);
    // The value grows from pole to pole.
    let [low, high] = place.value < 0 ? [half, 2 * half] : [0, half];
    if (place.value < 0 && r + 1 < this.#d.length) {
      this.#measureFrom(this.#d[r + 1] as number);
      [step, low, high] = [-half, -half, 0];
    }
    for (let count = 0; count < LIMIT; count++) {
      const { value, below, above } = place;
      if (Math.abs(value) <= u * this.#d.length * (1 + Math.abs(below) + Math.abs(above))) return this.#origin + step;
      if (value < 0) low = step;
      else high = step;
      let next = this.#next(place, step, r, differences);
      if (!(next > low && next < high) || (count > PATIENCE && count % 2 === 0)) next = low + (high - low) / 2;
      if (next === low || next === high) return this.#origin + step;
      step = next;
      place = this.#at(step, r, differences);
    }
    throw new Error(`secular equation: no root above pole ${r} in ${LIMIT} iterations`);
  }

  /** From pole r to the next, or to a bound of the last root. */
  #gap(r: number): number {
    const pole = this.#d[r] as number;
    if (r + 1 < this.#d.length) return (this.#d[r + 1] as number) - pole;
    const weight = this.#w.reduce((sum, value) => sum + value, 0);
    // The difference of the roots would cancel.
    return this.#squares ? weight / (pole + Math.sqrt(pole * pole + weight)) : weight;
  }

  #measureFrom(origin: number): void {
    this.#origin = origin;
    for (let k = 0; k < this.#d.length; k++) {
      this.#apart[k] = (this.#d[k] as number) - origin;
      if (this.#squares) this.#together[k] = (this.#d[k] as number) + origin;
    }
  }

  /** The sums over the poles up to r and over those beyond, and their slopes. */
  #at(step: number, r: number, differences: Float64Array): Place {
    const w = this.#w;
    const [apart, together, alsoStep] = [this.#apart, this.#together, this.#squares ? step : 0];
    let [below, slopeBelow, above, slopeAbove] = [0, 0, 0, 0];
    // All indices lie inside.
    for (let k = 0; k <= r; k++) {
      const difference = ((apart[k] as number) - step) * ((together[k] as number) + alsoStep);
      const inverse = 1 / difference;
      const term = (w[k] as number) * inverse;
      differences[k] = difference;
      below += term;
      slopeBelow += term * inverse;
    }
    for (let k = r + 1; k < w.length; k++) {
      const difference = ((apart[k] as number) - step) * ((together[k] as number) + alsoStep);
      const inverse = 1 / difference;
      const term = (w[k] as number) * inverse;
      differences[k] = difference;
      above += term;
      slopeAbove += term * inverse;
    }
    return { below, slopeBelow, above, slopeAbove, value: 1 + below + above };
  }

  /** Where the rational function with the same value and slopes here is zero; its poles are those beside root r. */
  #next(place: Place, step: number, r: number, differences: Float64Array): number {
    const change = r + 1 < this.#d.length ? between(place, r, differences) : beyond(place, r, differences);
    if (!this.#squares) return step + change;
    const x = this.#origin + step;
    return step + change / (x + Math.sqrt(x * x + change));
  }
}

function between({ value, slopeBelow, slopeAbove }: Place, r: number, differences: Float64Array): number {
  const [left, right] = [differences[r] as number, differences[r + 1] as number];
  const c = value - left * slopeBelow - right * slopeAbove;
  const a = (left + right) * value - left * right * (slopeBelow + slopeAbove);
  const b = left * right * value;
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}

function beyond({ value, slopeBelow }: Place, r: number, differences: Float64Array): number {
  const left = differences[r] as number;
  return left + (slopeBelow * left * left) / (value - slopeBelow * left);
}

/**
 * The weights for which the computed roots are the exact ones (Loewner's formula), as their roots: from them the vectors come out
 * orthogonal to working precision, however close the roots are (Gu and Eisenstat 1994).
 */
export function loewnerWeights(d: Float64Array, { differences }: SecularRoots, squares: boolean): Float64Array {
  const n = d.length;
  const products = new Float64Array(n);
  for (let i = 0; i < n; i++) products[i] = -(differences.data[i * n + i] as number);
  for (let k = 0; k < n; k++) {
    const row = k * n;
    const own = d[k] as number;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const pole = d[i] as number;
      const apart = squares ? (pole - own) * (pole + own) : pole - own;
      products[i] = (products[i] as number) * ((differences.data[row + i] as number) / apart);
    }
  }
  return products.map(Math.sqrt);
}
