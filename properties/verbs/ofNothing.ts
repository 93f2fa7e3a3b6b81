import fc from 'fast-check';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Observation, Unsupported } from '../law.ts';
import { identical } from './compare.ts';
import { unlessRefused } from './refused.ts';
import { filled } from './tensors.ts';

/** Tensors without elements of the given shapes, alone and in a batch where there are batches. */
export const emptyTensors = (
  { dtype, batches }: Context,
  shapes: readonly (readonly number[])[],
): fc.Arbitrary<{ a: Tensor; batch: readonly number[] }> =>
  fc
    .record({
      shape: dealt(shapes),
      batch: dealt<readonly number[]>(batches === 'none' ? [[]] : [[], [2], [3, 1]]),
    })
    .map(({ shape, batch }) => ({ a: tensorOf(dtype, [...batch, ...shape], []), batch }));

/**
 * What a call gives for tensors without elements: `value`, once per member of the batch. Refusing them is honest, and then nothing
 * was judged.
 */
export async function ofNothing(
  call: () => Promise<Tensor>,
  value: number,
  { a, batch }: { readonly a: Tensor; readonly batch: readonly number[] },
  { empty }: Context,
  what: string,
): Promise<Observation> {
  if (!empty) throw new Unsupported('tensors may not be empty');
  const result = await unlessRefused(call());
  if (result === undefined) throw new Unsupported('empty tensors are refused');
  return identical(result, filled(a, batch, value), what);
}
