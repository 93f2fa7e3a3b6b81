import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Context } from '../law.ts';

/** Whether an operation has no axes but its leading ones: then these are its shape, which is not a matter of batches. */
export const isElementwise = ({ signature }: AnyOperation): boolean =>
  parseSignature(signature).inputs.every(({ batched, axes }) => batched && axes.length === 0);

/** Numbers of leading axes that a case may have: none where the implementation takes none, and no more axes than it has room for. */
export function batchAxes(
  operation: AnyOperation,
  { batches, ranks }: Context,
  most: number,
): [least: number, most: number] {
  const operands = parseSignature(operation.signature).inputs.filter(({ batched }) => batched);
  if (operands.length === 0 || (batches === 'none' && !isElementwise(operation))) return [0, 0];
  const [fewest, room] = ranks ?? [0, Number.POSITIVE_INFINITY];
  const own = operands.map(({ axes }) => axes.length);
  const limit = Math.max(0, room - Math.max(...own));
  return [Math.min(limit, Math.max(0, fewest - Math.min(...own))), Math.min(most, limit)];
}

/** Numbers of axes of a variadic list. */
export const listAxes = ({ ranks }: Context, most: number): [least: number, most: number] => {
  const [fewest, room] = ranks ?? [0, most];
  return [fewest, Math.max(fewest, Math.min(most, room))];
};
