import { determinantOf, inverseOf } from './_internal/determinantOf.ts';
import type { Notation } from './notation.ts';
import { type Element, remembered, type Shaped } from './shaped.ts';

/** A part of a matrix: what lies elsewhere is 0, and is not computed. */
export type MatrixPart = 'lower' | 'upper' | 'strictlyLower' | 'strictlyUpper' | 'diagonal' | 'offDiagonal';

/** What derivatives of matrix operations are written with, besides the notation: each gives a matrix, whose elements are computed once. */
export interface Matrices<T> {
  /** The product, from left to right. */
  times(...factors: readonly Shaped<T>[]): Shaped<T>;
  /** The sum. */
  plus(...terms: readonly Shaped<T>[]): Shaped<T>;
  /** a - b. */
  minus(a: Shaped<T>, b: Shaped<T>): Shaped<T>;
  /** -a. */
  negated(a: Shaped<T>): Shaped<T>;
  /** A number times a matrix. */
  scaled(factor: T, a: Shaped<T>): Shaped<T>;
  /** Rows as columns. */
  transpose(a: Shaped<T>): Shaped<T>;
  /** (A + A^T) / 2. */
  symmetric(a: Shaped<T>): Shaped<T>;
  /** The product element by element. */
  hadamard(a: Shaped<T>, b: Shaped<T>): Shaped<T>;
  /** Of n rows. */
  identity(n: number): Shaped<T>;
  /** A vector as a diagonal matrix. */
  diagonal(a: Shaped<T>): Shaped<T>;
  /** `lower`, `upper`, `strictlyLower`, `strictlyUpper`, `diagonal` or `offDiagonal`. */
  part(which: MatrixPart, a: Shaped<T>): Shaped<T>;
  /** Some columns, from the first to before the last. */
  columns(a: Shaped<T>, first: number, last: number): Shaped<T>;
  /** Two matrices side by side. */
  beside(a: Shaped<T>, b: Shaped<T>): Shaped<T>;
  /** Row i of a matrix as row order(i). */
  rowsTo(order: Shaped<number>, a: Shaped<T>): Shaped<T>;
  /** Of a square matrix. */
  inverse(a: Shaped<T>): Shaped<T>;
  /** The derivative of the determinant: d A^-T where A is nonsingular. */
  cofactors(a: Shaped<T>): Shaped<T>;
}

const within: Readonly<Record<MatrixPart, (i: number, j: number) => boolean>> = {
  lower: (i, j) => i >= j,
  upper: (i, j) => i <= j,
  strictlyLower: (i, j) => i > j,
  strictlyUpper: (i, j) => i < j,
  diagonal: (i, j) => i === j,
  offDiagonal: (i, j) => i !== j,
};

/** Rows and columns. Throws RangeError for what is no matrix. */
function sizes({ shape }: Shaped<unknown>): readonly [number, number] {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined)
    throw new RangeError(
      `a matrix is needed, got a tensor of shape [${shape.join(', ')}]: write its elements, x: (i) => ..`,
    );
  return [rows, columns];
}

/** The algebra of matrices over the number system of a notation. What is no matrix, or does not fit, throws RangeError. */
export function matricesOver<T>(S: Notation<T>): Matrices<T> {
  const matrix = (rows: number, columns: number, element: Element<T>) => remembered([rows, columns], element);
  const like = (a: Shaped<T>, element: Element<T>) => matrix(...sizes(a), element);
  const product = (a: Shaped<T>, b: Shaped<T>) => {
    const [[rows, inner], [other, columns]] = [sizes(a), sizes(b)];
    if (inner !== other) throw new RangeError(`times: inner sizes must agree, got ${inner} and ${other}`);
    return matrix(rows, columns, (i, j) => S.sum([inner], (p) => S.mul(a(i, p), b(p, j))));
  };
  return {
    times: (first, ...others) => others.reduce(product, first as Shaped<T>),
    plus: (...terms) => like(terms[0] as Shaped<T>, (i, j) => S.total(terms.map((term) => term(i, j)))),
    minus: (a, b) => like(a, (i, j) => S.sub(a(i, j), b(i, j))),
    negated: (a) => like(a, (i, j) => S.neg(a(i, j))),
    scaled: (factor, a) => like(a, (i, j) => S.mul(factor, a(i, j))),
    transpose: (a) => matrix(sizes(a)[1], sizes(a)[0], (i, j) => a(j, i)),
    symmetric: (a) => like(a, (i, j) => S.mul(S.constant(0.5), S.add(a(i, j), a(j, i)))),
    hadamard: (a, b) => like(a, (i, j) => S.mul(a(i, j), b(i, j))),
    identity: (n) => matrix(n, n, (i, j) => S.constant(i === j ? 1 : 0)),
    diagonal: (a) => matrix(a.shape[0] ?? 0, a.shape[0] ?? 0, (i, j) => (i === j ? a(i) : S.constant(0))),
    part: (which, a) => like(a, (i, j) => (within[which](i, j) ? a(i, j) : S.constant(0))),
    columns: (a, first, last) => matrix(sizes(a)[0], last - first, (i, j) => a(i, first + j)),
    beside(a, b) {
      const [rows, left] = sizes(a);
      return matrix(rows, left + sizes(b)[1], (i, j) => (j < left ? a(i, j) : b(i, j - left)));
    },
    rowsTo: (order, a) => {
      const from = Array.from({ length: sizes(a)[0] }, (_, i) => order(i));
      return like(a, (i, j) => a(from.indexOf(i), j));
    },
    inverse: (a) => like(a, inverseOf(sizes(a)[0], a, S)),
    cofactors(a) {
      const [n] = sizes(a);
      return like(a, (i, j) => {
        const minor = determinantOf(n - 1, (row, column) => a(row + Number(row >= i), column + Number(column >= j)), S);
        return (i + j) % 2 === 0 ? minor : S.neg(minor);
      });
    },
  };
}
