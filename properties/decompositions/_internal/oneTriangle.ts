import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { alone } from '../../generators/alone.ts';
import { beside } from '../../generators/beside.ts';
import { type ClauseOf, type InputsOf, type Law, law, type Observation } from '../../law.ts';
import { identical, worst } from '../../verbs/compare.ts';
import { outputOf } from '../../verbs/judge.ts';
import { unlessRefused } from '../../verbs/refused.ts';
import { build, at as entryOf } from '../../verbs/tensors.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * The law that a matrix that is asymmetric is refused, or one of its triangles is read and the other ignored, or both are averaged.
 *
 * So either both spoiled matrices are refused, or one of them gives the very result of the symmetric one, or each gives that of
 * its symmetric part.
 */
export const readsOneTriangle = <const O extends AnyOperation>(operation: O, clause: ClauseOf<O>): Law =>
  law<{ a: Tensor; added: number }, O>(operation, clause, {
    repeats: true,
    hint: 'both triangles are read: averaged, or one here and the other there',
    cases: (context) =>
      beside(
        alone<AnyOperation>(context, operation, { least: 2 }).map((inputs) => ({ a: outputOf(inputs, 'a') })),
        { added: fc.constantFrom(1, 3, -8, Number.NaN) },
      ),
    check: async (on, { a, added }) => [
      await ignoresOneTriangle(a, added, (a) => on<AnyOperation>(operation, { a } as InputsOf<AnyOperation>)),
    ],
  });

async function ignoresOneTriangle(
  a: Tensor,
  added: number,
  call: (a: Tensor) => Promise<Tensors>,
): Promise<Observation> {
  const what = 'result for an asymmetric matrix';
  const plain = await call(a);
  const against = (result: Tensors, expected: Tensors) =>
    worst(
      Object.entries(expected).map(([name, tensor]) => identical(outputOf(result, name), tensor, name)),
      what,
    );
  const spoiled = [true, false].map((isUpper) =>
    build(a, a.shape, (i, j) => entryOf(a, i, j) + (i !== j && isUpper === i < j ? added : 0)),
  );
  const results = await Promise.all(spoiled.map((s) => unlessRefused(call(s))));
  const comparisons = results.flatMap((result) => (result === undefined ? [] : [against(result, plain)]));
  const [found = { ratio: 0, what }] = comparisons.toSorted((one, other) => one.ratio - other.ratio);
  if (found.ratio === 0) return found;
  const averages = spoiled.map(async (s, at) => {
    const result = results[at];
    const mean = build(s, s.shape, (i, j) => (entryOf(s, i, j) + entryOf(s, j, i)) / 2);
    const expected = await unlessRefused(call(mean));
    if (result === undefined || expected === undefined) return result === undefined;
    return against(result, expected).ratio === 0;
  });
  return (await Promise.all(averages)).every(Boolean) ? { ratio: 0, what } : found;
}
