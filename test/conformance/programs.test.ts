import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue, clauseList } from '../../conformance/commands/list.ts';
import { replay } from '../../conformance/commands/replay.ts';
import { pageOf } from '../../conformance/commands/show.ts';
import { check } from '../../conformance/judge/check.ts';
import { everyProgram, lawsOf, loadOperations, uncoveredOf } from '../../conformance/judge/laws.ts';
import { planOf } from '../../conformance/judge/plan.ts';
import { html } from '../../conformance/present/html.ts';
import type { Report } from '../../conformance/report/report.ts';
import { reportSchema } from '../../conformance/report/reportSchema.ts';
import { operationsOf } from '../../spec/program.ts';
import { plantedFaults } from '../_internal/plantedFaults.ts';

await loadOperations();
const records = everyProgram();
const faults = await plantedFaults();
// And what their laws compare with.
const all = [
  ...new Set(records.flatMap((one) => [...operationsOf(one), ...lawsOf(one.id).flatMap(({ needs }) => needs)])),
].map(({ id }) => id);
const description = { operations: all, gradients: all, layouts: [] };

const reference = fileURLToPath(new URL('../../adapters/reference/adapter.ts', import.meta.url));
const judged = (adapter: string, operations: string): Promise<Report> =>
  check({ adapter, operations, today: '2026-11-28', workers: 1 });

let folder: string;
/** The reference, with a sum that is the difference. */
let wrong: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor laws programs '));
  wrong = join(folder, 'adapter.mjs');
  writeFileSync(
    wrong,
    `import reference from ${JSON.stringify(pathToFileURL(reference).href)};
const { 'tensor.add': add, 'tensor.mul': mul } = reference.operations;
export default { ...reference, operations: { ...reference.operations, 'tensor.add': async ({ a, b }) => {
  const minusOne = reference.toNative({ dtype: b.dtype, shape: [], data: [-1] });
  return add({ a, b: await mul({ a: b, b: minusOne }, {}) }, {});
} } };
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(records.map((record) => [record.id, record] as const))('%s', (id, record) => {
  test('the record is whole: meaning, sources, a law for every clause, and faults that it catches', () => {
    expect(record.meaning).toMatch(/^[A-Z].*\.$/s);
    expect(record.sources.length).toBeGreaterThan(0);
    expect(uncoveredOf(record)).toEqual([]);
    expect(lawsOf(id).map(({ clause }) => clause)).toEqual(expect.arrayContaining(['definition', 'integers']));
    expect(faults.filter(({ operation }) => operation === id).length).toBeGreaterThanOrEqual(1);
  });

  test('it is planned where the adapter has its operations and their pullbacks, and told as unsupported elsewhere', async () => {
    const reasons = async (lacking: Partial<typeof description>) =>
      (await planOf({ description: { ...description, ...lacking }, filter: id, runs: 24 }))[0]?.laws.map(
        ({ law, unsupported }) => [law.gradient, unsupported] as const,
      ) ?? [];
    for (const [, unsupported] of await reasons({})) expect(unsupported).toBeUndefined();
    for (const { id: needed } of operationsOf(record)) {
      const without = all.filter((operation) => operation !== needed);
      for (const [, reason] of await reasons({ operations: without })) expect(reason).toContain(`no ${needed}`);
      for (const [isGradient, reason] of await reasons({ gradients: without }))
        expect(reason).toEqual(isGradient ? `the adapter has no gradient of ${needed}` : undefined);
    }
  });
});

test('programs are a chapter of the plan between operations and phenomena', async () => {
  const ids = (await planOf({ description, filter: undefined, runs: 24 })).map(({ operation }) => operation.id);
  const first = ids.indexOf(records[0]?.id ?? '');
  expect(ids.slice(first, first + records.length)).toEqual(records.map(({ id }) => id));
  expect(ids[first + records.length]).toMatch(/^phenomena\./);
});

test.each(['float64', 'float32'] as const)('the reference passes them in %s', async (dtype) => {
  const report = await check({ adapter: reference, operations: 'programs.*', dtype, today: '2026-11-28', workers: 1 });
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report.summary).toMatchObject({ planned: report.summary.passed });
  expect(html(report)).toContain('programs.rowParallelLinear');
});

test('a failure is confirmed and replayed, and its snippet calls the operations', async () => {
  const clause = (await judged(wrong, 'rowParallelLinear/C1')).operations[0]?.clauses[0];
  expect(clause).toMatchObject({ id: 'programs.rowParallelLinear/C1', verdict: 'failed' });
  expect(clause?.counterexample?.snippet).toContain("operations['layers.linear']");
  const style = { color: false, width: 120 };
  expect(await replay(clause?.replay ?? '', wrong, style)).toMatchObject({ exitCode: 1 });
  expect(await replay(clause?.replay ?? '', reference, style)).toMatchObject({ exitCode: 0 });
});

test('list and show know programs, and how they are wired', async () => {
  expect(catalogue().programs.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  expect(catalogue().programs.find(({ id }) => id === 'programs.rowParallelLinear')).toMatchObject({
    nodes: [
      { name: 'first', operation: 'layers.linear', inputs: { x: 'x0', weight: 'weight0', bias: 'bias' } },
      { name: 'second', operation: 'layers.linear' },
      { name: 'sum', operation: 'tensor.add' },
    ],
    results: { y: 'sum.c' },
  });
  expect(await clauseList('rowParallelLinear', false)).toMatch(/^programs\.rowParallelLinear\/C1 {10}it is the linear/);
  const page = await pageOf('checkpointedPerceptron');
  expect(page).toMatch(/^# programs\.checkpointedPerceptron\n\nThe multilayer perceptron with checkpointing/);
  expect(page).toContain('hidden1 = layers.relu(x: affine1.y)  (thrown away, and computed again for the gradient)');
  expect(page).toContain('y = affine3.y');
  expect(page).toContain('**layers.linear**');
  expect(await pageOf('checkpointedPerceptron/C1')).toContain('bitwise');
  expect(await pageOf('checkpointedPerceptron/C9')).toBeUndefined();
});
