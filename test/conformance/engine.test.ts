import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runPlan } from '../../conformance/judge/_internal/engine.ts';
import { planOf } from '../../conformance/judge/plan.ts';
import { childSubject } from '../../conformance/subject/childProcess.ts';
import { limitsOf } from '../../conformance/subject/limits.ts';

const cwd = import.meta.dirname;

/** Judges an adapter in two processes. */
async function judged(adapter: string, filter: string, runs: number) {
  const place = { adapterPath: `adapters/${adapter}.ts`, cwd, limits: limitsOf('ci'), nodeEnv: undefined };
  const child = await childSubject(place);
  try {
    const { description } = child;
    const plan = await planOf({ description, filter, runs });
    const told: string[] = [];
    const result = await runPlan({
      plan,
      suite: { ...place, description, dtype: 'float64', runs, seed: 1, known: [] },
      child,
      workers: 2,
      onClause: ({ id }) => told.push(id),
    });
    const asked = plan
      .flatMap(({ laws }) => laws)
      .flatMap(({ law, unsupported }) => (unsupported === undefined ? [law.id] : []));
    return { ...result, told, asked };
  } finally {
    await child.close();
  }
}

process.env['TENSOR_LAWS_TEST_SPARED'] = String(process.pid);

describe('a process of the judge that is killed', () => {
  test('once, costs nothing: what it left is judged by another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kills-'));
    const file = join(folder, 'armed');
    writeFileSync(file, '');
    process.env['TENSOR_LAWS_TEST_FILE'] = file;
    try {
      const { results, errors, told, asked } = await judged('killsItsJudge', 'linalg.dot,linalg.outer', 200);
      expect(errors).toEqual([]);
      expect(existsSync(file)).toBe(false);
      expect(told.toSorted()).toEqual(asked.toSorted());
      expect([...results.values()].filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    } finally {
      delete process.env['TENSOR_LAWS_TEST_FILE'];
      rmSync(folder, { recursive: true });
    }
  }, 120_000);

  test('whenever it judges some law, is an error that names the law, and everything else is judged', async () => {
    const filter = 'linalg.dot/C1,linalg.dot/definition,linalg.outer';
    const { errors, told, asked } = await judged('killsItsJudge', filter, 400);
    expect(errors.toSorted()).toEqual(
      ['linalg.dot/C1', 'linalg.dot/definition'].map(
        (id) => `${id}: 2 processes of the judge ended while they judged it`,
      ),
    );
    expect(told.toSorted()).toEqual(asked.filter((id) => !id.startsWith('linalg.dot/')).toSorted());
  }, 120_000);

  test('or cannot begin, leaves an error that names every law', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'begins-'));
    writeFileSync(join(folder, 'armed'), '');
    process.env['TENSOR_LAWS_TEST_FILE'] = join(folder, 'armed');
    try {
      const { errors, told, asked } = await judged('loadsOnce', 'linalg.outer', 400);
      expect(told).toEqual([]);
      const left = errors.find((text) => text.startsWith('no process of the judge was left for '));
      expect(
        left
          ?.slice(left.indexOf('for ') + 4)
          .split(', ')
          .toSorted(),
      ).toEqual(asked.toSorted());
    } finally {
      delete process.env['TENSOR_LAWS_TEST_FILE'];
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
