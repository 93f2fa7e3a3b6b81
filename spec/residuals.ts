import type { Tensors } from './compose.ts';
import { type Notation, notationOf } from './notation.ts';
import type { Scalars } from './scalars/scalars.ts';
import { remembered, type Shaped } from './shaped.ts';
import type { Sizes } from './signature.ts';
import { rowMajorStrides } from './tensor.ts';

/** Differences that vanish, by the clause whose equation allows them to be something else. */
export type Residuals<T> = Readonly<Record<string, Shaped<T> | undefined>>;

/** A record as far as its residuals go. */
export interface Implicit {
  readonly id: string;
  residuals?<T>(tensors: unknown, notation: Notation<T>, attributes: unknown): Residuals<T>;
}

/** The residuals of an operation over some scalars, its axes bound to sizes: from the inputs and outputs of one batch member. */
export function residualsOver<T>(
  operation: Implicit,
  attributes: unknown,
  sizes: Sizes,
  scalars: Scalars<T>,
): (tensors: Tensors<T>) => Residuals<T> {
  const notation = notationOf(scalars, sizes, operation.id);
  return (tensors) => operation.residuals?.(tensors, notation, attributes) ?? {};
}

type Vocabulary<T> = Pick<Notation<T>, 'tensor' | 'sum' | 'mul' | 'sub' | 'constant'>;

/** The sum of `term(i, j, p)` over the p of an axis, less a(i, j): zero where the factors of the terms compose A. */
export const composition = <T>(
  a: Shaped<T>,
  axis: string,
  term: (i: number, j: number, p: number) => T,
  { tensor, sum, sub }: Pick<Notation<T>, 'tensor' | 'sum' | 'sub'>,
): Shaped<T> =>
  tensor(a.shape, (i = 0, j = 0) =>
    sub(
      sum(axis, (p) => term(i, j, p)),
      a(i, j),
    ),
  );

/** Q^T Q - I. */
export function orthonormality<T>(q: Shaped<T>, { tensor, sum, mul, sub, constant }: Vocabulary<T>): Shaped<T> {
  const [m = 0, k = 0] = q.shape;
  return tensor([k, k], (i, j) =>
    sub(
      sum([m], (p) => mul(q(p, i), q(p, j))),
      constant(i === j ? 1 : 0),
    ),
  );
}

/** The elements for which `isZero(i, j)`, which must be 0; 0 elsewhere. */
export const zeros = <T>(
  a: Shaped<T>,
  isZero: (i: number, j: number) => boolean,
  { tensor, constant }: Pick<Notation<T>, 'tensor' | 'constant'>,
): Shaped<T> => tensor(a.shape, (i = 0, j = 0) => (isZero(i, j) ? a(i, j) : constant(0)));

/** A tensor by its elements in row-major order. */
export function listed<T>(shape: readonly number[], values: readonly T[]): Shaped<T> {
  const strides = rowMajorStrides(shape);
  // Inside the shape, which `remembered` sees to.
  return remembered(shape, (...index) => values[index.reduce((at, i, axis) => at + i * (strides[axis] ?? 0), 0)] as T);
}
