import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { at } from '../../verbs/tensors.ts';

/** Where the iteration x <- B x / ||B x|| is after a step, B symmetric of known eigenvalues. */
export interface Point {
  /** Its parts along the eigenvectors, of length 1 together. */
  readonly parts: readonly number[];
  /** How far it may be off in length, if every step errs by `lost` over ||B x||. */
  readonly error: number;
}

/**
 * The points after each of some steps: c_i b_i^t over their length N_t.
 *
 * An error of the point becomes at most |b_1| / ||B x|| times as large in a step, and what the step errs by comes to it, `lost` over
 * ||B x||; twice that, for lengths are those of the right point. The case is none where B^t x is 0.
 */
export function trajectory(
  values: readonly number[],
  start: readonly number[],
  steps: number,
  lost: number,
): readonly Point[] {
  const largest = Math.max(...values.map(Math.abs));
  fc.pre(largest > 0);
  const ratios = values.map((value) => value / largest);
  const points: Point[] = [];
  let [parts, error] = [start, 0];
  let length = Math.hypot(...start);
  for (let t = 0; t < steps; t++) {
    const next = parts.map((part, i) => part * (ratios[i] ?? 0));
    const grown = Math.hypot(...next);
    fc.pre(grown > 0);
    error = (error + (2 * lost) / largest) * (length / grown);
    parts = next.map((part) => part / grown);
    length = 1;
    points.push({ parts, error });
  }
  return points;
}

/** The parts of a vector along the columns of an orthogonal matrix, over their common length. */
export function partsOf(x: ArrayLike<number>, basis: Tensor): number[] {
  const n = basis.shape[0] ?? 0;
  const length = Math.hypot(...Array.from({ length: n }, (_, i) => at(basis, i, 0)));
  return Array.from({ length: n }, (_, j) =>
    Array.from({ length: n }, (_, i) => ((x[i] ?? 0) * at(basis, i, j)) / length).reduce((sum, one) => sum + one, 0),
  );
}
