import type { Promises } from '../../conformance/adapter.ts';
import type { AttributeValue } from '../../spec/attribute.ts';
import type { Arithmetic } from './_internal/arithmetic.ts';

/** An operand of one batch member: its shape and its elements in row-major order, both parts of complex ones. */
export interface Core {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** The operands of one batch member, by name; those that were not given are missing. */
export type Cores = Readonly<Record<string, Core | undefined>>;

/** A right implementation of one operation, by another algorithm than the reference's: every law of it must pass. */
export interface Variant {
  /** The algorithm: `Welford's running mean and variance`. */
  readonly name: string;
  /** The operation that it computes. */
  readonly operation: string;
  /** What an adapter with this algorithm has to promise. */
  readonly promises?: Promises;
  /** The outputs of one batch member, row-major. Refusals, shapes and batches are not its business. */
  readonly compute?: (
    inputs: Cores,
    attributes: Readonly<Record<string, AttributeValue>>,
    arithmetic: Arithmetic,
  ) => Readonly<Record<string, readonly number[]>>;
  /** What one batch member adds to the gradient of each input, row-major; the reference's pullback where it is left out. */
  readonly pullback?: (
    inputs: Cores,
    cotangents: Cores,
    attributes: Readonly<Record<string, AttributeValue>>,
    arithmetic: Arithmetic,
  ) => Readonly<Record<string, readonly number[]>>;
}
