import { type Exact, exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { ExpectedGradient } from './derivative.ts';

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

/** <v, J^T w> exactly, which is <J v, w>, and what a sensible gradient may add to it. */
export function exactPairing(expected: readonly ExpectedGradient[], directions: Tensors) {
  let allowed = 0;
  const terms: Exact[] = [];
  for (const one of expected) {
    const direction = directions[one.input]?.data[one.position] ?? 0;
    if (direction === 0) continue;
    allowed += Math.abs(direction) * one.allowed;
    terms.push(exact.mul(exact.constant(direction), one.exact));
  }
  return { value: exact.sum(terms), allowed };
}
