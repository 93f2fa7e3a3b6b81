import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Observation } from '../../law.ts';
import { identical } from '../../verbs/compare.ts';
import { outputOf } from '../../verbs/judge.ts';
import { unlessRefused } from '../../verbs/refused.ts';
import { at, build } from '../../verbs/tensors.ts';

/** Which column of the right-hand sides stays, and what the others become. */
export const spoiling = fc.record({ kept: fc.nat(4), poison: fc.constantFrom(7, 2 ** 30, Number.NaN) });

const column = (a: Tensor, j: number): Tensor => build(a, [a.shape[0] ?? 0, 1], (i) => at(a, i, j));

/** A column of X must not change when the other columns of B do. NaN among them may be refused instead. */
export async function dependsOnOwnColumn(
  b: Tensor,
  { kept, poison }: { readonly kept: number; readonly poison: number },
  solved: (b: Tensor) => Promise<Readonly<Record<string, Tensor>>>,
): Promise<Observation> {
  const own = kept % (b.shape[1] ?? 1);
  const spoiled = build(b, b.shape, (i, j) => (j === own ? at(b, i, j) : poison));
  const plain = await solved(b);
  const other = Number.isNaN(poison) ? await unlessRefused(solved(spoiled)) : await solved(spoiled);
  const what = `column ${own} of x`;
  if (other === undefined) return { ratio: 0, what };
  return identical(column(outputOf(other, 'x'), own), column(outputOf(plain, 'x'), own), what);
}
