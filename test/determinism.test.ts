import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../adapters/reference/adapter.ts';
import { contextOf } from '../conformance/judge/context.ts';
import { lawsOf, loadOperations, operationIds } from '../conformance/judge/laws.ts';
import { runLaw } from '../conformance/judge/runLaw.ts';
import type { ClauseReport } from '../conformance/report/report.ts';
import { describe as describeAdapter, readAdapter } from '../conformance/subject/description.ts';
import { inProcessSubject } from '../conformance/subject/inProcess.ts';
import type { Law } from '../properties/law.ts';
import type { NdArray } from '../src/ndArray.ts';

await loadOperations();

const description = describeAdapter(readAdapter(reference));
const judge = (law: Law, adapter: typeof reference, seed = 1): Promise<ClauseReport> =>
  runLaw(law, inProcessSubject(adapter), contextOf(description, 'float64', law), {
    runs: 3,
    seed,
    adapterPath: 'reference',
    shrinks: 0,
  });

/** What is found by some laws, one after another, with a hash of every array that the implementation was given by each. */
async function judged(laws: readonly Law[], seed = 1): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const law of laws) {
    const hash = createHash('sha256');
    const toNative = (tensor: Parameters<typeof reference.toNative>[0]): NdArray => {
      hash.update(`${tensor.dtype} ${tensor.shape}`).update(tensor.data);
      return reference.toNative(tensor);
    };
    const { verdict, cases, worstRatio, worstUlp, replay } = await judge(law, { ...reference, toNative }, seed);
    found[law.id] = { verdict, cases, worstRatio, worstUlp, replay, given: hash.digest('hex') };
  }
  return found;
}

/** One operation of every kind: by a definition, by equations, with integers, with lists of axes, with a state. */
const some = [
  'tensor.sum',
  'linalg.matmul',
  'decompositions.cholesky',
  'multilinear.vec',
  'layers.softmax',
  'losses.crossEntropy',
  'optimizers.sgd',
];

describe('a verdict is a function of seed, law and implementation', () => {
  test.each(some)('%s: the laws in any order, after any others, draw the same cases and find the same', async (id) => {
    const laws = lawsOf(id);
    const once = await judged(laws);
    expect(await judged(laws.toReversed())).toEqual(once);
    const [last] = laws.slice(-1);
    if (last === undefined) throw new Error(`${id} has no laws`);
    expect(await judged([last])).toEqual({ [last.id]: once[last.id] });
  });

  test('no law keeps a generator that remembers what it dealt: drawn again, all cases are the same', () => {
    for (const law of operationIds.flatMap(lawsOf)) {
      const drawn = () => fc.sample(law.cases(contextOf(description, 'float64', law)), { seed: 3, numRuns: 5 });
      expect(drawn(), law.id).toEqual(drawn());
    }
  });

  test('another seed draws other cases', async () => {
    const laws = lawsOf('linalg.matmul').filter(({ clause }) => clause === 'definition');
    expect(await judged(laws, 2)).not.toEqual(await judged(laws, 1));
  });
});
