import { gemm } from '../../linalg/gemm/gemm.ts';
import { blockOf, whole } from './block.ts';
import { dot } from './dot.ts';
import { type Matrix, matrix, rowOf } from './matrix.ts';
import { u } from './roundoff.ts';

/** Where a vector of one of two halves is not zero, or one of two that were turned into each other. */
export type Reach = 'upper' | 'both' | 'lower';

/** A pole of the secular equation that joins two halves: an eigenvalue or singular value of one of them. */
export interface Pole {
  readonly value: number;
  /** The entry of z; its square is the pole's weight but for a factor. */
  readonly z: number;
  /** The row of its vectors. */
  readonly row: number;
  readonly reach: Reach;
}

/** Rows `first` to before `end` and columns `first` to before `last`, cut at `middle`: what two halves take up. */
export interface Span {
  readonly first: number;
  readonly middle: number;
  readonly end: number;
  readonly last: number;
}

/** The entries of a row inside the span, over the same elements. */
export const inSpan = (rows: Matrix, row: number, { first, last }: Span): Float64Array =>
  rows.data.subarray(row * rows.columns + first, row * rows.columns + last);

/** What rounding hides beside these sizes (LAPACK's DLAED2 and DLASD2). */
export const hidden = (...sizes: readonly number[]): number => 8 * u * Math.max(...sizes.map(Math.abs));

/** What is left of two close poles: one with the z of both, and one that is settled. */
export interface Merged {
  readonly cosine: number;
  readonly sine: number;
  readonly pole: Pole;
  readonly settled: Pole;
}

/** Turns the vectors of two poles by the angle that makes the z of the first vanish. */
export function merged(one: Pole, other: Pole): Merged {
  const z = Math.sqrt(one.z * one.z + other.z * other.z);
  const [cosine, sine] = [other.z / z, one.z / z];
  const reach = one.reach === other.reach ? one.reach : 'both';
  const [c2, s2] = [cosine * cosine, sine * sine];
  return {
    cosine,
    sine,
    pole: { ...other, z, reach, value: one.value * s2 + other.value * c2 },
    settled: { ...one, z: 0, reach, value: one.value * c2 + other.value * s2 },
  };
}

/** Room for the matrices of one union, of which all unions of a matrix make use. */
export class Workspace {
  readonly #buffers: Readonly<Record<'differences' | 'coefficients' | 'gathered' | 'joined', Float64Array>>;

  constructor(order: number) {
    const buffer = (): Float64Array => new Float64Array(order * order);
    this.#buffers = { differences: buffer(), coefficients: buffer(), gathered: buffer(), joined: buffer() };
  }

  matrix(name: 'differences' | 'coefficients' | 'gathered' | 'joined', rows: number, columns: number): Matrix {
    return matrix(rows, columns, this.#buffers[name].subarray(0, rows * columns));
  }
}

/** Two halves on the way to their union. */
export interface Union {
  readonly span: Span;
  readonly kept: readonly Pole[];
  /** Where roots, by their positions, and settled poles come to lie among each other, ascending. */
  readonly places: readonly (number | Pole)[];
  /** (r, k): from root r to pole k. */
  readonly differences: Matrix;
  readonly workspace: Workspace;
}

/** The places of roots, which ascend, and settled poles among each other. */
export function ascending(roots: Float64Array, settled: readonly Pole[]): (number | Pole)[] {
  const value = (one: number | Pole): number => (typeof one === 'number' ? (roots[one] as number) : one.value);
  return [...roots.keys(), ...settled].sort((one, other) => value(one) - value(other));
}

/**
 * Replaces the vectors of the poles by those of the roots: that of root r has the coefficients `numerators` over the differences of the
 * poles from it, scaled to norm 1; `head` in place of the first, where it is given. Each half is multiplied by those alone that reach it.
 */
export function joinRows(rows: Matrix, union: Union, numerators: Float64Array, head?: number): void {
  const { kept, span, workspace } = union;
  const { first, middle, last } = span;
  const n = kept.length;
  const order = byReach(kept);
  const coefficients = unitRows(order, union, numerators, head);
  const gathered = workspace.matrix('gathered', n, last - first);
  order.forEach((k, at) => {
    gathered.data.set(inSpan(rows, (kept[k] as Pole).row, span), at * gathered.columns);
  });
  const joined = workspace.matrix('joined', n, last - first);
  const without = (reach: Reach): number => kept.filter((pole) => pole.reach !== reach).length;
  const multiply = (from: number, count: number, column: number, columns: number): void =>
    gemm(
      blockOf(whole(coefficients), 0, from, n, count),
      blockOf(whole(gathered), from, column, count, columns),
      blockOf(whole(joined), 0, column, n, columns),
    );
  multiply(0, without('lower'), 0, middle - first);
  multiply(n - without('upper'), without('upper'), middle - first, last - middle);
  replaceRows(rows, union, joined);
}

/** Positions of the poles in the order of the products: those of the upper half, of both, of the lower. */
const byReach = (poles: readonly Pole[]): Int32Array =>
  Int32Array.from(
    (['upper', 'both', 'lower'] as const).flatMap((reach) =>
      poles.flatMap((pole, position) => (pole.reach === reach ? [position] : [])),
    ),
  );

function unitRows(
  order: Int32Array,
  { differences, workspace }: Union,
  numerators: Float64Array,
  head?: number,
): Matrix {
  const n = order.length;
  const result = workspace.matrix('coefficients', n, n);
  const ordered = Float64Array.from(order, (k) => numerators[k] as number);
  const first = head === undefined ? -1 : order.indexOf(0);
  for (let r = 0; r < n; r++) {
    const [row, from] = [rowOf(result, r), rowOf(differences, r)];
    for (let at = 0; at < n; at++) row[at] = (ordered[at] as number) / (from[order[at] as number] as number);
    if (first >= 0) row[first] = head as number;
    const norm = Math.sqrt(dot(row, row));
    for (let at = 0; at < n; at++) row[at] = (row[at] as number) / norm;
  }
  return result;
}

function replaceRows(rows: Matrix, { places, span }: Union, joined: Matrix): void {
  const vectors = places.map((one) =>
    typeof one === 'number' ? rowOf(joined, one) : inSpan(rows, one.row, span).slice(),
  );
  vectors.forEach((vector, at) => {
    rows.data.set(vector, (span.first + at) * rows.columns + span.first);
  });
}
