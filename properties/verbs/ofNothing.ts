import type { Tensor } from '../../spec/tensor.ts';
import { type Context, type Observation, Unsupported } from '../law.ts';
import { identical } from './compare.ts';
import { unlessRefused } from './refused.ts';
import { filled } from './tensors.ts';

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
