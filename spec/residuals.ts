import type { Tensors } from './compose.ts';
import { type Matrices, matricesOver } from './matrices.ts';
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
  residuals?<T>(tensors: unknown, notation: Notation<T> & Matrices<T>, attributes: unknown): Residuals<T>;
}

/** The residuals of an operation over some scalars, its axes bound to sizes: from the inputs and outputs of one batch member. */
export function residualsOver<T>(
  operation: Implicit,
  attributes: unknown,
  sizes: Sizes,
  scalars: Scalars<T>,
): (tensors: Tensors<T>) => Residuals<T> {
  const notation = notationOf(scalars, sizes, operation.id);
  const vocabulary = { ...notation, ...matricesOver(notation) };
  return (tensors) => operation.residuals?.(tensors, vocabulary, attributes) ?? {};
}

/** A tensor by its elements in row-major order. */
export function listed<T>(shape: readonly number[], values: readonly T[]): Shaped<T> {
  const strides = rowMajorStrides(shape);
  // Inside the shape, which `remembered` sees to.
  return remembered(shape, (...index) => values[index.reduce((at, i, axis) => at + i * (strides[axis] ?? 0), 0)] as T);
}
