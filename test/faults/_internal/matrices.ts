import { at, build, type Matrix } from '../../../src/_internal/dense/matrix.ts';

/** Every entry replaced. */
export const entries = (a: Matrix, f: (value: number, i: number, j: number) => number): Matrix =>
  build(a.rows, a.columns, (i, j) => f(at(a, i, j), i, j));

/** Every entry in single precision. */
export const single = (a: Matrix): Matrix => entries(a, Math.fround);

/** The columns in reverse order. */
export const reversedColumns = (a: Matrix): Matrix => entries(a, (_, i, j) => at(a, i, a.columns - 1 - j));

/** The lower triangle, and its mirror image above. */
export const mirrored = (a: Matrix): Matrix => entries(a, (_, i, j) => at(a, Math.max(i, j), Math.min(i, j)));

export const columnOf = (a: Matrix, j: number): number[] => Array.from({ length: a.rows }, (_, i) => at(a, i, j));

export const columnsIn = (a: Matrix): number[][] => Array.from({ length: a.columns }, (_, j) => columnOf(a, j));

export const diagonalOf = (a: Matrix): number[] =>
  Array.from({ length: Math.min(a.rows, a.columns) }, (_, i) => at(a, i, i));

export const product = (values: Iterable<number>): number => [...values].reduce((all, value) => all * value, 1);

export const largest = (values: Iterable<number>): number => Math.max(0, ...values);
