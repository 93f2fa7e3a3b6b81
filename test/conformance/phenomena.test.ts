import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue, clauseList } from '../../conformance/commands/list.ts';
import { replay } from '../../conformance/commands/replay.ts';
import { pageOf } from '../../conformance/commands/show.ts';
import { check } from '../../conformance/judge/check.ts';
import { everyPhenomenon, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { planOf } from '../../conformance/judge/plan.ts';
import { html } from '../../conformance/present/html.ts';
import type { Report } from '../../conformance/report/report.ts';
import { reportSchema } from '../../conformance/report/reportSchema.ts';
import { plantedFaults } from '../_internal/plantedFaults.ts';
import { markupFault } from '../present/markup.ts';

await loadOperations();
const records = everyPhenomenon();
const faults = await plantedFaults();
const all = [...new Set(records.flatMap(({ needs }) => needs.map(({ id }) => id)))];
const description = { operations: all, gradients: all, layouts: [] };

const reference = fileURLToPath(new URL('../../adapters/reference/adapter.ts', import.meta.url));
const style = { color: false, width: 120 };
const judged = (adapter: string, operations: string, ledger?: string): Promise<Report> =>
  check({ adapter, operations, ledger, today: '2026-11-28', workers: 1 });

let folder: string;
/** An adapter that is the reference but for a product that is too large by a thousandth. */
let wrong: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor laws phenomena '));
  wrong = join(folder, 'adapter.mjs');
  writeFileSync(
    wrong,
    `import reference from ${JSON.stringify(pathToFileURL(reference).href)};
const matmul = reference.operations['linalg.matmul'];
export default { ...reference, operations: { ...reference.operations, 'linalg.matmul': async (inputs, attributes) => {
  const c = await matmul(inputs, attributes);
  const { dtype, shape, data } = reference.fromNative(c, { dtype: c.dtype, shape: c.shape });
  return reference.toNative({ dtype, shape, data: data.map((value) => value * (1 + 2 ** -10)) });
} } };
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(records.map((record) => [record.id, record] as const))('%s', (id, record) => {
  test('the record is whole: claim, setup, reasons, sources, one law, and faults that it catches', () => {
    expect(record.claim).toMatch(/^[A-Z].*\.$/s);
    expect(record.setup).toMatch(/\.$/);
    expect(record.sources.length).toBeGreaterThan(0);
    for (const { value, tolerance, because } of Object.values(record.predictions)) {
      expect(Number.isFinite(value)).toBe(true);
      expect(tolerance(2 ** -53)).toBeGreaterThanOrEqual(0);
      expect(because).not.toBe('');
    }
    expect(lawsOf(id).map((law) => law.id)).toEqual([`${id}/holds`]);
    expect(faults.filter(({ operation }) => operation === id).length).toBeGreaterThanOrEqual(2);
  });

  test('it is planned where the adapter has what it needs, and told as unsupported elsewhere', async () => {
    const [planned] = await planOf({ description, filter: id, runs: 24 });
    expect(planned?.laws.map(({ runs, unsupported }) => [runs, unsupported])).toEqual([[1, undefined]]);
    for (const { id: needed } of record.needs) {
      const without = { ...description, operations: all.filter((operation) => operation !== needed) };
      const [lacking] = await planOf({ description: without, filter: id, runs: 24 });
      expect(lacking?.laws[0]?.unsupported).toContain(`the adapter has no ${needed}`);
    }
  });
});

test('phenomena are a chapter of the plan, after all operations; a filter on operations leaves them out', async () => {
  const ids = async (filter?: string) =>
    (await planOf({ description, filter, runs: 24 })).map(({ operation }) => operation.id);
  expect((await ids()).slice(-records.length)).toEqual(records.map(({ id }) => id));
  expect(await ids('phenomena.*')).toEqual(records.map(({ id }) => id));
  expect(await ids('linalg.matmul')).toEqual(['linalg.matmul']);
});

test('the report has what was measured beside what was foretold, and the series of the run', async () => {
  const report = await judged(reference, 'phenomena.*');
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report.summary).toMatchObject({ planned: records.length, passed: records.length });
  for (const { id, clauses } of report.operations) {
    const record = records.find((one) => one.id === id);
    const run = clauses[0]?.run;
    expect(run?.measured.map(({ what }) => what)).toEqual(
      Object.values(record?.predictions ?? {}).map(({ measured }) => measured),
    );
    expect(Object.keys(run?.series ?? {})).toEqual(record?.series);
    const lengths = Object.values(run?.series ?? {}).map(({ length }) => length);
    expect(new Set(lengths).size).toBe(1);
    expect(lengths[0]).toBeGreaterThan(8);
  }
  const page = html(report);
  expect(page).toContain(records[0]?.claim.slice(0, 20));
  expect(page.split('<svg').length - 1).toBe(records.length);
  expect(page).not.toMatch(/<polyline points="[^"]*[^-\d., "]/);
  expect(markupFault(page)).toBeUndefined();
});

test('they hold in single precision too', async () => {
  const { summary } = await check({
    adapter: reference,
    operations: 'phenomena.*',
    dtype: 'float32',
    today: '2026-11-28',
    workers: 1,
  });
  expect(summary.passed).toBe(records.length);
});

test('the run is the same every time', async () => {
  const runs = async () => (await judged(reference, 'phenomena.*')).operations.map(({ clauses }) => clauses[0]?.run);
  expect(await runs()).toEqual(await runs());
});

test('a failure is confirmed, replayed and known to a ledger', async () => {
  const clause = (await judged(wrong, 'P001')).operations[0]?.clauses[0];
  expect(clause).toMatchObject({ id: 'phenomena.P001/holds', verdict: 'failed', worstUlp: null });
  expect(clause?.counterexample?.what).toMatch(/^ln\(/);
  expect(clause?.run?.series['t']?.at(-1)).toBe(200);
  const token = clause?.replay ?? '';
  expect(await replay(token, wrong, style)).toMatchObject({ exitCode: 1 });
  const mended = await replay(token, reference, style);
  expect(mended).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^phenomena\.P001\/holds passes now/) });

  const ledger = join(folder, 'known.json');
  writeFileSync(ledger, JSON.stringify({ entries: [{ clause: 'phenomena.P001/holds', reason: 'a thousandth' }] }));
  const known = await judged(wrong, 'P001', ledger);
  expect(known.operations[0]?.clauses[0]).toMatchObject({ verdict: 'known', reason: 'a thousandth' });
});

test('where an operation fails by itself, the phenomena that need it are blocked by it', async () => {
  const { operations } = await judged(wrong, 'matmul/definition,P001');
  const clause = operations.find(({ id }) => id === 'phenomena.P001')?.clauses[0];
  expect(clause).toMatchObject({
    verdict: 'blocked',
    reason: expect.stringMatching(/^it needs linalg\.matmul, which/),
  });
});

test('list and show know phenomena by number', async () => {
  expect(catalogue().phenomena.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  expect(await clauseList('P001', false)).toMatch(/^phenomena\.P001\/holds {2}A gradient/);
  expect(await pageOf('P037')).toMatch(/^# phenomena\.P037\n\nThe origin is a saddle.*## Predictions.*## Series/s);
  expect(await pageOf('P037/holds')).toBe(await pageOf('P037'));
  expect(await pageOf('P037/C1')).toBeUndefined();
  expect(JSON.parse((await pageOf('P001', true)) ?? '')).toMatchObject({
    id: 'phenomena.P001',
    needs: ['linalg.matmul'],
    clauses: [{ id: 'phenomena.P001/holds', recorded: true }],
  });
});
