import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Context, Observation } from '../../law.ts';
import { literal } from '../../verbs/compare.ts';
import { holds } from '../../verbs/measured.ts';
import { map } from '../../verbs/tensors.ts';

/** A matrix, and the power of two that it is to be scaled by. */
export const atScales = (context: Context, [min, max]: readonly [number, number]) =>
  beside(tensors(context, { a: 'm n' }, { entries: 'reals' }), { k: fc.integer({ min, max }) });

/** A matrix times a power of two: exact. */
export const scaledByPower = (a: Tensor, k: number): Tensor => map(a, (value) => value * 2 ** k);

/** A norm is above 0, but of the zero matrix, of which it is 0. */
export function positiveUnlessZero(what: string, norm: number, a: Tensor): Observation {
  const isZero = a.data.every((value) => value === 0);
  return holds(what, isZero ? norm === 0 : norm > 0, isZero ? '0' : 'above 0', literal(norm));
}
