import type { AnyOperation } from '../../spec/operation.ts';
import { type Exact, exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';
import { type Column, type Cotangents, expectedGradients } from './derivative.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** The inner product of two sets of tensors, exactly; NaN and infinities are refused by the exact system. */
export const innerProduct = (tensors: Tensors, weights: Tensors): Exact =>
  exact.sum(
    Object.entries(weights).flatMap(([name, w]) =>
      Array.from(w.data, (value, at) =>
        exact.mul(exact.constant(value), exact.constant(tensors[name]?.data[at] ?? Number.NaN)),
      ),
    ),
  );

/** <J v, w> from the exact Jacobian, and what a sensible gradient may add to <v, J^T w>. */
export function exactPairing(
  operation: AnyOperation,
  columns: readonly Column[],
  directions: Tensors,
  cotangents: Cotangents,
  context: Context,
) {
  const expected = expectedGradients(operation, columns, cotangents, context);
  let allowed = 0;
  const terms = columns.map(({ input, position }, at) => {
    const direction = directions[input]?.data[position] ?? 0;
    const one = expected[at] ?? { exact: exact.constant(0), allowed: 0 };
    allowed += Math.abs(direction) * one.allowed;
    return exact.mul(exact.constant(direction), one.exact);
  });
  return { value: exact.sum(terms), allowed };
}
