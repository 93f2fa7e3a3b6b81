import type { Evaluated } from '../../spec/evaluate.ts';
import { allowedError, type Bound, isExactlyRepresentable } from '../../spec/scalars/bound.ts';
import { errorOf, exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context, Observation } from '../law.ts';
import { elementName, identical, literal, withoutBound } from './compare.ts';
import { ratioOf } from './measured.ts';

/** How far each element may be off, by name: nothing where no order of evaluation rounds. */
export const allowedBy = (
  bounded: Readonly<Record<string, Evaluated<Bound>>>,
  { profile }: Pick<Context, 'profile'>,
): Record<string, Evaluated<number>> =>
  Object.fromEntries(
    Object.entries(bounded).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map((one) => (isExactlyRepresentable(one, profile) ? 0 : allowedError(one, profile))) },
    ]),
  );

/** Two results of one quantity against each other: the worst element, by what both may be off by together. */
export function apart(
  what: string,
  received: Tensor,
  expected: Tensor,
  allowed: readonly (Evaluated<number> | undefined)[],
): Observation {
  if (received.shape.join() !== expected.shape.join()) return identical(received, expected, what);
  let worst: Observation = { ratio: 0, what };
  for (let at = 0; at < expected.data.length; at++) {
    const [got, want] = [received.data[at] ?? Number.NaN, expected.data[at] ?? Number.NaN];
    const together = allowed.reduce((sum, one) => sum + (one?.values[at] ?? Number.NaN), 0);
    const name = elementName(what, expected.shape, at);
    if (together === Number.POSITIVE_INFINITY) return withoutBound(name);
    const error = Number.isFinite(want) ? errorOf(got, exact.constant(want)) : Number.NaN;
    const ratio = ratioOf(error, together);
    if (!(ratio <= worst.ratio)) worst = { ratio, what: name, expected: literal(want), received: literal(got) };
    if (Number.isNaN(ratio)) break;
  }
  return worst;
}
