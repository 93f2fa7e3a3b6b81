import { afterEach, describe, expect, it } from 'vitest';
import reference from '../adapters/reference/adapter.ts';
import { contextOf } from '../conformance/context.ts';
import { lawsOf } from '../conformance/laws.ts';
import type { ClauseReport } from '../conformance/report.ts';
import { runLaw } from '../conformance/runLaw.ts';
import { describe as describeAdapter, readAdapter } from '../conformance/subject/description.ts';
import { inProcessSubject } from '../conformance/subject/inProcess.ts';
import { runsOf } from '../conformance/tier.ts';
import { type Kernel, setDefaultKernel } from '../src/linalg/gemm/defaultKernel.ts';
import { openThreads } from '../src/linalg/gemm/threads.ts';
import { convicts } from './_internal/plantedFaults.ts';

const operations = ['linalg.matmul', 'layers.linear', 'layers.conv2d', 'layers.convTranspose2d'] as const;
const paths: readonly (readonly [string, Kernel, number])[] = [
  ['plain', 'plain', 1],
  ['small', 'small', 1],
  ['SIMD', 'simd', 1],
  ['relaxed', 'fused', 1],
  ['threads', 'simd', 3],
];

describe.each(paths)('the reference with its products by the path: %s', (_, kernel, count) => {
  let close = async () => {};
  afterEach(async () => {
    setDefaultKernel('auto');
    await close();
  });

  it.each(operations.flatMap((id) => (['float64', 'float32'] as const).map((dtype) => [id, dtype] as const)))(
    'obeys every law of %s in %s',
    async (id, dtype) => {
      setDefaultKernel(kernel);
      if (count > 1) close = openThreads({ count, threshold: 0 }).close;
      const description = describeAdapter(readAdapter(reference));
      const subject = inProcessSubject(reference);
      const reports: ClauseReport[] = [];
      for (const law of lawsOf(id)) {
        const options = { runs: Math.ceil(runsOf.smoke * law.share), seed: 1, adapterPath: 'reference', shrinks: 0 };
        reports.push(await runLaw(law, subject, contextOf(description, dtype, law), options));
      }
      expect(reports.filter(convicts)).toEqual([]);
      expect(reports.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(20);
    },
    60_000,
  );
});
