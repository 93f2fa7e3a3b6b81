import fc from 'fast-check';
import { ulpOf } from '../../../spec/scalars/float.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { dealt } from '../../generators/dealt.ts';
import type { Case, Context } from '../../law.ts';
import { vector } from '../../verbs/tensors.ts';
import { beside, ofAnySize, oneOf, signed, subnormal } from './sizes.ts';

export interface Neighbours extends Case {
  readonly a: Tensor;
  readonly b: Tensor;
}

/** Numbers of any size, and beside each the same or the next one, above or below. */
export const neighbours = (context: Context): fc.Arbitrary<Neighbours> =>
  fc
    .array(fc.tuple(signed(oneOf(ofAnySize, beside(1), subnormal))(context), dealt([1, 0, -1])), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => {
      const a = vector(
        context,
        list.map(([value]) => value),
      );
      const b = vector(
        context,
        Array.from(a.data, (value, at) => value + (list[at]?.[1] ?? 0) * ulpOf(context.dtype, value)),
      );
      return { a, b };
    });
