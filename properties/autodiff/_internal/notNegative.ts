import type { AnyOperation } from '../../../spec/operation.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Context, Observation } from '../../law.ts';
import { allowedBy } from '../../verbs/apart.ts';
import { boundedResults } from '../../verbs/judge.ts';
import { atLeast } from '../../verbs/measured.ts';
import { inner } from '../../verbs/tensors.ts';

/** d^T M d >= 0, of a matrix whose product with a direction an operation gives: d_x to h_x for each of some names. */
export function notNegative(
  operation: AnyOperation,
  given: Readonly<Record<string, Tensor>>,
  results: Readonly<Record<string, Tensor>>,
  names: readonly string[],
  context: Context,
): Observation {
  const allowed = allowedBy(boundedResults(operation, given, {}, context), context);
  let [form, off] = [0, 0];
  for (const name of names) {
    const [direction, change] = [given[`d_${name}`], results[`h_${name}`]];
    if (direction === undefined || change === undefined) throw new TypeError(`${operation.id}: h_${name} is missing`);
    form += inner(direction, change);
    // What products and their sum round is of float64, and little beside what each element may be off by.
    for (const [k, one] of (allowed[`h_${name}`]?.values ?? []).entries())
      off += one * Math.abs(direction.data[k] ?? 0);
  }
  return atLeast('d^T M d', form, 0, off);
}
