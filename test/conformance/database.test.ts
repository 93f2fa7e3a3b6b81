import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../../conformance/judge/check.ts';
import { storeCases, storedCases } from '../../conformance/judge/database.ts';
import { encodeToken } from '../../conformance/report/token.ts';
import { clause, failed, operation, reportOf } from '../present/fakeReport.ts';
import { root } from './commands/run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-database-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const law = 'linalg.dot/definition';
const token = (seed: number) => encodeToken({ law, dtype: 'float64', case: {}, seed });
const reportWith = (one: ReturnType<typeof clause>) => reportOf([operation('linalg.dot', [one])]);

test('a failing case is kept until its clause passes; the latest first, and not without end', () => {
  const place = join(folder, 'kept');
  const stored = () => storedCases(place, 'float64', [law]);
  for (let seed = 0; seed < 12; seed++) storeCases(place, reportWith(failed(law, { replay: token(seed) })));
  expect(stored()).toEqual([11, 10, 9, 8, 7, 6, 5, 4].map(token));
  storeCases(place, reportWith(clause(law, 'unjudged')));
  storeCases(place, reportWith(clause(law, 'blocked')));
  expect(stored()).toHaveLength(8);
  expect(storedCases(place, 'float32', [law])).toEqual([]);
  writeFileSync(join(place, 'float64', 'linalg.dot', 'definition.txt'), `nonsense\n\n${token(3)}\n`);
  expect(stored()).toEqual([token(3)]);
  storeCases(place, reportWith(clause(law)));
  expect(stored()).toEqual([]);
  storeCases(place, reportWith(failed('linalg.dot/golden/wide', { replay: token(1) })));
  expect(existsSync(join(place, 'float64', 'linalg.dot', 'golden', 'wide.txt'))).toBe(true);
});

test('a case that few runs would miss is found again', { timeout: 120_000 }, async () => {
  const adapter = join(folder, 'adapter.mjs');
  // Wrong for vectors of one length only, which no smaller case shares.
  writeFileSync(
    adapter,
    `import good from ${JSON.stringify(pathToFileURL(join(root, 'test/conformance/adapters/good.ts')).href)};
     const dot = (given) => good.operations['linalg.dot'](given) + (given.a.shape[0] === 5 ? 1 : 0);
     export default { ...good, operations: { ...good.operations, 'linalg.dot': dot } };`,
  );
  const database = join(folder, 'found');
  const options = { adapter, operations: law, today: '2030-01-01', workers: 1, database };
  const many = await check({ ...options, runs: 400 });
  expect(many.summary.failed).toBe(1);
  storeCases(database, many);
  expect(readFileSync(join(database, 'float64', 'linalg.dot', 'definition.txt'), 'utf8')).toMatch(/^[\w-]+\n/);
  const seeds = [1, 2, 3];
  const without = await Promise.all(seeds.map((seed) => check({ ...options, database: undefined, runs: 1, seed })));
  expect(without.map(({ summary }) => summary.failed)).toContain(0);
  const found = await Promise.all(seeds.map((seed) => check({ ...options, runs: 1, seed })));
  expect(found.map(({ summary }) => summary.failed)).toEqual([1, 1, 1]);
});
