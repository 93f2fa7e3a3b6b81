import {
  type Ball,
  exactBall,
  type Interval,
  identityBall,
  productLess,
  rowSums,
  times,
  transposedBall,
  upward,
} from './balls.ts';
import { leftInverse } from './leftInverse.ts';

/**
 * A matrix A of independent columns, with an approximate left inverse B that proves it: ||I - B A|| < 1 (Rump 2010, section 10). Columns
 * are scaled by powers of two first, so that unknowns of other sizes do not spoil each other: `scale`, which multiplies what is found.
 */
export interface ProvedSystem {
  readonly a: Ball;
  readonly scale: readonly number[];
  readonly inverse: Ball;
  /** Sums of the rows of |B A - I|, and the largest of them. */
  readonly gaps: readonly number[];
  readonly gap: number;
  /** ||D_i||, D^T (I - P) = B (I - P), P the projector on the columns of A: what B does with what A does not reach. */
  readonly strays: readonly number[];
}

const lengthOf = (values: readonly number[]): number => upward(Math.hypot(...values), values.length);

const rowOf = ({ columns, middle }: Ball, i: number): number[] =>
  Array.from(middle.subarray(i * columns, (i + 1) * columns));

/** The proof, or undefined where there is none at this conditioning. */
export function proveRegular(rows: number, columns: number, entries: ArrayLike<number>): ProvedSystem | undefined {
  const given = exactBall(rows, columns, entries);
  const scale = Array.from({ length: columns }, (_, j) => {
    const most = given.middle.reduce(
      (one, value, at) => (at % columns === j ? Math.max(one, Math.abs(value)) : one),
      0,
    );
    return most > 0 ? 2 ** -Math.floor(Math.log2(most)) : 1;
  });
  const a = exactBall(
    rows,
    columns,
    given.middle.map((value, at) => value * (scale[at % columns] as number)),
  );
  const ones = (count: number) => new Array<number>(count).fill(1);
  const found = leftInverse(
    Array.from({ length: rows }, (_, i) => rowOf(a, i)),
    ones(rows),
    ones(columns),
  );
  if (found === undefined) return undefined;
  const inverse = exactBall(columns, rows, found.flat());
  const gaps = rowSums(productLess(inverse, a, identityBall(columns))).map(([, most]) => most);
  const gap = Math.max(0, ...gaps);
  // Not where it is NaN.
  if (!(gap < 1)) return undefined;
  return { a, scale, inverse, gaps, gap, strays: rows === columns ? ones(rows).fill(0) : straysOf(a, inverse) };
}

/** B^T = A W + D with W about B B^T: the columns of D. */
function straysOf(a: Ball, inverse: Ball): number[] {
  const turned = transposedBall(inverse);
  const square = times(inverse, turned);
  const rest = transposedBall(productLess(a, exactBall(a.columns, a.columns, square.middle), turned));
  return Array.from({ length: a.columns }, (_, i) =>
    lengthOf(rowOf(rest, i).map((value, at) => Math.abs(value) + (rest.radius[i * rest.columns + at] as number))),
  );
}

/** q = A x - b, and how far every element of x is from that of the solution, or of the least squares solution: |e|, e = A^+ q. */
export interface Enclosed {
  readonly residual: Ball;
  /** By rows of x. */
  readonly errors: readonly Interval[];
}

/**
 * e = B P q - (B A - I) e: within ||D_i|| ||q|| + gap_i max |e| of B q, and max |e| is known from it.
 */
export function enclosedErrors(system: ProvedSystem, b: Ball, x: Ball): Enclosed {
  const { a, scale, inverse, gaps, gap, strays } = system;
  const unscaled = exactBall(
    x.rows,
    x.columns,
    x.middle.map((value, at) => value / (scale[Math.floor(at / x.columns)] as number)),
  );
  const residual = productLess(a, unscaled, b);
  const z = times(inverse, residual);
  const errors = new Array<Interval>(x.middle.length);
  for (let k = 0; k < x.columns; k++) {
    const q = lengthOf(
      Array.from({ length: b.rows }, (_, i) => {
        const at = i * b.columns + k;
        return Math.abs(residual.middle[at] as number) + (residual.radius[at] as number);
      }),
    );
    const spread = gaps.map((_, i) => (z.radius[i * x.columns + k] as number) + (strays[i] as number) * q);
    const size = (i: number): number => Math.abs(z.middle[i * x.columns + k] as number);
    const most = upward(Math.max(0, ...spread.map((one, i) => size(i) + one)) / (1 - gap), 8);
    spread.forEach((one, i) => {
      const away = upward(one + (gaps[i] as number) * most, 8);
      const factor = scale[i] as number;
      errors[i * x.columns + k] = [factor * Math.max(0, size(i) - away), factor * upward(size(i) + away, 1)];
    });
  }
  return { residual, errors };
}

/** The lengths of the rows of A^+, those of (A^T A)^-1, and the sums of magnitudes of the columns of A^+. */
export interface InverseSizes {
  readonly rows: readonly Interval[];
  readonly gramRows: readonly Interval[];
  readonly columns: readonly Interval[];
}

const within = (value: number, away: number): Interval => [
  Math.max(0, value * (1 - 2 ** -40) - away),
  value * (1 + 2 ** -40) + away,
];

export function inverseSizes({ scale, inverse, gaps, gap, strays }: ProvedSystem): InverseSizes {
  const n = inverse.rows;
  const lengths = Array.from({ length: n }, (_, i) => lengthOf(rowOf(inverse, i)));
  const longest = upward(Math.max(0, ...lengths) / (1 - gap), 8);
  // ||A^+_i - B_i||.
  const away = gaps.map((one, i) => upward(one * longest + (strays[i] as number), 8));
  const square = times(inverse, transposedBall(inverse));
  const gramRows = Array.from({ length: n }, (_, i) => {
    const row = rowOf(square, i).map((value, j) => value * (scale[j] as number));
    const off = row.map((_, j) => {
      const other = (away[i] as number) * longest + (lengths[i] as number) * (away[j] as number);
      return (scale[j] as number) * (other + (square.radius[i * n + j] as number));
    });
    return scaled(within(Math.hypot(...row), lengthOf(off)), scale[i] as number);
  });
  const columns = Array.from({ length: inverse.columns }, (_, j) => {
    const column = Array.from({ length: n }, (_, i) => Math.abs(inverse.middle[i * inverse.columns + j] as number));
    const most = Math.max(0, ...column) / (1 - gap);
    const off = gaps.reduce((sum, one, i) => sum + (scale[i] as number) * one * most, 0);
    return within(
      column.reduce((sum, one, i) => sum + (scale[i] as number) * one, 0),
      upward(off, n),
    );
  });
  return {
    rows: lengths.map((one, i) => scaled(within(one, away[i] as number), scale[i] as number)),
    gramRows,
    columns,
  };
}

const scaled = ([least, most]: Interval, factor: number): Interval => [factor * least, factor * most];
