import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costOf } from '../../conformance/judge/_internal/shares.ts';
import { check } from '../../conformance/judge/check.ts';
import { operationIds } from '../../conformance/judge/laws.ts';
import { mergeReports } from '../../conformance/judge/mergeReports.ts';
import { planOf } from '../../conformance/judge/plan.ts';
import { shardOf } from '../../conformance/judge/shard.ts';
import type { Report } from '../../conformance/report/report.ts';
import { readReport, reportText } from '../../conformance/report/reportFile.ts';
import { root } from './commands/run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-merge-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const timeless = ({ operations, ...rest }: Report) => ({
  ...rest,
  operations: operations.map((operation) => ({
    ...operation,
    clauses: operation.clauses.map(({ spent: _, ...clause }) => clause),
  })),
});

describe('the shards of a plan', () => {
  test('hold every clause once, and cost about the same', async () => {
    const description = {
      operations: operationIds.filter((id) => !id.startsWith('linalg.')),
      gradients: operationIds,
      layouts: [],
    };
    const plan = await planOf({ description, runs: 24, dtype: 'float64' });
    const lawsOf = (part: typeof plan) => part.flatMap(({ laws }) => laws);
    for (const count of [1, 2, 3, 7]) {
      const shards = Array.from({ length: count }, (_, at) => lawsOf(shardOf(plan, { index: at + 1, of: count })));
      const ids = shards.flat().map(({ law }) => law.id);
      expect(ids.toSorted()).toEqual(
        lawsOf(plan)
          .map(({ law }) => law.id)
          .toSorted(),
      );
      const costs = shards.map((laws) =>
        laws.filter(({ unsupported }) => unsupported === undefined).reduce((sum, law) => sum + costOf(law), 0),
      );
      expect(Math.max(...costs) / Math.min(...costs), `${count} shards`).toBeLessThan(1.05);
    }
  });
});

describe('a merged report', () => {
  const adapter = join(root, 'test/conformance/adapters/nothing.ts');
  const options = {
    adapter,
    operations: 'linalg.dot,linalg.outer,tensor.add',
    runs: 4,
    today: '2030-01-01',
    workers: 1,
  };
  const parts: { path: string; report: Report }[] = [];
  let whole: Report;
  beforeAll(async () => {
    const ledger = join(folder, 'ledger.json');
    const entries = [
      { clause: 'linalg.dot/definition', reason: 'null, so far' },
      { clause: 'linalg.outer/definition', reason: 'it passes' },
    ];
    writeFileSync(ledger, JSON.stringify({ entries }));
    const all = { ...options, ledger, require: 'linalg.*/definition,tensor.add' };
    whole = await check(all);
    for (const index of [2, 1, 3]) {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, reportText(await check({ ...all, shard: { index, of: 3 } })));
      parts.push({ path, report: readReport(path) });
    }
  }, 120_000);

  test('is that of the whole, apart from times', async () => {
    expect(timeless(await mergeReports(parts, options.today))).toEqual(timeless(whole));
    expect(whole.summary).toMatchObject({ known: 1 });
    expect([whole.summary.failed, whole.summary.unsupported, whole.summary.blocked].every((count) => count > 0)).toBe(
      true,
    );
    expect([whole.ledgerProblems.length, whole.unmet.length]).toEqual([1, expect.any(Number)]);
    expect(whole.unmet).toContain('tensor.add is required and was not judged: the adapter has no tensor.add');
  });

  test('misses nothing: all shards, of one run, once', async () => {
    const [a, b, c] = parts;
    if (a === undefined || b === undefined || c === undefined) throw new Error('three shards');
    const merged = (given: readonly (typeof a)[]) => mergeReports(given, options.today);
    await expect(merged([a, b])).rejects.toThrow('of 3 shards these are missing: 3');
    await expect(merged([a, b, c, b])).rejects.toThrow('shard 1 of 3 is given twice');
    await expect(merged([{ path: 'whole.json', report: whole }])).rejects.toThrow(
      'whole.json is not of a shard: check --shard 1/3',
    );
    const other = { ...c, report: { ...c.report, seed: 9 } };
    await expect(merged([a, b, other])).rejects.toThrow(/are not of one run: seed is 1 and 9/);
    await expect(merged([])).rejects.toThrow('name the reports of all shards');
  });

  test('is not complete where a shard lost what it planned', async () => {
    const lost = parts.map(({ path, report }) => {
      if (report.shard === null) throw new Error('a shard');
      const results = report.shard.results.slice(1);
      return { path, report: { ...report, shard: { ...report.shard, results } } };
    });
    const { summary } = await mergeReports(lost, options.today);
    expect(summary.planned - summary.executed).toBe(3);
  });
});
