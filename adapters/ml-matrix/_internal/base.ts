import {
  type AbstractMatrix,
  type EVD,
  Matrix,
  MatrixColumnSelectionView,
  MatrixFlipRowView,
  MatrixTransposeView,
} from 'ml-matrix';
import type { Dtype, Tensor } from '../../../spec/tensor.ts';

/** A value of the library: vectors cross as arrays and scalars as numbers, as its own calls take and give them. */
export type Native = AbstractMatrix | number | number[] | Tensor;

export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

export function matrix(value: Native): Matrix {
  if (typeof value === 'number' || Array.isArray(value) || 'dtype' in value)
    throw new Unsupported('only matrices and vectors');
  // Views share the interface of Matrix; only their storage differs, which is what the layouts law is about.
  return value as Matrix;
}

function matrixOf({ data, shape }: Tensor): Matrix {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices have two axes');
  return Matrix.from1DArray(rows, columns, Array.from(data));
}

/** Eigenvalues and vectors as complex numbers: where the library has a pair x + iy, x - iy, two columns hold x and y. */
export function eigenpairs({ realEigenvalues: re, imaginaryEigenvalues: im, eigenvectorMatrix }: EVD) {
  const n = re.length;
  const w = re.flatMap((real, j) => [real, im[j] ?? 0]);
  const v = Array.from({ length: n }, (_, i) =>
    re.flatMap((_, j) => {
      const [at, sign] = (im[j] ?? 0) > 0 ? [j, 1] : (im[j] ?? 0) < 0 ? [j - 1, -1] : [j, 0];
      const real = eigenvectorMatrix.get(i, at);
      return [real, sign === 0 ? 0 : sign * eigenvectorMatrix.get(i, at + 1)];
    }),
  ).flat();
  return { w: complex([n], w), v: complex([n, n], v) };
}

const complex = (shape: number[], parts: number[]): Tensor => ({
  dtype: 'complex128',
  shape,
  data: Float64Array.from(parts),
});

/**
 * What all ways to call ml-matrix 6 have in common: dense matrices of doubles, every value of rank 2.
 *
 * Declared conventions, none of which counts as a bug:
 * - vectors cross as arrays and scalars as numbers; there are no batch axes;
 * - an array of JavaScript has no data type: whatever numbers it holds are taken as doubles;
 * - empty matrices are refused by several operations by design, so none are given;
 * - LU is P A = L U with a permutation vector, as here.
 */
export const base = {
  name: 'ml-matrix',
  version: '6.15.1',
  profile: {
    dtype: 'float64',
    batches: 'none',
    empty: false,
    beyond: ['dtypes'],
    operations: { 'tensor.*': { ranks: [2, 2], beyond: ['dtypes'] } },
  },
  toNative(tensor: Tensor): Native {
    if (tensor.shape.length === 0) return tensor.data[0] ?? Number.NaN;
    if (tensor.shape.length === 1) return Array.from(tensor.data);
    return matrixOf(tensor);
  },
  fromNative(value: Native, { dtype }: { readonly dtype: Dtype }): Tensor {
    if (typeof value === 'number') return vectorOf([value], [], dtype);
    if (Array.isArray(value)) return vectorOf(value, [value.length], dtype);
    if ('dtype' in value) return value;
    return vectorOf(value.to1DArray(), [value.rows, value.columns], dtype);
  },
  layouts: {
    transposed: (tensor: Tensor) => new MatrixTransposeView(matrixOf(tensor).transpose()),
    reversed: (tensor: Tensor) => new MatrixFlipRowView(new MatrixFlipRowView(matrixOf(tensor)).clone()),
    sliced: (tensor: Tensor) => {
      const m = matrixOf(tensor);
      const wide = new Matrix(m.rows, 2 * m.columns).fill(Number.NaN);
      for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.columns; j++) wide.set(i, 2 * j, m.get(i, j));
      return new MatrixColumnSelectionView(
        wide,
        Array.from({ length: m.columns }, (_, j) => 2 * j),
      );
    },
  },
} as const;

const vectorOf = (values: readonly number[], shape: readonly number[], dtype: Dtype): Tensor =>
  dtype === 'int32'
    ? { dtype, shape, data: Int32Array.from(values) }
    : { dtype: 'float64', shape, data: Float64Array.from(values) };
