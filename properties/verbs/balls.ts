/**
 * A matrix that is known up to a radius: every element lies within `radius` of `middle`, rigorously. Both are in row-major order. A
 * radius that is infinite or NaN says that doubles cannot tell.
 *
 * Middles are products in twice the working precision (Ogita, Rump and Oishi 2005), so that residuals keep their digits at the price of
 * some twenty operations a term: what exact arithmetic takes seconds for at orders of some dozens.
 */
export interface Ball {
  readonly rows: number;
  readonly columns: number;
  readonly middle: Float64Array;
  readonly radius: Float64Array;
}

/** Veltkamp's constant: it splits a double into halves of 26 bits, whose products are exact. */
const splitter = 2 ** 27 + 1;
const u = 2 ** -53;
/** What the error of a product may lose where it is subnormal, a few times over. */
const underflow = 2 ** -1070;
/** For the roundings of bounds, of which there are as many as there are terms. */
export const upward = (x: number, terms: number): number => x * (1 + (terms + 8) * 2 ** -52);

/** Known exactly. */
export const exactBall = (rows: number, columns: number, middle: ArrayLike<number>): Ball => ({
  rows,
  columns,
  middle: Float64Array.from(middle),
  radius: new Float64Array(rows * columns),
});

export function identityBall(n: number): Ball {
  const one = exactBall(n, n, new Float64Array(n * n));
  for (let i = 0; i < n; i++) one.middle[i * n + i] = 1;
  return one;
}

const swapped = (rows: number, columns: number, values: Float64Array): Float64Array =>
  values.map((_, at) => values[(at % rows) * columns + Math.floor(at / rows)] ?? 0);

export const transposedBall = ({ rows, columns, middle, radius }: Ball): Ball => ({
  rows: columns,
  columns: rows,
  middle: swapped(rows, columns, middle),
  radius: swapped(rows, columns, radius),
});

/** The columns, each times a double. */
export const scaledColumns = (a: Ball, factors: ArrayLike<number>): Ball => {
  const factor = (at: number): number => factors[at % a.columns] ?? 1;
  const middle = a.middle.map((value, at) => value * factor(at));
  return {
    ...a,
    middle,
    radius: a.radius.map(
      (value, at) => upward(value * Math.abs(factor(at)) + u * Math.abs(middle[at] ?? 0), 1) + underflow,
    ),
  };
};

/** The upper half of every double: what is left has 26 bits, too. */
const upperHalves = (values: Float64Array): Float64Array =>
  values.map((value) => {
    const shifted = splitter * value;
    return shifted - (shifted - value);
  });

/** A B - C. */
export function productLess(a: Ball, b: Ball, c?: Ball): Ball {
  const [m, n, terms] = [a.rows, b.columns, a.columns];
  const other = transposedBall(b);
  const [upperA, upperB] = [upperHalves(a.middle), upperHalves(other.middle)];
  const middle = new Float64Array(m * n);
  const radius = new Float64Array(m * n);
  const isExact = a.radius.every((value) => value === 0) && b.radius.every((value) => value === 0);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      // Of the sum, of what its roundings lose, and of all magnitudes.
      let sum = -(c?.middle[at] ?? 0);
      let rest = 0;
      let size = Math.abs(sum);
      let spread = c?.radius[at] ?? 0;
      for (let p = 0; p < terms; p++) {
        const [left, right] = [i * terms + p, j * terms + p];
        const [x, y] = [a.middle[left] as number, other.middle[right] as number];
        const product = x * y;
        const [xu, yu] = [upperA[left] as number, upperB[right] as number];
        const [xl, yl] = [x - xu, y - yu];
        const next = sum + product;
        const shifted = next - sum;
        rest += xl * yl - (product - xu * yu - xl * yu - xu * yl) + (sum - (next - shifted) + (product - shifted));
        sum = next;
        size += Math.abs(product);
        if (!isExact) {
          const [rx, ry] = [a.radius[left] as number, other.radius[right] as number];
          spread += rx * (Math.abs(y) + ry) + Math.abs(x) * ry;
        }
      }
      const value = sum + rest;
      middle[at] = value;
      // Their proposition 5.5: u |value| and gamma^2 times the magnitudes, gamma = (n + 2) u and more.
      const gamma = (terms + 4) * u;
      radius[at] = upward(u * Math.abs(value) + 2 * gamma * gamma * size + spread, terms) + terms * underflow;
    }
  }
  return { rows: m, columns: n, middle, radius };
}

export const times = (a: Ball, b: Ball): Ball => productLess(a, b);

/** The least and the most that a number may be; NaN where doubles cannot tell. */
export type Interval = readonly [least: number, most: number];

/** What the sizes of the elements of every row, or column, add up to. */
function sums(a: Ball, isByRows: boolean): Interval[] {
  const [count, terms] = isByRows ? [a.rows, a.columns] : [a.columns, a.rows];
  return Array.from({ length: count }, (_, i) => {
    let [least, most] = [0, 0];
    for (let p = 0; p < terms; p++) {
      const at = isByRows ? i * a.columns + p : p * a.columns + i;
      const [size, radius] = [Math.abs(a.middle[at] as number), a.radius[at] as number];
      least += Math.max(0, size - radius);
      most += size + radius;
    }
    return [least * (1 - (terms + 8) * 2 ** -52), upward(most, terms)];
  });
}

export const rowSums = (a: Ball): Interval[] => sums(a, true);

const largest = (intervals: readonly Interval[]): Interval => [
  intervals.reduce((most, [least]) => Math.max(most, least), 0),
  intervals.reduce((most, [, one]) => Math.max(most, one), 0),
];

/** The largest sum of magnitudes of a column. */
export const norm1 = (a: Ball): Interval => largest(sums(a, false));

/** At least the 2-norm: the geometric mean of the 1-norm and the norm of rows, or the Frobenius norm if that is less. */
export function norm2Above(a: Ball): number {
  const square = a.middle.reduce((sum, value, at) => sum + (Math.abs(value) + (a.radius[at] ?? 0)) ** 2, 0);
  return upward(Math.min(Math.sqrt(norm1(a)[1] * largest(rowSums(a))[1]), Math.sqrt(square)), a.rows * a.columns);
}
