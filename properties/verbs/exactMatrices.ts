import { algebra, type ExactMatrix, exactMatrixOf } from '../../spec/exactMatrix.ts';
import { type FloatDtype, sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Observation } from '../law.ts';
import { literal } from './compare.ts';

/**
 * A finite tensor as an exact matrix: a vector is a column, a tensor of more axes its unfolding along the first one. Throws RangeError
 * for NaN and infinities.
 */
export function exactMatrix(tensor: Tensor): ExactMatrix {
  const [rows = 1, ...others] = tensor.shape;
  const matrix = exactMatrixOf(tensor, rows, sizeOf(others));
  if (matrix === undefined) throw new RangeError('exactMatrix: every element must be finite');
  return matrix;
}

/** Results must be finite, whatever else is asked of them. */
export function finite(results: Readonly<Record<string, Tensor>>): Observation {
  for (const [name, tensor] of Object.entries(results)) {
    const strange = tensor.data.find((value) => !Number.isFinite(value));
    if (strange === undefined) continue;
    return { ratio: Number.NaN, what: name, expected: 'finite elements', received: literal(strange) };
  }
  return { ratio: 0, what: Object.keys(results).join(', ') };
}

/** Judges results as exact matrices; one that holds NaN or an infinity has failed. */
export function judgedExactly<Name extends string>(
  results: Readonly<Record<Name, Tensor>>,
  judge: (matrices: Readonly<Record<Name, ExactMatrix>>) => readonly Observation[],
): readonly Observation[] {
  const whole = finite(results);
  if (whole.ratio !== 0) return [whole];
  const matrices = Object.entries<Tensor>(results).map(([name, tensor]) => [name, exactMatrix(tensor)]);
  // Built from the very entries of `results`.
  return judge(Object.fromEntries(matrices) as Record<Name, ExactMatrix>);
}

const { at, times, transpose } = algebra(0);

/** An exact matrix as a tensor, every element rounded once; exact for small integers. */
export const roundedTo = (dtype: FloatDtype, a: ExactMatrix, shape: readonly number[] = [a.rows, a.columns]): Tensor =>
  tensorOf(
    dtype,
    shape,
    a.entries.map((_, position) => at(a, Math.floor(position / a.columns), position % a.columns)),
  );

/** sum of a_ij b_ij as a 1 by 1 matrix, exactly. */
export function innerProductOf(a: ExactMatrix, b: ExactMatrix): ExactMatrix {
  const entries = [a.entries.reduce((sum, value, position) => sum + value * (b.entries[position] ?? 0n), 0n)];
  return { rows: 1, columns: 1, exponent: a.exponent + b.exponent, entries };
}

/** The only element of a 1 by 1 matrix, rounded to a double. */
export const numberOf = (scalar: ExactMatrix): number => at(scalar, 0, 0);

/** The Frobenius norm, rounded to a double; the sum of the squares is a double only when its power of two is set apart. */
export function frobeniusNormOf(a: ExactMatrix): number {
  const square = innerProductOf(a, a);
  const half = Math.ceil((square.entries[0] ?? 0n).toString(2).length / 2);
  return Math.sqrt(numberOf({ ...square, exponent: -2 * half })) * 2 ** (a.exponent + half);
}

/** Some columns of a matrix, in the given order. */
export const columnsOf = (a: ExactMatrix, columns: readonly number[]): ExactMatrix => ({
  rows: a.rows,
  columns: columns.length,
  exponent: a.exponent,
  entries: Array.from({ length: a.rows }, (_, i) => columns.map((j) => a.entries[i * a.columns + j] ?? 0n)).flat(),
});

/** A^T A or A A^T, whichever is smaller: its eigenvalues are the squared singular values. */
export const gramOf = (a: ExactMatrix): ExactMatrix =>
  a.rows < a.columns ? times(a, transpose(a)) : times(transpose(a), a);
