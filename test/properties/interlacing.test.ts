import { expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { findLaw, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

test('interlacing that fails shows both spectra', async () => {
  await loadOperations(['decompositions.svd']);
  const law = findLaw('decompositions.svd/C10');
  if (law === undefined) throw new Error('the law is there');
  const adapter = {
    name: 'a column has a larger singular value',
    version: '1',
    profile: { dtype: 'float64' },
    toNative: (tensor: Tensor) => tensor,
    fromNative: (tensor: Tensor) => tensor,
    operations: {
      'decompositions.svd': ({ a }: { a: Tensor }) => {
        const [m = 1, n = 1] = a.shape;
        const k = Math.min(m, n);
        const factor = (rows: number) => tensorOf('float64', [rows, k], new Array(rows * k).fill(0));
        return { u: factor(m), s: tensorOf('float64', [k], new Array(k).fill(n === 1 ? 3 : 2)), v: factor(n) };
      },
    },
  } as const;
  const subject = inProcessSubject(adapter as unknown as Parameters<typeof inProcessSubject>[0]);
  const context = contextOf(describe(readAdapter(adapter)), 'float64', law);
  const { counterexample } = await runLaw(law, subject, context, { runs: 60, seed: 1, adapterPath: 'a.ts' });
  expect(counterexample).toMatchObject({
    expected: 'at most 2, where s(A) = [2]',
    received: '3, where s(A without column 0) = [3]',
  });
});
