import { at, type Matrix } from '../../_internal/dense/matrix.ts';
import { eps } from '../../_internal/dense/roundoff.ts';

/** Where a vector grows beyond this it is scaled down. */
const LARGE = 2 ** 100;

type Z = readonly [re: number, im: number];

const mul = ([a, b]: Z, [c, d]: Z): Z => [a * c - b * d, a * d + b * c];
const sub = ([a, b]: Z, [c, d]: Z): Z => [a - c, b - d];
const size = ([a, b]: Z): number => Math.abs(a) + Math.abs(b);
/** Of numbers whose squares neither over- nor underflow. */
function over([a, b]: Z, [c, d]: Z): Z {
  const square = c * c + d * d;
  return [(a * c + b * d) / square, (b * c - a * d) / square];
}

/** Whether a quasitriangular matrix has a block of two at k. */
export const startsPair = (t: Matrix, k: number): boolean => k >= 0 && k < t.rows - 1 && at(t, k + 1, k) !== 0;

/** The imaginary part of the eigenvalues of the block [a, b; c, a] at k, b c < 0. */
export const imaginaryOf = (t: Matrix, k: number): number =>
  Math.sqrt(Math.abs(at(t, k, k + 1))) * Math.sqrt(Math.abs(at(t, k + 1, k)));

/** The smallest pivot for a matrix: a rounding in its largest entry. */
export const leastPivot = ({ data }: Matrix): number =>
  eps * data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;

/**
 * An eigenvector of the quasitriangular T, in its real and imaginary parts: of the eigenvalue at k, or of that with a positive imaginary part
 * of the block there. By back substitution in (T - w) x = 0; a pivot below `least` counts as one, and the vector is scaled down where it
 * grows.
 */
export function schurVector(t: Matrix, k: number, least: number, re: Float64Array, im: Float64Array): void {
  const isPair = startsPair(t, k);
  const end = isPair ? k + 2 : k + 1;
  const w: Z = [at(t, k, k), isPair ? imaginaryOf(t, k) : 0];
  startOf(t, k, re, im);
  const put = (i: number, [x, y]: Z): void => {
    re[i] = x;
    im[i] = y;
  };
  const restOf = (i: number, from: number): Z => [
    -rowTimes(t, i, from, end, re),
    isPair ? -rowTimes(t, i, from, end, im) : 0,
  ];
  const shifted = (i: number): Z => sub([at(t, i, i), 0], w);
  for (let i = k - 1; i >= 0; i--) {
    const next = i + 1;
    if (startsPair(t, i - 1)) {
      i--;
      const [above, below] = solveTwo(
        [shifted(i), at(t, i, i + 1), at(t, i + 1, i), shifted(i + 1)],
        restOf(i, next),
        restOf(i + 1, next),
        least,
      );
      put(i, above);
      put(i + 1, below);
    } else put(i, over(restOf(i, next), atLeast(least, shifted(i))));
    scaleDown(i, end, re, im);
  }
}

/** 1 at k; for the block (sign(b) sqrt |b|, i sqrt |c|), of norm 1. */
function startOf(t: Matrix, k: number, re: Float64Array, im: Float64Array): void {
  re[k] = 1;
  if (!startsPair(t, k)) return;
  const [b, c] = [at(t, k, k + 1), at(t, k + 1, k)];
  const [x, y] = [Math.sqrt(Math.abs(b)), Math.sqrt(Math.abs(c))];
  const length = Math.hypot(x, y);
  re[k] = (Math.sign(b) * x) / length;
  im[k + 1] = y / length;
}

/** Row i times x, from column `from` to before `end`. */
function rowTimes({ data, columns }: Matrix, i: number, from: number, end: number, x: Float64Array): number {
  const row = i * columns;
  let [even, odd] = [0, 0];
  let j = from;
  for (; j + 1 < end; j += 2) {
    even += (data[row + j] as number) * (x[j] as number);
    odd += (data[row + j + 1] as number) * (x[j + 1] as number);
  }
  if (j < end) even += (data[row + j] as number) * (x[j] as number);
  return even + odd;
}

const atLeast = (least: number, pivot: Z): Z => (size(pivot) < least ? [least, 0] : pivot);

/** [a, b; c, d] (x, y) = (f, g), b and c real, by elimination with the larger pivot. */
function solveTwo([a, b, c, d]: readonly [Z, number, number, Z], f: Z, g: Z, least: number): readonly [Z, Z] {
  if (size(a) < Math.abs(c)) {
    // The rows change places: c x + d y = g first.
    const share: Z = [a[0] / c, a[1] / c];
    const y = over(sub(f, mul(share, g)), atLeast(least, sub([b, 0], mul(share, d))));
    return [over(sub(g, mul(d, y)), [c, 0]), y];
  }
  const share = over([c, 0], a);
  const y = over(sub(g, mul(share, f)), atLeast(least, sub(d, mul(share, [b, 0]))));
  return [over(sub(f, mul([b, 0], y)), a), y];
}

function scaleDown(from: number, end: number, re: Float64Array, im: Float64Array): void {
  const growth = Math.max(Math.abs(re[from] as number), Math.abs(im[from] as number));
  if (growth <= LARGE) return;
  for (const part of [re, im]) for (let j = from; j < end; j++) part[j] = (part[j] as number) / growth;
}
