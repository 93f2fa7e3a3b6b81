import { afterAll, expect, test, vi } from 'vitest';
import type { ClauseReport } from '../conformance/report.ts';

const path = '../spec/scalars/_internal/doubleDouble.ts';

/** Below this a ratio is the width of an enclosure, which differs, and no error of the implementation's. */
const width = 2 ** -90;

/** What the reference gets by every law, few cases each, with the modules as they are loaded now. */
async function judgeReference(): Promise<Map<string, ClauseReport>> {
  const [
    { default: reference },
    { contextOf },
    { lawsOf, loadOperations, operationIds },
    { runLaw },
    description,
    { inProcessSubject },
  ] = await Promise.all([
    import('../adapters/reference/adapter.ts'),
    import('../conformance/context.ts'),
    import('../conformance/laws.ts'),
    import('../conformance/runLaw.ts'),
    import('../conformance/subject/description.ts'),
    import('../conformance/subject/inProcess.ts'),
  ]);
  const described = description.describe(description.readAdapter(reference));
  const subject = inProcessSubject(reference);
  const reports = new Map<string, ClauseReport>();
  await loadOperations();
  for (const law of operationIds.flatMap(lawsOf)) {
    const options = { runs: 2, seed: 11, adapterPath: 'reference', shrinks: 0 };
    reports.set(law.id, await runLaw(law, subject, contextOf(described, 'float64', law), options));
  }
  return reports;
}

afterAll(() => {
  vi.doUnmock(path);
  vi.resetModules();
});

/** The same double-doubles, that never know anything: then big integers decide everything. */
async function withoutDoubles(): Promise<object> {
  const known = await vi.importActual<typeof import('../spec/scalars/_internal/doubleDouble.ts')>(path);
  return { ...known, ofDouble: () => known.UNKNOWN, fromEnclosure: () => known.UNKNOWN };
}

test('doubles decide every law as big integers do, with the same ratios to three digits', async () => {
  const adaptive = await judgeReference();
  vi.resetModules();
  vi.doMock(path, withoutDoubles);
  const { exact } = await import('../spec/scalars/exact.ts');
  expect(exact.constant(1).known).toBeDefined();
  const plain = await judgeReference();
  expect(adaptive.size).toBeGreaterThan(1_000);
  const differences = [...plain].flatMap(([id, { verdict, cases, worstRatio }]) => {
    const other = adaptive.get(id);
    const [a, b] = [worstRatio ?? -1, other?.worstRatio ?? -1];
    const isSame =
      verdict === other?.verdict && cases === other.cases && Math.abs(a - b) <= 1e-3 * Math.max(a, b) + width;
    return isSame ? [] : [{ id, plain: { verdict, cases, worstRatio }, adaptive: other }];
  });
  expect(differences).toEqual([]);
}, 300_000);
