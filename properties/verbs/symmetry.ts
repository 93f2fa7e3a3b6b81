import type { Domain } from '../../spec/drawing.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Tensor } from '../../spec/tensor.ts';

const symmetricDomains: ReadonlySet<Domain | undefined> = new Set<Domain>([
  'symmetric',
  'positiveDefinite',
  'distinctEigenvalues',
]);

/** Whether an input holds symmetric matrices: then only symmetric directions mean anything, and only symmetric parts of gradients. */
export const isSymmetric = (operation: AnyOperation, input: string): boolean =>
  symmetricDomains.has(operation.domain?.[operandOf(input)]);

/** The flat position of the transposed element of a stack of square matrices. */
export function mirrored({ shape }: Tensor, position: number): number {
  const n = shape.at(-1) ?? 1;
  const within = position % (n * n);
  return position - within + (within % n) * n + Math.floor(within / n);
}
