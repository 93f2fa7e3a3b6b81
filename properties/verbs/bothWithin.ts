import type { Evaluated } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError, type Bound } from '../../spec/scalars/bound.ts';
import { exact, toNumber } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context, Observation } from '../law.ts';
import { literal, withinAllowed } from './compare.ts';
import { boundedResult } from './judge.ts';
import { only, shifted } from './tensors.ts';

/**
 * A result for one input against the exact result for another that is the same function value: within the bounds of both, since
 * either may be computed.
 */
export const bothWithin = (
  received: Tensor,
  expected: Evaluated<Bound>,
  own: Evaluated<Bound> | undefined,
  context: Context,
  what: string,
): Observation =>
  withinAllowed(received, expected, context, what, (bound, position) => {
    const other = own?.values[position];
    return allowedError(bound, context.profile) + (other === undefined ? 0 : allowedError(other, context.profile));
  });

/** The sum of doubles, rounded once; NaN where one is not finite. */
export const totalOf = (values: ArrayLike<number>): number => {
  const list = Array.from(values);
  return list.every(Number.isFinite) ? toNumber(exact.sum(list.map((value) => exact.constant(value)))) : Number.NaN;
};

/** The sum of some results against its exact value: off by no more than they are together. */
export function sumWithin(
  received: ArrayLike<number>,
  expected: number,
  allowed: readonly number[],
  what: string,
): Observation {
  const error = Math.abs(totalOf([...Array.from(received), -expected]));
  return {
    ratio: error === 0 ? 0 : error / allowed.reduce((sum, one) => sum + one, 0),
    what,
    expected: literal(expected),
    received: literal(totalOf(received)),
  };
}

/** What a shift by c moves, f(x + c) - c against f(x): one number, off by no more than both together. */
export const shiftedWithin =
  (operation: AnyOperation) =>
  (
    received: Tensor,
    expected: Tensor,
    what: string,
    { x, shift }: { readonly x: Tensor; readonly shift: number },
    context: Context,
  ): Observation => {
    const allowed = [x, shifted(x, shift)].map((one) => boundedResult(operation, { x: one }, {}, context).most);
    return sumWithin([only(received), -shift], only(expected), allowed, what);
  };
