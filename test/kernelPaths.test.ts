import { afterEach, describe, expect, it } from 'vitest';
import reference from '../adapters/reference/adapter.ts';
import { contextOf } from '../conformance/judge/context.ts';
import { lawsOf, loadOperations } from '../conformance/judge/laws.ts';
import { runLaw } from '../conformance/judge/runLaw.ts';
import { describe as describeAdapter, readAdapter } from '../conformance/subject/description.ts';
import { runsOf } from '../conformance/subject/tier.ts';
import type { FloatDtype } from '../spec/tensor.ts';
import { type Kernel, setDefaultKernel } from '../src/linalg/gemm/defaultKernel.ts';
import { openThreads } from '../src/linalg/gemm/threads.ts';
import { convicts } from './_internal/plantedFaults.ts';
import { differences, recorded } from './_internal/recordedCalls.ts';

const operations = ['linalg.matmul', 'layers.linear', 'layers.conv2d', 'layers.convTranspose2d'] as const;
const each = operations.flatMap((id) => (['float64', 'float32'] as const).map((dtype) => [id, dtype] as const));

/** Paths that promise the bits of the plain one. */
const exactPaths: readonly (readonly [string, Kernel, number])[] = [
  ['small', 'small', 1],
  ['SIMD', 'simd', 1],
  ['threads', 'simd', 3],
];

let close = async () => {};
afterEach(async () => {
  setDefaultKernel('auto');
  await close();
});

/** Judges the reference as it is now by every law of an operation; gives the calls that the laws made. */
async function judged(id: string, dtype: FloatDtype) {
  const description = describeAdapter(readAdapter(reference));
  const { subject, calls } = recorded(reference);
  const reports = [];
  await loadOperations([id]);
  for (const law of lawsOf(id)) {
    const options = { runs: Math.ceil(runsOf.smoke * law.share), seed: 1, adapterPath: 'reference', shrinks: 0 };
    reports.push(await runLaw(law, subject, contextOf(description, dtype, law), options));
  }
  expect(reports.filter(convicts)).toEqual([]);
  expect(reports.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(20);
  return calls;
}

describe('the reference with its products by every path', () => {
  it.each(each)(
    'obeys every law of %s in %s: by the plain path, whose bits the others repeat in each of the calls',
    async (id, dtype) => {
      setDefaultKernel('plain');
      const calls = await judged(id, dtype);
      expect(calls.length).toBeGreaterThan(200);
      for (const [name, kernel, count] of exactPaths) {
        setDefaultKernel(kernel);
        if (count > 1) close = openThreads({ count, threshold: 0 }).close;
        expect(
          (await differences(calls, reference)).map(({ request }) => request),
          name,
        ).toEqual([]);
      }
    },
  );

  it.each(each)('obeys every law of %s in %s by the relaxed path', async (id, dtype) => {
    setDefaultKernel('fused');
    await judged(id, dtype);
  });

  it('would be seen to differ in one bit of one element, in an error, and in what it does to its inputs', async () => {
    const calls = await judged('layers.linear', 'float64');
    const right = reference.operations['layers.linear'];
    if (right === undefined) throw new Error('the reference has no layers.linear');
    const changed = (operation: typeof right) =>
      differences(calls, { ...reference, operations: { ...reference.operations, 'layers.linear': operation } });
    const bit: typeof right = async (inputs, attributes) => {
      const y = await right(inputs, attributes);
      const last = y.data.length - 1;
      y.data[last] = -(y.data[last] ?? 0);
      return y;
    };
    const inPlace: typeof right = async (inputs, attributes) => {
      const y = await right(inputs, attributes);
      inputs.x.data.fill(7);
      return y;
    };
    const refused = calls.filter(({ reply }) => reply.kind === 'rejected');
    const read = calls.filter(({ request }) => request.readBack && request.kind === 'forward');
    expect((await changed(bit)).length).toBeGreaterThan(100);
    expect(refused.length).toBeGreaterThan(0);
    const silent = await changed(async ({ x }) => x);
    expect(refused.every((call) => silent.includes(call))).toBe(true);
    expect(read.length).toBeGreaterThan(0);
    expect((await changed(inPlace)).length).toBeGreaterThan(0);
  });
});
