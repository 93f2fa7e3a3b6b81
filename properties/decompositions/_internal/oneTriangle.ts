import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Observation } from '../../law.ts';
import { identical, worst } from '../../verbs/compare.ts';
import { outputOf } from '../../verbs/judge.ts';
import { unlessRefused } from '../../verbs/refused.ts';
import { build, at as entryOf } from '../../verbs/tensors.ts';

/** What is added to one triangle of a symmetric matrix. */
export const asymmetry = fc.constantFrom(1, 3, -8, Number.NaN);

/**
 * A matrix that is asymmetric must be refused, or one of its triangles is read and the other ignored, or both are averaged.
 *
 * So either both spoiled matrices are refused, or one of them gives the very result of the symmetric one, or each gives that of
 * its symmetric part.
 */
export async function ignoresOneTriangle(
  a: Tensor,
  added: number,
  call: (a: Tensor) => Promise<Readonly<Record<string, Tensor>>>,
): Promise<Observation> {
  const spoiled = (isUpper: boolean) =>
    build(a, a.shape, (i, j) => (i !== j && isUpper === i < j ? entryOf(a, i, j) + added : entryOf(a, i, j)));
  const plain = await call(a);
  const results = await Promise.all([unlessRefused(call(spoiled(true))), unlessRefused(call(spoiled(false)))]);
  const what = 'result for an asymmetric matrix';
  const given = results.filter((result) => result !== undefined);
  if (given.length === 0) return { ratio: 0, what };
  const averages = async (): Promise<boolean> => {
    const same = await Promise.all(
      results.map(async (result, at) => {
        const s = spoiled(at === 0);
        const mean = build(s, s.shape, (i, j) => (entryOf(s, i, j) + entryOf(s, j, i)) / 2);
        const expected = await unlessRefused(call(mean));
        if (result === undefined || expected === undefined) return result === undefined;
        return Object.keys(plain).every(
          (name) => identical(outputOf(result, name), outputOf(expected, name), name).ratio === 0,
        );
      }),
    );
    return same.every(Boolean);
  };
  const comparisons = given.map((result) =>
    worst(
      Object.keys(plain).map((name) => identical(outputOf(result, name), outputOf(plain, name), name)),
      what,
    ),
  );
  const found = comparisons.find(({ ratio }) => ratio === 0) ?? comparisons[0] ?? { ratio: 0, what };
  return found.ratio === 0 || !(await averages()) ? found : { ratio: 0, what };
}
