import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unknownName } from '../../conformance/commands/_internal/named.ts';
import { replay } from '../../conformance/commands/replay.ts';
import { createJudge } from '../../conformance/judge/_internal/judge.ts';
import { check } from '../../conformance/judge/check.ts';
import { readLedger } from '../../conformance/judge/ledger.ts';
import { planOf } from '../../conformance/judge/plan.ts';
import { describeAdapter } from '../../conformance/judge/session.ts';
import type { ClauseReport } from '../../conformance/report/report.ts';
import { decodeToken } from '../../conformance/report/token.ts';
import { limitsOf } from '../../conformance/subject/limits.ts';

const cwd = import.meta.dirname;

/** Judges the clauses of an adapter one after another, as a worker does. */
async function judged(adapter: string, filter?: string) {
  const adapterPath = `adapters/${adapter}.ts`;
  const limits = limitsOf('ci');
  const place = { adapterPath, cwd, limits, nodeEnv: undefined };
  const description = await describeAdapter(place);
  const run = { description, filter, runs: 20 };
  const judge = await createJudge({ ...place, ...run, dtype: 'float64', seed: 1, known: [] });
  const clauses: ClauseReport[] = [];
  const states: ClauseReport[] = [];
  try {
    for (const { law, unsupported } of (await planOf(run)).flatMap(({ laws }) => laws)) {
      if (unsupported !== undefined) continue;
      const found = await judge.judge(law.id);
      clauses.push(found.clause);
      states.push(...found.states);
    }
  } finally {
    await judge.close();
  }
  return { clauses, states };
}

describe('what a call leaves behind', () => {
  test('is put down to the operation that left it, once, and blames no other', async () => {
    const { clauses, states } = await judged('poisons', 'linalg.dot/C*,linalg.outer,multilinear.vec/C*');
    expect(clauses.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(clauses.some(({ id }) => id.startsWith('linalg.outer/'))).toBe(true);
    expect(states.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['linalg.dot/state failed']);
    const [state] = states;
    expect(state?.counterexample?.snippet).toMatch(/operations\['linalg\.dot'\][\s\S]*operations\['linalg\.outer'\]/);
    const token = state?.replay ?? '';
    expect(decodeToken(token).before).toMatchObject([{ operation: 'linalg.dot' }]);
    const again = await replay(token, join(cwd, 'adapters/poisons.ts'), { color: false, width: 100 });
    expect(again.exitCode).toBe(1);
    expect(again.text).toContain('linalg.dot/state still fails');
    expect(again.text).toMatch(/operations\['linalg\.dot'\][\s\S]*operations\['linalg\.outer'\]/);
    const ledger = JSON.stringify({ entries: [{ clause: state?.id, reason: 'known', replay: token }] });
    expect(readLedger(ledger, 'ledger.json').entries).toHaveLength(1);
  }, 120_000);

  test('is a finding that cannot be asked for, and is said to be one', async () => {
    expect(await unknownName('dot/state')).toMatch('linalg.dot/state is a finding, not a clause that can be asked for');
    const asked = check({ adapter: join(cwd, 'adapters/good.ts'), operations: 'dot/state', today: '2030-01-01' });
    await expect(asked).rejects.toThrow('linalg.dot/state is a finding, not a clause');
  });

  test('by an operation for itself blocks its own clauses', async () => {
    const { clauses, states } = await judged(
      'poisonsItself',
      'linalg.outer/definition,linalg.outer/repeatable,linalg.dot/*',
    );
    expect(states.map(({ id }) => id)).toEqual(['linalg.outer/state']);
    const blocked = clauses.filter(({ verdict }) => verdict === 'blocked');
    expect(blocked.map(({ id }) => id)).toContain('linalg.outer/definition');
    for (const { reason } of blocked) {
      expect(reason).toBe('it fails after calls of linalg.outer, and not without them: see linalg.outer/state');
    }
    // What fails in a fresh process too is a failure: of two calls in a row, the second is wrong.
    expect(clauses.find(({ id }) => id === 'linalg.outer/repeatable')?.verdict).toBe('failed');
    expect(clauses.filter(({ id }) => id.startsWith('linalg.dot/')).every(({ verdict }) => verdict === 'passed')).toBe(
      true,
    );
  }, 120_000);

  test.each([
    ['endsTogether', 3, 'passed'],
    // Whatever is asked of it, its process ends again.
    ['endsInTime', 20, 'blocked'],
  ])(
    '%s: a process that ends among %i calls, and at none of them alone, is told of once',
    async (adapter, count, verdict) => {
      const { clauses, states } = await judged(adapter, 'linalg.dot/definition,linalg.dot/C*');
      expect(new Set(clauses.map((clause) => clause.verdict))).toEqual(new Set([verdict]));
      expect(states).toMatchObject([{ id: 'linalg.dot/state', verdict: 'errored' }]);
      const [state] = states;
      expect(state?.counterexample).toMatchObject({
        what: `${count} calls of linalg.dot`,
        error: expect.stringContaining('ended the process with exit code 7'),
      });
      const token = state?.replay ?? '';
      expect(decodeToken(token).before).toHaveLength(count);
      const again = await replay(token, join(cwd, `adapters/${adapter}.ts`), { color: false, width: 100 });
      expect(again.exitCode).toBe(1);
      expect(again.text).toMatch('linalg.dot/state still fails');
    },
    120_000,
  );

  test.each([
    ['oncePerFile', ''],
    [
      'endsOnce',
      /: linalg\.dot in \d+ calls together, none of which does so alone, ended the process with exit code 7/,
    ],
  ])(
    '%s: what fails once and never again is not judged, and says what was seen',
    async (adapter, seen) => {
      const folder = mkdtempSync(join(tmpdir(), 'once-'));
      const file = join(folder, 'wrong');
      writeFileSync(file, '');
      process.env['TENSOR_LAWS_TEST_FILE'] = file;
      try {
        const { clauses, states } = await judged(adapter, 'linalg.dot/definition');
        expect(states).toEqual([]);
        expect(clauses.map(({ verdict }) => verdict)).toEqual(['unjudged']);
        expect(clauses[0]?.reason).toMatch(/^it failed once, and never again in fresh processes/);
        expect(clauses[0]?.reason).toMatch(seen);
      } finally {
        delete process.env['TENSOR_LAWS_TEST_FILE'];
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
