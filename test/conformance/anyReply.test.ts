import { expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { everyOperation, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { anyTensor, anyThrown, anyValue, pickFrom, promised } from './anyReply.ts';

const wanted = 10_000;

await loadOperations();

/** An adapter of which nothing can be relied upon: its values are of every kind, and a third of them are right in form. */
function unreliable(seed: number) {
  const pick = pickFrom(seed);
  const told = { replies: 0 };
  /** What stands for a value of the library's own: `fromNative` makes anything of it. */
  const native = { opaque: true };
  const record = (names: readonly string[]): unknown => {
    const kept = names.filter(() => pick(12) > 0);
    const entries = kept.map((name) => [name, pick(8) > 0 ? native : anyValue(pick)]);
    return Object.fromEntries(pick(8) === 0 ? [...entries, ['extra', native]] : entries);
  };
  const reply = (names: readonly string[]) => (): unknown => {
    told.replies++;
    switch (pick(8)) {
      case 0:
        throw anyThrown(pick);
      case 1:
        return anyValue(pick);
      case 2:
        return names.length === 1 ? native : record(names);
      case 3:
        return promised(() => record(names));
      default:
        return record(names);
    }
  };
  const table = (namesOf: (signature: string) => readonly string[]) =>
    Object.fromEntries(everyOperation().map(({ id, signature }) => [id, reply(namesOf(signature))]));
  const adapter = {
    name: 'unreliable',
    version: '1.0.0',
    profile: { dtype: 'float64' as const },
    toNative: (tensor: Tensor) => tensor,
    fromNative: (_value: unknown, due: { dtype: Tensor['dtype']; shape: readonly number[] }) => anyTensor(due, pick),
    operations: table((signature) => parseSignature(signature).outputs.map(({ name }) => name)),
    gradients: table((signature) => parseSignature(signature).inputs.map(({ name }) => name)),
    layouts: { transposed: (tensor: Tensor) => tensor },
  };
  return { adapter, told };
}

test(`whatever an adapter returns, no law throws: ${wanted} replies to the calls of every law`, async () => {
  const { adapter, told } = unreliable(1);
  // Wrong adapters do not compile, which is what this one is here for.
  const subject = inProcessSubject(adapter as unknown as Parameters<typeof inProcessSubject>[0], { limit: 20 });
  const description = describeAdapter(readAdapter(adapter));
  const laws = everyOperation().flatMap(({ id }) => lawsOf(id));
  const thrown: string[] = [];
  for (let seed = 1; told.replies < wanted; seed++) {
    for (const law of laws) {
      const options = { runs: 1, seed, adapterPath: 'adapter.ts', shrinks: 0 };
      const context = contextOf(description, 'float64', law);
      await runLaw(law, subject, context, options).catch((error: Error) => thrown.push(`${law.id}: ${error.stack}`));
    }
  }
  expect(thrown).toEqual([]);
}, 120_000);
